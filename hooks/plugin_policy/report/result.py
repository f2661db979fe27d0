"""The finished scan, as the reports take it. Imports findings only."""

from __future__ import annotations

from plugin_policy.finding import RANK, SEVERITIES, Finding, Rule

# States of files, as the last line counts them.
STATES = ("read", "opaque", "partly read", "failed", "ignored")

OK, FOUND, FAILED = 0, 1, 2


class Allowed:
    """A finding that something cleared. by: "exception", "comment", "foreign comment" or "baseline".

    reason: in the author's words. place: "path:line" of what cleared it. new: a comment that this change adds.
    """

    __slots__ = ("by", "expires", "finding", "new", "place", "reason")

    def __init__(
        self, finding: Finding, by: str, reason: str, *, place: str = "", expires: str = "", new: bool = False
    ) -> None:
        self.finding = finding
        self.by = by
        self.reason = reason
        self.place = place
        self.expires = expires
        self.new = new


class NotAnalysed:
    """A file that should have been judged and was not."""

    __slots__ = ("cure", "path", "reason")

    def __init__(self, path: str, reason: str, cure: str = "") -> None:
        self.path = path
        self.reason = reason
        self.cure = cure


class NotRun:
    """A check, or one promise of it, that could not be judged. asked: it was asked for by name, so that we failed.

    subject: whom or what the unanswered promise is about, "" for all of it.
    """

    __slots__ = ("asked", "cause", "check", "cure", "promise", "subject")

    def __init__(
        self, check: str, cause: str, cure: str, *, asked: bool = True, promise: str = "", subject: str = ""
    ) -> None:
        self.check = check
        self.cause = cause
        self.cure = cure
        self.asked = asked
        self.promise = promise
        self.subject = subject


class Result:
    """Everything a report may say.

    findings: what is left, with fingerprints. uses and dependencies: JSON-ready rows (`Use.row()`).
    counts: state of STATES -> number of files. opaque: kind of binary -> number. bytes: of content read.
    seconds: wall time. checks: ids of those that ran. policy: path of the policy file, "" for the default.
    rules: id -> Rule, for help texts. notes: lines that belong to the run as a whole (an anonymous plugin, a policy
    file that was ignored, fingerprints of the baseline that nothing matched). plugins: number of plugins judged.
    shard: "3/16" when only this part of the plugins was judged, "" for all.
    difference: what plugins can do more and less than in the tree they are compared with, JSON-ready rows.
    """

    __slots__ = (
        "allowed", "bytes", "checks", "counts", "dependencies", "difference", "fail_on", "findings", "not_analysed",
        "not_run", "notes", "opaque", "plugins", "policy", "promises", "rules", "seconds", "shard", "uses",
        "version",
    )  # fmt: skip

    def __init__(self, version: str, *, fail_on: str = "medium") -> None:
        self.version = version
        self.fail_on = fail_on
        self.findings: list[Finding] = []
        self.allowed: list[Allowed] = []
        self.uses: list[dict[str, object]] = []
        self.dependencies: list[dict[str, object]] = []
        self.not_analysed: list[NotAnalysed] = []
        self.not_run: list[NotRun] = []
        self.counts: dict[str, int] = dict.fromkeys(STATES, 0)
        self.opaque: dict[str, int] = {}
        self.bytes = 0
        self.seconds = 0.0
        self.plugins = 0
        self.checks: list[str] = []
        self.policy = ""
        self.rules: dict[str, Rule] = {}
        self.promises: list[dict[str, object]] = []  # verdicts of the organisation's checks (`Verdict.as_dict()`)
        self.notes: list[str] = []
        self.difference: list[dict[str, object]] = []
        self.shard = ""

    def exit_code(self) -> int:
        """0: nothing at or above fail-on. 1: findings. 2: something that should have been judged was not; 2 wins."""
        if self.not_analysed or any(one.asked for one in self.not_run):
            return FAILED
        limit = max(RANK[self.fail_on], RANK["low"])  # a note never fails
        return FOUND if any(finding.rank >= limit for finding in self.findings) else OK

    def by_severity(self) -> dict[str, int]:
        """Number of findings by severity, gravest first, zeros included."""
        numbers = dict.fromkeys(reversed(SEVERITIES), 0)
        for finding in self.findings:
            numbers[finding.severity] += 1
        return numbers
