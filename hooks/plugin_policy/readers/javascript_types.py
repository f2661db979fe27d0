"""What TypeScript and JSX add to JavaScript. Types vanish; what leaves code behind is lowered to that code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plugin_policy.readers import ir
from plugin_policy.readers.javascript_functions import Decorator, statements
from plugin_policy.readers.javascript_statements import module_name
from plugin_policy.readers.javascript_walk import Walk, loose

if TYPE_CHECKING:
    from tree_sitter import Node

# Nodes that leave no code behind, besides all kinds named *_type.
TYPES = (
    "type_annotation", "type_arguments", "type_parameters", "nested_type_identifier", "type_predicate",
    "type_predicate_annotation", "type_query", "asserts", "asserts_annotation", "accessibility_modifier",
    "override_modifier", "implements_clause", "extends_type_clause", "interface_declaration", "type_alias_declaration",
    "function_signature", "method_signature", "abstract_method_signature", "call_signature", "construct_signature",
    "index_signature", "property_signature", "ambient_declaration", "constraint", "mapped_type_clause",
    "adding_type_annotation", "omitting_type_annotation", "opting_type_annotation", "index_type_query",
)  # fmt: skip


def parameter(walk: Walk, node: Node, parts: list[Any]) -> ir.Node | None:
    """A parameter; one with an accessibility or `readonly` is also a field (kind "this")."""
    start, end = node.start_byte, node.end_byte
    rest = [part for part in parts if part.__class__ is not Decorator]
    if not rest or (rest[0].__class__ is ir.Name and rest[0].id == "this"):
        return None
    target = rest[0]
    kind = ""
    if target.__class__ is ir.Star:
        target, kind = target.value, "*"
    elif any(child.type in FIELD_MARKS for child in node.children):
        kind = "this"
    return ir.Param(start, end, target, rest[1] if len(rest) > 1 else None, kind)


FIELD_MARKS = frozenset(("accessibility_modifier", "override_modifier", "readonly"))


def enum(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """enum E { A = 1 } is an object bound to E."""
    start, end = node.start_byte, node.end_byte
    return ir.Bind(start, end, parts[0], parts[-1], "var")


def enum_body(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    pairs: list[tuple[ir.Node | None, ir.Node]] = []
    for number, part in enumerate(parts):
        if part.__class__ is tuple:
            pairs.append(part)
        elif isinstance(part, ir.Node):
            pairs.append((part, ir.Const(part.start, part.end, number)))
    return ir.Mapping(node.start_byte, node.end_byte, pairs)


def namespace(walk: Walk, node: Node, parts: list[Any]) -> ir.Node | None:
    """namespace N { … } is N = (() => { …; return {what it exports} })()."""
    start, end = node.start_byte, node.end_byte
    if len(parts) < 2 or parts[0].__class__ is ir.Const:
        return None
    body = statements(parts[-1])
    pairs = [pair for item in body if isinstance(item, ir.Export) for pair in item.pairs]
    exports = ir.Mapping(start, end, [(ir.Const(start, end, name), value) for name, value in pairs])
    inside = [item for item in body if not isinstance(item, ir.Export)]
    value: ir.Node = _called(start, end, [*inside, ir.Return(start, end, exports)])
    name = parts[0]
    while isinstance(name, ir.Attr):  # namespace A.B
        value = ir.Mapping(start, end, [(ir.Const(start, end, name.name), value)])
        name = name.obj
    return ir.Bind(start, end, name, value, "var")


def _called(start: int, end: int, body: list[ir.Node]) -> ir.Node:
    return ir.Call(start, end, ir.Function(start, end, "", [], body), [])


def require_clause(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """import x = require("y")"""
    return ir.Import(node.start_byte, node.end_byte, module_name(parts[1]), [("", parts[0].id)])


def alias(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """import x = A.B"""
    return ir.Bind(node.start_byte, node.end_byte, parts[0], parts[1], "var")


def first(walk: Walk, node: Node, parts: list[Any]) -> Any:
    return parts[0]


# --- JSX


def attribute(walk: Walk, node: Node, parts: list[Any]) -> tuple[Any, Any]:
    """name="text" knows character references, not escapes; a name alone is true."""
    key = parts[0] if parts[0].__class__ is ir.Const else ir.Const(node.start_byte, node.end_byte, None)
    if len(parts) == 1:
        return key, ir.Const(node.end_byte, node.end_byte, True)
    value = parts[-1]
    if value.__class__ is ir.Const and node.named_children[-1].type == "string":
        import html

        raw = walk.data[value.start + 1 : value.end - 1].decode("utf-8", "replace")
        value.value = html.unescape(raw)
    return key, value


def element(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """<Tag a={b}>children</Tag> is Tag({a: b}, children); of a tag in lower case jsx.tag({a: b}, children)."""
    start, end = node.start_byte, node.end_byte
    opening, children = parts[0], parts[1:]
    if opening.__class__ is not Opening:
        return ir.Opaque(start, end, loose(parts))
    return ir.Call(start, end, opening.tag, [opening.properties, *loose(children)])


class Opening:
    """The tag and the attributes of an element."""

    __slots__ = ("properties", "tag")

    def __init__(self, tag: ir.Node, properties: ir.Node) -> None:
        self.tag = tag
        self.properties = properties


def opening(walk: Walk, node: Node, parts: list[Any]) -> Opening:
    start, end = node.start_byte, node.end_byte
    named = bool(parts) and parts[0].__class__ in (ir.Name, ir.Attr)
    tag = parts[0] if named else ir.Ref(start, end, "jsx.fragment")
    if tag.__class__ is ir.Name and not tag.id[:1].isupper():
        tag = ir.Ref(tag.start, tag.end, "jsx." + tag.id)
    pairs: list[tuple[ir.Node | None, ir.Node]] = []
    for part in parts[1:] if named else parts:
        if part.__class__ is tuple:
            pairs.append(part)
        else:
            pairs += [(None, value.value if isinstance(value, ir.Star) else value) for value in loose(part)]
    return Opening(tag, ir.Mapping(start, end, pairs))


def closed(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """<Tag/>"""
    return element(walk, node, [opening(walk, node, parts)])
