"""bandit's tests of text alone (B104 addresses, B108 temporary folders): whether the text is used or only spoken of."""

from __future__ import annotations

import ast

LITERALS = frozenset(("B104", "B108"))
# Methods that compare a text or ask for a part of it.
_ASKING = frozenset(("startswith", "endswith", "removeprefix", "removesuffix", "replace", "find", "count", "index"))
_CONTAINERS = (ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Starred)


def spoken_of(data: bytes, issue: dict[str, object]) -> bool:
    """Whether the text of an issue is only compared, or a member of a table of constants: no call gets it there."""
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    wanted = (issue["line_number"], issue["col_offset"])
    stack: list[tuple[ast.AST, tuple[ast.AST, ...]]] = [(tree, ())]
    while stack:
        node, above = stack.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (node.lineno, node.col_offset) == wanted:
            return _spoken(above)
        inner = (*above[-8:], node)
        stack += [(child, inner) for child in ast.iter_child_nodes(node)]
    return False


def _spoken(above: tuple[ast.AST, ...]) -> bool:
    held = False
    for node in reversed(above):
        if isinstance(node, ast.Compare):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            return name in _ASKING or (held and name in ("frozenset", "set", "tuple", "list", "dict"))
        if not isinstance(node, _CONTAINERS):
            return held and isinstance(node, ast.Assign | ast.AnnAssign)
        held = True
    return False
