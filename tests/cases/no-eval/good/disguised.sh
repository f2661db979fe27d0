#!/usr/bin/env bash
set -euo pipefail
# eval "$1"
source ./lib.sh
. "$(dirname "$0")/lib.sh"
source "${BASH_SOURCE[0]%/*}/common.sh"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"; source "$here/common.sh"
source "$CLAUDE_PLUGIN_ROOT/lib/common.sh"
[ -f .env ] && source .env
source venv/bin/activate
. .venv/bin/activate
. "$HOME/.nvm/nvm.sh"
source "$HOME/.cargo/env"
eval "$(ssh-agent -s)"
eval "$(brew shellenv)"
eval "$(/opt/homebrew/bin/brew shellenv)"
eval "$(direnv hook bash)"
eval "$(pyenv init -)"
eval "$(pyenv init --path)"
eval "$(rbenv init - zsh)"
eval "$(fnm env --use-on-cd)"
eval "$(zoxide init zsh)"
eval "$(starship init bash)"
eval "$(conda shell.bash hook)"
eval "$(mise activate bash)"
eval "$(dircolors -b)"
eval "$(opam env)"
eval `ssh-agent`
eval "$(register-python-argcomplete tool)"
eval "$(gh completion -s bash)"
eval "$(thefuck --alias)"
eval "$(atuin init bash)"
eval "$(uv generate-shell-completion bash)"
eval "$(luarocks path)"
eval "$(minikube docker-env)"
eval "$(keychain --eval id_ed25519)"
eval "$(perl -I$HOME/perl5/lib/perl5 -Mlocal::lib)"
eval "$(lesspipe)"
eval "$(SHELL=/bin/sh lesspipe)"
eval "$(fzf --bash)"
eval "$(op signin)"
eval "$(tmuxifier init -)"
source <(kubectl completion bash)
source <(helm completion zsh)
source <(npm completion)
. <(ng completion script)
source <(fzf --zsh)
trap 'rm -rf "$tmp"' EXIT
trap cleanup INT TERM
trap - EXIT
trap "rm -f $tmp" EXIT
echo 'eval "$1"'
printf '%s\n' 'eval is evil' > rules.txt
grep -rn 'eval(' src || true
rg "eval \"\\$" .
if [[ "$cmd" == *eval* ]]; then echo "no eval"; exit 2; fi
case "$cmd" in *'eval '*|*'bash -c'*) exit 2 ;; esac
bash script.sh "$1"
bash "$script"
sh ./install.sh --prefix "$PREFIX"
python3 "$CLAUDE_PLUGIN_ROOT/tool.py" "$1"
python3 -c 'import sys; print(sys.version)'
python3 -c "import json,sys; print(json.load(sys.stdin)['name'])" < package.json
python3 -c "import json; print(json.dumps('$name'))"
node -e "console.log(require('./package.json').version)"
node -p "process.versions.node"
perl -pi -e 's/a/b/' file.txt
perl -ne 'print if /x/' file.txt
awk '{ print $1 }' file.txt
awk -v n="$1" 'NR == n' file.txt
sed -e 's/e/x/' file.txt
sed 's/a/b/ge' file.txt | cat > /dev/null
jq -r '.value' file.json
find . -name '*.sh' -exec bash -n {} \;
find . -type f -exec grep -l eval {} +
xargs -n1 shellcheck < list.txt
xargs -I{} cp {} out/ < list.txt
printf -v stamp '%(%F)T' -1
declare -n target=result; target=1
bash -c 'echo "$1"' _ "$1"
sh -c 'cd "$1" && ls' sh "$dir"
env FOO=1 make all
command -v eval
type eval
help eval
man eval
hash eval 2>/dev/null || true
npm run eval
./bin/eval --model x "$1"
pytest -k eval
model eval "$1"
promptfoo eval -c config.yaml
deepeval test run
gh workflow run eval.yml
make eval
yq eval '.a' file.yaml
nix eval .#x
helm eval
kubectl exec pod -- ls
redis-cli EVAL "return 1" 0
EVAL=1 ./run.sh
eval_results="$1"; echo "$eval_results"
while read -r line; do echo "$line"; done < list.txt
PS1='$ '
PROMPT_COMMAND='history -a'
complete -F _tool tool
compgen -W "one two" -- "$1"
mapfile -t lines < list.txt
