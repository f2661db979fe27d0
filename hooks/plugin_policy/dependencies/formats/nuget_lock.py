"""packages.lock.json: https://learn.microsoft.com/en-us/nuget/consume-packages/package-references-in-project-files"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCAL, NUGET, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping, string

FILES = r"packages(?:\.[\w-]+)?\.lock\.json"


def read(source: Source) -> Iterator[Dependency]:
    lock = source.json()
    if not isinstance(lock, dict):
        raise MalformedError("not a NuGet lock: an object was expected")
    cursor = Cursor(source)
    for framework, packages in mapping(lock.get("dependencies")).items():
        cursor.key(framework, r"\{")
        for name, value in mapping(packages).items():
            line, entry = cursor.key(name, r"\{"), mapping(value)
            version = string(entry.get("resolved"))
            state = LOCAL if re.fullmatch("(?i:project)", string(entry.get("type"))) else EXACT
            yield source.locked(NUGET, name, version, state, line, integrity="contentHash" in entry)
