"""Plugin hooks that match everything, and the gate that makes one ask first whether the project concerns it.

Matchers: code.claude.com/docs/en/hooks ("", "*" and an absent one match all; only [A-Za-z0-9_ -,|] is an exact list;
anything else is an unanchored regular expression).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugin_policy.surface import Surface
    from plugin_policy.text import Text

EVENTS = frozenset(
    ("PreToolUse", "PostToolUse", "PostToolUseFailure", "PostToolBatch", "PermissionRequest", "UserPromptSubmit",
     "UserPromptExpansion")
)  # fmt: skip
_PROBES = ("Bash", "Read", "mcp__a__b", "Zq9")
_EXACT = re.compile(r"[A-Za-z0-9_ ,|-]*")
MAX_MATCHER = 200  # characters of a regular expression that are tried

# A look at the project before anything is done: a file that must be there, the kind of repository, the folder.
_GATE = re.compile(
    rb"\[\[?\s+(?:!\s+)?-[defrs]\s|\btest\s+(?:!\s+)?-[defrs]\s|Test-Path|git\s+(?:remote|rev-parse|config)"
    rb"|\.(?:exists|is_file|is_dir|isfile|isdir)\(|existsSync\(|\baccessSync?\(|statSync\(|\bglob\(|findUp"
    rb"|\benabled\b|\[\s+-n\s+\"?\$(?:\{)?CLAUDE_PROJECT"
)


def matches_all(matcher: str | None) -> bool:
    if matcher is None or matcher.strip() in ("", "*"):
        return True
    if _EXACT.fullmatch(matcher) or len(matcher) > MAX_MATCHER:
        return False
    try:
        pattern = re.compile(matcher)
    except (re.error, OverflowError, RecursionError):
        return False
    return all(pattern.search(probe) for probe in _PROBES)


def ungated(surface: Surface, texts: list[Text]) -> bool:
    """A plugin hook on tool use or prompts that runs always and looks at no project first. texts: what it runs."""
    if surface.event not in EVENTS or not matches_all(surface.matcher) or surface.value.get("if"):
        return False
    return not (texts and any(_GATE.search(text.data) for text in texts))
