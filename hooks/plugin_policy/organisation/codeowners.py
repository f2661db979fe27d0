"""CODEOWNERS: which paths have an owner (GitHub Docs, "About code owners").

The last pattern that matches a path decides; a pattern without owners takes them away. Not supported by GitHub and so
not here: `!`, `[a-z]` and an escaped `#`.
"""

from __future__ import annotations

import re

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")  # GitHub takes the first that exists
MAX_LINES = 10_000


class Line:
    """pattern, owners (without `@`, e-mail addresses as they are), number (1-based)."""

    __slots__ = ("number", "owners", "pattern", "regex")

    def __init__(self, pattern: str, owners: list[str], number: int) -> None:
        self.pattern = pattern
        self.owners = owners
        self.number = number
        self.regex = regex(pattern)


def parse(text: str) -> list[Line]:
    """Lines in order; comments and empty lines dropped."""
    found = []
    for number, line in enumerate(text.splitlines()[:MAX_LINES], 1):
        words = re.sub(r"(^|\s)#.*$", "", line).replace("\\ ", "\0").split()
        if words and not words[0].startswith("!"):
            owners = [word.lstrip("@") for word in words[1:]]
            found.append(Line(words[0].replace("\0", " "), owners, number))
    return found


def regex(pattern: str) -> re.Pattern[str]:
    """gitignore-like: a slash at the start or inside anchors at the root; a folder owns what is below it."""
    anchored = "/" in pattern.rstrip("/")
    body = pattern.strip("/")
    out = ""
    for piece in re.split(r"(\*\*/|/\*\*$|\*\*|\*|\?)", body):
        out += {"**/": "(?:[^/]+/)*", "/**": "/.+", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(piece, re.escape(piece))
    start = "^" if anchored else "^(?:[^/]+/)*"
    if pattern.endswith("/"):
        end = "/"
    elif body.endswith("/*"):
        end = "$"  # `docs/*` owns the files of docs, and nothing deeper
    else:
        end = "(?:/|$)"
    return re.compile(start + out + end)


def owners(lines: list[Line], path: str) -> Line | None:
    """The line that decides for a path; None when no line does or it names nobody."""
    for line in reversed(lines):
        if line.regex.search(path):
            return line if line.owners else None
    return None
