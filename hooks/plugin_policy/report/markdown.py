"""The summary of a run for people: a verdict first, then what to mend, what is accepted, what was not judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from plugin_policy.finding import RANK
from plugin_policy.report.escape import plain
from plugin_policy.report.grouping import Group, grouped, listing
from plugin_policy.report.result import FAILED, FOUND, Allowed, NotAnalysed, NotRun, Result
from plugin_policy.report.text import number, size, summary

# GitHub takes 1 MiB of Markdown a step. Bytes of each table; the rest of the page is smaller than what is left, also
# where every code point of it is written with 18 bytes.
ROOM = {
    "findings": 300_000, "notes": 40_000, "allowed": 100_000, "new comments": 60_000, "not judged": 80_000,
    "promises": 80_000, "more": 100_000, "less": 40_000,
}  # fmt: skip
CELL = 600  # code points of foreign text in one cell
MAX_NOTES = 20  # lines of the run itself

T = TypeVar("T")

MARKS = {"critical": "🔴", "high": "🟠", "medium": "🟡", "low": "🔵", "note": "⚪"}
_SAFE = frozenset(" ,./-+=()%?;:'\"")


def render(result: Result) -> str:
    """GitHub-flavoured Markdown of less than 1 MiB."""
    parts = [
        f"## plugin-policy: {_verdict(result)}",
        _counts(result),
        *_promises(result),
        *_not_judged(result),
        *_new_comments(result),
        *difference_section(result.difference),
        *_findings(result),
        *_allowed(result),
        *_notes(result),
        _footer(result),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def inline(text: str, limit: int = CELL) -> str:
    """Foreign text as Markdown that says just that text, in a table cell or behind other words of a line.

    Characters that mean something become references. Those that make GitHub link after parsing (mentions, issues,
    e-mail addresses, web addresses, formulas) stand in an element of their own, which stops it.
    """
    out = []
    said = plain(text, limit)
    for at, char in enumerate(said):
        if char in "@#$":
            out.append(f"<span>&#{ord(char)};</span>")
        elif char == ":" and said.startswith("://", at):
            out.append("<span>&#58;</span>")
        elif char == "." and said[max(at - 3, 0) : at].lower() == "www":
            out.append("<span>&#46;</span>")
        elif char.isalnum() or char in _SAFE or ord(char) > 127:
            out.append(char)
        else:
            out.append(f"&#{ord(char)};")
    return "".join(out)


def code(text: str, limit: int = CELL) -> str:
    return f"<code>{inline(text, limit)}</code>"


def prose(message: str) -> str:
    """A message of ours: what stands in backticks is code."""
    parts = plain(message, CELL).split("`")
    if len(parts) % 2 == 0:
        return inline(message)
    return "".join(code(part) if at % 2 else inline(part) for at, part in enumerate(parts))


def _verdict(result: Result) -> str:
    outcome = result.exit_code()
    if outcome == FAILED:
        return "not everything could be judged"
    if outcome == FOUND:
        failing = sum(finding.rank >= RANK[result.fail_on] for finding in result.findings)
        return f"{number(failing, 'finding')} to mend"
    if not result.bytes and not result.promises:
        return "nothing was read"
    return "passed"


def _counts(result: Result) -> str:
    found = [
        f"{MARKS[name]} {number(many, 'note') if name == 'note' else f'{many} {name}'}"
        for name, many in result.by_severity().items()
        if many
    ]
    new = sum(one.new for one in result.allowed)
    parts = [", ".join(found) or "no findings"]
    if result.allowed:
        parts.append(f"{len(result.allowed)} allowed" + (f", **{new} of them new**" if new else ""))
    if result.not_run:
        parts.append(f"{len(result.not_run)} not run")
    parts.append(f"{number(result.counts['read'], 'file')} read ({size(result.bytes)})")
    if result.plugins:
        parts.append(number(result.plugins, "plugin"))
    parts.append(f"{result.seconds:.1f} s")
    return " · ".join(parts) + f"\n\nFails from severity **{inline(result.fail_on)}**."


def _promises(result: Result) -> Iterator[str]:
    if result.promises:
        from plugin_policy.report.promises import ordered

        yield "### Promises"
        head = ("promise", "verdict", "why", "to answer it", "evidence")
        yield _table(head, ordered(result), _promise_row, ROOM["promises"])


def _promise_row(row: dict[str, object]) -> tuple[str, ...]:
    from plugin_policy.report.promises import evidence

    about = f" {code(str(row['subject']))}" if row["subject"] else ""
    what = f"{prose(str(row['says']))}{about}<br>{code(str(row['promise']))}"
    mark = {"pass": "✅ pass", "fail": "❌ fail"}.get(str(row["verdict"]), "❔ unknown")
    return what, mark, prose(str(row["reason"])), prose(str(row["permission"])), inline("; ".join(evidence(row)[:3]))


def _not_judged(result: Result) -> Iterator[str]:
    # Promises that could not be answered stand in their own table, with the reason and what would answer them.
    told = {(row["promise"], row["reason"]) for row in result.promises}
    rest = [one for one in result.not_run if (one.promise, one.cause) not in told]
    rows: list[NotAnalysed | NotRun] = [*result.not_analysed, *rest]
    if rows:
        yield "### Not judged"
        yield _table(("what", "state", "why", "cure"), rows, _not_judged_row, ROOM["not judged"])


def _not_judged_row(one: NotAnalysed | NotRun) -> tuple[str, ...]:
    if isinstance(one, NotAnalysed):
        return code(one.path), "not analysed", inline(one.reason), prose(one.cure)
    what = code(one.check) + (f": {prose(one.promise)}" if one.promise else "")
    return what, "not run" if one.asked else "not run (not asked for by name)", prose(one.cause), prose(one.cure)


def difference_section(rows: Sequence[dict[str, object]]) -> Iterator[str]:
    """What plugins can do more than before; what they can do less is folded away."""
    if not rows:
        return
    from plugin_policy.report import difference

    yield "### What plugins can do: the difference"
    yield inline(difference.summary(rows), 1500) + "."
    changes = [(row, change) for row in rows for change in difference.changes_of(row)]
    more = [pair for pair in changes if pair[1]["change"] not in ("narrowed", "removed")]
    less = [pair for pair in changes if pair[1]["change"] in ("narrowed", "removed")]
    head = ("plugin", "change", "what", "place")
    if more:
        yield _table(head, more, _difference_row, ROOM["more"])
    if less:
        yield f"<details><summary>{number(len(less), 'thing')} that plugins can do no more, or less of</summary>"
        yield _table(head, less, _difference_row, ROOM["less"])
        yield "</details>"
    said = [line for row in rows for line in difference.statements(row)]
    if said:
        yield f"<details><summary>{number(len(said), 'statement')} of disclosures that came or went</summary>"
        yield _table(("plugin", "change", "statement"), said, lambda cells: tuple(map(code, cells)), ROOM["less"])
        yield "</details>"


def _difference_row(pair: tuple[dict[str, object], dict[str, object]]) -> tuple[str, ...]:
    from plugin_policy.report import difference

    row, change = pair
    what = str(change["change"])
    mark = {"added": "🟠 added", "widened": "🔴 widened", "changed": "🟡 changed"}.get(what, what)
    facts = difference.facts(change)
    return (
        code(difference.title(row)), mark, inline(difference.sentence(change)),
        code(f"{change['path']}:{change['line']}") + (f"<br>{inline(', '.join(facts))}" if facts else ""),
    )  # fmt: skip


def _findings(result: Result) -> Iterator[str]:
    groups = sorted(grouped(result.findings), key=lambda group: -group.first.rank)
    grave = [group for group in groups if group.first.severity != "note"]
    notes = [group for group in groups if group.first.severity == "note"]
    head = ("severity", "place", "what", "how to mend it")
    if grave:
        yield "### Findings"
        yield _table(head, grave, _finding_row, ROOM["findings"])
    if notes:
        many = sum(1 + len(group.others) for group in notes)
        yield f"<details><summary>{number(many, 'note')}, which never fail</summary>"
        yield _table(head, notes, _finding_row, ROOM["notes"])
        yield "</details>"


def _finding_row(group: Group) -> tuple[str, ...]:
    first = group.first
    what = prose(first.message)
    if more := listing(group):
        what += f" (and {', '.join(map(prose, more))})"
    for other in group.same_place:
        what += f"<br>also {other.severity}: {prose(other.message)} {code(other.rule)}"
    place = code(f"{first.path or '.'}:{first.line}:{first.column}") + (
        f"<br>{inline(first.surface)}" if first.surface else ""
    )
    return f"{MARKS[first.severity]} {first.severity}", place, f"{what}<br>{code(first.rule)}", prose(first.fix)


def _new_comments(result: Result) -> Iterator[str]:
    new = [one for one in result.allowed if one.new]
    if new:
        yield "### Allow comments that this change adds"
        yield _table(("place", "what", "by", "reason given"), new, _allowed_row, ROOM["new comments"])


def _allowed(result: Result) -> Iterator[str]:
    old = [one for one in result.allowed if not one.new]
    if old:
        what = f"{number(len(old), 'finding')} that exceptions, comments or the baseline allow"
        yield f"<details><summary>{what}</summary>"
        yield _table(("place", "what", "by", "reason given"), old, _allowed_row, ROOM["allowed"])
        yield "</details>"


def _allowed_row(one: Allowed) -> tuple[str, ...]:
    finding = one.finding
    by = ("**new** " if one.new else "") + inline(one.by) + (f" until {inline(one.expires)}" if one.expires else "")
    what = f"{MARKS[finding.severity]} {prose(finding.message)}<br>{code(finding.rule)}"
    return code(f"{finding.path}:{finding.line}"), what, by, inline(one.reason)


def _notes(result: Result) -> Iterator[str]:
    if result.notes:
        lines = [f"- note: {prose(note)}" for note in result.notes[:MAX_NOTES]]
        if len(result.notes) > MAX_NOTES:
            lines.append(f"- {len(result.notes) - MAX_NOTES} more in the JSON report")
        yield "\n".join(lines)


def _footer(result: Result) -> str:
    checks = ", ".join(map(code, result.checks[:100])) or "none"
    policy = code(result.policy) if result.policy else "the default"
    return (
        f"{inline(summary(result), 1500)}\n\nChecks: {checks}. Policy: {policy}. plugin-policy {inline(result.version)}"
    )


def _table(head: tuple[str, ...], items: Sequence[T], row: Callable[[T], tuple[str, ...]], room: int) -> str:
    """A table of as many items as there is room for, and how many there was none for. Cells are Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for item in items:
        line = "| " + " | ".join(row(item)) + " |"
        room -= len(line.encode()) + 1
        if room < 0:
            break
        lines.append(line)
    left = len(items) - len(lines) + 2
    table = "\n".join(lines)
    return f"{table}\n\n**{left} more** in the JSON and SARIF reports." if left else table
