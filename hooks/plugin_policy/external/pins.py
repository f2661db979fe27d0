"""Which external plugins a marketplace names, and at what pin.

https://code.claude.com/docs/en/plugins/marketplace-reference: kinds github, url, git-subdir, npm, archive.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from plugin_policy.dependencies.entry_sources import EXTERNAL, GIT_KINDS, entries_of, host_of, problems
from plugin_policy.policy.exceptions import EXTERNAL as FOLDER

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_PACKAGE = re.compile(r"(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*")
_VERSION = re.compile(r"\d+\.\d+\.\d+[0-9A-Za-z.+-]*")


class Pin:
    """One entry that can be brought. kind: "git", "npm" or "archive". address: of the repository or the archive, the
    package's name for npm. version: commit, sha256 or version. folder: inside it, "" for the whole."""

    __slots__ = ("address", "entry", "folder", "index", "kind", "name", "version")

    def __init__(
        self, kind: str, name: str, index: int, entry: dict[str, object], address: str, version: str, folder: str
    ) -> None:
        self.kind = kind
        self.name = name
        self.index = index
        self.entry = entry
        self.address = address
        self.version = version
        self.folder = folder

    @property
    def path(self) -> str:
        """Where its files stand in reports."""
        return f"{FOLDER}/{re.sub(r'[^A-Za-z0-9._-]', '_', self.name)}"

    @property
    def identity(self) -> tuple[str, str, str, str]:
        return (self.kind, self.address, self.version, self.folder)


def pins(marketplace: object, hosts: list[str], protocols: Sequence[str]) -> Iterator[Pin | tuple[str, str]]:
    """Every external entry: a Pin, or (name, why it is not brought). What is wrong with a source, pinned-sources says.

    hosts: those that sources may come from, [] for any. protocols: those that are fetched over.
    """
    for index, entry in entries_of(marketplace):
        source = entry.get("source")
        if not isinstance(source, dict) or source.get("source") not in EXTERNAL:
            continue
        name = str(entry.get("name") or f"entry {index + 1}")
        fetched = str(source.get("url")).partition("://")[0].lower() in protocols
        wrong = [kind for kind, _, _ in problems(entry, (), [], hosts)]
        wrong = [kind for kind in wrong if kind != "helper" and not (kind == "insecure" and fetched)]
        pin = None if wrong else _pin(name, index, entry, source)
        yield pin or (name, _WHY.get(wrong[0] if wrong else "", "its source cannot be read as one"))


_WHY = {
    "unpinned": "it names no commit",
    "npm": "it names no exact version",
    "archive": "it has no sha256",
    "insecure": "its address is not https",
    "host": "the policy does not allow its host",
    "injection": "its source holds more than an address",
}


def _pin(name: str, index: int, entry: dict[str, object], source: dict[str, object]) -> Pin | None:
    kind = str(source["source"])
    if kind == "npm":
        package, version = str(source.get("package") or ""), str(source.get("version") or "").lstrip("v=")
        if not _PACKAGE.fullmatch(package) or not _VERSION.fullmatch(version) or source.get("registry"):
            return None
        return Pin("npm", name, index, entry, package, version, "")
    if kind == "archive":
        return Pin("archive", name, index, entry, str(source.get("url") or ""), str(source["sha256"]).lower(), "")
    sha = str(source.get("sha") or "").lower()
    address = str(source.get("repo") or source.get("url") or "")
    folder = posixpath.normpath(str(source.get("path") or ".")) if kind == "git-subdir" else "."
    if kind not in GIT_KINDS or not _COMMIT.fullmatch(sha) or folder.startswith(("..", "/")):
        return None
    if host_of(source) == "github.com" and re.fullmatch(r"[\w.-]+/[\w.-]+", address):
        address = f"https://github.com/{address}"
    return Pin("git", name, index, entry, address, sha, "" if folder == "." else folder)
