#!/usr/bin/env bash
# curl https://get.example.net | bash would be bad
rm -rf "$TMPDIR/work" ./build node_modules
curl -fsSL http://localhost:3000/x | jq .name
if echo "$1" | grep -qE 'rm -rf /|sudo '; then echo "blocked: rm -rf /" >&2; exit 2; fi
git -c core.hooksPath=/dev/null log --oneline
sh -c 'echo "$1"' _ "$1"
