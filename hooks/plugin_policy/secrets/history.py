"""Every version of every file that git still holds: each content once, with the first commit that brought it in."""

from __future__ import annotations

import os
from collections.abc import Iterator

from plugin_policy.git import SAFE, GitError, environment, git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from subprocess import Popen

MAX_BLOB = 64 << 20  # bytes; larger contents are counted and passed over


class Origin:
    """The first commit that holds a content: its name and the author's date (ISO, with time zone)."""

    __slots__ = ("commit", "date")

    def __init__(self, commit: str, date: str) -> None:
        self.commit = commit
        self.date = date


def blobs(root: str) -> list[tuple[str, str]]:
    """(object name, path) of every content in the history of every branch and tag, each once. Raises GitError."""
    out = git(root, "rev-list", "--objects", "--all")
    found: dict[str, str] = {}
    for line in out.split(b"\n"):
        name, _, path = line.partition(b" ")
        if path:
            found.setdefault(name.decode("ascii"), os.fsdecode(path))
    return list(found.items())


def contents(root: str, names: list[tuple[str, str]]) -> Iterator[tuple[str, str, bytes]]:
    """(object name, path, content) of the blobs among the objects, by one process of git. Raises GitError."""
    import subprocess

    try:
        process = subprocess.Popen(
            ["git", *SAFE, "-C", root, "cat-file", "--batch", "--buffer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
    except OSError as error:
        raise GitError(f"git does not start: {error.strerror or error}") from None
    with process:
        yield from _read(process, names)


def _read(process: Popen[bytes], names: list[tuple[str, str]]) -> Iterator[tuple[str, str, bytes]]:
    from threading import Thread

    source, sink = process.stdout, process.stdin
    assert source
    assert sink

    def ask() -> None:
        try:
            sink.write(b"".join(name.encode() + b"\n" for name, _ in names))
            sink.close()
        except BrokenPipeError:
            return

    Thread(target=ask, daemon=True).start()
    for name, path in names:
        header = source.readline().split()
        if len(header) != 3:
            continue
        size = int(header[2])
        if header[1] == b"blob" and size <= MAX_BLOB:
            data = source.read(size)
            source.read(1)
            yield name, path, data
        else:
            _skip(source.read, size + 1)


def _skip(read: object, size: int) -> None:
    assert callable(read)
    while size > 0:
        size -= len(read(min(size, 1 << 20))) or size


def origin(root: str, name: str) -> Origin:
    """Where a content first came in, by the order of commits. Raises GitError."""
    out = git(
        root, "log", "--all", "--reverse", "--topo-order", "--format=%H %aI", "--no-renames", f"--find-object={name}"
    )
    commit, _, date = out.partition(b"\n")[0].decode("ascii", "replace").partition(" ")
    return Origin(commit, date)
