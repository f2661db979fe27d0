"""Repository, Plugin, File: what is scanned, and the state of every file.

Which files belong: docs/design.md, "the way of the data". Nothing here decides what is right or wrong; what could not
be read is listed in `notices` and `failures`.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator

from plugin_policy.languages import binary_kind, language_of, to_utf8
from plugin_policy.sources import ABSENT, LIMIT, LINK, REGULAR, SPECIAL, SUBMODULE, Entry, Tree, WorkTree
from plugin_policy.text import RUNS, Text

READ, OPAQUE, PARTLY, FAILED = "read", "opaque", "partly read", "failed"

MARKETPLACE = ".claude-plugin/marketplace.json"
MANIFEST = ".claude-plugin/plugin.json"

CACHE = 256 << 20  # bytes of content kept in memory at once; beyond that a file is read again when it is needed


class File:
    """One file. `data` is its content as it is on disk, `text` the same as UTF-8 with its language.

    state: "read", "opaque" (kind says what it is), "partly read", "failed"; set when the content is first asked for.
    source: where its content comes from, which is the archive for a file in one (its path has `!/`).
    opened: of an archive whose files are judged, how many (-1: not opened); closed: the names of its other files.
    """

    __slots__ = (
        "_data", "_language", "_text", "closed", "entry", "kind", "opened", "path", "plugin", "reason", "repository",
        "source", "state", "through",
    )  # fmt: skip

    def __init__(self, entry: Entry, repository: Repository, source: Tree | None = None) -> None:
        self.entry = entry
        self.source = source or repository.source
        self.opened = -1
        self.closed: list[str] = []
        self.path = entry.path
        self.repository = repository
        self.plugin: Plugin = repository.itself
        self.state = ""
        self.kind = ""
        self.reason = ""
        self.through = ""  # path of the symlink whose target this is
        self._data: bytes | None = None
        self._text: Text | None = None
        self._language: str | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def size(self) -> int:
        return self.entry.size or len(self._data or b"")

    @property
    def executable(self) -> bool:
        return self.entry.executable

    @property
    def huge(self) -> bool:
        return self.entry.size > LIMIT

    @property
    def data(self) -> bytes:
        """Whole content; empty for a huge file (use `chunks`) and for one that cannot be read (state "failed")."""
        if self._data is None:
            self._data = self.repository.load(self)
        return self._data

    @property
    def loaded(self) -> bool:
        """Whether its content is in memory."""
        return self._data is not None

    def chunks(self, size: int = 8 << 20, overlap: int = 1 << 16) -> Iterator[tuple[int, bytes]]:
        """A large file piece by piece: (offset, bytes). It counts as read. Raises OSError."""
        for offset, data in self.source.chunks(self.entry, size, overlap):
            if not self.state and not self.huge:
                self.repository.count(self, data)
            yield offset, data

    @property
    def language(self) -> str:
        if self._language is None:
            self._language = language_of(self.path, self.data[:512])
        return self._language

    @property
    def text(self) -> Text:
        """The file's own Text. For an opaque file it is empty."""
        if self._text is None:
            data = self.data if self.state != OPAQUE else b""
            plugin = self.plugin.path
            utf8 = to_utf8(data)[0]
            if b"\0" in utf8:
                utf8 = utf8.replace(b"\0", b" ")  # interpreters step over it, parsers end at it
            self._text = Text(self.path, utf8, self.language, channel=RUNS, plugin=plugin)
        return self._text

    def forget(self) -> None:
        self._data = None
        self._text = None

    def __repr__(self) -> str:
        return f"File({self.path!r}, {self.state or 'unread'})"


class Plugin:
    """A plugin, or the repository itself (`is_repository`), whose path is "." too.

    path: folder relative to the root, "." for the root. entries: the marketplace entries that point here.
    format: name of the `[[plugin-format]]` that found it, "claude" for Claude Code's own, "" for an anonymous one.
    """

    __slots__ = ("entries", "files", "format", "is_repository", "listed", "manifest_path", "name", "path", "repository")

    def __init__(
        self, path: str, repository: Repository, *, is_repository: bool = False, format: str = "claude"
    ) -> None:
        self.path = path
        self.repository = repository
        self.is_repository = is_repository
        self.format = format
        self.entries: list[tuple[int, dict[str, object]]] = []  # (index in `plugins`, entry)
        self.listed = False
        self.files: list[File] = []
        self.name = path.rpartition("/")[2]
        self.manifest_path = self.inside(MANIFEST)

    @property
    def anonymous(self) -> bool:
        return self.format == ""

    def inside(self, relative: str) -> str:
        """Path in the repository of a path in this plugin."""
        return relative if self.path == "." else f"{self.path}/{relative}"

    def file(self, relative: str) -> File | None:
        return self.repository.by_path.get(self.inside(relative))

    def __repr__(self) -> str:
        return f"Plugin({self.path!r}{', the repository itself' if self.is_repository else ''})"


