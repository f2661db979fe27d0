"""Launchers and install commands in shell scripts and in the shell fences of Markdown that instructs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.launch import from_command_line

# A text without any of these words pulls nothing in; the pass over it is then one search.
PREFILTER = re.compile(
    rb"\b(?:npx|bunx|pnpx|uvx|pipx|npm|pnpm|yarn|bun|uv|pip3?|poetry|pdm|pipenv|docker|podman|nerdctl|go|deno|gem|bundle|cargo"
    rb"|brew|apt(?:-get)?|aptitude|apk|dnf|yum|zypper|pacman|conda|mamba|composer|winget|choco|scoop|snap|dotnet|dnx|nix|jbang|volta)\b"
)


def from_shell(text: str) -> Iterator[tuple[Dependency, int]]:
    """(dependency, offset of its command) of a piece of shell text; a prompt before a command is left out."""
    if not PREFILTER.search(text.encode("utf-8", "replace")):
        return
    yield from from_command_line(re.sub(r"(?m)^(\s*)[$>%](?=\s)", r"\1 ", text))
