"""GitHub annotations: workflow commands that put findings beside the lines of a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions. GitHub keeps 10 annotations of each
type of a step and drops the rest without a word, so the gravest come first and the last one says how many are missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.report.escape import plain
from plugin_policy.report.grouping import Group, grouped, listing
from plugin_policy.report.result import Result

PER_TYPE = 10
TYPES = {"critical": "error", "high": "error", "medium": "warning", "low": "notice", "note": "notice"}


def render(result: Result) -> str:
    """Workflow commands, one a line: errors, warnings, notices."""
    commands: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for kind, command in _not_done(result):
        commands[kind].append(command)
    for group in sorted(grouped(result.findings), key=lambda group: -group.first.rank):
        commands[TYPES[group.first.severity]].append(_annotation(group))
    lines = []
    for kind, those in commands.items():
        if len(those) > PER_TYPE:
            more = f"{len(those) - PER_TYPE + 1} more in the summary of this run"
            those = those[: PER_TYPE - 1] + [_command(kind, {"title": "plugin-policy"}, more)]
        lines += those
    return "".join(line + "\n" for line in lines)


def _not_done(result: Result) -> Iterator[tuple[str, str]]:
    for file in result.not_analysed:
        said = ": ".join(part for part in (file.reason, file.cure) if part)
        yield "error", _command("error", {"file": file.path, "title": "not analysed"}, said)
    for one in result.not_run:
        kind = "error" if one.asked else "notice"
        what = f"{one.check}: {one.promise}" if one.promise else one.check
        yield kind, _command(kind, {"title": f"not run: {what}"}, f"{one.cause}; {one.cure}")


def _annotation(group: Group) -> str:
    first = group.first
    where = {"file": first.path, "line": str(first.line)}
    if first.end_line > first.line:
        where["endLine"] = str(first.end_line)
    elif first.end_column > first.column:  # GitHub takes columns of one line only
        where |= {"col": str(first.column), "endColumn": str(first.end_column)}
    where["title"] = f"{first.severity}: {first.rule}"
    more = listing(group)
    lines = [first.message + (f" (and {', '.join(more)})" if more else "")]
    lines += [f"also: {other.severity} {other.rule} {other.message}" for other in group.same_place]
    if first.fix:
        lines.append(f"fix: {first.fix}")
    return _command(TYPES[first.severity], where, *lines)


def _command(kind: str, properties: dict[str, str], *lines: str) -> str:
    """Every part is made visible first, so that what is left to escape are the characters commands are made of."""
    said = "%0A".join(_data(line) for line in lines)
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{kind} {given}::{said}"


def _data(text: str) -> str:
    return plain(text).replace("%", "%25").replace("##[", "#\\x23[")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
