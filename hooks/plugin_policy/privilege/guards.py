"""Under what condition a place in code is reached, as far as syntax tells: always, unless something was refused
before, or only when the input was looked at and chosen.

A test that any input passes is none: is there any input, does it have the field every input has, is a constant true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.readers import ir

ALWAYS, BY_DEFAULT, CHOSEN = 0, 1, 2

_EXIT = re.compile(rb"(?:await\s+)?(?:sys\.exit|os\._exit|process\.exit|exit|quit|return)\b")
_DENIAL = re.compile(rb"[\"'](?:deny|ask|block)\\?[\"']|exit\s*\(?\s*2\b|\bdeny\b")
_FIELDS = frozenset(
    ("tool_name", "tool_input", "hook_event_name", "session_id", "transcript_path", "cwd", "permission_mode",
     "tool_use_id", "toolName", "toolInput")
)  # fmt: skip
_TRIVIAL_CALLS = frozenset(
    ("get", "len", "bool", "isinstance", "hasattr", "callable", "str", "strip", "trim", "toString", "String",
     "Boolean", "read", "loads", "parse")
)  # fmt: skip
_EMPTY = ("", None, 0, True, False)
_NOTHING = frozenset(
    ("true", ":", "cat", "cd", "read", "echo", "printf", "set", "sleep", "export", "shift", "local", "mkdir",
     "command", "type", "which", "hash", "touch", "jq", "log", "date", "tee")
)  # fmt: skip
_COMPARES = re.compile(rb"(?<![-\w])(?:==?|!=|=~|-(?:eq|ne|lt|gt|le|ge|nt|ot|[defrsx]))(?=\s)|<|>")
_EMPTY_COMPARE = re.compile(rb"(?:==?|!=)\s*(?:\"\"|''|\]|null\b|\"null\")")
_SAME = re.compile(rb"(\"?[\w$]+\"?)\s*==?\s*\1\s")
_OTHERWISE = re.compile(rb"(?:^|[\n;])\s*\(?\*\)\s*$|\bdefault\s*:?\s*\{?\s*$|case\s+_\s*:\s*$")
_CASES = re.compile(rb"(?:switch|case|match)\b")
_EVERYTHING = ("", ".*", "^.*$", ".+", "^", "$", "*")


class Reached:
    """A node, the function it stands in ("" outside) and the guard it is reached under."""

    __slots__ = ("function", "guard", "node")

    def __init__(self, node: ir.Node, function: str, guard: int) -> None:
        self.node = node
        self.function = function
        self.guard = guard


class _Body:
    __slots__ = ("function", "guard", "nodes")

    def __init__(self, nodes: list[ir.Node], function: str, guard: int) -> None:
        self.nodes = nodes
        self.function = function
        self.guard = guard


def reached(body: list[ir.Node], data: bytes) -> Iterator[Reached]:
    """Every node of a module with its guard. A bare string, such as a docstring, is none of them."""
    queue = [_Body(body, "", ALWAYS)]
    while queue:
        current = queue.pop()
        guard, before = current.guard, None
        for node in current.nodes:
            if isinstance(node, ir.Branch):
                guard = max(guard, _branch(node, before, current, guard, data, queue))
            elif isinstance(node, ir.Loop):
                queue.append(_Body(node.body, current.function, guard))
            elif isinstance(node, ir.Scope):
                inner = node.body[0] if len(node.body) == 1 else None
                if isinstance(inner, ir.Branch):  # a switch
                    guard = max(guard, _branch(inner, before, current, guard, data, queue))
                else:
                    queue.append(_Body(node.body, current.function, guard))
            elif isinstance(node, ir.Function):
                queue.append(_Body(node.body, node.name or current.function, ALWAYS if node.name else guard))
            elif isinstance(node, ir.Class):
                queue.append(_Body(node.body, current.function, guard))
            elif not isinstance(node, ir.Const):
                yield from _inside(node, current.function, guard, queue)
            before = node


def _inside(node: ir.Node, function: str, guard: int, queue: list[_Body]) -> Iterator[Reached]:
    """The parts of an expression; functions in it wait, a choice guards its options."""
    stack: list[tuple[object, int]] = [(node, guard)]
    while stack:
        item, level = stack.pop()
        if isinstance(item, (list, tuple)):
            stack += [(part, level) for part in item]
        elif isinstance(item, ir.Function):
            name = item.name or (_bound(node) if isinstance(node, ir.Bind) else "")
            queue.append(_Body(item.body, name or function, ALWAYS if name else level))
        elif isinstance(item, ir.Capture):
            queue.append(_Body(item.body, function, level))
        elif isinstance(item, ir.Node):
            yield Reached(item, function, level)
            inner = level
            if isinstance(item, ir.Choice) and any(not trivial(test) for test in item.also):
                inner = max(level, CHOSEN)
            for base in type(item).__mro__:
                stack += [(getattr(item, slot, None), inner) for slot in getattr(base, "__slots__", ())]


def _bound(node: ir.Bind) -> str:
    return node.target.id if isinstance(node.target, ir.Name) and isinstance(node.value, ir.Function) else ""


def _branch(node: ir.Branch, test: ir.Node | None, body: _Body, guard: int, data: bytes, queue: list[_Body]) -> int:
    """Queue the bodies of a branch, each under its guard; gives the guard of what follows the branch."""
    if _CASES.match(data, node.start):
        telling = len(node.bodies) > 1 or _otherwise(node.bodies[0], data) is False
    else:
        telling = test is not None and not isinstance(test, (ir.Bind, ir.Function, ir.Import)) and tells(test, data)
    follows = guard
    refused = False
    for index, inner in enumerate(node.bodies):
        if not inner:
            continue
        source = data[inner[0].start : inner[-1].end]
        own = guard
        if telling:
            last = index > 0 and index == len(node.bodies) - 1
            otherwise = _otherwise(inner, data)
            negated = index == 0 and test is not None and _negated(test, data)
            by_default = otherwise or negated or (last and refused)
            own = max(guard, BY_DEFAULT if by_default else CHOSEN)
        queue.append(_Body(inner, body.function, own))
        denies = _DENIAL.search(source) is not None
        refused = refused or denies
        if telling and any(_EXIT.match(data, each.start) for each in inner[-2:]):
            follows = max(follows, BY_DEFAULT if denies else CHOSEN)
        elif telling and denies:
            follows = max(follows, BY_DEFAULT)
    return follows


def _otherwise(body: list[ir.Node], data: bytes) -> bool:
    """The body of a case that takes what no other has taken."""
    return bool(body) and _OTHERWISE.search(data[max(0, body[0].start - 80) : body[0].start]) is not None


def _negated(test: ir.Node, data: bytes) -> bool:
    if isinstance(test, ir.Binary):
        return test.op in ("not", "!", "not in", "!=", "!==", "is not")
    before = data[max(0, test.start - 3) : test.start].strip()
    return before.endswith(b"!") or b" != " in data[test.start : test.end] or b"-ne " in data[test.start : test.end]


def tells(test: ir.Node, data: bytes) -> bool:
    """Whether a test can tell one input from another. A shell's own tests are judged by their source."""
    source = data[test.start : test.end]
    if isinstance(test, ir.Command) or source.startswith((b"[", b"case")):
        word = test.words[0] if isinstance(test, ir.Command) and test.words else None
        name = word.value if isinstance(word, ir.Const) else ""
        if name in ("[", "test") or source.startswith(b"["):
            return bool(_COMPARES.search(_EMPTY_COMPARE.sub(b"", _SAME.sub(b" ", source))))
        return name not in _NOTHING
    if isinstance(test, ir.Pipe):
        return any(tells(stage, data) for stage in test.stages)
    return not trivial(test)


