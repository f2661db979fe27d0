"""Built-in commands that bind names: their syntax is that of the language, so the reader lowers them.

Sources: POSIX.1-2024 2.14; Bash Reference Manual 4.1, 4.2.
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers import ir

DECLARING = frozenset(["export", "local", "declare", "typeset", "readonly", "integer", "float"])
_EXPORTING = frozenset(["export"])
_READING = frozenset(["read", "mapfile", "readarray"])
_VALUED = {"read": "dnNtuip", "mapfile": "dnOsuCc", "readarray": "dnOsuCc"}  # options that take an argument
_ASSIGNED = later(r"([A-Za-z_]\w*)(\+?)=(.*)\Z", re.DOTALL)
_VARIABLE = later(r"[A-Za-z_]\w*\Z")


def lower(
    start: int, end: int, words: list[ir.Node], redirects: list[ir.Redirect], env: list[ir.Bind]
) -> list[ir.Node]:
    """The nodes of one simple command."""
    if not words:
        found: list[ir.Node] = list(env)
        return found + [ir.Command(start, end, [], redirects)] if redirects else found
    command = ir.Command(start, end, words, redirects, env)
    program = words[0].value if isinstance(words[0], ir.Const) else None
    if program in DECLARING:
        return declared(command, str(program))
    if program in _READING:
        return [command, *read_bindings(command, str(program))]
    if program == "printf" and len(words) > 3 and isinstance(words[1], ir.Const) and words[1].value == "-v":
        target = words[2]
        if isinstance(target, ir.Const):
            inner = ir.Command(start, end, [words[0], *words[3:]], redirects, env)
            return [ir.Bind(start, end, ir.Name(target.start, target.end, str(target.value)), capture(inner))]
    if program == "set" and (at := separator(words)):
        given = ir.Sequence(start, end, words[at:])
        return [command, *(ir.Bind(start, end, ir.Name(start, end, name), given) for name in ("@", "*"))]
    if program == "unset":
        return [command, *(ir.Delete(each.start, each.end, name) for each in words[1:] if (name := variable(each)))]
    return [command]


def separator(words: list[ir.Node]) -> int:
    """Where the words after `--` begin, 0 without any."""
    for at, word in enumerate(words[:-1], 1):
        if isinstance(word, ir.Const) and word.value == "--":
            return at
    return 0


def capture(command: ir.Command) -> ir.Capture:
    return ir.Capture(command.start, command.end, [command])


def variable(node: ir.Node) -> ir.Name | None:
    if isinstance(node, ir.Const) and isinstance(node.value, str) and _VARIABLE.match(node.value):
        return ir.Name(node.start, node.end, node.value)
    return None


def declared(command: ir.Command, program: str) -> list[ir.Node]:
    """`export x=1 "y=$z"`: bindings; the command itself stays when it binds nothing (`export -p`)."""
    options = {
        letter
        for word in command.words[1:]
        if isinstance(word, ir.Const) and str(word.value).startswith("-")
        for letter in str(word.value)[1:]
    }
    declare = "export" if program in _EXPORTING or "x" in options else "local"
    binds = list(command.env)
    for word in command.words[1:]:
        bind = word_assignment(word)
        if bind:
            binds.append(bind)
    for bind in binds:
        bind.declare = declare
        if "n" in options and isinstance(bind.value, ir.Const):
            bind.value = ir.Name(bind.value.start, bind.value.end, str(bind.value.value))
    if not binds:
        return [command]
    found: list[ir.Node] = list(binds)
    return found + [ir.Command(command.start, command.end, [], command.redirects)] if command.redirects else found


def word_assignment(word: ir.Node) -> ir.Bind | None:
    """A word such as `x=1` or `"x=$y"` that is an argument of a declaring command or of `env`."""
    word = word.value if isinstance(word, ir.Star) else word
    parts = word.parts if isinstance(word, ir.Join) else [word]
    first = parts[0]
    match = _ASSIGNED.match(first.value) if isinstance(first, ir.Const) and isinstance(first.value, str) else None
    if match is None:
        return None
    name, append, begin = match.groups()
    rest: list[ir.Node] = list(parts[1:])
    if begin or not rest:
        rest.insert(0, ir.Const(first.start, first.end, begin))
    value = rest[0] if len(rest) == 1 else ir.Join(word.start, word.end, rest)
    return ir.Bind(word.start, word.end, ir.Name(first.start, first.end, name), value, append=bool(append))


def read_bindings(command: ir.Command, program: str) -> list[ir.Node]:
    """The names that `read a b` or `mapfile lines` bind, each to what the command reads."""
    words = command.words
    names: list[ir.Name] = []
    valued = False
    for word in words[1:]:
        text = word.value if isinstance(word, ir.Const) else None
        if isinstance(text, str) and text.startswith("-") and len(text) > 1 and not valued:
            if program == "read" and text[-1] == "a":
                continue  # read -a NAME: the name follows
            valued = text[-1] in _VALUED[program]
            continue
        name = None if valued else variable(word)
        valued = False
        if name:
            names.append(name)
    start, end = words[0].start, words[-1].end
    if not names:
        names = [ir.Name(start, end, "REPLY" if program == "read" else "MAPFILE")]
    source = ir.Capture(start, end, [ir.Command(start, end, [], command.redirects)])
    return [ir.Bind(start, end, name, source) for name in names]
