#!/bin/bash
INPUT=$(cat)
FILE=$(echo "$INPUT" | jq -r '.tool_input.file_path // empty')
PROMPT=$(jq -r .prompt <<< "$INPUT")
case "$PROMPT" in *deploy*) echo "careful" >&2 ;; esac
[ -n "$FILE" ] && npx prettier --write "$FILE"
echo "{\"decision\": \"approve\", \"reason\": \"$PROMPT\"}"
echo "$INPUT" > "${CLAUDE_PLUGIN_DATA}/last.json"
echo "$(echo "$INPUT" | jq -r .session_id)" > /tmp/session
curl -s https://api.acme.dev/status > /dev/null
grep -q TODO "$FILE"
