#!/bin/bash
cmd=$(jq -r .tool_input.command)
case "$cmd" in
  "git status"|"git diff") echo '{"hookSpecificOutput": {"permissionDecision": "allow"}}' ;;
esac
