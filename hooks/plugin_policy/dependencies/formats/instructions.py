"""Markdown that instructs: shell fences and inline commands of skills, commands and agents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.shell_text import from_shell
from plugin_policy.dependencies.source import Source

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
    outside = source.text
    for fence in _FENCE.finditer(source.text):
        outside = outside[: fence.start()] + " " * (fence.end() - fence.start()) + outside[fence.end() :]
        if fence.group(3).strip().lower().partition(" ")[0].strip("{}") in _SHELL:
            yield from _commands(source, fence.group(4), fence.start(4), surface)
    for inline in _INLINE.finditer(outside):
        text = inline.group(2)
        if inline.group(1) or len(text.split()) > 1:
            yield from _commands(source, text, inline.start(2), surface)


def surface_of(source: Source) -> str:
    """By the folder, as the client finds them."""
    parts = [_SURFACE[part] for part in source.path.lower().split("/")[:-1] if part in _SURFACE]
    return "skill" if source.basename.lower() == "skill.md" else parts[-1] if parts else ""


def _commands(source: Source, text: str, start: int, surface: str) -> Iterator[Dependency]:
    for dependency, offset in from_shell(text):
        dependency.path, dependency.line, dependency.surface = source.path, source.line(start + offset), surface
        yield dependency
