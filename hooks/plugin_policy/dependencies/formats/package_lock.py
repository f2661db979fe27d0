"""npm's package-lock.json and npm-shrinkwrap.json, versions 1 to 3.

https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import LOCAL, NPM, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping, string
from plugin_policy.dependencies.specs import npm_git, npm_spec

FILES = r"(?:package-lock|npm-shrinkwrap)(?:\.[\w-]+)*\.json|\.package-lock\.json"


def read(source: Source) -> Iterator[Dependency]:
    lock = source.json()
    if not isinstance(lock, dict):
        raise MalformedError("not a lock: an object was expected")
    if isinstance(lock.get("packages"), dict):
        yield from _packages(source, lock["packages"])
    else:
        yield from _nested(source, mapping(lock.get("dependencies")))


def _packages(source: Source, packages: dict[str, object]) -> Iterator[Dependency]:
    """Versions 2 and 3: a flat map from folder to package."""
    start = re.search(r'"packages"\s*:\s*\{', source.text)
    cursor = Cursor(source, start.end() if start else 0)
    linked = {
        string(mapping(value).get("resolved")): folder.rpartition("node_modules/")[2]
        for folder, value in packages.items()
        if mapping(value).get("link") is True
    }
    for folder, value in packages.items():
        line = cursor.key(folder, r"\{")
        entry = mapping(value)
        if not folder or (entry.get("link") is True and string(entry.get("resolved")) in packages):
            continue
        name = string(entry.get("name")) or linked.get(folder) or _name_of(folder)
        version, resolved = string(entry.get("version")), string(entry.get("resolved"))
        made = _entry(source, name, version, resolved, line, entry, local="node_modules/" not in folder)
        made.programs = tuple(mapping(entry.get("bin")))
        yield made


def _name_of(folder: str) -> str:
    """`node_modules/@scope/name` and `packages/name` -> the name, as npm takes it where nothing says it."""
    behind = folder.rpartition("node_modules/")[2]
    return behind if "node_modules/" in folder else "/".join(behind.split("/")[-2 if "/@" in "/" + behind else -1 :])


def _entry(
    source: Source, name: str, version: str, resolved: str, line: int, entry: dict[str, object], *, local: bool
) -> Dependency:
    group, integrity = _group(entry), bool(entry.get("integrity"))
    if local or entry.get("link") is True or resolved.startswith("file:"):
        return source.locked(NPM, name, version, LOCAL, line, group=group, address=resolved)
    git = npm_git(resolved) if not _from_registry(resolved) else None
    if git and git[0]:
        return source.locked(NPM, name, git[0], git[1], line, group=group, address=git[2], integrity=integrity)
    name, spec, state, address = npm_spec(name, version)
    return source.locked(
        NPM, name, spec, state, line, group=group, address=address or resolved, integrity=integrity,
        deprecated=entry.get("deprecated"),
    )  # fmt: skip


def _from_registry(resolved: str) -> bool:
    return bool(re.match(r"https?://[^#]+/-/[^#]+\.tgz(?:[?#]|\Z)", resolved))


def _nested(source: Source, dependencies: dict[str, object]) -> Iterator[Dependency]:
    """Version 1: a tree. Walked with an explicit stack, in document order."""
    start = re.search(r'"dependencies"\s*:\s*\{', source.text)
    cursor = Cursor(source, start.end() if start else 0)
    stack = [iter(dependencies.items())]
    while stack:
        name, value = next(stack[-1], (None, None))
        if name is None:
            stack.pop()
            continue
        line = cursor.key(name, r"\{")
        entry = mapping(value)
        version, resolved = string(entry.get("version")), string(entry.get("resolved"))
        if version.startswith("file:"):
            yield source.locked(NPM, name, "", LOCAL, line, group=_group(entry), address=version)
        else:
            yield _entry(source, name, version, resolved, line, entry, local=False)
        stack.append(iter(mapping(entry.get("dependencies")).items()))


def _group(entry: dict[str, object]) -> str:
    if entry.get("dev") or entry.get("devOptional"):
        return "dev"
    if entry.get("optional"):
        return "optional"
    return "peer" if entry.get("peer") else ""
