"""Review of every change: rules of the default and release branches, tags, CODEOWNERS, and the gate itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plugin_policy.github.client import part
from plugin_policy.github.evidence import Answer
from plugin_policy.organisation import codeowners
from plugin_policy.organisation.people import errors, people
from plugin_policy.organisation.review_promises import (
    APPROVALS,
    BRANCH_PROMISES,
    BYPASS,
    CHECK_REQUIRED,
    CODE_OWNERS,
    COVERAGE,
    GATE,
    HISTORY_SAFE,
    LAST_PUSH,
    PULL_REQUEST,
    STALE,
    TAGS,
    WHO,
)  # fmt: skip
from plugin_policy.organisation.rules import Protection, actor_name, protection
from plugin_policy.organisation.subject import Subject, evidence, rows, unknown
from plugin_policy.organisation.workflows import PRODUCT, own_jobs
from plugin_policy.verdict import FAIL, PASS, UNKNOWN, Promise, Verdict

# A branch that releases are made from, by its name.
RELEASE_BRANCH = re.compile(r"^(?:release|releases|stable|maintenance|hotfix)(?:[/_-].+)?$|^v?\d+(?:\.\d+)*\.?x?$")
MAX_BRANCHES = 20
# What must not change without its owners: the manifests, the workflows, the policy, and CODEOWNERS itself.
GUARDED = (".claude-plugin/marketplace.json", ".github/workflows/x.yml", ".plugin-policy.toml")


def verdicts(subject: Subject) -> Iterator[Verdict]:
    """Verdicts on the default branch first, then release branches, tags, owners, the gate and who may publish."""
    if not subject.settings.ok or not subject.default_branch:
        yield from (
            unknown(promise, subject.settings)
            for promise in (*BRANCH_PROMISES, CHECK_REQUIRED, TAGS, COVERAGE, GATE, WHO)
        )
        return
    main = protection(subject, subject.default_branch)
    yield from branch_verdicts(main)
    yield _own_check(subject, main)
    yield from _release_branches(subject)
    yield _tags(subject)
    owners = _Owners(subject)
    yield owners.verdict()
    yield _gate(main, owners)
    yield from _who(subject)


# -- branches ---------------------------------------------------------------------------------------------------


def branch_verdicts(found: Protection) -> Iterator[Verdict]:
    """One verdict for each promise about one branch."""
    if found.failed is not None:
        yield from (unknown(promise, found.failed, subject=found.branch) for promise in BRANCH_PROMISES)
        return
    review = found.review
    yield _required(found, PULL_REQUEST, review.pull_request, "changes need a pull request")
    count = f"{review.approvals} approval{'' if review.approvals == 1 else 's'} required"
    yield _required(found, APPROVALS, review.pull_request and review.approvals > 0, count)
    yield _required(found, CODE_OWNERS, review.code_owners, "code owners must approve")
    yield _required(found, LAST_PUSH, review.last_push, "the last push needs another's approval")
    yield _required(found, STALE, review.stale, "a new push dismisses approvals")
    safe = found.force_push_blocked and found.deletion_blocked
    yield _required(found, HISTORY_SAFE, safe, "no force push, no deletion")
    yield _bypass(found)


def _required(found: Protection, promise: Promise, kept: bool, words: str) -> Verdict:
    """Pass when something requires it; fail only when nothing that could require it is hidden from us."""
    asked = evidence(*found.answers)
    if kept:
        return Verdict(promise, PASS, words, evidence=asked, subject=found.branch)
    if found.hidden is not None:
        reason = f"no ruleset requires it on `{found.branch}`, and classic protection is not visible"
        return unknown(promise, found.hidden, reason=reason, subject=found.branch)
    return Verdict(promise, FAIL, f"`{found.branch}`", evidence=asked, subject=found.branch)


def _own_check(subject: Subject, found: Protection) -> Verdict:
    """Is a job that runs this product required? A matrix adds its values in brackets, a caller its own name."""
    if found.failed is not None:
        return unknown(CHECK_REQUIRED, found.failed, subject=found.branch)
    jobs, hidden = own_jobs(subject)
    named = [name for name in found.checks if PRODUCT in name.lower() or name.partition(" (")[0] in jobs]
    named += [name for name in found.checks if name.partition(" / ")[0] in jobs]
    named += [str(one.get("path")) for one in found.workflows if PRODUCT in str(one.get("path")).lower()]
    if not named and found.checks and hidden is not None:
        reason = "whether a required check runs this product"
        return unknown(CHECK_REQUIRED, hidden, reason=reason, subject=found.branch)
    words = ", ".join(f"`{name}`" for name in sorted(named)) or "none"
    return _required(found, CHECK_REQUIRED, bool(named), words)


def _bypass(found: Protection) -> Verdict:
    asked = evidence(*found.answers)
    if not found.review.pull_request and found.hidden is None:
        reason = f"`{found.branch}` requires no pull request: there is nothing to bypass"
        return Verdict(BYPASS, FAIL, reason, evidence=asked, subject=found.branch)
    if found.bypass:
        reason = f"`{found.branch}`: {', '.join(found.bypass[:5])}"
        return Verdict(BYPASS, FAIL, reason, evidence=asked, subject=found.branch)
    if found.bypass is None:
        reason = f"`bypass_actors` of the rules of `{found.branch}` is not shown to this token"
        return Verdict(BYPASS, UNKNOWN, reason, evidence=asked, subject=found.branch)
    if found.hidden is not None:
        return unknown(BYPASS, found.hidden, subject=found.branch)
    return Verdict(BYPASS, PASS, "nobody can bypass the rules", evidence=asked, subject=found.branch)


def _release_branches(subject: Subject) -> Iterator[Verdict]:
    pages = subject.client.pages(subject.under("branches"))
    if not pages.complete:
        yield unknown(PULL_REQUEST, pages.last, reason="release branches")
        return
    names = [str(row.get("name")) for row in rows(pages.items)]
    releases = [name for name in names if name != subject.default_branch and RELEASE_BRANCH.match(name)]
    for name in releases[:MAX_BRANCHES]:
        found = protection(subject, name)
        if found.failed is not None:
            yield unknown(PULL_REQUEST, found.failed, subject=name)
            continue
        yield _required(found, PULL_REQUEST, found.review.pull_request, f"changes of `{name}` need a pull request")
    if len(releases) > MAX_BRANCHES:
        reason = f"{len(releases) - MAX_BRANCHES} more release branches were not looked at"
        yield Verdict(PULL_REQUEST, UNKNOWN, reason, permission="delete release branches that are no longer used")


# -- tags -------------------------------------------------------------------------------------------------------

_ALL_TAGS = ("~ALL", "refs/tags/*", "refs/tags/**", "refs/tags/**/*", "refs/tags/v*")


def _tags(subject: Subject) -> Verdict:
    """Active rulesets of target tag that hold for all tags, or for `v*`, and block moving and deleting them."""
    pages = subject.client.pages(subject.under("rulesets"), targets="tag", includes_parents="true")
    if not pages.complete:
        return unknown(TAGS, pages.last)
    blocked: set[str] = set()
    answers: list[Answer] = [pages.last]
    hidden = False
    for row in rows(pages.items):
        if row.get("target") != "tag" or row.get("enforcement") != "active":
            continue
        answer = subject.client.get(subject.under("rulesets", str(row.get("id"))), includes_parents="true")
        answers.append(answer)
        if not answer.ok or not isinstance(answer.data, dict):
            return unknown(TAGS, answer)
        names = (answer.data.get("conditions") or {}).get("ref_name") or {}
        if any(name in _ALL_TAGS for name in names.get("include") or ()) and not names.get("exclude"):
            blocked |= {str(rule.get("type")) for rule in rows(answer.data.get("rules"))}
            actors = [actor_name(actor) for actor in rows(answer.data.get("bypass_actors"))]
            hidden |= not isinstance(answer.data.get("bypass_actors"), list)
            if actors:
                return Verdict(TAGS, FAIL, f"bypassed by {', '.join(actors[:5])}", evidence=evidence(*answers))
    missing = [kind for kind in ("update", "deletion") if kind not in blocked]
    if missing:
        return Verdict(TAGS, FAIL, f"no rule against {' and '.join(missing)}", evidence=evidence(*answers))
    if hidden:
        reason = "tags are guarded, but `bypass_actors` of the ruleset is not shown to this token"
        return Verdict(TAGS, UNKNOWN, reason, evidence=evidence(*answers))
    return Verdict(TAGS, PASS, "tags can be neither moved nor deleted", evidence=evidence(*answers))


# -- owners and the gate ----------------------------------------------------------------------------------------


class _Owners:
    """CODEOWNERS of the default branch, and what GitHub says is wrong with it."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.path = ""
        self.lines: list[codeowners.Line] = []
        self.unseen: Answer | None = None
        for path in codeowners.PLACES:
            text, answer = subject.file(path)
            if text is not None:
                self.path, self.lines = path, codeowners.parse(text)
                return
            if answer is not None:
                self.unseen = answer
                return

    def uncovered(self) -> list[str]:
        wanted = [*GUARDED, self.path]
        if self.subject.folder(".claude-plugin")[0] == []:
            wanted.remove(GUARDED[0])
        return [path for path in wanted if path and codeowners.owners(self.lines, path) is None]

    def verdict(self) -> Verdict:
        if self.unseen is not None:
            return unknown(COVERAGE, self.unseen)
        if not self.path:
            return Verdict(COVERAGE, FAIL, "there is no CODEOWNERS", subject="CODEOWNERS")
        gaps = self.uncovered()
        if gaps:
            names = ", ".join(f"`{path.replace('workflows/x.yml', '')}`" for path in gaps)
            return Verdict(COVERAGE, FAIL, f"nobody owns {names}", subject="CODEOWNERS", path=self.path)
        answer = self.subject.client.get(self.subject.under("codeowners", "errors"))
        if not answer.ok or not isinstance(answer.data, dict):
            return unknown(COVERAGE, answer, reason="whether CODEOWNERS is valid")
        wrong = list(rows(answer.data.get("errors")))
        if wrong:
            first = wrong[0]
            line = first.get("line") if isinstance(first.get("line"), int) else 1
            words = f"line {line}: {first.get('kind')}"
            return Verdict(
                COVERAGE, FAIL, words, evidence=evidence(answer), subject="errors", path=self.path, line=int(line or 1)
            )
        reason = "valid, and covers manifests, workflows and policy"
        return Verdict(COVERAGE, PASS, reason, evidence=evidence(answer), path=self.path)


