"""Shell (sh, bash, zsh) to the neutral form.

Sources: POSIX.1-2024 Shell Command Language 2.9, 2.10; Bash Reference Manual 3.2, 4.2; zshmisc(1).
A parser of our own, not a grammar for editors: an error of theirs costs the statements that follow, and disguise
lives in just those corners. It follows bash where shells differ and goes on after any error.
Conventions beyond ir.py: a Command without words passes its input on through its redirections (`{ …; } > f`
is a Pipe of the group and such a Command); a group is its statements, inside a Pipe a Branch with one body;
`read x` also binds x to what such a Command gives; an alias is a Function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.shell_compound import Compound, grouped

if TYPE_CHECKING:
    from plugin_policy.text import Text

_TIME_OPTION = later(rb"[ \t]+-p\b")

_NONE: frozenset[bytes] = frozenset()


def read(text: Text) -> ir.Module:
    """The Program of a shell Text, complete whatever its syntax errors."""
    parser = _Parser(text.data)
    body = parser.statements(_NONE)
    return ir.Module(body, parser.comments, parser.errors)


class _Parser(Compound):
    def statements(self, closers: frozenset[bytes]) -> list[ir.Node]:
        """Statements up to a closer, which is not passed, or the limit."""
        found: list[ir.Node] = []
        while True:
            self.skip(newlines=True)
            if self.pos >= self.limit or (not self.flat and self.closes(closers)):
                break
            before, char = self.pos, self.peek()
            if char in b";&" or (self.flat and (char in b'(){}`|"' or self.peek(2) in (b"$(", b"${"))):
                self.pos += 1
                continue
            found.extend(self.and_or())
            if self.pos == before:
                self.error(before, before + 1)
                self.pos += 1
        while self.pending and self.pos >= self.limit:
            redirect, *_ = self.pending.pop()
            self.error(redirect.start, redirect.end)
        return found

    def closes(self, closers: frozenset[bytes]) -> bool:
        if not closers:
            return False
        if b")" in closers:
            return self.peek() == b")"
        if self.peek(2) in (b";;", b";&"):
            return b";;" in closers
        return self.reserved() in closers

    def and_or(self) -> list[ir.Node]:
        found = self.pipeline()
        while True:
            self.skip()
            at = self.pos
            if self.peek(2) not in (b"&&", b"||"):
                return found
            self.pos += 2
            self.skip(newlines=True)
            body = self.pipeline()
            found.append(ir.Branch(at, self.pos, [body]))

    def pipeline(self) -> list[ir.Node]:
        start = self.pos
        while self.reserved() in (b"!", b"time"):
            self.pos += len(self.reserved())
            option = _TIME_OPTION.match(self.data, self.pos, self.limit)
            self.pos = option.end() if option else self.pos
            self.skip()
        stages = [self.command()]
        while True:
            self.skip()
            if self.peek() != b"|" or self.peek(2) == b"||":
                break
            self.pos += 2 if self.peek(2) == b"|&" else 1
            self.skip(newlines=True)
            before = self.pos
            stages.append(self.command())
            if self.pos == before:
                break
        if len(stages) == 1:
            return stages[0]
        return [ir.Pipe(start, self.pos, [grouped(stage, start) for stage in stages if stage])]

    def command(self) -> list[ir.Node]:
        start = self.pos
        if not self.deeper(start):
            return self.simple()
        try:
            return self.redirected(start, self.compound(start))
        finally:
            self.depth -= 1

    def redirected(self, start: int, nodes: list[ir.Node] | None) -> list[ir.Node]:
        """A compound command with the redirections that follow it; simple commands read their own."""
        if nodes is None:
            return self.simple()
        redirects = []
        while True:
            self.skip()
            redirect = self.redirect()
            if redirect is None:
                break
            redirects.append(redirect)
        if not redirects or not nodes:
            return nodes
        incoming = [each for each in redirects if each.op in ("<", "<<")]
        outgoing = [each for each in redirects if each.op not in ("<", "<<")]
        stages: list[ir.Node] = [grouped(nodes, start)]
        if incoming:
            stages.insert(0, ir.Command(incoming[0].start, incoming[-1].end, [], incoming))
        if outgoing:
            stages.append(ir.Command(outgoing[0].start, outgoing[-1].end, [], outgoing))
        return [ir.Pipe(start, self.pos, stages)]
