"""The permission difference in words: for terminals and logs, as Markdown, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.report.escape import log_line, plain
from plugin_policy.report.text import number

Row = dict[str, object]

SIGNS = {"added": "+", "widened": "↑", "changed": "~", "narrowed": "↓", "removed": "-"}
COLOURS = {"added": "31", "widened": "1;31", "changed": "33", "narrowed": "32", "removed": "32"}
UNKNOWN = {
    "host": "a host that cannot be known from the files",
    "program": "a program that cannot be known from the files",
    "file": "a path that cannot be known from the files",
    "environment": "a variable that cannot be known from the files",
}
MAX_SCOPES = 6
DISCLOSED = ("host", "program", "file", "dynamic code", "data", "environment")  # kinds that a disclosure speaks of


def lines(rows: Sequence[Row], *, colour: bool = False) -> Iterator[str]:
    """Text: a line for each plugin, an indented one for each change, the sum last."""
    for row in rows:
        yield log_line(title(row))
        for change in changes_of(row):
            what = str(change["change"])
            line = f"  {SIGNS[what]} {what} {sentence(change)}"
            if colour:
                line = f"\033[{COLOURS[what]}m{line}\033[0m"
            place = ", ".join([f"{plain(str(change['path']))}:{change['line']}", *facts(change)])
            yield log_line(f"{line}  [{place}]")
        for _, what, said in statements(row):
            yield log_line(f"  {SIGNS[what]} {what} statement {plain(said)}")
    yield summary(rows)


def summary(rows: Sequence[Row]) -> str:
    """One line: how many plugins, and how many changes of each kind."""
    if not rows:
        return "nothing that plugins can do or say differs"
    counts = dict.fromkeys(SIGNS, 0)
    for row in rows:
        for change in _list(row, "changes"):
            counts[str(change["change"])] += 1
    said = ", ".join(f"{many} {what}" for what, many in counts.items() if many)
    return f"{number(len(rows), 'plugin')} changed: {said or 'no ability'}"


def sentence(change: Row) -> str:
    """`host api.example.net`, with what it was and is where that tells something; plain characters only."""
    kind, subject = str(change["kind"]), str(change["subject"])
    said = f"{kind} {plain(subject, 300)}" if subject else UNKNOWN.get(kind, f"{kind} that cannot be known")
    before, after = _scopes(change, "before"), _scopes(change, "after")
    if kind == "plugin hook" and change["change"] == "changed":
        said = kind
    if change["change"] in ("added", "removed"):
        only = after or before
        return f"{said} ({plain(only, 300)})" if only else said
    return f"{said}: {plain(before or 'nothing', 300)} → {plain(after or 'nothing', 300)}"


def facts(change: Row) -> list[str]:
    """What a reviewer should know about an ability besides its place."""
    said = ["told to the agent"] if change["channel"] == "instructs" else []
    if change["kind"] in DISCLOSED and change["change"] in ("added", "widened"):
        said.append("disclosed" if change["disclosed"] else "not disclosed")
    return said


def statements(row: Row) -> list[tuple[str, str, str]]:
    """(plugin, change, statement) of what its disclosure gained and lost."""
    return [
        (title(row), what, f"{one['section']}: {one['subject']}")
        for key, what in (("said", "added"), ("unsaid", "removed"))
        for one in _list(row, key)
    ]


def changes_of(row: Row) -> list[Row]:
    return _list(row, "changes")


def title(row: Row) -> str:
    """The plugin, and what happened to it as a whole."""
    path, name, state = (plain(str(row[key])) for key in ("plugin", "name", "state"))
    title = "the repository itself" if path == "." and not name else path
    if name and name != path.rpartition("/")[2]:
        title += f" ({name})"
    if state == "moved":
        return f"{title}: moved from {plain(str(row['was']))}"
    return title if state == "changed" else f"{title}: {state}"


def _scopes(change: Row, key: str) -> str:
    found = change[key]
    names = [_scope(str(one)) for one in found] if isinstance(found, list) else []
    more = len(names) - MAX_SCOPES
    return ", ".join(names[:MAX_SCOPES]) + (f" and {more} more" if more > 0 else "")


def _scope(scope: str) -> str:
    """A commit by its first twelve digits; "*" in words."""
    if scope == "*":
        return "everything"
    return scope[:12] if len(scope) in (40, 64) and set(scope) <= set("0123456789abcdef") else scope


def _list(row: Row, key: str) -> list[Row]:
    found = row[key]
    return found if isinstance(found, list) else []
