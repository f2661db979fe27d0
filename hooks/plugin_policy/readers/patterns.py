"""Binding values to targets: names, members, items, destructuring patterns."""

from __future__ import annotations

from typing import Any

from plugin_policy.readers import ir
from plugin_policy.readers.expressions import base, item_value, set_item, set_member
from plugin_policy.readers.machine import Machine
from plugin_policy.readers.members import element, item_of
from plugin_policy.readers.values import Items, Value, constant, mixed, union


def bind_target(machine: Machine, target: ir.Node, value: Value, declare: str = "") -> None:
    kind = type(target)
    if kind is ir.Name:
        machine.bind(target.id, value, declare)  # type: ignore[attr-defined]
    elif kind is ir.Attr:
        attr: Any = target
        set_member(machine, target, base(machine, attr.obj), attr.name, value)
    elif kind is ir.Item:
        item: Any = target
        set_item(machine, target, base(machine, item.obj), machine.value(item.key), value)
    elif kind is ir.Sequence:
        bind_sequence(machine, target, value, declare)
    elif kind is ir.Mapping:
        bind_mapping(machine, target, value, declare)
    elif kind is ir.Star:
        bind_target(machine, target.value, value, declare)  # type: ignore[attr-defined]
    elif kind is ir.Bind:  # a default in a pattern
        default: Any = target
        bind_target(machine, default.target, union([value, machine.value(default.value)]), declare)


def bind_sequence(machine: Machine, target: Any, value: Value, declare: str) -> None:
    known = value.items()
    count = len(target.items)
    for index, child in enumerate(target.items):
        if type(child) is ir.Star:
            rest = known.items[index : len(known.items) - (count - index - 1)] if known else []
            bind_target(machine, child.value, Value((Items(list(rest), known is None),), value.origins, value.flows))
            known = Items(known.items[len(rest) - 1 :] if rest else known.items, known.open) if known else None
            continue
        part = item_of(value, constant(index)) if known is None else None
        if known is not None:
            part = known.items[index] if index < len(known.items) else mixed([value])
        bind_target(machine, child, part if part is not None else element(value), declare)


def bind_mapping(machine: Machine, target: Any, value: Value, declare: str) -> None:
    for key, child in target.pairs:
        if key is None:
            bind_target(machine, child, value, declare)
        else:
            bind_target(machine, child, item_value(machine, target, value, machine.value(key)), declare)
