"""Leaving everything behind: another user, and namespaces for users, network, mounts, processes and messages.

The process that calls `enter` becomes root of a user namespace in which nothing is its own but an empty network. As
root of the machine it first turns into a user that owns nothing: limits on the number of processes do not bind root.
clone flags: https://man7.org/linux/man-pages/man7/namespaces.7.html
"""

from __future__ import annotations

import ctypes
import os
import signal

NOBODY = 64123  # owns no file and runs nothing else; the same in every trial
NEWUSER, NEWNET, NEWNS, NEWIPC, NEWPID = 0x10000000, 0x40000000, 0x20000, 0x08000000, 0x20000000
_REC, _PRIVATE, _NOSUID, _NODEV, _NOEXEC = 0x4000, 0x40000, 0x2, 0x4, 0x8
_DETACH = 0x2
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4


def library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def enter(libc: ctypes.CDLL) -> None:
    """OSError names the step that the system refuses. A child made afterwards is process 1 of its namespace."""
    drop(libc)
    user, group = os.getuid(), os.getgid()
    _call(libc.unshare(NEWUSER | NEWNET | NEWNS | NEWIPC | NEWPID), "user namespaces")
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"0 {user} 1")
    _write("/proc/self/gid_map", f"0 {group} 1")
    _call(libc.mount(b"none", b"/", None, _REC | _PRIVATE, None), "private mounts")


def drop(libc: ctypes.CDLL) -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    # Who changed users may not write its own /proc entries until it says so.
    _call(libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "prctl")


def die_with_parent(libc: ctypes.CDLL) -> None:
    """Nothing of a trial outlives the command that asked for it."""
    _call(libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0), "prctl")


def mount_proc(libc: ctypes.CDLL) -> None:
    _call(libc.mount(b"proc", b"/proc", b"proc", _NOSUID | _NODEV | _NOEXEC, None), "a /proc of its own")


def mount_memory(libc: ctypes.CDLL, path: str, size: int, files: int) -> None:
    """A file system in memory, with at most so many bytes and files."""
    options = f"size={size},nr_inodes={files},mode=755".encode()
    _call(libc.mount(b"tmpfs", path.encode(), b"tmpfs", _NOSUID | _NODEV, options), f"a file system on {path}")


def unmount(libc: ctypes.CDLL, path: str) -> None:
    """Out of sight at once, gone with its last user."""
    _call(libc.umount2(path.encode(), _DETACH), f"unmounting {path}")


def _call(answer: int, what: str) -> None:
    if answer != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as stream:
        stream.write(text)
