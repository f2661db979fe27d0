"""Settings, themes and workflows: parts of a plugin that the client reads without a word of complaint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.formats.issue import Issue
from plugin_policy.formats.shape import judge_shape, judge_text
from plugin_policy.readers.manifest import Document
from plugin_policy.readers.nodes import Node
from plugin_policy.surface import THEME, WORKFLOW, Declared, Surface

if TYPE_CHECKING:
    from plugin_policy.repository import File, Plugin

Load = Callable[["File"], Document]

# A workflow says first what it is: `export const meta = { name: …, description: … }`.
_META = re.compile(rb"^\s*export\s+const\s+meta\s*=", re.M)


def judge_extras(plugin: Plugin, surfaces: list[Surface], load: Load) -> Iterator[Issue]:
    """What is wrong here is low: the client takes it, and leaves out what it cannot use."""
    settings = plugin.file("settings.json") if plugin.format == "claude" else None
    if settings is not None:
        yield from _json(settings, "settings.schema.json", load)
    for surface in surfaces:
        if surface.kind == THEME and surface.document is None:
            yield from _json(surface.file, "theme.schema.json", load)
        elif surface.kind == WORKFLOW and not _META.search(surface.file.text.data):
            whole = Document(surface.file.text, None, [], Node(0, 0))
            yield Issue("no-workflow-meta", whole, span=(0, 0), path=surface.path)


def _json(file: File, schema: str, load: Load) -> Iterator[Issue]:
    document = load(file)
    for issue in judge_text(document, file.data):
        issue.severity = issue.severity or "low"
        yield issue
    if not document.failed:
        for issue in judge_shape(Declared(file, document, (), document.value), schema):
            issue.severity = issue.severity or ("note" if issue.rule == "unknown-field" else "low")
            yield issue
