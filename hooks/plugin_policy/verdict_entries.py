"""Results as JSON values and back, for the cache of verdicts. No source text and no secret is among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from plugin_policy.finding import RANK, Finding
from plugin_policy.report.result import STATES, Allowed, NotRun, Result

if TYPE_CHECKING:
    from plugin_policy.finding import Rule

# Parts of a finding that reports print, by type. What the fingerprint was made of stays out.
_TEXTS = (
    "rule", "severity", "message", "path", "fix", "kind", "plugin", "surface", "capability", "subject", "pointer",
    "fingerprint",
)  # fmt: skip
_NUMBERS = ("line", "column", "end_line", "end_column")
_FLAGS = ("justifiable", "secret", "random")
_SETTLED = ("uses", "dependencies", "promises", "difference", "notes", "checks")  # JSON values as they are


def entry_of(result: Result) -> dict[str, object] | None:
    """JSON values of a Result; None when it must not be kept: something failed, or a secret would be written down."""
    import json

    if result.not_analysed:
        return None
    entry: dict[str, object] = {
        "findings": [_row(finding) for finding in result.findings],
        "allowed": [[_row(one.finding), one.by, one.reason, one.place, one.expires, one.new] for one in result.allowed],
        "not_run": [[one.check, one.cause, one.cure, one.asked, one.promise] for one in result.not_run],
        "counts": result.counts,
        "opaque": result.opaque,
        "numbers": [result.bytes, result.plugins],
        "words": [result.version, result.fail_on, result.policy],
        **{name: getattr(result, name) for name in _SETTLED},
    }
    found = [*result.findings, *(one.finding for one in result.allowed)]
    secrets = {finding.evidence for finding in found if finding.secret and finding.evidence}
    written = json.dumps(entry)
    return None if any(json.dumps(secret)[1:-1] in written for secret in secrets) else entry


def result_of(entry: dict[str, object], rules: dict[str, Rule]) -> Result | None:
    """The Result again; None when the values are not what `entry_of` writes."""
    try:
        return _result(entry, rules)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _result(entry: dict[str, object], rules: dict[str, Rule]) -> Result:
    version, fail_on, policy = _typed(entry["words"], (str, str, str))
    result = Result(version, fail_on=fail_on)
    result.policy = policy
    result.bytes, result.plugins = _typed(entry["numbers"], (int, int))
    result.findings = [_finding(row) for row in _list(entry["findings"])]
    for row in _list(entry["allowed"]):
        values = _list(row)
        by, reason, place, expires, new = _typed(values[1:], (str, str, str, str, bool))
        result.allowed.append(Allowed(_finding(values[0]), by, reason, place=place, expires=expires, new=new))
    for row in _list(entry["not_run"]):
        check, cause, cure, asked, promise = _typed(row, (str, str, str, bool, str))
        result.not_run.append(NotRun(check, cause, cure, asked=asked, promise=promise))
    result.counts = _numbers(entry["counts"])
    result.opaque = _numbers(entry["opaque"])
    for name in _SETTLED:
        setattr(result, name, _list(entry[name]))
    result.rules = rules
    if set(result.counts) != set(STATES):
        raise ValueError("states of files")
    return result


def _row(finding: Finding) -> list[object]:
    parts = (*_TEXTS, *_NUMBERS, *_FLAGS)
    return [*(getattr(finding, name) for name in parts), list(finding.names), [list(one) for one in finding.related]]


def _finding(row: object) -> Finding:
    values = _list(row)
    kinds = [*(str for _ in _TEXTS), *(int for _ in _NUMBERS), *(bool for _ in _FLAGS), list, list]
    _typed(values, kinds)
    finding = Finding("", "note", "")
    for name, value in zip((*_TEXTS, *_NUMBERS, *_FLAGS), values, strict=False):
        setattr(finding, name, value)
    finding.names = tuple(_typed(values[-2], [str] * len(values[-2])))
    finding.related = tuple((path, line, column) for path, line, column in values[-1])
    if finding.severity not in RANK:
        raise ValueError(finding.severity)
    return finding


def _typed(values: object, kinds: Iterable[type]) -> list:  # type: ignore[type-arg]
    """The values, each of its kind. Raises ValueError, also when there are more or fewer."""
    found = _list(values)
    for value, kind in zip(found, kinds, strict=True):
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} expected")
    return found


def _list(value: object) -> list:  # type: ignore[type-arg]
    if type(value) is not list:
        raise ValueError("a list expected")
    return value


def _numbers(value: object) -> dict[str, int]:
    if type(value) is not dict or any(type(number) is not int for number in value.values()):
        raise ValueError("numbers expected")
    return value