def _gate(found: Protection, owners: _Owners) -> Verdict:
    """Can a pull request switch off what judges it? Not with a required workflow at a sha, nor with code owners."""
    asked = evidence(*found.answers)
    if found.failed is not None:
        return unknown(GATE, found.failed)
    pinned = [one for one in found.workflows if re.fullmatch(r"[0-9a-f]{40}", str(one.get("sha") or ""))]
    if pinned:
        return Verdict(GATE, PASS, "a required workflow is pinned to a sha", evidence=asked)
    if owners.unseen is not None:
        return unknown(GATE, owners.unseen)
    if found.review.code_owners and owners.path and not owners.uncovered():
        return Verdict(GATE, PASS, "code owners must approve changes of workflows and policy", evidence=asked)
    if found.hidden is not None:
        return unknown(GATE, found.hidden)
    return Verdict(GATE, FAIL, "neither a workflow pinned to a sha nor code owners guard it", evidence=asked)


# -- who may publish --------------------------------------------------------------------------------------------


def _who(subject: Subject) -> Iterator[Verdict]:
    """Everyone who can push is named in `[maintainers]`."""
    listed: Any = subject.policy.maintainers
    named = {name.lstrip("@").lower() for name in listed.people}
    unseen: Answer | None = None
    for team in listed.teams:
        slug = team.rpartition("/")[2]
        pages = subject.client.pages(f"/orgs/{part(subject.owner)}/teams/{part(slug)}/members")
        named |= {str(row.get("login")).lower() for row in rows(pages.items)}
        unseen = unseen or (None if pages.complete else pages.last)
    if not named and unseen is None:
        need = "name those who may merge and publish in `[maintainers]` of the policy"
        yield Verdict(WHO, UNKNOWN, "the policy names no maintainers", permission=need)
        return
    found = people(subject)
    asked = evidence(*found.answers[:1])
    if found.pushers is None:
        reason = errors(found.answers[-1]) or found.answers[-1].why
        yield Verdict(WHO, UNKNOWN, f"who can push is not visible: {reason}", evidence=asked)
        return
    extra = sorted(found.pushers - named)
    if extra and unseen is not None:
        yield unknown(WHO, unseen, reason=f"{len(extra)} others can push, and the members of a team are not visible")
        return
    for login in extra:
        yield Verdict(WHO, FAIL, f"`{login}`", evidence=asked, subject=login)
    if not extra:
        yield Verdict(WHO, PASS, f"all {len(found.pushers)} who can push are named", evidence=asked)
