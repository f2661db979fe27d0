"""Python's statements and definitions."""

from __future__ import annotations

from plugin_policy.readers import ir
from plugin_policy.readers.lower import Body, Handler, Lowering, Part
from plugin_policy.readers.narrowing import narrowed


def _effects(part: Part | None) -> list[ir.Node]:
    """An annotation that calls something runs it."""
    if part is None or part.node is None:
        return []
    plain = ir.Name | ir.Attr | ir.Const
    return [node for node in part.statements() if not isinstance(node, plain)]


def _assignment(low: Lowering, part: Part) -> ir.Node | Body | None:
    notes = _effects(part.child("type"))
    right = part.get("right")
    if right is None:
        return Body(notes) if notes else None
    bind = ir.Bind(part.start, part.end, part.need("left"), right)
    return Body([*notes, bind]) if notes else bind


def _augmented(low: Lowering, part: Part) -> ir.Node:
    left, right = part.need("left"), part.need("right")
    operator = part.child("operator")
    op = operator.kind[:-1] if operator else "+"
    if op == "+":
        return ir.Bind(part.start, part.end, left, right, append=True)
    return ir.Bind(part.start, part.end, left, ir.Binary(part.start, part.end, op, left, right))


def _parameters(low: Lowering, part: Part) -> list[ir.Node]:
    """The parameters, and what their annotations call: that runs when the function is defined."""
    found: list[ir.Node] = []
    for child in part.children:
        param = _parameter(low, child)
        if param is not None:
            found.append(param)
        found += _effects(child.child("type"))
    return found


def _split(parameters: Part | None) -> tuple[list[ir.Param], list[ir.Node]]:
    nodes = parameters.node if parameters is not None and isinstance(parameters.node, list) else []
    params = [node for node in nodes if isinstance(node, ir.Param)]
    return params, [node for node in nodes if not isinstance(node, ir.Param)]


def _parameter(low: Lowering, part: Part) -> ir.Param | None:
    start, end = part.start, part.end
    if part.kind in ("default_parameter", "typed_default_parameter"):
        return ir.Param(start, end, part.need("name"), part.need("value"))
    inner = part
    if part.kind == "typed_parameter" and part.children:
        inner = part.children[0]
    node = inner.node
    if isinstance(node, ir.Star):
        return ir.Param(start, end, node.value, kind="*")
    if isinstance(node, tuple):
        return ir.Param(start, end, node[1], kind="**")
    return ir.Param(start, end, node) if isinstance(node, ir.Name | ir.Sequence) else None


def _function(low: Lowering, part: Part) -> ir.Node | Body:
    name = part.child("name")
    params, notes = _split(part.child("parameters"))
    notes += _effects(part.child("return_type"))
    called = low.text(name) if name else ""
    function = ir.Function(part.start, part.end, called, params, part.body("body"), statement=True)
    return Body([*notes, function]) if notes else function


def _lambda(low: Lowering, part: Part) -> ir.Node:
    params, _ = _split(part.child("parameters"))
    body = part.need("body")
    return ir.Function(part.start, part.end, "", params, [ir.Return(body.start, body.end, body)])


def _class(low: Lowering, part: Part) -> ir.Node:
    name, superclasses = part.child("name"), part.child("superclasses")
    items = superclasses.node if superclasses and isinstance(superclasses.node, list) else []
    bases = [item for item in items if isinstance(item, ir.Node)]
    body = part.body("body")
    keywords = [item[1] for item in items if isinstance(item, tuple)]
    if keywords:
        body = [ir.Opaque(part.start, part.start, keywords), *body]
    return ir.Class(part.start, part.end, low.text(name) if name else "", bases, body, statement=True)


def _decorated(low: Lowering, part: Part) -> ir.Node | Body:
    nodes = part.statements() if part.node else part.nodes()
    if not nodes:
        return Body()
    definition = nodes[-1]
    if isinstance(definition, ir.Function | ir.Class):
        definition.decorators = [child.value() for child in part.of("decorator")]
        before = [node for node in nodes[:-1] if node not in definition.decorators]
        return Body([*before, definition])
    return Body(nodes)


def _as_pattern(low: Lowering, part: Part) -> ir.Node:
    value = next((child.value() for child in part.children if child.node is not None), None)
    value = value or ir.Opaque(part.start, part.end, [])
    target = part.get("alias")
    return value if target is None else ir.Bind(part.start, part.end, target, value)


def _block(low: Lowering, part: Part) -> Body:
    return Body(part.nodes())


def _if(low: Lowering, part: Part) -> Body:
    bodies = [narrowed(part.need("condition"), part.body("consequence"))]
    bodies += [child.statements() for child in part.children if child.field == "alternative"]
    return Body([part.need("condition"), ir.Branch(part.start, part.end, bodies)])


def _for(low: Lowering, part: Part) -> Body:
    loop = ir.Loop(part.start, part.end, part.need("left"), part.need("right"), part.body("body"))
    return Body([loop, *part.body("alternative")])


def _while(low: Lowering, part: Part) -> Body:
    loop = ir.Loop(part.start, part.end, None, None, [part.need("condition"), *part.body("body")])
    return Body([loop, *part.body("alternative")])


