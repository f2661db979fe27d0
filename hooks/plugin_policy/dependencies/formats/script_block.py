"""Inline script metadata (PEP 723): https://packaging.python.org/en/latest/specifications/inline-script-metadata/"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import PYPI, Dependency
from plugin_policy.dependencies.source import Source, sequence
from plugin_policy.dependencies.specs import python_requirement

FILES = r".+\.pyw?"
CONTENT = re.compile(rb"(?m)^# /// script")

# The specification's own expression, with the block's type written out.
_BLOCK = re.compile(r"(?m)^# /// script\s*$\s(?P<content>(^#(| .*)$\s)+)^# ///\s*$")


def read(source: Source) -> Iterator[Dependency]:
    block = _BLOCK.search(source.text.replace("\r\n", "\n"))
    if not block:
        return
    first = block.string.count("\n", 0, block.start("content")) + 1
    lines = block["content"].splitlines()
    toml = "\n".join(line[2:] if line.startswith("# ") else line[1:] for line in lines)
    document = source.toml(toml)
    at = 0
    for requirement in sequence(document.get("dependencies")):
        found = python_requirement(requirement) if isinstance(requirement, str) else None
        if found is None:
            continue
        at = max(toml.find(str(requirement), at), at)
        name, version, state, address = found
        yield Dependency(
            PYPI,
            name,
            version,
            state,
            path=source.path,
            line=first + toml.count("\n", 0, at),
            address=address,
            via="script metadata",
        )
