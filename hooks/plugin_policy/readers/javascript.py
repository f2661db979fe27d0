"""Reads JavaScript, TypeScript and TSX (ECMA-262, TypeScript 5) into readers/ir.py.

CommonJS and ES modules, Node, Deno and Bun are one language here. Parsed by tree-sitter, which reads on behind
a syntax error. The handlers stand in javascript_literals, _expressions, _functions, _statements and _types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.readers import ir
from plugin_policy.readers import javascript_expressions as e
from plugin_policy.readers import javascript_functions as f
from plugin_policy.readers import javascript_literals as lit
from plugin_policy.readers import javascript_statements as s
from plugin_policy.readers import javascript_types as t
from plugin_policy.readers.javascript_walk import Block, Kind, Walk, flat, index

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

    from plugin_policy.text import Text

INSIDE = Kind()  # a node whose children stand in its place


def _comment(walk: Walk, node: object) -> None:
    walk.comments.append((node.start_byte, node.end_byte))  # type: ignore[attr-defined]


KINDS: dict[str, Kind | None] = {
    # literals and names
    "identifier": Kind(leaf=lit.identifier),
    "undefined": Kind(leaf=lit.constant(None)),
    "null": Kind(leaf=lit.constant(None)),
    "true": Kind(leaf=lit.constant(True)),
    "false": Kind(leaf=lit.constant(False)),
    "this": Kind(leaf=lit.identifier),
    "super": Kind(leaf=lit.identifier),
    "property_identifier": Kind(leaf=lit.property_name),
    "private_property_identifier": Kind(leaf=lit.property_name),
    "shorthand_property_identifier": Kind(leaf=e.shorthand),
    "shorthand_property_identifier_pattern": Kind(leaf=e.shorthand),
    "string": Kind(leaf=lit.string),
    "number": Kind(leaf=lit.number),
    "regex": Kind(leaf=lit.regex),
    "template_string": Kind(lit.template),
    "comment": Kind(leaf=_comment),
    "html_comment": Kind(leaf=_comment),
    # expressions
    "member_expression": Kind(e.member, least=2),
    "nested_identifier": Kind(e.member, least=2),
    "subscript_expression": Kind(e.subscript, least=2),
    "call_expression": Kind(e.call, least=2),
    "new_expression": Kind(e.new, least=1),
    "arguments": Kind(e.arguments, weight=0),
    "import": Kind(leaf=e.dynamic_import),
    "meta_property": Kind(leaf=e.meta_property),
    "spread_element": Kind(e.spread, least=1, weight=0),
    "rest_pattern": Kind(e.spread, least=1, weight=0),
    "binary_expression": Kind(spine=e.chain, least=1),
    "unary_expression": Kind(e.unary, least=1),
    "update_expression": Kind(e.update, least=1),
    "assignment_expression": Kind(e.assignment, least=2),
    "augmented_assignment_expression": Kind(e.augmented, least=2),
    "ternary_expression": Kind(e.ternary, least=2),
    "sequence_expression": Kind(e.sequence, least=1),
    "yield_expression": Kind(e.yielded),
    "array": Kind(e.array),
    "array_pattern": Kind(e.array_pattern),
    "object": Kind(e.mapping),
    "object_pattern": Kind(e.mapping),
    "pair": Kind(e.pair, least=2, weight=0),
    "pair_pattern": Kind(e.pair, least=2, weight=0),
    "assignment_pattern": Kind(e.with_default, least=2, weight=0),
    "object_assignment_pattern": Kind(e.shorthand_with_default, least=2, weight=0),
    "formal_parameters": Kind(f.parameters, weight=0),
    "arrow_function": Kind(f.arrow, least=2),
    "function_expression": Kind(f.function, least=1),
    "function_declaration": Kind(f.function, least=1),
    "generator_function": Kind(f.function, least=1),
    "generator_function_declaration": Kind(f.function, least=1),
    "method_definition": Kind(f.method, least=3, weight=0),
    "field_definition": Kind(f.field, least=1, weight=0),
    "public_field_definition": Kind(f.field, least=1, weight=0),
    "decorator": Kind(f.decorator, least=1, weight=0),
    "class_heritage": Kind(f.heritage, weight=0),
    "class_body": Kind(f.class_body, weight=0),
    "class": Kind(f.class_),
    "class_declaration": Kind(f.class_),
    "abstract_class_declaration": Kind(f.class_),
    # statements
    "program": Kind(s.block, weight=0),
    "statement_block": Kind(s.block),
    "ERROR": Kind(s.error, weight=0),
    "variable_declaration": Kind(s.declaration, weight=0),
    "lexical_declaration": Kind(s.declaration, weight=0),
    "using_declaration": Kind(s.declaration, weight=0),
    "variable_declarator": Kind(s.declarator, least=1),
    "return_statement": Kind(s.returned),
    "if_statement": Kind(s.if_, least=1),
    "switch_statement": Kind(s.switch, least=2),
    "switch_body": Kind(s.cases, weight=0),
    "switch_case": Kind(s.case, least=1),
    "switch_default": Kind(s.default),
    "for_statement": Kind(s.for_),
    "for_in_statement": Kind(s.for_each, least=2),
    "while_statement": Kind(s.while_),
    "do_statement": Kind(s.while_),
    "try_statement": Kind(s.try_, weight=0),
    "catch_clause": Kind(s.catch, least=1),
    "with_statement": Kind(s.with_, least=1),
    # modules
    "import_statement": Kind(s.import_, least=1),
    "import_clause": Kind(s.import_clause, weight=0),
    "named_imports": Kind(s.specifiers, weight=0),
    "import_specifier": Kind(s.specifier, least=1, weight=0),
    "namespace_import": Kind(s.namespace, least=1, weight=0),
    "import_attribute": Kind(s.attribute, weight=0),
    "export_statement": Kind(s.export, weight=0),
    "export_clause": Kind(s.specifiers, weight=0),
    "export_specifier": Kind(s.specifier, least=1, weight=0),
    "namespace_export": Kind(s.namespace, least=1, weight=0),
    # TypeScript
    "required_parameter": Kind(t.parameter, weight=0),
    "optional_parameter": Kind(t.parameter, weight=0),
    "type_identifier": Kind(leaf=lit.identifier),  # the name of a class; in all other places it is inside of a type
    "as_expression": Kind(t.first, least=1, weight=0),
    "satisfies_expression": Kind(t.first, least=1, weight=0),
    "enum_declaration": Kind(t.enum, least=2),
    "enum_body": Kind(t.enum_body),
    "enum_assignment": Kind(e.pair, least=2, weight=0),
    "internal_module": Kind(t.namespace),
    "module": Kind(t.namespace),
    "import_require_clause": Kind(t.require_clause, least=2),
    "import_alias": Kind(t.alias, least=2),
    # JSX
    "jsx_element": Kind(t.element, least=1),
    "jsx_opening_element": Kind(t.opening, weight=0),
    "jsx_self_closing_element": Kind(t.closed),
    "jsx_attribute": Kind(t.attribute, least=1, weight=0),
}
KINDS |= dict.fromkeys(
    (
        "parenthesized_expression", "expression_statement", "template_substitution", "computed_property_name",
        "await_expression", "labeled_statement", "throw_statement", "else_clause", "finally_clause", "extends_clause",
        "class_static_block", "non_null_expression", "type_assertion", "instantiation_expression", "jsx_expression",
    ),
    INSIDE,
)  # fmt: skip
KINDS |= dict.fromkeys(
    (
        "empty_statement", "break_statement", "continue_statement", "debugger_statement", "optional_chain",
        "statement_identifier", "string_fragment", "escape_sequence", "hash_bang_line", "jsx_text",
        "html_character_reference", "jsx_closing_element", "jsx_namespace_name", *t.TYPES,
    )
)  # fmt: skip

_parsers: dict[str, tuple[Parser, dict[int, Kind | None]]] = {}


def read(text: Text) -> ir.Module:
    """The Module of a JavaScript, TypeScript or TSX Text."""
    import gc

    parser, kinds = _parser(text.language)
    tree = parser.parse(text.data)
    walk = Walk(text.data, kinds)
    collecting = gc.isenabled()
    gc.disable()  # hundreds of thousands of nodes and no cycle: looking for one takes longer than everything else
    try:
        values = walk.run(tree)
    finally:
        if collecting:
            gc.enable()
    body = values[0] if len(values) == 1 and values[0].__class__ is Block else flat(values)
    if tree.root_node.has_error and not walk.errors:
        walk.errors = missing(tree)
    return ir.Module([*walk.deep, *walk.pending, *body, *walk.stray], walk.comments, walk.errors)


def _parser(language: str) -> tuple[Parser, dict[int, Kind | None]]:
    if language not in _parsers:
        from tree_sitter import Parser

        from plugin_policy.readers.grammar import language as grammar

        if language == "javascript":
            loaded = grammar("tree_sitter_javascript")
        else:
            loaded = grammar("tree_sitter_typescript", "language_tsx" if language == "tsx" else "language_typescript")
        types = {name for name in map(loaded.node_kind_for_id, range(loaded.node_kind_count)) if name}
        kinds = KINDS | dict.fromkeys(name for name in types if name.endswith("_type"))
        _parsers[language] = Parser(loaded), index(loaded, kinds)
    return _parsers[language]


def missing(tree: Tree) -> list[tuple[int, int]]:
    """Where the parser put in a token that is not there."""
    found: list[tuple[int, int]] = []
    todo = [tree.root_node]
    while todo:
        node = todo.pop()
        if node.is_missing:
            found.append((node.start_byte, node.end_byte))
        elif node.has_error:
            todo += node.children[::-1]
    return found
