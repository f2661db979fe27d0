"""go.work: https://go.dev/ref/mod#workspaces. `use` names modules of the tree; `replace` brings in other ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import GO, LOCAL, Dependency
from plugin_policy.dependencies.formats.go_mod import statements
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import go_version

FILES = r"go\.work"


def read(source: Source) -> Iterator[Dependency]:
    for verb, words, number in statements(source):
        name, version = "", ""
        if verb == "use" and words:
            name = words[0]
        elif verb == "replace" and "=>" in words[:-1]:
            name, version = [*words[words.index("=>") + 1 :], ""][:2]
        if not name:
            continue
        local = not version and re.match(r"\.|/|[A-Za-z]:[\\/]", name)
        written, state = ("", LOCAL) if local else go_version(version)
        yield Dependency(GO, name, written, state, path=source.path, line=number, via=source.basename)
