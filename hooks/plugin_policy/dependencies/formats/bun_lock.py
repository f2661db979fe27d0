"""bun.lock, JSON with trailing commas and comments: https://bun.com/docs/pm/lockfile"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, GIT_SHA, LOCAL, NPM, URL, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping, sequence, string
from plugin_policy.dependencies.specs import SHA, split_npm

FILES = r"bun\.lock"

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/|,(?=\s*(?:(?://[^\n]*\n|/\*.*?\*/)\s*)*[}\]])', re.S)
_GROUPS = (
    ("dependencies", ""),
    ("peerDependencies", "peer"),
    ("optionalDependencies", "optional"),
    ("devDependencies", "dev"),
)


def plain_json(text: str) -> str:
    """The same text without comments and trailing commas; every line stays where it is."""

    def keep(match: re.Match[str]) -> str:
        token = match.group()
        return token if token[0] == '"' else re.sub(r"[^\n]", " ", token)

    return _TOKEN.sub(keep, text)


def read(source: Source) -> Iterator[Dependency]:
    source.text = plain_json(source.text)
    lock = source.json()
    if not isinstance(lock, dict):
        raise MalformedError("not a bun lock: an object was expected")
    packages = mapping(lock.get("packages"))
    groups = _reachable(mapping(lock.get("workspaces")), packages)
    start = re.search(r'"packages"\s*:\s*\{', source.text)
    cursor = Cursor(source, start.end() if start else 0)
    broken: MalformedError | None = None
    for key, value in packages.items():
        line = cursor.key(key, r"\[")
        entry = sequence(value)
        if not entry or not isinstance(entry[0], str):
            broken = broken or MalformedError(f"not a bun lock: `{key}` has no resolution", line)
            continue
        name, _, reference = split_npm(entry[0])
        group = groups.get(key, "")
        made = _entry(source, name, reference, entry, line, group)
        made.programs = next((tuple(mapping(item.get("bin"))) for item in entry if isinstance(item, dict)), ())
        yield made
    if broken:
        raise broken


def _entry(source: Source, name: str, reference: str, entry: list[object], line: int, group: str) -> Dependency:
    if re.match(r"(?:workspace|file|link|root):|\.{0,2}/|\Z", reference):
        return source.locked(NPM, name, "", LOCAL, line, group=group, address=reference)
    address, _, ref = reference.partition("#")
    if ref or re.match(r"(?:github|gitlab|bitbucket|git|git\+\w+|ssh)[:@]", address):
        full = string(entry[-1]).rpartition("-")[2]
        sha = full if SHA.match(full) and full.startswith(ref) else ref
        # A lock written by bun holds the commit, often shortened: it cannot move.
        return source.locked(NPM, name, sha, GIT_SHA, line, group=group, address=address)
    if re.match(r"https?:", reference):
        return source.locked(NPM, name, "", URL, line, group=group, address=reference, integrity=len(entry) > 2)
    integrity = string(entry[-1]).startswith("sha")
    return source.locked(NPM, name, reference.removeprefix("npm:"), EXACT, line, group=group, integrity=integrity)


def _reachable(workspaces: dict[str, object], packages: dict[str, object]) -> dict[str, str]:
    """key of `packages` -> group: a package belongs to the first group whose roots reach it."""
    groups: dict[str, str] = {}
    for field, group in _GROUPS:
        stack = [("", name) for space in workspaces.values() for name in mapping(mapping(space).get(field))]
        while stack:
            parent, name = stack.pop()
            key = _resolve(parent, name, packages)
            if key is None or key in groups:
                continue
            groups[key] = group
            details = next((item for item in sequence(packages[key]) if isinstance(item, dict)), {})
            needs = (*mapping(details.get("dependencies")), *mapping(details.get("optionalDependencies")))
            stack += [(key, need) for need in (*needs, *mapping(details.get("peerDependencies")))]
    return groups


def _resolve(parent: str, name: str, packages: dict[str, object]) -> str | None:
    """Nested installations are keyed `parent/name`; the nearest one wins, as in node_modules."""
    while parent:
        if f"{parent}/{name}" in packages:
            return f"{parent}/{name}"
        parent = parent.rpartition("/")[0]
    return name if name in packages else None
