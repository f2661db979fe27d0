"""From events to what a plugin did: programs, files, signals, attempts to see the sandbox.

Whose deed it is decides what counts. What the plugin's own code does counts; what a program of the system does with
its own files does not (git reads ~/.gitconfig), and neither do the programs it starts in turn. A program is known by
the file that runs: a file that the plugin brings is the plugin, whatever its name.
"""

from __future__ import annotations

import posixpath
import re

from plugin_policy.trial.decoys import HOME, PROJECT, TRANSCRIPT
from plugin_policy.trial.sandbox import STUB_FOLDER
from plugin_policy.trial.trace import FORKS, Event, Trace

PLUGIN = ""  # the owner of a process that runs the plugin's code; otherwise the name of a program
SYSTEM = ("/usr/", "/bin/", "/sbin/", "/lib/", "/lib64/", "/opt/hostedtoolcache/", "/nix/store/", STUB_FOLDER + "/")
_QUIET = (*SYSTEM, "/dev/", "/proc/", "/sys/", "/etc/", "/tmp/", "/var/tmp/", "/run/")
_CARRIERS = re.compile(
    r"(?:ba|da|z|k|a|fi)?sh|node(?:js)?|bun|deno|python[\d.]*|perl|ruby|php|env|timeout|nohup|setsid|xargs|nice|stdbuf"
)
# program -> what is its own in the home folder
_OWN = {
    "git": ".gitconfig .config/git .git-credentials .gitignore",
    "npm": ".npmrc .npm .config/npm .node-gyp .gitconfig .config/git",
    "npx": ".npmrc .npm .gitconfig .config/git", "ssh": ".ssh", "scp": ".ssh", "ssh-add": ".ssh", "ssh-keygen": ".ssh",
    "gh": ".config/gh .local/share/gh .local/state/gh .cache/gh", "aws": ".aws", "gcloud": ".config/gcloud",
    "kubectl": ".kube", "docker": ".docker", "curl": ".curlrc .netrc .config/curlrc",
    "wget": ".wgetrc .wget-hsts .netrc",
    "pip": ".config/pip .pip .cache/pip .netrc", "pip3": ".config/pip .pip .cache/pip .netrc",
    "uv": ".cache/uv .config/uv",
    "pnpm": ".npmrc .config/pnpm .local/share/pnpm", "yarn": ".yarnrc .yarnrc.yml .npmrc .yarn", "cargo": ".cargo",
    "go": "go .config/go .cache/go-build", "gpg": ".gnupg", "vim": ".vimrc .vim .viminfo",
    "claude": ".claude .claude.json",
    "sh": ".profile", "bash": ".bashrc .profile .bash_profile .bash_login .bash_logout .inputrc",
}  # fmt: skip
_ASKS = frozenset(("credential", "credential-store", "token", "export-credentials", "print-access-token"))
_ASKED = "asks "  # before the name of such a program
_PROBES = re.compile(
    r"/proc/1/(?!(?:stat|statm|status|cmdline|comm)$)|/proc/(?:1|self|\d+)/uid_map$|/(?:bwrap|bubblewrap|strace|firejail)$|"
    r"/sys/(?:class/dmi|devices/virtual/dmi|hypervisor)/"
)
_LISTING = re.compile(r"/proc/(\d+)/(?:stat|statm|status|cmdline|comm)$")
_PROBERS = ("systemd-detect-virt", "virt-what", "dmidecode", "lscpu")
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
_CHANGES = {
    "creat": "write", "truncate": "write", "mkdir": "write", "mkdirat": "write", "link": "write", "linkat": "write",
    "symlink": "write", "symlinkat": "write", "chmod": "write", "fchmodat": "write", "unlink": "delete",
    "unlinkat": "delete", "rmdir": "delete",
}  # fmt: skip
_OPENS = ("open", "openat", "openat2")
_LOOKS = ("access", "faccessat", "faccessat2", "stat", "lstat", "newfstatat", "statx", "readlink", "readlinkat")


