"""The index of one ecosystem's `all.zip`: an SQLite file that answers one package in microseconds.

It is derived data: keyed by format and by the archive's size, time and sha256, and made anew when any of it differs.
Rows are JSON; nothing in the file is ever executed or unpickled. A file that is no index of ours is not used.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.advisories.match import prune
from plugin_policy.advisories.record import Advisory, from_row, read_record

if TYPE_CHECKING:
    import sqlite3
    import zipfile

FORMAT = "plugin-policy advisories 1"

# Bounds on the archive, far above the real ones (npm: 230,000 records, 1 GB unpacked, ratio 6).
MAX_RECORDS = 3_000_000
MAX_RECORD = 32 << 20  # bytes of one record, unpacked
MIN_TOTAL = 256 << 20  # bytes in all that any archive may unpack to
MAX_RATIO = 60  # unpacked bytes in all, times the size of the archive


class CorruptError(Exception):
    """The archive or the index cannot be used. The message says what is wrong with it."""


class Index:
    """Open for reading. meta: sha256 of the archive, number of records, newest `modified`."""

    __slots__ = ("_connection", "meta")

    def __init__(self, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
        self._connection = connection
        self.meta = meta

    @property
    def records(self) -> int:
        return int(self.meta["records"])

    def get(self, name: str) -> list[Advisory]:
        """Advisories of a package by its normalised name, or of a commit as `commit:<sha>`. Raises CorruptError."""
        import json
        import sqlite3

        try:
            row = self._connection.execute("SELECT data FROM package WHERE name = ?", (name,)).fetchone()
            return [from_row(item) for item in json.loads(row[0])] if row else []
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise CorruptError(f"the index is damaged: {error}") from None

    def close(self) -> None:
        self._connection.close()


def index_path(folder: str, archive: str) -> str:
    """Where the index of an archive lies in the cache."""
    from hashlib import sha256

    return os.path.join(folder, sha256(os.fsencode(os.path.realpath(archive))).hexdigest()[:32] + ".sqlite3")


def open_index(path: str, archive: str) -> Index | None:
    """The index, None when it is missing, foreign, damaged or of another archive."""
    import sqlite3

    if not os.path.isfile(path):
        return None
    try:
        connection = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except (sqlite3.Error, ValueError, TypeError):
        return None
    if meta.get("format") == FORMAT and str(meta.get("records", "")).isdigit() and _same(meta, archive):
        return Index(connection, meta)
    connection.close()
    return None


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(os.path.abspath(path))


def _same(meta: dict[str, str], archive: str) -> bool:
    """Size and time, as git does it; where only the time differs, the content decides."""
    try:
        status = os.stat(archive)
    except OSError:
        return False
    if meta.get("size") != str(status.st_size):
        return False
    return meta.get("mtime") == str(status.st_mtime_ns) or meta.get("sha256") == sha256_of(archive)


def sha256_of(path: str) -> str:
    import hashlib

    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def build_index(
    archive: str, ecosystem: str, path: str, progress: Callable[[int, int], None] = lambda done, total: None
) -> Index:
    """Read the archive and write the index beside others, in one step. CorruptError, OSError."""
    import sqlite3

    os.makedirs(os.path.dirname(path), exist_ok=True)
    fresh = f"{path}.{os.getpid()}.new"
    try:
        connection = sqlite3.connect(fresh)
        try:
            _write(connection, archive, ecosystem, progress)
        finally:
            connection.close()
        os.replace(fresh, path)
    except sqlite3.Error as error:
        raise CorruptError(f"the index cannot be written: {error}") from None
    finally:
        if os.path.exists(fresh):
            os.unlink(fresh)
    index = open_index(path, archive)
    if index is None:
        raise CorruptError("the archive changed while it was read")
    return index


def _write(connection: sqlite3.Connection, archive: str, ecosystem: str, progress: Callable[[int, int], None]) -> None:
    import json

    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    connection.execute("CREATE TABLE part (name TEXT, data TEXT)")
    status = os.stat(archive)
    records, newest = 0, ""
    for record, done, total in read_archive(archive):
        records += 1
        newest = max(newest, str(record.get("modified") or "")[:32])
        for name, advisory in read_record(record, ecosystem):
            prune(advisory, ecosystem)
            data = json.dumps(advisory.row(), separators=(",", ":"))
            names = [name, *(f"commit:{commit}" for commit in advisory.commits)]
            connection.executemany("INSERT INTO part VALUES (?, ?)", [(one, data) for one in names])
        if done % 500 == 0:
            progress(done, total)
    connection.execute("CREATE TABLE package (name TEXT PRIMARY KEY, data TEXT) WITHOUT ROWID")
    connection.execute(
        "INSERT INTO package SELECT name, '[' || group_concat(data, ',') || ']' FROM"
        " (SELECT name, data FROM part ORDER BY name, rowid) GROUP BY name"
    )
    connection.execute("DROP TABLE part")
    meta = {
        "format": FORMAT,
        "ecosystem": ecosystem,
        "records": str(records),
        "newest": newest,
        "size": str(status.st_size),
        "mtime": str(status.st_mtime_ns),
        "sha256": sha256_of(archive),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", list(meta.items()))
    connection.commit()
    connection.execute("VACUUM")


def read_archive(archive: str) -> Iterator[tuple[dict[str, object], int, int]]:
    """(record, number of members read, number in all). Nothing is unpacked to disk, sizes are counted, not believed."""
    import json
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(archive) as members:
            names = [item for item in members.infolist() if item.filename.endswith(".json")]
            if len(names) > MAX_RECORDS:
                raise CorruptError(f"more than {MAX_RECORDS:,} records")
            left = max(MIN_TOTAL, MAX_RATIO * os.path.getsize(archive))
            for number, item in enumerate(names, 1):
                data = _member(members, item, min(MAX_RECORD, left))
                left -= len(data)
                record = json.loads(data)
                if not isinstance(record, dict):
                    raise CorruptError(f"{item.filename[:80]!r} is not a record")
                yield record, number, len(names)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise CorruptError(f"not a zip archive that can be read: {error}") from None
    except (ValueError, RecursionError) as error:
        raise CorruptError(f"a record is not JSON: {str(error)[:80]}") from None


def _member(members: zipfile.ZipFile, item: zipfile.ZipInfo, limit: int) -> bytes:
    with members.open(item) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise CorruptError("unpacks to more than any real database: a zip bomb?")
    return data
