"""SARIF 2.1.0, within the limits of GitHub code scanning.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from plugin_policy.finding import RANK, Finding, Rule
from plugin_policy.report.escape import plain, utf8
from plugin_policy.report.result import FAILED, Allowed, Result

MAX_RESULTS = 25_000
MAX_GZIP = 10_000_000  # bytes of the compressed file
MAX_RELATED = 100

LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "note": "note"}
# GitHub shows over 9.0 as critical, 7.0 to 8.9 as high, 4.0 to 6.9 as medium, up to 3.9 as low.
SCORES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0", "note": "0.1"}
FINGERPRINT = "pluginPolicy/v1"
# A URI needs no base when the reader knows the root; it is left open here on purpose, as the standard suggests.
ROOT = "%SRCROOT%"


def render(result: Result) -> str:
    """The log as JSON text. What GitHub's limits left no room for is said in its notifications."""
    rows: list[tuple[Finding, Allowed | None]] = [(finding, None) for finding in result.findings]
    rows.sort(key=lambda row: -row[0].rank)  # the gravest survive the cut
    rows += [(one.finding, one) for one in result.allowed]
    kept = min(len(rows), MAX_RESULTS)
    while True:
        text = json.dumps(_log(result, rows[:kept], len(rows) - kept), separators=(",", ":")) + "\n"
        packed = _gzip_size(text)
        if packed <= MAX_GZIP or not kept:
            return text
        kept = min(kept - 1, int(kept * MAX_GZIP / packed * 0.95))


def _gzip_size(text: str) -> int:
    if len(text) <= MAX_GZIP:
        return len(text)
    import zlib

    return len(zlib.compress(text.encode()))


def _log(result: Result, rows: list[tuple[Finding, Allowed | None]], cut: int) -> dict[str, object]:
    rules = _rules(result, [finding for finding, _ in rows])
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    driver = {"name": "plugin-policy", "semanticVersion": result.version, "version": result.version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "the root of the repository"}}},
        "invocations": [_invocation(result, cut)],
        "results": [_result(finding, allowed, index) for finding, allowed in rows],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rules(result: Result, findings: list[Finding]) -> list[dict[str, object]]:
    """A descriptor of every rule that has results; its severity is the gravest of these."""
    gravest: dict[str, Finding] = {}
    for finding in findings:
        if finding.rule not in gravest or finding.rank > gravest[finding.rule].rank:
            gravest[finding.rule] = finding
    return [_rule(finding, result.rules.get(id)) for id, finding in sorted(gravest.items())]


def _rule(finding: Finding, rule: Rule | None) -> dict[str, object]:
    name = finding.rule.rpartition("/")[2]
    short = rule.message if rule and rule.message and "{" not in rule.message else name.replace("-", " ")
    # Help is read as Markdown: our own words only, nothing of a finding.
    said = "\n\n".join(part for part in (rule.help, f"Fix: {rule.fix}") if part) if rule else ""
    severity = finding.severity
    if rule and RANK[rule.severity] > finding.rank:
        severity = rule.severity
    return {
        "id": plain(finding.rule),
        "name": plain("".join(part.capitalize() for part in name.split("-"))),
        "shortDescription": {"text": _said(short)},
        "fullDescription": {"text": _said(rule.help if rule and rule.help else short)},
        "help": {"text": said or short, "markdown": said or short},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {
            "tags": ["security", plain(finding.check)],
            "security-severity": SCORES[severity],
            "precision": "high",
            "problem.severity": {"error": "error", "warning": "warning"}.get(LEVELS[severity], "recommendation"),
        },
    }


def _result(finding: Finding, allowed: Allowed | None, index: dict[str, int]) -> dict[str, object]:
    row: dict[str, object] = {
        "ruleId": plain(finding.rule),
        "ruleIndex": index[plain(finding.rule)],
        "level": LEVELS[finding.severity],
        "message": {"text": _said(finding.message + (f"\nfix: {finding.fix}" if finding.fix else ""))},
        "locations": [_location(finding)],
        # GitHub tracks an alert by the second name; with ours in it, an alert survives moved lines.
        "partialFingerprints": {
            FINGERPRINT: finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint[:32]}:1",
        },
        "properties": {"severity": finding.severity, "kind": finding.kind, "plugin": utf8(finding.plugin)},
    }
    if finding.related:
        row["relatedLocations"] = [
            {"id": number, "physicalLocation": {"artifactLocation": _artifact(path), "region": _region(line, column)}}
            for number, (path, line, column) in enumerate(finding.related[:MAX_RELATED], 1)
        ]
    if allowed:
        kind = "external" if allowed.by in ("exception", "baseline") else "inSource"
        row["suppressions"] = [
            {"kind": kind, "status": "accepted", "justification": _said(f"{allowed.by}: {allowed.reason}")}
        ]
    return row


def _location(finding: Finding) -> dict[str, object]:
    region = _region(finding.line, finding.column)
    if (finding.end_line, finding.end_column) > (finding.line, finding.column):
        region |= {"endLine": finding.end_line, "endColumn": finding.end_column}
    return {"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}


def _region(line: int, column: int) -> dict[str, int]:
    return {"startLine": max(line, 1), "startColumn": max(column, 1)}


def _artifact(path: str) -> dict[str, str]:
    """A relative URI reference; bytes that are not UTF-8 are percent-encoded like all others."""
    return {"uri": uri(path), "uriBaseId": ROOT}


def uri(path: str) -> str:
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return quote(data, safe="/") or "."


def _said(text: str) -> str:
    """A message's text, visible on one line each, without the forms that readers take for links and placeholders.

    `[text](target)` and `{0}`: sections 3.11.5 and 3.11.6 of the standard. Its escapes are shown as they are by readers
    that know neither, so the forms are broken up instead.
    """
    lines = [plain(line) for line in text.split("\nfix: ")]
    said = "\nfix: ".join(lines).replace("](", "] (")
    return re.sub(r"\{(?=\d)", "{ ", said) or "no message"


def _invocation(result: Result, cut: int) -> dict[str, object]:
    notes = [
        _notification("error", f"not analysed: {one.path}: {one.reason}; {one.cure}") for one in result.not_analysed
    ]
    for missing in result.not_run:
        what = f"{missing.check}: {missing.promise}" if missing.promise else missing.check
        level = "error" if missing.asked else "warning"
        notes.append(_notification(level, f"not run: {what}: {missing.cause}; {missing.cure}"))
    if cut:
        said = f"{cut} results of the least severity were left out to stay within GitHub's limits for SARIF"
        notes.insert(0, _notification("warning", said))
    notes += [_notification("note", note) for note in result.notes]
    code = result.exit_code()
    return {"executionSuccessful": code != FAILED, "exitCode": code, "toolExecutionNotifications": notes[:1000]}


def _notification(level: str, text: str) -> dict[str, object]:
    return {"level": level, "message": {"text": _said(text)}}
