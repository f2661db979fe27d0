"""The neutral form as short text, for tests."""

from plugin_policy.readers import ir

_HIDDEN = ("start", "end", "statement", "hoisted", "new")


def show(node: object) -> str:
    """One node: constants as Python writes them, `$x` for names, `@x` for references, else Class(field=…)."""
    if isinstance(node, ir.Const):
        return repr(node.value)
    if isinstance(node, ir.Name):
        return "$" + node.id
    if isinstance(node, ir.Ref):
        return "@" + node.dotted
    if isinstance(node, ir.Star):
        return "*" + show(node.value)
    if isinstance(node, ir.Join):
        return "(" + " . ".join(show(part) for part in node.parts) + ")"
    if isinstance(node, ir.Node):
        code = type(node).__init__.__code__
        values = [(slot, getattr(node, slot)) for slot in code.co_varnames[1 : code.co_argcount] if slot not in _HIDDEN]
        return (
            type(node).__name__
            + "("
            + ", ".join(f"{k}={show(v)}" for k, v in values if v not in ([], "", None, False))
            + ")"
        )
    if isinstance(node, (list, tuple)):
        return "[" + ", ".join(map(show, node)) + "]"
    return repr(node)


def nodes(body: list[ir.Node]) -> list[ir.Node]:
    """Every node below, in no particular order."""
    found, stack = [], list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, ir.Node):
            found.append(node)
            for kind in type(node).__mro__:
                stack.extend(getattr(node, slot) for slot in getattr(kind, "__slots__", ()))
        elif isinstance(node, (list, tuple)):
            stack.extend(node)
    return found
