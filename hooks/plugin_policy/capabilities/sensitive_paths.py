"""Places where computers keep what is nobody else's business, with the documentation that names them.

A row is (category, paths, source). Paths are separated by blanks (a blank inside a path is written `_SP_`), start with
`~/` (the home folder, also where the way to it is unknown), `~!/` (the home folder only: projects have such files
too), `/` or `?/` (anywhere), use `/` on every system, and cover what lies below them. `*` is one folder level.
"""

from __future__ import annotations

# category -> (rule, what it is called in a message)
CATEGORIES = {
    "credentials": ("credentials", "credentials"),
    "keys": ("credentials", "private keys"),
    "browser": ("browser-data", "a browser profile"),
    "keychain": ("keychain", "a keychain"),
    "wallet": ("wallet", "a wallet"),
    "history": ("history", "a shell history"),
    "messages": ("private-data", "private messages and mail"),
    "system": ("system-secrets", "secrets of the system"),
    "startup": ("startup-file", "a shell start-up file"),
    "agent": ("tool-config", "another agent's settings"),
    "tool": ("tool-config", "another tool's configuration"),
}

_AWS = "https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html"
_SSH = "https://man.openbsd.org/ssh"
_FHS = "https://man7.org/linux/man-pages/man5/"
_CHROME = "https://chromium.googlesource.com/chromium/src/+/HEAD/docs/user_data_dir.md"
_MOZ = "https://support.mozilla.org/kb/profiles-where-firefox-stores-user-data"
_CODE = "https://code.claude.com/docs/en/settings"

