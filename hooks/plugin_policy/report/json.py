"""The report for programs. Its keys are a contract: new ones may come, none goes or changes its meaning."""

from __future__ import annotations

import json

from plugin_policy.finding import Finding
from plugin_policy.report.escape import utf8
from plugin_policy.report.result import Allowed, Result


def render(result: Result) -> str:
    """One JSON object, ASCII only. Bytes of names that are not UTF-8 are written `\\xNN`."""
    return json.dumps(document(result), indent=1, default=_plain_value) + "\n"


def document(result: Result) -> dict[str, object]:
    """The object itself, ready for `json.dumps` with every string free of lone surrogates."""
    content: dict[str, object] = {
        "version": result.version,
        "summary": _summary(result),
        "findings": [finding_row(finding) for finding in result.findings],
        "uses": result.uses,
        "dependencies": result.dependencies,
        "allowed": [_allowed_row(one) for one in result.allowed],
        "not_analysed": [{"path": one.path, "reason": one.reason, "cure": one.cure} for one in result.not_analysed],
        "not_run": [
            {"check": one.check, "promise": one.promise, "cause": one.cause, "cure": one.cure, "asked": one.asked}
            for one in result.not_run
        ],
    }
    if result.promises:
        content["promises"] = result.promises
    clean = _clean(content)
    assert isinstance(clean, dict)
    return clean


def finding_row(finding: Finding) -> dict[str, object]:
    """One finding as the contract names its parts. The evidence, which may be a secret, is not among them."""
    row: dict[str, object] = {
        "rule": finding.rule,
        "check": finding.check,
        "severity": finding.severity,
        "kind": finding.kind,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "message": finding.message,
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
        "plugin": finding.plugin,
        "surface": finding.surface,
        "capability": finding.capability,
        "subject": finding.subject,
        "justifiable": finding.justifiable,
    }
    if finding.pointer:
        row["pointer"] = finding.pointer
    if finding.related:
        row["related"] = [{"path": path, "line": line, "column": column} for path, line, column in finding.related]
    return row


def _allowed_row(one: Allowed) -> dict[str, object]:
    said = {"by": one.by, "reason": one.reason, "place": one.place, "expires": one.expires, "new": one.new}
    return {**finding_row(one.finding), "allowed": said}


def _summary(result: Result) -> dict[str, object]:
    return {
        "exit_code": result.exit_code(),
        "fail_on": result.fail_on,
        "findings": result.by_severity(),
        "allowed": len(result.allowed),
        "files": {state.replace(" ", "_"): many for state, many in result.counts.items()},
        "opaque": result.opaque,
        "bytes": result.bytes,
        "seconds": round(result.seconds, 3),
        "plugins": result.plugins,
        "checks": result.checks,
        "policy": result.policy,
        "notes": result.notes,
    }


def _clean(value: object) -> object:
    """Lone surrogates, which are no valid JSON text, written out. The rows are as deep as we make them."""
    if isinstance(value, str):
        return utf8(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, map(_clean, value)))
    return value


def _plain_value(value: object) -> object:
    """What JSON has no form for, in a Use's detail: bytes and our own objects."""
    return utf8(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
