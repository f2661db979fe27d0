"""npm packages and archives at an address: brought, checked against their hash, and read in memory."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

from plugin_policy.external.bring import Bounds, BringError, run_bounded
from plugin_policy.external.pins import Pin
from plugin_policy.sources import Packed

MAX_FILES = 20_000
MAX_UNPACKED = 256 << 20  # bytes
_BROKEN = (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


def fetch_package(pin: Pin, target: str, bounds: Bounds) -> None:
    """`npm pack`: npm's own client knows the registry and checks the integrity. No script of the package is run."""
    from shutil import which

    npm = which("npm")
    if npm is None:
        raise BringError("npm is not installed, which brings packages")
    with tempfile.TemporaryDirectory(prefix="plugin-policy-") as folder:
        argv = [npm, "pack", "--ignore-scripts", "--silent", "--no-audit", "--", f"{pin.address}@{pin.version}"]
        said = run_bounded(argv, dict(os.environ), folder, bounds)
        names = [name for name in os.listdir(folder) if name.endswith(".tgz")]
        if said or len(names) != 1:
            raise BringError(f"npm does not give `{pin.address}` {pin.version}: {said or 'no package was written'}")
        _keep(os.path.join(folder, names[0]), target)


def fetch_archive(pin: Pin, target: str, bounds: Bounds) -> None:
    """An archive at an address, which must have the hash that the entry names."""
    from importlib.util import find_spec

    if find_spec("httpx") is None:
        raise BringError("httpx is not installed, which brings archives: install plugin-policy[network]")
    protocol = pin.address.partition("://")[0].lower()
    if protocol not in bounds.protocols:
        raise BringError(f"`{pin.address}` is not fetched: only {', '.join(bounds.protocols)} is")
    with tempfile.NamedTemporaryFile(dir=os.path.dirname(target), prefix=".new-", delete=False) as stream:
        try:
            digest = _download(pin.address, stream, bounds)
            stream.close()
            if digest != pin.version:
                raise BringError(
                    f"`{pin.address}` has the sha256 {digest}, not the one that its entry names", theirs=True
                )
            os.replace(stream.name, target)
        except BaseException:
            os.unlink(stream.name)
            raise


def _download(address: str, stream: tempfile._TemporaryFileWrapper[bytes], bounds: Bounds) -> str:
    """The sha256 of what was written."""
    import time

    import httpx

    started, total, digest = time.monotonic(), 0, hashlib.sha256()
    try:
        with httpx.stream("GET", address, follow_redirects=False, timeout=20) as answer:
            if answer.status_code != 200:
                raise BringError(f"`{address}` answers {answer.status_code}")
            for piece in answer.iter_bytes():
                total += len(piece)
                if total > bounds.size:
                    raise BringError(f"more than {bounds.size >> 20} MB", theirs=True)
                if time.monotonic() - started > bounds.seconds:
                    raise BringError(f"not here after {bounds.seconds:.0f} s")
                digest.update(piece)
                stream.write(piece)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise BringError(f"`{address}` cannot be fetched: {error}") from None
    return digest.hexdigest()


def _keep(path: str, target: str) -> None:
    temporary = f"{target}.{os.getpid()}"
    with open(path, "rb") as stream, open(temporary, "wb") as kept:
        kept.write(stream.read())
    os.replace(temporary, target)


def unpack(data: bytes, *, strip: bool) -> Packed:
    """The files of a tar or zip archive. strip: without the first folder, as npm unpacks. BringError when hostile."""
    files: dict[str, tuple[bytes, bool]] = {}
    total = 0
    try:
        for name, content, executable in _members(data):
            path = posixpath.normpath(name.partition("/")[2] if strip else name)
            if path.startswith(("..", "/")) or "\0" in path or "\\" in path:
                raise BringError(f"the archive holds a path that leaves it: {name[:80]}", theirs=True)
            total += len(content)
            if total > MAX_UNPACKED or len(files) >= MAX_FILES:
                raise BringError(f"more than {MAX_UNPACKED >> 20} MB or {MAX_FILES} files unpacked", theirs=True)
            files[path] = (content, executable)
    except _BROKEN as error:
        raise BringError(f"the archive cannot be read: {error}", theirs=True) from None
    return Packed(files)


def _members(data: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """(name, content, executable) of regular files. What a header claims to be larger than the bound is not read."""
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for one in archive.infolist():
                if not one.is_dir():
                    with archive.open(one) as stream:
                        yield one.filename, _read(stream), bool(one.external_attr >> 16 & 0o111)
        return
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        for member in tar:
            if member.size > MAX_UNPACKED:
                raise BringError(f"a file of {member.size >> 20} MB", theirs=True)
            if member.isreg():
                opened = tar.extractfile(member)
                if opened is not None:
                    yield member.name, _read(opened), bool(member.mode & 0o111)


def _read(stream: IO[bytes]) -> bytes:
    content = stream.read(MAX_UNPACKED + 1)
    if len(content) > MAX_UNPACKED:
        raise BringError(f"more than {MAX_UNPACKED >> 20} MB unpacked", theirs=True)
    return content
