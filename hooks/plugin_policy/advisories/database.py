"""Where advisories come from: OSV's own layout `<ECOSYSTEM>/all.zip` in a folder, with one index for each archive.

The default folder lies in the user's cache. Beside an archive that was fetched stands `all.zip.json`: {source, etag,
fetched, sha256}; without it the archive's own time tells its age.
"""

from __future__ import annotations

import os
import time

from plugin_policy.advisories.index import CorruptError, Index, build_index, index_path, open_index
from plugin_policy.advisories.record import Advisory, normalize

ARCHIVE = "all.zip"
DETAILS = "all.zip.json"
DAY = 86_400.0


class UnusableError(Exception):
    """An archive or its index cannot be used; the message says why."""


class Missing:
    """An ecosystem whose advisories cannot be used: what is missing, and what mends it."""

    __slots__ = ("cause", "cure", "ecosystem")

    def __init__(self, ecosystem: str, cause: str, cure: str) -> None:
        self.ecosystem = ecosystem
        self.cause = cause
        self.cure = cure


def cache_folder() -> str:
    """The user's cache folder of this product: $XDG_CACHE_HOME/plugin-policy, else ~/.cache/plugin-policy."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "plugin-policy")


def default_folder() -> str:
    return os.path.join(cache_folder(), "advisories")


class Database:
    """Advisories of the ecosystems that are asked for. missing: what could not be used, one entry an ecosystem.

    folder: holds `<ECOSYSTEM>/all.zip`. build: may an index be made that is not there (never in a hook: it takes
    seconds). max_age: days after which an archive is not used. ages: ecosystem -> days since it was fetched.
    """

    def __init__(self, folder: str, *, build: bool, max_age: float, now: float | None = None) -> None:
        self.folder = folder
        self.build = build
        self.max_age = max_age
        self.now = time.time() if now is None else now
        self.missing: dict[str, Missing] = {}
        self.ages: dict[str, float] = {}
        self._indexes: dict[str, Index] = {}

    def get(self, ecosystem: str, name: str) -> list[Advisory] | None:
        """Advisories of a package, None when they cannot be looked up (see `missing`)."""
        index = self.index(ecosystem)
        if index is None:
            return None
        try:
            return index.get(name if name.startswith("commit:") else normalize(ecosystem, name))
        except CorruptError as error:
            self._fail(ecosystem, str(error))
            self._indexes.pop(ecosystem, None)
            return None

    def index(self, ecosystem: str) -> Index | None:
        if ecosystem not in self._indexes and ecosystem not in self.missing:
            try:
                index = self._open(ecosystem)
            except UnusableError as error:
                self._fail(ecosystem, str(error))
            else:
                self._indexes[ecosystem] = index
        return self._indexes.get(ecosystem)

    def newest(self, ecosystem: str) -> str:
        """Time of the newest record, ISO 8601."""
        index = self._indexes.get(ecosystem)
        return index.meta.get("newest", "") if index else ""

    def problems(self, ecosystems: list[str]) -> list[tuple[str, str]]:
        """(cause, cure) for every group of these ecosystems that cannot be judged."""
        groups: dict[str, list[str]] = {}
        for ecosystem in ecosystems:
            if self.index(ecosystem) is None:
                groups.setdefault(self.missing[ecosystem].cause, []).append(ecosystem)
        return [(f"{cause} for {', '.join(names)}", cure(self.folder, *names)) for cause, names in groups.items()]

    def close(self) -> None:
        for index in self._indexes.values():
            index.close()

    def _open(self, ecosystem: str) -> Index:
        archive = os.path.join(self.folder, ecosystem, ARCHIVE)
        if not os.path.isfile(archive):
            raise UnusableError("no advisory database")
        age = self.ages[ecosystem] = (self.now - fetched(archive)) / DAY
        if age > self.max_age:
            raise UnusableError(f"the advisory database is {age:.0f} days old, more than {self.max_age:.0f}")
        path = index_path(os.path.join(cache_folder(), "indexes"), archive)
        index = open_index(path, archive)
        if index is None and not self.build:
            raise UnusableError("the advisory database has no index yet")
        if index is None:
            try:
                index = build_index(archive, ecosystem, path)
            except (CorruptError, OSError) as error:
                raise UnusableError(f"the advisory database cannot be used: {error}") from None
        if index.records == 0:
            index.close()
            raise UnusableError("the advisory database is empty")
        return index

    def _fail(self, ecosystem: str, cause: str) -> None:
        self.missing[ecosystem] = Missing(ecosystem, cause, cure(self.folder, ecosystem))


def fetched(archive: str) -> float:
    """When an archive was fetched, in seconds since the epoch."""
    import json

    try:
        with open(os.path.join(os.path.dirname(archive), DETAILS), encoding="utf-8") as stream:
            details = json.load(stream)
        when = details.get("fetched") if isinstance(details, dict) else None
        if isinstance(when, int | float) and not isinstance(when, bool):
            return float(when)
    except (OSError, ValueError, RecursionError):
        pass
    return os.stat(archive).st_mtime


def cure(folder: str, *ecosystems: str) -> str:
    """The command that fetches what is missing; in a hook environment the manual hook that does."""
    if folder != default_folder():
        wanted = ", ".join(f"{ecosystem}/{ARCHIVE}" for ecosystem in ecosystems)
        return f"put OSV's archive at {wanted} in the folder given with --advisories"
    if "PRE_COMMIT" in os.environ:
        return "pre-commit run advisories-update --hook-stage manual"
    return f"plugin-policy advisories update {' '.join(ecosystems)}"
