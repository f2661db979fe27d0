"""Vulnerability reports are acknowledged, assessed, fixed and disclosed in the promised time.

## What it does
Takes the promised times from `[responses]` of the policy, and what it leaves out from SECURITY.md; working days know
weekends, `holidays` and `time-zone`. It holds them against the repository's security advisories and the files of
`incidents/`, which cover reports that came by e-mail. What is due within days is a low finding. It asks how long ago
the last scheduled run was, whether private vulnerability reporting is on where SECURITY.md links it, and whether a
file names an advisory that is not published. Unpublished reports are never named.

## Why is this bad
A reporter who hears nothing publishes.

## Example
    [responses]
    acknowledge = "3 working days"
    critical = "7 days"
    holidays = [2026-12-25]
    time-zone = "Europe/Berlin"

## Use instead
    # incidents/2026-1.toml
    severity = "high"
    reported = 2026-03-02T09:00:00Z
    acknowledged = 2026-03-03T10:00:00Z

## What it does not do
GitHub shows when an advisory was opened, published and closed; not when it was answered. That is unknown, unless the
register says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import REPOSITORY, Check
from plugin_policy.finding import Finding
from plugin_policy.organisation.options import OPTIONS
from plugin_policy.organisation.response_promises import PROMISES

if TYPE_CHECKING:
    from plugin_policy.scan import Scan

CHECK = Check(
    "response-times",
    REPOSITORY,
    "advisories not acknowledged, assessed, updated or fixed in the promised time",
    17,
    place="schedule",
    default=False,
    extra="network",
    manual=True,
    token=True,
    network=True,
    options=OPTIONS,
)
RULES = tuple(promise.rule for promise in PROMISES)


def run(scan: Scan) -> Iterator[Finding]:
    from plugin_policy.organisation import audits, responses
    from plugin_policy.organisation.settle import settle
    from plugin_policy.organisation.subject import save_record, subject_of

    subject = subject_of(scan)
    yield from settle(scan, responses.verdicts(subject))
    yield from settle(scan, audits.verdicts(subject))
    save_record(scan.options)


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
