"""How much randomness a format guarantees: what may stand as a plain hash in a baseline, and what may not."""

from __future__ import annotations

from math import log2
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ENOUGH = 80  # bits; nobody finds such a secret by trying
_CLASSES = {"CATEGORY_WORD": 63, "CATEGORY_DIGIT": 10, "CATEGORY_SPACE": 6}


def of_pattern(pattern: bytes) -> float:
    """The fewest random bits that a match of a provider's pattern holds, of its first group if it has one."""
    tree = list(parser.parse(pattern.decode("ascii")))
    group = _group(tree)
    return _sequence(tree if group is None else group)


def of_shape(code: str) -> float:
    """The same for a shape of the named rules: `h32`, `a20-40`, `u`."""
    if code == "u":
        return 122.0
    sizes = {"h": 16, "H": 16, "l": 36, "U": 36, "a": 62, "w": 62, "b": 62, "d": 10, "c": 26}
    return log2(sizes[code[0]]) * int(code[1:].partition("-")[0])


def _group(items: list[Any]) -> list[Any] | None:
    for kind, value in items:
        if kind is codes.SUBPATTERN and value[0] == 1:
            return list(value[3])
    return None


def _sequence(items: list[Any]) -> float:
    """Depth is that of our own patterns: a few levels."""
    return sum(_item(kind, value) for kind, value in items)


def _item(kind: object, value: Any) -> float:
    if kind is codes.IN:
        return log2(max(1, sum(_members(*part) for part in value)))
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return float(value[0]) * _sequence(list(value[2]))
    if kind is codes.BRANCH:
        return min(_sequence(list(branch)) for branch in value[1])
    if kind is codes.SUBPATTERN:
        return _sequence(list(value[3]))
    return 0.0


def _members(kind: object, value: Any) -> int:
    if kind is codes.RANGE:
        return int(value[1] - value[0] + 1)
    return _CLASSES.get(str(value), 1) if kind is codes.CATEGORY else 1
