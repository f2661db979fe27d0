"""The walk under the JavaScript reader: a tree-sitter tree lowered bottom up, with named nodes only.

Minified code has a syntax node every second byte, so this walk makes nothing per node but the lowered value:
anonymous tokens are never touched, a handler gets the values of its node's named children in source order.
What it shares with readers/lower.py: an own stack instead of recursion, and the cutting of what nests too deep.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plugin_policy.readers import ir

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Tree

MAX_PIECE = 50  # nesting of one piece of the lowered form; what nests deeper is bound to a name of its own
MAX_NESTING = 300  # from here on those names are bound at the module's start, so that bodies do not nest either

Inner = Callable[["Walk", "Node", list[Any]], Any]
Leaf = Callable[["Walk", "Node"], Any]


class Block(list[ir.Node]):
    """Statements between braces, in source order."""


class Kind:
    """How a kind of node is lowered.

    leaf: from its own bytes, children unseen. inner: from the values of its children, at least `least` of them.
    spine: the node is entered by this function, which may push several levels at once. weight: levels that it
    adds to the lowered form. None of the three: its children stand in its place.
    """

    __slots__ = ("inner", "leaf", "least", "spine", "weight")

    def __init__(
        self,
        inner: Inner | None = None,
        *,
        leaf: Leaf | None = None,
        spine: Callable[[Walk, Node], tuple[Inner, list[Node]]] | None = None,
        least: int = 0,
        weight: int = 1,
    ) -> None:
        self.inner = inner
        self.leaf = leaf
        self.spine = spine
        self.least = least
        self.weight = weight


class Walk:
    """One walk over one tree. stray: what was saved from syntax errors for the next body that ends."""

    def __init__(self, data: bytes, kinds: dict[int, Kind | None]) -> None:
        self.data = data
        self.kinds = kinds
        self.names: dict[bytes, str] = {}
        self.comments: list[tuple[int, int]] = []
        self.errors: list[tuple[int, int]] = []
        self.stray: list[ir.Node] = []
        self.pending: list[ir.Node] = []
        self.deep: list[ir.Node] = []
        self.cuts = 0

    def text(self, node: Node) -> bytes:
        return self.data[node.start_byte : node.end_byte]

    def run(self, tree: Tree) -> list[Any]:
        """The values of the root."""
        kinds = self.kinds
        out: list[Any] = []
        stack: list[Any] = [tree.root_node]
        cursor = tree.walk()
        depth = base = 0
        while stack:
            node = stack.pop()
            if node.__class__ is tuple:
                node, inner, least, mark, depth, before = node
                parts = out[mark:]
                del out[mark:]
                made = inner(self, node, parts) if len(parts) >= least else opaque(self, node, parts)
                if made.__class__ is Block and self.pending:
                    made[:0] = self.pending
                    self.pending = []
                if before >= 0:
                    base = before
                    made = self.cut(made, depth)
            else:
                kind = kinds.get(node.kind_id, OTHER)
                if kind is None:
                    continue
                if kind.leaf is not None:
                    made = kind.leaf(self, node)
                else:
                    inner = kind.inner
                    if kind.spine is not None:
                        inner, children = kind.spine(self, node)
                    else:
                        children = node.named_children
                    if inner is not None:
                        before = -1
                        if kind.weight and depth - base >= MAX_PIECE:
                            before, base = base, depth
                        # A Node keeps its children alive once asked for them: hold another of the same.
                        cursor.reset(node)
                        stack.append((cursor.node, inner, kind.least, len(out), depth, before))
                        depth += kind.weight
                    stack += children[::-1]
                    continue
            if made is not None:
                out.append(made)
        return out

    def cut(self, made: Any, depth: int) -> Any:
        """Bind a value that stands too deep to a name of its own, and let the name stand for it.

        Statements stay where they are, in reach of their names, until they too nest too deep.
        """
        if isinstance(made, ir.Node):
            self.cuts += 1
            name = ir.Name(made.start, made.end, f"\0{self.cuts}")
            bind = ir.Bind(made.start, made.end, name, made, "var")
            (self.pending if depth < MAX_NESTING else self.deep).append(bind)
            return name
        if depth >= MAX_NESTING:
            self.deep += flat([made])
            return made.__class__()
        return made


def flat(values: list[Any]) -> list[ir.Node]:
    """Statements of values: a handler may return several as a list; a Block becomes a Scope."""
    found: list[ir.Node] = []
    for value in values:
        if value.__class__ is list:
            found += value
        elif value.__class__ is Block:
            if value:
                found.append(ir.Scope(value[0].start, max(value[0].start, value[-1].end), value))
        else:
            found.append(value)
    return found


def loose(value: Any) -> list[ir.Node]:
    """The nodes in any helper value: lists, pairs, parameters."""
    found: list[ir.Node] = []
    todo = [value]
    while todo:
        value = todo.pop()
        if isinstance(value, list | tuple):
            todo += value[::-1]
        elif isinstance(value, ir.Param):
            todo += [value.default, value.target]
        elif isinstance(value, ir.Node):
            found.append(value)
    return found


def opaque(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    return ir.Opaque(node.start_byte, node.end_byte, loose(parts))


def only(walk: Walk, node: Node, parts: list[Any]) -> Any:
    """A node that adds nothing to its only child."""
    return parts[0] if len(parts) == 1 else opaque(walk, node, parts)


OTHER = Kind(only)


def index(language: Language, kinds: dict[str, Kind | None]) -> dict[int, Kind | None]:
    """The handlers by tree-sitter's numbers; a name may have several."""
    found = {}
    for number in range(language.node_kind_count):
        name = language.node_kind_for_id(number)
        if name in kinds:
            found[number] = kinds[name]
    found[65535] = kinds["ERROR"]  # ts_builtin_sym_error
    return found
