"""What evaluation needs for PowerShell alone: free variables, script blocks as commands and arguments, splatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.readers import ir
from plugin_policy.readers.values import (
    ENV,
    INPUT,
    NONE,
    PARAMETER,
    Closure,
    Items,
    Value,
    constant,
    flows_of,
    given,
    mixed,
    origins_of,
    union,
    unknown,
)

if TYPE_CHECKING:
    from plugin_policy.readers.machine import Machine

MAX_EACH = 64  # items that a block is evaluated for one by one

_PLACES = {
    "home": "~", "pwd": ".", "pshome": r"C:\Windows\System32\WindowsPowerShell\v1.0", "shellid": "Microsoft.PowerShell",
    "profile": "~/Documents/PowerShell/profile.ps1", "verbosepreference": "SilentlyContinue",
}  # fmt: skip


def free_variable(machine: Machine, name: str) -> Value:
    """A variable that nothing in the script binds."""
    if name.startswith("env:"):
        variable = name[4:]
        known = machine.tables.variable(variable)
        if known is not None:
            return given(known)
        return unknown(frozenset({ENV}), frozenset({f"environment:{variable}"}))
    if name == "args":
        inside = machine.frame.function is not None
        return unknown(frozenset({PARAMETER if inside else INPUT}), NONE if inside else frozenset({"input:arguments"}))
    if name in ("input", "_", "psitem"):
        stdin = machine.frame.stdin
        return stdin if stdin is not None else unknown(frozenset({INPUT}), frozenset({"input:stdin"}))
    if name in ("psscriptroot", "pscommandpath"):
        from plugin_policy.readers.modules import file_path

        path = file_path(machine.frame.text)
        return constant(path if name == "pscommandpath" else path.rpartition("/")[0])
    if name in _PLACES:
        return constant(_PLACES[name])
    return unknown()


def words_of(machine: Machine, word: ir.Node) -> list[Value]:
    """The words of an argument: a splatted table becomes `-name value` pairs, a splatted list its items."""
    if not isinstance(word, ir.Star):
        return [machine.value(word)]
    value = machine.value(word.value)
    table, items = value.table(), value.items()
    if table is not None:
        return [part for key, item in table.pairs.items() for part in (constant(f"-{key}".lower()), item)]
    return list(items.items) if items is not None else [value]


def call_block(machine: Machine, node: ir.Node, argv: list[Value]) -> Value | None:
    """`& { … } x` and `& $block x`; None when the first word is no script block."""
    blocks = [alt for alt in argv[0].alts if type(alt) is Closure]
    return apply_block(machine, node, blocks, argv[1:]) if blocks else None


def apply_block(machine: Machine, node: ir.Node, blocks: list[Closure], words: list[Value]) -> Value:
    positional: list[Value] = []
    named: dict[str, Value] = {}
    at = 0
    while at < len(words):
        text = words[at].text() or ""
        if text[:1] == "-" and text[1:2].isalpha() and at + 1 < len(words):
            named[text[1:].lower()] = words[at + 1]
            at += 2
        else:
            positional.append(words[at])
            at += 1
    found = [machine.apply(node, Value((block,)), positional, named) for block in blocks]
    return union(found)


def run_blocks(machine: Machine, node: ir.Node, words: list[Value], stdin: Value | None) -> Value | None:
    """Script blocks among the arguments of a cmdlet (`% { … }`, `-ScriptBlock { … }`) run; `$_` is what comes in."""
    blocks = [alt for word in words for alt in word.alts if type(alt) is Closure]
    if not blocks:
        return None
    items = stdin.items() if stdin is not None else None
    if items is not None and 1 < len(items.items) <= MAX_EACH:
        found = [run_block(machine, node, blocks, item) for item in items.items]
        return Value((Items(found),), origins_of(found), flows_of(found))
    return run_block(machine, node, blocks, items.items[0] if items is not None and items.items else stdin)


def run_block(machine: Machine, node: ir.Node, blocks: list[Closure], incoming: Value | None) -> Value:
    outer = machine.frame.stdin
    if incoming is not None:
        machine.frame.stdin = incoming  # which `$_` stands for
    found = union([machine.apply(node, Value((block,)), []) for block in blocks])
    machine.frame.stdin = outer
    return found


def bind_arguments(machine: Machine, args: list[Value]) -> None:
    """`$args` of a function: what its parameters leave over, all of it here."""
    machine.bind("args", Value((Items(list(args)),), origins_of(args), flows_of(args)), "local")


def started(options: dict[str, Value], rest: list[Value]) -> list[Value]:
    """The argument list of `Start-Process file -ArgumentList a, b`."""
    program = options.get("-filepath") or (rest[0] if rest else None)
    if program is None:
        return []
    given = options.get("-argumentlist") or options.get("-args") or (rest[1] if len(rest) > 1 else None)
    if given is None:
        return [program]
    items = given.items()
    if items is not None:
        return [program, *items.items]
    text = given.text()
    if text is not None:
        return [program, *[constant(word.strip("\"'")) for word in text.split()]]
    return [program, mixed([given])]
