"""Promised times that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from plugin_policy.security_policy import phrases
from plugin_policy.security_policy.content import Content
from plugin_policy.security_policy.problem import Problem
from plugin_policy.security_policy.times import Phase, Promised

_ORDER = ("critical", "high", "medium", "low")


def contradictions(content: Content) -> Iterator[Problem]:
    """Times that cannot all be kept. What an incident plan says is another matter than what reporters are told."""
    ours = [promise for promise in content.promised if not promise.incident]
    yield from _fixed_before_tested(ours, content.timeline)
    yield from _two_times(ours)
    yield from _assessed_before_acknowledged(ours)
    yield from _graver_is_slower(ours)


def _fixed_before_tested(promises: list[Promised], timeline: list[Phase]) -> Iterator[Problem]:
    for promise in promises:
        if promise.kind != phrases.FIX:
            continue
        for phase in timeline:
            end = phase.first if phase.last is None else phase.last
            if phrases.TESTING.search(phase.text) and end * 24 > promise.duration.hours:
                what = f"{promise.severity or 'all'} vulnerabilities are fixed within {promise.duration}"
                detail = f"{what} (line {promise.line}), but the timeline tests until day {end}"
                yield Problem("contradicting-times", phase.line, detail)
                break


def _two_times(promises: list[Promised]) -> Iterator[Problem]:
    seen: dict[str, Promised] = {}
    for promise in promises:
        if promise.kind != phrases.ACKNOWLEDGE:
            continue
        first = seen.setdefault(promise.severity, promise)
        if first.duration.hours != promise.duration.hours:
            detail = (
                f"reports are acknowledged within {first.duration} (line {first.line}), but here {promise.duration}"
            )
            yield Problem("contradicting-times", promise.line, detail)
            return


def _assessed_before_acknowledged(promises: list[Promised]) -> Iterator[Problem]:
    acknowledged = [p for p in promises if p.kind == phrases.ACKNOWLEDGE and not p.severity]
    for promise in promises:
        if promise.kind == phrases.ASSESS and not promise.severity and acknowledged:
            first = acknowledged[0]
            if promise.duration.hours < first.duration.hours:
                detail = (
                    f"assessed within {promise.duration}, but acknowledged only within {first.duration} (line "
                    f"{first.line})"
                )
                yield Problem("contradicting-times", promise.line, detail)
                return


def _graver_is_slower(promises: list[Promised]) -> Iterator[Problem]:
    for kind in (phrases.ACKNOWLEDGE, phrases.ASSESS, phrases.FIX):
        times = [p for p in promises if p.kind == kind and p.severity]
        times.sort(key=lambda p: _ORDER.index(p.severity))
        for grave, mild in combinations(times, 2):
            if grave.severity != mild.severity and grave.duration.hours > mild.duration.hours:
                detail = f"{kind} {grave.severity} within {grave.duration}, but {mild.severity} within {mild.duration}"
                yield Problem("contradicting-times", grave.line, detail)
                break
