"""Surface and channel of every file of a plugin: what runs, what instructs an agent, what is only shown.

Code runs; skills, commands, agents, the files these name and the memory files an agent reads by itself instruct;
other Markdown is shown.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.text import INSTRUCTS, RUNS, SHOWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plugin_policy.repository import File, Plugin
    from plugin_policy.surface import Surface

# Files that agents read without being told: Claude Code's memory and what other agents' documentation names.
MEMORY = frozenset(
    ("CLAUDE.md", "CLAUDE.local.md", "AGENTS.md", "GEMINI.md", ".cursorrules", "copilot-instructions.md")
)
RULES_FOLDERS = (".claude/rules/", ".cursor/rules/", ".windsurf/rules/")

_NAMED = later(rb"[A-Za-z0-9_@%+~./${}-]{1,200}\.(?:md|mdx|mdc|txt)\b")
_MARKDOWN = ("markdown", "text", "")


def classify(plugin: Plugin, surfaces: Iterable[Surface]) -> None:
    """Set surface and channel of every file's own Text."""
    wholes = {surface.path: surface for surface in surfaces if surface.document is None}
    queue: list[File] = []
    for file in plugin.files:
        surface = wholes.get(file.path)
        if surface is not None:
            set_place(file, surface.kind, surface.channel)
        elif _is_memory(file):
            set_place(file, "memory", INSTRUCTS)
        else:
            shown = file.language in ("markdown", "text")
            set_place(file, "", SHOWS if shown else RUNS)
        if file.text.channel == INSTRUCTS and file.language == "markdown":
            queue.append(file)
    _follow_names(plugin, queue)


def set_place(file: File, surface: str, channel: str) -> None:
    file.text.surface = surface
    file.text.channel = channel


def _is_memory(file: File) -> bool:
    return file.name in MEMORY or any(folder in "/" + file.path for folder in RULES_FOLDERS)


def _follow_names(plugin: Plugin, queue: list[File]) -> None:
    """A Markdown file that an instructing file names instructs too."""
    known = {file.path: file for file in plugin.files}
    while queue:
        file = queue.pop()
        for match in set(_NAMED.findall(file.text.data)):
            target = _resolve(plugin, file, match.decode("ascii", "replace"), known)
            if target is None or target.text.channel == INSTRUCTS or target.language not in _MARKDOWN:
                continue
            if target.name.lower().startswith(("readme", "changelog", "license", "security", "contributing")):
                continue  # written for people
            set_place(target, file.text.surface, INSTRUCTS)
            if target.language == "markdown":
                queue.append(target)


def _resolve(plugin: Plugin, file: File, name: str, known: dict[str, File]) -> File | None:
    name = name.replace("${CLAUDE_PLUGIN_ROOT}/", "/").replace("${CLAUDE_SKILL_DIR}/", "")
    if name.startswith("/"):
        return known.get(posixpath.normpath(plugin.inside(name.lstrip("/"))))
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), name))
    return known.get(beside) or known.get(posixpath.normpath(plugin.inside(name)))
