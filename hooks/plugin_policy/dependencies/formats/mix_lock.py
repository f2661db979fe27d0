"""mix.lock: an Elixir map, read as text and never run: https://hexdocs.pm/mix/Mix.Tasks.Deps.html"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, HEX, LOCAL, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import git_ref

FILES = r"mix\.lock"

_ENTRY = re.compile(
    r'^\s*"(?P<key>[^"\n]+)":\s*\{:(?P<kind>hex|git|path),\s*(?::"?(?P<name>\w+)"?|"(?P<address>[^"\n]*)")'
    r'(?:,\s*"(?P<version>[^"\n]*)"(?:,\s*"(?P<hash>[^"\n]*)")?)?',
    re.M,
)


def read(source: Source) -> Iterator[Dependency]:
    for found in _ENTRY.finditer(source.text):
        line = source.line(found.start("key"))
        version, state = found["version"] or "", EXACT
        if found["kind"] == "git":
            version, state = git_ref(version)
        elif found["kind"] == "path":
            version, state = "", LOCAL
        name = found["name"] or found["key"]
        yield source.locked(
            HEX, name, version, state, line, address=found["address"] or "", integrity=bool(found["hash"])
        )
