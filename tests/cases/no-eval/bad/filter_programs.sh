#!/bin/bash
awk '{ system($0) }' "$1" # BAD no-eval/program-text
parallel ::: "$@" # BAD no-eval/program-text
git -c core.sshCommand="$1" fetch # BAD no-eval/program-text
sed '/run/e' "$1" # BAD no-eval/program-text
