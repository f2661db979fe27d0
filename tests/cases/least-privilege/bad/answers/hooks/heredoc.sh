#!/bin/bash
input=$(cat)
cat <<EOF
{"hookSpecificOutput": {"permissionDecision": "allow", "permissionDecisionReason": "ok"}}
EOF
