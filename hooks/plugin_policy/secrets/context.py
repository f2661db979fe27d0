"""What stands before a value: the key it is given to, how, and whether the key's name speaks of a secret."""

from __future__ import annotations

import re

from plugin_policy.secrets.words import (
    ABOUT,
    BARE,
    ENDINGS,
    HARMLESS,
    INFIX,
    OBJECTS,
    PARTNERS,
    STRONG,
    TYPES,
    VALUES,
    WEAK,
)

_NAME = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.-$"
_IDENTIFIER = bytes(byte if byte in _NAME else 32 for byte in range(256))
_OPENERS = b"\"'`([{<\\ \t"
_SEPARATORS = b"=:>|,~?+ \t\\\r\n"
_CLOSERS = b"\"'`)]}\\ \t*|"
_SIGNS = b"=:>|,"
_PREFIXES = (b"b", b"r", b"f", b"u", b"l", b"@", b"B", b"L", b"U", b"R")
_CAMEL = rb"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])"
_SPLIT = rb"[a-z]+|\d+"
_CLOSING = rb"</[\w.:-]+>$"
_FOLDED = rb"(?<=[:\s][>|])[-+1-9]{1,2}$"  # the mark of a block in YAML: `key: >-`
_FLAG = rb"--[\w-]+[\"'`],$"  # the value is the next item of a list of arguments
_ACCESSORS = rb"\{\s{0,4}(?:get|set|init)\b[^{}\n]{0,40}\}\s{0,4}=\s{0,4}([@$]?[\"'`])$"
# Lines between a name and its value: `name: X`, `type: string`, `value: …`.
_BETWEEN = rb"\s*[\"'<-]{0,3}(?:type|description|sensitive|nullable|enabled|required|secret|in|kind|scope)\b"
_SHORT = (b"key", b"token", b"secret", b"code", b"id")
_BEFORE = 240  # bytes of a line that are looked at before the value


class Key:
    """What a value is given to.

    name: the identifier as written. words: its words, lower case. separated: an assignment sign stands between it and
    the value. before: the rest of the line before the value. query: it is a parameter of a URL's query.
    """

    __slots__ = ("before", "name", "query", "separated", "words")

    def __init__(self, name: bytes, words: tuple[bytes, ...], separated: bool, before: bytes, query: bool) -> None:
        self.name = name
        self.words = words
        self.separated = separated
        self.before = before
        self.query = query


def words_of(name: bytes) -> tuple[bytes, ...]:
    """`x-Api_KEY2` -> x, api, key, 2."""
    return tuple(re.findall(_SPLIT, re.sub(_CAMEL, rb"\1\3_\2\4", name).lower()))


def _last_identifier(text: bytes) -> tuple[bytes, bytes]:
    """The identifier at the end, and what stands before it."""
    parts = text.translate(_IDENTIFIER).rsplit(None, 1)
    if not parts:
        return b"", b""
    name = parts[-1]
    return name, text[: text.rfind(name)]


def _line_before(text: bytes, start: int) -> bytes:
    line = text.rfind(b"\n", max(0, start - _BEFORE), start) + 1
    return text[line or max(0, start - _BEFORE) : start]


def key_of(text: bytes, start: int) -> Key:
    """The key to which the value at `start` belongs: on its line, or, where only `value:` or nothing stands there, on
    the line above."""
    before = rest = _line_before(text, start)
    if not rest.strip(_OPENERS + b"-"):  # the value stands alone on its line
        rest = re.sub(_FOLDED, b"", _above(text, start - len(rest)))
        if rest[-1:] not in (b"=", b":", b">", b"(", b"|", b"+", b"\\") and not re.search(_FLAG, rest):
            rest = b""
    elif b"{" in rest and b"}" in rest:
        rest = re.sub(_ACCESSORS, rb"= \1", rest)
    separated, name, query = False, b"", False
    for _ in range(4):
        name, gap, rest = _step(rest)
        separated = separated or any(sign in gap for sign in _SIGNS)
        low = name.lower().strip(b"-.$_")
        if low.rpartition(b".")[2] in VALUES:
            if not rest.strip(b" \t-\"'<{,"):
                rest = _named_above(text, start - len(before))
        elif low in TYPES:
            if not rest.strip(b" \t<"):
                rest = _above(text, start - len(before))
        elif name != b"-" or not rest:
            separated = separated or name.startswith(b"--") or b"\t" in gap or rest.endswith((b"ENV ", b"ARG "))
            query = rest[-1:] in (b"?", b"&") or rest.endswith(b"&amp;")
            break
    return Key(name, _words(name, rest), separated, before, query)