ROWS = (
    # Keys and credentials that open other machines and accounts
    ("keys", "?/.ssh ?/id_rsa ?/id_ed25519 ?/id_ecdsa ?/id_dsa ~/ssh/id_rsa"
     " /etc/ssh/ssh_host_rsa_key /etc/ssh/ssh_host_ed25519_key /etc/ssh/ssh_host_ecdsa_key"
     " ~/AppData/Roaming/SSH", _SSH),
    ("keys", "?/.gnupg ~/AppData/Roaming/gnupg ~/Library/GPG", "https://www.gnupg.org/documentation/manuals/gnupg/"),
    ("keys", "~/.config/age ~!/.age ~/.config/sops/age ~/.minisign ~/.pki"
     " ~/.putty ~/.config/step ~/.step /etc/ssl/private /etc/letsencrypt/live /etc/letsencrypt/archive"
     " /etc/pki/private",
     "https://www.passwordstore.org/"),
    ("credentials", "?/.aws ~/.aws_credentials ~/.boto ~/.s3cfg ~/.config/rclone ~/.passwd-s3fs", _AWS),
    ("credentials", "~/.config/gcloud ~/AppData/Roaming/gcloud ~/.gsutil ?/application_default_credentials.json",
     "https://cloud.google.com/sdk/docs/configurations"),
    ("credentials", "?/.azure ~/.Azure", "https://learn.microsoft.com/cli/azure/azure-cli-configuration"),
    ("credentials", "~/.oci ~/.config/doctl ~/.config/hcloud ~/.config/linode-cli ~/.linode-cli ~/.config/scw ~!/.fly"
     " ~/.config/fly ~!/.vercel ~/.config/vercel ~/.local/share/com.vercel.cli ~/.config/netlify ~!/.netlify"
     " ~!/.wrangler"
     " ~/.config/.wrangler ~/.config/heroku ~/.cloudflared ~/.bluemix ~/.digitalocean ~!/.config/configstore"
     " ~/.ovhrc ~/.ovh.conf ~/.config/openstack ~!/.railway ~/.config/railway ~!/.supabase ~/.config/stripe"
     " ?/.databrickscfg"
     " ~/.snowsql ~/.snowflake ~!/.kaggle ~/.config/kaggle ~/.huggingface ~/.cache/huggingface/token"
     " ~/.config/sentry ~!/.sentryclirc ~/.postman ~/.config/ngrok ~/.ngrok2 ~!/.circleci ~!/.travis"
     " ~/.config/doppler ~!/.doppler ?/.vault-token"
     " ~/.config/infisical",
     "documentation of each command-line tool"),
    ("credentials", "?/.kube /etc/kubernetes/admin.conf /etc/rancher/k3s/k3s.yaml /var/run/secrets"
     " /run/secrets/kubernetes.io", "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"),
    ("credentials", "~/.docker/config.json ~/.docker/.token_seed ~/.config/containers/auth.json ~/.dockercfg"
     " ~/.docker/contexts", "https://docs.docker.com/reference/cli/docker/login/"),
    ("credentials", "?/.netrc ~/_netrc ~/.authinfo ~/.authinfo.gpg",
     "https://everything.curl.dev/usingcurl/netrc.html"),
    ("credentials", "?/.git-credentials ~/.config/git/credentials ~/.config/gh/hosts.yml ~/.config/hub"
     " ~/.config/glab-cli"
     " ~/AppData/Roaming/GitHub_SP_CLI ~/.config/github-copilot ~/.gitcookies ~/.subversion/auth",
     "https://git-scm.com/docs/git-credential-store"),
    ("credentials", "~!/.npmrc ~!/.yarnrc.yml ~!/.pypirc ~!/.config/pip ~!/.pip ~/.gem/credentials"
     " ~/.cargo/credentials"
     " ~/.cargo/credentials.toml ~/.composer/auth.json ~/.config/composer/auth.json ~!/.m2/settings.xml"
     " ~/.m2/settings-security.xml ~!/.gradle/gradle.properties ~/.nuget/NuGet ~/.config/hatch ~/.config/pypoetry"
     " ~!/.bundle/config ~!/.condarc ~/.ivy2/.credentials ~/.sbt/.credentials ~/.terraform.d/credentials.tfrc.json"
     " ~/.terraformrc ~/.ansible/vault ~/.vault_pass ~/.pulumi/credentials.json",
     "documentation of each package manager"),
    ("credentials", "?/.pgpass ~/AppData/Roaming/postgresql/pgpass.conf ~/.my.cnf ~/.mylogin.cnf ~/.mongorc.js"
     " ~/.redisclirc ~/.config/mongodb", "https://www.postgresql.org/docs/current/libpq-pgpass.html"),
    ("credentials", "~/.claude/.credentials.json ~/.claude.json ~/.codex/auth.json ~/.gemini/oauth_creds.json"
     " ~/.config/openai ~/.openai ~/.anthropic ~/.config/anthropic ~!/.cursor/mcp.json ~!/.continue/config.json"
     " ~!/.aider.conf.yml ~/.config/goose", _CODE),
    ("credentials", "~/.config/filezilla ~/.filezilla ~/.config/remmina ~/.local/share/remmina ~/.rdesktop"
     " ~/.vnc/passwd"
     " ~/.smbcredentials ~/.config/syncthing ~/.config/evolution ~/.fetchmailrc ~/.msmtprc ~/.mutt ~/.muttrc"
     " ~/.purple"
     " ~/.irssi ~/.config/hexchat ~!/.wgetrc ~!/.curlrc ~/.config/rustdesk ~/.anydesk", "documentation of each"
     " program"),
    # Browsers
    ("browser", "~/.config/google-chrome ~/.config/chromium ~/.config/BraveSoftware ~/.config/microsoft-edge"
     " ~/.config/opera"
     " ~/.config/vivaldi ~/Library/Application_SP_Support/Google/Chrome ~/Library/Application_SP_Support/Chromium"
     " ~/Library/Application_SP_Support/BraveSoftware ~/Library/Application_SP_Support/Microsoft_SP_Edge"
     " ~/Library/Application_SP_Support/Arc ~/Library/Application_SP_Support/Vivaldi"
     " ~/Library/Application_SP_Support/com.operasoftware.Opera ~/AppData/Local/Google/Chrome/User_SP_Data"
     " ~/AppData/Local/Chromium/User_SP_Data ~/AppData/Local/BraveSoftware"
     " ~/AppData/Local/Microsoft/Edge/User_SP_Data"
     " ~/AppData/Roaming/Opera_SP_Software ~/AppData/Local/Vivaldi ~/snap/chromium ~/.var/app/com.google.Chrome",
     _CHROME),
    ("browser", "?/.mozilla ~/.librewolf ~/.waterfox ~/.thunderbird ~/Library/Application_SP_Support/Firefox"
     " ~/Library/Thunderbird ~/AppData/Roaming/Mozilla ~/AppData/Local/Mozilla ~/AppData/Roaming/Thunderbird"
     " ~/snap/firefox ~/.var/app/org.mozilla.firefox ?/logins.json ?/key4.db ?/cookies.sqlite"
     " ?/signons.sqlite", _MOZ),
    ("browser", "~/Library/Safari ~/Library/Cookies ~/Library/Containers/com.apple.Safari",
     "https://support.apple.com/guide/safari/"),
    ("browser", "?/Login_SP_Data ?/Local_SP_State/os_crypt ?/Network/Cookies ?/Default/Cookies ?/Web_SP_Data",
     _CHROME),
    # Keychains and password managers
    ("keychain", "~/Library/Keychains /Library/Keychains /System/Library/Keychains ?/login.keychain-db"
     " ?/login.keychain"
     " ~/AppData/Roaming/Microsoft/Credentials ~/AppData/Local/Microsoft/Credentials"
     " ~/AppData/Roaming/Microsoft/Protect"
     " ~/AppData/Local/Microsoft/Vault ~/.local/share/kwalletd ~/.kde/share/apps/kwallet",
     "https://support.apple.com/guide/keychain-access/"),
    ("keychain", "?/.password-store ~/.local/share/keyrings ~/.config/op ~!/.op ~/.config/1Password ~/.config/Bitwarden"
     " ~/.config/Bitwarden_SP_CLI ~/.lastpass ~/.config/gopass", "documentation of each password manager"),
    ("keychain", "~/.config/keepassxc ~/AppData/Roaming/KeePass ~/Library/Application_SP_Support/1Password"
     " ~/Library/Application_SP_Support/Bitwarden ~/AppData/Roaming/Bitwarden ~/AppData/Local/1Password"
     " ~/Library/Group_SP_Containers/2BUA8C4S2C.com.1password", "documentation of each password manager"),
    # Wallets
    ("wallet", "?/.bitcoin ?/.ethereum ?/.electrum ~/.litecoin ~/.dogecoin ~/.monero ~/.zcash ~/.dash"
     " ~/.config/solana"
     " ~/.config/Exodus ~/.config/Ledger_SP_Live ~/.config/atomic ~/.sparrow ~/.near-credentials ~/.aptos ~/.sui"
     " ~/.foundry/keystores ~/.brownie ~/.config/Coinomi ~/Library/Application_SP_Support/Bitcoin"
     " ~/Library/Application_SP_Support/Exodus ~/Library/Application_SP_Support/Electrum ~/Library/Ethereum"
     " ~/AppData/Roaming/Bitcoin ~/AppData/Roaming/Ethereum ~/AppData/Roaming/Exodus ~/AppData/Roaming/Electrum"
     " ~/AppData/Local/Coinomi ?/wallet.dat ?/nkbihfbeogaeaoehlefnkodbefgpgknn ?/bfnaelmomeimhlpmgjnjophhpkkoljpa",
     "documentation of each wallet"),
    # What people typed, wrote and read
    ("history", "?/.bash_history ?/.zsh_history ~/.zhistory ~/.history ~/.sh_history ?/.python_history"
     " ?/.node_repl_history ~/.psql_history ~/.mysql_history ~/.rediscli_history ~/.lesshst ~/.viminfo ~/.histfile"
     " ~/.local/share/fish/fish_history ~/.local/state/bash/history ~/.irb_history ~/.wget-hsts ~/.sqlite_history"
     " ~/.dbshell"
     " ~/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine ~/.local/share/powershell/PSReadLine",
     "https://www.gnu.org/software/bash/manual/html_node/Bash-History-Facilities.html"),
    ("messages", "~/Library/Messages ~/Library/Mail ~/Library/Calendars ~/Library/Application_SP_Support/AddressBook"
     " ~/Library/Application_SP_Support/Signal ~/Library/Application_SP_Support/Slack ~/.config/Slack"
     " ~/.config/discord"
     " ~/.config/Signal ~/.config/Element ~/AppData/Roaming/discord ~/AppData/Roaming/Slack ~/AppData/Roaming/Signal"
     " ~/AppData/Roaming/Telegram_SP_Desktop ~/.local/share/TelegramDesktop ~/.local/share/evolution"
     " ~/Library/Application_SP_Support/discord ~/Library/Group_SP_Containers/group.com.apple.notes"
     " ~/AppData/Local/Microsoft/Outlook ~/Library/Application_SP_Support/com.apple.TCC"
     " ~/Library/Application_SP_Support/MobileSync", "documentation of each program"),
    # The system's own
    ("system", "/etc/passwd /etc/shadow /etc/shadow- /etc/gshadow /etc/sudoers /etc/sudoers.d /etc/master.passwd"
     " /etc/security/opasswd"
     " /var/db/dslocal /var/lib/secrets /etc/krb5.keytab /root/.ssh /proc/kcore /dev/mem /dev/kmem /var/log/auth.log"
     " /Windows/System32/config/SAM /Windows/System32/config/SYSTEM /Windows/System32/config/SECURITY /Windows/NTDS"
     " /ProgramData/Microsoft/Wlansvc /Windows/repair/SAM /Windows/Panther/Unattend.xml", _FHS),
    ("system", "/proc/*/environ /proc/*/mem /proc/*/maps /proc/self/environ /proc/1/environ", _FHS),
    # Configuration of other tools: undisclosed uses
    ("startup", "~!/.bashrc ~!/.bash_profile ~!/.bash_login ~!/.bash_logout ~!/.profile ~!/.zshrc ~!/.zprofile"
     " ~!/.zshenv ~!/.zlogin"
     " ~!/.config/fish/config.fish ~!/.config/fish/conf.d ~!/.cshrc ~!/.tcshrc ~!/.kshrc ~!/.xprofile"
     " ~!/.xinitrc ~!/.inputrc"
     " /etc/profile /etc/profile.d /etc/bash.bashrc /etc/zshrc /etc/environment ~!/.pam_environment"
     " ~!/Documents/PowerShell ~!/Documents/WindowsPowerShell ~!/.config/powershell",
     "https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html"),
    ("agent", "~!/.claude ~!/.codex ~!/.gemini ~!/.cursor ~!/.windsurf ~!/.codeium ~!/.continue ~!/.aider"
     " ~!/.copilot ~!/.opencode"
     " ~!/.config/opencode ~!/.config/claude ~!/.config/Claude ~!/Library/Application_SP_Support/Claude"
     " ~!/AppData/Roaming/Claude /etc/claude-code /Library/Application_SP_Support/ClaudeCode ~!/.roo"
     " ~!/.cline", _CODE),
    ("tool", "~!/.gitconfig ~!/.config/git ~!/.config/gh ~!/.gitignore_global ~!/.docker ~!/.config/Code"
     " ~!/.vscode ~!/.vimrc"
     " ~!/.config/nvim ~!/.emacs ~!/.emacs.d ~!/.config/zed ~!/.config/JetBrains ~!/.tmux.conf ~!/.config/helix"
     " ~!/Library/Application_SP_Support/Code ~!/AppData/Roaming/Code ~!/.ideavimrc ~!/.cargo/config.toml"
     " ~!/.gemrc ~!/.yarnrc"
     " ~!/.config/yarn ~!/.bunfig.toml ~!/.config/htop ~!/.screenrc ~!/.editorconfig ~!/.pylintrc ~!/.config/uv"
     " /etc/hosts /etc/resolv.conf /etc/crontab /etc/cron.d /etc/ld.so.preload /etc/apt /etc/systemd"
     " ~!/.config/systemd"
     " ~!/.config/autostart ~!/Library/LaunchAgents /Library/LaunchAgents /Library/LaunchDaemons"
     " ~!/.local/share/applications",
     "documentation of each tool"),
)  # fmt: skip
