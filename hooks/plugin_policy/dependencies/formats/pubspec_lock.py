"""pubspec.lock: https://dart.dev/tools/pub/glossary#lockfile"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCAL, PUB, Dependency
from plugin_policy.dependencies.source import MalformedError, Source, mapping, string
from plugin_policy.dependencies.specs import git_ref

FILES = r"pubspec\.lock"


def read(source: Source) -> Iterator[Dependency]:
    lock = source.yaml()
    if lock is None:
        return
    if not isinstance(lock, dict):
        raise MalformedError("not a pub lock: a mapping was expected")
    at = 0
    for key, value in mapping(lock.get("packages")).items():
        found = re.compile(rf"^[ ]+['\"]?{re.escape(str(key))}['\"]?:", re.M).search(source.text, at)
        at = found.end() if found else at
        line, entry = source.line(found.start() if found else at), mapping(value)
        description = mapping(entry.get("description"))
        version, state, address = str(entry.get("version") or ""), EXACT, string(description.get("url"))
        if entry.get("source") == "git":
            version, state = git_ref(string(description.get("resolved-ref")) or string(description.get("ref")))
        elif entry.get("source") in ("path", "sdk"):
            state, address = LOCAL, ""
        group = "dev" if entry.get("dependency") == "direct dev" else ""
        yield source.locked(
            PUB, str(key), version, state, line, group=group, address=address, integrity="sha256" in description
        )
