"""Every open incident against the promised times, as response-times judges them."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from plugin_policy.errors import UsageError
from plugin_policy.incident import register
from plugin_policy.incident.place import Place
from plugin_policy.policy.duration import Duration

if TYPE_CHECKING:
    from plugin_policy.organisation.reports import Report
    from plugin_policy.organisation.responses import Judge
    from plugin_policy.policy.settings import Policy

ASSESSED_WITHIN = Duration(24, "hours")  # where neither the policy nor SECURITY.md promises another time


def status(place: Place, policy: Policy, now: datetime, id: str) -> tuple[list[str], bool]:
    """Lines for people, and whether a promise is broken. id: of one incident, "" for every open one."""
    from plugin_policy.organisation.reports import from_register

    wanted = [register.by_id(place.root, id)] if id else [one for one in register.load(place.root) if one.open]
    judge = _judge(place, policy, now)
    lines, missed = [], False
    for incident in wanted:
        with open(os.path.join(place.root, incident.path), "rb") as stream:
            report = next(iter(from_register([(incident.path, stream.read())])))
        if isinstance(report, str):
            raise UsageError(report)
        lines.append(f"{incident.id}: {incident.plugin or 'a report'}, {incident.severity}, {incident.state}")
        said, late = _promises(report, judge)
        lines += said
        missed = missed or late
    if not wanted:
        lines.append(f"no incident is open in {register.FOLDER}/")
    return lines, missed


def _promises(report: Report, judge: Judge) -> tuple[list[str], bool]:
    from plugin_policy.organisation.response_promises import DUE
    from plugin_policy.verdict import FAIL, UNKNOWN

    lines, missed = [], False
    for verdict in judge.report(report, []):
        kind = verdict.promise.id.partition("/")[2]
        late = verdict.state == FAIL and verdict.promise is not DUE
        word = (
            "missed"
            if late
            else "due soon"
            if verdict.state == FAIL
            else "unknown"
            if verdict.state == UNKNOWN
            else "kept"
        )
        missed = missed or late
        lines.append(f"  {word:<9}{'' if kind == 'due-soon' else kind + ' '}{verdict.reason.partition(': ')[2]}")
    return lines or ["  no time is promised for it"], missed


def _judge(place: Place, policy: Policy, now: datetime) -> Judge:
    from plugin_policy.organisation.calendar import Calendar
    from plugin_policy.organisation.responses import Judge, promised_times

    def read(path: str) -> str | None:
        try:
            with open(os.path.join(place.root, path), encoding="utf-8", errors="replace") as stream:
                return stream.read(1 << 20)
        except OSError:
            return None

    times = promised_times(policy, read)
    times.add("assess incident", ASSESSED_WITHIN, "default")
    try:
        return Judge(now, times, Calendar(policy.responses.holidays, policy.responses.time_zone))
    except ValueError as error:
        raise UsageError(str(error)) from None


def record(place: Place, id: str, event: str, when: datetime) -> None:
    """Note in the register that something happened. UsageError without an id, or when it is noted already."""
    if not id:
        raise UsageError("--record needs the ID of the incident")
    register.record(place.root, register.by_id(place.root, id), event, when)
