"""pdm.lock: https://pdm-project.org/en/latest/usage/lockfile/"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCAL, PYPI, URL, Dependency
from plugin_policy.dependencies.source import Source, sequence, string
from plugin_policy.dependencies.specs import git_ref, pypi_name
from plugin_policy.dependencies.tables import read_tables

FILES = r"pdm(?:\.[\w-]+)?\.lock"


def read(source: Source) -> Iterator[Dependency]:
    _, packages = read_tables(source)
    seen: set[tuple[str, str]] = set()
    for package, line in packages:
        name, version = pypi_name(string(package.get("name"))), string(package.get("version"))
        if (name, version) in seen:  # repeated once for every set of extras
            continue
        seen.add((name, version))
        group, integrity = _group(package), "files" in package
        git, url, path = (string(package.get(key)) for key in ("git", "url", "path"))
        if git:
            version, state = git_ref(string(package.get("revision")) or string(package.get("ref")))
        elif path:
            state = LOCAL
        else:
            state = URL if url else EXACT
        yield source.locked(PYPI, name, version, state, line, group=group, address=git or url, integrity=integrity)


def _group(package: dict[str, object]) -> str:
    groups = [string(group) for group in sequence(package.get("groups"))]
    return "" if not groups or "default" in groups else groups[0]
