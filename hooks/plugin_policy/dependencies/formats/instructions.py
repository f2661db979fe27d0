"""Markdown that instructs: shell fences and inline commands of skills, commands and agents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import SERVER, Dependency
from plugin_policy.dependencies.formats import components
from plugin_policy.dependencies.shell_text import from_shell
from plugin_policy.dependencies.source import MalformedError, Source

PATHS = r"(?i:(?:.*/)?(?:skills|commands|agents)/.*\.mdx?|(?:.*/)?SKILL\.md)"

_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*([^\n`]*)\n(.*?)(?:^[ \t>]*\2[`~]*[ \t]*$|\Z)", re.M | re.S)
_INLINE = re.compile(r"(!?)(?<!`)`([^`\n]+)`(?!`)")
_SHELL = frozenset(
    ["", "!", "sh", "bash", "shell", "zsh", "console", "terminal", "shell-session", "shellscript", "cmd"]
)
CODE = True

_SURFACE = {"skills": "skill", "commands": "command", "agents": "agent"}


def read(source: Source) -> Iterator[Dependency]:
    surface = surface_of(source)
    for fence in _FENCE.finditer(source.text):
        language = fence.group(3).strip().lower().partition(" ")[0].strip("{}")
        if language in _SHELL:
            yield from _commands(source, fence.group(4), fence.start(4), surface)
        elif language in ("json", "jsonc", "json5"):
            yield from _servers(source, fence.group(4), source.line(fence.start(4)), surface)
    outside = _FENCE.sub(lambda fence: " " * len(fence.group()), source.text)
    for inline in _INLINE.finditer(outside):
        text = inline.group(2)
        if inline.group(1) or len(text.split()) > 1:
            yield from _commands(source, text, inline.start(2), surface)


def _servers(source: Source, text: str, line: int, surface: str) -> Iterator[Dependency]:
    """Launchers of a configuration that the reader is told to write down; what is no whole document is left out."""
    inside = Source(source.path, text.encode("utf-8", "replace"))
    try:
        for dependency in components.read(inside):
            if dependency.origin != SERVER:
                dependency.line, dependency.surface = line + dependency.line - 1, surface
                yield dependency
    except MalformedError:
        return


def surface_of(source: Source) -> str:
    """By the folder, as the client finds them."""
    parts = [_SURFACE[part] for part in source.path.lower().split("/")[:-1] if part in _SURFACE]
    return "skill" if source.basename.lower() == "skill.md" else parts[-1] if parts else ""


def _commands(source: Source, text: str, start: int, surface: str) -> Iterator[Dependency]:
    for dependency, offset in from_shell(text):
        dependency.path, dependency.line, dependency.surface = source.path, source.line(start + offset), surface
        yield dependency
