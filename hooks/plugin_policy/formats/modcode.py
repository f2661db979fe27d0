"""The outline of a JavaScript or TypeScript module: imports, exports, top-level functions. Syntax only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from plugin_policy.formats.regex import problem as regex_problem

if TYPE_CHECKING:
    from plugin_policy.text import Text

Span = tuple[int, int]
FUNCTIONS = (
    "function_declaration", "function_expression", "arrow_function", "generator_function_declaration",
    "generator_function", "method_definition",
)  # fmt: skip


class Module:
    """problems and imports with their spans. functions: top-level name -> node of a function. bindings: local name ->
    (source, exported name) of what is imported. exports: exported name -> local name, or a function node; re-exports
    are (source, name). resolved: source -> path, filled by the caller."""

    __slots__ = ("bindings", "exports", "functions", "imports", "listed", "problems", "reexports", "resolved", "tree")

    def __init__(self) -> None:
        self.problems: list[tuple[str, Span]] = []
        self.imports: list[tuple[str, Span]] = []
        self.functions: dict[str, Any] = {}
        self.bindings: dict[str, tuple[str, str]] = {}
        self.exports: dict[str, str] = {}
        self.reexports: dict[str, tuple[str, str]] = {}
        self.resolved: dict[str, str] = {}
        self.listed: list[tuple[str, Span]] = []  # names of `export { … }`
        self.tree: Any = None


def text_of(node: Any) -> str:
    return node.text.decode("utf-8", "replace") if node is not None and node.text is not None else ""


def span_of(node: Any) -> Span:
    return node.start_byte, node.end_byte


def walk(node: Any) -> Iterator[Any]:
    """The node and everything below it, in source order, by an explicit stack."""
    todo = [node]
    while todo:
        item = todo.pop()
        yield item
        todo.extend(reversed(item.children))


def read(text: Text) -> Module:
    module = Module()
    # The tree refers to itself from every node: it must live as long as the module.
    module.tree = _parser(text.language).parse(text.data)
    root = module.tree.root_node
    for statement in root.children:
        _statement(module, statement)
    for node in walk(root):
        said = _early_error(node, text.path)
        if said:
            module.problems.append((said, span_of(node)))
        if node.type == "ERROR" or node.is_missing:
            break
    known = _top_names(module, root)
    for name, span in module.listed:
        if name not in known:
            module.problems.append((f"exports `{name}`, which is not defined", span))
    return module


def _early_error(node: Any, path: str) -> str:
    """What a module may not hold; the syntax tree is more tolerant than the client's parser."""
    kind = node.type
    if kind == "ERROR" or node.is_missing:
        return "does not parse here"
    if kind == "call_expression" and node.child_by_field_name("function").type == "import":
        return "a dynamic import(): use an import declaration"
    if kind in ("jsx_element", "jsx_self_closing_element") and not path.endswith(("x", "X")):
        return "does not parse here: JSX"
    if kind == "decorator" and not path.endswith("ts"):
        return "does not parse here: a decorator"
    if kind == "html_comment":
        return "does not parse here: an HTML comment"
    if kind == "number" and re.fullmatch(r"0[0-9]+", text_of(node)):
        return "does not parse here: an octal number"
    if kind == "regex" and not set(text_of(node.child_by_field_name("flags"))) & {"u", "v"}:
        said = regex_problem(text_of(node.child_by_field_name("pattern")))
        return f"not a regular expression: {said}" if said else ""
    return ""


def _top_names(module: Module, root: Any) -> set[str]:
    """Names the module binds at its top; one bound twice is an error (`var` and TypeScript's overloads apart)."""
    known = set(module.bindings)
    for statement in root.children:
        declaration = (
            statement.child_by_field_name("declaration") if statement.type == "export_statement" else statement
        )
        if declaration is None or declaration.type not in _BINDING:
            continue
        for name in _bound(declaration):
            if name in known and declaration.type != "variable_declaration":
                module.problems.append((f"`{name}` is declared twice", span_of(declaration)))
            known.add(name)
    return known


_BINDING = (
    "function_declaration", "generator_function_declaration", "class_declaration", "lexical_declaration",
    "variable_declaration", "enum_declaration",
)  # fmt: skip


def _bound(node: Any) -> list[str]:
    if node.type not in ("lexical_declaration", "variable_declaration"):
        return [text_of(node.child_by_field_name("name"))]
    names = []
    for item in node.children:
        target = item.child_by_field_name("name") if item.type == "variable_declarator" else None
        if target is not None:
            patterns = ("identifier", "shorthand_property_identifier_pattern")
            names += [text_of(part) for part in walk(target) if part.type in patterns]
    return names


def _parser(language: str) -> Any:
    from tree_sitter import Parser

    from plugin_policy.readers.grammar import language as grammar

    if language in ("typescript", "tsx"):
        return Parser(grammar("tree_sitter_typescript", f"language_{language}"))
    return Parser(grammar("tree_sitter_javascript"))


def _statement(module: Module, node: Any) -> None:
    if node.type == "import_statement":
        _import(module, node)
    elif node.type == "export_statement":
        _export(module, node)
    else:
        _declare(module, node)


def _source(node: Any) -> str:
    source = node.child_by_field_name("source")
    return text_of(source)[1:-1] if source is not None else ""


def _import(module: Module, node: Any) -> None:
    source = _source(node)
    module.imports.append((source, span_of(node.child_by_field_name("source") or node)))
    for item in walk(node):
        if item.type == "import_specifier":
            name = text_of(item.child_by_field_name("name"))
            module.bindings[text_of(item.child_by_field_name("alias")) or name] = (source, name)
        elif item.type == "import_clause":
            for child in item.children:
                if child.type == "identifier":
                    module.bindings[text_of(child)] = (source, "default")


def _export(module: Module, node: Any) -> None:
    source = _source(node)
    if source:
        module.imports.append((source, span_of(node.child_by_field_name("source"))))
    declaration = node.child_by_field_name("declaration")
    if declaration is not None:
        names = _declare(module, declaration)
        if any(child.type == "default" for child in node.children):
            module.exports["default"] = names[0] if names else ""
            return
        module.exports.update({name: name for name in names})
    elif any(child.type == "default" for child in node.children):
        value = node.child_by_field_name("value")
        if value is not None and value.type in FUNCTIONS:
            module.functions["(default)"] = value
            module.exports["default"] = "(default)"
        else:
            module.exports["default"] = text_of(value)
    for item in walk(node):
        if item.type == "export_specifier":
            name = text_of(item.child_by_field_name("name"))
            alias = text_of(item.child_by_field_name("alias")) or name
            if source:
                module.reexports[alias] = (source, name)
            else:
                module.exports[alias] = name
                module.listed.append((name, span_of(item)))


def _declare(module: Module, node: Any) -> list[str]:
    """Names a declaration binds; functions among them (declarations, and consts bound to one) are kept."""
    if node.type in FUNCTIONS:
        name = text_of(node.child_by_field_name("name"))
        module.functions[name or "(default)"] = node
        return [name or "(default)"]
    names = []
    if node.type in ("lexical_declaration", "variable_declaration"):
        constant = text_of(node.child_by_field_name("kind")) == "const"
        for item in node.children:
            if item.type == "variable_declarator":
                name, value = text_of(item.child_by_field_name("name")), item.child_by_field_name("value")
                names.append(name)
                if constant and value is not None and value.type in FUNCTIONS:
                    module.functions[name] = value
    elif node.type == "class_declaration":
        names.append(text_of(node.child_by_field_name("name")))
    return names
