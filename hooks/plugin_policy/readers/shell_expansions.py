"""Expansions of the shell language: `$x`, `${x…}`, `$(…)`, backquotes, `$((…))`, process substitution.

Sources: POSIX.1-2024 Shell Command Language 2.6; Bash Reference Manual 3.5.3; zshexpn(1).
A parameter operator is a call of Ref "shell.NAME": strip-prefix, strip-longest-prefix, strip-suffix,
strip-longest-suffix (value, pattern); replace, replace-all, replace-prefix, replace-suffix (value, pattern, text);
upper, upper-first, lower, lower-first, unescape, length, join, keys (value); slice (value, offset[, length]);
indirect (name in a value); prompt (expansions in the value are performed, commands too).
Defaults (`${x:-y}`) are Choices. A Capture of kind "sink" is `>(…)`: what is written to it, the body reads.
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.shell_arithmetic import arithmetic
from plugin_policy.readers.shell_expand import Piece, ansi_c
from plugin_policy.readers.shell_words import Words

CLOSE_PAREN = frozenset([b")"])
MAX_SCAN = 20_000  # bytes that an arithmetic expansion may hold
MAX_SCANS = 4  # times the size of the text that may be searched for the end of arithmetic

_IN_OPERAND = later(rb"[^\"'\\$`{}/:]+")
_IN_ARITHMETIC = later(rb"[^\\$`\"]+")
_BACKQUOTED = later(rb"`((?:[^`\\]++|\\.)*+)`", re.DOTALL)
_PAREN = later(rb"[()]")
_BARE = later(rb"\$([A-Za-z_]\w*|[@*#?$!0-9-])")
_PARAMETER = later(rb"[A-Za-z_]\w*|[0-9]+|[@*#?$!-]")
_PREFIX = later(rb"#(?=[\w@*{])|!(?=\w)|[=~^+](?=\w)")
_SUBSCRIPT = later(rb"\[([^\[\]\n]{0,200}+(?:\[[^\]\n]{0,100}+\][^\]\n]{0,100}+)?)\]")
_IFS = later(rb"\$(?:IFS(?!\w)(?:\$9)?|\{IFS[^}\n]{0,20}\}(?:\$9)?)")
_OPERATOR = later(rb":?[-=+?]|##?|%%?|/[/#%]?|\^\^?|,,?|@[A-Za-z]|:")
_FLAGS = later(rb"\(([^()\n]{0,40})\)")
_OPERATORS = {
    b"#": "strip-prefix", b"##": "strip-longest-prefix", b"%": "strip-suffix", b"%%": "strip-longest-suffix",
    b"/": "replace", b"//": "replace-all", b"/#": "replace-prefix", b"/%": "replace-suffix", b"^": "upper-first",
    b"^^": "upper", b",": "lower-first", b",,": "lower", b"@U": "upper", b"@u": "upper-first", b"@L": "lower",
    b"@E": "unescape", b"@P": "prompt",
}  # fmt: skip
_ZSH_FLAGS = {b"e": "prompt", b"%": "prompt", b"P": "indirect", b"U": "upper", b"L": "lower", b"k": "keys"}


def operation(start: int, end: int, name: str, *operands: ir.Node) -> ir.Call:
    return ir.Call(start, end, ir.Ref(start, end, "shell." + name), list(operands))


class Expansions(Words):
    def dollar(self, pieces: list[Piece], quoted: bool) -> bool:
        """Read what begins with `$`; False when deeper text must be read flat."""
        at, following = self.pos, self.peek(3)[1:]
        first = following[:1]
        separator = None if quoted else _IFS.match(self.data, at, self.limit)
        if separator:
            self.pos = separator.end()
            pieces.append(Piece(at, self.pos, ir.Name(at, self.pos, "IFS"), False))
        elif first == b"'" and not quoted:
            return self.ansi(pieces)
        elif first == b'"' and not quoted:
            self.pos += 1
            return self.special(first, pieces)
        elif first == b"(":
            return self.parenthesis(pieces, quoted, double=following == b"((")
        elif first == b"[":
            return self.arithmetic(pieces, quoted, at + 2, self.data.find(b"]", at, min(self.limit, at + 500)), 1)
        elif first == b"{":
            return self.parameter(pieces, quoted)
        else:
            self.bare(pieces, quoted)
        return True

    def bare(self, pieces: list[Piece], quoted: bool) -> None:
        at, match = self.pos, _BARE.match(self.data, self.pos, self.limit)
        if match is None:
            self.pos += 1
            pieces.append(Piece(at, self.pos, b"$", True))
            return
        self.pos = match.end()
        pieces.append(Piece(at, self.pos, ir.Name(at, self.pos, match.group(1).decode()), quoted))

    def ansi(self, pieces: list[Piece]) -> bool:
        at = self.pos
        match = re.compile(rb"\$'((?:[^'\\]++|\\.)*+)'", re.DOTALL).match(self.data, at, self.limit)
        if match is None:
            self.error(at, at + 2)
            self.pos += 2
            return True
        self.pos = match.end()
        pieces.append(Piece(at, self.pos, ansi_c(match.group(1)), True))
        return True

    def parenthesis(self, pieces: list[Piece], quoted: bool, double: bool) -> bool:
        if double:
            end = self.arithmetic_end(self.pos + 3)
            if end >= 0:
                return self.arithmetic(pieces, quoted, self.pos + 3, end, 2)
        return self.substitution(pieces, 2, "text", quoted)

    def arithmetic_end(self, start: int) -> int:
        """Where the `))` stands that closes `((` before start; -1 when this is no arithmetic."""
        if self.flat or self.scanned > MAX_SCANS * len(self.data):
            return -1
        level = 0
        end = min(self.limit, start + MAX_SCAN)
        for match in _PAREN.finditer(self.data, start, end):
            self.scanned += 2
            if match.group() == b"(":
                level += 1
            elif level:
                level -= 1
            else:
                return match.start() if self.data[match.end() : match.end() + 1] == b")" else -1
        return -1

    def arithmetic(self, pieces: list[Piece], quoted: bool, start: int, end: int, closer: int) -> bool:
        if end < 0:
            self.bare(pieces, quoted)
            return True
        at = self.pos
        node = self.arithmetic_value(start, end)
        if self.flat:
            return False
        self.pos = end + closer
        pieces.append(Piece(at, self.pos, node, True))
        return True

    def arithmetic_value(self, start: int, end: int) -> ir.Node:
        raw = self.data[start:end]
        folded = None if b"$(" in raw or b"`" in raw else arithmetic(raw, start, end)
        if isinstance(folded, ir.Const):
            return ir.Const(start, end, str(folded.value))
        if folded is not None:
            return folded
        saved, self.limit, self.pos = self.limit, end, start
        parts: list[Piece] = []
        while self.pos < end and not self.flat:
            parts.extend(self.quoted(_IN_ARITHMETIC, b""))
        self.limit = saved
        return ir.Opaque(start, end, [piece.value for piece in parts if isinstance(piece.value, ir.Node)])

    def substitution(self, pieces: list[Piece], size: int, kind: str, quoted: bool) -> bool:
        at = self.pos
        if not self.deeper(at):
            return False
        self.pos += size
        body = self.statements(CLOSE_PAREN)
        self.depth -= 1
        if self.peek() == b")":
            self.pos += 1
        else:
            self.error(at, at + size)
        pieces.append(Piece(at, self.pos, ir.Capture(at, self.pos, body, kind), quoted or kind != "text"))
        return True

    def backquote(self, pieces: list[Piece], quoted: bool) -> bool:
        at = self.pos
        match = _BACKQUOTED.match(self.data, at, self.limit)
        if match is None:
            self.error(at, at + 1)
            self.pos += 1
            return not self.flat
        if not self.deeper(at):
            return False
        inner = match.group(1)
        if b"\\" in inner:
            nested = type(self)(re.sub(rb"\\([`\\$])", rb"\1", inner))
            nested.depth = self.depth
            body = nested.statements(frozenset())
            relocate(body, at, match.end())
        else:
            saved, self.limit, self.pos = self.limit, match.end() - 1, at + 1
            body = self.statements(frozenset())
            self.limit = saved
        self.depth -= 1
        self.pos = match.end()
        pieces.append(Piece(at, self.pos, ir.Capture(at, self.pos, body), quoted))
        return True

    # ${…}

    def parameter(self, pieces: list[Piece], quoted: bool) -> bool:
        at = self.pos
        if not self.deeper(at):
            return False
        self.pos += 2
        flags = _FLAGS.match(self.data, self.pos, self.limit)
        self.pos = flags.end() if flags else self.pos
        prefix = _PREFIX.match(self.data, self.pos, self.limit)
        self.pos = prefix.end() if prefix else self.pos
        value = self.operate(at, self.subject(at))
        self.depth -= 1
        if self.flat:
            return False
        if self.peek() == b"}":
            self.pos += 1
        else:
            self.error(at, at + 2)
            if self.pos == at + 2:
                self.pos = min(self.limit, self.pos + 1)
        value = self.prefixed(at, value, prefix.group() if prefix else b"")
        for flag in flags.group(1) if flags else b"":
            if bytes([flag]) in _ZSH_FLAGS:
                value = operation(at, self.pos, _ZSH_FLAGS[bytes([flag])], value)
        value.start, value.end = at, self.pos
        pieces.append(Piece(at, self.pos, value, quoted))
        return True

    def prefixed(self, at: int, value: ir.Node, prefix: bytes) -> ir.Node:
        if prefix == b"#":
            return operation(at, self.pos, "length", value)
        if prefix == b"!":
            return operation(at, self.pos, "keys" if isinstance(value, ir.Star) else "indirect", value)
        return value

    def subject(self, at: int) -> ir.Node:
        """The parameter itself, with its subscript; zsh also takes an expansion in its place."""
        match = _PARAMETER.match(self.data, self.pos, self.limit)
        if match is None:
            return self.operand(b":/") if self.peek() in (b"$", b'"', b"'") else ir.Const(at, at, "")
        self.pos = match.end()
        name = ir.Name(at, self.pos, match.group().decode())
        index = _SUBSCRIPT.match(self.data, self.pos, self.limit)
        if index is None:
            return name
        self.pos = index.end()
        return subscripted(name, index.group(1), self)

    def operate(self, at: int, value: ir.Node) -> ir.Node:
        match = _OPERATOR.match(self.data, self.pos, self.limit)
        if match is None:
            return value
        op, self.pos = match.group(), match.end()
        if op[-1:] in b"-=+?":
            other = self.operand(b"")
            if op[-1:] == b"+":
                return ir.Choice(at, self.pos, [other, ir.Const(at, at, "")], [value])
            if op[-1:] == b"?":
                return ir.Choice(at, self.pos, [value], [other])
            default = ir.Choice(at, self.pos, [value, other])
            if op[-1:] == b"=" and isinstance(value, ir.Name):  # ${x:=y} binds x
                return ir.Bind(at, self.pos, value, default)
            return default
        if op == b":":
            return operation(at, self.pos, "slice", value, *self.numbers())
        name = _OPERATORS.get(op)
        if name is None:
            return value
        operands = [self.operand(b"/" if op[:1] == b"/" else b"")] if op[:1] in b"#%/" else []
        if op[:1] == b"/" and self.peek() == b"/":
            self.pos += 1
            operands.append(self.operand(b""))
        elif not operands:
            self.operand(b"")  # the pattern of ^ and , tells which letters: all, as a rule
        return operation(at, self.pos, name, value, *operands)

    def numbers(self) -> list[ir.Node]:
        found: list[ir.Node] = []
        while len(found) < 2:
            start = self.pos
            node = self.operand(b":")
            found.append(arithmetic(self.data[start : self.pos], start, self.pos) or node)
            if self.peek() != b":":
                break
            self.pos += 1
        return found

    def operand(self, stop: bytes) -> ir.Node:
        """Text inside `${…}` up to its `}` or a byte of stop; quotes and expansions are read."""
        start, level = self.pos, 0
        pieces: list[Piece] = []
        while self.pos < self.limit:
            at, char = self.pos, self.peek()
            match = _IN_OPERAND.match(self.data, at, self.limit)
            if match:
                self.pos = match.end()
                pieces.append(Piece(at, self.pos, match.group(), True))
                continue
            if not level and (char == b"}" or char in stop):
                break
            if char in b"{}/:":
                level += {b"{": 1, b"}": -1}.get(char, 0)
                self.pos += 1
                pieces.append(Piece(at, self.pos, char, True))
            elif not self.special(char, pieces):
                break
        return self.joined(pieces, start, self.pos)


def subscripted(name: ir.Name, index: bytes, words: Words) -> ir.Node:
    start, end = name.start, words.pos
    if index in (b"@", b"*"):
        return ir.Star(start, end, name) if index == b"@" else operation(start, end, "join", name)
    inner = end - 1 - len(index)
    if b"$(" in index or b"`" in index:
        saved = words.pos
        key = words.within(inner, end - 1, _IN_ARITHMETIC)
        words.pos = saved
        return ir.Item(start, end, name, key)
    text = ir.Const(inner, end - 1, index.strip(b"\"'").decode("utf-8", "replace"))
    key = arithmetic(index, inner, end - 1) or text
    if isinstance(key, ir.Name):  # an index by a variable, or the key of an associative array
        key = ir.Choice(inner, end - 1, [key, text])
    return ir.Item(start, end, name, key)


def relocate(nodes: list[ir.Node], start: int, end: int) -> None:
    """Give a whole tree one span: it was read from text that does not stand in the source as such."""
    stack: list[object] = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, ir.Node):
            node.start, node.end = start, end
            for kind in type(node).__mro__[:-1]:
                stack.extend(
                    getattr(node, slot) for slot in getattr(kind, "__slots__", ()) if slot not in ("start", "end")
                )
        elif isinstance(node, (list, tuple)):
            stack.extend(node)
