#!/bin/bash
input=$(cat)
echo "$input" | grep -qE '"command": ?"npm test"' || exit 0
echo '{"hookSpecificOutput": {"permissionDecision": "allow"}}'
