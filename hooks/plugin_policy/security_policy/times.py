"""The times a SECURITY.md promises: acknowledge, assess, update, fix (by severity), disclose; and its timeline."""

from __future__ import annotations

import re

from plugin_policy.security_policy import durations, phrases
from plugin_policy.security_policy.document import HEADING, ROW, Statement
from plugin_policy.security_policy.durations import Duration


class Promised:
    """One promised time. kind: of `phrases.KINDS`. severity: "" for all. incident: from an incident plan, which
    speaks of a problem in a published plugin and not of a report."""

    __slots__ = ("duration", "incident", "kind", "line", "severity", "text")

    def __init__(self, kind: str, duration: Duration, severity: str, line: int, text: str, incident: bool) -> None:
        self.kind = kind
        self.duration = duration
        self.severity = severity
        self.line = line
        self.text = text
        self.incident = incident

    def __repr__(self) -> str:
        return f"{self.line}: {self.kind} {self.severity or 'all'} {self.duration}"


class Phase:
    """One row of a timeline: from day `first` to day `last` (None: open)."""

    __slots__ = ("first", "last", "line", "text")

    def __init__(self, first: int, last: int | None, line: int, text: str) -> None:
        self.first = first
        self.last = last
        self.line = line
        self.text = text


# `within 90 days after the triage date`: what a time is counted from is not what it promises.
_COUNTED_FROM = re.compile(
    r"\b(?:after|of|from|following|since)\s+(?:(?:the|your|a|our|initial|triage|public|vulnerability)\s+){0,3}"
    r"(?:report|disclosure|receipt|receiving|submission|triage|fix|release|patch|date|"
    r"acknowledg\w+|confirmation)(?:\s+date)?",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\s*(?:ahead|before|prior|in advance|earlier|old\b|ago\b)", re.IGNORECASE)


def promised(statements: list[Statement]) -> list[Promised]:
    """All promised times, in the order of the document."""
    found: list[Promised] = []
    for statement in statements:
        if statement.kind == HEADING or statement.under(phrases.EXAMPLES):
            continue
        if durations.day_range(statement.text) and not durations.find(statement.text):
            continue
        found += _cells(statement) if statement.kind == ROW else _clauses(statement)
    return found


def timeline(statements: list[Statement]) -> list[Phase]:
    """Rows such as `Day 8-30: testing and validation`."""
    phases = []
    for statement in statements:
        text = " ".join(statement.cells) if statement.kind == ROW else statement.text
        days = durations.day_range(text[:40])
        if days and statement.kind != HEADING:
            phases.append(Phase(*days, statement.line, text))
    return phases


def _clauses(statement: Statement) -> list[Promised]:
    text = statement.text
    if phrases.NOT_OURS.search(text):
        return []
    incident = statement.under(phrases.INCIDENT)
    found: list[Promised] = []
    at, kind = 0, ""
    spans = durations.find(text)
    for index, duration in enumerate(spans):
        left = text[at : duration.start]
        right = text[duration.end : spans[index + 1].start if index + 1 < len(spans) else len(text)]
        right = _COUNTED_FROM.sub(" ", right)
        at = duration.end
        if phrases.HEDGED.search(left[-40:]) or _AHEAD.match(right):
            continue
        kind = _nearest(left) or kind or _first(right) or _heading_kind(statement)
        if not kind:
            continue
        if duration.additional and found:
            duration = found[-1].duration.plus(duration)
        severity = _severity(left) or (_severity(right[:40]) if not found else "")
        found.append(Promised(kind, duration, severity, statement.line, text, incident))
    return found


def _cells(statement: Statement) -> list[Promised]:
    found = []
    first = statement.cells[0]
    for title, cell in zip(statement.columns, statement.cells, strict=False):
        for duration in durations.find(cell)[:1]:
            kind = _nearest(title) or _nearest(cell) or _nearest(first) or _heading_kind(statement)
            if kind:
                severity = _severity(first)
                found.append(
                    Promised(
                        kind, duration, severity, statement.line, statement.text, statement.under(phrases.INCIDENT)
                    )
                )
    return found


def _nearest(text: str) -> str:
    """The kind whose words stand last in the text before a time."""
    best, where = "", (-1, 0)
    for kind, pattern in phrases.KINDS.items():
        for match in pattern.finditer(text):
            if (match.end(), -match.start()) > where:  # of two that end together the longer: "detailed response"
                best, where = kind, (match.end(), -match.start())
    return best


def _first(text: str) -> str:
    """The kind whose words stand first in the text after a time."""
    best, where = "", len(text) + 1
    for kind, pattern in phrases.KINDS.items():
        match = pattern.search(text)
        if match and match.start() < where:
            best, where = kind, match.start()
    return best


def _heading_kind(statement: Statement) -> str:
    """A bare `Delay: 4 business days` speaks of its heading."""
    return _nearest(statement.heading) if len(statement.text.split()) <= 8 else ""


def _severity(text: str) -> str:
    best, where = "", -1
    for severity, pattern in phrases.SEVERITIES.items():
        for match in pattern.finditer(text):
            if match.start() > where:
                best, where = severity, match.start()
    return best
