"""gradle.lockfile: https://docs.gradle.org/current/userguide/dependency_locking.html#lock_state_location_and_format"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, MAVEN, Dependency
from plugin_policy.dependencies.source import Source

FILES = r"(?:buildscript-)?gradle\.lockfile|.+\.lockfile"

_ENTRY = re.compile(r"([\w.-]+:[\w.-]+):([^:=\s]+)=(.*)\Z")


def read(source: Source) -> Iterator[Dependency]:
    for number, text in source.lines():
        found = _ENTRY.match(text.strip())
        if found:
            configurations = found.group(3).split(",")
            group = "test" if all(one.startswith("test") for one in configurations) else ""
            yield source.locked(MAVEN, found.group(1), found.group(2), EXACT, number, group=group)
