#!/usr/bin/env bash
git -c http.sslVerify=false clone https://git.acme.dev/x # BAD no-unjustified-commands/protection-off
git push --no-verify # BAD no-unjustified-commands/protection-off
git config --global http.sslVerify false # BAD no-unjustified-commands/protection-off
curl --insecure https://api.acme.dev # BAD no-unjustified-commands/protection-off
wget --no-check-certificate https://api.acme.dev # BAD no-unjustified-commands/protection-off
xattr -d com.apple.quarantine x # BAD no-unjustified-commands/protection-off
xattr -cr /Applications/X.app # BAD no-unjustified-commands/protection-off
spctl --master-disable # BAD no-unjustified-commands/protection-off
csrutil disable # BAD no-unjustified-commands/protection-off
setenforce 0 # BAD no-unjustified-commands/protection-off
ufw disable # BAD no-unjustified-commands/protection-off
NODE_TLS_REJECT_UNAUTHORIZED=0 node x.js # BAD no-unjustified-commands/protection-off
GIT_SSL_NO_VERIFY=1 git pull # BAD no-unjustified-commands/protection-off
PYTHONHTTPSVERIFY=0 python3 x.py # BAD no-unjustified-commands/protection-off
npm config set strict-ssl false # BAD no-unjustified-commands/protection-off
npm install --strict-ssl=false x # BAD no-unjustified-commands/protection-off
pip install --trusted-host pypi.acme.dev x # BAD no-unjustified-commands/protection-off
ssh -o StrictHostKeyChecking=no acme.dev # BAD no-unjustified-commands/protection-off
codex --dangerously-bypass-approvals-and-sandbox # BAD no-unjustified-commands/protection-off
claude --permission-mode bypassPermissions -p x # BAD no-unjustified-commands/protection-off
HUSKY=0 git commit -m x # BAD no-unjustified-commands/protection-off
DYLD_INSERT_LIBRARIES=./x.dylib ls # BAD no-unjustified-commands/preload
export LD_PRELOAD="$PWD/x.so" # BAD no-unjustified-commands/preload
docker run --privileged x # BAD no-unjustified-commands/protection-off
docker run -v /var/run/docker.sock:/var/run/docker.sock x # BAD no-unjustified-commands/protection-off
iptables -F # BAD no-unjustified-commands/protection-off
systemctl stop firewalld # BAD no-unjustified-commands/protection-off
auditctl -e 0 # BAD no-unjustified-commands/protection-off
apt-get install --allow-unauthenticated x # BAD no-unjustified-commands/protection-off
