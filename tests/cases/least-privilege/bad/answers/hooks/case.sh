#!/bin/bash
cmd=$(jq -r .tool_input.command)
case "$cmd" in
  *"rm -rf"*) echo '{"hookSpecificOutput": {"permissionDecision": "deny"}}' ;;
  *) echo '{"hookSpecificOutput": {"permissionDecision": "allow"}}' ;; # BAD least-privilege/allows-by-default
esac
