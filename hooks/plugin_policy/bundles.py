"""Archives that something in their plugin names are opened: their text files become files of the plugin.

A file in an archive is called `bundle.mcpb!/server/index.js`. What is opened is decided by names alone: an archive
that a manifest, code or a text for agents of the same plugin mentions. An archive inside an archive stays closed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.discovery import ENDINGS
from plugin_policy.languages import CODE, UNREAD_CODE, binary_kind, language_of
from plugin_policy.sources import LIMIT, Packed

if TYPE_CHECKING:
    from plugin_policy.repository import File, Plugin, Repository

INSIDE = "!/"
MAX_FILES = 5_000
MAX_UNPACKED = 64 << 20  # bytes
MAX_RATIO = 100  # unpacked bytes for each byte of the archive; text packs 3 to 20 times
_SMALL = 4 << 20  # bytes that every archive may unpack to

_NAMING = CODE | UNREAD_CODE | {"json", "yaml", "toml", "markdown", "makefile", "dockerfile", "notebook", "html"}
_FOR_PEOPLE = ("readme", "changelog", "license", "security", "contributing", "package-lock", "pnpm-lock")


def open_named(repository: Repository) -> None:
    """Add the files of every archive that its plugin names to the repository and to the plugin."""
    found = [file for path, file in repository.by_path.items() if path.lower().endswith(ENDINGS)]
    naming: dict[int, list[File]] = {}
    for archive in sorted(found, key=lambda file: file.path):
        plugin = archive.plugin
        if id(plugin) not in naming:
            naming[id(plugin)] = list(_naming(plugin))
        if any(_names(file.data, archive) for file in naming[id(plugin)]):
            _open(repository, archive)


def _naming(plugin: Plugin) -> Iterator[File]:
    """What may name an archive: its plugin's manifests, code and texts for agents, and the marketplace's entries."""
    from plugin_policy.repository import MARKETPLACE

    for file in plugin.files:
        if file.language in _NAMING and not file.name.lower().startswith(_FOR_PEOPLE):
            yield file
    market = plugin.repository.by_path.get(MARKETPLACE)
    if plugin.entries and market is not None and market.plugin is not plugin:
        yield market


def _names(data: bytes, archive: File) -> bool:
    """Its name, or a pattern in its folder that matches it: `dist/*.whl`."""
    name = archive.name.encode("utf-8", "surrogateescape")
    ending = name.rpartition(b".")[2]
    return name in data or re.search(rb"\*\." + re.escape(ending) + rb"\b", data) is not None


def _open(repository: Repository, archive: File) -> None:
    from plugin_policy.repository import File, Notice
    from plugin_policy.unpacking import Limits, unpack

    data = archive.data
    if not data or archive.huge:
        return
    size = min(MAX_UNPACKED, max(_SMALL, MAX_RATIO * len(data)), LIMIT)
    unpacked = unpack(data, Limits(size, MAX_FILES), name=archive.path)
    if unpacked.problem:
        message = f"an archive that is not read to its end: {unpacked.problem}"
        repository.notices.append(Notice("bound", archive.path, message, "high"))
    texts = {path: content for path, content in unpacked.files.items() if is_text(path, content[0])}
    source = Packed(texts)
    archive.closed = sorted(unpacked.files.keys() - texts.keys())
    archive.opened = len(texts)
    for entry in source.entries():
        entry.path = archive.path + INSIDE + entry.path
        if entry.path not in repository.by_path:
            file = File(entry, repository, source)
            file.plugin = archive.plugin
            repository.by_path[file.path] = file
            archive.plugin.files.append(file)


def is_text(path: str, content: bytes) -> bool:
    """Whether a member is judged as a file. Binaries are told by their names, with the archive."""
    kind = binary_kind(content)
    return not kind or (
        kind in ("binary", "media", "git pack") and language_of(path, content[:512]) not in ("", "text")
    )


def members(repository: Repository, path: str) -> list[str]:
    """The paths of what was opened of an archive."""
    return [file.path for file in repository.below(posixpath.normpath(path) + "!")]
