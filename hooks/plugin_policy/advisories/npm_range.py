"""npm's ranges: https://github.com/npm/node-semver#ranges. A range is a list of alternatives of comparators."""

from __future__ import annotations

import re

from plugin_policy.advisories.versions import Key, semver_key

Comparator = tuple[str, Key]  # "<", "<=", ">", ">=", "="; key of a version
MAX_LENGTH = 512

_X = r"(?:[xX*]|\d+)"
_PARTIAL = re.compile(
    rf"[v=\s]*({_X})(?:\.({_X})(?:\.({_X})(?:-?([0-9A-Za-z][0-9A-Za-z.-]*))?(?:\+[0-9A-Za-z.-]*)?)?)?\Z"
)
_TOKEN = re.compile(r"(\^|~>?|>=|<=|>|<|=)?\s*([v=]*\s*[\dxX*][^\s<>=^~|]*)\s*")


def parse(text: str) -> list[list[Comparator]] | None:
    """None when it is no range (a dist-tag, an address)."""
    if len(text) > MAX_LENGTH:
        return None
    alternatives = []
    for part in text.split("||"):
        comparators = _alternative(part.strip())
        if comparators is None:
            return None
        alternatives.append(comparators)
    return [[]] if [] in alternatives else alternatives  # as npm: `*` makes the rest of the range void


def satisfies(version: str, ranges: list[list[Comparator]]) -> bool:
    """As npm: a pre-release only satisfies a range that names a pre-release of the same numbers."""
    key = semver_key(version)
    if key is None:
        return False
    return any(_meets(key, comparators) for comparators in ranges)


def _meets(key: Key, comparators: list[Comparator]) -> bool:
    if not all(_compare(key, operator, bound) for operator, bound in comparators):
        return False
    if key[1] == 1:
        return True
    return any(len(bound) > 2 and bound[0] == key[0] for _, bound in comparators)


_FLOOR = ((0, 0, ""),)  # the `-0` of an upper bound that a caret or an x makes


def _compare(key: Key, operator: str, bound: Key) -> bool:
    if operator == "=":
        return bool(key == bound)
    if operator == "<":
        return bool(key < bound)
    if operator == "<=":
        return bool(key <= bound)
    return bool(key > bound) if operator == ">" else bool(key >= bound)


def _alternative(text: str) -> list[Comparator] | None:
    hyphen = re.fullmatch(r"(\S+)\s+-\s+(\S+)", text)
    if hyphen:
        low, high = _expand(">=", hyphen.group(1)), _expand("<=", hyphen.group(2))
        return None if low is None or high is None else low + high
    if text in ("", "*", "x", "X", "latest"):
        return [] if text != "latest" else None
    found: list[Comparator] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        comparators = _expand(token.group(1) or "", token.group(2))
        if comparators is None:
            return None
        found += comparators
        at = token.end()
    return found


def _expand(operator: str, text: str) -> list[Comparator] | None:
    """Comparators of one partial version, desugared as node-semver describes."""
    match = _PARTIAL.match(text)
    if match is None:
        return None
    parts = [None if part is None or part in "xX*" else int(part) for part in match.groups()[:3]]
    known = next((index for index, part in enumerate(parts) if part is None), 3)
    numbers = tuple(part or 0 for part in parts[:known]) + (0,) * (3 - known)
    before = semver_key("0.0.0-" + match.group(4)) if match.group(4) and known == 3 else None
    low: Key = (numbers, 0, *before[2:]) if before else (numbers, 1)
    if operator in ("~", "~>"):
        return _between(low, numbers, min(known, 2) - 1)
    if operator == "^":
        return _between(low, numbers, _caret(numbers, known))
    if operator in ("", "="):
        return [("=", low)] if known == 3 else _between(low, numbers, known - 1)
    if known == 0:
        return [("<", _floor((0, 0, 0)))] if operator in ("<", ">") else []
    if known == 3:
        return [(operator, low)]
    if operator == ">":
        return [(">=", (_next(numbers, known - 1), 1))]
    if operator == "<=":
        return [("<", _floor(_next(numbers, known - 1)))]
    return [(operator, _floor(numbers) if operator == "<" else low)]


def _caret(numbers: tuple[int, ...], known: int) -> int:
    """Index of the number that may not change: the first that is not 0."""
    for index in range(min(known, 3)):
        if numbers[index] or index == 2:
            return index
    return known - 1


def _between(low: Key, numbers: tuple[int, ...], index: int) -> list[Comparator]:
    return [(">=", low), ("<", _floor(_next(numbers, index)))] if index >= 0 else []


def _next(numbers: tuple[int, ...], index: int) -> tuple[int, ...]:
    return numbers[:index] + (numbers[index] + 1,) + (0,) * (2 - index)


def _floor(numbers: tuple[int, ...]) -> Key:
    return (numbers, 0, *_FLOOR)
