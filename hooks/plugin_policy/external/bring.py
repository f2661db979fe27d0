"""Bringing content: git objects at one commit, npm packages and archives, each within bounds of time and size.

Only one host is talked to, the one that the entry names: redirects are not followed. git runs without hooks, templates,
filters, submodules, credentials and configuration of the content; nothing is ever checked out.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence

from plugin_policy.external.pins import Pin
from plugin_policy.git import SAFE, GitError, environment, git
from plugin_policy.sources import GitTree, Packed

SECONDS = 120  # for one entry
MAX_BYTES = 256 << 20
PROTOCOLS = ("https",)


class BringError(Exception):
    """Why the content is not here. theirs: because of what stands behind the pin, not because of us or the network."""

    def __init__(self, cause: str, *, theirs: bool = False) -> None:
        super().__init__(cause)
        self.theirs = theirs


class Bounds:
    """seconds and size (bytes) of one entry; protocols that addresses may have."""

    __slots__ = ("protocols", "seconds", "size")

    def __init__(
        self, protocols: Sequence[str] = PROTOCOLS, *, seconds: float = SECONDS, size: int = MAX_BYTES
    ) -> None:
        self.protocols = tuple(protocols)
        self.seconds = seconds
        self.size = size


def is_here(pin: Pin, cache: str) -> bool:
    """Whether the content of a pin was brought, wholly."""
    return os.path.exists(_marker(pin, cache) if pin.kind == "git" else archive_of(pin, cache))


def _marker(pin: Pin, cache: str) -> str:
    """Written when git has checked that it has all of a commit: a fetch that was cut off leaves none."""
    return os.path.join(repository_of(pin, cache), "brought", pin.version)


def tree_of(pin: Pin, cache: str) -> GitTree | Packed:
    """The files of a pin that was brought."""
    if pin.kind == "git":
        return GitTree(repository_of(pin, cache), f"{pin.version}:{pin.folder}")
    from plugin_policy.external.archive import unpack

    with open(archive_of(pin, cache), "rb") as stream:
        return unpack(stream.read(), strip=pin.kind == "npm")


def repository_of(pin: Pin, cache: str) -> str:
    """A bare repository for each address: commits of one repository share objects."""
    return os.path.join(cache, hashlib.sha256(pin.address.encode()).hexdigest()[:32] + ".git")


def archive_of(pin: Pin, cache: str) -> str:
    return os.path.join(cache, hashlib.sha256(" ".join(pin.identity).encode()).hexdigest()[:32] + ".archive")


def bring(pin: Pin, cache: str, bounds: Bounds) -> None:
    """Have the content of a pin in the cache; nothing is done when it is there. Raises BringError."""
    os.makedirs(cache, mode=0o700, exist_ok=True)
    if is_here(pin, cache):
        return
    if pin.kind == "git":
        _bring_commit(pin, repository_of(pin, cache), bounds)
        with open(_marker(pin, cache), "w", encoding="utf-8"):
            pass
        return
    from plugin_policy.external import archive

    fetch = archive.fetch_package if pin.kind == "npm" else archive.fetch_archive
    fetch(pin, archive_of(pin, cache), bounds)


def _bring_commit(pin: Pin, folder: str, bounds: Bounds) -> None:
    protocol = pin.address.partition("://")[0].lower() if "://" in pin.address else "ssh"
    if protocol not in bounds.protocols:
        raise BringError(f"`{pin.address}` is not fetched: only {', '.join(bounds.protocols)} is")
    try:
        git(os.path.dirname(folder), "init", "--quiet", "--bare", "--template=", folder)
        os.makedirs(os.path.join(folder, "brought"), exist_ok=True)
    except (GitError, OSError) as error:
        raise BringError(f"the cache cannot be written: {error}") from None
    allowed = [word for name in bounds.protocols for word in ("-c", f"protocol.{name}.allow=always")]
    argv = [
        "git", *SAFE, "-c", "protocol.allow=never", *allowed, "-c", "http.followRedirects=false",
        "-c", "credential.helper=", "-c", "core.askPass=",
        "-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=20",
        "-C", folder, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head",
        "--no-auto-gc", "--", pin.address, pin.version,
    ]  # fmt: skip
    said = run_bounded(argv, environment(), folder, bounds)
    if said:
        raise BringError(f"`{pin.address}` does not give commit {pin.version[:12]}: {said}")


def run_bounded(argv: Sequence[str], env: dict[str, str], folder: str, bounds: Bounds) -> str:
    """Run a program that fills `folder`; the last line it said when it failed, "" when all is well.

    Raises BringError when it takes too long or the folder grows too large: the whole process group ends then.
    """
    started, before = time.monotonic(), _size(folder)
    try:
        process = subprocess.Popen(
            argv, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise BringError(f"{argv[0]} does not start: {error.strerror or error}") from None
    while True:
        try:
            _, said = process.communicate(timeout=0.25)
            break
        except subprocess.TimeoutExpired:
            pass
        too_long = time.monotonic() - started > bounds.seconds
        too_large = _size(folder) - before > bounds.size
        if too_long or too_large:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            if too_large:
                raise BringError(f"more than {bounds.size >> 20} MB", theirs=True)
            raise BringError(f"not here after {bounds.seconds:.0f} s")
    if not process.returncode:
        return ""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"{argv[0]} exits {process.returncode}"


def _size(folder: str) -> int:
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(where, name)).st_size
            except OSError:
                continue  # a temporary file that is gone again
    return total