class Deed:
    """does: "read", "write", "delete", "list", "command". subject: a path or a program's name. by: the owner.

    went: it succeeded. argv: of a program.
    """

    __slots__ = ("argv", "by", "does", "subject", "went")

    def __init__(self, does: str, subject: str, by: str, went: bool, argv: list[str] | None = None) -> None:
        self.does = does
        self.subject = subject
        self.by = by
        self.went = went
        self.argv = argv or []


class Activity:
    """deeds: in order, each once. probes, signals: what they were about. forks: starting a process was refused."""

    def __init__(self, text: str, plugin: str, data: str) -> None:
        self.deeds: list[Deed] = []
        self.probes: list[str] = []
        self.signals: list[str] = []
        self.forks = False
        self.started = False
        self._seen: set[tuple[str, str, str, bool]] = set()
        self._inside = (plugin + "/", PROJECT + "/", data + "/", HOME + "/.cache/")
        self._exact = (plugin, PROJECT, data, HOME, TRANSCRIPT, "/", "/home")
        self._owners: dict[int, str] = {}
        self._programs: dict[int, str] = {}
        self._listed: set[str] = set()
        self._proc_one = False
        trace = Trace(text, PROJECT)
        self._parents = trace.parents
        self._follow(trace)
        if self._proc_one and len(self._listed) < 2:
            self.probes.append("/proc/1")

    def _follow(self, trace: Trace) -> None:
        outer: set[int] = set()
        for event in trace.events:
            if not self.started:
                begins = event.call == "execve" and not event.failed and event.paths[:1] != ["/usr/bin/bwrap"]
                if begins and event.pid in self._parents:
                    self.started = True
                    outer.discard(event.pid)
                    self._owners[event.pid] = self._owner(event, PLUGIN)
                else:
                    outer.add(event.pid)
                continue
            if event.pid not in outer:
                self._take(event)

    def owner(self, pid: int) -> str:
        seen: list[int] = []
        while pid not in self._owners and pid in self._parents and len(seen) < 1000:
            seen.append(pid)
            pid = self._parents[pid]
        found = self._owners.get(pid, PLUGIN)
        for one in seen:
            self._owners[one] = found
        return found

    def _program_of(self, pid: int) -> str:
        """Of a process, or of the one that made it and whose program it still runs."""
        for _ in range(1000):
            if pid in self._programs or pid not in self._parents:
                break
            pid = self._parents[pid]
        return self._programs.get(pid, "")

    def _take(self, event: Event) -> None:
        by = self.owner(event.pid)
        if event.call in ("execve", "execveat"):
            self._runs(event, by)
        elif event.call in FORKS:
            self.forks = self.forks or event.failed == "EAGAIN"
        elif event.call in ("kill", "tkill", "tgkill", "pidfd_send_signal"):
            self._signals(event)
        elif event.call == "ptrace":
            self._probes("ptrace", by)
        elif event.call in _OPENS:
            self._opens(event, by)
        elif event.call.startswith("rename") and len(event.paths) == 2:
            self._file("delete", event.paths[0], by, event)
            self._file("write", event.paths[1], by, event)
        elif event.call in _CHANGES and event.paths:
            self._file(_CHANGES[event.call], event.paths[-1], by, event)
        elif event.call in _LOOKS and event.paths:
            self._looks(event.paths[0], by)

    # Programs

    def _runs(self, event: Event, by: str) -> None:
        if event.failed or not event.paths:
            return
        new = self._owner(event, by)
        self._owners[event.pid] = new
        self._programs[event.pid] = _program(event)
        path = event.paths[0]
        name = posixpath.basename(path)
        if name in _PROBERS:
            self._probes(name, by)
        if by == PLUGIN:
            brought = not path.startswith(SYSTEM)
            self._add(Deed("run" if brought else "command", path if brought else name, by, True, event.strings[1:]))

    @staticmethod
    def _owner(event: Event, before: str) -> str:
        path, words = event.paths[0], event.strings[2:]
        if not path.startswith(SYSTEM):
            return PLUGIN
        name = posixpath.basename(path)
        if not _CARRIERS.fullmatch(name):
            return name
        script = next((word for word in words if not word.startswith("-")), "")
        if script.startswith(SYSTEM):
            return posixpath.basename(script)  # `#!/usr/bin/env node`: npm and its like
        brought = script.startswith(("/", "./", "../", "~"))
        return PLUGIN if brought else before

    # Files

    def _opens(self, event: Event, by: str) -> None:
        if not event.paths:
            return
        self._looks(event.paths[0], by)
        if "O_PATH" in event.text:
            return
        does = "write" if _WRITES.search(event.text) else "list" if "O_DIRECTORY" in event.text else "read"
        if does == "write" and "O_WRONLY" not in event.text and "O_CREAT" not in event.text and event.failed:
            does = "read"
        for path in dict.fromkeys((event.paths[0], event.opened or event.paths[0])):
            self._file(does, path, by, event)

    def _file(self, does: str, path: str, by: str, event: Event) -> None:
        if event.failed == "EEXIST" or ((path + "/").startswith(_QUIET) and not _system_place(path)):
            return  # a folder that was there
        if path in self._exact or (path.startswith(self._inside) and not _counts(does, path)):
            return
        program = self._program_of(event.pid)
        asked, program = program.startswith(_ASKED), program.removeprefix(_ASKED)
        if program in _OWN and _own(program, path) and not (asked and "config" not in path):
            return
        if "__pycache__" in path or path.endswith(".pyc"):
            return
        self._add(Deed(does, path, by, not event.failed))

    def _looks(self, path: str, by: str) -> None:
        listed = _LISTING.match(path)
        if listed and by == PLUGIN:
            self._listed.add(listed.group(1))
            self._proc_one = self._proc_one or listed.group(1) == "1"
        elif _PROBES.search(path):
            self._probes(path, by)

    def _probes(self, what: str, by: str) -> None:
        if (
            by in (PLUGIN, "cat", "grep", "ls", "head", "readlink", "which", "test", "[", *_PROBERS)
            and what not in self.probes
        ):
            self.probes.append(what)

    def _signals(self, event: Event) -> None:
        number = re.match(r"(-?\d+)", event.text)
        if number is None or re.search(r",\s*(?:0|SIGCONT|SIGWINCH)\b", event.text):
            return
        if number.group(1) in ("1", "-1"):
            whom = "the process that started it" if number.group(1) == "1" else "every process there is"
            if whom not in self.signals:
                self.signals.append(whom)

    def _add(self, deed: Deed) -> None:
        key = (deed.does, deed.subject, deed.by, deed.went)
        if deed.does == "command" or key not in self._seen:
            self._seen.add(key)
            if len(self.deeds) < 5000:
                self.deeds.append(deed)


