"""Hit: one secret at one place, in bytes."""

from __future__ import annotations


class Hit:
    """rule: the rule's id without the check. start, end: byte offsets. secret: the bytes.

    provider: "" for generic ones. strong: the format alone guarantees 80 bits of randomness, so that a plain hash does
    not give the secret away.
    """

    __slots__ = ("end", "provider", "rule", "secret", "severity", "start", "strong")

    def __init__(
        self, rule: str, start: int, end: int, secret: bytes, severity: str, provider: str = "", strong: bool = False
    ) -> None:
        self.rule = rule
        self.start = start
        self.end = end
        self.secret = secret
        self.severity = severity
        self.provider = provider
        self.strong = strong

    def at(self, start: int, end: int) -> Hit:
        """The same secret at another place."""
        return Hit(self.rule, start, end, self.secret, self.severity, self.provider, self.strong)

    def __repr__(self) -> str:
        return f"Hit({self.rule}, {self.start}:{self.end}, {self.severity})"
