"""The nearest valid name for one that is not valid."""

from __future__ import annotations

from collections.abc import Iterable


def distance(left: str, right: str, limit: int = 3) -> int:
    """Edits (insert, delete, replace, swap of neighbours) from left to right; `limit` when there are that many."""
    if abs(len(left) - len(right)) >= limit:
        return limit
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return min(row[-1], limit)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name within two edits (one for short words) or that differs in case and marks only; else ""."""
    if len(word) > 64:
        return ""
    plain = _plain(word)
    best, fewest = "", 3 if len(word) > 4 else 2
    for name in known:
        edits = 0 if _plain(name) == plain else distance(word.lower(), name.lower(), fewest)
        if edits < fewest:
            best, fewest = name, edits
    return best


def _plain(word: str) -> str:
    return "".join(char for char in word.lower() if char.isalnum())
