"""Walk any tree-sitter tree bottom up and lower it with a table of node handlers.

The walk keeps its own stack, so that the nesting of a file never becomes nesting of Python calls. A handler
gets a Part whose children are lowered already and returns an ir.Node, a Body, any helper value that the
parent's handler understands (a list of arguments, …), or None. What would nest deeper than MAX_HEIGHT is cut: the
subtree is bound to a name of its own before the body it stands in and the name takes its place, so nothing
is lost and the evaluator may recurse.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plugin_policy.readers import ir

if TYPE_CHECKING:
    from tree_sitter import Tree

MAX_HEIGHT = 60  # nesting of the lowered form
SKIPPED = frozenset("()[]{},;.")  # tokens no handler asks for


class Body(list[ir.Node]):
    """What a handler returns for a block: statements in source order. Cut subtrees are bound at its start."""


class Part:
    """A syntax node whose children are lowered.

    kind: tree-sitter's node type (the token itself for anonymous nodes). field: its field name in the parent
    or "". node: what its handler made of it. In a handler, children and grandchildren are there.
    """

    __slots__ = ("children", "end", "field", "height", "kind", "named", "node", "start")

    def __init__(self, kind: str, field: str, start: int, end: int, named: bool) -> None:
        self.kind = kind
        self.field = field
        self.start = start
        self.end = end
        self.named = named
        self.children: list[Part] = []
        self.node: Any = None
        self.height = 0

    def child(self, field: str) -> Part | None:
        """The first child with that field."""
        for child in self.children:
            if child.field == field:
                return child
        return None

    def of(self, *kinds: str) -> list[Part]:
        return [child for child in self.children if child.kind in kinds]

    def get(self, field: str) -> ir.Node | None:
        """The lowered node of a field, None when absent; a body becomes an Opaque."""
        child = self.child(field)
        return None if child is None else child.value()

    def need(self, field: str) -> ir.Node:
        """The lowered node of a field, Opaque when the file leaves it out."""
        return self.get(field) or ir.Opaque(self.start, self.start, [])

    def body(self, field: str) -> list[ir.Node]:
        """The statements of a field's body."""
        child = self.child(field)
        return [] if child is None else child.statements()

    def value(self) -> ir.Node:
        node = self.node
        if isinstance(node, ir.Node):
            return node
        return ir.Opaque(self.start, self.end, self.statements())

    def statements(self) -> list[ir.Node]:
        node = self.node
        if isinstance(node, ir.Node):
            return [node]
        if isinstance(node, list):
            return [item for item in node if isinstance(item, ir.Node)]
        return []

    def nodes(self) -> list[ir.Node]:
        """The lowered children, bodies spread, in source order."""
        found: list[ir.Node] = []
        for child in self.children:
            node = child.node
            if isinstance(node, ir.Node):
                found.append(node)
            elif isinstance(node, list):
                found += [item for item in node if isinstance(item, ir.Node)]
        return found


Handler = Callable[["Lowering", Part], Any]


class Lowering:
    """One walk. data: the bytes of the Text. handlers: by node type; comments: node types that are comments."""

    def __init__(self, data: bytes, handlers: dict[str, Handler], comments: frozenset[str]) -> None:
        self.data = data
        self.handlers = handlers
        self.comment_kinds = comments
        self.comments: list[tuple[int, int]] = []
        self.errors: list[tuple[int, int]] = []
        self.pending: list[ir.Node] = []
        self.cuts = 0

    def text(self, part: Part) -> str:
        return self.data[part.start : part.end].decode("utf-8", "replace")

    def module(self, tree: Tree) -> ir.Module:
        root = self.walk(tree)
        body = root.statements()
        return ir.Module(self.pending + body, self.comments, self.errors)

    def walk(self, tree: Tree) -> Part:
        """The root's Part. Siblings are visited in order, a parent after its children."""
        cursor = tree.walk()
        broken = tree.root_node.has_error
        comments = self.comment_kinds
        stack: list[Part] = []
        while True:
            node = cursor.node
            assert node is not None
            kind = node.type
            if broken and (node.is_error or node.is_missing):
                self.errors.append((node.start_byte, node.end_byte))
            if kind not in SKIPPED or not stack:
                part = Part(kind, cursor.field_name or "", node.start_byte, node.end_byte, node.is_named)
                if kind in comments:
                    self.comments.append((part.start, part.end))
                if stack:
                    stack[-1].children.append(part)
                if cursor.goto_first_child():
                    stack.append(part)
                    continue
                self.finish(part)
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return part
                part = stack.pop()
                self.finish(part)
                for child in part.children:
                    child.children = []

    def finish(self, part: Part) -> None:
        handler = self.handlers.get(part.kind)
        # The keyword of a `yield` node is of kind "yield" too.
        if handler is not None and (part.named or not part.kind.isalpha()):
            node = handler(self, part)
        elif part.children:
            node = self.default(part)
        else:
            return
        part.node = node
        if isinstance(node, Body) and self.pending:
            node[:0] = self.pending
            self.pending = []
        if node is not None:
            self.measure(part, node)

    def measure(self, part: Part, node: object) -> None:
        """Set the height; cut what has grown too high."""
        height = 0
        for child in part.children:
            if child.node is node:
                part.height = child.height
                return
            if child.height > height:
                height = child.height
        if not isinstance(node, ir.Node):
            part.height = height
            return
        part.height = height + 1
        if height >= MAX_HEIGHT:
            self.cuts += 1
            name = f"\0{self.cuts}"
            self.pending.append(ir.Bind(part.start, part.end, ir.Name(part.start, part.end, name), node))
            part.node = ir.Name(part.start, part.end, name)
            part.height = 1

    def default(self, part: Part) -> object:
        """A node without a handler: its only lowered child, or an Opaque of all."""
        nodes = part.nodes()
        if len(nodes) == 1:
            return nodes[0]
        return ir.Opaque(part.start, part.end, nodes) if nodes else None


def lower(
    tree: Tree, data: bytes, handlers: dict[str, Handler], comments: frozenset[str] = frozenset({"comment"})
) -> ir.Module:
    """The Module of a parsed Text; the root's handler (or a list of statements) gives its body."""
    return Lowering(data, handlers, comments).module(tree)
