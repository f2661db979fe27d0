"""Statements and modules of JavaScript: what each node lowers to. Several statements come back as a plain list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plugin_policy.readers import ir
from plugin_policy.readers.javascript_expressions import Arguments
from plugin_policy.readers.javascript_functions import Decorator, statements
from plugin_policy.readers.javascript_walk import Block, Walk, flat, loose
from plugin_policy.readers.narrowing import narrowed

if TYPE_CHECKING:
    from tree_sitter import Node


def block(walk: Walk, node: Node, parts: list[Any]) -> Block:
    body = Block(flat(parts))
    if walk.stray:
        body += walk.stray
        walk.stray = []
    return body


def error(walk: Walk, node: Node, parts: list[Any]) -> None:
    """A syntax error: what it holds goes into the body around it; a name before a parenthesis is a call."""
    walk.errors.append((node.start_byte, node.end_byte))
    before: Any = None
    for part in parts:
        if before is not None and part.__class__ is Arguments:
            walk.stray.append(ir.Call(before.start, node.end_byte, before, part))
            before = None
            continue
        if before is not None:
            after = loose(part)
            if after and walk.data[before.end : after[0].start].strip() == b"(":
                walk.stray.append(ir.Call(before.start, after[-1].end, before, after))
                before = None
                continue
            walk.stray.append(before)
        before = part if part.__class__ in (ir.Name, ir.Attr, ir.Item) else None
        if before is None:
            walk.stray += loose(part)
    if before is not None:
        walk.stray.append(before)


def declaration(walk: Walk, node: Node, parts: list[Any]) -> Any:
    kind = "var" if walk.data.startswith(b"var", node.start_byte) else "let"
    found = flat(parts)
    for bind in found:
        if bind.__class__ is ir.Bind:
            bind.declare = kind
    return found[0] if len(found) == 1 else found


def declarator(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    return ir.Bind(start, end, parts[0], parts[1] if len(parts) > 1 else ir.Const(start, end, None))


def returned(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    return ir.Return(start, end, parts[0] if parts else ir.Const(start, end, None))


def if_(walk: Walk, node: Node, parts: list[Any]) -> Any:
    """[test, Branch]; `else if` adds to the same Branch."""
    test, *bodies = parts
    found = [statements(body) for body in bodies]
    found[:1] = [narrowed(test, body) for body in found[:1]]
    last = found[-1] if len(found) > 1 else []
    if len(last) == 2 and last[1].__class__ is ir.Branch:
        branch: Any = last[1]
        found[-1:] = [[last[0], *branch.bodies[0]], *branch.bodies[1:]]
    found += [[]] * (2 - len(found))
    return [*flat([test]), ir.Branch(node.start_byte, node.end_byte, found)]


def switch(walk: Walk, node: Node, parts: list[Any]) -> Any:
    """[value, cases' values, Scope(Branch)]: one scope holds all the cases."""
    start, end = node.start_byte, node.end_byte
    value, cases = parts[0], parts[1]
    tests = [case[0] for case in cases if case[0] is not None]
    branch = ir.Branch(start, end, [body for _, body in cases])
    return [*flat([value, *tests]), ir.Scope(start, end, [branch])]


def cases(walk: Walk, node: Node, parts: list[Any]) -> tuple[Any, ...]:
    return tuple(part for part in parts if part.__class__ is tuple)


def case(walk: Walk, node: Node, parts: list[Any]) -> tuple[Any, list[ir.Node]]:
    return parts[0], flat(parts[1:])


def default(walk: Walk, node: Node, parts: list[Any]) -> tuple[Any, list[ir.Node]]:
    return None, flat(parts)


def for_(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """The initialiser once, everything else in the loop; its names live in a scope around it."""
    start, end = node.start_byte, node.end_byte
    first = flat(parts[:1])
    return ir.Scope(start, end, [*first, ir.Loop(start, end, None, None, flat(parts[1:]))])


def for_each(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """for (target of values) and for (target in object): the latter goes over the keys."""
    start, end = node.start_byte, node.end_byte
    target, iterable = parts[0], parts[1]
    operator = node.child_by_field_name("operator")
    if operator is not None and operator.type == "in":
        keys = ir.Attr(iterable.start, iterable.end, ir.Ref(start, start, "global.Object"), "keys")
        iterable = ir.Call(iterable.start, iterable.end, keys, [iterable])
    loop = ir.Loop(start, end, target, iterable, flat(parts[2:]))
    kind = node.child_by_field_name("kind")
    if kind is None or kind.type == "var":
        return loop
    return ir.Scope(start, end, [loop])


def while_(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    return ir.Loop(node.start_byte, node.end_byte, None, None, flat(parts))


def try_(walk: Walk, node: Node, parts: list[Any]) -> Any:
    return flat(parts)


def catch(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    body = statements(parts[-1])
    if len(parts) > 1:
        body = [ir.Bind(start, start, parts[0], ir.Opaque(start, start, []), "let"), *body]
    return ir.Branch(start, end, [[ir.Scope(start, end, body)], []])


def with_(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """with (object) body: the members of an object literal are names in the body."""
    start, end = node.start_byte, node.end_byte
    obj, body = parts[0], statements(parts[-1])
    names: list[ir.Node] = []
    if obj.__class__ is ir.Mapping:
        for key, value in obj.pairs:
            if key.__class__ is ir.Const:
                name = ir.Name(key.start, key.end, str(key.value))
                names.append(ir.Bind(key.start, value.end, name, value, "let"))
    else:
        names = flat([obj])
    return ir.Scope(start, end, [*names, *body])


# --- modules


class Names(list[tuple[str, str]]):
    """(imported or local, bound or exported) pairs."""


def specifier(walk: Walk, node: Node, parts: list[Any]) -> Names:
    """`a as b`, `default as b`, `"any string" as b`."""
    words = [_word(part) for part in parts]
    if len(words) == 1 and any(child.type == "default" for child in node.children):
        words.insert(0, "default")
    return Names([(words[0], words[-1])])


def _word(part: Any) -> str:
    return str(part.value) if part.__class__ is ir.Const else str(getattr(part, "id", ""))


def specifiers(walk: Walk, node: Node, parts: list[Any]) -> Names:
    return Names([pair for part in parts if part.__class__ is Names for pair in part])


def namespace(walk: Walk, node: Node, parts: list[Any]) -> Names:
    return Names([("", _word(parts[0]))])


def import_clause(walk: Walk, node: Node, parts: list[Any]) -> Names:
    found = Names()
    for part in parts:
        if part.__class__ is Names:
            found += part
        else:
            found.append(("default", _word(part)))
    return found


def attribute(walk: Walk, node: Node, parts: list[Any]) -> None:
    """with { type: "json" } says nothing that concerns us."""


def import_(walk: Walk, node: Node, parts: list[Any]) -> Any:
    names = parts[0] if parts[0].__class__ is Names else []
    source = next((part for part in parts if part.__class__ is ir.Const), None)
    if source is None:  # TypeScript's `import x = require("y")`
        return parts[0]
    return ir.Import(node.start_byte, node.end_byte, module_name(source), names)


def module_name(source: ir.Const) -> str:
    return str(source.value).removeprefix("node:")


def export(walk: Walk, node: Node, parts: list[Any]) -> Any:
    start, end = node.start_byte, node.end_byte
    words = {child.type for child in node.children if not child.is_named}
    decorators = [part.value for part in parts if part.__class__ is Decorator]
    rest = [part for part in parts if part.__class__ is not Decorator]
    source = node.child_by_field_name("source")
    if source is not None:
        return _from(start, end, rest)
    if not rest:
        return None
    value = rest[-1]
    if decorators and value.__class__ is ir.Class:
        value.decorators += decorators
    if value.__class__ is Names:
        return ir.Export(start, end, [(bound, ir.Name(start, end, local)) for local, bound in value])
    if "=" in words:  # TypeScript's `export = x`
        return ir.Bind(start, end, ir.Attr(start, end, ir.Name(start, end, "module"), "exports"), value)
    if "default" in words:
        return _default(start, end, value)
    found = flat([value])
    bound = [name for item in found for name in bound_names(item)]
    return [*found, ir.Export(start, end, [(name, ir.Name(start, start, name)) for name in bound])]


def _default(start: int, end: int, value: Any) -> Any:
    if not isinstance(value, ir.Node):
        return value
    if isinstance(value, ir.Function | ir.Class):
        value.statement = bool(value.name)
        if value.name:
            return [value, ir.Export(start, end, [("default", ir.Name(start, start, value.name))])]
    return ir.Export(start, end, [("default", value)])


def _from(start: int, end: int, parts: list[Any]) -> ir.Node:
    """export … from "m": pairs of exported name and Const of the name there ("*" all of them, "" the module)."""
    names = parts[0] if parts[0].__class__ is Names else [("*", "*")]
    pairs: list[tuple[str, ir.Node]] = [(bound, ir.Const(start, end, there)) for there, bound in names]
    return ir.Export(start, end, pairs, module_name(parts[-1]))


def bound_names(node: ir.Node) -> list[str]:
    """The names that a declaration binds, those in patterns too."""
    found: list[str] = []
    todo: list[Any] = [node]
    while todo:
        item = todo.pop()
        if isinstance(item, ir.Function | ir.Class):
            found.append(item.name)
        elif isinstance(item, ir.Name):
            found.append(item.id)
        elif isinstance(item, ir.Bind):
            todo.append(item.target)
        elif isinstance(item, ir.Star):
            todo.append(item.value)
        elif isinstance(item, ir.Sequence):
            todo += item.items[::-1]
        elif isinstance(item, ir.Mapping):
            todo += [value for _, value in item.pairs[::-1]]
    return [name for name in found if name]
