"""Cursor, strings and variables of PowerShell.

Sources: about_Quoting_Rules, about_Special_Characters, about_Variables, about_Comments
(learn.microsoft.com/powershell/module/microsoft.powershell.core/about).
Names know no case, so they are lower case in the neutral form; `$env:X` is Name "env:X" in capitals.
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers import ir

MAX_DEPTH = 60  # nested brackets and unary operators; deeper text is read flat

_BLANK = later(rb"(?:[ \t\f\v\r\xa0]|`\r?\n|<#(?s:.*?)(?:#>|\Z))+")
_VARIABLE = later(rb"\$(?:\{([^}\n]{1,200})\}|((?:[A-Za-z]\w*:(?!:))?\w+|[$?^]))")
_ESCAPES = {
    b"n": "\n", b"r": "\r", b"t": "\t", b"0": "\0", b"a": "\a", b"b": "\b", b"f": "\f", b"v": "\v", b"e": "\x1b",
}  # fmt: skip
_CODE = later(rb"u\{([0-9A-Fa-f]{1,6})\}")
_IN_STRING = later(rb"[^\"`$]+")
_HERE = later(rb"@(['\"])[ \t]*\r?\n")
_SCOPES = ("script", "global", "local", "private", "using", "variable", "workflow")
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None}


class Words:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pos = 0
        self.limit = len(data)
        self.depth = 0
        self.flat = False
        self.errors: list[tuple[int, int]] = []
        self.comments: list[tuple[int, int]] = []

    def statements(self, closer: bytes) -> list[ir.Node]:
        raise NotImplementedError  # readers/powershell.py

    def peek(self, size: int = 1) -> bytes:
        return self.data[self.pos : min(self.pos + size, self.limit)]

    def error(self, start: int, end: int) -> None:
        if len(self.errors) < 100:
            self.errors.append((start, min(end, len(self.data))))

    def deeper(self, at: int) -> bool:
        """Enter a level; False when the rest must be read flat."""
        if not self.flat and self.depth >= MAX_DEPTH:
            self.flat = True
            self.error(at, at + 1)
        if self.flat:
            return False
        self.depth += 1
        return True

    def skip(self, newlines: bool = False) -> None:
        while self.pos < self.limit:
            match = _BLANK.match(self.data, self.pos, self.limit)
            if match:
                at = self.data.find(b"<#", self.pos, match.end())
                if at >= 0:
                    self.comments.append((at, match.end()))
                self.pos = match.end()
            if self.peek() == b"#":
                end = self.data.find(b"\n", self.pos, self.limit)
                end = self.limit if end < 0 else end
                self.comments.append((self.pos, end))
                self.pos = end
            elif newlines and self.peek() == b"\n":
                self.pos += 1
            elif not match:
                return

    def expect(self, char: bytes, start: int) -> None:
        if self.peek() == char:
            self.pos += 1
        else:
            self.error(start, start + 1)

    # Variables

    def variable(self) -> ir.Node | None:
        match = _VARIABLE.match(self.data, self.pos, self.limit)
        if match is None:
            return None
        start, self.pos = self.pos, match.end()
        raw = (match.group(1) or match.group(2)).decode("utf-8", "replace")
        return named(start, self.pos, raw)

    # Strings

    def single(self) -> ir.Node:
        """'…' with '' for a quote."""
        start = self.pos
        match = re.compile(rb"'((?:[^']++|'')*+)'").match(self.data, start, self.limit)
        if match is None:
            self.error(start, start + 1)
            self.pos = start + 1
            return ir.Const(start, start, "")
        self.pos = match.end()
        text = match.group(1).replace(b"''", b"'").decode("utf-8", "replace")
        plain = b"''" not in match.group(1)
        return ir.Const(start + 1 if plain else start, self.pos - 1 if plain else self.pos, text)

    def here(self) -> ir.Node | None:
        """@'…'@ and @"…"@, whose end stands at the beginning of a line."""
        match = _HERE.match(self.data, self.pos, self.limit)
        if match is None:
            return None
        start, quote = self.pos, match.group(1)
        end = self.data.find(b"\n" + quote + b"@", match.end() - 1, self.limit)
        if end < 0:
            self.error(start, match.end())
            self.pos = match.end()
            return ir.Const(start, start, "")
        stop = max(match.end(), end - 1 if self.data[end - 1 : end] == b"\r" else end)
        if quote == b"'":
            node: ir.Node = ir.Const(match.end(), stop, self.data[match.end() : stop].decode("utf-8", "replace"))
        else:
            saved, self.limit, self.pos = self.limit, stop, match.end()
            node = self.expandable(match.end(), b"")
            self.limit = saved
        self.pos = end + 3
        return node

    def double(self) -> ir.Node:
        start = self.pos
        self.pos += 1
        return self.expandable(start, b'"')

    def expandable(self, start: int, closer: bytes) -> ir.Node:
        """Text with escapes, variables and `$(…)`, up to the closer or the limit."""
        parts: list[ir.Node] = []
        text, since = "", self.pos
        while self.pos < self.limit:
            at, char = self.pos, self.peek()
            match = _IN_STRING.match(self.data, at, self.limit)
            if match:
                piece, self.pos = match.group().decode("utf-8", "replace"), match.end()
            elif char == b'"' and closer and self.peek(2) != b'""':
                break
            elif char == b'"':
                self.pos += 2 if closer else 1
                piece = '"'
            elif char == b"`":
                piece = self.escape()
            else:
                node = self.embedded()
                if node is not None:
                    if text:
                        parts.append(ir.Const(since, at, text))
                    parts.append(node)
                    text, since = "", self.pos
                    continue
                if self.flat:
                    break
                self.pos += 1
                piece = "$"
            text += piece
        if text or not parts:
            parts.append(ir.Const(since, self.pos, text))
        if closer:
            self.expect(closer, start)
        return parts[0] if len(parts) == 1 and isinstance(parts[0], ir.Const) else ir.Join(start, self.pos, parts)

    def embedded(self) -> ir.Node | None:
        """A variable or `$(…)` inside a string."""
        if self.peek(2) == b"$(":
            return self.subexpression()
        return self.variable()

    def escape(self) -> str:
        following = self.data[self.pos + 1 : min(self.pos + 2, self.limit)]
        code = _CODE.match(self.data, self.pos + 1, self.limit)
        if code:
            self.pos = code.end()
            point = int(code.group(1), 16)
            return chr(point) if point < 0xD800 or 0xDFFF < point < 0x110000 else "?"
        self.pos = min(self.pos + 2, self.limit)
        return _ESCAPES.get(following, following.decode("utf-8", "replace"))

    def subexpression(self) -> ir.Node | None:
        start = self.pos
        if not self.deeper(start):
            return None
        self.pos += 2
        body = self.statements(b")")
        self.depth -= 1
        self.expect(b")", start)
        return ir.Capture(start, self.pos, body)


def named(start: int, end: int, raw: str) -> ir.Node:
    """The node of a variable by its written name."""
    scope, colon, name = raw.partition(":")
    if colon and scope.lower() == "env":
        return ir.Name(start, end, "env:" + name.upper())
    if colon and scope.lower() in _SCOPES:
        raw = name
    lower = raw.replace("`", "").lower()
    if lower in _CONSTANTS:
        return ir.Const(start, end, _CONSTANTS[lower])
    return ir.Name(start, end, lower)
