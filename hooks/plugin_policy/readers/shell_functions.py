"""Folding of the shell's parameter operators (readers/shell_expansions.py). Source: Bash Reference Manual 3.5.3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers.folding import apply, each, join_text
from plugin_policy.readers.shell_expand import ansi_c
from plugin_policy.readers.values import DECODED, MISSING, Items, Value, constant, mixed, union, unknown

if TYPE_CHECKING:
    from plugin_policy.readers.machine import Function, Keywords, Machine

MAX_TEXT = 4000  # characters that patterns are matched against
MAX_STARS = 4  # stars of a pattern
MAX_STEPS = 10_000_000  # of matching one pattern
_CLASS = later(r"\[[!^]?\]?(?:\[:\w+:\]|[^\]])*\]")
_ZERO = later(r"\\0([0-7]{1,3})")
_NAMED = {
    "alpha": "A-Za-z", "digit": "0-9", "alnum": "A-Za-z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s",
    "blank": " \t", "punct": r"!-/:-@\[-`{-~", "xdigit": "0-9A-Fa-f",
}  # fmt: skip


def glob(pattern: str, greedy: bool = True) -> re.Pattern[str] | None:
    """A pattern of the shell as a regular expression; None for one that would cost too much."""
    if pattern.count("*") > MAX_STARS or len(pattern) > 500:
        return None
    out, at = [], 0
    while at < len(pattern):
        char = pattern[at]
        bracket = _CLASS.match(pattern, at) if char == "[" else None
        if char == "*":
            out.append("(?s:.*)" if greedy else "(?s:.*?)")
        elif char == "?":
            out.append("(?s:.)")
        elif bracket:
            inner = re.sub(r"\[:(\w+):\]", lambda match: _NAMED.get(match[1], ""), bracket.group()[1:-1])
            negated = inner[:1] in ("!", "^")
            out.append("[" + ("^" if negated else "") + inner[negated:].replace("\\", "\\\\").replace("[", "\\[") + "]")
            at = bracket.end() - 1
        else:
            out.append(re.escape(char))
        at += 1
    try:
        return re.compile("".join(out))
    except re.error:
        return None


def _stripped(text: object, pattern: object, prefix: bool, longest: bool) -> object:
    if not isinstance(text, str) or not isinstance(pattern, str) or len(text) > MAX_TEXT:
        return MISSING
    expression = glob(pattern)
    if expression is None or (len(text) + 1) ** (pattern.count("*") + 1) > MAX_STEPS:
        return MISSING
    counts = range(len(text), -1, -1) if longest else range(len(text) + 1)
    for count in counts:
        piece = text[:count] if prefix else text[len(text) - count :]
        if expression.fullmatch(piece):
            return text[count:] if prefix else text[: len(text) - count]
    return text


def _replaced(text: object, pattern: object, new: object, every: bool, anchor: str) -> object:
    if not isinstance(text, str) or not isinstance(pattern, str) or len(text) > MAX_TEXT:
        return MISSING
    expression = glob(pattern)
    if expression is None or (len(text) + 1) ** (pattern.count("*") + 1) > MAX_STEPS:
        return MISSING
    if not pattern:
        return text
    source = (
        {"prefix": r"\A", "suffix": ""}.get(anchor, "") + expression.pattern + (r"\Z" if anchor == "suffix" else "")
    )
    return re.sub(source, lambda match: str(new), text, count=0 if every else 1)


def _slice(text: object, start: object, length: object = None) -> object:
    if not isinstance(text, str) or not isinstance(start, int | str):
        return MISSING
    try:
        first = int(start)
        count = int(length) if isinstance(length, int | str) else None
    except ValueError:
        return MISSING
    tail = text[first:] if first >= 0 or -first <= len(text) else ""
    return tail if count is None else tail[:count]


def _text(function: object) -> Function:
    def fold(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
        return each(args[0], lambda item: function(item) if isinstance(item, str) else MISSING) if args else None  # type: ignore[operator]

    return fold


def _strip(prefix: bool, longest: bool) -> Function:
    return lambda machine, args, kwargs: apply(lambda t, p: _stripped(t, p, prefix, longest), args[:2])


def _replace(every: bool = False, anchor: str = "") -> Function:
    def fold(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
        new = args[2] if len(args) > 2 else constant("")
        return apply(lambda t, p, n: _replaced(t, p, n, every, anchor), [args[0], args[1], new])

    return fold


def _sliced(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    if not args:  # an empty list
        return None
    items = args[0].items()
    if items is not None:
        start = args[1].known() if len(args) > 1 else 0
        number = int(start) if isinstance(start, int | str) and str(start).lstrip("-").isdigit() else 0
        # positions of "$@" count from $1
        return Value((Items(items.items[max(number - 1, 0) :]),), args[0].origins, args[0].flows)
    return apply(_slice, args)


def _indirect(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    if not args:  # an empty list
        return None
    names = args[0].strings()
    found = [machine.lookup(name) for name in names if name.isidentifier()]
    return union(found) if found else unknown(args[0].origins, args[0].flows)


def _joined(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    if not args:  # an empty list
        return None
    items = args[0].items()
    if items is None or not items.items:
        return args[0]
    separator = (machine.lookup("IFS").text() or "")[:1]
    return join_text(constant(separator), args[0]) if len(items.items) > 1 else items.items[0]


def _length(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    if not args:  # an empty list
        return constant("0")
    items = args[0].items()
    if items is not None:
        return constant(str(len(items.items)))
    return each(args[0], lambda item: str(len(item)) if isinstance(item, str) else MISSING)


def _unescape(text: str) -> str:
    return ansi_c(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _unescaped(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    if not args:  # an empty list
        return None
    return unescape(args[0])


def unescape(value: Value, zero: bool = False) -> Value:
    """Backslash escapes performed; letters spelled by their codes count as decoded. zero: octal codes are
    written `\\0nnn`, as `echo -e` and `%b` have them."""
    if zero:
        value = each(value, lambda item: _ZERO.sub(r"\\\1", item) if isinstance(item, str) else MISSING)
    result = each(value, lambda item: _unescape(item) if isinstance(item, str) else MISSING)
    coded = any(re.search(r"\\(?:x[0-9A-Fa-f]|0?[0-7]{3}|u[0-9A-Fa-f])", text) for text in value.strings())
    return result.tainted(frozenset({DECODED}), frozenset()) if coded else result


def _mixed(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    return mixed(args)


FUNCTIONS: dict[str, Function] = {
    "shell.slice": _sliced,
    "shell.replace": _replace(),
    "shell.replace-all": _replace(every=True),
    "shell.replace-prefix": _replace(anchor="prefix"),
    "shell.replace-suffix": _replace(anchor="suffix"),
    "shell.strip-prefix": _strip(prefix=True, longest=False),
    "shell.strip-longest-prefix": _strip(prefix=True, longest=True),
    "shell.strip-suffix": _strip(prefix=False, longest=False),
    "shell.strip-longest-suffix": _strip(prefix=False, longest=True),
    "shell.upper": _text(str.upper),
    "shell.lower": _text(str.lower),
    "shell.upper-first": _text(lambda text: text[:1].upper() + text[1:]),
    "shell.lower-first": _text(lambda text: text[:1].lower() + text[1:]),
    "shell.unescape": _unescaped,
    "shell.length": _length,
    "shell.join": _joined,
    "shell.keys": _mixed,
    "shell.indirect": _indirect,
}
