"""Expressions of PowerShell.

Sources: about_Operators, about_Operator_Precedence, about_Type_Operators, about_Arrays, about_Hash_Tables,
about_Script_Blocks. A type is Ref "net.NAME" (lower case, without `System.`); an operator with a word is a call of
Ref "net.-WORD"; an expression as a statement is the command `write-output`, which is what PowerShell makes of it.
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.powershell_words import Words

_OPERATOR = later(
    rb"(?:-(?:and|or|xor|band|bor|bxor|shl|shr|[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains"
    rb"|notcontains|in|notin|replace|split)|join|is|isnot|as|f)(?![\w-])|\.\.|\?\?(?!=)|[+*/%](?![=])|-(?![=\w-]|[A-Za-z])"
    rb"|-(?=[\d$('\"])|,)",
    re.IGNORECASE,
)
_LEVELS = {
    "-and": 1, "-or": 1, "-xor": 1, "??": 1, "-band": 2, "-bor": 2, "-bxor": 2, "-shl": 2, "-shr": 2, "+": 4, "-": 4,
    "*": 5, "/": 5, "%": 5, "-f": 6, "..": 7, ",": 8,
}  # fmt: skip
_CASED = later(r"-[ci](?=(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|replace|split)\Z)")
_UNARY = later(rb"(?:-(?:not|bnot|i?split|i?join)\b|!|\+\+|--|[-+,])", re.IGNORECASE)
_NUMBER = later(rb"0[xX][0-9A-Fa-f]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?:[lLdDuU]|[kKmMgGtT][bB])?(?![\w])")
_TYPE = later(rb"\[[ \t]*([A-Za-z_][\w.+]*(?:\[[^\[\]]{0,100}\])?(?:\[[ ,]*\])*)[ \t]*\]")
_MEMBER = later(rb"(\.|::|\?\.)[ \t]*(?:(\w+)|(?=[$\"'(]))")
_KEY = later(rb"[ \t]*([\w.-]+)[ \t]*=")
_NATIVE = {
    "+": "+", "-": "-", "*": "*", "/": "/", "%": "%", "-bxor": "^", "-band": "&", "-bor": "|", "-shl": "<<",
    "-shr": ">>", "-eq": "==", "-ne": "!=",
}  # fmt: skip


def operation(start: int, end: int, name: str, *operands: ir.Node) -> ir.Call:
    return ir.Call(start, end, ir.Ref(start, end, "net." + name), list(operands))


def type_name(raw: bytes) -> str:
    name = raw.decode("utf-8", "replace").lower().partition("[")[0].removeprefix("system.")
    return name.replace("+", ".")


class Expressions(Words):
    def expression(self, level: int = 0) -> ir.Node | None:
        """An expression whose operators bind at least as strongly as level; None when none stands here."""
        start = self.pos
        left = self.unary()
        while left is not None:
            self.skip()
            match = _OPERATOR.match(self.data, self.pos, self.limit)
            if match is None:
                break
            operator = match.group().decode().lower()
            operator = _CASED.sub("-", operator)
            binding = _LEVELS.get(operator, 3)
            if level and binding <= level:
                break
            self.pos = match.end()
            self.skip(newlines=True)
            right = self.expression(binding)
            if right is None:
                self.error(start, self.pos)
                break
            left = self.combined(start, operator, left, right)
        return left

    def combined(self, start: int, operator: str, left: ir.Node, right: ir.Node) -> ir.Node:
        end = self.pos
        if operator == ",":
            first = (
                left.items if isinstance(left, ir.Sequence) and left.kind == "list" and left.start == start else [left]
            )
            return ir.Sequence(start, end, [*first, right])
        if operator in _NATIVE:
            return ir.Binary(start, end, _NATIVE[operator], left, right)
        if operator == "??":
            return ir.Choice(start, end, [left, right])
        return operation(start, end, operator, left, right)

    def unary(self) -> ir.Node | None:
        start = self.pos
        match = _UNARY.match(self.data, start, self.limit)
        cast = None if match else _TYPE.match(self.data, start, self.limit)
        if cast is not None and self.data[cast.end() : cast.end() + 2] == b"::":
            cast = None
        if match is None and cast is None:
            return self.postfix()
        if not self.deeper(start):
            return None
        self.pos = match.end() if match else cast.end() if cast else start
        self.skip(newlines=cast is not None)
        operand = self.unary()
        self.depth -= 1
        if cast is not None:
            name = type_name(cast.group(1))
            if operand is None:
                return self.members(start, ir.Ref(start, self.pos, "net." + name))
            if name == "type" and isinstance(operand, ir.Const):
                return ir.Ref(start, self.pos, "net." + type_name(str(operand.value).encode("utf-8", "replace")))
            return operation(start, self.pos, name, operand)
        if operand is None:
            return None
        operator = match.group().decode().lower() if match else ""
        if operator.endswith(("join", "split")):
            return operation(start, self.pos, "-" + operator[-5:].lstrip("-i"), operand)
        if operator == "-":
            return ir.Binary(start, self.pos, "-", ir.Const(start, start, 0), operand)
        if operator == ",":
            return ir.Sequence(start, self.pos, [operand])
        return operand if operator in ("+", "++", "--") else ir.Opaque(start, self.pos, [operand])

    def postfix(self) -> ir.Node | None:
        start = self.pos
        node = self.primary()
        return self.members(start, node) if node is not None else None

    def members(self, start: int, node: ir.Node) -> ir.Node:
        """Members, calls and indexes that follow without a blank."""
        while self.pos < self.limit and not self.flat:
            if self.peek() == b"[":
                if not self.deeper(self.pos):
                    break
                self.pos += 1
                self.skip(newlines=True)
                key = self.expression() or ir.Const(self.pos, self.pos, None)
                self.skip(newlines=True)
                self.depth -= 1
                self.expect(b"]", start)
                node = ir.Item(start, self.pos, node, key)
                continue
            match = _MEMBER.match(self.data, self.pos, self.limit)
            if match is None or self.peek(2) == b"..":
                break
            self.pos = match.end()
            node = self.member(start, node, match)
        if self.peek(2) in (b"++", b"--"):
            self.pos += 2
        return node

    def member(self, start: int, node: ir.Node, match: re.Match[bytes]) -> ir.Node:
        if match.group(2):
            name = match.group(2).decode("utf-8", "replace").lower()
            func: ir.Node = ir.Attr(start, self.pos, node, name)
        else:
            key = self.primary() or ir.Const(self.pos, self.pos, "")
            name = key.value.lower() if isinstance(key, ir.Const) and isinstance(key.value, str) else ""
            func = ir.Attr(start, self.pos, node, name) if name else ir.Item(start, self.pos, node, key)
        if self.peek() != b"(":
            return func
        args = self.arguments()
        if name == "new" and match.group(1) == b"::":
            return ir.Call(start, self.pos, node, args, new=True)
        if name in ("invoke", "invokereturnasis") and match.group(1) == b".":
            return ir.Choice(
                start, self.pos, [ir.Call(start, self.pos, func, args), invoked(start, self.pos, node, args)]
            )
        return ir.Call(start, self.pos, func, args)

    def arguments(self) -> list[ir.Node]:
        start = self.pos
        if not self.deeper(start):
            return []
        self.pos += 1
        args: list[ir.Node] = []
        while self.pos < self.limit and not self.flat:
            self.skip(newlines=True)
            if self.peek() == b")":
                break
            before = self.pos
            node = self.expression(9)
            if node is not None:
                args.append(node)
            self.skip(newlines=True)
            rest = self.after_argument(args)
            if self.peek() == b",":
                self.pos += 1
            elif not rest and self.pos == before:
                break
        self.depth -= 1
        self.expect(b")", start)
        return args

    def after_argument(self, args: list[ir.Node]) -> bool:
        """Operators behind an argument: only the comma separates."""
        found = False
        while args:
            match = _OPERATOR.match(self.data, self.pos, self.limit)
            if match is None or match.group() == b",":
                break
            operator = match.group().decode().lower()
            self.pos = match.end()
            self.skip(newlines=True)
            right = self.expression(9)
            if right is None:
                break
            args[-1] = self.combined(args[-1].start, operator, args[-1], right)
            self.skip(newlines=True)
            found = True
        return found

    def primary(self) -> ir.Node | None:
        start, char = self.pos, self.peek()
        if char == b"$":
            if self.peek(2) == b"$(":
                return self.subexpression()
            return self.variable()
        if char == b"'":
            return self.single()
        if char == b'"':
            return self.double()
        if char == b"(":
            return self.parenthesis()
        if char == b"@":
            return self.at_sign()
        if char == b"{":
            return self.block()
        if char == b"[":
            match = _TYPE.match(self.data, start, self.limit)
            if match:
                self.pos = match.end()
                return ir.Ref(start, self.pos, "net." + type_name(match.group(1)))
            return None
        match = _NUMBER.match(self.data, start, self.limit)
        if match:
            self.pos = match.end()
            return ir.Const(start, self.pos, number(match.group()))
        return None

    def parenthesis(self) -> ir.Node | None:
        start = self.pos
        if not self.deeper(start):
            return None
        self.pos += 1
        body = self.statements(b")")
        self.depth -= 1
        self.expect(b")", start)
        return valued(start, self.pos, body)

    def at_sign(self) -> ir.Node | None:
        start, two = self.pos, self.peek(2)
        if two in (b"@'", b'@"'):
            return self.here()
        if two == b"@{":
            return self.table()
        if two == b"@(":
            self.pos += 1
            inner = self.parenthesis()
            if inner is None or isinstance(inner, (ir.Sequence, ir.Capture)):
                return inner
            return ir.Sequence(start, self.pos, [inner] if not _is_empty(inner) else [])
        match = re.compile(rb"@(\w+)").match(self.data, start, self.limit)
        if match is None:
            return None
        self.pos = match.end()
        return ir.Star(start, self.pos, ir.Name(start, self.pos, match.group(1).decode("utf-8", "replace").lower()))

    def table(self) -> ir.Node | None:
        start = self.pos
        if not self.deeper(start):
            return None
        self.pos += 2
        pairs: list[tuple[ir.Node | None, ir.Node]] = []
        while self.pos < self.limit and not self.flat:
            self.skip(newlines=True)
            if self.peek() == b";":
                self.pos += 1
                continue
            if self.peek() in (b"}", b""):
                break
            before = self.pos
            pair = self.pair()
            if pair is None or self.pos == before:
                self.error(before, before + 1)
                self.pos = max(self.pos, before + 1)
                continue
            pairs.append(pair)
        self.depth -= 1
        self.expect(b"}", start)
        return ir.Mapping(start, self.pos, pairs)

    def pair(self) -> tuple[ir.Node, ir.Node] | None:
        match = _KEY.match(self.data, self.pos, self.limit)
        key: ir.Node | None
        if match:
            key = ir.Const(match.start(1), match.end(1), match.group(1).decode("utf-8", "replace").lower())
            self.pos = match.end()
        else:
            key = self.expression(9)
            self.skip()
            if key is None or self.peek() != b"=":
                return None
            self.pos += 1
        self.skip(newlines=True)
        start = self.pos
        value = valued(start, self.pos, self.statement())
        return key, value

    def statement(self) -> list[ir.Node]:
        raise NotImplementedError  # readers/powershell.py

    def block(self) -> ir.Node | None:
        """A script block: a function without a name."""
        raise NotImplementedError


def number(raw: bytes) -> object:
    text = raw.decode().lower()
    if text.startswith("0x"):
        return int(text, 16)
    scale = {"kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40}.get(text[-2:], 1)
    text = text[:-2] if scale > 1 else text.rstrip("ldu")
    return int(text[:30]) * scale if text.isdigit() else float(text)


def invoked(start: int, end: int, node: ir.Node, args: list[ir.Node]) -> ir.Node:
    """`$block.Invoke(…)` is `& $block …`."""
    return ir.Capture(start, end, [ir.Command(start, end, [node, *args])])


def _is_empty(node: ir.Node) -> bool:
    return isinstance(node, ir.Capture) and not node.body


def valued(start: int, end: int, body: list[ir.Node]) -> ir.Node:
    """The value of statements: of a lone expression that expression, else what they write."""
    if len(body) == 1:
        only = body[0]
        if isinstance(only, ir.Command) and only.words and _implicit(only.words[0]):
            return only.words[1]
        if isinstance(only, ir.Bind):
            return ir.Capture(start, end, [only, output(only.target)])
    return ir.Capture(start, end, body)


def _implicit(word: ir.Node) -> bool:
    """The `write-output` that output() puts in front of an expression."""
    return isinstance(word, ir.Const) and word.value == "write-output" and word.start == word.end


def output(node: ir.Node) -> ir.Command:
    """An expression as a statement writes its value."""
    return ir.Command(node.start, node.end, [ir.Const(node.start, node.start, "write-output"), node])