def _try(low: Lowering, part: Part) -> Body:
    rest = [child.statements() for child in part.children if child.kind != "finally_clause" and child.field != "body"]
    bodies = [body for body in rest if body]
    last = [node for child in part.of("finally_clause") for node in child.statements()]
    middle: list[ir.Node] = [ir.Branch(part.start, part.end, bodies)] if bodies else []
    return Body([*part.body("body"), *middle, *last])


def _match(low: Lowering, part: Part) -> Body:
    subject = part.need("subject")
    body = part.child("body")
    bodies: list[list[ir.Node]] = []
    for case in body.of("case_clause") if body else ():
        found, binds = case.statements(), []
        for node in found:
            if isinstance(node, ir.Opaque):
                binds += [_capture(subject, name) for name in node.parts if isinstance(name, ir.Name)]
        bodies.append([*binds, *found])
    return Body([subject, ir.Branch(part.start, part.end, bodies)])


def _capture(subject: ir.Node, name: ir.Node) -> ir.Node:
    inner = ir.Item(name.start, name.end, subject, ir.Opaque(name.start, name.end, []))
    return ir.Bind(name.start, name.end, name, ir.Choice(name.start, name.end, [subject, inner]))


def _pattern(low: Lowering, part: Part) -> ir.Node:
    """The names a pattern may bind, in one flat Opaque."""
    names: list[ir.Node] = []
    for node in part.nodes():
        names += node.parts if isinstance(node, ir.Opaque) else [node]
    return ir.Opaque(part.start, part.end, [name for name in names if isinstance(name, ir.Name)])


def _dotted(low: Lowering, part: Part) -> ir.Node | None:
    nodes = part.nodes()
    return nodes[0] if len(nodes) == 1 else None


def _outer(low: Lowering, part: Part) -> ir.Node:
    names = [child.node.id for child in part.children if isinstance(child.node, ir.Name)]
    return ir.Outer(part.start, part.end, part.kind.partition("_")[0], names)


def _delete(low: Lowering, part: Part) -> Body:
    targets: list[ir.Node] = []
    for node in part.nodes():
        targets += node.items if isinstance(node, ir.Sequence) else [node]
    return Body([ir.Delete(part.start, part.end, target) for target in targets])


def _import(low: Lowering, part: Part) -> Body:
    found: list[ir.Node] = []
    for child in part.children:
        if child.kind == "dotted_name":
            name = low.text(child)
            found.append(ir.Import(child.start, child.end, name, [("", name.partition(".")[0])], as_alias=False))
        elif child.kind == "aliased_import":
            name, alias = _alias(low, child)
            found.append(ir.Import(child.start, child.end, name, [("", alias)]))
    return Body(found)


def _alias(low: Lowering, part: Part) -> tuple[str, str]:
    name, alias = part.child("name"), part.child("alias")
    return (low.text(name) if name else "", low.text(alias) if alias else "")


def _import_from(low: Lowering, part: Part) -> ir.Node:
    module = part.child("module_name")
    names: list[tuple[str, str]] = []
    for child in part.children:
        if child.kind == "wildcard_import":
            names.append(("*", ""))
        elif child.field == "name" and child.kind == "dotted_name":
            names.append((low.text(child), low.text(child)))
        elif child.field == "name":
            names.append(_alias(low, child))
    source = "".join(low.text(module).split()) if module else ""
    return ir.Import(part.start, part.end, source, names)


def _python2(name: str) -> Handler:
    def handler(low: Lowering, part: Part) -> ir.Node:
        return ir.Call(part.start, part.end, ir.Name(part.start, part.start, name), part.nodes())

    return handler


def _opaque(low: Lowering, part: Part) -> ir.Node | None:
    nodes = part.nodes()
    return ir.Opaque(part.start, part.end, nodes) if nodes else None


def _nothing(low: Lowering, part: Part) -> None:
    return None


STATEMENTS: dict[str, Handler] = {
    "assignment": _assignment,
    "augmented_assignment": _augmented,
    "parameters": _parameters,
    "lambda_parameters": _parameters,
    "function_definition": _function,
    "lambda": _lambda,
    "class_definition": _class,
    "decorated_definition": _decorated,
    "as_pattern": _as_pattern,
    "with_clause": _block,
    "with_statement": _block,
    "if_statement": _if,
    "elif_clause": _if,
    "else_clause": _block,
    "except_clause": _block,
    "except_group_clause": _block,
    "finally_clause": _block,
    "for_statement": _for,
    "while_statement": _while,
    "try_statement": _try,
    "match_statement": _match,
    "case_clause": _block,
    "case_pattern": _pattern,
    "dotted_name": _dotted,
    "global_statement": _outer,
    "nonlocal_statement": _outer,
    "delete_statement": _delete,
    "import_statement": _import,
    "import_from_statement": _import_from,
    "future_import_statement": _nothing,
    "exec_statement": _python2("exec"),
    "print_statement": _python2("print"),
    "assert_statement": _opaque,
    "raise_statement": _opaque,
    "type_alias_statement": _nothing,
    "for_in_clause": lambda low, part: ir.Opaque(part.start, part.end, part.nodes()),
    "default_parameter": _nothing,
    "typed_default_parameter": _nothing,
    "typed_parameter": _nothing,
}
