"""What a reader sees as one: several findings of one place, and the undisclosed subjects of one plugin."""

from __future__ import annotations

from collections.abc import Iterable

from plugin_policy.finding import UNDISCLOSED, Finding

MAX_LISTED = 20  # subjects or places in one line


class Group:
    """first: the finding that is shown. same_place: lesser ones of the same span. others: further subjects of the
    same kind (undisclosed uses of one plugin and capability), or further places of the same note."""

    __slots__ = ("first", "others", "same_place")

    def __init__(self, first: Finding) -> None:
        self.first = first
        self.same_place: list[Finding] = []
        self.others: list[Finding] = []


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Groups in the order of their first finding: path, line, column."""
    lists: dict[tuple[str, ...], Group] = {}
    places: dict[tuple[object, ...], Group] = {}
    groups: list[Group] = []
    for finding in sorted(findings, key=lambda one: (*one.sort_key()[:3], -one.rank, *one.sort_key()[3:])):
        place = (finding.path, finding.line, finding.column, finding.end_line, finding.end_column)
        key = _list_key(finding)
        here = places.get(place)
        if here and (not key or here.first.rank > finding.rank):
            here.same_place.append(finding)
            continue
        if key in lists:
            lists[key].others.append(finding)
            continue
        group = Group(finding)
        if key:
            lists[key] = group
        if not here and place[1:3] != (1, 1):  # 1:1 is the file as a whole, not a place in it
            places[place] = group
        groups.append(group)
    return groups


def _list_key(finding: Finding) -> tuple[str, ...]:
    if finding.kind == UNDISCLOSED and finding.capability and finding.subject:
        return (finding.rule, finding.severity, finding.plugin, finding.capability)
    if finding.severity == "note":
        return (finding.rule, finding.severity, finding.plugin)
    return ()


def listing(group: Group) -> list[str]:
    """The others in short: subjects, or places where there are none; at most MAX_LISTED, then "N more"."""
    if group.first.subject and all(finding.subject for finding in group.others):
        names = [f"`{finding.subject}`" for finding in group.others]
    else:
        names = [f"{finding.path}:{finding.line}" for finding in group.others]
    names = [name for name in dict.fromkeys(names) if name != f"`{group.first.subject}`"]
    return names[:MAX_LISTED] + ([f"{len(names) - MAX_LISTED} more"] if len(names) > MAX_LISTED else [])
