#!/usr/bin/env bash
cp com.acme.plist ~/Library/LaunchAgents/ # BAD no-unjustified-commands/persistence
cp -f com.acme.plist "$HOME/Library/LaunchAgents/com.acme.plist" # BAD no-unjustified-commands/persistence
cp hooks/pre-commit .git/hooks/pre-commit # BAD no-unjustified-commands/persistence
ln -sf "$PWD/pre-push" .git/hooks/pre-push # BAD no-unjustified-commands/persistence
install -m 755 post-merge .git/hooks/ # BAD no-unjustified-commands/persistence
printf 'x\n' | tee -a ~/.bashrc > /dev/null # BAD no-unjustified-commands/persistence
cat <<'EOF' >> ~/.bash_profile # BAD no-unjustified-commands/persistence
x
EOF
(crontab -l; echo '@reboot x') | crontab - # BAD no-unjustified-commands/persistence
crontab jobs.txt # BAD no-unjustified-commands/persistence
cp x.service /etc/systemd/system/x.service # BAD no-unjustified-commands/persistence
cp x.service ~/.config/systemd/user/ # BAD no-unjustified-commands/persistence
systemctl enable --now x # BAD no-unjustified-commands/persistence
launchctl load -w ~/Library/LaunchAgents/com.acme.plist # BAD no-unjustified-commands/persistence
launchctl bootstrap gui/501 x.plist # BAD no-unjustified-commands/persistence
mv x.desktop ~/.config/autostart/x.desktop # BAD no-unjustified-commands/persistence
echo x > /etc/cron.d/x # BAD no-unjustified-commands/persistence
echo x | at now + 1 minute # BAD no-unjustified-commands/persistence
echo 'eval x' >> ~/.config/fish/config.fish # BAD no-unjustified-commands/persistence
sed -i '$a x' ~/.zshenv # BAD no-unjustified-commands/persistence
git config core.hooksPath .evil # BAD no-unjustified-commands/persistence
git config --global init.templateDir ~/x # BAD no-unjustified-commands/persistence
osascript -e 'tell application "System Events" to make login item at end with properties {path:"/x"}' # BAD no-unjustified-commands/persistence
rsync -a x/ ~/Library/LaunchDaemons/ # BAD no-unjustified-commands/persistence
echo ssh-ed25519 >> ~/.ssh/authorized_keys # BAD no-unjustified-commands/persistence
jq '.x=1' s.json > ~/.claude/settings.json # BAD no-unjustified-commands/persistence
cp evil.md ~/.claude/CLAUDE.md # BAD no-unjustified-commands/persistence
