"""Where files come from: a work tree, a plain folder, the index, or a revision."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugin_policy.git import Blobs

REGULAR, LINK, SUBMODULE, SPECIAL, ABSENT = "file", "link", "submodule", "special", "absent"

LIMIT = 64 << 20  # larger files are streamed


class Entry:
    """path: relative with `/` (surrogate escapes for bytes that are not UTF-8). kind: one of the words above."""

    __slots__ = ("executable", "kind", "oid", "path", "size", "tracked")

    def __init__(self, path: str, kind: str, size: int = 0, executable: bool = False, oid: str = "") -> None:
        self.path = path
        self.kind = kind
        self.size = size
        self.executable = executable
        self.oid = oid
        self.tracked = True


class WorkTree:
    """Files on disk: in a git work tree what the index lists plus untracked files that git does not ignore."""

    def __init__(self, root: str, top: str | None, ignored: bool = False) -> None:
        self.root = root
        self.top = top
        self.read_ignored = ignored
        self.ignored = 0  # files git ignores and we did not read
        self.absent: list[str] = []  # listed in the index, not checked out (sparse)

    def entries(self) -> list[Entry]:
        if self.top is None:
            return self._walk("")
        from plugin_policy.git import git

        entries, seen = [], set()
        for line in git(self.root, "ls-files", "-z", "-s", "-t").split(b"\0"):
            if not line:
                continue
            meta, _, name = line.partition(b"\t")
            tag, mode = meta[:1], meta[2:8]
            path = os.fsdecode(name)
            if path in seen:  # an unmerged path stands once a stage
                continue
            seen.add(path)
            if mode == b"160000":
                entries.append(Entry(path, SUBMODULE))
            else:
                entry = self.entry(path)
                if entry is not None:
                    entries.append(entry)
                elif tag == b"S":
                    self.absent.append(path)
        for name in git(self.root, "ls-files", "-z", "--others", "--exclude-standard").split(b"\0"):
            entries.extend(self._untracked(os.fsdecode(name)))
        for name in git(self.root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard").split(b"\0"):
            if not name:
                continue
            if self.read_ignored:
                entries.extend(self._untracked(os.fsdecode(name)))
            else:
                self.ignored += 1
        return entries

    def _untracked(self, path: str) -> list[Entry]:
        if not path:
            return []
        # git names a nested repository as a folder and does not look into it.
        found = self._walk(path.rstrip("/")) if path.endswith("/") else [self.entry(path)]
        kept = [entry for entry in found if entry is not None]
        for entry in kept:
            entry.tracked = False
        return kept

    def _walk(self, start: str) -> list[Entry]:
        entries: list[Entry] = []
        stack = [start]
        while stack:
            folder = stack.pop()
            try:
                with os.scandir(os.path.join(self.root, folder)) as found:
                    children = sorted(found, key=lambda child: child.name)
            except OSError:
                entries.append(Entry(folder + "/", SPECIAL))  # said as a folder that cannot be listed
                continue
            for child in children:
                path = f"{folder}/{child.name}" if folder else child.name
                if child.is_dir(follow_symlinks=False):
                    if child.name != ".git":
                        stack.append(path)
                else:
                    entry = self.entry(path)
                    if entry is not None:
                        entries.append(entry)
        return entries

    def entry(self, path: str) -> Entry | None:
        """One file as it is on disk, None when it is not there."""
        try:
            status = os.lstat(os.path.join(self.root, path))
        except (OSError, ValueError):
            return None
        mode = status.st_mode
        if stat.S_ISREG(mode):
            return Entry(path, REGULAR, status.st_size, bool(mode & 0o111))
        if stat.S_ISLNK(mode):
            return Entry(path, LINK)
        if stat.S_ISDIR(mode):
            return Entry(path, SUBMODULE) if os.path.lexists(os.path.join(self.root, path, ".git")) else None
        return Entry(path, SPECIAL)

    def read(self, entry: Entry) -> bytes:
        """Whole content. O_NONBLOCK and O_NOFOLLOW: a file that became a FIFO or a link meanwhile does not trap us."""
        descriptor = os.open(os.path.join(self.root, entry.path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError("is no longer a regular file")
            return stream.read(LIMIT + 1)

    def chunks(self, entry: Entry, size: int, overlap: int) -> Iterator[tuple[int, bytes]]:
        """Content of a huge file piece by piece, as (offset, bytes); pieces overlap."""
        with open(os.path.join(self.root, entry.path), "rb") as stream:
            at, tail = 0, b""
            while piece := stream.read(size):
                yield at - len(tail), tail + piece
                at += len(piece)
                tail = piece[-overlap:]

    def target(self, entry: Entry) -> str:
        return os.readlink(os.path.join(self.root, entry.path))


class GitTree:
    """Files of the index (`revision` None) or of a revision, read from git's objects."""

    def __init__(self, root: str, revision: str | None) -> None:
        self.root = root
        self.revision = revision
        self.ignored = 0
        self.absent: list[str] = []
        self._blobs: Blobs | None = None

    def entries(self) -> list[Entry]:
        from plugin_policy.git import git

        if self.revision is None:
            out = git(self.root, "ls-files", "-z", "-s")
        else:
            out = git(self.root, "ls-tree", "-r", "-z", "--full-tree", self.revision)
        entries = []
        for line in out.split(b"\0"):
            if not line:
                continue
            meta, _, name = line.partition(b"\t")
            fields = meta.decode().split()
            oid = fields[1] if self.revision is None else fields[2]
            mode = fields[0]
            kind = {"120000": LINK, "160000": SUBMODULE}.get(mode, REGULAR)
            entries.append(Entry(os.fsdecode(name), kind, 0, mode == "100755", oid))
        return entries

    def entry(self, path: str) -> Entry | None:
        return next((entry for entry in self.entries() if entry.path == path), None)

    def read(self, entry: Entry) -> bytes:
        from plugin_policy.git import Blobs, GitError

        if self._blobs is None:
            self._blobs = Blobs(self.root)
        try:
            return self._blobs.read(entry.oid)
        except GitError as error:
            raise OSError(str(error)) from None

    def chunks(self, entry: Entry, size: int, overlap: int) -> Iterator[tuple[int, bytes]]:
        return _pieces(self.read(entry), size, overlap)

    def target(self, entry: Entry) -> str:
        return os.fsdecode(self.read(entry))

    def close(self) -> None:
        if self._blobs is not None:
            self._blobs.close()
            self._blobs = None


