"""composer.lock: https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.dependencies.dependency import COMPOSER, EXACT, GIT_SHA, LOCAL, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping, sequence, string
from plugin_policy.dependencies.specs import SHA

FILES = r"composer\.lock"


def read(source: Source) -> Iterator[Dependency]:
    lock = source.json()
    if not isinstance(lock, dict):
        raise MalformedError("not a composer lock: an object was expected")
    sections = [key for key in lock if key in ("packages", "packages-dev")]
    cursor = Cursor(source)
    for section in sections:
        cursor.key(section)
        for value in sequence(lock[section]):
            package = mapping(value)
            name, version = string(package.get("name")), string(package.get("version"))
            line = _line(cursor, name)
            dist, git = mapping(package.get("dist")), mapping(package.get("source"))
            reference = string(git.get("reference")) or string(dist.get("reference"))
            group = "dev" if section == "packages-dev" else ""
            state, address = EXACT, string(git.get("url")) or string(dist.get("url"))
            if dist.get("type") == "path":
                state = LOCAL
            elif (version.startswith("dev-") or version.endswith("-dev")) and SHA.match(reference):
                version, state = reference, GIT_SHA
            integrity = bool(reference or dist.get("shasum"))
            abandoned = package.get("abandoned")
            yield source.locked(
                COMPOSER, name, version, state, line, group=group, address=address, integrity=integrity,
                deprecated=f"abandoned, use {abandoned} instead" if isinstance(abandoned, str) else abandoned,
            )  # fmt: skip


def _line(cursor: Cursor, name: str) -> int:
    import json
    import re

    written = re.escape(json.dumps(name)).replace("/", r"\\?/")
    return cursor.key("name", written)
