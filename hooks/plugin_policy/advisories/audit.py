"""Dependencies held against advisories: exact versions, commits, and what ranges and launchers can reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from plugin_policy.advisories.match import Match, match, merge
from plugin_policy.advisories.reach import ALWAYS, reach
from plugin_policy.advisories.versions import SUPPORTED

if TYPE_CHECKING:
    from plugin_policy.advisories.record import Advisory
    from plugin_policy.dependencies.dependency import Dependency

VULNERABLE, MALWARE, RANGE_VULNERABLE, RANGE_REACHES = "vulnerable", "malware", "vulnerable-range", "range-reaches"


class Lookup(Protocol):
    """Advisories of a package, or of `commit:<sha>`; None when they cannot be looked up."""

    def get(self, ecosystem: str, name: str) -> list[Advisory] | None: ...


class Hit:
    """One advisory (aliases together) at one dependency. kind: a word above."""

    __slots__ = ("dependency", "kind", "match")

    def __init__(self, kind: str, dependency: Dependency, match: Match) -> None:
        self.kind = kind
        self.dependency = dependency
        self.match = match


def audit(dependencies: Iterable[Dependency], lookup: Lookup, locked: Collection[str]) -> Iterator[Hit]:
    """locked: paths of manifests whose ranges a lock decides; the lock is judged instead."""
    for one in dependencies:
        if one.ecosystem not in SUPPORTED:
            continue
        if one.state == "exact":
            for found in match(lookup.get(one.ecosystem, one.name) or [], one.version, one.ecosystem):
                yield Hit(MALWARE if found.is_malware else VULNERABLE, one, found)
        elif one.state == "git-sha":
            # A registry's malware says nothing about another source of the same name.
            known = [
                record for record in lookup.get(one.ecosystem, "commit:" + one.version) or [] if not record.is_malware
            ]
            for found in merge(known, "", one.ecosystem):
                yield Hit(VULNERABLE, one, found)
        elif one.state in ("range", "tag", "none") and one.path not in locked:
            yield from _reached(one, lookup.get(one.ecosystem, one.name) or [])


def _reached(one: Dependency, advisories: list[Advisory]) -> Iterator[Hit]:
    open_end = one.state != "range"
    always: list[Advisory] = []
    can: list[Advisory] = []
    for advisory in advisories:
        how = reach(advisory, one.ecosystem, one.version, open_end=open_end)
        if how:
            (always if how == ALWAYS else can).append(advisory)
    for found in merge(always, "", one.ecosystem):
        yield Hit(MALWARE if found.is_malware else RANGE_VULNERABLE, one, found)
    for found in merge(can, "", one.ecosystem):
        if not found.is_malware:
            yield Hit(RANGE_REACHES, one, found)


def needed(dependencies: Iterable[Dependency]) -> list[str]:
    """Ecosystems whose advisories are needed to judge these dependencies."""
    judged = ("exact", "git-sha", "range", "tag", "none")
    return sorted({one.ecosystem for one in dependencies if one.ecosystem in SUPPORTED and one.state in judged})
