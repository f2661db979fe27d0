"""Is a version affected: OSV's evaluation (https://ossf.github.io/osv-schema/#evaluation), in-process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugin_policy.advisories.record import Advisory, Event
from plugin_policy.advisories.severity import worst
from plugin_policy.advisories.versions import LOWEST, Key, order

_TIES = {"fixed": 0, "limit": 0, "introduced": 1, "last_affected": 2}


class Match:
    """Records that mean the same vulnerability of one package. fixed: versions that mend it, ascending."""

    __slots__ = ("advisories", "fixed", "severity")

    def __init__(self, advisories: list[Advisory], fixed: list[str]) -> None:
        self.advisories = advisories
        self.fixed = fixed
        self.severity = worst([advisory.severity for advisory in advisories])

    @property
    def id(self) -> str:
        """Malware ids first, then GitHub's, whose pages say most."""
        ids = [advisory.id for advisory in self.advisories]
        return min(ids, key=lambda one: (not one.startswith("MAL-"), not one.startswith("GHSA-"), ids.index(one)))

    @property
    def names(self) -> tuple[str, ...]:
        """Every id and alias."""
        return tuple(dict.fromkeys(name for advisory in self.advisories for name in advisory.names))

    @property
    def is_malware(self) -> bool:
        return any(advisory.is_malware for advisory in self.advisories)

    @property
    def summary(self) -> str:
        return next((advisory.summary for advisory in self.advisories if advisory.summary), "")


def is_affected(advisory: Advisory, version: str, ecosystem: str) -> bool:
    """Listed versions and ranges both count; a version that cannot be ordered is only looked up in what is written.

    Records contradict themselves: a version that one range ends at as fixed is within another range, or listed. It
    counts as fixed unless a range that begins later than the one that it fixes holds it.
    """
    key_of = order(ecosystem)
    key = key_of(version)
    if key is None:
        named = {at for events in advisory.ranges for kind, at in events if kind in ("introduced", "last_affected")}
        return version in advisory.versions or version in named
    if not _is_listed(advisory, version, key, key_of) and not any(
        in_range(key, events, key_of) for events in advisory.ranges
    ):
        return False
    return not _is_fix(advisory, key, key_of)


def _is_listed(advisory: Advisory, version: str, key: Key, key_of: Callable[[str], Key | None]) -> bool:
    if version in advisory.versions:
        return True
    plain = _plain(version)
    return any(_plain(listed) == plain and key_of(listed) == key for listed in advisory.versions)


def _is_fix(advisory: Advisory, key: Key, key_of: Callable[[str], Key | None]) -> bool:
    """Does the record name this version as fixed, and no range that begins later hold it?"""
    fixed_from, held_from = [], []
    for low, high, kind in _intervals(advisory, key_of):
        if kind == "fixed" and high == key:
            fixed_from.append(low)
        elif _after(key, low) and (high is None or key < high or (kind == "last_affected" and key == high)):
            held_from.append(low)
    return bool(fixed_from) and not any(
        low != LOWEST and all(before == LOWEST or before < low for before in fixed_from) for low in held_from
    )


def _after(key: Key, low: Key) -> bool:
    return bool(low == LOWEST or low <= key)


def _intervals(advisory: Advisory, key_of: Callable[[str], Key | None]) -> Iterator[tuple[Key, Key | None, str]]:
    """(from, to or None, kind of the end) as the record pairs them."""
    for events in advisory.ranges:
        low: Key | None = None
        for kind, at in events:
            place = LOWEST if at == "0" else key_of(at)
            if place is None:
                continue
            if kind == "introduced":
                if low is not None:
                    yield low, None, ""
                low = place
            elif kind in ("fixed", "last_affected"):
                yield LOWEST if low is None else low, place, kind
                low = None
        if low is not None:
            yield low, None, ""


def _plain(version: str) -> str:
    """The same for spellings of one version (`1.0` and `1.0.0`, `v1.0` and `1.0`), cheap to make; no order."""
    text = version.lower().lstrip("v").replace("-", "").replace("_", "")
    while text.endswith(".0"):
        text = text[:-2]
    return text


