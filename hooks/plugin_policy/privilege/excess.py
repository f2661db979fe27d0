"""Excess: one right beyond what a plugin needs, at the place that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document, Pointer
    from plugin_policy.text import Text


class Excess:
    """rule: the part behind `least-privilege/`. what: fills the rule's message. severity "" means the rule's."""

    __slots__ = ("end", "rule", "severity", "start", "subject", "text", "what")

    def __init__(
        self, rule: str, text: Text, start: int, end: int, what: str = "", *, severity: str = "", subject: str = ""
    ) -> None:
        self.rule = rule
        self.text = text
        self.start = start
        self.end = end
        self.what = what
        self.severity = severity
        self.subject = subject


def located(
    rule: str, document: Document, pointer: Pointer, what: str = "", *, severity: str = "", subject: str = ""
) -> Excess:
    """The Excess at a value of a document."""
    start, end = document.locate(pointer)
    return Excess(rule, document.text, start, end, what, severity=severity, subject=subject)
