"""The promises of review-required, as rows."""

from __future__ import annotations

from plugin_policy.verdict import Promise

ADMIN = "a token with repository Administration: read"
EDIT = "a token that may edit the ruleset (repository or organisation administration: write), which alone sees it"
RULES_FIX = "in a ruleset for the default branch"


def _row(name: str, severity: str, says: str, message: str, fix: str, permission: str = ADMIN) -> Promise:
    return Promise("review-required/" + name, severity, says, message, fix, permission)


PULL_REQUEST = _row(
    "pull-request", "high", "every change comes by pull request",
    "commits can be pushed without a pull request: {reason}", f"require a pull request {RULES_FIX}",
)  # fmt: skip
APPROVALS = _row(
    "approvals", "high", "every pull request needs an approval",
    "pull requests can be merged without an approval: {reason}", f"require at least one approval {RULES_FIX}",
)  # fmt: skip
CODE_OWNERS = _row(
    "code-owners", "medium", "code owners approve changes of what they own",
    "changes need no approval of code owners: {reason}", f"require review from code owners {RULES_FIX}",
)  # fmt: skip
LAST_PUSH = _row(
    "last-push", "medium", "the last push is approved by somebody else",
    "the last pusher may approve their own push: {reason}",
    f"require approval of the most recent push {RULES_FIX}",
)  # fmt: skip
STALE = _row(
    "stale-approvals", "medium", "a new push needs a new approval",
    "an approval still counts after new commits: {reason}", f"dismiss stale approvals on push {RULES_FIX}",
)  # fmt: skip
HISTORY_SAFE = _row(
    "no-force-push", "medium", "history cannot be rewritten",
    "the branch can be force-pushed or deleted: {reason}", f"block force pushes and deletion {RULES_FIX}",
)  # fmt: skip
CHECK_REQUIRED = _row(
    "status-check", "medium", "this policy's own check is required",
    "no check of this policy is required before merging: {reason}",
    f"require the job that runs plugin-policy as status check {RULES_FIX}",
)  # fmt: skip
BYPASS = _row(
    "bypass", "medium", "nobody can bypass the rules", "the rules can be bypassed: {reason}",
    "remove the bypass list, and include administrators", EDIT,
)  # fmt: skip
TAGS = _row(
    "tags", "medium", "release tags cannot be moved or deleted", "release tags can be changed: {reason}",
    "add a ruleset for all tags that blocks update and deletion", EDIT,
)  # fmt: skip
COVERAGE = _row(
    "codeowners", "medium", "CODEOWNERS is valid and covers manifests, workflows and policy",
    "CODEOWNERS does not guard what matters: {reason}",
    "give `.claude-plugin/`, `.github/` and `.plugin-policy.toml` an owner in `.github/CODEOWNERS`",
    "Contents: read of the repository",
)  # fmt: skip
GATE = _row(
    "gate", "medium", "a pull request cannot switch off the check that judges it",
    "a pull request can edit the check that judges it: {reason}",
    "require the workflow from another repository at a sha, or let code owners guard `.github/` and the policy",
)  # fmt: skip
WHO = _row(
    "publishers", "medium", "only named maintainers can push, merge and publish",
    "somebody who is not named in `[maintainers]` can push: {reason}",
    "take away the right to push, or name the person in the policy", "push access to the repository",
)  # fmt: skip
MERGED = _row(
    "history", "high", "every commit of the default branch came by a merged, approved pull request",
    "a commit did not come by a merged, approved pull request: {reason}",
    "review it now; then close the way it came",
    "Contents: read and Pull requests: read of the repository",
)  # fmt: skip

BRANCH_PROMISES = (PULL_REQUEST, APPROVALS, CODE_OWNERS, LAST_PUSH, STALE, HISTORY_SAFE, BYPASS)
PROMISES = (*BRANCH_PROMISES, CHECK_REQUIRED, TAGS, COVERAGE, GATE, WHO, MERGED)
