"""The report for programs. Its keys are a contract: new ones may come, none goes or changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Collection

from plugin_policy.finding import Finding
from plugin_policy.report.escape import utf8
from plugin_policy.report.result import Allowed, Result


def render(result: Result) -> str:
    """One JSON object, ASCII only, a row of each list on a line. Bytes of names that are not UTF-8 are `\\xNN`."""
    parts = []
    for key, value in document(result).items():
        if isinstance(value, list):
            rows = ",\n".join(f"  {dumped(row)}" for row in value)
            parts.append(f' "{key}": [\n{rows}\n ]' if rows else f' "{key}": []')
        else:
            parts.append(f' "{key}": {dumped(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def document(result: Result) -> dict[str, object]:
    """The keys of the contract and what they hold."""
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
    if result.difference:
        content["difference"] = result.difference
    if result.promises:
        content["promises"] = result.promises
    return content


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
        "shard": result.shard,
    }


def dumped(value: object) -> str:
    """JSON on one line, ASCII only, whatever the strings hold."""
    text = json.dumps(value, default=_plain_value)
    # Only text beyond the first plane and lone surrogates are written as \ud8… to \udf…; the latter are no valid JSON.
    return json.dumps(_clean(value), default=_plain_value) if "\\ud" in text else text


def _clean(value: object) -> object:
    """Every string with its lone surrogates written out. The rows are as deep as we make them."""
    if isinstance(value, str):
        return utf8(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_clean(one) for one in _plain_order(value)]
    return value


def _plain_value(value: object) -> object:
    """What JSON has no form for, in a Use's detail: sets, bytes and our own objects."""
    if isinstance(value, (set, frozenset)):
        return _plain_order(value)
    return utf8(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))


def _plain_order(value: Collection[object]) -> list[object]:
    return [*sorted(map(str, value))] if isinstance(value, (set, frozenset)) else [*value]
