"""Every change of the marketplace is reviewed, and nobody can get around it.

## What it does
Reads the active rules of the default branch, of release branches and of tags, as GitHub joins them from rulesets of
all levels and classic protection: pull requests, approvals, code owners, approval of the last push, stale approvals,
force pushes, required checks, and who may bypass them. It reads CODEOWNERS and asks whether it covers the manifests,
the workflows and the policy; whether a pull request could edit the very check that judges it; and whether everyone
who can push is named in `[maintainers]`. With `--since REV` every commit of the default branch since then must have
come by a merged pull request that somebody else approved.

## Why is this bad
A rule that one person can bypass is a request. A gate that a pull request can edit is open.

## Example
    bypass_actors is absent for who may not edit the ruleset: that is **unknown**, not "nobody".

## Use instead
    plugin-policy review-required --repository OWNER/REPO --since v1.4.0

## What it does not do
It does not judge how good a review was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import REPOSITORY, Check, NotRunError
from plugin_policy.finding import Finding
from plugin_policy.organisation.options import OPTIONS
from plugin_policy.organisation.review_promises import PROMISES

if TYPE_CHECKING:
    from plugin_policy.scan import Scan

CHECK = Check(
    "review-required",
    REPOSITORY,
    "branches and tags that can change without review, or by people who may not publish",
    15,
    place="PR, schedule",
    default=False,
    extra="network",
    manual=True,
    token=True,
    network=True,
    options=(*OPTIONS, ("--since", "also judge every commit of the default branch since this one", "REV")),
)
RULES = tuple(promise.rule for promise in PROMISES)


def run(scan: Scan) -> Iterator[Finding]:
    from plugin_policy.organisation import history, review
    from plugin_policy.organisation.settle import settle
    from plugin_policy.organisation.subject import save_record, subject_of

    subject = subject_of(scan)
    yield from settle(scan, review.verdicts(subject))
    since = scan.options.get("since")
    if since:
        yield from settle(scan, history.verdicts(subject, _commit(scan, str(since))))
    save_record(scan.options)


def _commit(scan: Scan, revision: str) -> str:
    """The full sha of a revision of the clone; a full sha stands for itself."""
    import re

    from plugin_policy.git import GitError, git

    if re.fullmatch(r"[0-9a-f]{40}", revision):
        return revision
    try:
        name = revision + "^{commit}"
        return git(scan.repository.root, "rev-parse", "--verify", "--end-of-options", name).decode().strip()
    except GitError as error:
        raise NotRunError(f"`{revision}` is no commit of this clone: {error}", "name a full sha with --since") from None


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
