"""Functions that list the members of an object: the tables know the members of the modules they speak of, so what is
picked out of such a list has a name. As in reflection.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.readers.values import Items, Named, Table, Value, constant

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugin_policy.readers import ir
    from plugin_policy.readers.machine import Machine

    Special = Callable[[Machine, ir.Node, list[Value], dict[str, Value]], Value | None]


def _names(machine: Machine, value: Value) -> list[str] | None:
    """The members of a module or of a plain object; None when they are not known."""
    if len(value.alts) != 1:
        return None
    alt = value.alts[0]
    if type(alt) is Named:
        return machine.tables.members(machine.family, alt.dotted) or None
    if type(alt) is Table and not alt.open:
        return [name for name in alt.pairs if isinstance(name, str)]
    return None


def _pair(machine: Machine, node: ir.Node, owner: Value, name: str) -> Value:
    from plugin_policy.readers.expressions import member

    return Value((Items([constant(name), member(machine, node, owner, name)]),))


def names(machine: Machine, node: ir.Node, args: list[Value], kwargs: dict[str, Value]) -> Value | None:
    """dir(module), Object.keys(module)"""
    found = _names(machine, args[0]) if args else None
    return Value((Items([constant(name) for name in found]),)) if found is not None else None


def pairs(machine: Machine, node: ir.Node, args: list[Value], kwargs: dict[str, Value]) -> Value | None:
    """inspect.getmembers(module), Object.entries(module)"""
    found = _names(machine, args[0]) if args else None
    return Value((Items([_pair(machine, node, args[0], name) for name in found]),)) if found is not None else None


def descriptor(machine: Machine, node: ir.Node, args: list[Value], kwargs: dict[str, Value]) -> Value | None:
    """Object.getOwnPropertyDescriptor(module, "name").value"""
    from plugin_policy.readers.expressions import item_value

    return Value((Table({"value": item_value(machine, node, args[0], args[1])}, True),)) if len(args) > 1 else None


LISTING: dict[str, Special] = {
    "builtins.dir": names,
    "inspect.getmembers": pairs,
    "global.Object.keys": names,
    "global.Object.getOwnPropertyNames": names,
    "global.Reflect.ownKeys": names,
    "global.Object.entries": pairs,
    "global.Object.getOwnPropertyDescriptor": descriptor,
    "global.Reflect.getOwnPropertyDescriptor": descriptor,
}