def _program(event: Event) -> str:
    """The system's program that a process runs, "" for another; a module that Python runs is one if it is pip.

    One that is asked for a credential hands it on: what it reads of its own is read for who asked.
    """
    path, words = event.paths[0], event.strings[2:]
    if re.fullmatch(r"python[\d.]*", posixpath.basename(path)) and words[:2] == ["-m", "pip"]:
        return "pip"
    script = next((word for word in words if not word.startswith("-")), "")
    if _CARRIERS.fullmatch(posixpath.basename(path)) and script.startswith(SYSTEM):
        return posixpath.basename(script)
    if path.startswith(SYSTEM) and _ASKS.intersection(words):
        return _ASKED + posixpath.basename(path)
    return posixpath.basename(path) if path.startswith(SYSTEM) else ""


def _own(program: str, path: str) -> bool:
    below = path.removeprefix(HOME + "/")
    return below != path and any(below == own or below.startswith(own + "/") for own in _OWN[program].split())


def _counts(does: str, path: str) -> bool:
    """Deeds in the project that count: what runs something later, and deleting what is the user's."""
    if does == "delete":
        return path.startswith(PROJECT + "/")
    return does == "write" and path.startswith((f"{PROJECT}/.git/hooks/", f"{PROJECT}/.claude/settings"))


def _system_place(path: str) -> bool:
    """Places of the system that tell secrets or start programs."""
    return path.startswith((
        "/etc/shadow", "/etc/sudoers", "/etc/cron", "/etc/profile", "/etc/systemd", "/etc/ld.so.preload",
        "/var/spool/cron",
        "/etc/ssh/ssh_host_", "/run/secrets", "/etc/gshadow",
    ))  # fmt: skip
