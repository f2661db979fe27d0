#!/bin/bash
tool=$(jq -r .tool_name)
if [[ "$tool" == "Read" ]]; then
  echo '{"decision": "approve"}'
fi
