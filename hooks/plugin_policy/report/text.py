"""The report for terminals and logs: one finding a line, its fix below, the sum of everything last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugin_policy.finding import RANK
from plugin_policy.report.escape import log_line, plain
from plugin_policy.report.grouping import Group, grouped, listing
from plugin_policy.report.result import OK, Result

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from typing import TextIO

COLOURS = {"critical": "1;31", "high": "31", "medium": "33", "low": "36", "note": "2"}


def wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Only on a terminal, and not where NO_COLOR (https://no-color.org) or TERM=dumb says no."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def render(result: Result, *, colour: bool = False, quiet: bool = False) -> str:
    """quiet: only what decides the exit code, nothing at all when it is 0."""
    if quiet and result.exit_code() == OK:
        return ""
    findings = result.findings
    if quiet:
        findings = [finding for finding in findings if finding.rank >= RANK[result.fail_on]]
    lines = [line for group in grouped(findings) for line in _group_lines(group, colour)]
    lines += _not_done(result)
    if not quiet and result.promises:
        from plugin_policy.report import promises

        lines = [*promises.lines(result), *lines]
    if not quiet:
        lines += [f"note: {plain(note)}" for note in result.notes]
    lines.append(summary(result))
    return "\n".join(map(log_line, lines)) + "\n"


def summary(result: Result) -> str:
    """The last line: files by state, findings by severity, allowed, not run, ignored files."""
    counts = result.counts
    parts = [f"{number(counts['read'], 'file')} read ({size(result.bytes)})"]
    if counts["opaque"]:
        kinds = ", ".join(f"{many} {plain(kind)}" for kind, many in sorted(result.opaque.items()))
        parts.append(f"{counts['opaque']} opaque" + (f" ({kinds})" if kinds else ""))
    parts += [f"{counts[state]} {state}" for state in ("partly read", "failed") if counts[state]]
    said = ", ".join(parts)
    found = ", ".join(
        number(many, "note") if name == "note" else f"{many} {name}"
        for name, many in result.by_severity().items()
        if many
    )
    said += f"; findings: {found or 'none'}"
    if result.allowed:
        said += f"; {len(result.allowed)} allowed"
    if result.not_run:
        said += f"; not run: {', '.join(dict.fromkeys(plain(one.check) for one in result.not_run))}"
    if counts["ignored"]:
        said += f"; {number(counts['ignored'], 'ignored file')} not read"
    return said


def number(many: int, noun: str) -> str:
    return f"{many} {noun}" if many == 1 else f"{many} {noun}s"


def size(many: int) -> str:
    if many < 1000:
        return number(many, "byte")
    return f"{many / 1000:.1f} kB" if many < 1_000_000 else f"{many / 1_000_000:.1f} MB"


def _group_lines(group: Group, colour: bool) -> Iterator[str]:
    first = group.first
    severity = f"\033[{COLOURS[first.severity]}m{first.severity}\033[0m" if colour else first.severity
    more = f" (and {', '.join(map(plain, listing(group)))})" if listing(group) else ""
    place = f"{plain(first.path) or '.'}:{first.line}:{first.column}"  # "." is the repository itself
    yield f"{place}: {severity} {plain(first.rule)} {plain(first.message)}{more}"
    for other in group.same_place:
        yield f"  also: {other.severity} {plain(other.rule)} {plain(other.message)}"
    if first.fix:
        yield f"  fix: {plain(first.fix)}"


def _not_done(result: Result) -> Iterator[str]:
    for file in result.not_analysed:
        cure = f"; {plain(file.cure)}" if file.cure else ""
        yield f"not analysed: {plain(file.path)}: {plain(file.reason)}{cure}"
    for one in result.not_run:
        what = f"{one.check}: {one.promise}" if one.promise else one.check
        yield f"not run: {plain(what)}: {plain(one.cause)}; {plain(one.cure)}"
