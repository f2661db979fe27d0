"""Fetch OSV's archives into the database folder: https://google.github.io/osv.dev/data/#data-dumps

Whole (resumed where it broke off, held against the server's checksum) or, where little changed, record by record as
`modified_id.csv` tells. The old archive stays until the new one is complete and has been read once to the end.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator

from plugin_policy.advisories.database import ARCHIVE, DETAILS, cache_folder
from plugin_policy.advisories.fetch import Client, FetchError
from plugin_policy.advisories.index import CorruptError, Index, build_index, index_path, open_index, sha256_of

SOURCE = "https://osv-vulnerabilities.storage.googleapis.com"
MAX_ARCHIVE = 4 << 30  # bytes
MAX_LISTING = 256 << 20  # bytes of modified_id.csv
MAX_RECORD = 32 << 20
MAX_SECONDS = 7200.0  # for one archive
MAX_CHANGED = 500  # records; above, the whole archive is fetched

Progress = Callable[[str, int, int], None]  # what, done, total (0: unknown)


def silent(what: str, done: int, total: int) -> None:
    return


def update(client: Client, folder: str, ecosystem: str, *, whole: bool = False, progress: Progress = silent) -> Index:
    """The index of the archive that is now there. FetchError, CorruptError, OSError; then the old one stays."""
    place = os.path.join(folder, ecosystem)
    os.makedirs(place, exist_ok=True)
    archive = os.path.join(place, ARCHIVE)
    details = read_details(place)
    if not whole and details.get("source") == client.address and os.path.isfile(archive):
        changed = _changed(client, ecosystem, str(details.get("newest", "")))
        if changed is not None and len(changed) <= MAX_CHANGED:
            return _by_record(client, place, ecosystem, changed, details, progress)
    return _whole(client, place, ecosystem, details, progress)


def read_details(place: str, name: str = DETAILS) -> dict[str, object]:
    import json

    try:
        with open(os.path.join(place, name), encoding="utf-8") as stream:
            found = json.load(stream)
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_details(place: str, details: dict[str, object], name: str = DETAILS) -> None:
    import json

    fresh = os.path.join(place, f"{name}.{os.getpid()}")
    with open(fresh, "w", encoding="utf-8") as stream:
        json.dump(details, stream, indent=1)
    os.replace(fresh, os.path.join(place, name))


# Whole


def _whole(client: Client, place: str, ecosystem: str, details: dict[str, object], progress: Progress) -> Index:
    archive, part = os.path.join(place, ARCHIVE), os.path.join(place, ARCHIVE + ".part")
    same = details.get("source") == client.address and os.path.isfile(archive)
    etag = str(details.get("etag", "")) if same else ""
    answered = _download(client, place, ecosystem, part, etag, progress)
    if answered.get("status") == "304":
        _write_details(place, {**details, "fetched": time.time()})
        return _index(archive, ecosystem, progress)
    _verify(part, answered)
    index = _accept(part, archive, ecosystem, progress)
    _note(place, client.address, answered.get("etag", ""), index)
    return index


def _download(client: Client, place: str, ecosystem: str, part: str, etag: str, progress: Progress) -> dict[str, str]:
    """Status and headers of the answer. What is there already of the same version is not fetched again."""
    begun = read_details(place, ARCHIVE + ".part.json")
    start = os.path.getsize(part) if os.path.isfile(part) else 0
    resumes = start > 0 and begun.get("source") == client.address and bool(begun.get("etag"))
    headers = {"If-None-Match": etag} if etag else {}
    if resumes:
        headers = {"Range": f"bytes={start}-", "If-Range": str(begun["etag"])}
    seen: dict[str, str] = {}
    stream = None
    try:
        pieces = client.pieces(
            "GET", f"/{ecosystem}/{ARCHIVE}", limit=MAX_ARCHIVE, seconds=MAX_SECONDS, headers=headers, seen=seen
        )
        for piece in pieces:
            if stream is None:
                resumed = seen.get("status") == "206"
                start = start if resumed else 0
                stream = open(part, "ab" if resumed else "wb")  # noqa: SIM115 - closed below
                _write_details(place, {"source": client.address, "etag": seen.get("etag", "")}, ARCHIVE + ".part.json")
                total = start + int(seen.get("content-length", "0") or 0)
            stream.write(piece)
            start += len(piece)
            progress(ecosystem, start, total)
    finally:
        if stream is not None:
            stream.close()
    if stream is None and seen.get("status") != "304":
        raise FetchError("its answer is empty")
    return seen


def _verify(part: str, answered: dict[str, str]) -> None:
    """Hold the file against the server's checksum, where it gives one. A wrong file is not kept."""
    import base64
    import hashlib

    wanted = re.search(r"md5=([A-Za-z0-9+/]{22}==)", answered.get("x-goog-hash", ""))
    if wanted is None:
        return
    with open(part, "rb") as stream:
        found = base64.b64encode(hashlib.file_digest(stream, "md5").digest()).decode()
    if found != wanted.group(1):
        os.unlink(part)
        raise FetchError("the archive does not have the checksum that the server gives for it")


