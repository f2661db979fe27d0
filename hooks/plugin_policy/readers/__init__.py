"""Readers know syntax, never meaning: `read(text)` of each language's module lowers a Text to readers/ir.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugin_policy.readers import ir
    from plugin_policy.text import Text

# language of a Text -> module under readers/
READERS = {
    "python": "python",
    "javascript": "javascript",
    "typescript": "javascript",
    "tsx": "javascript",
    "shell": "shell",
    "powershell": "powershell",
    "exec": "exec_form",
    "batch": "batch",
}


def load(language: str) -> Callable[[Text], ir.Module] | None:
    """The `read` of a language's reader, imported on first need; None for a language nobody reads."""
    name = READERS.get(language)
    if name is None:
        return None
    import importlib

    read: Callable[[Text], ir.Module] = importlib.import_module("plugin_policy.readers." + name).read
    return read
