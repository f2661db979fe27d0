"""Promise and verdict: what a check of settings can say. Imports findings only.

A setting is seen, or it is not. So a promise has three answers: pass, fail, and unknown with the reason and the
permission that would answer it. A fail becomes a finding; an unknown never does, and never hides a fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from plugin_policy.finding import Finding, Rule

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"


class Promise:
    """One row of a check's table.

    id: `check/name`, also the rule's id. says: the promise in the words of a security policy. message, fix,
    severity: of the finding when it is broken; message may hold `{reason}`. permission: what would answer it.
    """

    __slots__ = ("fix", "help", "id", "message", "permission", "says", "severity")

    def __init__(
        self, id: str, severity: str, says: str, message: str, fix: str, permission: str, help: str = ""
    ) -> None:
        self.id = id
        self.severity = severity
        self.says = says
        self.message = message
        self.fix = fix
        self.permission = permission
        self.help = help

    @property
    def rule(self) -> Rule:
        return Rule(self.id, self.severity, self.message, self.fix, help=self.help)


class Verdict:
    """The answer to one promise. evidence: records as `github.evidence` makes them, or plain facts."""

    __slots__ = ("evidence", "line", "path", "permission", "promise", "reason", "state", "subject")

    def __init__(
        self,
        promise: Promise,
        state: str,
        reason: str,
        *,
        permission: str = "",
        evidence: Iterable[dict[str, Any]] = (),
        subject: str = "",
        path: str = "",
        line: int = 1,
    ) -> None:
        self.promise = promise
        self.state = state
        self.reason = reason
        self.permission = permission or (promise.permission if state == UNKNOWN else "")
        self.evidence = tuple(evidence)
        self.subject = subject  # who or what: a login, a tag, a branch
        self.path = path
        self.line = line

    def finding(self) -> Finding:
        """The finding of a broken promise."""
        promise = self.promise
        return Finding(
            promise.id,
            promise.severity,
            promise.message.replace("{reason}", self.reason),
            path=self.path,
            line=self.line,
            fix=promise.fix,
            plugin=".",
            evidence=f"{promise.id} {self.subject}",
            subject=self.subject,
        )

    def as_dict(self) -> dict[str, Any]:
        """The row for JSON: promise, says, verdict, reason, permission, subject, evidence."""
        return {
            "promise": self.promise.id,
            "says": self.promise.says,
            "verdict": self.state,
            "reason": self.reason,
            "permission": self.permission,
            "subject": self.subject,
            "evidence": list(self.evidence),
        }

    def __repr__(self) -> str:
        return f"{self.promise.id}: {self.state} ({self.reason})"


def failed(verdicts: Iterable[Verdict]) -> Iterator[Finding]:
    """The findings among verdicts."""
    return (verdict.finding() for verdict in verdicts if verdict.state == FAIL)


def worst(states: Iterable[str]) -> str:
    """fail before unknown before pass; unknown for none at all, because nothing was looked at."""
    found = set(states)
    for state in (FAIL, UNKNOWN, PASS):
        if state in found:
            return state
    return UNKNOWN
