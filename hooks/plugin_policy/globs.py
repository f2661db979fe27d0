"""Path patterns of the policy, disclosures and formats: `*` and `?` inside one folder level, `**` across levels.

Patterns of a disclosure come from the scanned party, so matching never backtracks exponentially.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


def matches(pattern: str, path: str) -> bool:
    """Does the whole path (relative, `/`) fit the pattern? `folder/` stands for everything below it.

    `[` has no meaning of its own: file names hold it more often than patterns do.
    """
    pattern = pattern.removeprefix("./")
    if pattern.endswith("/"):
        pattern += "**"
    return _wild(pattern.split("/"), path.split("/"), "**", _segment)


def host_matches(pattern: str, host: str) -> bool:
    """Is the host the pattern, or one level below a pattern like `*.example.com`? A port must agree when named."""
    pattern, host = pattern.lower().rstrip("."), host.lower().rstrip(".")
    if ":" not in pattern.rpartition("]")[2]:
        host = host if host.endswith("]") or host.count(":") > 1 else host.partition(":")[0]
    if pattern.startswith("*."):
        return host.partition(".")[2] == pattern[2:]
    return host == pattern


def _segment(pattern: str, name: str) -> bool:
    if "*" not in pattern and "?" not in pattern:
        return pattern == name
    return _wild(pattern, name, "*", lambda one, char: one in ("?", char))


def _wild(pattern: Sequence[str], items: Sequence[str], many: str, one: Callable[[str, str], bool]) -> bool:
    """Wildcard matching with a single point to return to: time is at most pattern times items."""
    at = item = 0
    star, resume = -1, 0
    while item < len(items):
        if at < len(pattern) and pattern[at] == many:
            star, resume = at, item
            at += 1
        elif at < len(pattern) and one(pattern[at], items[item]):
            at += 1
            item += 1
        elif star >= 0:
            resume += 1
            at, item = star + 1, resume
        else:
            return False
    return all(part == many for part in pattern[at:])
