"""Expressions of JavaScript: what each node lowers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plugin_policy.readers import ir
from plugin_policy.readers.javascript_literals import identifier, property_name, tagged
from plugin_policy.readers.javascript_walk import Inner, Walk, loose, opaque

if TYPE_CHECKING:
    from tree_sitter import Node


class Arguments(list[ir.Node]):
    """What stands between the parentheses of a call."""


def member(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    obj, name = parts[0], parts[1].value
    if obj.__class__ is ir.Ref and obj.dotted == "import.meta" and name in PLACES:
        return ir.Name(start, end, PLACES[name])
    return ir.Attr(start, end, obj, name)


# Members of import.meta that tell where the file stands, and the variables that tell it in CommonJS.
PLACES = {
    "url": "__filename",
    "filename": "__filename",
    "path": "__filename",
    "dirname": "__dirname",
    "dir": "__dirname",
}


def subscript(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """obj["name"] is obj.name."""
    key = parts[1]
    if key.__class__ is ir.Const and isinstance(key.value, str):
        return ir.Attr(node.start_byte, node.end_byte, parts[0], key.value)
    return ir.Item(node.start_byte, node.end_byte, parts[0], key)


def arguments(walk: Walk, node: Node, parts: list[Any]) -> Arguments:
    return Arguments(parts)


def call(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    func, passed = parts  # the grammar takes `await (x)` for a call
    if passed.__class__ is Arguments:
        if func.__class__ is ir.Name and func.id == "await" and len(passed) == 1:
            return passed[0]
        return ir.Call(node.start_byte, node.end_byte, func, passed)
    return tagged(walk, node, func, passed)


def new(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    return ir.Call(node.start_byte, node.end_byte, parts[0], parts[1] if len(parts) > 1 else [], new=True)


def dynamic_import(walk: Walk, node: Node) -> ir.Node:
    return ir.Ref(node.start_byte, node.end_byte, "import")


def meta_property(walk: Walk, node: Node) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    return ir.Ref(start, end, "import.meta") if walk.data.startswith(b"import", start) else ir.Opaque(start, end, [])


def spread(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    return ir.Star(node.start_byte, node.end_byte, parts[0])


# --- operators


def chain(walk: Walk, node: Node) -> tuple[Inner, list[Node]]:
    """Enter a binary expression together with those that are its left operands: a + b + c is one level."""
    operators: list[str] = []
    operands: list[Node] = []
    while True:
        children = node.children
        if len(children) != 3:  # a comment or a syntax error stands in between
            named = node.named_children
            operator = node.child_by_field_name("operator")
            operators.append(operator.type if operator is not None else "")
            operands += named[:0:-1]
            left = named[0]
        else:
            left, operator, right = children
            operators.append(operator.type)
            operands.append(right)
        if left.type != "binary_expression":
            break
        node = left
    operands.append(left)
    operands.reverse()
    operators.reverse()

    def build(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
        if len(parts) != len(operators) + 1:
            return opaque(walk, node, parts)
        value: ir.Node = parts[0]
        start = node.start_byte
        for operator, right in zip(operators, parts[1:], strict=True):
            value = binary(start, right.end, operator, value, right)
        value.end = node.end_byte
        return value

    return build, operands


def binary(start: int, end: int, operator: str, left: ir.Node, right: ir.Node) -> ir.Node:
    if operator == "+":
        return plus(start, end, left, right)
    if operator == "&&":
        return ir.Choice(start, end, [right], [left])
    if operator in ("||", "??"):
        if left.__class__ is ir.Choice and not left.also:
            return ir.Choice(start, end, [*left.options, right])
        return ir.Choice(start, end, [left, right])
    return ir.Binary(start, end, operator, left, right)


def plus(start: int, end: int, left: ir.Node, right: ir.Node) -> ir.Node:
    """Concatenation once a string takes part, else addition of what is not known yet."""
    if left.__class__ is ir.Join:
        parts: list[ir.Node] = left.parts
        if right.__class__ is ir.Join:
            parts += right.parts
        else:
            parts.append(right)
        return ir.Join(start, end, parts)
    if right.__class__ is ir.Join:
        parts = right.parts
        parts.insert(0, left)
        return ir.Join(start, end, parts)
    if is_text(left) or is_text(right):
        return ir.Join(start, end, [left, right])
    return ir.Binary(start, end, "+", left, right)


def is_text(node: ir.Node) -> bool:
    return node.__class__ is ir.Const and isinstance(node.value, str)


def unary(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    start, end, value = node.start_byte, node.end_byte, parts[0]
    operator = node.children[0].type
    if operator == "void":
        return ir.Choice(start, end, [ir.Const(start, end, None)], parts)
    if operator == "delete":
        return ir.Delete(start, end, value)
    if value.__class__ is ir.Const and value.value.__class__ is int:
        if operator == "!":
            return ir.Const(start, end, not value.value)
        if operator == "-":
            return ir.Const(start, end, -value.value)
    return ir.Binary(start, end, operator, value, None)


def update(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """x++ leaves something unknown in x."""
    start, end = node.start_byte, node.end_byte
    return ir.Bind(start, end, parts[0], ir.Opaque(start, end, []))


def assignment(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    return ir.Bind(node.start_byte, node.end_byte, parts[0], parts[1])


def augmented(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    target, value = parts[0], parts[1]
    operator = node.child_by_field_name("operator")
    sign = operator.type if operator is not None else ""
    if sign == "+=":
        return ir.Bind(start, end, target, value, append=True)
    if sign in ("||=", "??=", "&&="):
        return ir.Bind(start, end, target, ir.Choice(start, end, [target, value]))
    return ir.Bind(start, end, target, ir.Binary(start, end, sign[:-1], target, value))


def ternary(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    return ir.Choice(node.start_byte, node.end_byte, parts[1:], parts[:1])


def sequence(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """(a, b): the last value, the others for what they do."""
    return ir.Choice(node.start_byte, node.end_byte, parts[-1:], parts[:-1])


def yielded(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    return ir.Return(start, end, parts[0] if parts else ir.Const(start, end, None))


# --- objects, arrays and patterns


def array(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    return ir.Sequence(node.start_byte, node.end_byte, holes(node, parts))


def array_pattern(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    return ir.Sequence(node.start_byte, node.end_byte, holes(node, parts), "pattern")


def holes(node: Node, parts: list[Any]) -> list[Any]:
    """The elements with the left-out ones of [a,,b] in their places."""
    if node.child_count <= 2 * len(parts) + 1:
        return parts
    found: list[Any] = []
    rest = iter(parts)
    expected = True
    for child in node.children:
        kind = child.type
        if kind == ",":
            if expected:
                found.append(ir.Const(child.start_byte, child.start_byte, None))
            expected = True
        elif child.is_named and kind != "comment":
            found += [value for value in (next(rest, None),) if value is not None]
            expected = False
    return [*found, *rest]


def mapping(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """An object or an object pattern; `...rest` has no key."""
    pairs: list[tuple[ir.Node | None, ir.Node]] = []
    for part in parts:
        if part.__class__ is tuple:
            pairs.append(part)
        elif part.__class__ is ir.Star:
            pairs.append((None, part.value))
        else:
            pairs += [(None, value) for value in loose(part)]
    return ir.Mapping(node.start_byte, node.end_byte, pairs)


def pair(walk: Walk, node: Node, parts: list[Any]) -> tuple[Any, Any]:
    return parts[0], parts[1]


def shorthand(walk: Walk, node: Node) -> tuple[ir.Node, ir.Node]:
    return property_name(walk, node), identifier(walk, node)


def with_default(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """target = default inside a pattern or parameter list."""
    return ir.Bind(node.start_byte, node.end_byte, parts[0], parts[1])


def shorthand_with_default(walk: Walk, node: Node, parts: list[Any]) -> Any:
    key, target = parts[0] if parts[0].__class__ is tuple else (None, parts[0])
    return key, ir.Bind(node.start_byte, node.end_byte, target, parts[1])
