"""Version ranges as people write them in a table of supported versions, and the versions in names of tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

Version = tuple[int, ...]

_TAG = re.compile(r"(?:^|[-@/_])v?(\d{1,6}(?:\.\d{1,6}){0,3})$")
_PLAIN = re.compile(r"v?(\d{1,6}(?:\.\d{1,6}){0,3})$")
_COMPARE = re.compile(
    r"(>=|<=|=>|=<|≥|≤|>|<|\^|~|=)?\s*v?(\d{1,6}(?:\.(?:\d{1,6}|[xX*]))*)(\s*\+|\s*(?:and|or)"
    r" (?:later|above|newer|up|below|older|earlier))?$"
)
_SPAN = re.compile(r"v?(\d{1,6}(?:\.(?:\d{1,6}|[xX*]))*)\s*(?:-|–|to|through)\s*v?(\d{1,6}(?:\.(?:\d{1,6}|[xX*]))*)$")
_AROUND = re.compile(r"[`*_\[\]()]|version|release|series|branch", re.IGNORECASE)
_NEWEST = re.compile(r"(?<![\w.])(?:latest|newest|current|most recent|last)\b", re.IGNORECASE)
_OPERATORS = {"=>": ">=", "≥": ">=", "=<": "<=", "≤": "<="}


def tag_version(tag: str) -> Version | None:
    """`v1.2.3`, `1.2`, `name@1.2.3` and `name-v1.2.3`; pre-releases have none."""
    match = _TAG.search(tag)
    return numbers(match[1]) if match else None


def plain_version(tag: str) -> Version | None:
    """As tag_version, but only for tags that are nothing but a version of two parts or more."""
    match = _PLAIN.match(tag)
    return numbers(match[1]) if match and "." in tag else None


def numbers(text: str) -> Version:
    return tuple(int(part) for part in text.split("."))


class Range:
    """Low and high bounds, each a version prefix; `newest` ranges hold whatever is newest."""

    __slots__ = ("high", "high_open", "low", "low_open", "newest")

    def __init__(
        self,
        low: Version = (),
        high: Version | None = None,
        *,
        low_open: bool = False,
        high_open: bool = False,
        newest: bool = False,
    ) -> None:
        self.low = low
        self.high = high
        self.low_open = low_open  # `> 1.2`: 1.2 itself is out
        self.high_open = high_open  # `< 1.2`: 1.2 itself is out
        self.newest = newest

    def holds(self, version: Version) -> bool:
        """Is the version in the range? A bound speaks of as many parts as it has: `<= 1.2` holds 1.2.9."""
        if self.newest:
            return True
        low = _cut(version, len(self.low))
        if low < self.low or (self.low_open and low == self.low):
            return False
        if self.high is None:
            return True
        high = _cut(version, len(self.high))
        return high < self.high or (high == self.high and not self.high_open)


def _cut(version: Version, length: int) -> Version:
    return (version + (0,) * length)[:length]


def parse(text: str) -> Range | None:
    """A Range, or None for words that are not one: then nothing is held against it."""
    words = " ".join(_AROUND.sub(" ", text).replace("\\", "").replace("&gt;", ">").replace("&lt;", "<").split())
    if _NEWEST.search(words):
        return Range(newest=True)
    span = _SPAN.match(words)
    if span:
        return Range(_prefix(span[1]), _prefix(span[2]))
    bounds = [
        _one(piece)
        for piece in re.split(r"\s*(?:,|&&|\band\b(?! (?:later|above|newer|up|below|older|earlier)))\s*", words)
    ]
    if not bounds or any(bound is None for bound in bounds):
        return None
    result = bounds[0]
    assert result is not None
    for bound in bounds[1:]:
        assert bound is not None
        if bound.low:
            result.low, result.low_open = bound.low, bound.low_open
        if bound.high is not None:
            result.high, result.high_open = bound.high, bound.high_open
    return result


def _one(text: str) -> Range | None:
    match = _COMPARE.match(text.strip())
    if not match:
        return None
    operator, version, tail = (
        _OPERATORS.get(match[1] or "", match[1] or ""),
        _prefix(match[2]),
        (match[3] or "").strip(),
    )
    if tail:
        up = tail == "+" or tail.split()[-1] in ("later", "above", "newer", "up")
        operator = ">=" if up else "<="
    if operator in (">=", ">"):
        return Range(version, low_open=operator == ">")
    if operator in ("<=", "<"):
        return Range((), version, high_open=operator == "<")
    if operator == "^" or (operator == "~" and len(version) == 1):
        return Range(version, version[:1])
    if operator == "~":
        return Range(version, version[:2])
    return Range(version, version)


def _prefix(text: str) -> Version:
    parts = []
    for part in text.split("."):
        if not part.isdigit():
            break
        parts.append(int(part))
    return tuple(parts)


def newest(versions: Iterable[Version]) -> Version | None:
    return max(versions, default=None)
