"""The files of a tar or zip archive, read in memory and within bounds. Nothing is written, links are left out.

zip: APPNOTE.TXT 6.3 of PKWARE; tar: POSIX.1-2001 (pax), read by Python's `zipfile` and `tarfile`. Both trust what a
header claims, so that sizes are bounded by what is read, and a directory of names by its size.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from gzip import GzipFile

BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, struct.error, EOFError, OSError, ValueError,
    LookupError, OverflowError, RuntimeError, NotImplementedError,
)  # fmt: skip
_MAX_DIRECTORY = 8 << 20  # bytes of a zip's central directory
_MAX_NAMES = 100_000  # members that are walked over, links and folders among them
_MAX_DEPTH = 64  # folders


class HostileError(Exception):
    """The archive is made so that it cannot be read, or not within the bounds."""


class Limits:
    """size: bytes of all files together. files: how many."""

    __slots__ = ("files", "size")

    def __init__(self, size: int, files: int) -> None:
        self.size = size
        self.files = files


class Unpacked:
    """files: path -> (content, executable). problem: why they are not all that the archive holds, "" when they are."""

    __slots__ = ("files", "problem")

    def __init__(self) -> None:
        self.files: dict[str, tuple[bytes, bool]] = {}
        self.problem = ""


def unpack(data: bytes, limits: Limits, *, name: str = "", strip: bool = False) -> Unpacked:
    """Every regular file, up to the first thing that is wrong. Paths are normal and lead nowhere else.

    name: of the archive, which names what a bare gzip file holds. strip: without the first folder, as npm unpacks.
    """
    found, total = Unpacked(), 0
    try:
        for given, content, executable in _members(data, name, limits):
            path = _inside(given, strip=strip)
            if path in found.files:
                raise HostileError(
                    f"two of its files are called `{path[:80]}`, of which programs take one or the other"
                )
            total += len(content)
            if total > limits.size or len(found.files) >= limits.files:
                raise _too_large(limits)
            found.files[path] = (content, executable)
    except HostileError as error:
        found.problem = str(error)
    except BROKEN as error:
        found.problem = f"the archive cannot be read: {str(error)[:80] or type(error).__name__}"
    return found


def _inside(name: str, *, strip: bool) -> str:
    path = posixpath.normpath(name.partition("/")[2] if strip else name)
    if path.startswith(("..", "/")) or "\0" in path or "\\" in path or path.count("/") > _MAX_DEPTH:
        raise HostileError(f"the archive holds a path that leaves it: {name[:80]}")
    return path


def _too_large(limits: Limits) -> HostileError:
    return HostileError(f"more than {limits.size >> 20} MB or {limits.files} files unpacked")


def _members(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, bytes, bool]]:
    """(name, content, executable) of regular files."""
    if data[257:262] != b"ustar" and _is_zip(data):
        yield from _zip(data, limits)
        return
    content = _decompressed(data, limits)
    if content is not data and content[257:262] != b"ustar" and not zipfile.is_zipfile(io.BytesIO(content)):
        yield posixpath.basename(name).rpartition(".")[0] or "content", content, False
        return
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as tar:
        for number, member in enumerate(tar):
            if number >= _MAX_NAMES:
                raise _too_large(limits)
            if member.isreg():
                opened = tar.extractfile(member)
                if opened is not None:
                    yield member.name, _read(opened, limits), bool(member.mode & 0o111)


def _is_zip(data: bytes) -> bool:
    return data[:2] == b"PK" or b"PK\x05\x06" in data[-66_000:]


def _zip(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes, bool]]:
    end = data.rfind(b"PK\x05\x06")
    if end >= 0 and len(data) >= end + 22 and struct.unpack_from("<I", data, end + 12)[0] > _MAX_DIRECTORY:
        raise _too_large(limits)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for one in archive.infolist():
            mode = one.external_attr >> 16
            if one.is_dir() or mode & 0o170000 == 0o120000:  # a link
                continue
            with archive.open(one) as stream:
                yield one.filename, _read(stream, limits), bool(mode & 0o111)


def _decompressed(data: bytes, limits: Limits) -> bytes:
    """A tar without its compression: tarfile would step over members at any cost."""
    both = Limits(2 * limits.size, limits.files)  # headers and padding count here too
    if data[:2] == b"\x1f\x8b":
        import gzip

        with gzip.open(io.BytesIO(data)) as zipped:
            return _read(zipped, both)
    if data[:3] == b"BZh":
        import bz2

        with bz2.open(io.BytesIO(data)) as packed:
            return _read(packed, both)
    if data[:6] == b"\xfd7zXZ\x00":
        with lzma.open(io.BytesIO(data)) as pressed:
            return _read(pressed, both)
    return data


def _read(stream: IO[bytes] | GzipFile, limits: Limits) -> bytes:
    content = stream.read(limits.size + 1)
    if len(content) > limits.size:
        raise _too_large(limits)
    return content
