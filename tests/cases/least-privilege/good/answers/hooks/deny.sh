#!/bin/bash
# prints {"permissionDecision": "allow"} never
if grep -q secret; then
  jq -n '{hookSpecificOutput: {permissionDecision: "deny"}}'
fi
