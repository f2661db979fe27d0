"""A tolerant scanner for JSON that knows where everything stands and reports every error, not only the first.

The grammar is RFC 8259; what other dialects allow (comments, trailing commas, NaN, single quotes, bare keys) is
understood and reported. An explicit stack: no nesting can exhaust ours.
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers.nodes import MAX_DEPTH, MAX_PROBLEMS, Node, Pointer, Problem

MAX_TOKENS = 2_000_000  # values and marks whose positions are kept

_SPACE = later(rb"[ \t\r\n]*+")
_TOKEN = later(
    rb"""(?P<string>"(?:[^"\\\x00-\x1f]++|\\[^\x00-\x1f])*+")
    |(?P<mark>[\[\]{},:])
    |(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![\w.+-]))
    |(?P<word>[A-Za-z_$][\w$]*+)
    |(?P<comment>//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|\#[^\r\n]*+)
    |(?P<broken>"(?:[^"\\\r\n]++|\\[^\r\n])*+(?:"|\\?(?=[\r\n]|\Z))|'(?:[^'\\\r\n]++|\\[^\r\n])*+(?:'|\\?(?=[\r\n]|\Z)))
    |(?P<odd>[+-]?[\w.][\w.+-]*+|[^\s\[\]{},:"'\#/A-Za-z_$0-9]++|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = later(rb"\\(?:u([0-9a-fA-F]{4})|([^\x00-\x1f]))")
_SIMPLE = {
    b'"': '"', b"\\": "\\", b"/": "/", b"b": "\b", b"f": "\f", b"n": "\n", b"r": "\r", b"t": "\t",
}  # fmt: skip
_WORDS: dict[bytes, object] = {b"true": True, b"false": False, b"null": None}
_NOT_JSON = (b"NaN", b"Infinity", b"undefined")


class _Open:
    """A container that is not closed yet."""

    __slots__ = ("key", "key_span", "node", "state", "value")

    def __init__(self, value: dict[str, object] | list[object], node: Node) -> None:
        self.value = value
        self.node = node
        self.key = ""
        self.key_span = (0, 0)
        self.state = "key" if isinstance(value, dict) else "value"  # what must follow


class Scanner:
    """One pass over `data`. After `run`: value, node (None if the text holds no value) and problems."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.value: object = None
        self.node: Node | None = None
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._skipped = 0  # containers open beyond MAX_DEPTH
        self._comma: tuple[int, int] | None = None  # the last comma, while nothing has followed it

    def run(self) -> Scanner:
        data, at = self.data, 0
        size, taken = len(data), 0
        while len(self.problems) < MAX_PROBLEMS:
            taken += 1
            if taken > MAX_TOKENS:
                self._say("size", f"more than {MAX_TOKENS:,} values and marks: not read further", at, at)
                break
            space = _SPACE.match(data, at)
            at = space.end() if space else at
            if at >= size:
                break
            token = _TOKEN.match(data, at)
            assert token is not None
            at = token.end()
            if not self._token(token.lastgroup or "odd", token[0], token.start(), at):
                break
        self._finish(size)
        return self

    def _token(self, kind: str, raw: bytes, start: int, end: int) -> bool:
        """Take one token; False when the rest of the text is of no use."""
        if kind == "comment":
            self._say("comment", "JSON has no comments", start, end)
            return True
        if self._skipped and not (kind == "mark" and raw in b"[]{}"):
            return True
        if not self._stack and self.node is not None:
            self._say("syntax", "text after the end of the JSON value", start, len(self.data.rstrip()))
            return False
        if kind == "mark":
            self._mark(raw, start, end)
        else:
            self._scalar(kind, raw, start, end)
        return True

    def _mark(self, raw: bytes, start: int, end: int) -> None:
        if raw in b"{[":
            self._open(raw, start)
        elif raw in b"}]":
            self._close(raw, start, end)
        elif not self._stack:
            self._say("syntax", f"`{raw.decode()}` where a value must stand", start, end)
        elif raw == b",":
            self._take_comma(start, end)
        else:
            top = self._stack[-1]
            if top.state == "colon":
                top.state = "value"
            else:
                self._say("syntax", "`:` where none may stand", start, end)

    def _take_comma(self, start: int, end: int) -> None:
        top = self._stack[-1]
        if top.state == "comma":
            top.state = "key" if isinstance(top.value, dict) else "value"
            self._comma = (start, end)
        elif top.state == "colon" or (top.state == "value" and isinstance(top.value, dict)):
            self._say("syntax", f"the key {_quote(top.key)} has no value", *top.key_span)
            top.state = "key"
            self._comma = (start, end)
        else:
            self._say("syntax", "`,` without a value before it", start, end)

    def _open(self, raw: bytes, start: int) -> None:
        if self._skipped:
            self._skipped += 1
            return
        if len(self._stack) >= MAX_DEPTH:
            self._say("depth", f"nested deeper than {MAX_DEPTH} levels: not read further", start, start + 1)
            self._skipped = 1
            return
        if not self._expect_value(start, start + 1):
            return
        node = Node(start, start + 1)
        value: dict[str, object] | list[object] = {} if raw == b"{" else []
        self._put(value, node)
        self._stack.append(_Open(value, node))

    def _close(self, raw: bytes, start: int, end: int) -> None:
        if self._skipped:
            self._skipped -= 1
            if not self._skipped:
                self._put(None, Node(start, end))
            return
        wanted: type = dict if raw == b"}" else list
        if not any(isinstance(item.value, wanted) for item in self._stack):
            self._say("syntax", f"`{raw.decode()}` closes nothing", start, end)
            return
        while not isinstance(self._stack[-1].value, wanted):
            self._unclosed(self._stack.pop(), start)
        top = self._stack.pop()
        if self._comma is not None and top.state in ("key", "value"):
            self._say("trailing-comma", f"`,` before `{raw.decode()}`", *self._comma)
        elif top.state == "colon" or (top.state == "value" and wanted is dict):
            self._say("syntax", f"the key {_quote(top.key)} has no value", *top.key_span)
        self._comma = None
        top.node.end = end

    def _unclosed(self, item: _Open, end: int) -> None:
        mark = "{" if isinstance(item.value, dict) else "["
        self._say("syntax", f"`{mark}` is never closed", item.node.start, item.node.start + 1)
        item.node.end = end

    def _expect_value(self, start: int, end: int) -> bool:
        """Make room for a value, with a problem where the grammar has none; False if it cannot be placed."""
        if not self._stack:
            return True
        top = self._stack[-1]
        if top.state == "comma":
            self._say("syntax", "`,` is missing before this value", start, end)
            top.state = "key" if isinstance(top.value, dict) else "value"
        if top.state == "colon":
            self._say("syntax", f"`:` is missing after the key {_quote(top.key)}", start, end)
            top.state = "value"
        if top.state == "key":
            self._say("syntax", "a value where a key in double quotes must stand", start, end)
            top.key, top.key_span, top.state = "", (start, start), "value"
        return True

    def _put(self, value: object, node: Node) -> None:
        self._comma = None
        if not self._stack:
            self.value, self.node = value, node
            return
        top = self._stack[-1]
        top.state = "comma"
        if isinstance(top.value, list):
            top.node.children[len(top.value)] = node
            top.value.append(value)
            return
        if top.key in top.node.keys:
            first = self.data.count(b"\n", 0, top.node.keys[top.key][0]) + 1
            message = f"the key {_quote(top.key)} stands twice: the last one counts, the first is on line {first}"
            self.problems.append(Problem("duplicate-key", message, *top.key_span, fatal=False, pointer=self._pointer()))
        top.value[top.key] = value
        top.node.keys[top.key] = top.key_span
        top.node.children[top.key] = node

    def _pointer(self) -> Pointer:
        parts: list[str | int] = []
        for item in self._stack:
            parts.append(item.key if isinstance(item.value, dict) else max(len(item.value) - 1, 0))
        return tuple(parts)

    def _scalar(self, kind: str, raw: bytes, start: int, end: int) -> None:
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.value, dict) and top.state in ("key", "comma"):
            self._key(top, kind, raw, start, end)
            return
        if kind == "odd" and top is not None and top.state == "comma":
            self._say("syntax", f"{_quote(_readable(raw))} where `,` or a closing bracket must stand", start, end)
            return
        self._expect_value(start, end)
        self._put(self._decode(kind, raw, start, end), Node(start, end))

    def _key(self, top: _Open, kind: str, raw: bytes, start: int, end: int) -> None:
        if top.state == "comma":
            self._say("syntax", "`,` is missing before this key", start, end)
        self._comma = None
        if kind in ("string", "broken"):
            top.key = str(self._decode(kind, raw, start, end))
        else:
            top.key = _readable(raw)
            self._say("syntax", f"the key {_quote(top.key)} must stand in double quotes", start, end)
        top.key_span, top.state = (start, end), "colon"

    def _decode(self, kind: str, raw: bytes, start: int, end: int) -> object:
        if kind == "string":
            if b"\\" not in raw:
                return raw[1:-1].decode("utf-8", "replace")
            return self._unescape(raw[1:-1], start + 1)
        if kind == "number":
            return number(raw)
        if kind == "word" and raw in _WORDS:
            return _WORDS[raw]
        if kind == "broken":
            return self._broken(raw, start, end)
        text = _readable(raw)
        if raw.lstrip(b"+-") in _NOT_JSON:
            self._say("constant", f"`{text}` is not JSON", start, end)
            return None
        self._say("syntax", f"{_quote(text)} is not a JSON value", start, end)
        return text

    def _broken(self, raw: bytes, start: int, end: int) -> str:
        if raw[:1] == b"'":
            self._say("syntax", "strings stand in double quotes", start, end)
        elif len(raw) < 2 or not raw.endswith(b'"'):
            self._say("syntax", "this string is never closed on its line", start, end)
        body = raw[1:-1] if len(raw) > 1 and raw[-1:] == raw[:1] else raw[1:]
        if control := re.search(rb"[\x00-\x1f]", body):
            at = start + 1 + control.start()
            self._say("control-character", f"control character U+{control[0][0]:04X} inside a string", at, at + 1)
        return self._unescape(body, start + 1) if b"\\" in body else body.decode("utf-8", "replace")

    def _unescape(self, body: bytes, offset: int) -> str:
        pieces = list(unescape(body))
        for text, start, end, exact in pieces:
            if not exact and text == "":
                self._say(
                    "escape", f"`{_readable(body[start:end])}` is not an escape of JSON", offset + start, offset + end
                )
            elif not exact and 0xD800 <= ord(text[0]) <= 0xDFFF:
                message = f"lone surrogate `{_readable(body[start:end])}` is not a character"
                self.problems.append(Problem("surrogate", message, offset + start, offset + end, fatal=False))
        return "".join(piece[0] for piece in pieces)

    def _finish(self, size: int) -> None:
        if self._skipped or len(self.problems) >= MAX_PROBLEMS:
            for item in self._stack:
                item.node.end = size
            return
        for item in reversed(self._stack):
            if item.state == "colon" or (item.state == "value" and isinstance(item.value, dict)):
                self._say("syntax", f"the key {_quote(item.key)} has no value", *item.key_span)
            self._unclosed(item, size)
        if self.node is None:
            self._say("syntax", "the file holds no JSON value", 0, size)

    def _say(self, kind: str, message: str, start: int, end: int) -> None:
        self.problems.append(Problem(kind, message, start, end))


def number(raw: bytes) -> int | float:
    """The number as JavaScript holds it; one with more digits than Python converts is a float (or infinite)."""
    if len(raw) < 300 and not any(mark in raw for mark in (b".", b"e", b"E")):
        return int(raw)
    return float(raw)


def unescape(body: bytes) -> list[tuple[str, int, int, bool]]:
    """The content of a JSON string in pieces: (decoded text, start, end in `body`, stands for itself).

    A pair of surrogate escapes is one piece; a lone one decodes to itself; an unknown escape to "".
    """
    pieces: list[tuple[str, int, int, bool]] = []
    at = 0
    for match in _ESCAPE.finditer(body):
        if match.start() < at:  # the second half of a pair
            continue
        if match.start() > at:
            pieces.append((body[at : match.start()].decode("utf-8", "replace"), at, match.start(), True))
        at = match.end()
        if match[1] is None:
            text = _SIMPLE.get(match[2], "")
        else:
            text = chr(int(match[1], 16))
            low = _ESCAPE.match(body, at)
            if "\ud800" <= text <= "\udbff" and low and low[1] and 0xDC00 <= int(low[1], 16) <= 0xDFFF:
                text = chr(0x10000 + ((ord(text) - 0xD800) << 10) + int(low[1], 16) - 0xDC00)
                at = low.end()
        pieces.append((text, match.start(), at, False))
    if at < len(body):
        pieces.append((body[at:].decode("utf-8", "replace"), at, len(body), True))
    return pieces


def _readable(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    return text if len(text) <= 40 else text[:39] + "…"


def _quote(text: str) -> str:
    return f"`{text if len(text) <= 40 else text[:39] + '…'}`"
