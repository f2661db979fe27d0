"""Finding the provider's name beside a value, and comparing the value with the shapes the provider documents."""

from __future__ import annotations

import re

from plugin_policy.secrets.named_rules import NAMED

_ALPHABETS = {
    "h": b"[0-9a-f]", "H": b"[0-9A-F]", "l": b"[0-9a-z]", "U": b"[0-9A-Z]", "a": b"[0-9A-Za-z]", "w": rb"[\w.+/=:~-]",
    "b": b"[0-9A-Za-z+/=]", "d": b"[0-9]", "c": b"[a-z]",
}  # fmt: skip
_UUID = b"(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"

_GRAMS: dict[bytes, list[tuple[bytes, int]]] = {}
_WHOLE: dict[bytes, list[int]] = {}
_SHAPES: dict[str, re.Pattern[bytes]] = {}


def _index() -> None:
    for number, row in enumerate(NAMED):
        for word in row[3].encode().split():
            if word.startswith(b"="):
                _WHOLE.setdefault(word[1:], []).append(number)
            else:
                _GRAMS.setdefault(word[:4], []).append((word, number))


def providers_in(text: bytes, words: tuple[bytes, ...] = ()) -> list[int]:
    """Numbers of the rules whose word stands in `text` (lower case) or among `words`, the last in the text first."""
    if not _GRAMS:
        _index()
    found: list[int] = []
    for at in range(len(text) - 4, -1, -1):
        for word, number in _GRAMS.get(text[at : at + 4], ()):
            if text.startswith(word, at) and number not in found:
                found.append(number)
    for word in words:
        found.extend(number for number in _WHOLE.get(word, ()) if number not in found)
    return found


def shape(code: str) -> re.Pattern[bytes]:
    """The pattern of one shape: `h32`, `a20-40`, `u`, `b43==`; cached."""
    pattern = _SHAPES.get(code)
    if pattern is None:
        if code == "u":
            source = _UUID
        else:
            low, _, high = code[1:].partition("-")
            source = _ALPHABETS[code[0]] + b"{%s,%s}" % (low.encode(), (high or low).encode())
        pattern = _SHAPES[code] = re.compile(source)
    return pattern


def matches(number: int, value: bytes) -> str:
    """The first shape of the rule that the value has, "" for none."""
    for code in NAMED[number][4].split():
        if shape(code).fullmatch(value):
            return code
    return ""
