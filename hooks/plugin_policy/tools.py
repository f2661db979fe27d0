"""Tools of an agent as front matter and settings write them: `Bash(git log:*)`, `mcp__server__tool`, `*`."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"[,\s]+(?![^(]*\))")


def tools_of(value: object) -> list[str]:
    """The tools of an `allowed-tools` or `tools` value: a string with commas or spaces between them, or a list."""
    words = _SEPARATOR.split(value) if isinstance(value, str) else value
    if not isinstance(words, list):
        return []
    return [word.strip() for word in words if isinstance(word, str) and word.strip()]


def covers(wide: str, narrow: str) -> bool:
    """Whether a rule allows all that another one does; only where that is sure."""
    if wide in (narrow, "*"):
        return True
    base, _, inside = wide.partition("(")
    other, _, deeper = narrow.partition("(")
    if base != other:
        return base.endswith("*") and other.startswith(base[:-1])
    inside, deeper = inside.removesuffix(")"), deeper.removesuffix(")")
    if inside in ("", "*", "**", ":*"):
        return True
    prefix = inside.removesuffix("*").removesuffix(":")
    return inside != prefix and deeper.startswith(prefix)
