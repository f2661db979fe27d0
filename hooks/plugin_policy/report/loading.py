"""A Result out of its JSON report: what `merge` joins. The keys are the contract that report/json.py writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plugin_policy.errors import UsageError
from plugin_policy.finding import RANK, Finding
from plugin_policy.report.result import Allowed, NotAnalysed, NotRun, Result

if TYPE_CHECKING:
    from plugin_policy.finding import Rule

Row = dict[str, object]

_TEXTS = ("rule", "severity", "message", "path", "fix", "kind", "plugin", "surface", "capability", "subject",
          "fingerprint")  # fmt: skip
_NUMBERS = ("line", "column", "end_line", "end_column")


def load_report(path: str, rules: dict[str, Rule]) -> Result:
    """UsageError: the file cannot be read, or is no JSON report of ours."""
    try:
        with open(path, encoding="utf-8") as stream:
            document = json.load(stream)
        return _result(document, rules)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(f"{path}: not a report that `scan --format json` writes") from None


def _result(document: Row, rules: dict[str, Rule]) -> Result:
    summary = _table(document["summary"])
    result = Result(str(document["version"]), fail_on=str(summary["fail_on"]))
    result.policy = str(summary["policy"])
    result.checks = [str(one) for one in _rows(summary["checks"])]
    result.notes = [str(one) for one in _rows(summary["notes"])]
    result.shard = str(summary["shard"])
    result.bytes, result.plugins = _whole(summary["bytes"]), _whole(summary["plugins"])
    result.seconds = float(str(summary["seconds"]))
    result.opaque = {str(kind): _whole(many) for kind, many in _table(summary["opaque"]).items()}
    for state, many in _table(summary["files"]).items():
        result.counts[str(state).replace("_", " ")] = _whole(many)
    result.findings = [_finding(_table(row)) for row in _rows(document["findings"])]
    result.allowed = [_allowed(_table(row)) for row in _rows(document["allowed"])]
    result.uses = _tables(document["uses"])
    result.dependencies = _tables(document["dependencies"])
    result.difference = _tables(document.get("difference", []))
    result.promises = _tables(document.get("promises", []))
    result.not_analysed = [
        NotAnalysed(str(row["path"]), str(row["reason"]), str(row["cure"])) for row in _tables(document["not_analysed"])
    ]
    result.not_run = [
        NotRun(
            str(row["check"]),
            str(row["cause"]),
            str(row["cure"]),
            asked=bool(row["asked"]),
            promise=str(row["promise"]),
        )
        for row in _tables(document["not_run"])
    ]
    result.rules = rules
    if result.fail_on not in RANK:
        raise ValueError(result.fail_on)
    return result


def _finding(row: Row) -> Finding:
    finding = Finding("", "note", "")
    for name in _TEXTS:
        setattr(finding, name, str(row[name]))
    for name in _NUMBERS:
        setattr(finding, name, _whole(row[name]))
    finding.justifiable = bool(row["justifiable"])
    finding.pointer = str(row.get("pointer", ""))
    finding.related = tuple(
        (str(one["path"]), _whole(one["line"]), _whole(one["column"])) for one in _tables(row.get("related", []))
    )
    if finding.severity not in RANK:
        raise ValueError(finding.severity)
    return finding


def _allowed(row: Row) -> Allowed:
    said = _table(row["allowed"])
    return Allowed(
        _finding(row), str(said["by"]), str(said["reason"]), place=str(said["place"]), expires=str(said["expires"]),
        new=bool(said["new"]),
    )  # fmt: skip


def _not_run(row: Row) -> NotRun:
    words = (str(row["check"]), str(row["cause"]), str(row["cure"]))
    return NotRun(*words, asked=bool(row["asked"]), promise=str(row["promise"]))


def _table(value: object) -> Row:
    if not isinstance(value, dict):
        raise ValueError("an object expected")
    return value


def _rows(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("a list expected")
    return value


def _tables(value: object) -> list[Row]:
    return [_table(row) for row in _rows(value)]


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError("a number expected")
    return value
