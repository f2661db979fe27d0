# ruff: noqa: E501  (rows read best when short lists stay on one line)
"""Programs that tell about the computer and its user, that keep secrets, persist, elevate, or destroy.

Sources: the manual pages of the programs; Apple's security, defaults and launchctl; Microsoft's reg and schtasks.
"""

from __future__ import annotations

from plugin_policy.capabilities.use import (
    COLLECT,
    COMMAND,
    CONNECT,
    ENVIRONMENT,
    EVALUATE,
    KEEP,
    LIST,
    READ,
    UNKNOWN,
    WRITE,
)
from plugin_policy.readers.rows import Arg, Program


def _fact(names: str, category: str, values: str = "") -> Program:
    return Program(names, values=values, output=UNKNOWN, flow=COLLECT, collect=category)


PROGRAMS = (
    _fact("whoami id logname users who w last lastlog finger groups dscl quser", "user name"),
    _fact("hostname hostnamectl scutil", "hostname", values="--get"),
    _fact("uname sw_vers lsb_release arch ver systeminfo osqueryi neofetch fastfetch", "operating system"),
    _fact("lscpu lspci lsusb lsblk dmidecode system_profiler sysctl free vmstat df uptime inxi lshw wmic hwinfo"
          " nvidia-smi", "hardware"),
    _fact("ioreg machineid blkid", "machine id"),
    _fact("ifconfig ip ipconfig iwconfig networksetup nmcli netstat ss arp route iwgetid airport", "network configuration"),
    _fact("ps top htop pgrep pstree tasklist lsof pidof", "processes", values="-o -p -u -C -eo"),
    _fact("pbpaste xclip xsel wl-paste", "clipboard", values="-selection -o -t"),
    Program("screencapture scrot gnome-screenshot import grim maim spectacle flameshot",
            (Arg("-1 -f -o", WRITE, "path"),), values="-R -D -t -window -f -o", output=UNKNOWN, flow=COLLECT,
            collect="screenshot"),
    _fact("imagesnap fswebcam", "camera"),
    _fact("arecord rec sox", "microphone"),
    _fact("xinput evtest showkey logkeys", "keystrokes"),
    Program("history fc", (Arg("=~/.bash_history", READ, "path", unless="-c -a -w -d -s -p"),), output=UNKNOWN, flow=COLLECT,
            collect="shell history"),
    _fact("locale localectl timedatectl", "locale"),
    _fact("dpkg-query rpm pkgutil mdfind", "installed software"),
    Program("logger systemd-cat eventcreate", (Arg("=log", KEEP),), values="-t --tag -p --priority -n -P -f", output="nothing",
            note="pipes words"),
    Program("export", (Arg("=*", ENVIRONMENT, when="-p"),), flow=ENVIRONMENT, output="harmless", note="builtin"),
    Program("printenv", (Arg("0:", ENVIRONMENT),), output="environment",
            flow=ENVIRONMENT),
    # Keepers of secrets
    Program("security", subcommands=(
        Program("find-certificate find-identity", values="-a -c -e -p -s -v"),
        Program("find-generic-password find-internet-password dump-keychain export find-key",
                (Arg("=~/Library/Keychains", READ, "path"),), values="-s -a -l -k -t -o", output=UNKNOWN, flow=READ),
        Program("add-generic-password add-internet-password import delete-generic-password",
                (Arg("=~/Library/Keychains", WRITE, "path"),), values="-s -a -w -k"),
        Program("unlock-keychain list-keychains", (Arg("=~/Library/Keychains", READ, "path"),), values="-p", flow=READ),
    )),
    Program("secret-tool", (Arg("=~/.local/share/keyrings", READ, "path"),), output=UNKNOWN, flow=READ),
    Program("kwallet-query", (Arg("=~/.local/share/kwalletd", READ, "path"),), output=UNKNOWN, flow=READ),
    Program("pass gopass", (Arg("=~/.password-store", READ, "path"),), output=UNKNOWN, flow=READ),
    Program("op", subcommands=(
        Program("read item document inject", (Arg("=~/.config/op", READ, "path"),), flow=READ, output=UNKNOWN),
    ), values="--vault --account"),
    Program("bw", subcommands=(
        Program("get list export", (Arg("=~/.config/Bitwarden CLI", READ, "path"),), flow=READ, output=UNKNOWN),
    )),
    Program("lpass", subcommands=(
        Program("show export", (Arg("=~/.lastpass", READ, "path"),), flow=READ, output=UNKNOWN),
    )),
    Program("keepassxc-cli", subcommands=(
        Program("show export clip", (Arg("=~/.config/keepassxc", READ, "path"), Arg("0", READ, "path")), flow=READ,
                output=UNKNOWN, values="-k --key-file -a --attributes"),
    )),
    Program("vault", subcommands=(
        Program("token", (Arg("=~/.vault-token", READ, "path"),), flow=READ, output=UNKNOWN),
        Program("read kv", collect="credentials", flow=COLLECT, output=UNKNOWN),
    )),
    Program("cmdkey vaultcmd rundll32 regsvr32 mshta wscript cscript msiexec certutil bitsadmin installutil msbuild forfiles",
            (Arg("0:", READ, "windows vault"), Arg("0:", CONNECT, "url")), output=UNKNOWN, flow=READ,
            note="caseless living-off-the-land"),
    Program("docker-credential-desktop docker-credential-osxkeychain docker-credential-pass docker-credential-secretservice"
            " docker-credential-wincred docker-credential-gcr docker-credential-ecr-login", subcommands=(
                Program("get list", (Arg("=~/.docker/config.json", READ, "path"),), flow=READ, output=UNKNOWN),
            )),
    Program("unshadow john hashcat mimikatz lazagne secretsdump.py", (Arg("0:", READ, "path"),)),
    Program("gpg gpg2", (Arg("0:", READ, "path", unless="--list-keys --version"),
                         Arg("=~/.gnupg", READ, "path", when="--export-secret-keys --export-secret-subkeys "
                             "--list-secret-keys -K"), Arg("-o --output", WRITE, "path")),
            values="-o --output -r --recipient -u --local-user --passphrase --homedir --batch-size --pinentry-mode",
            flow=READ),
    Program("ssh-add", (Arg("0:", READ, "path"), Arg("=~/.ssh/id_rsa", READ, "path", unless="-l -L -D -d")), flow=READ,
            values="-t -s -e"),
    Program("ssh-keygen", (Arg("-f", WRITE, "path", when="-t"), Arg("-f", READ, "path", unless="-t")),
            values="-f -t -b -C -N -P -m -i -e -E -R", flow=READ),
    # Settings and persistence
    Program("crontab", (Arg("0", READ, "path"), Arg("=/var/spool/cron", WRITE, "path", unless="-l")), values="-u",
            note="persist"),
    Program("launchctl", (Arg("1:", READ, "path"),), note="persist"),
    Program("systemctl service chkconfig update-rc.d rc-update", note="persist"),
    Program("systemd-run", values="-u --unit -p --property --on-calendar --on-active --on-boot", command="0",
            note="persist"),
    Program("schtasks sc", (Arg("/tr /create /xml", EVALUATE, program="batch"),),
            values="/tr /tn /sc /xml /ru /rp /st", note="persist caseless"),
    Program("reg regedit", (Arg("1", WRITE, "registry"),), values="/v /t /d /f", note="persist caseless", subcommands=(
        Program("save export", (Arg("0", READ, "hive"), Arg("1", WRITE, "path"))),
        Program("query", (Arg("0", READ, "hive"),)),
    )),
    Program("defaults", subcommands=(
        Program("write delete import", (Arg("0", WRITE, "preferences"),), note="persist"),
        Program("read export", (Arg("0", READ, "preferences"),), flow=READ, output=UNKNOWN),
    )),
    Program("dconf gsettings kwriteconfig5 plutil PlistBuddy", (Arg("1:", WRITE, "path"),), values="-c", note="persist"),
    Program("visudo usermod useradd adduser passwd chpasswd dseditgroup net", note="elevate"),
    Program("setcap setuid", (Arg("1:", WRITE, "path"),), note="elevate"),
    Program("modprobe insmod kextload kmutil ldconfig", note="elevate"),
    Program("mkfs mkfs.ext4 fdisk parted diskutil wipefs format cipher vssadmin bcdedit", note="destructive"),
    Program("kill killall pkill taskkill reboot shutdown halt poweroff", values="-s -n /im /pid /f", note="kill"),
    Program("netsh", (Arg("0:", READ, "wireless key"),), note="protection"),
    Program("iptables ufw nft pfctl setenforce spctl csrutil tccutil Set-MpPreference auditctl", note="protection"),
    Program("tmutil", note="destructive"),
    # Starting other things
    Program("tmux screen zellij", (Arg("-c", EVALUATE, program="shell"),), values="-c -S -s -t -n -L -f -x -y",
            subcommands=(
                Program("new new-session new-window neww split-window splitw respawn-pane run-shell run",
                        (Arg("0:", EVALUATE, program="shell"),), values="-s -n -c -t -x -y -e -F -l -p"),
                Program("send-keys send", (Arg("0", EVALUATE, program="shell"),), values="-t -N"),
            )),
    Program("gnome-terminal konsole xterm alacritty kitty wezterm x-terminal-emulator", values="-T --title --geometry",
            until="-e --command -x", note="terminal"),
    Program("expect tclsh wish", (Arg("-c", EVALUATE, program="tcl"), Arg("0", READ, "path", unless="-c")), values="-c",
            stdin="tcl", script="0", note="interpreter"),
    Program("julia groovy elixir scala swift guile racket sbcl ghci jshell", (Arg("-e --eval", EVALUATE, program="text"),
                                                                             Arg("0", READ, "path", unless="-e --eval")),
            values="-e --eval", stdin="text", script="0", note="interpreter"),
    Program("busybox toybox", command="0"),
    Program("entr watchexec nodemon fswatch", values="-w -e -x --exec -i", command="0"),
    Program("concurrently npm-run-all run-p run-s", (Arg("0:", EVALUATE, program="shell"),), values="-n -c --names"),
    Program("cross-env dotenv dotenvx with-env envdir direnv", values="-e -f -c", command="0", assignments=True),
    Program("vim vi nvim emacs ed ex nano", (Arg("0:", WRITE, "path"), Arg("-c", COMMAND)), values="-c -S -u --eval"),
    Program("gdb lldb", values="-ex -x -p -o", note="interpreter"),
    Program("start call", values="/d", command="0", note="builtin"),
    Program("find-up locate mlocate plocate", (Arg("0:", LIST, "path"),)),
)  # fmt: skip
