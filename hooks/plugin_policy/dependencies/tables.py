"""TOML locks are long lists of tables; this reads one with the line of each table."""

from __future__ import annotations

import re
from bisect import bisect_right

from plugin_policy.dependencies.source import Source, mapping, sequence

# Lists of files with their hashes make nine tenths of a lock, and tomllib is slow. A line that holds a
# hash and neither version nor source cannot name a package, so it is left out before parsing.
_FILE_LINE = re.compile(
    r"^[ \t]*\{(?![^\n]*(?:\b(?:version|source|marker|git)[ \t]*=|\"{3}|'{3}))"
    r"[^\n]*\bhash(?:es)?[ \t]*=[^\n]*\}[ \t]*,?[ \t]*$",
    re.M,
)


def read_tables(source: Source, key: str = "package") -> tuple[dict[str, object], list[tuple[dict[str, object], int]]]:
    """The document, and its `[[key]]` tables each with the line of its `name` (or of its header)."""
    document = source.toml(_FILE_LINE.sub("", source.text))
    tables = [mapping(item) for item in sequence(document.get(key))]
    lines = _lines(source, key)
    if len(lines) != len(tables):  # written some other way, as an inline array: no line to point at
        lines = [1] * len(tables)
    return document, list(zip(tables, lines, strict=True))


def _lines(source: Source, key: str) -> list[int]:
    """Of every table: the line of its first `name`, else of its header."""
    lines = []
    headers = list(re.finditer(r"^[ \t]*\[[^\n]*", source.text, re.M))
    table = re.compile(rf"[ \t]*\[\[[ \t]*{key}[ \t]*\]\]")
    name = re.compile(r"^[ \t]*[\"']?name[\"']?[ \t]*=", re.M)
    for header, after in zip(headers, [*headers[1:], None], strict=False):
        if table.match(header.group()):
            found = name.search(source.text, header.end(), after.start() if after else len(source.text))
            lines.append(source.line(found.start() if found else header.start()))
    return lines


_UPLOADED = re.compile(r"upload[-_]time\s*=\s*['\"]?(\d{4}-\d\d-\d\d[T ][\d:.]+)")


def upload_times(source: Source, lines: list[int]) -> dict[int, str]:
    """Line of a table -> time of the newest file that it lists: a file that was added late is as new as a release."""
    times: dict[int, str] = {}
    for found in _UPLOADED.finditer(source.text):
        at = bisect_right(lines, source.line(found.start())) - 1
        if at >= 0:
            times[lines[at]] = max(times.get(lines[at], ""), found.group(1))
    return times
