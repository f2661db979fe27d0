"""Where the tables and keys of a TOML file stand; the standard library's parser does not say."""

from __future__ import annotations

from plugin_policy.pattern import later

_HEAD = later(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = later(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")


def positions(text: str) -> dict[tuple[str, int, str], int]:
    """Lines of a TOML file's table heads and keys: (table, index of [[table]], key or "" for the head) -> line."""
    lines: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    table, quoted = "", False
    for number, line in enumerate(text.split("\n"), 1):
        if not quoted:
            if head := _HEAD.match(line):
                table = head[2].strip("\"'")
                counts[table] = counts.get(table, -1) + (1 if len(head[1]) == 2 or table not in counts else 0)
                lines.setdefault((table, counts[table], ""), number)
            elif key := _KEY.match(line):
                _add_key(lines, table, counts.get(table, 0), key[1], number)
        quoted ^= (line.count('"""') + line.count("'''")) % 2 == 1
    return lines


def _add_key(lines: dict[tuple[str, int, str], int], table: str, index: int, key: str, number: int) -> None:
    parts = [part.strip(" \t\"'") for part in key.split(".")]
    if not table:  # a dotted or plain key before the first table
        table, parts = parts[0], parts[1:] or [""]
    lines.setdefault((table, index, parts[0]), number)
    lines.setdefault((table, index, ""), number)
