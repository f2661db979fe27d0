"""Programs and options that take more rights, stay behind, destroy, or switch protections off.

Facts: each program's manual page (man7.org, ss64.com for macOS and Windows), Claude Code's command-line reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugin_policy.capabilities.use import COMMAND, DELETE, WRITE, Use
from plugin_policy.misuse.misuse import Misuse, argv_of, misuse

ELEVATORS = frozenset(("sudo", "doas", "su", "pkexec", "gsudo", "runas", "kdesu", "gksudo"))
INSTALLERS = frozenset(("apt", "apt-get", "dnf", "yum", "apk", "pacman", "zypper", "snap", "port", "installer", "brew"))
COMPILERS = frozenset(("gcc", "cc", "clang", "g++", "c++", "clang++", "tcc"))
_TEMPORARY = ("/tmp/", "/var/tmp/", "/dev/shm/", "/private/tmp/")

# program -> options (any one of them) that make it stay behind
PERSISTENT = {
    "systemctl": ("enable", "link", "reenable"),
    "launchctl": ("load", "bootstrap", "enable", "submit"),
    "schtasks": ("/create", "/Create", "/CREATE"),
    "update-rc.d": (),
    "chkconfig": (),
    "at": (),
    "batch": (),
    "loginctl": ("enable-linger",),
    "register-scheduledtask": (),
    "new-service": (),
    "sc": ("create",),
}

# program -> options (any one of them) that switch a protection off, and what is lost
UNPROTECTED = {
    "curl": (("-k", "--insecure", "--proxy-insecure"), "the check of TLS certificates"),
    "wget": (("--no-check-certificate",), "the check of TLS certificates"),
    "git": (("--no-verify", "http.sslVerify=false"), "git's own checks"),
    "claude": (
        ("--dangerously-skip-permissions", "--allow-dangerously-skip-permissions", "bypassPermissions"),
        "the question before tools run",
    ),
    "codex": (("--dangerously-bypass-approvals-and-sandbox", "--yolo", "danger-full-access"), "the sandbox"),
    "gemini": (("--yolo", "-y"), "the question before tools run"),
    "ssh": (("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null"), "the check of the host's key"),
    "scp": (("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null"), "the check of the host's key"),
    "rsync": (("StrictHostKeyChecking=no",), "the check of the host's key"),
    "npm": (("strict-ssl=false", "--strict-ssl=false", "--unsafe-perm"), "npm's own checks"),
    "pip": (("--trusted-host",), "the check of TLS certificates"),
    "pip3": (("--trusted-host",), "the check of TLS certificates"),
    "apt-get": (("--allow-unauthenticated", "--force-yes"), "the check of package signatures"),
    "spctl": (("--master-disable", "--global-disable"), "Gatekeeper"),
    "csrutil": (("disable",), "System Integrity Protection"),
    "setenforce": (("0", "Permissive"), "SELinux"),
    "ufw": (("disable",), "the firewall"),
    "iptables": (("-F", "--flush"), "the firewall"),
    "auditctl": (("-e", "-D"), "the audit log"),
    "xattr": (("com.apple.quarantine", "-c", "-cr", "-rc"), "the quarantine of downloaded files"),
    "set-executionpolicy": (("bypass", "unrestricted"), "PowerShell's execution policy"),
    "set-mppreference": (("-disablerealtimemonitoring", "-exclusionpath"), "the virus scanner"),
    "add-mppreference": (("-exclusionpath", "-exclusionprocess"), "the virus scanner"),
    "powershell": (("Bypass", "bypass", "Unrestricted"), "PowerShell's execution policy"),
    "pwsh": (("Bypass", "bypass", "Unrestricted"), "PowerShell's execution policy"),
    "netsh": (("disable", "off"), "the firewall"),
    "history": (("-c",), "the record of what ran"),
    "docker": (("--privileged", "/var/run/docker.sock:/var/run/docker.sock"), "the container's isolation"),
}

_ROOTS = (
    "/",
    "/*",
    "~",
    "~/",
    "~/*",
    "$HOME",
    "/home",
    "/Users",
    "/etc",
    "/usr",
    "/var",
    "/bin",
    "/lib",
    "/boot",
    "/root",
    "~/Documents",
    "~/Desktop",
    "~/Downloads",
)
_POWERFUL = frozenset(("sudo", "wheel", "docker", "admin", "root"))
_GIT_RUNS = re.compile(r"(?i)^(?:core\.hookspath|init\.templatedir|core\.fsmonitor|core\.sshcommand)$")
_CONFIGURED = re.compile(r"(?:http\.sslverify|strict-ssl)[ =](?:false|0)\b")
_GUARDS = re.compile(
    r"\b(?:stop|disable|mask|unload)\b.{0,20}\b(?:firewalld|ufw|auditd|apparmor|falcon-sensor|clamav\S*|iptables)\b"
)
_DEVICE = re.compile(r"(?:of=)?/dev/(?:sd|nvme|hd|disk|rdisk|mmcblk|vd)\w*")
_BOMB = re.compile(rb":\s*\(\s*\)\s*\{\s*:\s*\|\s*:\s*&\s*\}\s*;\s*:")


def find(uses: list[Use]) -> Iterator[Misuse]:
    for use in uses:
        if use.capability == COMMAND and use.subject:
            words = argv_of(use)
            program = use.subject
            if use.text.language == "powershell":  # names have no case there
                program, words = program.lower(), [word.lower() for word in words]
            for judge in _JUDGES:
                yield from judge(use, program, words)
        elif use.capability in (WRITE, DELETE) and use.subject:
            yield from _of_file(use)


def _elevation(use: Use, program: str, words: list[str]) -> Iterator[Misuse]:
    if program in ELEVATORS:
        inner = next((word for word in words[1:] if not word.startswith("-")), "")
        known = inner.rpartition("/")[2] in INSTALLERS
        severity = "medium" if known else "high"
        yield misuse("elevation", use, f"`{' '.join(words[:3])}` takes the rights of another user", severity)
    elif program == "osascript" and any("administrator privileges" in word for word in words):
        yield misuse("elevation", use, "`osascript` asks for administrator privileges")
    elif program == "chmod" and any(re.fullmatch(r"[ug+]*\+s|[246][0-7]{3}", word) for word in words[1:]):
        yield misuse("elevation", use, "`chmod` makes a file run with its owner's rights")
    elif program == "setcap" and any("setuid" in word or "=ep" in word or "+ep" in word for word in words[1:]):
        yield misuse("elevation", use, "`setcap` makes a file run with more rights")
    elif program in ("usermod", "gpasswd", "adduser", "dseditgroup") and _POWERFUL & set(words[1:]):
        yield misuse("elevation", use, f"`{program}` puts a user into a group with the rights of root")
    elif program in ("start-process", "saps", "Start-Process") and "runas" in " ".join(words).lower().split():
        yield misuse("elevation", use, "`Start-Process -Verb RunAs` takes administrator rights")


def _persistence(use: Use, program: str, words: list[str]) -> Iterator[Misuse]:
    if program == "crontab" and not {"-l", "-r"} & set(words[1:]) and len(words) > 1:
        yield misuse("persistence", use, "`crontab` runs something again and again after the plugin is gone")
        return
    options = PERSISTENT.get(program)
    if options is not None and (not options or set(options) & set(words[1:])):
        yield misuse("persistence", use, f"`{' '.join(words[:2])}` makes something run after the plugin is gone")
    elif program == "git" and "config" in words and any(_GIT_RUNS.search(word) for word in words[:-1]):
        name = next(word for word in words if _GIT_RUNS.search(word))
        yield misuse("persistence", use, f"`git config {name}` makes git run its own programs")
    elif program == "osascript" and "make login item" in " ".join(words):
        yield misuse("persistence", use, "`osascript` makes a login item")
    elif program == "reg" and "add" in words and any("currentversion\\run" in word.lower() for word in words):
        yield misuse("persistence", use, "`reg add …\\Run` makes something run at every start")


def _destruction(use: Use, program: str, words: list[str]) -> Iterator[Misuse]:
    text = " ".join(words)
    if program in ("rm", "remove-item", "ri", "rd", "rmdir", "del"):
        options = "".join(word for word in words[1:] if word.startswith(("-", "/")) and len(word) < 20).lower()
        recursive = "r" in options or "/s" in options
        if recursive and any(word.rstrip("/") in _ROOTS or word in _ROOTS for word in words[1:]):
            yield misuse("destruction", use, f"`{text[:80]}` deletes everything there", "critical")
    elif program == "find" and _deletes(words):
        yield misuse("destruction", use, f"`{text[:80]}` deletes everything there", "critical")
    elif program == "diskutil" and any(word.lower().startswith("erase") for word in words[1:2]):
        yield misuse("destruction", use, "`diskutil` erases a disk", "critical")
    elif program in ("mkfs", "wipefs", "format", "diskpart") or program.startswith("mkfs."):
        yield misuse("destruction", use, f"`{program}` wipes a file system", "critical")
    elif program in ("dd", "shred") and _DEVICE.search(text):
        yield misuse("destruction", use, f"`{text[:80]}` overwrites a disk", "critical")
    elif program in ("chmod", "chown") and "-R" in words and any(word in ("/", "/*", "~") for word in words[1:]):
        yield misuse("destruction", use, f"`{text[:80]}` changes the rights of everything there")
    elif program == "kill" and "-1" in words[2:]:
        yield misuse("destruction", use, "`kill … -1` ends every process of the user")


def _deletes(words: list[str]) -> bool:
    """find FOLDER -delete, find FOLDER -exec rm …, without a word on which names."""
    removes = "-delete" in words or ("-exec" in words and "rm" in words)
    folder = words[1] if len(words) > 1 else ""
    chosen = any(
        word in words for word in ("-name", "-iname", "-path", "-regex", "-mtime", "-empty", "-user", "-newer")
    )
    return removes and not chosen and (folder in _ROOTS or folder.rstrip("/") in _ROOTS)


def _protection(use: Use, program: str, words: list[str]) -> Iterator[Misuse]:
    found = UNPROTECTED.get(program.removesuffix(".exe"))
    lower = " ".join(words).lower()
    if program in ("git", "npm", "pnpm", "yarn") and (match := _CONFIGURED.search(lower)):
        yield misuse("protection-off", use, f"`{program} {match[0]}` switches off the check of TLS certificates")
        return
    if program in ("systemctl", "service", "launchctl") and (match := _GUARDS.search(lower)):
        yield misuse("protection-off", use, f"`{program} {match[0]}` switches off a guard of the machine", "high")
        return
    if found is None:
        return
    options, lost = found
    for word in words[1:]:
        clustered = program == "curl" and re.fullmatch(r"-[a-zA-Z]*k[a-zA-Z]*", word) and not word.startswith("--")
        if (
            any(word == option or word.endswith("=" + option) or option in word.split("=") for option in options)
            or clustered
        ):
            severity = "high" if program in ("claude", "codex", "gemini", "spctl", "csrutil", "setenforce") else ""
            yield misuse("protection-off", use, f"`{program} {word}` switches off {lost}", severity)
            return


def _temporary(use: Use, program: str, words: list[str]) -> Iterator[Misuse]:
    if words and words[0].startswith(_TEMPORARY) and "*" not in words[0] and "{}" not in words[0]:
        yield misuse("temporary-program", use, f"runs `{words[0]}`: anyone on the machine can put another file there")


def _compiler(use: Use, program: str, words: list[str]) -> Iterator[Misuse]:
    if program in COMPILERS and any(word in ("-shared", "-fPIC", "-dynamiclib", "-o") for word in words):
        shared = "-shared" in words or "-dynamiclib" in words
        message = (
            f"`{program}` compiles {'a library' if shared else 'a program'} at run time: nobody reviewed what it makes"
        )
        yield misuse("runtime-compile", use, message, "high" if shared else "medium")


_JUDGES: tuple[Callable[[Use, str, list[str]], Iterator[Misuse]], ...] = (
    _elevation, _persistence, _destruction, _protection, _temporary, _compiler,
)  # fmt: skip


def _of_file(use: Use) -> Iterator[Misuse]:
    from plugin_policy.capabilities.sensitive import normal, place

    path = normal(use.subject or "")
    lower = path.lower()
    if use.capability == DELETE:
        if (path.rstrip("/") or "/") in _ROOTS:
            yield misuse("destruction", use, f"deletes `{path}`", "critical")
        return
    if _DEVICE.match(path):
        yield misuse("destruction", use, f"writes to the disk `{path}` itself", "critical")
        return
    if lower.startswith("/etc/sudoers"):
        yield misuse("elevation", use, f"writes `{path}`, which says who may become root")
        return
    if any(part in f"/{lower}/" for part in _STAYS) and use.via.rpartition(".")[2] not in _FOLDERS:
        yield misuse("persistence", use, f"writes `{path}`, which runs by itself later")
        return
    found = place(path)
    if found is not None and found.category == "startup":
        yield misuse("persistence", use, f"writes `{path}`, which every new shell runs")
    elif found is not None and found.category == "agent" and lower.endswith(_AGENT_FILES) and "/projects/" not in lower:
        yield misuse("persistence", use, f"writes `{path}`: it changes what an agent may do from now on")


# Files and folders that something runs by itself.
_STAYS = (
    "/library/launchagents/", "/library/launchdaemons/", "/.config/autostart/", "/.config/systemd/user/",
    "/etc/systemd/system/", "/etc/cron", "/var/spool/cron", "/etc/init.d/", "/etc/rc.local", "/etc/ld.so.preload",
    "/.git/hooks/", "/.ssh/authorized_keys", "/currentversion/run/", "/currentversion/runonce/",
    "/start menu/programs/startup/", "/etc/profile.d/",
)  # fmt: skip
# What only makes or looks at the folder.
_FOLDERS = frozenset(("mkdir", "makedirs", "mkdirSync", "ensureDir", "ensureDirSync", "mkdirp", "chmod", "chmodSync"))
_AGENT_FILES = ("settings.json", "settings.local.json", "claude.md", ".claude.json", "managed-settings.json",
                "config.toml", "agents.md", "mcp.json", "claude_desktop_config.json")  # fmt: skip


def find_bomb(uses: list[Use]) -> Iterator[Misuse]:
    """A fork bomb, by its one spelling."""
    for text in {id(use.text): use.text for use in uses if use.text.language == "shell"}.values():
        match = _BOMB.search(text.data)
        line = text.data[text.data.rfind(b"\n", 0, match.start()) + 1 : match.start()] if match is not None else b""
        spoken = line.count(b'"') % 2 or line.count(b"'") % 2 or b"#" in line
        if match is not None and not spoken:
            yield Misuse("destruction", text, match.start(), match.end(), "a fork bomb", severity="critical")
