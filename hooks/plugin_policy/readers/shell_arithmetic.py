"""Arithmetic of the shell: `$((1 + x))`. Source: Bash Reference Manual 6.5."""

from __future__ import annotations

from plugin_policy.pattern import later
from plugin_policy.readers import ir

MAX_SIZE = 2000  # bytes of an expression that is folded

_TOKEN = later(
    r"\s*(?:(0[xX][0-9A-Fa-f]+|\d+#\w+|\d+)|\$?\{?([A-Za-z_]\w*|(?<=\$)\d|(?<=\$\{)\d)\}?"
    r"|(\*\*|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^<>!~()?:,=\[\]]))"
)
_LEVEL = {
    "||": 1, "&&": 2, "|": 3, "^": 4, "&": 5, "==": 6, "!=": 6, "<": 7, ">": 7, "<=": 7, ">=": 7, "<<": 8, ">>": 8,
    "+": 9, "-": 9, "*": 10, "/": 10, "%": 10, "**": 11,
}  # fmt: skip


def arithmetic(source: bytes, start: int, end: int) -> ir.Node | None:
    """The Node of an expression made of numbers, variables and binary operators, else None.

    All of its nodes carry the span start..end. Operators are applied with two stacks, so depth is no concern.
    """
    return _Expression(start, end).read(source.decode("utf-8", "replace").strip()) if len(source) <= MAX_SIZE else None


class _Expression:
    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.values: list[ir.Node] = []
        self.operators: list[str] = []

    def read(self, text: str) -> ir.Node | None:
        at, wants_value = 0, True
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                return None
            at = match.end()
            number, name, operator = match.groups()
            if operator is None:
                taken = wants_value and self.operand(number, name)
                wants_value = False
            elif wants_value:
                taken = self.prefix(operator)
            else:
                taken = self.infix(operator)
                wants_value = operator != ")"
            if not taken:
                return None
        return self.values[0] if self.apply_down(0) and len(self.values) == 1 else None

    def operand(self, number: str | None, name: str) -> bool:
        start, end = self.start, self.end
        self.values.append(ir.Const(start, end, _number(number)) if number else ir.Name(start, end, name))
        return True

    def prefix(self, operator: str) -> bool:
        if operator in ("-", "+"):
            self.values.append(ir.Const(self.start, self.end, 0))
        elif operator != "(":
            return False
        self.operators.append(operator)
        return True

    def infix(self, operator: str) -> bool:
        if operator == ")":
            return self.apply_down(1) and self.opened()
        if operator not in _LEVEL or not self.apply_down(_LEVEL[operator]):
            return False
        self.operators.append(operator)
        return True

    def opened(self) -> bool:
        return bool(self.operators) and self.operators.pop() == "("

    def apply_down(self, level: int) -> bool:
        """Apply the waiting operators that bind at least as strongly as level, back to the last parenthesis."""
        while self.operators and self.operators[-1] != "(" and _LEVEL[self.operators[-1]] >= level:
            if len(self.values) < 2:
                return False
            right, left = self.values.pop(), self.values.pop()
            self.values.append(ir.Binary(self.start, self.end, self.operators.pop(), left, right))
        return level > 0 or not self.operators


def _number(text: str) -> int:
    if "#" in text:
        base, _, digits = text.partition("#")
        try:
            return int(digits, int(base))
        except ValueError:
            return 0
    if text[:2].lower() == "0x":
        return int(text, 16)
    octal = text.startswith("0") and text.isdigit() and not set(text) & set("89")
    return int(text, 8) if octal else int(text[:18])
