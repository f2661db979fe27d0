#!/usr/bin/env bash
deny='~/.ssh ~/.aws /etc/shadow'
blocked=(~/.ssh ~/.aws "$HOME/.gnupg")
for p in "${blocked[@]}"; do [[ "$1" == "$p"* ]] && exit 2; done
echo "~/.ssh is off limits"
printf '%s\n' '.ssh/' '.aws/' >> .gitignore
grep -q '\.ssh' "$1" && exit 2
grep -E '(\.ssh|\.aws|id_rsa)' hook-input.json
grep -rn "id_rsa" src/
rg '\.aws/credentials' .
find . -name '*.md' -not -path './.git/*'
find . -name .env.example
find . -path '*/.ssh' -prune -o -print
tar --exclude=.ssh --exclude='.aws' -czf out.tgz .
rsync -a --exclude '.ssh' ./ out/
git grep -n 'shadow'
cat ./docs/ssh.md
cat "$CLAUDE_PLUGIN_ROOT/data/id_table.json"
cat "$CLAUDE_PROJECT_DIR/.env.example"
cat /etc/os-release
cat /proc/cpuinfo
cat /usr/share/dict/words
ssh user@host.example uptime
ssh-keygen -lf ./key.pub
ssh-keyscan github.com
git push origin main
git credential approve < /dev/null
git config user.name
gh pr list
gh auth status
gh auth login
aws s3 ls
aws sts get-caller-identity
gcloud auth login
gcloud config get-value project
kubectl get pods
kubectl config current-context
docker login
npm whoami
npm config get registry
gpg --verify a.sig a
gpg --export -a me
security find-certificate -a
security unlock
[ -f ~/.ssh/id_rsa ] || echo "make a key first"
test -d "$HOME/.aws" && echo "aws is set up"
[[ -r ~/.netrc ]]
pass=1; echo "$pass"
op=add; echo "$op"
history_file=./history.txt; cat "$history_file"
cat history
echo 'cat ~/.ssh/id_rsa' | grep -c ssh
cat <<'EOT'
cat ~/.ssh/id_rsa
EOT
case "$path" in "$HOME"/.ssh*) exit 2 ;; esac
python3 -c "print('~/.ssh/id_rsa')"
sed -i 's#~/.ssh#~/keys#' docs.md
ssh-add -l
printenv PATH
env | grep -c PATH