class Notice:
    """Something about reading that a report must say: a `reading/<rule>` at a path."""

    __slots__ = ("message", "path", "rule", "severity")

    def __init__(self, rule: str, path: str, message: str, severity: str = "note") -> None:
        self.rule = rule
        self.path = path
        self.message = message
        self.severity = severity


class Repository:
    """What is scanned. `root` is absolute, paths are relative. `formats`: (name, manifest globs) of the policy."""

    def __init__(self, root: str, source: Tree, formats: list[tuple[str, list[str]]] | None = None) -> None:
        self.root = root
        self.source = source
        self.formats = formats or []
        self.notices: list[Notice] = []
        self.failures: dict[str, str] = {}  # path -> reason, for files that should have been read
        self.links: list[tuple[str, str, bool]] = []  # (path, target as written, stays inside)
        self.by_path: dict[str, File] = {}
        self.marketplace: dict[str, object] | None = None  # parsed marketplace.json, when it is an object
        self.itself = Plugin(".", self, is_repository=True)
        self.entry: tuple[str, int, dict[str, object]] | None = None  # (folder, index, entry) that it was brought for
        self.plugins: list[Plugin] = []
        self.installed = ""  # path of the client's list of installed plugins, where it is scanned
        self.bytes_read = 0
        self._cached = 0
        self._paths: list[str] = []

    # Files

    def read_listing(self) -> None:
        """List every file and every plugin. Raises GitError when git does not answer."""
        links: list[Entry] = []
        for entry in self.source.entries():
            if entry.kind == LINK:
                links.append(entry)
            else:
                self._add(entry)
        for entry in links:
            self._follow(entry)
        for path in self.source.absent:
            self.notices.append(Notice("not-checked-out", path, "the index lists it but it is not checked out"))
        from plugin_policy.discovery import find_plugins

        find_plugins(self)

    def _add(self, entry: Entry) -> None:
        if entry.kind == REGULAR:
            self.by_path.setdefault(entry.path, File(entry, self))
        elif entry.kind == SUBMODULE:
            self.notices.append(
                Notice("submodule", entry.path, "a submodule: its files are not part of this repository")
            )
        elif entry.kind == SPECIAL and entry.path.endswith("/"):
            self.failures[entry.path] = "the folder cannot be listed"
        elif entry.kind == SPECIAL:
            self.notices.append(Notice("special-file", entry.path, "a FIFO, socket or device: never opened"))

    def include(self, path: str) -> bool:
        """Add a file that the listing left out (git ignores it) because the caller names it; False if it is no file."""
        entry = self.source.entry(path)
        if entry is None or entry.kind != REGULAR:
            return False
        self._add(entry)
        file = self.by_path[path]
        inside = [plugin for plugin in self.plugins if plugin.path == "." or path.startswith(plugin.path + "/")]
        file.plugin = max(inside, key=lambda plugin: len(plugin.path), default=self.itself)
        file.plugin.files.append(file)
        return True

    def _follow(self, entry: Entry) -> None:
        """A symlink: nothing outside the tree is read; a target inside is read once, under its own path."""
        try:
            target = self.source.target(entry)
        except OSError as error:
            self.failures[entry.path] = f"symlink cannot be read: {error.strerror or error}"
            return
        inside = self._resolve(entry.path, target)
        self.links.append((entry.path, target, inside is not None))
        if inside is None:
            self.notices.append(
                Notice("symlink-outside", entry.path, f"symlink out of the tree to `{target}`: not read")
            )
            return
        if inside in self.by_path or not isinstance(self.source, WorkTree):
            return
        for found in self._under(inside):
            if found.path not in self.by_path and found.kind == REGULAR:
                file = File(found, self)
                file.through = entry.path
                self.by_path[found.path] = file
        if not os.path.lexists(os.path.join(self.root, inside)):
            self.notices.append(Notice("symlink-dangling", entry.path, f"symlink to `{target}`, which does not exist"))

    def _under(self, path: str) -> list[Entry]:
        assert isinstance(self.source, WorkTree)
        if os.path.isdir(os.path.join(self.root, path)):
            if any(known.startswith(path + "/") for known in self.by_path):
                return []  # its files are listed already
            return self.source._walk(path)
        entry = self.source.entry(path)
        return [entry] if entry is not None else []

    def _resolve(self, path: str, target: str) -> str | None:
        """The tree path a link ends at, None when it leaves the tree or loops."""
        seen = 0
        while True:
            joined = os.path.normpath(os.path.join(os.path.dirname(path), target))
            if os.path.isabs(target):
                root = os.path.realpath(self.root)
                if not os.path.normpath(target).startswith(root + "/"):
                    return None
                joined = os.path.relpath(os.path.normpath(target), root)
            if joined == ".." or joined.startswith("../"):
                return None
            full = os.path.join(self.root, joined)
            seen += 1
            if not os.path.islink(full):
                real = os.path.realpath(full)  # a folder on the way may be a link itself
                root = os.path.realpath(self.root)
                return joined if real == root or real.startswith(root + "/") else None
            if seen > 40:
                self.notices.append(Notice("symlink-loop", path, "symlink loop"))
                return joined
            path, target = joined, os.readlink(full)

    def load(self, file: File) -> bytes:
        """Content of a file; sets its state. An unreadable file is a failure, never an empty success."""
        if file.huge:
            file.state = PARTLY
            return b""
        try:
            data = file.source.read(file.entry)
        except OSError as error:
            file.state = FAILED
            file.reason = error.strerror or str(error)
            self.failures[file.path] = f"cannot be read: {file.reason}"
            return b""
        if len(data) > LIMIT:  # it grew since it was listed
            file.entry.size = len(data)
            file.state = PARTLY
            return b""
        file.entry.size = len(data)
        self.count(file, data)
        self._cached += len(data)
        if self._cached > CACHE:
            self._cached = len(data)
            for other in self.by_path.values():
                if other is not file:
                    other.forget()
        return data

    def count(self, file: File, data: bytes) -> None:
        """Note that a file was read. data: what it begins with, or all of it."""
        if not file.state:
            self.bytes_read += file.entry.size
            file.kind = self._kind(file, data)
            file.state = OPAQUE if file.kind else READ

    @staticmethod
    def _kind(file: File, data: bytes) -> str:
        """A file that an interpreter would run is text whatever bytes it holds: a NUL must not hide it from us."""
        kind = binary_kind(data)
        if kind in ("binary", "media", "git pack") and language_of(file.path, data[:512]) not in ("", "text"):
            return ""
        return kind

    def files(self) -> list[File]:
        return [self.by_path[path] for path in self._sorted()]

    def below(self, folder: str) -> list[File]:
        """The files in a folder and in the folders below it, by path."""
        paths = self._sorted()
        first, behind = bisect_left(paths, folder + "/"), bisect_left(paths, folder + "0")  # "0" follows "/"
        return [self.by_path[path] for path in paths[first:behind]]

    def has_folder(self, folder: str) -> bool:
        """Whether there is a file in the folder or below it."""
        paths = self._sorted()
        at = bisect_left(paths, folder + "/")
        return at < len(paths) and paths[at].startswith(folder + "/")

    def _sorted(self) -> list[str]:
        if len(self._paths) != len(self.by_path):  # files are added, never taken away
            self._paths = sorted(self.by_path)
        return self._paths


def find_root(path: str) -> tuple[str, str | None]:
    """The root of the repository that `path` (a folder) belongs to, and git's top level (None outside git).

    The nearest folder with a marketplace manifest, at most git's top level; outside git the folder itself.
    A folder that git ignores is scanned as a plain folder.
    """
    from plugin_policy.git import GitError, git, toplevel

    path = os.path.realpath(path)
    top = toplevel(path)
    if top is None:
        return path, None
    if path != top:
        try:
            git(top, "check-ignore", "-q", "--", path)
            return path, None
        except GitError:
            pass  # not ignored
    folder = path
    while folder != top and not os.path.isfile(os.path.join(folder, MARKETPLACE)):
        folder = os.path.dirname(folder)
    return folder, top


__all__ = ["ABSENT", "FAILED", "MANIFEST", "MARKETPLACE", "OPAQUE", "PARTLY", "READ", "File", "Notice", "Plugin",
           "Repository", "find_root"]  # fmt: skip
