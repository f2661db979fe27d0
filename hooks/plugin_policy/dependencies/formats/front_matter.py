"""Servers and hooks in the front matter of agents, skills and commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.formats.components import walk_components
from plugin_policy.dependencies.formats.instructions import surface_of
from plugin_policy.dependencies.source import Source

FILES = r"(?!(?i:readme)).+\.mdx?"
CONTENT = re.compile(rb"(?m)^(?:mcpServers|hooks)[ \t]*:")


def read(source: Source) -> Iterator[Dependency]:
    if not re.match(r"---[ \t]*\r?\n", source.text) or not re.search(r"(?m)^(?:mcpServers|hooks)\s*:", source.text):
        return
    from plugin_policy.readers.manifest import front_matter
    from plugin_policy.text import Text

    document = front_matter(Text(source.path, source.text.encode("utf-8", "replace"), "markdown"))
    if document is None:
        return
    for dependency, pointer in walk_components(document.value, surface_of(source)):
        dependency.path, dependency.line = source.path, document.position(pointer)[0]
        yield dependency
