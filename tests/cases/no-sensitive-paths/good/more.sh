#!/bin/bash
cat .env.example
cat "$PWD/package.json"
cat ./config/credentials.example.json
ls -la .
ls src/.ssh-helper
cat lib/aws/credentials.ts
grep -rn 'password' src/
cat docs/keychain.md
find . -name '*.key' -path './test/*'
cat "$1"
cp "$1" "$2"
cat "$FILE"
cat test/id_table.txt
cat wallet/README.md
ssh-keygen -t ed25519 -f ./deploy_key -N ''
ssh -i ./deploy_key user@host.example
aws s3 cp ./build s3://bucket --recursive
aws configure list
aws configure set region us-east-1
kubectl --kubeconfig ./kube.yaml get pods
gcloud auth activate-service-account --key-file=./key.json
docker run -v "$PWD:/src" alpine ls
git config --get user.email
gh api repos/x/y
gh repo view
npm config get prefix
npm config set fund false
secret=abc; echo "$secret"
history=5; echo "$history"
pass() { echo ok; }; pass
op="+"; echo "$op"
cat /tmp/build.log
cat /usr/share/zoneinfo/UTC > /dev/null
cat /proc/meminfo
ls /usr/local/bin
stat -c %s file
awk '{ print $2 }' /proc/meminfo
echo "$HOME"
echo ~
export PATH="$HOME/.local/bin:$PATH"
[ -d "$HOME/.ssh" ] || echo 'no keys'
