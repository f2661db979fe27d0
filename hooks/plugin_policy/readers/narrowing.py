"""What a test says about a name where it holds: after `if name == "id_rsa"` the name is that text."""

from __future__ import annotations

from plugin_policy.readers import ir

_EQUAL = frozenset(("==", "===", "is"))
_METHODS = {"endswith": "end", "endsWith": "end", "startswith": "start", "startsWith": "start"}
_MEMBERS = frozenset(("includes", "has"))
MAX_TESTS = 8  # of one condition


def narrowed(test: ir.Node, body: list[ir.Node]) -> list[ir.Node]:
    """The body of a branch that runs when the test holds, with what that tells at its start."""
    if not body:
        return body
    found = [fact for one in _parts(test) if (fact := _fact(one)) is not None]
    return [ir.Narrow(test.start, body[-1].end, found, body)] if found else body


def _parts(test: ir.Node) -> list[ir.Node]:
    """The comparisons in a condition of `and` and `or`: each of them may be what made it true."""
    todo: list[ir.Node] = [test]
    found: list[ir.Node] = []
    while todo and len(found) < MAX_TESTS:
        node = todo.pop()
        if isinstance(node, ir.Choice):
            todo += [*node.options, *node.also]
        else:
            found.append(node)
    return found


def _fact(test: ir.Node) -> tuple[ir.Node, ir.Node, str] | None:
    """(name or member, what it is compared with, how)."""
    if isinstance(test, ir.Binary) and test.right is not None:
        if test.op in _EQUAL:
            pairs = ((test.left, test.right), (test.right, test.left))
            return next(((a, b, "same") for a, b in pairs if _target(a) and isinstance(b, ir.Const)), None)
        if test.op == "in" and _target(test.left):
            return test.left, test.right, "one"
    if isinstance(test, ir.Call) and isinstance(test.func, ir.Attr) and len(test.args) == 1:
        owner, name = test.func.obj, test.func.name
        if name in _METHODS and _target(owner) and isinstance(test.args[0], ir.Const | ir.Sequence):
            return owner, test.args[0], _METHODS[name]
        if name in _MEMBERS and _target(test.args[0]):
            return test.args[0], owner, "one"
    return None


def _target(node: ir.Node) -> bool:
    return isinstance(node, ir.Name) or (
        isinstance(node, ir.Attr) and node.name == "name" and isinstance(node.obj, ir.Name)
    )
