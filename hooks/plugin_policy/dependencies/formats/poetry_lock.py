"""poetry.lock, versions 1 and 2: https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCAL, PYPI, URL, Dependency
from plugin_policy.dependencies.source import Source, mapping, sequence, string
from plugin_policy.dependencies.specs import git_ref, pypi_name
from plugin_policy.dependencies.tables import read_tables

FILES = r"poetry\.lock"


def read(source: Source) -> Iterator[Dependency]:
    document, packages = read_tables(source)
    hashed = mapping(mapping(document.get("metadata")).get("files"))  # lock version 1 keeps the hashes apart
    for package, line in packages:
        name, version = pypi_name(string(package.get("name"))), string(package.get("version"))
        origin = mapping(package.get("source"))
        kind, address = string(origin.get("type")), string(origin.get("url"))
        group = _group(package)
        if kind == "git":
            written, state = git_ref(string(origin.get("resolved_reference")) or string(origin.get("reference")))
        elif kind in ("directory", "file"):
            written, state = version, LOCAL
        elif kind == "url":
            written, state = version, URL
        else:
            written, state = version, EXACT
        integrity = "files" in package or string(package.get("name")) in hashed
        yield source.locked(PYPI, name, written, state, line, group=group, address=address, integrity=integrity)


def _group(package: dict[str, object]) -> str:
    groups = [string(group) for group in sequence(package.get("groups"))] or [string(package.get("category"))]
    if "main" in groups or groups == [""]:
        return "optional" if package.get("optional") is True else ""
    return groups[0]
