"""Evaluating statements: bindings, branches, loops, definitions, imports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plugin_policy.readers import ir
from plugin_policy.readers.calls import LARGE, function_value, hoist
from plugin_policy.readers.folding import join_path, parent_path, plus
from plugin_policy.readers.machine import Machine
from plugin_policy.readers.members import element
from plugin_policy.readers.patterns import bind_target
from plugin_policy.readers.scopes import Binding, ClassInfo, Scope
from plugin_policy.readers.texts import run_variable
from plugin_policy.readers.values import (
    MAX_ALTERNATIVES,
    ClassRef,
    Closure,
    Instance,
    Named,
    Partial,
    Table,
    Value,
    concatenate,
    constant,
    mixed,
    union,
    unknown,
)

MAX_UNROLLED = 2048  # iterations of a loop over known items
UNROLLED_BYTES = 400  # of a loop body that may be unrolled


def bind(machine: Machine, node: Any) -> Value:
    target = node.target
    value = machine.value(node.value)
    if node.append:
        value = appended(machine, node, value)
    bind_target(machine, target, value, node.declare)
    if machine.family == "shell" and type(target) is ir.Name:
        run_variable(machine, node, target.id, value)
    return value


def appended(machine: Machine, node: Any, value: Value) -> Value:
    """The value of `target += value`; a list is changed in place."""
    old = machine.value(node.target)
    frame = machine.frame
    if frame.loops:  # one more round would add again: known by its beginning only
        return union([plus(old, value), mixed([old, value])]) if len(old.alts) == 1 else mixed([old, value])
    items, more = old.items(), value.items()
    if items is not None and more is not None and not frame.conditional:
        items.items += more.items
        return old.tainted(value.origins, value.flows)
    return union([old, plus(old, value)]) if frame.conditional else plus(old, value)


def branch(machine: Machine, node: Any) -> Value:
    machine.frame.conditional += 1
    for body in node.bodies:
        machine.run(body)
    machine.frame.conditional -= 1
    return unknown()


def narrow(machine: Machine, node: Any) -> Value:
    """A body in which a name may also be what the test before it says. Nothing is taken away: the test may lie."""
    frame = machine.frame
    outer = frame.scope
    frame.scope = Scope("narrow", outer, frame)
    for target, against, how in node.facts:
        named = target if type(target) is ir.Name else target.obj
        value = machine.lookup(named.id)
        if len(value.strings()) < len(value.alts):  # what is known already needs no guess
            told = told_by(machine.value(against), how)
            if told is not None and type(target) is ir.Attr:
                told = renamed(machine, value, told)
            if told is not None:
                frame.scope.vars[named.id] = Binding(told.tainted(value.origins, value.flows), False, machine.clock)
    machine.run(node.body)
    frame.scope = outer
    return unknown()


def told_by(against: Value, how: str) -> Value | None:
    """The texts that a name can be when it was compared with these."""
    items = against.items()
    each = items.items if items is not None else [against]
    texts = [text for value in each[:MAX_ALTERNATIVES] for text in value.strings() if text]
    if how in ("same", "one") and (how == "same" or items is not None):
        return union([constant(text) for text in texts]) if texts else None
    if how in ("start", "end"):
        hole = [unknown()]
        parts = [[constant(text), *hole] if how == "start" else [*hole, constant(text)] for text in texts]
        return union([concatenate(pair) for pair in parts]) if parts else None
    return None


def renamed(machine: Machine, value: Value, name: Value) -> Value | None:
    """What has this name: an entry of a listed folder, of which the path is told too."""
    if machine.family == "javascript":
        return Value((Table({"name": name}, True),))
    found = [parent_path(alt.value) for alt in value.alts if type(alt) is Instance and alt.value is not None]
    return join_path([union(found) if found else unknown(), name], keep=True)


def loop(machine: Machine, node: Any) -> Value:
    frame = machine.frame
    iterable = machine.value(node.iterable) if node.iterable is not None else None
    if iterable is not None and unroll(machine, node, iterable):
        return unknown()
    frame.conditional += 1
    frame.loops += 1
    before = machine.clock
    if iterable is not None and node.target is not None:
        bind_target(machine, node.target, element(iterable), "let" if machine.family == "javascript" else "")
    machine.run(node.body)
    if (
        frame.loops <= 2 and machine.clock != before and len(frame.text.data) <= LARGE
    ):  # what one round binds, the next one may use
        machine.run(node.body)
    frame.conditional -= 1
    frame.loops -= 1
    return unknown()


def unroll(machine: Machine, node: Any, iterable: Value) -> bool:
    """Short loops over known items run item by item, so that text built in them is known."""
    items = iterable.items()
    if items is None or items.open or node.target is None or not items.items or not node.body:
        return False
    size = node.body[-1].end - node.body[0].start
    if len(items.items) > MAX_UNROLLED or size > UNROLLED_BYTES or len(items.items) * size > machine.steps:
        return False
    for value in list(items.items):
        bind_target(machine, node.target, value)
        machine.run(node.body)
    return True


def scope(machine: Machine, node: Any) -> Value:
    frame = machine.frame
    outer, folders = frame.scope, list(frame.folders)
    frame.scope = Scope("block", outer, frame)
    hoist(machine, node.body)
    machine.run(node.body)
    frame.scope, frame.folders = outer, folders
    return unknown()


def function(machine: Machine, node: Any) -> Value:
    value = function_value(machine, node)
    for param in node.params:
        if param.default is not None and machine.family == "python":
            machine.value(param.default)
    for decorator in reversed(node.decorators):
        value = decorated(machine, decorator, value)
    if node.statement and node.name and not (node.hoisted and not node.decorators):
        machine.bind(node.name, value, "var" if machine.family == "python" else "let")
    return value


def decorated(machine: Machine, decorator: ir.Node, value: Value) -> Value:
    """decorator(function): what a decorator of the code makes of it, and the function itself."""
    func = machine.value(decorator)
    result = machine.apply(decorator, func, [value])
    if any(type(alt) is Closure for alt in func.alts):
        return union([result, value])
    if any(type(alt) is Named and machine.tables.api(machine.family, alt.dotted) for alt in func.alts):
        known = any(type(alt) in (Closure, Named, Partial) for alt in result.alts)
        return result if known else union([result, value])  # a decorator that registers hands the function back
    return value


def define_class(machine: Machine, node: Any) -> Value:
    frame = machine.frame
    bases = [machine.value(found) for found in node.bases]
    outer = frame.scope
    inner = Scope("class", outer, frame)
    info = ClassInfo(node.name, bases, inner, frame.text)
    value = Value((ClassRef(info),))
    frame.scope = inner
    machine.owner = info
    if machine.family == "javascript":
        machine.bind("this", Value((Instance(info),)), "let")
    machine.run(node.body)
    machine.owner = None
    frame.scope = outer
    for decorator in reversed(node.decorators):
        machine.apply(decorator, machine.value(decorator), [value])
    if node.statement and node.name:
        machine.bind(node.name, value, "let")
    return value


def give_back(machine: Machine, node: Any) -> Value:
    value = machine.value(node.value)
    machine.frame.returns.append(value)
    return unknown()


def outer(machine: Machine, node: Any) -> Value:
    home = machine.frame.scope.function()
    target = home.module() if node.kind == "global" else None
    at = home.parent
    for found in node.names:
        where = target
        while where is None and at is not None:
            if found in at.vars and at.kind != "class":
                where = at
            at = at.parent
        if where is not None and where is not home:
            home.outer = {**(home.outer or {}), found: where}
    return unknown()


def delete(machine: Machine, node: Any) -> Value:
    target = node.target
    if type(target) is ir.Name:
        binding = machine.frame.scope.vars.get(target.id)
        if binding is not None:
            binding.sure = False
    else:
        machine.value(target)
    return unknown()


def bring_in(machine: Machine, node: Any) -> Value:
    for bound, value in machine.modules.bring(machine, node):
        machine.bind(bound, value, "let")
    return unknown()


def export(machine: Machine, node: Any) -> Value:
    exports = machine.lookup("exports").table()
    if node.source:
        names = [(str(there.value), "" if name == "*" else name) for name, there in node.pairs]
        for bound, value in machine.modules.bring(machine, ir.Import(node.start, node.end, node.source, names)):
            if exports is not None:
                exports.pairs[bound] = value
        return unknown()
    for exported, child in node.pairs:
        value = machine.value(child)
        for alt in value.alts:
            if type(alt) is Closure:
                alt.info.escaped = True
        if exports is not None:
            exports.pairs[exported] = value
    return unknown()


STATEMENTS: dict[type[ir.Node], Callable[[Machine, Any], Value]] = {
    ir.Bind: bind,
    ir.Branch: branch,
    ir.Narrow: narrow,
    ir.Loop: loop,
    ir.Scope: scope,
    ir.Function: function,
    ir.Class: define_class,
    ir.Return: give_back,
    ir.Outer: outer,
    ir.Delete: delete,
    ir.Import: bring_in,
    ir.Export: export,
}
