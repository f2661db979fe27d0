"""Misuse: one thing that no disclosure excuses, at the use or place that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.text import Text


class Misuse:
    """rule: the part behind `no-unjustified-commands/`. severity "" means the rule's."""

    __slots__ = ("end", "message", "rule", "severity", "start", "subject", "text")

    def __init__(
        self, rule: str, text: Text, start: int, end: int, message: str, *, severity: str = "", subject: str = ""
    ) -> None:
        self.rule = rule
        self.text = text
        self.start = start
        self.end = end
        self.message = message
        self.severity = severity
        self.subject = subject


def misuse(rule: str, use: Use, message: str, severity: str = "") -> Misuse:
    return Misuse(rule, use.text, use.start, use.end, message, severity=severity, subject=use.subject or "")


def argv_of(use: Use) -> list[str]:
    """The words of a COMMAND use; `{}` stands for what is not known."""
    words = use.detail.get("argv")
    return [str(word) for word in words] if isinstance(words, list) else []
