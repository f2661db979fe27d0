"""npm packages and archives at an address: brought, checked against their hash, and read in memory."""

from __future__ import annotations

import hashlib
import os
import tempfile
from typing import IO

from plugin_policy import unpacking
from plugin_policy.external.bring import Bounds, BringError, run_bounded
from plugin_policy.external.pins import Pin
from plugin_policy.sources import Packed

MAX_FILES = 20_000
MAX_UNPACKED = 256 << 20  # bytes


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
    with tempfile.TemporaryDirectory(dir=os.path.dirname(target), prefix=".new-") as folder:
        path = os.path.join(folder, "archive")
        with open(path, "wb") as stream:
            digest = _download(pin.address, stream, bounds)
        if digest != pin.version:
            raise BringError(f"`{pin.address}` has the sha256 {digest}, not the one that its entry names", theirs=True)
        os.replace(path, target)


def _download(address: str, stream: IO[bytes], bounds: Bounds) -> str:
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
    found = unpacking.unpack(data, unpacking.Limits(MAX_UNPACKED, MAX_FILES), strip=strip)
    if found.problem:
        raise BringError(found.problem, theirs=True)
    return Packed(found.files)
