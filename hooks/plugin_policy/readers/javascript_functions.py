"""Functions and classes of JavaScript: what each node lowers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plugin_policy.readers import ir
from plugin_policy.readers.javascript_walk import Block, Walk, flat, loose, opaque

if TYPE_CHECKING:
    from tree_sitter import Node


class Parameters(list[ir.Param]):
    """What stands between the parentheses of a function."""


class Decorator:
    """The expression behind `@`."""

    __slots__ = ("value",)

    def __init__(self, value: ir.Node) -> None:
        self.value = value


def parameters(walk: Walk, node: Node, parts: list[Any]) -> Parameters:
    found = Parameters()
    for part in parts:
        if part.__class__ is ir.Param:
            found.append(part)
        elif part.__class__ is ir.Bind:
            found.append(ir.Param(part.start, part.end, part.target, part.value))
        elif part.__class__ is ir.Star:
            found.append(ir.Param(part.start, part.end, part.value, kind="*"))
        elif isinstance(part, ir.Node):
            found.append(ir.Param(part.start, part.end, part))
    return found


def statements(value: Any) -> list[ir.Node]:
    """The body of a function, loop or branch."""
    return value if value.__class__ is Block else flat([value])


def arrow(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    params, body = parts[0], parts[-1]
    if params.__class__ is not Parameters:
        params = parameters(walk, node, [params])
    if body.__class__ is not Block:
        value = body if isinstance(body, ir.Node) else opaque(walk, node, [body])
        body = [ir.Return(value.start, value.end, value)]
    return ir.Function(start, end, "", params, body)


def function(walk: Walk, node: Node, parts: list[Any]) -> ir.Function:
    """function expressions and declarations, generators too."""
    declared = node.type.endswith("declaration")
    name = parts[0].id if parts[0].__class__ is ir.Name else ""
    params: list[ir.Param] = next((part for part in parts if part.__class__ is Parameters), [])
    return ir.Function(
        node.start_byte, node.end_byte, name, params, statements(parts[-1]), statement=declared, hoisted=declared
    )


def method(walk: Walk, node: Node, parts: list[Any]) -> tuple[ir.Node, ir.Node]:
    """(key, Function). A getter is decorated with `property`; a setter's key is one that no code can spell."""
    start, end = node.start_byte, node.end_byte
    decorators = [part.value for part in parts if part.__class__ is Decorator]
    rest = [part for part in parts if part.__class__ is not Decorator]
    key, params, body = rest[0], rest[1], rest[-1]
    name = str(key.value) if key.__class__ is ir.Const else ""
    accessor = {child.type for child in node.children[:-2] if not child.is_named} & {"get", "static get", "set"}
    if "set" in accessor:
        name = "set " + name
        key = ir.Const(key.start, key.end, name)
    elif accessor:
        decorators.append(ir.Ref(start, start, "property"))
    fields = [
        ir.Bind(
            param.start, param.end, ir.Attr(param.start, param.end, ir.Name(start, start, "this"), target.id), target
        )
        for param, target in ((param, param.target) for param in params if param.kind == "this")
        if isinstance(target, ir.Name)
    ]
    for param in params:
        param.kind = "" if param.kind == "this" else param.kind
    return key, ir.Function(start, end, name, params, [*fields, *statements(body)], decorators=decorators)


def field(walk: Walk, node: Node, parts: list[Any]) -> Any:
    """(key, value) of a class field."""
    start, end = node.start_byte, node.end_byte
    rest = [part for part in parts if part.__class__ is not Decorator]
    value = rest[1] if len(rest) > 1 else ir.Const(start, end, None)
    for part in parts:
        if part.__class__ is Decorator:
            value = ir.Call(start, end, part.value, [value])
    return rest[0], value


def decorator(walk: Walk, node: Node, parts: list[Any]) -> Decorator:
    return Decorator(parts[0])


class Bases(list[ir.Node]):
    """What a class extends."""


def heritage(walk: Walk, node: Node, parts: list[Any]) -> Bases:
    return Bases(loose(parts))


class Members(list[ir.Node]):
    """The body of a class."""


def class_body(walk: Walk, node: Node, parts: list[Any]) -> Members:
    """Methods with a constant name are Functions; everything else is bound to `this`."""
    found = Members()
    waiting: list[ir.Node] = []  # TypeScript's decorators stand before the method
    for part in parts:
        if part.__class__ is Decorator:
            waiting.append(part.value)
        elif part.__class__ is tuple:
            key, value = part
            if isinstance(value, ir.Function):
                value.decorators += waiting
                waiting = []
            if isinstance(value, ir.Function) and value.name:
                value.statement = True
                found.append(value)
            else:
                found.append(own(key, value))
        else:
            found += flat([part])
    return Members(found + waiting)


def own(key: ir.Node, value: ir.Node) -> ir.Bind:
    """this[key] = value"""
    this = ir.Name(key.start, key.start, "this")
    if key.__class__ is ir.Const:
        return ir.Bind(key.start, value.end, ir.Attr(key.start, key.end, this, str(key.value)), value)
    return ir.Bind(key.start, value.end, ir.Item(key.start, key.end, this, key), value)


def class_(walk: Walk, node: Node, parts: list[Any]) -> ir.Class:
    name, bases, body = "", Bases(), Members()
    decorators: list[ir.Node] = []
    for part in parts:
        if part.__class__ is Decorator:
            decorators.append(part.value)
        elif part.__class__ is ir.Name:
            name = part.id
        elif part.__class__ is Bases:
            bases = part
        elif part.__class__ is Members:
            body = part
    declared = node.type.endswith("declaration")
    return ir.Class(node.start_byte, node.end_byte, name, bases, body, statement=declared, decorators=decorators)
