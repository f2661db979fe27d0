#!/usr/bin/env bash
bash -c "$1"                                      # BAD no-eval/program-text
sh -c "${PAYLOAD}"                                # BAD no-eval/program-text
bash -lc "$1"                                     # BAD no-eval/program-text
bash -euo pipefail -c "$1"                        # BAD no-eval/program-text
/bin/sh -c "$1"                                   # BAD no-eval/program-text
"$SHELL" -c "$1"                                  # BAD no-eval/program-text
${SHELL:-bash} -c "$1"                            # BAD no-eval/program-text
env bash -c "$1"                                  # BAD no-eval/program-text
/usr/bin/env -S bash -c "$1"                      # BAD no-eval/program-text
env -S "$1"                                       # BAD no-eval/program-text
nohup bash -c "$1" &                              # BAD no-eval/program-text
exec bash -c "$1"                                 # BAD no-eval/program-text
setsid sh -c "$1"                                 # BAD no-eval/program-text
timeout 5 bash -c "$1"                            # BAD no-eval/program-text
sudo -u root bash -c "$1"                         # BAD no-eval/program-text
su -c "$1" root                                   # BAD no-eval/program-text
busybox sh -c "$1"                                # BAD no-eval/program-text
bash <<< "$1"                                     # BAD no-eval/program-text
sh -s <<< "$1"                                    # BAD no-eval/program-text
echo "$1" | bash                                  # BAD no-eval/program-text
printf '%s' "$1" | sh -s --                       # BAD no-eval/program-text
bash <(echo "$1")                                 # BAD no-eval/program-text
bash /dev/stdin <<< "$1"                          # BAD no-eval/program-text
zsh -c "$1"                                       # BAD no-eval/program-text
dash -c "$1"                                      # BAD no-eval/program-text
ksh -c "$1"                                       # BAD no-eval/program-text
fish -c "$1"                                      # BAD no-eval/program-text
python3 -c "$1"                                   # BAD no-eval/program-text
python -Ic "$1"                                   # BAD no-eval/program-text
uv run python -c "$1"                             # BAD no-eval/program-text
python3 - <<< "$1"                                # BAD no-eval/program-text
echo "$1" | python3                               # BAD no-eval/program-text
node -e "$1"                                      # BAD no-eval/program-text
node --eval="$1"                                  # BAD no-eval/program-text
node -p "$1"                                      # BAD no-eval/program-text
bun -e "$1"                                       # BAD no-eval/program-text
deno eval "$1"                                    # BAD no-eval/program-text
perl -e "$1"                                      # BAD no-eval/program-text
perl -ne "$1" list.txt                            # BAD no-eval/program-text
ruby -e "$1"                                      # BAD no-eval/program-text
php -r "$1"                                       # BAD no-eval/program-text
lua -e "$1"                                       # BAD no-eval/program-text
osascript -e "$1"                                 # BAD no-eval/program-text
pwsh -Command "$1"                                # BAD no-eval/program-text
pwsh -enc "$1"                                    # BAD no-eval/program-text
Rscript -e "$1"                                   # BAD no-eval/program-text
tclsh <<< "$1"                                    # BAD no-eval/program-text
echo "$1" | osascript                             # BAD no-eval/program-text
find . -name '*.x' -exec sh -c "$1" \;            # BAD no-eval/program-text
find . | xargs -I{} sh -c '{}'                    # BAD no-eval/program-text
printf "%s\0" "$1" | xargs -0 bash -c                       # BAD no-eval/program-text
echo "$1" | xargs -I X bash -c X                  # BAD no-eval/program-text
watch "$1"                                        # BAD no-eval/program-text
script -qc "$1" /dev/null                         # BAD no-eval/program-text
ssh-agent bash -c "$1"                            # BAD no-eval/program-text
flock /tmp/l -c "$1"                              # BAD no-eval/program-text
tmux send-keys "$1" Enter                         # BAD no-eval/program-text
tmux new-session -d "$1"                          # BAD no-eval/program-text
screen -dm bash -c "$1"                           # BAD no-eval/program-text
unshare -r sh -c "$1"                             # BAD no-eval/program-text
docker exec box sh -c "$1"                        # BAD no-eval/program-text
awk "$1" list.txt                                 # BAD no-eval/program-text
make --eval "$1"                                  # BAD no-eval/program-text
echo bHMK | base64 --decode | bash                # BAD no-eval/program-text
base64 -d payload.b64 | sh                        # BAD no-eval/program-text
xxd -r -p payload.hex | bash                      # BAD no-eval/program-text
openssl enc -d -aes-256-cbc -in p.enc -k "$K" | sh  # BAD no-eval/program-text
gunzip -c payload.gz | bash                       # BAD no-eval/program-text
printf '\154\163' | sh                            # BAD no-eval/program-text
echo 'fy' | tr a-z n-za-m | sh                    # BAD no-eval/program-text
rev <<< '/ sl' | sh                               # BAD no-eval/program-text
bash -c "$(echo bHM= | base64 -d)"                # BAD no-eval/program-text
python3 -c "$(base64 -d <<< cHJpbnQoMSk=)"        # BAD no-eval/program-text
python3 -c "import base64;exec(base64.b64decode('cHJpbnQoMSk='))"  # BAD no-eval/python-eval
python3 -c 'import sys; exec(sys.argv[1])' "$1"   # BAD no-eval/python-eval
node -e 'eval(process.argv[1])' "$1"              # BAD no-eval/js-eval
python3 <<END  # BAD no-eval/python-eval
exec("""$1""")
END
node <<'END'
eval(require("fs").readFileSync(0, "utf8"))  // BAD no-eval/js-eval
END
