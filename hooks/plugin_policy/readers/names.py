"""Evaluation of all files of one plugin: what its names stand for, what it calls and with what."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from plugin_policy.readers import calls, commands, ir, load
from plugin_policy.readers.expressions import EXPRESSIONS
from plugin_policy.readers.library import FUNCTIONS
from plugin_policy.readers.machine import Evaluate, Function, Keywords, Machine, Tables
from plugin_policy.readers.modules import Modules
from plugin_policy.readers.program import Program
from plugin_policy.readers.scopes import Frame, FunctionInfo
from plugin_policy.readers.statements import STATEMENTS
from plugin_policy.readers.texts import drain
from plugin_policy.readers.values import INPUT, PARAMETER, ClassRef, Instance, Value, union, unknown
from plugin_policy.text import Text

MAX_ROUNDS = 3
_RECURSION = 5000  # Python frames; the lowered form and the depth of calls are bounded, so this is never reached


_INPUT = frozenset({INPUT})
_REQUEST = frozenset({"input:request"})


class Engine:
    """The handlers of every kind of node, for the machine."""

    handlers: dict[type[ir.Node], Evaluate] = {  # noqa: RUF012
        **EXPRESSIONS,
        **STATEMENTS,
        ir.Call: calls.call,
        ir.Command: commands.command,
        ir.Pipe: commands.pipe,
        ir.Capture: commands.capture,
    }
    functions: dict[str, Function] = FUNCTIONS

    def apply(self, machine: Machine, node: ir.Node, callee: Value, args: list[Value], kwargs: Keywords) -> Value:
        return calls.apply(machine, node, callee, args, kwargs)

    def evaluate(self, machine: Machine, info: FunctionInfo, args: list[Value], kwargs: Keywords) -> Value:
        return calls.evaluate(machine, info, args, kwargs)


def read(text: Text) -> ir.Module:
    """The Module of a Text in whatever language it is; an empty one for a language nobody reads."""
    reader = load(text.language)
    return ir.Module([], [], []) if reader is None else reader(text)


def evaluate(texts: Iterable[Text], tables: Tables, reader: Callable[[Text], ir.Module] = read) -> Program:
    """The Program of the files (and the Texts cut from them) of one plugin. Files that a file imports are
    evaluated before it; functions that nobody calls with known values are evaluated with unknown ones."""
    modules = Modules(texts, reader)
    machine = Machine(tables, modules, Engine())
    with _deep():
        for text in modules.texts:
            modules.module(machine, text)
        finish(machine)
    return machine.program


@contextmanager
def _deep() -> Iterator[None]:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def finish(machine: Machine) -> None:
    """Evaluate the functions that no call reached, and again what reads names that have grown since."""
    while True:
        drain(machine)
        todo = [info for info in list(machine.functions.values()) if is_due(info)]
        if not todo or machine.steps < 0:
            return
        for info in todo:
            info.rounds += 1
            again(machine, info)


def is_due(info: FunctionInfo) -> bool:
    if info.rounds >= MAX_ROUNDS:
        return False
    if len(info.text.data) > calls.LARGE:  # each function once, and once more for all calls that came too late
        return info.stamp < 0 or (info.missed and info.rounds < 2)
    if info.stamp < 0 or info.missed:
        return True
    return any(binding.stamp > info.stamp for binding in info.reads)


def again(machine: Machine, info: FunctionInfo) -> None:
    """One evaluation with the arguments that were seen, or with parameters of which nothing is known."""
    machine.frame = Frame(info.text, info.scope, None, 0)
    args: list[Value] = []
    if info.owner is not None and info.language == "python" and "staticmethod" not in info.traits:
        receiver = ClassRef(info.owner) if "classmethod" in info.traits else Instance(info.owner)
        args.append(Value((receiver,)))
    nothing = unknown(frozenset({PARAMETER}))
    names = [param.target.id if isinstance(param.target, ir.Name) else "" for param in info.node.params]
    handed = machine.tables.handed(machine.family, names)
    for index in range(len(args), len(info.node.params)):
        param = info.node.params[index]
        seen = info.seen[index] if index < len(info.seen) else None
        if param.kind == "**" or (param.kind == "*" and seen is None):
            break
        if seen is not None:
            args.append(seen if info.stamp >= 0 else union([seen, nothing]))
        elif param.default is not None:
            args.append(union([machine.value(param.default), nothing]))
        else:
            args.append(unknown(_INPUT, _REQUEST) if index < handed else nothing)
    bound = Value((Instance(info.owner),)) if info.owner is not None and info.language != "python" else None
    info.missed = False
    calls.evaluate(machine, info, args, {}, bound)