class Packed:
    """Files of an archive in memory: path -> (content, executable)."""

    def __init__(self, files: dict[str, tuple[bytes, bool]]) -> None:
        self.files = files
        self.ignored = 0
        self.absent: list[str] = []

    def entries(self) -> list[Entry]:
        return [
            Entry(path, REGULAR, len(content), executable, path) for path, (content, executable) in self.files.items()
        ]

    def entry(self, path: str) -> Entry | None:
        return next((entry for entry in self.entries() if entry.path == path), None)

    def read(self, entry: Entry) -> bytes:
        return self.files[entry.oid][0]

    def chunks(self, entry: Entry, size: int, overlap: int) -> Iterator[tuple[int, bytes]]:
        return _pieces(self.read(entry), size, overlap)

    def target(self, entry: Entry) -> str:
        raise OSError("archives are read without their links")

    def close(self) -> None:
        """Nothing is open."""


class Under:
    """The files of another tree, under a folder of their own. Their content is found by object id, not by path."""

    def __init__(self, folder: str, source: GitTree | Packed) -> None:
        self.folder = folder
        self.source = source
        self.ignored = 0
        self.absent: list[str] = []
        self.chunks = source.chunks
        self.read = source.read
        self.target = source.target

    def entries(self) -> list[Entry]:
        found = self.source.entries()
        for entry in found:
            entry.path = f"{self.folder}/{entry.path}"
        return found

    def entry(self, path: str) -> Entry | None:
        return next((entry for entry in self.entries() if entry.path == path), None)


def _pieces(data: bytes, size: int, overlap: int) -> Iterator[tuple[int, bytes]]:
    """Content piece by piece, as (offset, bytes); pieces overlap."""
    for at in range(0, len(data), size):
        yield max(at - overlap, 0), data[max(at - overlap, 0) : at + size]


Tree = WorkTree | GitTree | Packed | Under
