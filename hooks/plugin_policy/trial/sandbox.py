"""The command lines: bubblewrap with nothing of the machine but its programs, under strace.

Arguments and variables go to bubblewrap through a file descriptor: no decoy stands on a command line, and no variable
of a plugin (LD_PRELOAD) reaches a program outside of the sandbox. https://github.com/containers/bubblewrap  https://man7.org/linux/man-pages/man1/strace.1.html
"""

from __future__ import annotations

import os

from plugin_policy.trial.decoys import HOME, PROJECT, USER

# What strace stops at: starting programs, opening and changing files, looking for them, connecting, signals.
CALLS = (
    "execve,execveat,fork,vfork,clone,clone3,chdir,fchdir,open,openat,openat2,creat,truncate,rename,renameat,renameat2,"
    "unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,chmod,fchmodat,access,faccessat,faccessat2,"
    "stat,lstat,newfstatat,statx,readlink,readlinkat,connect,bind,sendto,sendmsg,sendmmsg,kill,tkill,tgkill,"
    "pidfd_send_signal,ptrace"
)
PROGRAMS = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt/hostedtoolcache", "/nix/store")
SETTINGS = (
    "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime",
    "/etc/os-release",
    "/etc/mime.types", "/etc/services", "/etc/protocols", "/etc/ssl/openssl.cnf",
)  # fmt: skip
CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
FILES = {
    "/etc/passwd": f"root:x:0:0:root:/root:/bin/bash\n{USER}:x:1000:1000:Dana Moss:{HOME}:/bin/bash\n"
    "nobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n",
    "/etc/group": f"root:x:0:\n{USER}:x:1000:\nnogroup:x:65534:\n",
    "/etc/hosts": "127.0.0.1 localhost\n127.0.1.1 workstation\n",
    "/etc/hostname": "workstation\n",
    "/etc/resolv.conf": "nameserver 192.168.1.1\noptions timeout:1 attempts:1\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
}
# Programs that a plugin may want and that few machines have: they answer with success and do nothing.
STUBS = (
    "crontab", "at", "batch", "systemctl", "launchctl", "sudo", "doas", "security", "osascript", "open", "xdg-open",
    "pbcopy", "pbpaste", "xclip", "notify-send", "terminal-notifier", "say", "afplay", "paplay", "aplay", "docker",
    "gh", "aws", "gcloud", "kubectl", "ssh", "scp", "curl", "wget", "nc", "dig", "nslookup",
)  # fmt: skip
STUB_FOLDER = "/opt/tools"
STUB = "#!/bin/sh\nexit 0\n"
PATH = f"{HOME}/.local/bin:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:{STUB_FOLDER}"
UNSHARED = ("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")


def strace(output: str) -> list[str]:
    return [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-y",
        "--decode-pids=pidns",
        "-s",
        "300",
        "-o",
        output,
        "-e",
        "trace=" + CALLS,
    ]


def bubblewrap(box: str, plugin: str, variables: dict[str, str], status: int, calls: int, newer: bool) -> list[str]:
    """box: the folder that holds `home`, `etc`, `plugin`, `tools`. plugin: where the plugin stands inside.

    status: descriptor for what becomes of the program. calls: descriptor of a seccomp program, -1 for none.
    newer: this bubblewrap can forbid further user namespaces.
    """
    args = [*UNSHARED, "--new-session", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000"]
    args += ["--hostname", "workstation", "--json-status-fd", str(status)]
    if calls >= 0:
        args += ["--seccomp", str(calls)]
    args.append("--clearenv")
    for name, value in variables.items():
        args += ["--setenv", name, value]
    if newer:
        args.append("--disable-userns")
    for path in PROGRAMS:
        if os.path.islink(path):
            args += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            args += ["--ro-bind", path, path]
    for path in SETTINGS:
        args += ["--ro-bind-try", path, path]
    for path in FILES:
        args += ["--ro-bind", box + path, path]
    for path in CERTIFICATES:
        args += ["--ro-bind-try", f"{box}/etc/authorities.pem", path]
    args += ["--proc", "/proc", "--dev", "/dev", "--dir", "/run", "--bind", f"{box}/shm", "/dev/shm"]
    args += ["--bind", f"{box}/tmp", "/tmp", "--bind", f"{box}/tmp2", "/var/tmp"]
    args += ["--ro-bind", f"{box}/tools", STUB_FOLDER, "--bind", f"{box}/home", HOME]
    args += ["--ro-bind", f"{box}/plugin", plugin, "--chdir", PROJECT]
    args += ["--remount-ro", "/dev", "--remount-ro", "/"]  # what is written goes to the box, which has a size
    return args


def environment(plugin: str, data: str) -> dict[str, str]:
    """What every run finds, besides the marked variables."""
    found = {
        "HOME": HOME, "USER": USER, "LOGNAME": USER, "SHELL": "/bin/bash", "PATH": PATH, "LANG": "C.UTF-8",
        "TERM": "xterm-256color", "PWD": PROJECT, "TMPDIR": "/tmp", "CLAUDECODE": "1",
        "CLAUDE_CODE_ENTRYPOINT": "cli", "CLAUDE_PROJECT_DIR": PROJECT, "CLAUDE_PLUGIN_ROOT": plugin,
        "CLAUDE_PLUGIN_DATA": data, "NPM_CONFIG_UPDATE_NOTIFIER": "false",
    }  # fmt: skip
    for name in ("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        found[name] = CERTIFICATES[0]
    return found
