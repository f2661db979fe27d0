"""Files of a plugin that stand where the client does not look, or in a form it does not read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.formats.issue import Issue
from plugin_policy.readers.manifest import Document
from plugin_policy.readers.nodes import Node
from plugin_policy.surface import Declared
from plugin_policy.text import Text

if TYPE_CHECKING:
    from plugin_policy.repository import Plugin

MAX_SIZE = 1 << 20  # bytes; the client validates no larger component

# Instructions of a project, which the client does not load from a plugin.
_CONTEXT = re.compile(r"(?i)claude(?:\.local)?\.md")
# Where the client reads components without following links.
_COMPONENTS = re.compile(r"(?:skills|commands|agents|hooks|\.claude-plugin)|skills/[^/]+(?:/SKILL\.md)?"
                         r"|hooks/hooks\.json|\.mcp\.json|\.claude-plugin/plugin\.json")  # fmt: skip
_MEASURED = re.compile(r"skills/[^/]+/SKILL\.md|(?:commands|agents)/.+\.md|hooks/hooks\.json|\.mcp\.json"
                       r"|\.claude-plugin/plugin\.json")  # fmt: skip


def judge_places(plugin: Plugin, manifest: Declared | None) -> Iterator[Issue]:
    """manifest: the plugin's own, None when there is none."""
    start = 0 if plugin.path == "." else len(plugin.path) + 1
    named = _named(manifest) if manifest is not None else set()
    for link, _, _ in plugin.repository.links:
        inside = link[start:] if plugin.path == "." or link.startswith(plugin.path + "/") else ""
        if _COMPONENTS.fullmatch(inside) or inside in named:
            yield Issue("component-link", _whole(link), span=(0, 0), path=inside)
    for file in plugin.files:
        inside = file.path[start:]
        if manifest is not None and _CONTEXT.fullmatch(inside):
            yield Issue("context-file", _whole(file.path), span=(0, 0), path=inside)
        if file.entry.size > MAX_SIZE and (_MEASURED.fullmatch(inside) or inside in named):
            yield Issue("large-component", _whole(file.path), span=(0, 0), path=inside)


def _named(manifest: Declared) -> set[str]:
    """Files of hooks and servers that the manifest names."""
    found = set()
    for field in ("hooks", "mcpServers"):
        value = manifest.at(field).value
        for path in value if isinstance(value, list) else [value]:
            if isinstance(path, str):
                found.add(posixpath.normpath(path))
    return found


def _whole(path: str) -> Document:
    return Document(Text(path, b"", "text"), None, [], Node(0, 0))
