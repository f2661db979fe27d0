"""Which code of a plugin sees the input of which plugin hook."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from plugin_policy.privacy.tables import EVENTS

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.surface import Surface

_SCRIPT = re.compile(r"[\w.-]+\.(?:py|[cm]?[jt]sx?|sh|bash|zsh|ps1|rb|pl|cmd|bat)\b|(?<=/)[\w.-]+(?=[\"'\s]|$)")
_WEIGHT = ("prompts", "tool-output", "tool-input", "transcripts", "usage")


class Hooks:
    """The plugin hooks of a plugin that run."""

    def __init__(self, surfaces: list[Surface]) -> None:
        self.surfaces = [surface for surface in surfaces if surface.event and not surface.inert]
        self.scripts: dict[str, str] = {}  # name of a script -> what the hooks that start it see
        self.folders: dict[str, str] = {}
        for surface in self.surfaces:
            words = " ".join([surface.command, *(surface.argv or ())])
            for name in _SCRIPT.findall(words):
                self.scripts[name] = _graver(self.scripts.get(name, ""), of_event(surface.event))

    def held(self, use: Use) -> str:
        """What the standard input of this code holds, "" when no plugin hook starts it."""
        start, _ = use.text.to_root(use.start, use.end)
        for surface in self.surfaces:
            if surface.path == use.text.path:
                begin, end = surface.span
                if begin <= start <= end:
                    return of_event(surface.event)
        name = posixpath.basename(use.text.path)
        if name in self.scripts:
            return self.scripts[name]
        if self.scripts and use.detail.get("function") and _beside(use.text.path):
            return max(self.scripts.values(), key=_rank)  # a module that the scripts of hooks call
        return ""


def _beside(path: str) -> bool:
    return "hooks" in path.split("/")[:-1]


def _rank(category: str) -> int:
    return -_WEIGHT.index(category) if category in _WEIGHT else -9


def _graver(first: str, second: str) -> str:
    return max(first, second, key=_rank) if first else second


def of_event(event: str) -> str:
    return EVENTS.get(event, "usage")
