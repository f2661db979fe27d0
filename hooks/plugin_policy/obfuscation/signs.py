"""Sign: one place that no reviewer can read, as the detectors of this package report it."""

from __future__ import annotations


class Sign:
    """rule: the part behind `no-obfuscation/`. start/end: byte offsets in the Text. severity "" means the rule's."""

    __slots__ = ("end", "message", "rule", "severity", "start")

    def __init__(self, rule: str, start: int, end: int, message: str, severity: str = "") -> None:
        self.rule = rule
        self.start = start
        self.end = end
        self.message = message
        self.severity = severity

    def __repr__(self) -> str:
        return f"Sign({self.rule} {self.start}-{self.end} {self.severity} {self.message!r})"