def _above(text: bytes, line: int) -> bytes:
    """The line above the one that begins at `line`, without blanks at its end."""
    return re.sub(_CLOSING, b"", _line_before(text, max(0, line - 1)).rstrip()) if line > 0 else b""


def _named_above(text: bytes, line: int) -> bytes:
    """The nearest of the four lines above that may hold the name to which a bare `value:` belongs."""
    above = b""
    for _ in range(4):
        above = _above(text, line)
        if not re.match(_BETWEEN, above):
            break
        line = text.rfind(b"\n", 0, max(0, line - 1)) + 1
    return above.rstrip(b"{([ \t")


def _step(rest: bytes) -> tuple[bytes, bytes, bytes]:
    """One identifier to the left: (name, what stands between it and the value, what stands before it)."""
    opened = rest.rstrip(_OPENERS)
    if rest[-1:] in (b'"', b"'") and opened[-1:] in _PREFIXES:
        trimmed = opened[:-1].rstrip(_OPENERS)
        if trimmed[-1:] in (b"=", b":", b",", b">") or len(trimmed) < len(opened) - 1:
            opened = trimmed
    bare = opened.rstrip(_SEPARATORS)
    if bare.endswith((b" -", b"\t-")):
        bare = bare[:-1].rstrip(_SEPARATORS)
    closed = bare.rstrip(_CLOSERS)
    gap = rest[len(closed) :]
    if b"(" in rest[len(opened) :]:
        gap += b"="
    elif opened != rest and opened[-1:].isalnum() and rest[-1:] in (b"'", b'"', b"`"):
        gap += b"="  # `name 'value'`
    name, left = _last_identifier(closed)
    return name, gap, left


def _words(name: bytes, rest: bytes) -> tuple[bytes, ...]:
    """The words of a name; a bare `key` takes the word before it along (`API key: …`)."""
    path, _, last = name[-64:].strip(b".-$_").rpartition(b".")
    words = words_of(last)
    if len(words) == 1 and words[0] in BARE and path:
        words = words_of(path.rpartition(b".")[2]) + words
    if (
        len(words) == 1
        and words[0] in (b"key", b"token", b"secret", b"code", b"id")
        and rest[-1:] in (b" ", b"-", b"_")
    ):
        earlier, _ = _last_identifier(rest[-24:].rstrip(b" \t"))
        words = words_of(earlier) + words
    return words


def element_of(before: bytes) -> tuple[bytes, ...]:
    """The words of the XML element that is open before the value, for text with more than the value in it."""
    opened = before.rfind(b"<")
    closed = before.find(b">", opened)
    if opened < 0 or closed < 0:
        return ()
    return words_of(before[opened + 1 : closed].partition(b" ")[0])


def strength(words: tuple[bytes, ...]) -> int:
    """0: the name speaks of no secret. 1: weakly. 2: it names a secret."""
    while words and (words[-1].isdigit() or len(words[-1]) == 1):
        words = words[:-1]
    if not words or sum(word.isdigit() for word in words) > 4 or not HARMLESS.isdisjoint(words) or words[-1] in ABOUT:
        return 0
    joined = b"".join(words)
    if not STRONG.isdisjoint(words) or any(word in joined for word in INFIX) or joined.endswith(ENDINGS):
        return 2
    if b"key" in words and not PARTNERS.isdisjoint(words):
        return 2
    if not WEAK.isdisjoint(words) or words == (b"key",):
        return 1
    return 1 if words[-1].endswith(b"key") and len(joined) > 3 and words[0] not in OBJECTS else 0
