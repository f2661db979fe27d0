#!/bin/bash
# A test with a home of its own: the user's files stay where they are.
export HOME="$(mktemp -d)"
git config --global credential.helper store
echo "https://user:password@localhost" > ~/.git-credentials
cat ~/.git-credentials
mkdir -p "$HOME/.ssh" && touch ~/.ssh/config
