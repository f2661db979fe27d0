"""Two-factor authentication is enforced for everyone who can push, merge or publish.

## What it does
Asks GitHub whether the organisation requires two-factor authentication, and, person by person, whether members and
outside collaborators who can push to the marketplace have it, and not by SMS alone. Workflows that publish packages
are held to trusted publishing, because registries show nobody's second factor.

Each promise gets one of three answers, with the evidence: **pass**, **fail**, or **unknown** with the reason and the
permission that would answer it. An empty list is no pass, a missing field is no fail: only an organisation owner's
token sees these settings. `GITHUB_TOKEN` never does.

## Why is this bad
One password of one maintainer is enough to publish a plugin that runs on every user's machine.

## Example
    curl -H "Authorization: Bearer $GITHUB_TOKEN" .../orgs/ORG/members?filter=2fa_disabled     -> []

## Use instead
    GH_TOKEN=<an owner's token> plugin-policy maintainers-2fa --repository OWNER/REPO

## What it does not do
Repositories of a person's account have no such setting that could be seen: they are unknown, and an exception for the
rule accepts that with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import REPOSITORY, Check
from plugin_policy.finding import Finding
from plugin_policy.organisation.options import OPTIONS
from plugin_policy.organisation.publishing import PUBLISHERS
from plugin_policy.organisation.two_factor import PROMISES

if TYPE_CHECKING:
    from plugin_policy.scan import Scan

CHECK = Check(
    "maintainers-2fa",
    REPOSITORY,
    "two-factor authentication that is not enforced for maintainers",
    14,
    place="manual hook, schedule",
    default=False,
    extra="network",
    manual=True,
    token=True,
    network=True,
    options=OPTIONS,
)
RULES = tuple(promise.rule for promise in (*PROMISES, PUBLISHERS))


def run(scan: Scan) -> Iterator[Finding]:
    from plugin_policy.organisation import publishing, two_factor
    from plugin_policy.organisation.settle import settle
    from plugin_policy.organisation.subject import save_record, subject_of

    subject = subject_of(scan)
    yield from settle(scan, two_factor.verdicts(subject))
    yield from settle(scan, publishing.verdicts(subject))
    save_record(scan.options)


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
