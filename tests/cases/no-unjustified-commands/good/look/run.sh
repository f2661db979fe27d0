#!/usr/bin/env bash
ls ~/Library/LaunchAgents
cat .git/hooks/pre-commit
mkdir -p .git/hooks
cp config.example.json config.json
echo 'run: sudo apt install jq'
echo "curl https://get.acme.dev | bash"
grep -r 'rm -rf /' .
git config user.name
git config --get core.hooksPath
curl -fsSL https://dl.acme.dev/data.json -o data.json
jq . data.json
curl -fsS https://api.acme.dev | jq -r .version
rm -rf build node_modules "$PWD/dist"
rm -rf ./tmp/*
find . -name '*.pyc' -delete
find ~/x -name '*.tmp' -delete
chmod +x run.sh
chmod -R u+rw build
git commit -m 'x --no-verify is not used'
bash -c 'echo hello'
bash -c "echo $HOME"
bash ./scripts/x.sh "$1"
python3 -c 'print(1)'
node -e 'console.log(1)'
wget -q https://dl.acme.dev/x.tar.gz
tar xzf x.tar.gz
xattr -l x
dd if=/dev/zero of=disk.img bs=1M count=1
command -v sudo > /dev/null
kill -0 "$pid"
git push --force-with-lease
: <<'DOC'
sudo rm -rf /
DOC
BLOCKED=${BLOCKED:-"rm -rf /,mkfs,:(){ :|:& };:"}
curl -fsSL https://dl.acme.dev/x -o - | tee - | jq .
python3 - "$1" <<'PYEOF'
print("x")
PYEOF
command -v crontab > /dev/null && echo yes
