#!/bin/sh
eval_dir=eval; cd "$eval_dir" || exit
run() { "$@"; }
run make test
run git status
"$EDITOR" file.txt
${PAGER:-less} file.txt
"$PYTHON" script.py
$SUDO apt-get update
exec "$@"
exec node server.js "$@"
exec "${CLAUDE_PLUGIN_ROOT}/bin/server" "$@"
cmd="ls -l"; $cmd
args=(-l -a); ls "${args[@]}"
set -- -l -a; ls "$@"
if command -v node >/dev/null; then node -v; fi
out=$(python3 -c 'print(1)')
node -e 'process.stdout.write(String(1))'
node -e "const p=require('./package.json');console.log(p.version)" 
python3 - <<'PY'
import json
print(json.dumps({"eval": 1}))
PY
python3 - "$1" <<'PY'
import sys
print(sys.argv[1])
PY
bash -n script.sh
bash --version
sh -n "$1"
sh -x ./build.sh
bash -c 'cd "$0" && ls' "$dir"
find . -name '*.py' -exec python3 -m py_compile {} +
find . -type f -exec sh -c 'wc -l "$1"' _ {} \;
xargs -n1 -I{} sh -c 'echo "$1"' _ {} < list
git rev-parse HEAD | xargs git show
ls | xargs rm -f
awk 'BEGIN { system("date") }'
trap 'kill $pid' EXIT
trap 'echo "$1"' ERR
timeout 10 bash script.sh
sudo -u app bash /opt/app/run.sh
ssh host 'uptime'
docker run --rm -v "$PWD:/src" alpine sh -c 'apk add git && make'
docker exec app sh -c 'ls /srv'
su -c 'make install' root
. /etc/os-release
. /etc/profile
source "$(brew --prefix)/etc/bash_completion"
source "${ZDOTDIR:-$HOME}/.zshrc"
source ~/.bashrc
source "$VENV/bin/activate"
for f in lib/*.sh; do . "$f"; done
for f in "$DIR"/lib/*.sh; do source "$f"; done
[ -f "$CONFIG" ] && . "$CONFIG"
printf '%s' "$1" | jq -R .
echo "$1" | python3 tool.py
echo "$1" | python3 -m json.tool
echo "$1" | node format.js
cat data.json | python3 -c 'import sys,json; print(json.load(sys.stdin)["a"])'
printf '%s' "$json" | node -e 'let s="";process.stdin.on("data",d=>s+=d)'
bash "$CLAUDE_PLUGIN_ROOT/hooks/run.sh" <<< "$1"
sh ./run.sh < input.txt
watch -n 5 'kubectl get pods'
tmux new-session -d -s work 'npm run dev'
tmux send-keys -t work 'npm test' Enter