class Range:
    """Events of one range in the order of versions."""

    __slots__ = ("events", "limits")

    def __init__(self, events: list[Event], key_of: Callable[[str], Key | None]) -> None:
        self.events: list[tuple[bool, Key, int, str]] = []  # bounded below, key, order among equals, kind
        self.limits: list[Key] = []
        for kind, version in _without_inverted(events, key_of):
            at = LOWEST if version == "0" else key_of(version)
            if at is None or (kind == "limit" and version == "*"):
                continue  # an event that cannot be ordered says nothing
            if kind == "limit":
                self.limits.append(at)
            else:
                self.events.append((at != LOWEST, at, _TIES[kind], kind))
        self.events.sort(key=lambda event: event[:3])

    def holds(self, key: Key) -> bool:
        if self.limits and not any(key < limit for limit in self.limits):
            return False
        affected = False
        for bounded, at, _, kind in self.events:
            if bounded and key < at:
                break
            if kind == "introduced":
                affected = True
            elif kind == "fixed" or key > at:
                affected = False
        return affected


def _without_inverted(events: list[Event], key_of: Callable[[str], Key | None]) -> list[Event]:
    """Without pairs whose fix is older than what it fixes: an error of the record, which would affect all of time."""
    kept: list[Event] = []
    for kind, version in events:
        if kind == "fixed" and kept and kept[-1][0] == "introduced" and kept[-1][1] != "0":
            first, fixed = key_of(kept[-1][1]), key_of(version)
            if first is not None and fixed is not None and fixed < first:
                kept.pop()
                continue
        kept.append((kind, version))
    return kept


def in_range(key: Key, events: list[Event], key_of: Callable[[str], Key | None]) -> bool:
    return Range(events, key_of).holds(key)


def prune(advisory: Advisory, ecosystem: str) -> None:
    """Leave out listed versions that the ranges cover: nine tenths of a record, and nothing is lost."""
    key_of = order(ecosystem)
    ranges = [Range(events, key_of) for events in advisory.ranges]
    left = []
    for version in advisory.versions:
        key = key_of(version)
        if key is None or not any(one.holds(key) for one in ranges):
            left.append(version)
    advisory.versions = left


def fixes(advisory: Advisory, version: str, ecosystem: str) -> list[str]:
    """Versions above the given one that mend it, ascending; all of them when `version` is ""."""
    key_of = order(ecosystem)
    key = key_of(version) if version else None
    found: dict[str, Key] = {}
    for events in advisory.ranges:
        for kind, fixed in events:
            at = key_of(fixed) if kind == "fixed" else None
            if at is not None and (key is None or at > key):
                found[fixed] = at
    return sorted(found, key=lambda fixed: found[fixed])


def match(advisories: list[Advisory], version: str, ecosystem: str) -> list[Match]:
    """What affects one exact version, records with an id or alias in common put together."""
    return merge([one for one in advisories if is_affected(one, version, ecosystem)], version, ecosystem)


def merge(advisories: list[Advisory], version: str, ecosystem: str) -> list[Match]:
    groups: list[tuple[set[str], list[Advisory]]] = []
    for advisory in advisories:
        names, members = set(advisory.names), [advisory]
        rest = []
        for known, others in groups:
            if known & names:
                names |= known
                members = others + members
            else:
                rest.append((known, others))
        groups = [*rest, (names, members)]
    return [Match(members, _common_fixes(members, version, ecosystem)) for _, members in groups]


def _common_fixes(members: list[Advisory], version: str, ecosystem: str) -> list[str]:
    """Fixed versions of any of the records that none of them calls affected."""
    key_of = order(ecosystem)
    found: dict[str, Key] = {fixed: key_of(fixed) for one in members for fixed in fixes(one, version, ecosystem)}
    mended = [fixed for fixed in found if not any(is_affected(one, fixed, ecosystem) for one in members)]
    return sorted(mended, key=lambda fixed: found[fixed])