def _accept(part: str, archive: str, ecosystem: str, progress: Progress) -> Index:
    """Read the new archive to its end, then put it in the old one's place with its index."""
    path = index_path(os.path.join(cache_folder(), "indexes"), archive)
    try:
        build_index(
            part, ecosystem, path + ".part", lambda done, total: progress(f"{ecosystem} index", done, total)
        ).close()
    except CorruptError:
        os.unlink(part)
        raise
    os.replace(part, archive)  # keeps size and time, by which the index knows its archive
    os.replace(path + ".part", path)
    for rest in (archive + ".part.json",):
        if os.path.exists(rest):
            os.unlink(rest)
    return _index(archive, ecosystem, progress)


def _index(archive: str, ecosystem: str, progress: Progress) -> Index:
    path = index_path(os.path.join(cache_folder(), "indexes"), archive)
    index = open_index(path, archive)
    return index or build_index(
        archive, ecosystem, path, lambda done, total: progress(f"{ecosystem} index", done, total)
    )


def _note(place: str, source: str, etag: str, index: Index) -> None:
    details = {
        "source": source,
        "etag": etag,
        "fetched": time.time(),
        "newest": index.meta["newest"],
        "sha256": sha256_of(os.path.join(place, ARCHIVE)),
        "records": index.records,
    }
    _write_details(place, details)


# Record by record


def _changed(client: Client, ecosystem: str, newest: str) -> list[str] | None:
    """Ids of records that changed after `newest` (ISO 8601); None when that cannot be known."""
    if not newest:
        return None
    try:
        found: list[str] = []
        for line in _lines(client.pieces("GET", f"/{ecosystem}/modified_id.csv", limit=MAX_LISTING)):
            when, _, record = line.strip().partition(",")
            if when <= newest or len(found) > MAX_CHANGED:
                break  # newest first
            if not re.fullmatch(r"[A-Za-z0-9._:-]{1,100}", record):
                return None
            found.append(record)
        return found
    except FetchError:
        return None


def _lines(pieces: Iterator[bytes]) -> Iterator[str]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace")
    if rest:
        yield rest.decode("utf-8", "replace")


def _by_record(
    client: Client, place: str, ecosystem: str, changed: list[str], details: dict[str, object], progress: Progress
) -> Index:
    archive = os.path.join(place, ARCHIVE)
    if changed:
        records = {}
        for number, record in enumerate(changed, 1):
            data = b"".join(client.pieces("GET", f"/{ecosystem}/{record}.json", limit=MAX_RECORD))
            records[f"{record}.json"] = data
            progress(f"{ecosystem} records", number, len(changed))
        part = archive + ".part"
        _replace_members(archive, part, records)
        index = _accept(part, archive, ecosystem, progress)
    else:
        index = _index(archive, ecosystem, progress)
    _note(place, client.address, "" if changed else str(details.get("etag", "")), index)
    return index


def _replace_members(archive: str, part: str, records: dict[str, bytes]) -> None:
    """A copy of the archive with some members new."""
    import zipfile

    try:
        with zipfile.ZipFile(archive) as old, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                if item.filename not in records:
                    new.writestr(item.filename, old.read(item))
            for name, data in records.items():
                new.writestr(name, data)
    except (zipfile.BadZipFile, EOFError) as error:
        raise CorruptError(f"the archive that is there cannot be read: {error}; fetch it whole with --whole") from None
