"""bun.lockb, bun's binary lock, is not read: what is written there is said to be unknown."""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.source import MalformedError, Source

FILES = r"bun\.lockb"


def read(source: Source) -> Iterator[Dependency]:
    if source.beside("bun.lock") is None:
        raise MalformedError("a binary lock that is not read: `bun install --save-text-lockfile` writes the text one")
    yield from ()
