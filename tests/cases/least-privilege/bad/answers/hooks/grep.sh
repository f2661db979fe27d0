#!/bin/bash
input=$(cat)
if echo "$input" | grep -q 'rm -rf'; then
  echo "refused" >&2
  exit 2
fi
echo '{"decision": "approve"}' # BAD least-privilege/allows-by-default
