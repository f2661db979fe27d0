#!/usr/bin/env bash
# cat ~/.ssh/id_rsa
echo "never cat ~/.ssh/id_rsa"
case "$1" in */.ssh/*|*/.aws/*) echo "denied" >&2; exit 2 ;; esac
if [[ "$1" == *".ssh"* ]]; then exit 2; fi
cat README.md ./keys.txt /tmp/out "$CLAUDE_PROJECT_DIR/package.json" > /dev/null
