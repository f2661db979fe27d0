"""The folder of installed plugins, as Claude Code lays it out (measured with version 2.1.330 of the client).

installed_plugins.json              {"version": 2, "plugins": {"NAME@MARKETPLACE": [{"installPath", "version",
                                    "gitCommitSha"?, "scope"}]}}; version 1 has an object in place of the list
known_marketplaces.json             {"MARKETPLACE": {"source", "installLocation"}}
marketplaces/MARKETPLACE/           a shallow clone
cache/MARKETPLACE/NAME/VERSION/     the files that are used; versions that were replaced stay for a while
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from plugin_policy.discovery import INSTALLED, KNOWN

if TYPE_CHECKING:
    from plugin_policy.repository import File, Repository

MARKET = ".claude-plugin/marketplace.json"


class Installed:
    """One installed plugin. folder: of its files, relative to the root; "" when they are not there.

    pointer: of its row in installed_plugins.json. commit: as the client recorded it, "" without one.
    """

    __slots__ = ("commit", "folder", "id", "marketplace", "name", "pointer", "version")

    def __init__(self, id: str, row: dict[str, Any], folder: str, pointer: tuple[str | int, ...]) -> None:
        self.id = id
        self.name, _, self.marketplace = id.rpartition("@")
        self.folder = folder
        self.pointer = pointer
        self.version = str(row.get("version") or "")
        commit = str(row.get("gitCommitSha") or "")
        self.commit = commit if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", commit) else ""


class Layout:
    """A folder of installed plugins. base: where it lies under the root, "" or ending in "/". file: of the rows."""

    def __init__(self, repository: Repository, file: File) -> None:
        self.repository = repository
        self.file = file
        self.base = file.path[: -len(INSTALLED)]
        self.readable = isinstance(_json(file), dict) and isinstance(_json(file).get("plugins"), dict)

    def plugins(self) -> Iterator[Installed]:
        rows = _json(self.file).get("plugins") if self.readable else {}
        for id, found in rows.items():
            several = found if isinstance(found, list) else [found]
            for index, row in enumerate(several):
                if isinstance(row, dict) and "@" in id:
                    pointer = ("plugins", id, index) if isinstance(found, list) else ("plugins", id)
                    yield Installed(id, row, self._inside(str(row.get("installPath") or "")), pointer)

    def _inside(self, path: str) -> str:
        """The path under the root: the recorded one is absolute, and may be of another machine."""
        parts = path.replace("\\", "/").split("/")
        for start in [index for index, part in enumerate(parts) if part == "cache"]:
            folder = posixpath.normpath(self.base + "/".join(parts[start:]))
            if folder.startswith(self.base + "cache/") and any(
                known.startswith(folder + "/") for known in self.repository.by_path
            ):
                return folder
        return ""

    def marketplace(self, name: str) -> tuple[str, dict[str, Any]] | None:
        """(folder, content of its marketplace.json); None when it is not here."""
        folder = f"{self.base}marketplaces/{name}"
        file = self.repository.by_path.get(f"{folder}/{MARKET}")
        value = _json(file) if file is not None else None
        return (folder, value) if isinstance(value, dict) else None

    def known(self, name: str) -> bool:
        file = self.repository.by_path.get(self.base + KNOWN)
        value = _json(file) if file is not None else None
        return isinstance(value, dict) and name in value


def layout_of(repository: Repository) -> Layout:
    """The folder of installed plugins that is scanned (`Repository.installed`)."""
    return Layout(repository, repository.by_path[repository.installed])


def _json(file: File) -> Any:
    try:
        return json.loads(file.text.data)
    except (ValueError, RecursionError):
        return None
