"""Compound commands and functions of the shell.

Sources: POSIX.1-2024 Shell Command Language 2.9.4, 2.9.5; Bash Reference Manual 3.2.5, 3.2.6, 3.3; zshmisc(1).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.shell_commands import SimpleCommands
from plugin_policy.readers.shell_expansions import CLOSE_PAREN

_RESERVED = later(
    rb"(?:if|then|elif|else|fi|for|foreach|select|while|until|do|done|case|esac|in|function|coproc|repeat|\{|\}|\[\[|!"
    rb"|time|always)(?=[\s;&|()<>]|\\\r?\n|\Z)"
)
_FUNCTION = later(rb"([^\s\"'\\$`<>|&;(){}=#!]+)[ \t]*\([ \t]*\)")
_FUNCTION_NAME = later(rb"[ \t]+([^\s\"'`<>|&;(){}]+)(?:[ \t]*\([ \t]*\))?")
_FOR_NAME = later(rb"(?:[ \t]|\\\r?\n)+([A-Za-z_]\w*)")
_COUNT = later(rb"[ \t]+[^\s;]+")

_THEN, _FI, _DO, _DONE = (frozenset([word]) for word in (b"then", b"fi", b"do", b"done"))
_ELSE = frozenset([b"elif", b"else", b"fi"])
_CLAUSE = frozenset([b";;", b"esac"])
_BRACE = frozenset([b"}"])

MAX_PATTERNS = 200  # words and bars before the `)` of a clause


class Compound(SimpleCommands):
    def command(self) -> list[ir.Node]:
        raise NotImplementedError  # readers/shell.py

    def reserved(self) -> bytes:
        match = _RESERVED.match(self.data, self.pos, self.limit)
        return match.group() if match else b""

    def compound(self, start: int) -> list[ir.Node] | None:
        """A compound command or function, None when a simple command stands here."""
        if self.peek() == b"(":
            return self.parentheses(start)
        word = self.reserved()
        handler = _HANDLERS.get(word)
        if handler:
            self.pos += len(word)
            return handler(self, start)
        if word and word not in (b"in", b"time"):
            self.error(start, start + len(word))
            self.pos += len(word)
            return []
        match = _FUNCTION.match(self.data, start, self.limit)
        if match:
            self.pos = match.end()
            return self.function_body(start, match.group(1).decode("utf-8", "replace"))
        return None

    def parentheses(self, start: int) -> list[ir.Node]:
        if self.peek(2) == b"((":
            end = self.arithmetic_end(start + 2)
            if end >= 0:
                value = self.arithmetic_value(start + 2, end)
                self.pos = end + 2
                return [ir.Opaque(start, self.pos, [value])]
        if self.peek(2) == b"()":  # zsh: an anonymous function, run at once
            self.pos += 2
            return [ir.Call(start, self.pos, each, []) for each in self.function_body(start, "")]
        self.pos += 1
        body = self.statements(CLOSE_PAREN)
        self.expect(b")", start)
        return [ir.Scope(start, self.pos, body)]

    def group(self, start: int) -> list[ir.Node]:
        body = self.statements(_BRACE)
        self.expect(b"}", start)
        self.skip()
        if self.reserved() == b"always":  # zsh
            self.pos += 6
            self.skip()
            body = body + self.command()
        return body

    def if_(self, start: int) -> list[ir.Node]:
        found, bodies = self.statements(_THEN), []
        self.expect(b"then", start)
        bodies.append(self.statements(_ELSE))
        while self.reserved() in (b"elif", b"else"):
            word = self.reserved()
            self.pos += 4
            body = self.statements(_THEN) if word == b"elif" else []
            if word == b"elif":
                self.expect(b"then", start)
            bodies.append(body + self.statements(_ELSE))
        self.expect(b"fi", start)
        return [*found, ir.Branch(start, self.pos, bodies)]

    def while_(self, start: int) -> list[ir.Node]:
        condition = self.statements(_DO)
        body = condition + self.do(start)
        return [ir.Loop(start, self.pos, None, None, body)]

    def repeat(self, start: int) -> list[ir.Node]:
        match = _COUNT.match(self.data, self.pos, self.limit)
        self.pos = match.end() if match else self.pos
        body = self.do(start)
        return [ir.Loop(start, self.pos, None, None, body)]

    def do(self, start: int) -> list[ir.Node]:
        """The body of a loop: `do … done`, `{ … }`, or one command as zsh allows."""
        self.skip(newlines=True)
        while self.peek() == b";":
            self.pos += 1
            self.skip(newlines=True)
        if self.reserved() == b"do":
            self.pos += 2
            body = self.statements(_DONE)
            self.expect(b"done", start)
            return body
        return self.command()

    def for_(self, start: int) -> list[ir.Node]:
        self.skip()
        if self.peek(2) == b"((":
            head, body = self.parentheses(self.pos), self.do(start)
            return [*head, ir.Loop(start, self.pos, None, None, body)]
        self.pos -= 1 if self.data[self.pos - 1 : self.pos] in b" \t\n" else 0
        match = _FOR_NAME.match(self.data, self.pos, self.limit)
        if match is None:
            self.error(start, self.pos)
            return []
        self.pos = match.end()
        target = ir.Name(match.start(1), match.end(1), match.group(1).decode())
        self.skip(newlines=True)
        values: ir.Node = ir.Name(self.pos, self.pos, "@")
        if self.reserved() == b"in" or self.peek() == b"(":
            paren = self.peek() == b"("
            self.pos += 1 if paren else 2
            values = self.array(self.pos, until_paren=paren)
        body = self.do(start)
        return [ir.Loop(start, self.pos, target, values, body)]

    def case(self, start: int) -> list[ir.Node]:
        self.skip()
        subject = self.word()
        self.skip(newlines=True)
        self.expect(b"in", start)
        bodies = []
        while True:
            self.skip(newlines=True)
            if self.pos >= self.limit or self.flat or self.reserved() == b"esac":
                break
            before = self.pos
            self.patterns()
            bodies.append(self.statements(_CLAUSE))
            ending = re.compile(rb";;&|;;|;&|;\|").match(self.data, self.pos, self.limit)
            self.pos = ending.end() if ending else self.pos
            if self.pos == before:
                break
        self.expect(b"esac", start)
        return [ir.Opaque(start, self.pos, subject), ir.Branch(start, self.pos, bodies)]

    def patterns(self) -> None:
        """`(a | b)` before a clause of case; what it holds decides nothing here."""
        start = self.pos
        self.pos += 1 if self.peek() == b"(" else 0
        for _ in range(MAX_PATTERNS):
            self.skip()
            if self.peek() == b")":
                self.pos += 1
                return
            if self.peek() == b"|":
                self.pos += 1
            elif not self.word():
                break
        self.error(start, start + 1)
        self.pos = start  # no pattern: read it as a statement

    def function(self, start: int) -> list[ir.Node]:
        match = _FUNCTION_NAME.match(self.data, self.pos, self.limit)
        self.pos = match.end() if match else self.pos
        return self.function_body(start, match.group(1).decode("utf-8", "replace") if match else "")

    def function_body(self, start: int, name: str) -> list[ir.Node]:
        self.skip(newlines=True)
        body = self.command() if self.pos < self.limit else []
        return [ir.Function(start, self.pos, name, [], body, statement=True)]

    def test(self, start: int) -> list[ir.Node]:
        """`[[ … ]]`: only its expansions matter."""
        parts: list[ir.Node] = []
        while self.pos < self.limit and not self.flat:
            self.skip(newlines=True)
            if self.pos >= self.limit or self.peek(2) == b"]]":
                break
            if self.peek() in b"<>|&()!;{}":
                self.pos += 1
                continue
            before = self.pos
            parts.extend(each for each in self.word() if not isinstance(each, ir.Const))
            if self.pos == before:
                break
        self.expect(b"]]", start)
        return [ir.Opaque(start, self.pos, parts)]

    def coproc(self, start: int) -> list[ir.Node]:
        self.skip()
        named = re.compile(rb"[A-Za-z_]\w*[ \t]+(?=[{(])").match(self.data, self.pos, self.limit)
        self.pos = named.end() if named else self.pos
        return self.command()


def grouped(nodes: list[ir.Node], start: int) -> ir.Node:
    """Statements as one node: a body that always runs."""
    if len(nodes) == 1:
        return nodes[0]
    return ir.Branch(nodes[0].start if nodes else start, nodes[-1].end if nodes else start, [nodes])


_HANDLERS: dict[bytes, Callable[[Compound, int], list[ir.Node]]] = {
    b"{": Compound.group,
    b"if": Compound.if_,
    b"while": Compound.while_,
    b"until": Compound.while_,
    b"for": Compound.for_,
    b"foreach": Compound.for_,
    b"select": Compound.for_,
    b"case": Compound.case,
    b"function": Compound.function,
    b"[[": Compound.test,
    b"coproc": Compound.coproc,
    b"repeat": Compound.repeat,
}
