"""pnpm-lock.yaml, lock file versions 5 to 9: https://github.com/pnpm/spec/tree/master/lockfile"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, GIT_SHA, LOCAL, NPM, URL, Dependency
from plugin_policy.dependencies.source import MalformedError, Source, mapping, string
from plugin_policy.dependencies.specs import SHA, npm_git, split_npm

FILES = r"pnpm-lock(?:\.[\w-]+)?\.ya?ml"

_GROUPS = (("dependencies", ""), ("optionalDependencies", "optional"), ("devDependencies", "dev"))


def read(source: Source) -> Iterator[Dependency]:
    lock = source.yaml()
    if lock is None:
        return
    if not isinstance(lock, dict):
        raise MalformedError("not a pnpm lock: a mapping was expected")
    major = re.match(r"\d+", str(lock.get("lockfileVersion", "")))
    version = int(major.group()) if major else 0
    lines = _lines(source)
    groups = _reachable(lock) if version >= 9 else {}
    for path, value in mapping(lock.get("packages")).items():
        entry = mapping(value)
        resolution = mapping(entry.get("resolution"))
        name, found = _split(str(path), version)
        name, found = string(entry.get("name")) or name, str(entry.get("version") or found)
        group = groups.get(str(path), "") if groups else _group(entry)
        line = lines.get(str(path), 1)
        integrity = bool(resolution.get("integrity"))
        if (
            resolution.get("type") == "directory"
            or str(path).startswith("file:")
            or found.startswith(("file:", "link:"))
        ):
            yield source.locked(NPM, name or str(path), str(entry.get("version") or ""), LOCAL, line, group=group)
            continue
        state, written, address = _origin(resolution, found)
        yield source.locked(
            NPM, name, written, state, line, group=group, address=address, integrity=integrity,
            deprecated=entry.get("deprecated"),
        )  # fmt: skip


def _lines(source: Source) -> dict[str, int]:
    lines: dict[str, int] = {}
    inside = False
    for number, text in source.lines():
        if text[:1] not in ("", " ", "#"):
            inside = text.startswith("packages:")
        elif inside:
            key = re.match(r"  (['\"]?)([^\s'\"].*?)\1:(?:\s|\Z)", text)
            if key:
                lines.setdefault(key.group(2), number)
    return lines


def _split(path: str, version: int) -> tuple[str, str]:
    """`/name/1.0.0_peer` (5), `/name@1.0.0(peer)` (6), `name@1.0.0` (9) -> name, version."""
    path = path.partition("(")[0]
    if version >= 9:
        name, _, found = split_npm(path)
        return name, found
    parts = re.match(r"(?:[^/@]+)?/((?:@[^/]+/)?[^/@]+)[/@](\d[^/]*)\Z", path)
    if not parts:
        return "", ""
    return parts.group(1), parts.group(2).partition("_")[0]


def _origin(resolution: dict[str, object], version: str) -> tuple[str, str, str]:
    """state, what is written, address."""
    commit, tarball = string(resolution.get("commit")), string(resolution.get("tarball"))
    hosted = npm_git(tarball)
    if hosted and hosted[1] == GIT_SHA:
        commit = hosted[0]
    if SHA.match(commit):
        return GIT_SHA, commit, string(resolution.get("repo")) or tarball
    if tarball and not re.search(r"/-/[^/]+\.tgz|\A[^:]+\Z", tarball) and not re.match(r"\d+\.\d+\.\d+", version):
        return URL, "", tarball
    return EXACT, version, tarball


def _group(entry: dict[str, object]) -> str:
    if entry.get("dev") is True:
        return "dev"
    return "optional" if entry.get("optional") is True else ""


def _reachable(lock: dict[str, object]) -> dict[str, str]:
    """Version 9 has no `dev` flag: a package belongs to the first group whose roots reach it."""
    snapshots = mapping(lock.get("snapshots"))
    groups: dict[str, str] = {}
    for field, group in _GROUPS:
        stack = [
            key
            for importer in mapping(lock.get("importers")).values()
            for key in _keys(mapping(mapping(importer).get(field)))
        ]
        seen: set[str] = set()
        while stack:
            key = stack.pop()
            if key in seen:
                continue
            seen.add(key)
            groups.setdefault(key.partition("(")[0], group)
            entry = mapping(snapshots.get(key))
            stack += _keys(mapping(entry.get("dependencies"))) + _keys(mapping(entry.get("optionalDependencies")))
    return groups


def _keys(dependencies: dict[str, object]) -> list[str]:
    keys = []
    for name, value in dependencies.items():
        version = str(mapping(value).get("version", "") if isinstance(value, dict) else value)
        # An alias and a git or archive source name the whole package, the rest only its version.
        whole = re.match(r"@?[^@(]+@", version)
        keys.append(version if whole else f"{name}@{version}")
    return keys
