#!/bin/bash
export HOME
cat ~/.git-credentials # BAD no-sensitive-paths/credentials
HOME="$HOME"
cat ~/.ssh/id_ed25519 # BAD no-sensitive-paths/credentials
