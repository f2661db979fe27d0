"""The policy's judgement: which findings stay, which are allowed and by what, and what the policy adds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from plugin_policy.finding import Finding
from plugin_policy.policy.knobs import MIN_REASON
from plugin_policy.policy.settings import Policy
from plugin_policy.report.result import Allowed

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.policy.baseline import Baseline
    from plugin_policy.policy.comments import Comment
    from plugin_policy.policy.exceptions import Exceptions

# Rules that no comment clears, besides secrets of providers and whatever is critical.
NEVER = ("no-obfuscation/hidden-", "no-obfuscation/bidi", "policy/", "reading/")


class Judged:
    """findings: what is left, in order, with the policy's own. allowed: new comments first, then in order.

    counts: "exception", "comment", "foreign comment", "baseline" -> findings cleared. unused: number of entries of the
    baseline that no finding matched (0 unless the whole repository was judged).
    """

    __slots__ = ("allowed", "counts", "findings", "notes", "unused")

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.allowed: list[Allowed] = []
        self.counts = {"exception": 0, "comment": 0, "foreign comment": 0, "baseline": 0}
        self.unused = 0
        self.notes: list[str] = []


def judge(
    findings: Iterable[Finding],
    policy: Policy,
    *,
    today: str,
    baseline: Baseline | None = None,
    comments: Iterable[Comment] = (),
    exceptions: Exceptions | None = None,
    whole: bool = False,
    ran: Collection[str] = (),
    exists: Callable[[str], bool] | None = None,
) -> Judged:
    """Hold findings against exceptions, then allow comments, then the baseline; sets fingerprints.

    All findings of a file must come together. today: ISO date. exceptions: those already used to accept unknowns.
    whole: the whole repository was judged, so that what nothing used may be said. ran: ids of the checks that ran.
    exists: is there a file of this path in the repository; without it no file counts as moved.
    """
    judged = Judged()
    ordered, comments = sorted(findings, key=Finding.sort_key), list(comments)
    if not (ordered or comments or policy.exceptions or (whole and baseline)):
        return judged
    from plugin_policy.policy.exceptions import Exceptions
    from plugin_policy.policy.fingerprint import set_fingerprints

    set_fingerprints(ordered)
    exceptions = exceptions or Exceptions(policy, today)
    remarks: list[Finding] = []
    left = _excused(ordered, comments, exceptions, judged, remarks)
    if baseline:
        left = _by_baseline(left, baseline, exists, judged, remarks, whole=whole)
    remarks += exceptions.findings(whole=whole, ran=ran)
    for comment in comments:
        remarks += _about(comment, today, whole=whole, ran=ran)
    set_fingerprints(remarks)
    judged.findings = sorted([*left, *remarks], key=Finding.sort_key)
    judged.allowed.sort(key=lambda one: (not one.new, one.finding.sort_key()))
    for cleared in judged.allowed:
        judged.counts[cleared.by] += 1
    return judged


def _excused(
    findings: list[Finding], comments: list[Comment], exceptions: Exceptions, judged: Judged, remarks: list[Finding]
) -> list[Finding]:
    """The findings that neither an exception nor a comment clears; the others go to `allowed`."""
    policy, today = exceptions.policy, exceptions.today
    by_line: dict[tuple[str, int], list[Comment]] = {}
    for comment in comments:
        by_line.setdefault((comment.path, comment.target), []).append(comment)
    left: list[Finding] = []
    for finding in findings:
        here = by_line.get((finding.path, finding.line), ())
        if one := exceptions.cover(finding):
            place = f"{policy.path}:{policy.line_of('exception', '', one.index)}"
            judged.allowed.append(Allowed(finding, "exception", one.reason, place=place, expires=one.expires))
        elif allowed := _by_comment(finding, here, policy, today, remarks):
            judged.allowed.append(allowed)
        else:
            left.append(finding)
    return left


def _by_comment(
    finding: Finding, comments: Iterable[Comment], policy: Policy, today: str, remarks: list[Finding]
) -> Allowed | None:
    refused: list[Finding] = []
    for comment in comments:
        if finding.rule not in comment.rules and finding.check not in comment.rules:
            continue
        comment.used = True
        if not _counts(comment, today):
            continue
        if problem := _refusal(finding, comment, policy):
            if not comment.tool:
                refused.append(_remark("refused", comment, rule=finding.rule, problem=problem))
            continue
        if finding.secret:
            comment.secret = finding.evidence
        by = "foreign comment" if comment.tool else "comment"
        place = f"{comment.path}:{comment.line}"
        return Allowed(finding, by, comment.reason, place=place, expires=comment.until, new=comment.new)
    remarks += refused
    return None


def _counts(comment: Comment, today: str) -> bool:
    if comment.problem or (comment.until and comment.until < today):
        return False
    return bool(comment.tool) or len(comment.reason) >= MIN_REASON


def _refusal(finding: Finding, comment: Comment, policy: Policy) -> str:
    """Why the comment may not clear the finding, "" if it may."""
    if finding.severity == "critical":
        return "no comment clears a critical finding"
    if finding.secret and not finding.justifiable:
        return "a provider's secret is accepted by an exception of the policy only"
    if finding.secret and comment.secret not in ("", finding.evidence):
        return "it clears another secret of this line already"
    if finding.rule.startswith(NEVER):
        return "no comment clears this rule"
    if comment.new and not policy.allow_new_comments:
        return "the policy does not count comments that this change adds"
    allowed = policy.allow_comments
    if allowed is None:
        return "" if finding.justifiable else "the rule is not justifiable"
    if finding.rule in allowed or finding.check in allowed:
        return ""
    return "the policy does not list the rule in `allow-comments`" if allowed else "the policy allows no comments"


def _by_baseline(
    findings: list[Finding],
    baseline: Baseline,
    exists: Callable[[str], bool] | None,
    judged: Judged,
    remarks: list[Finding],
    *,
    whole: bool,
) -> list[Finding]:
    from plugin_policy.policy.baseline import covered
    from plugin_policy.policy.rules import say

    entries, unused = covered(findings, baseline, exists or (lambda path: True))
    left = []
    for index, finding in enumerate(findings):
        if index in entries and finding.severity != "critical":
            reason = "in the baseline since the day of adoption"
            judged.allowed.append(Allowed(finding, "baseline", reason, place=baseline.path))
            continue
        if index in entries:
            place = (baseline.path, 1, 1)
            remarks.append(say("policy/baseline-critical", place, finding.fingerprint, rule=finding.rule))
        left.append(finding)
    if whole and unused:
        judged.unused = len(unused)
        entry = "1 entry" if len(unused) == 1 else f"{len(unused)} entries"
        judged.notes.append(f"{entry} of the baseline matched no finding; run `plugin-policy baseline` to remove them")
    return left


def _about(comment: Comment, today: str, *, whole: bool, ran: Collection[str]) -> Iterator[Finding]:
    """What is to be said about an allow comment itself."""
    if comment.tool:
        return
    if comment.problem:
        yield _remark("form", comment, problem=comment.problem)
    elif len(comment.reason) < MIN_REASON:
        yield _remark("reason", comment)
    elif comment.until and comment.until < today:
        yield _remark("expired", comment, until=comment.until)
    elif whole and not comment.used and all(rule.partition("/")[0] in ran for rule in comment.rules):
        yield _remark("unused", comment, rules=", ".join(f"`{rule}`" for rule in comment.rules))


def _remark(what: str, comment: Comment, **fields: object) -> Finding:
    from plugin_policy.policy.rules import say

    place = (comment.path, comment.line, comment.column)
    return say(f"policy/allow-comment-{what}", place, comment.text, **fields)
