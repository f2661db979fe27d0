"""Prose that instructs an agent, and the prompts of plugin hooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.check import at
from plugin_policy.privacy.prose import hidden, instructed, sentences

if TYPE_CHECKING:
    from plugin_policy.finding import Finding, Rule
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface
    from plugin_policy.text import Text

_KINDS = ("command", "agent", "skill", "output style")


def find(scan: Scan, plugin: Plugin, surfaces: list[Surface], rules: dict[str, Rule]) -> Iterator[Finding]:
    paths = {surface.path for surface in surfaces if surface.kind in _KINDS}
    for file in plugin.files:
        if file.path in paths:
            for text in scan.texts(file):
                if text.channel == "says":
                    yield from _of_prose(text, rules)
    for surface in surfaces:
        if surface.event and surface.value.get("type") in ("prompt", "agent") and "prompt" in surface.value:
            prompt = surface.text("prompt", "prose")
            if prompt is not None:
                yield from _of_prose(prompt, rules)


def _of_prose(text: Text, rules: dict[str, Rule]) -> Iterator[Finding]:
    for start, end, sentence in sentences(text.data):
        place = instructed(sentence)
        if place is not None:
            message = rules["instructed"].message.format(host=f"`{place}`" if "." in place else place)
            yield at(rules["instructed"], text, start, end, message=message, subject="instructed", capability="collect")
        what = hidden(sentence)
        if what:
            yield at(rules["hidden-instruction"], text, start, end, message=what)
