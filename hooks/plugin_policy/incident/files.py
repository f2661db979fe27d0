"""Writing so that a crash leaves the old file or the new one, never half of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from plugin_policy.errors import UsageError


def replace(path: str, data: bytes, *, mode: int | None = None) -> None:
    """Put `data` in the place of a file, which keeps its mode. UsageError when that is not possible."""
    try:
        written = _beside(path, data, mode if mode is not None else _mode(path))
        try:
            os.replace(written, path)
        except OSError:
            os.unlink(written)
            raise
        _sync(os.path.dirname(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None


def create(path: str, data: bytes, *, mode: int = 0o644) -> None:
    """A new file, whole or not at all. FileExistsError when there is one."""
    try:
        written = _beside(path, data, mode)
        try:
            os.link(written, path)  # fails where the name is taken, unlike a rename
        finally:
            os.unlink(written)
        _sync(os.path.dirname(path))
    except FileExistsError:
        raise
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None


def _beside(path: str, data: bytes, mode: int) -> str:
    import tempfile

    handle, name = tempfile.mkstemp(prefix="." + os.path.basename(path) + ".", dir=os.path.dirname(path))
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.chmod(name, mode)
    return name


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        return 0o644


def _sync(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some file systems have no such thing for folders
        pass
    finally:
        os.close(handle)


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """One incident command at a time for a marketplace: two of them would edit the same file."""
    path = os.path.join(folder, ".lock")
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield
        return
    with open(path, "w", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
