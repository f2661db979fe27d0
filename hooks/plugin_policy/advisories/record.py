"""An advisory as the index keeps it: what is needed to match a package and to say what was found.

OSV format: https://ossf.github.io/osv-schema/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plugin_policy.advisories.severity import record_severity

Event = tuple[str, str]  # "introduced", "fixed", "last_affected" or "limit", and a version

MAX_SUMMARY = 200  # characters
_KINDS = ("introduced", "fixed", "last_affected", "limit")


class Advisory:
    """One record as it concerns one package. severity: "" when the record gives none. ranges: lists of events.

    versions: affected ones that are listed. commits: git object names that are affected as such.
    """

    __slots__ = ("aliases", "commits", "id", "ranges", "severity", "summary", "versions")

    def __init__(
        self,
        id: str,
        aliases: list[str],
        summary: str,
        severity: str,
        ranges: list[list[Event]],
        versions: list[str],
        commits: list[str],
    ) -> None:
        self.id = id
        self.aliases = aliases
        self.summary = summary
        self.severity = severity
        self.ranges = ranges
        self.versions = versions
        self.commits = commits

    @property
    def is_malware(self) -> bool:
        return self.id.startswith("MAL-") or any(alias.startswith("MAL-") for alias in self.aliases)

    @property
    def names(self) -> list[str]:
        return [self.id, *self.aliases]

    def row(self) -> list[object]:
        """For JSON; `from_row` reads it."""
        return [self.id, self.aliases, self.summary, self.severity, self.ranges, self.versions, self.commits]


def from_row(row: list[object]) -> Advisory:
    return Advisory(*row)  # type: ignore[arg-type]


def normalize(ecosystem: str, name: str) -> str:
    """A package's name as records are looked up by."""
    if ecosystem == "PyPI":
        return re.sub(r"[-_.]+", "-", name).lower()
    if ecosystem in ("Packagist", "GitHub Actions", "NuGet"):
        return name.lower()
    if ecosystem == "SwiftURL":
        return re.sub(r"\Ahttps?://|(?:\.git)?/?\Z", "", name.lower())
    return name


def read_record(record: Mapping[str, object], ecosystem: str) -> Iterator[tuple[str, Advisory]]:
    """(normalised name, advisory) for every package of the ecosystem; nothing for a withdrawn record.

    One package may stand several times in a record: its ranges and versions are put together.
    """
    if record.get("withdrawn") or not isinstance(record.get("id"), str):
        return
    found: dict[str, Advisory] = {}
    for affected in _dicts(record.get("affected")):
        package = affected.get("package")
        if not isinstance(package, dict) or str(package.get("ecosystem", "")).partition(":")[0] != ecosystem:
            continue
        name = normalize(ecosystem, str(package.get("name", "")))
        advisory = found.get(name)
        if advisory is None:
            advisory = found[name] = Advisory(
                str(record["id"]),
                _strings(record.get("aliases")),
                _summary(record),
                record_severity(record, affected),
                [],
                [],
                [],
            )
        advisory.versions += _strings(affected.get("versions"))
        for item in _dicts(affected.get("ranges")):
            events = list(_events(item))
            if item.get("type") == "GIT":
                advisory.commits += [
                    value for kind, value in events if kind in ("introduced", "last_affected") and value != "0"
                ]
            elif events:
                advisory.ranges.append(events)
    yield from found.items()


def _events(item: dict[str, object]) -> Iterator[Event]:
    for event in _dicts(item.get("events")):
        for kind in _KINDS:
            value = event.get(kind)
            if isinstance(value, str):
                yield kind, value


def _summary(record: Mapping[str, object]) -> str:
    text = record.get("summary") or record.get("details") or ""
    line = next((line.strip(" #") for line in str(text).splitlines() if line.strip(" #")), "")
    return line if len(line) <= MAX_SUMMARY else line[: MAX_SUMMARY - 1] + "…"


def _dicts(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
