"""What files pull in. Parsers are found by walking `formats/`; nothing is resolved, installed or run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Protocol

from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.source import MalformedError, Source

MAX_DEPENDENCIES = 100_000  # of one file


class Readable(Protocol):
    """What is needed of a file; `plugin` is used where there is one."""

    @property
    def path(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class Inventory:
    """unreadable: (path, line, reason) of files that are named like a lock or manifest and cannot be read as one."""

    __slots__ = ("dependencies", "unreadable")

    def __init__(self) -> None:
        self.dependencies: list[Dependency] = []
        self.unreadable: list[tuple[str, int, str]] = []


def collect(files: Iterable[Readable]) -> list[Dependency]:
    """Every dependency that the files write down, in the order of files and lines, each once per file."""
    return take_inventory(files).dependencies


def take_inventory(
    files: Iterable[Readable], lookup: Callable[[str], bytes | None] | None = None, *, code: bool = True
) -> Inventory:
    """lookup(path) gives the bytes of a file that an include names; by default only `files` are known.

    code: search scripts and Markdown for commands; without it that is left to what the readers of code found.
    """
    inventory = Inventory()
    known = list(files)
    if lookup is None:
        by_path = {file.path: file for file in known}

        def lookup(path: str) -> bytes | None:
            file = by_path.get(path)
            return None if file is None else file.data

    for file in known:
        for module in formats_for(file.path):
            if not code and getattr(module, "CODE", False):
                continue
            _read(module, file, lookup, inventory)
    return inventory


def _read(module: ModuleType, file: Readable, lookup: Callable[[str], bytes | None], inventory: Inventory) -> None:
    data = file.data
    owner = getattr(file, "plugin", None)
    plugin = getattr(owner, "path", owner) or "."
    content = getattr(module, "CONTENT", None)
    if content is not None and not content.search(data):
        return
    seen: set[tuple[object, ...]] = set()
    try:
        for dependency in module.read(Source(file.path, data, lookup)):
            key = (*dependency.key(), dependency.group, dependency.path)
            if dependency.origin not in ("lock", "manifest"):
                key = (*key, dependency.line)
            if key in seen or not dependency.name:
                continue
            seen.add(key)
            dependency.plugin = plugin
            inventory.dependencies.append(dependency)
            if len(seen) >= MAX_DEPENDENCIES:
                raise MalformedError(f"more than {MAX_DEPENDENCIES:,} entries", dependency.line)
    except MalformedError as error:
        inventory.unreadable.append((file.path, error.line, error.reason))


def formats_for(path: str) -> Iterator[ModuleType]:
    """The parsers whose FILES (base name) or PATHS (whole path) fit."""
    name = path.rpartition("/")[2]
    for module, files, paths in _formats():
        if (files and files.fullmatch(name)) or (paths and paths.fullmatch(path)):
            yield module


_FORMATS: list[tuple[ModuleType, re.Pattern[str] | None, re.Pattern[str] | None]] = []


def _formats() -> list[tuple[ModuleType, re.Pattern[str] | None, re.Pattern[str] | None]]:
    if not _FORMATS:
        import importlib
        import os

        from plugin_policy.dependencies import formats

        names = {entry[:-3] for folder in formats.__path__ for entry in os.listdir(folder) if entry.endswith(".py")}
        for name in sorted(names - {"__init__"}):
            module = importlib.import_module(f"plugin_policy.dependencies.formats.{name}")
            files, paths = getattr(module, "FILES", ""), getattr(module, "PATHS", "")
            _FORMATS.append((module, re.compile(files) if files else None, re.compile(paths) if paths else None))
    return _FORMATS
