"""One thing that is wrong with a security policy."""

from __future__ import annotations


class Problem:
    """rule: name within the check. detail: fills `{detail}` of the rule's message. path: "" for the policy itself."""

    __slots__ = ("detail", "line", "path", "rule", "subject")

    def __init__(self, rule: str, line: int = 1, detail: str = "", *, path: str = "", subject: str = "") -> None:
        self.rule = rule
        self.line = line
        self.detail = detail
        self.path = path
        self.subject = subject or detail

    def __repr__(self) -> str:
        return f"{self.line}: {self.rule} {self.detail}"
