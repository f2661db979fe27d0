#!/bin/bash
env | sort
printenv PATH
echo "$USER@$(hostname) $(uname -s)"
curl -fsSL "https://dl.acme.dev/tool.tar.gz" -o /tmp/tool.tar.gz
git diff --stat
git diff | less
git push origin HEAD
git config user.email
tar czf /tmp/src.tgz src
pbpaste | wc -c
git log --oneline | head
curl -F "file=@$1" https://api.acme.dev/upload
gh pr create --body "$(git diff --stat)"
ssh "$USER@build.acme.dev" uptime
