"""Did every commit of the default branch since a revision come by a merged and approved pull request?

GraphQL `Commit.associatedPullRequests` with the approvals of each, 100 commits a request.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugin_policy.organisation.people import errors
from plugin_policy.organisation.review_promises import MERGED
from plugin_policy.organisation.subject import Subject, evidence, rows, unknown
from plugin_policy.verdict import FAIL, PASS, UNKNOWN, Verdict

MAX_PAGES = 50

QUERY = """
query($owner: String!, $name: String!, $branch: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    object(expression: $branch) {
      ... on Commit {
        history(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {
            oid
            associatedPullRequests(first: 10) {
              nodes {
                number
                merged
                mergedAt
                baseRefName
                author { login }
                reviews(first: 50, states: [APPROVED]) {
                  nodes { submittedAt authorCanPushToRepository author { login } }
                }
              }
            }
          }
        }
      }
    }
  }
}
"""


def verdicts(subject: Subject, since: str) -> Iterator[Verdict]:
    """since: the commit (full sha) that is still trusted; it and what is before it is not asked for."""
    branch = subject.default_branch
    if not branch:
        yield unknown(MERGED, subject.settings)
        return
    count, failures, after = 0, 0, None
    for _ in range(MAX_PAGES):
        names = {"owner": subject.owner, "name": subject.name, "branch": branch, "after": after}
        answer = subject.client.graphql(QUERY, names)
        history = _history(answer.data) if answer.ok else None
        if history is None:
            reason = errors(answer) if answer.ok else ""
            yield unknown(MERGED, answer, reason=reason or "the history of the default branch")
            return
        for commit in rows(history.get("nodes")):
            if str(commit.get("oid")) == since:
                if not failures:
                    yield Verdict(MERGED, PASS, f"{count} commits since {since[:12]}", evidence=evidence(answer))
                return
            count += 1
            wrong = problem(commit, branch)
            if wrong:
                failures += 1
                oid = str(commit.get("oid"))
                yield Verdict(MERGED, FAIL, f"`{oid[:12]}` {wrong}", evidence=evidence(answer), subject=oid)
        info = history.get("pageInfo") or {}
        after = info.get("endCursor")
        if not info.get("hasNextPage") or not after:
            break
    reason = f"{since[:12]} is not among the last {count} commits of `{branch}`"
    yield Verdict(MERGED, UNKNOWN, reason, permission="name a commit of the default branch with --since")


def _history(data: Any) -> dict[str, Any] | None:
    for name in ("data", "repository", "object", "history"):
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else None


def problem(commit: dict[str, Any], branch: str) -> str:
    """What is wrong with one commit, "" when a merged pull request to the branch was approved by somebody else."""
    requests = list(rows((commit.get("associatedPullRequests") or {}).get("nodes")))
    merged = [one for one in requests if one.get("merged") is True and one.get("baseRefName") == branch]
    if not merged:
        return "came by no merged pull request"
    for one in merged:
        author = (one.get("author") or {}).get("login")
        if any(_counts(row, author, str(one.get("mergedAt"))) for row in rows((one.get("reviews") or {}).get("nodes"))):
            return ""
    return f"came by pull request {merged[0].get('number')}, which nobody approved"


def _counts(review: dict[str, Any], author: str | None, merged: str) -> bool:
    """An approval of somebody else who may push, given before the merge."""
    reviewer = (review.get("author") or {}).get("login")
    may_push = review.get("authorCanPushToRepository") is True
    return may_push and reviewer not in (None, author) and str(review.get("submittedAt")) <= merged