def trivial(test: ir.Node) -> bool:
    """Whether every input passes, or fails, this test."""
    if isinstance(test, (ir.Const, ir.Name, ir.Attr, ir.Item, ir.Ref)):
        return True
    if isinstance(test, ir.Choice):
        return all(trivial(part) for part in (*test.options, *test.also))
    if isinstance(test, ir.Opaque):
        return bool(test.parts) and all(trivial(part) for part in test.parts)
    if isinstance(test, ir.Binary):
        return _trivial_comparison(test)
    if isinstance(test, ir.Call):
        return _trivial_call(test)
    return False


def _trivial_comparison(test: ir.Binary) -> bool:
    left, right = test.left, test.right
    if right is None:
        return trivial(left)
    if isinstance(left, ir.Name) and left.id == "__name__":
        return True
    if test.op in ("in", "not in"):
        return isinstance(left, ir.Const) and (left.value in _FIELDS or left.value == "")
    if isinstance(left, ir.Const) and isinstance(right, ir.Const):
        return True
    given = right if isinstance(right, ir.Const) else left if isinstance(left, ir.Const) else None
    if given is not None and given.value in _EMPTY:
        return trivial(left if given is right else right)
    return isinstance(left, ir.Name) and isinstance(right, ir.Name) and left.id == right.id


def _trivial_call(test: ir.Call) -> bool:
    func = test.func
    name = func.name if isinstance(func, ir.Attr) else func.id if isinstance(func, ir.Name) else ""
    if any(isinstance(arg, ir.Const) and arg.value in _EVERYTHING for arg in test.args):
        return True  # re.match(".*", …), startswith("")
    if name == "get" and isinstance(func, ir.Attr) and isinstance(func.obj, ir.Attr) and func.obj.name == "environ":
        return False  # a switch that the user sets
    return name in _TRIVIAL_CALLS
