"""Python: tree-sitter-python to the neutral form, with syntax errors and Python 2's statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plugin_policy.readers import ir
from plugin_policy.readers.lower import Body, Handler, Lowering, Part, lower
from plugin_policy.readers.python_strings import STRINGS

if TYPE_CHECKING:
    from tree_sitter import Parser

    from plugin_policy.text import Text

_parsers: dict[str, Parser] = {}


def read(text: Text) -> ir.Module:
    """The Module of a Python Text; broken code gives what stands around the error."""
    parser = _parsers.get("python")
    if parser is None:
        from tree_sitter import Parser

        from plugin_policy.readers.grammar import language

        parser = _parsers["python"] = Parser(language("tree_sitter_python"))
    return lower(parser.parse(text.data), text.data, HANDLERS)


def _name(low: Lowering, part: Part) -> ir.Node:
    return ir.Name(part.start, part.end, _plain(low.text(part)))


def _plain(name: str) -> str:
    """Python compares identifiers in normal form KC: `eval` in full-width letters is `eval`."""
    if name.isascii():
        return name
    import unicodedata

    return unicodedata.normalize("NFKC", name)


def _nothing(low: Lowering, part: Part) -> None:
    return None


def _first(low: Lowering, part: Part) -> ir.Node | None:
    nodes = part.nodes()
    return nodes[0] if nodes else None


def _opaque(low: Lowering, part: Part) -> ir.Node:
    return ir.Opaque(part.start, part.end, part.nodes())


def _body(low: Lowering, part: Part) -> Body:
    return Body(part.nodes())


def _number(low: Lowering, part: Part) -> ir.Node:
    digits = low.text(part).replace("_", "")
    value: object = 0
    try:
        value = int(digits, 0) if part.kind == "integer" else float(digits)
    except ValueError:  # Python 2 octal, complex, or more digits than int() takes
        if digits.isdigit() and len(digits) < 40:
            value = int(digits, 8 if digits.strip("01234567") == "" else 10)
    return ir.Const(part.start, part.end, value)


def _constant(value: object) -> Handler:
    return lambda low, part: ir.Const(part.start, part.end, value)


def _attribute(low: Lowering, part: Part) -> ir.Node:
    name = part.child("attribute")
    return ir.Attr(part.start, part.end, part.need("object"), _plain(low.text(name)) if name else "")


def _subscript(low: Lowering, part: Part) -> ir.Node:
    keys = [child.value() for child in part.children if child.field == "subscript"]
    key = keys[0] if len(keys) == 1 else ir.Sequence(part.start, part.end, keys, "tuple")
    return ir.Item(part.start, part.end, part.need("value"), key)


def _slice(low: Lowering, part: Part) -> ir.Node:
    items: list[ir.Node] = [ir.Const(part.start, part.start, None) for _ in range(3)]
    at = 0
    for child in part.children:
        if child.kind == ":":
            at += 1
        elif child.node is not None and at < 3:
            items[at] = child.value()
    return ir.Sequence(part.start, part.end, items, "slice")


def _sequence(kind: str) -> Handler:
    return lambda low, part: ir.Sequence(part.start, part.end, part.nodes(), kind)


def _star(low: Lowering, part: Part) -> ir.Node:
    nodes = part.nodes()
    return ir.Star(part.start, part.end, nodes[0] if nodes else ir.Opaque(part.start, part.end, []))


def _double_star(low: Lowering, part: Part) -> tuple[None, ir.Node]:
    nodes = part.nodes()
    return (None, nodes[0] if nodes else ir.Opaque(part.start, part.end, []))


def _keyword(low: Lowering, part: Part) -> tuple[str, ir.Node]:
    name = part.child("name")
    return (low.text(name) if name else "", part.need("value"))


def _pair(low: Lowering, part: Part) -> tuple[ir.Node, ir.Node]:
    return (part.need("key"), part.need("value"))


def _dictionary(low: Lowering, part: Part) -> ir.Node:
    pairs = [child.node for child in part.children if isinstance(child.node, tuple)]
    return ir.Mapping(part.start, part.end, pairs)


def _arguments(low: Lowering, part: Part) -> list[Any]:
    return [child.node for child in part.children if isinstance(child.node, ir.Node | tuple)]


def _split(arguments: Part | None) -> tuple[list[ir.Node], list[tuple[str | None, ir.Node]]]:
    if arguments is None:
        return [], []
    if not isinstance(arguments.node, list):  # f(x for x in y)
        return arguments.statements(), []
    args = [item for item in arguments.node if isinstance(item, ir.Node)]
    return args, [item for item in arguments.node if isinstance(item, tuple)]


def _call(low: Lowering, part: Part) -> ir.Node:
    args, kwargs = _split(part.child("arguments"))
    return ir.Call(part.start, part.end, part.need("function"), args, kwargs)


def _binary(low: Lowering, part: Part) -> ir.Node:
    left, right = part.need("left"), part.need("right")
    operator = part.child("operator")
    op = operator.kind if operator else ""
    if op == "+":
        if isinstance(left, ir.Join) and left.end <= right.start:
            left.parts.append(right)
            left.end = part.end
            return left
        if _is_text(left) or _is_text(right):
            return ir.Join(part.start, part.end, [left, right])
    return ir.Binary(part.start, part.end, op, left, right)


def _is_text(node: ir.Node) -> bool:
    return isinstance(node, ir.Join) or (isinstance(node, ir.Const) and isinstance(node.value, str | bytes))


def _boolean(low: Lowering, part: Part) -> ir.Node:
    left, right = part.need("left"), part.need("right")
    if isinstance(left, ir.Choice) and not left.also:
        left.options.append(right)
        left.end = part.end
        return left
    return ir.Choice(part.start, part.end, [left, right])


def _unary(low: Lowering, part: Part) -> ir.Node:
    operator = part.child("operator")
    op = operator.kind if operator else "not"
    return ir.Binary(part.start, part.end, op, part.need("argument"), None)


def _comparison(low: Lowering, part: Part) -> ir.Node:
    nodes = part.nodes()
    ops = [child.kind for child in part.children if child.field == "operators"]
    if len(nodes) == 2 and len(ops) == 1:
        return ir.Binary(part.start, part.end, ops[0], nodes[0], nodes[1])
    return ir.Opaque(part.start, part.end, nodes)


def _conditional(low: Lowering, part: Part) -> ir.Node:
    nodes = part.nodes()
    if len(nodes) != 3:
        return ir.Opaque(part.start, part.end, nodes)
    return ir.Choice(part.start, part.end, [nodes[0], nodes[2]], [nodes[1]])


def _comprehension(low: Lowering, part: Part) -> ir.Node:
    """[e for x in xs if c for y in x] is =flatmap(x -> =map(y -> e, x), =filter(x -> c, xs))."""
    body = part.child("body")
    value = body.node if body else None
    if isinstance(value, tuple):
        value = ir.Sequence(part.start, part.end, list(value), "tuple")
    elif not isinstance(value, ir.Node):
        value = ir.Opaque(part.start, part.end, [])
    clauses = [child for child in part.children if child.kind in ("for_in_clause", "if_clause")]
    tests: list[ir.Node] = []
    verb = "=map"
    for clause in reversed(clauses):
        if clause.kind == "if_clause":
            tests.append(clause.value())
            continue
        target, iterable = clause.need("left"), clause.need("right")
        if tests:
            test = tests[0] if len(tests) == 1 else ir.Opaque(clause.start, clause.end, tests)
            iterable = _apply(clause, "=filter", target, test, iterable)
            tests = []
        value = _apply(part, verb, target, value, iterable)
        verb = "=flatmap"
    if part.kind == "dictionary_comprehension":
        value = ir.Call(part.start, part.end, ir.Ref(part.start, part.start, "builtins.dict"), [value])
    return value


def _apply(part: Part, verb: str, target: ir.Node, value: ir.Node, iterable: ir.Node) -> ir.Node:
    start, end = part.start, part.end
    function = ir.Function(start, end, "", [ir.Param(start, end, target)], [ir.Return(start, end, value)])
    return ir.Call(start, end, ir.Ref(start, start, verb), [function, iterable])


def _walrus(low: Lowering, part: Part) -> ir.Node:
    return ir.Bind(part.start, part.end, part.need("name"), part.need("value"), "walrus")


def _return(low: Lowering, part: Part) -> ir.Node:
    nodes = part.nodes()
    return ir.Return(part.start, part.end, nodes[0] if nodes else ir.Const(part.end, part.end, None))


EXPRESSIONS: dict[str, Handler] = {
    "identifier": _name,
    "keyword_identifier": _name,
    "integer": _number,
    "float": _number,
    "true": _constant(True),
    "false": _constant(False),
    "none": _constant(None),
    "ellipsis": _constant(None),
    "attribute": _attribute,
    "subscript": _subscript,
    "slice": _slice,
    "list": _sequence("list"),
    "tuple": _sequence("tuple"),
    "expression_list": _sequence("tuple"),
    "set": _sequence("set"),
    "list_splat": _star,
    "parenthesized_list_splat": _star,
    "list_splat_pattern": _star,
    "dictionary_splat": _double_star,
    "dictionary_splat_pattern": _double_star,
    "pattern_list": _sequence("pattern"),
    "tuple_pattern": _sequence("pattern"),
    "list_pattern": _sequence("pattern"),
    "as_pattern_target": _first,
    "keyword_argument": _keyword,
    "pair": _pair,
    "dictionary": _dictionary,
    "argument_list": _arguments,
    "call": _call,
    "binary_operator": _binary,
    "boolean_operator": _boolean,
    "unary_operator": _unary,
    "not_operator": _unary,
    "comparison_operator": _comparison,
    "conditional_expression": _conditional,
    "list_comprehension": _comprehension,
    "set_comprehension": _comprehension,
    "dictionary_comprehension": _comprehension,
    "generator_expression": _comprehension,
    "named_expression": _walrus,
    "await": _first,
    "yield": _return,
    "return_statement": _return,
    "type": _first,
    "comment": _nothing,
    "line_continuation": _nothing,
}


def _handlers() -> dict[str, Handler]:
    from plugin_policy.readers.python_statements import STATEMENTS

    return {**EXPRESSIONS, **STRINGS, **STATEMENTS, "block": _body, "module": _body, "ERROR": _body}


HANDLERS = _handlers()
