"""Reports of vulnerabilities as one kind of thing: GitHub advisories, and files of the `incidents/` register.

A field that the source does not show is None; what follows from None is unknown, never kept or broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from plugin_policy.organisation.calendar import moment
from plugin_policy.organisation.subject import rows

OPEN = ("triage", "draft", "open")
REGISTER = "incidents/"
MAX_REGISTER = 1 << 16  # bytes of one file
MAX_ENTRIES = 1000


class Report:
    """name: as public output may call it. id: GHSA id or the register's. events: kind -> when it happened.

    shown: the kinds of events that this source would show had they happened. outside: reported by somebody else.
    incident: when the incident of a published plugin was opened; its assessment has a promise of its own.
    """

    __slots__ = (
        "events",
        "id",
        "incident",
        "name",
        "opened",
        "outside",
        "path",
        "reporter",
        "severity",
        "shown",
        "state",
        "updated",
    )

    def __init__(self, id: str, name: str, opened: datetime | None, severity: str, state: str) -> None:
        self.id = id
        self.name = name
        self.opened = opened
        self.severity = severity
        self.state = state
        self.events: dict[str, datetime] = {}
        self.shown: set[str] = set()
        self.updated: datetime | None = None
        self.outside = True
        self.path = ""
        self.reporter = ""
        self.incident: datetime | None = None

    @property
    def open(self) -> bool:
        return self.state in OPEN


def from_advisories(data: Any) -> list[Report]:
    """GitHub's repository advisories (REST, "Repository security advisories"). Unpublished ones stay unnamed."""
    found = []
    hidden = 0
    for row in sorted(rows(data), key=lambda row: str(row.get("created_at"))):
        state = str(row.get("state"))
        public = state in ("published", "withdrawn")
        hidden += not public
        id = str(row.get("ghsa_id"))
        name = f"`{id}`" if public else f"unpublished report {hidden}"
        report = Report(id, name, moment(row.get("created_at")), str(row.get("severity") or ""), state)
        report.outside = isinstance(row.get("submission"), dict)
        author = row.get("author")
        report.reporter = str(author.get("login")) if isinstance(author, dict) else ""
        report.updated = moment(row.get("updated_at"))
        report.shown = {"fix", "disclose"}
        _event(report, "disclose", row.get("published_at"))
        # A published advisory names the fixed version; a closed one needs no fix.
        _event(report, "fix", row.get("published_at") or row.get("closed_at"))
        found.append(report)
    return found


def add_comments(report: Report, comments: list[Any]) -> None:
    """The first comment of somebody else acknowledges a report, the last one is the last update.

    The API is a preview without a description: a comment without author or time shows nothing, neither way.
    """
    times = []
    for row in comments:
        author = (row.get("user") or row.get("author")) if isinstance(row, dict) else None
        login = author.get("login") if isinstance(author, dict) else None
        when = moment(row.get("created_at")) if isinstance(row, dict) else None
        if when is None or not isinstance(login, str):
            return
        if login != report.reporter:
            times.append(when)
    report.shown |= {"acknowledge", "update"}
    if times:
        report.events["acknowledge"] = min(times)
        report.updated = max(times)
    else:
        report.updated = report.opened


_KEYS = {
    "acknowledge": ("acknowledged",),
    "assess": ("assessed",),
    "fix": ("fixed", "patched", "closed"),
    "disclose": ("disclosed", "published"),
}
_OPENED = ("reported", "opened", "created")


def from_register(files: Iterable[tuple[str, bytes]]) -> Iterator[Report | str]:
    """Reports of `incidents/*.toml`; a string says what is wrong with a file.

    A file gives `severity` and UTC times: `reported` (or `opened`), `acknowledged`, `assessed`, `fixed`, `disclosed`,
    `closed`, and `updates`, a list; at the top or in a table `times`. A file that names a `plugin` is an incident, as
    `plugin-policy incident` writes it; without `reported` nobody from outside waits for an answer.
    """
    import tomllib

    for path, data in list(files)[:MAX_ENTRIES]:
        try:
            content = tomllib.loads(data[:MAX_REGISTER].decode())
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            yield f"`{path}` cannot be read: {error}"
            continue
        times = content.get("times")
        given = {**content, **(times if isinstance(times, dict) else {})}
        opened = next((found for key in _OPENED if (found := moment(given.get(key)))), None)
        if opened is None:
            yield f"`{path}` does not say when it was reported"
            continue
        id = str(content.get("id") or path.rpartition("/")[2].removesuffix(".toml"))
        closed = moment(given.get("closed")) is not None or content.get("state") in ("closed", "fixed", "disclosed")
        report = Report(id, f"`{id}`", opened, str(content.get("severity") or ""), "closed" if closed else "open")
        report.path = path
        if content.get("plugin"):
            report.incident = moment(given.get("opened")) or opened
            report.outside = bool(given.get("reported"))
        report.shown = {*_KEYS, "update"}
        for kind, keys in _KEYS.items():
            for key in keys:
                _event(report, kind, given.get(key))
        updates = [moment(one) for one in given.get("updates") or () if moment(one)]
        moments = [*(one for one in updates if one), *report.events.values(), opened]
        report.updated = max(moments)
        yield report


def _event(report: Report, kind: str, value: object) -> None:
    when = moment(value)
    if when is not None and kind not in report.events:
        report.events[kind] = when
