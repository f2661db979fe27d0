"""Regular audits (age of the last scheduled run), and whether the private report form is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from plugin_policy.organisation.calendar import moment
from plugin_policy.organisation.response_promises import AUDIT, PRIVATE
from plugin_policy.organisation.subject import Subject, evidence, rows, unknown
from plugin_policy.policy.knobs import Duration
from plugin_policy.verdict import FAIL, PASS, UNKNOWN, Verdict

DEFAULT = Duration(31, "days")  # where SECURITY.md says "regular" and gives no number
_REGULAR = re.compile(r"\b(?:regular(?:ly)?|periodic(?:ally)?|continuous(?:ly)?)\b.{0,40}\baudit", re.IGNORECASE)


def verdicts(subject: Subject) -> Iterator[Verdict]:
    text = next((found for path in _PLACES if (found := subject.file(path)[0]) is not None), "")
    given = subject.policy.responses.audit
    if given or _REGULAR.search(text):
        yield _audit(subject, given or DEFAULT)
    if text:
        yield from _private(subject, text)


_PLACES = (".github/SECURITY.md", "SECURITY.md", "docs/SECURITY.md")


def _audit(subject: Subject, promised: Duration) -> Verdict:
    """The newest scheduled run that came to an end; a run that GitHub skipped or cancelled audited nothing."""
    answer = subject.client.get(subject.under("actions", "runs"), event="schedule", per_page=20)
    if not answer.ok or not isinstance(answer.data, dict):
        return unknown(AUDIT, answer)
    asked = evidence(answer)
    done = [row for row in rows(answer.data.get("workflow_runs")) if row.get("conclusion") in ("success", "failure")]
    times = [when for row in done if (when := moment(row.get("created_at")))]
    if not times:
        if answer.data.get("total_count"):
            return Verdict(AUDIT, UNKNOWN, "none of the newest scheduled runs came to an end", evidence=asked)
        return Verdict(AUDIT, FAIL, "there is none", evidence=asked)
    age = subject.now - max(times)
    reason = f"the last was {age.days} days ago, promised every {promised}"
    late = age > timedelta(hours=promised.hours)
    return Verdict(AUDIT, FAIL if late else PASS, reason, evidence=asked)


def _private(subject: Subject, text: str) -> Iterator[Verdict]:
    from plugin_policy.security_policy.content import read_content

    if not read_content(text, "SECURITY.md", subject.full).own_channels:
        return
    answer = subject.client.get(subject.under("private-vulnerability-reporting"))
    enabled = answer.data.get("enabled") if answer.ok and isinstance(answer.data, dict) else None
    if not isinstance(enabled, bool):
        yield unknown(PRIVATE, answer)
    else:
        words = "it is on" if enabled else "it is off"
        yield Verdict(PRIVATE, PASS if enabled else FAIL, words, evidence=evidence(answer))
