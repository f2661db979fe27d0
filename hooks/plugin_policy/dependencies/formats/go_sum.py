"""go.sum without its go.mod: https://go.dev/ref/mod#go-sum-files. With it, go.mod says what is selected."""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.formats.go_mod import from_sums
from plugin_policy.dependencies.source import Source

FILES = r"go\.sum"


def read(source: Source) -> Iterator[Dependency]:
    if source.beside("go.mod") is None:
        yield from from_sums(source, set())
