"""What protects a branch: rulesets (`/rules/branches/{branch}`, public) and classic protection, joined into one.

GitHub applies the strictest of all (GitHub Docs, "About rulesets"). `bypass_actors` is shown to who may edit the
ruleset and is absent for everyone else: absent is unknown, not "nobody". Classic protection needs Administration:
read; its 404 means "not protected" only when GitHub says so in words.
"""

from __future__ import annotations

from typing import Any

from plugin_policy.github.evidence import Answer
from plugin_policy.organisation.subject import Subject, rows

NOT_PROTECTED = "branch not protected"


class Review:
    """What a pull request needs. Each field is False or 0 until something requires it."""

    __slots__ = ("approvals", "code_owners", "last_push", "pull_request", "stale")

    def __init__(self) -> None:
        self.pull_request = False
        self.approvals = 0
        self.code_owners = False
        self.last_push = False
        self.stale = False

    def add(self, parameters: dict[str, Any]) -> None:
        """Join a rule of type pull_request, or classic `required_pull_request_reviews` (the names differ a little)."""
        self.pull_request = True
        count = parameters.get("required_approving_review_count")
        self.approvals = max(self.approvals, count if isinstance(count, int) else 0)
        owners = parameters.get("require_code_owner_review", parameters.get("require_code_owner_reviews"))
        stale = parameters.get("dismiss_stale_reviews_on_push", parameters.get("dismiss_stale_reviews"))
        self.code_owners |= owners is True
        self.stale |= stale is True
        self.last_push |= parameters.get("require_last_push_approval") is True


class Protection:
    """Of one branch. hidden: the answer that hides classic protection, so that what is missing is unknown.

    bypass: who may bypass, as words; None: not visible. checks: names of required status checks. workflows: required
    workflows as (repository id, path, ref or sha).
    """

    def __init__(self, branch: str) -> None:
        self.branch = branch
        self.review = Review()
        self.force_push_blocked = False
        self.deletion_blocked = False
        self.checks: set[str] = set()
        self.workflows: list[dict[str, Any]] = []
        self.bypass: list[str] | None = []
        self.bypass_answer: Answer | None = None
        self.hidden: Answer | None = None
        self.failed: Answer | None = None  # the rules themselves were not answered
        self.answers: list[Answer] = []


def protection(subject: Subject, branch: str) -> Protection:
    """Everything that protects the branch, as far as this token sees it."""
    found = Protection(branch)
    pages = subject.client.pages(subject.under("rules", "branches", branch))
    found.answers += pages.answers
    if not pages.complete:
        found.failed = pages.last
        return found
    sources = set()
    for rule in rows(pages.items):
        _rule(found, rule)
        if rule.get("type") in ("pull_request", "required_status_checks", "workflows"):
            sources.add(rule.get("ruleset_id"))
    for number in sorted(source for source in sources if isinstance(source, int)):
        _bypass(subject, found, number)
    _classic(subject, found)
    return found


def _rule(found: Protection, rule: dict[str, Any]) -> None:
    parameters = rule.get("parameters") or {}
    kind = rule.get("type")
    if kind == "pull_request":
        found.review.add(parameters)
    elif kind == "required_status_checks":
        found.checks |= {str(check.get("context")) for check in rows(parameters.get("required_status_checks"))}
    elif kind == "workflows":
        found.workflows += rows(parameters.get("workflows"))
    elif kind == "non_fast_forward":
        found.force_push_blocked = True
    elif kind == "deletion":
        found.deletion_blocked = True


def _bypass(subject: Subject, found: Protection, number: int) -> None:
    answer = subject.client.get(subject.under("rulesets", str(number)), includes_parents="true")
    found.answers.append(answer)
    actors = answer.data.get("bypass_actors") if answer.ok and isinstance(answer.data, dict) else None
    if not isinstance(actors, list):
        found.bypass, found.bypass_answer = None, answer
    elif found.bypass is not None:
        found.bypass += [actor_name(actor) for actor in rows(actors)]


def actor_name(actor: dict[str, Any]) -> str:
    """`RepositoryRole 5 (always)`: GitHub gives numbers, not names."""
    return f"{actor.get('actor_type')} {actor.get('actor_id')} ({actor.get('bypass_mode', 'always')})"


def _classic(subject: Subject, found: Protection) -> None:
    """Classic protection on top, when the branch has or may have it."""
    branch = subject.client.get(subject.under("branches", found.branch))
    found.answers.append(branch)
    if branch.ok and isinstance(branch.data, dict) and branch.data.get("protected") is False:
        return
    answer = subject.client.get(subject.under("branches", found.branch, "protection"))
    found.answers.append(answer)
    if answer.ok and isinstance(answer.data, dict):
        _add_classic(found, answer.data)
    elif answer.status != 404 or NOT_PROTECTED not in answer.message.lower():
        found.hidden = answer


def _add_classic(found: Protection, data: dict[str, Any]) -> None:
    review = data.get("required_pull_request_reviews")
    if isinstance(review, dict):
        found.review.add(review)
        allowances = review.get("bypass_pull_request_allowances") or {}
        names = [str(one.get("login") or one.get("slug")) for kind in allowances for one in rows(allowances[kind])]
        if found.bypass is not None:
            found.bypass += names
            if not _enabled(data.get("enforce_admins")):
                found.bypass.append("administrators (classic protection does not include them)")
    checks = data.get("required_status_checks")
    if isinstance(checks, dict):
        found.checks |= {str(check.get("context")) for check in rows(checks.get("checks"))}
        found.checks |= {context for context in checks.get("contexts") or () if isinstance(context, str)}
    found.force_push_blocked |= not _enabled(data.get("allow_force_pushes"))
    found.deletion_blocked |= not _enabled(data.get("allow_deletions"))


def _enabled(value: Any) -> bool:
    return isinstance(value, dict) and value.get("enabled") is True
