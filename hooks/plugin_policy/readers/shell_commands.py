"""Simple commands of the shell: assignments, words, redirections, arrays, aliases.

Sources: POSIX.1-2024 Shell Command Language 2.9.1; Bash Reference Manual 3.7, 6.6, 6.7.
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.shell_builtins import DECLARING, lower, word_assignment
from plugin_policy.readers.shell_expansions import Expansions, relocate

_ASSIGNMENT = later(rb"([A-Za-z_]\w*)(\[[^\]\n]{0,200}\])?(\+?=)(?!=[ \t])")
_KEYED = later(rb"\[([^\]\n]{1,200})\]\+?=")
_END = b"\n;&|)"


class SimpleCommands(Expansions):
    def simple(self) -> list[ir.Node]:
        start = self.pos
        env: list[ir.Bind] = []
        words: list[ir.Node] = []
        redirects: list[ir.Redirect] = []
        while self.pos < self.limit:
            self.skip()
            if self.pos >= self.limit or (self.peek() in _END and self.peek(2) != b"&>"):
                break
            redirect = self.redirect()
            if redirect is not None:
                redirects.append(redirect)
                continue
            match = None if words and not declares(words) else _ASSIGNMENT.match(self.data, self.pos, self.limit)
            if match:
                env.append(self.assignment(match))
                continue
            more = self.word()
            if not more:
                break
            words.extend(more)
        found = lower(start, self.pos, words, redirects, env)
        if words and isinstance(words[0], ir.Const) and words[0].value == "alias":
            found.extend(self.aliases(words[1:]))
        return found

    def aliases(self, words: list[ir.Node]) -> list[ir.Node]:
        """`alias x='curl -s'`: a Function whose body is that text with the arguments of the call behind it."""
        found: list[ir.Node] = []
        for word in words:
            bind = word_assignment(word)
            if bind is None or not isinstance(bind.value, ir.Const) or not isinstance(bind.target, ir.Name):
                continue
            nested = type(self)(str(bind.value.value).encode("utf-8", "replace") + b' "$@"')
            nested.depth = self.depth
            body = nested.statements(frozenset()) if self.deeper(word.start) else []
            self.depth -= 1 if not self.flat else 0
            relocate(body, word.start, word.end)
            found.append(ir.Function(word.start, word.end, bind.target.id, [], body, statement=True))
        return found

    def assignment(self, match: re.Match[bytes]) -> ir.Bind:
        start, self.pos = self.pos, match.end()
        target: ir.Node = ir.Name(match.start(1), match.end(1), match.group(1).decode())
        if match.group(2):
            key = match.group(2)[1:-1].strip(b"\"'").decode("utf-8", "replace")
            at = match.start(2) + 1
            number = ir.Const(at, match.end(2) - 1, int(key[:9]) if key.isascii() and key.isdigit() else key)
            target = ir.Item(match.start(1), match.end(2), target, number)
        if self.peek() == b"(":
            self.pos += 1
            value = self.array(start, until_paren=True)
        else:
            value = self.value()
        return ir.Bind(start, self.pos, target, value, append=match.group(3) == b"+=")

    def value(self) -> ir.Node:
        """The word after `=`: no splitting, so no Star."""
        at = self.pos
        words = self.word()
        if not words:
            return ir.Const(at, at, "")
        nodes = [each.value if isinstance(each, ir.Star) else each for each in words]
        return nodes[0] if len(nodes) == 1 else ir.Join(at, self.pos, nodes)

    def array(self, start: int, until_paren: bool) -> ir.Node:
        """Words up to `)`, or to the end of the line for `for x in …`."""
        items: list[ir.Node] = []
        pairs: list[tuple[ir.Node | None, ir.Node]] = []
        while self.pos < self.limit:
            self.skip(newlines=until_paren)
            keyed = _KEYED.match(self.data, self.pos, self.limit) if until_paren else None
            if keyed:
                key = keyed.group(1).strip(b"\"'").decode("utf-8", "replace")
                self.pos = keyed.end()
                pairs.append((ir.Const(keyed.start(1), keyed.end(1), key), self.value()))
                continue
            more = self.word()
            if not more:
                break
            items.extend(more)
        if until_paren:
            self.expect(b")", start)
        return ir.Mapping(start, self.pos, pairs) if pairs else ir.Sequence(start, self.pos, items)


def declares(words: list[ir.Node]) -> bool:
    return isinstance(words[0], ir.Const) and words[0].value in DECLARING
