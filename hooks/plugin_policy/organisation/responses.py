"""Promised response times held against advisories and the register of incidents.

The times come from `[responses]` of the policy; what it leaves out is taken from SECURITY.md. GitHub shows when an
advisory was opened, published and closed; it does not show when it was acknowledged or assessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from plugin_policy.organisation.calendar import Calendar
from plugin_policy.organisation.reports import REGISTER, Report, add_comments, from_advisories, from_register
from plugin_policy.organisation.response_promises import (
    ACKNOWLEDGE,
    ASSESS,
    CONFIDENTIAL,
    DISCLOSE,
    DUE,
    FIX,
    REGISTERED,
    TIMES,
    UPDATE,
)  # fmt: skip
from plugin_policy.organisation.subject import Subject, evidence, unknown
from plugin_policy.policy.knobs import Duration
from plugin_policy.verdict import FAIL, PASS, UNKNOWN, Promise, Verdict

if TYPE_CHECKING:
    from plugin_policy.policy.settings import Policy

PROMISED = {"acknowledge": ACKNOWLEDGE, "assess": ASSESS, "fix": FIX, "disclose": DISCLOSE}
LOOK_BACK = timedelta(days=365)
SOON = timedelta(days=2)  # or a fifth of the promised time, whichever is longer


class Times:
    """What was promised: kind -> Duration, and kind "fix" by severity. source: words for the reason."""

    def __init__(self) -> None:
        self.of: dict[str, Duration] = {}
        self.source: dict[str, str] = {}

    def add(self, key: str, duration: Duration | None, source: str) -> None:
        if duration is not None and key not in self.of:
            self.of[key] = duration
            self.source[key] = source

    def key(self, kind: str, severity: str) -> str:
        """The key that holds for a report: of its severity where there is one."""
        return next((key for key in (f"{kind} {severity}", kind) if key in self.of), "")


def promised_times(policy: Policy, read: Callable[[str], str | None], full: str = "") -> Times:
    """From the policy, then from SECURITY.md. read: text of a file of the default branch. full: `owner/name`."""
    times = Times()
    responses = policy.responses
    where = f"policy, line {policy.line_of('responses')}" if policy.text else "policy"
    for kind in ("acknowledge", "assess", "update", "disclose"):
        times.add(kind, getattr(responses, kind), where)
    times.add("assess incident", responses.incident, where)
    for severity in ("critical", "high", "medium", "low"):
        times.add(f"fix {severity}", getattr(responses, severity), where)
    for path in (".github/SECURITY.md", "SECURITY.md", "docs/SECURITY.md"):
        text = read(path)
        if text is None:
            continue
        from plugin_policy.security_policy.content import read_content

        for one in read_content(text, path, full).promised:
            key = f"{one.kind} {one.severity}".strip()
            if one.incident:
                key = "assess incident" if one.kind == "assess" else ""
            if key:
                duration = _as_policy(one.duration.amount, one.duration.unit, one.duration.business)
                times.add(key, duration, f"{path}, line {one.line}")
        break
    return times


def _as_policy(amount: int, unit: str, business: bool) -> Duration:
    if unit == "hour":
        return Duration(amount, "hours")
    days = amount * {"day": 1, "week": 7, "month": 30}[unit]
    return Duration(days, "working days" if business and unit == "day" else "days")


def verdicts(subject: Subject) -> Iterator[Verdict]:
    """Verdicts per promise and report; reports opened more than a year ago and closed since are left alone."""
    times = promised_times(subject.policy, lambda path: subject.file(path)[0], subject.full)
    if set(times.of) <= {"assess incident"}:
        yield Verdict(TIMES, UNKNOWN, "neither the policy nor SECURITY.md promises a time")
    if not times.of:
        return
    responses = subject.policy.responses
    try:
        calendar = Calendar(responses.holidays, responses.time_zone)
    except ValueError as error:
        yield Verdict(TIMES, UNKNOWN, str(error), permission="an IANA name such as Europe/Berlin in `time-zone`")
        return
    judge = Judge(subject.now, times, calendar)
    yield from _advisories(subject, judge)
    yield from _register(subject, judge)


def _register(subject: Subject, judge: Judge) -> Iterator[Verdict]:
    if subject.repository is None:
        return
    by_path = subject.repository.by_path
    paths = sorted(path for path in by_path if path.startswith(REGISTER) and path.endswith(".toml"))
    for report in from_register((path, by_path[path].data) for path in paths):
        if isinstance(report, str):
            yield Verdict(REGISTERED, FAIL, report, subject=report.split("`")[1], path=report.split("`")[1])
        else:
            yield from judge.report(report, [])


def _advisories(subject: Subject, judge: Judge) -> Iterator[Verdict]:
    pages = subject.client.pages(subject.under("security-advisories"))
    found = from_advisories(pages.items)
    _answers(subject, found)
    asked = evidence(*pages.answers[:1])
    concerned = [*judge.promises(), CONFIDENTIAL]
    if not pages.complete:
        yield from (unknown(promise, pages.last) for promise in concerned)
    elif not subject.is_admin and not any(report.open for report in found):
        reason = "unpublished advisories are not shown to this token, so open reports are not known"
        need = CONFIDENTIAL.permission
        yield from (Verdict(one, UNKNOWN, reason, permission=need, evidence=asked) for one in concerned)
    else:
        yield _confidential(subject, [report for report in found if report.state in ("triage", "draft")], asked)
    for report in found:
        yield from judge.report(report, asked)


def _answers(subject: Subject, found: list[Report]) -> None:
    """Comments show when a report was answered. The API is a preview: where it is absent, one 404 ends it."""
    for report in found:
        if not report.outside or not (report.open or (report.opened and subject.now - report.opened <= LOOK_BACK)):
            continue
        pages = subject.client.pages(subject.under("security-advisories", report.id, "comments"))
        if not pages.complete:
            return
        add_comments(report, pages.items)


def _confidential(subject: Subject, hidden: list[Report], asked: list[dict[str, object]]) -> Verdict:
    """No file of the repository names an advisory that is not published. The name is not repeated here."""
    if hidden and subject.repository is None:
        return Verdict(CONFIDENTIAL, UNKNOWN, "the files are not at hand", permission="a clone", evidence=asked)
    by_path = subject.repository.by_path if subject.repository is not None and hidden else {}
    marks = [report.id.encode() for report in hidden]
    for path in sorted(by_path):
        data = by_path[path].data
        at = next((data.find(mark) for mark in marks if mark in data), -1)
        if at >= 0:
            line = data.count(b"\n", 0, at) + 1
            return Verdict(CONFIDENTIAL, FAIL, f"`{path}`", evidence=asked, subject=path, path=path, line=line)
    return Verdict(CONFIDENTIAL, PASS, f"no file names any of {len(hidden)} unpublished reports", evidence=asked)


class Judge:
    def __init__(self, now: datetime, times: Times, calendar: Calendar) -> None:
        self.now = now
        self.times = times
        self.calendar = calendar

    def promises(self) -> list[Promise]:
        """The promises for which a time is promised."""
        kinds = {key.partition(" ")[0] for key in self.times.of if key != "assess incident"}
        return [promise for kind, promise in {**PROMISED, "update": UPDATE}.items() if kind in kinds]

    def report(self, report: Report, asked: list[dict[str, object]]) -> Iterator[Verdict]:
        if report.opened is None:
            if report.open:
                yield Verdict(FIX, UNKNOWN, f"{report.name}: when it was opened is not shown", evidence=asked)
            return
        if not report.open and self.now - report.opened > LOOK_BACK:
            return
        for kind, promise in PROMISED.items():
            incident = kind == "assess" and report.incident is not None and "assess incident" in self.times.of
            key = "assess incident" if incident else self.times.key(kind, report.severity)
            # Acknowledging and assessing is owed to somebody else who reported it.
            if key and (incident or report.outside or kind in ("fix", "disclose")):
                yield self._one(report, kind, promise, key, asked)
        if "update" in self.times.of and report.open and report.outside:
            yield self._update(report, asked)

    def _one(self, report: Report, kind: str, promise: Promise, key: str, asked: list[dict[str, object]]) -> Verdict:
        assert report.opened is not None
        duration = self.times.of[key]
        start = report.incident if key == "assess incident" and report.incident is not None else report.opened
        deadline = self.calendar.deadline(start, duration)
        due = deadline.strftime("%Y-%m-%d %H:%M UTC")
        about = f"promised within {duration} ({self.times.source[key]}), due {due}"

        def verdict(state: str, words: str, of: Promise = promise) -> Verdict:
            what = f"{kind} " if of is DUE else ""  # the other promises are of one kind each
            reason = f"{report.name}: {what}{about}, {words}"
            return Verdict(of, state, reason, evidence=asked, subject=_subject(report), path=report.path)

        happened = report.events.get(kind) or self._implied(report, kind, deadline)
        if happened is not None:
            late = happened > deadline
            return verdict(FAIL if late else PASS, f"done {happened.strftime('%Y-%m-%d %H:%M UTC')}")
        if kind == "assess" and report.state == "triage" and self.now > deadline:
            return verdict(FAIL, "and it still waits for triage")
        if kind not in report.shown and self.now > deadline:
            return verdict(UNKNOWN, "and GitHub does not show when it happened")
        if not report.open:
            return verdict(UNKNOWN, "and it was closed without a date for it")
        if self.now > deadline:
            return verdict(FAIL, "not done")
        soon = max(SOON, (deadline - start) / 5)
        if kind in report.shown and deadline - self.now <= soon:
            return verdict(FAIL, "not done yet", DUE)
        return verdict(PASS, "still in time")

    @staticmethod
    def _implied(report: Report, kind: str, deadline: datetime) -> datetime | None:
        """What was fixed or published in time was acknowledged and assessed in time; later it proves nothing."""
        if kind in report.shown:
            return None
        first = min(report.events.values(), default=None)
        return first if first is not None and first <= deadline else None

    def _update(self, report: Report, asked: list[dict[str, object]]) -> Verdict:
        duration = self.times.of["update"]
        last = report.updated or report.opened
        assert last is not None
        deadline = self.calendar.deadline(last, duration)
        about = f"{report.name}: updates promised every {duration} ({self.times.source['update']})"
        seen = last.strftime("%Y-%m-%d")
        if self.now <= deadline:
            state, words = PASS, f"last one {seen}"
        elif "update" in report.shown:
            state, words = FAIL, f"last one {seen}"
        else:
            state, words = UNKNOWN, f"last visible change {seen}; comments are not shown"
        return Verdict(UPDATE, state, f"{about}, {words}", evidence=asked, subject=_subject(report), path=report.path)


def _subject(report: Report) -> str:
    """What tells reports apart without naming an unpublished one."""
    if report.state in ("triage", "draft"):
        import hashlib

        return "unpublished-" + hashlib.sha256(report.id.encode()).hexdigest()[:8]
    return report.id
