"""The Python reader and the standard library's `ast` see the same calls in the standard library itself."""

import ast
import pathlib
import sys
import sysconfig

import pytest

from plugin_policy.readers import ir
from plugin_policy.readers.python import read
from plugin_policy.text import Text

LIBRARY = pathlib.Path(sysconfig.get_path("stdlib"))
FILES = [path for path in [*LIBRARY.glob("*.py"), *LIBRARY.glob("*/*.py")] if "test" not in path.parts]
SAMPLE = [path for path in sorted(FILES)[::9] if path.stat().st_size < 120_000 and "lib2to3" not in str(path)][:90]


def nodes(root: object):
    stack = [root]
    seen = set()
    while stack:
        item = stack.pop()
        if isinstance(item, list | tuple):
            stack += item
        elif isinstance(item, ir.Node) and id(item) not in seen:
            seen.add(id(item))
            yield item
            for kind in type(item).__mro__[:-1]:
                stack += [getattr(item, slot) for slot in getattr(kind, "__slots__", ())]


def ours(data: bytes) -> set[tuple[int, int]]:
    module = read(Text("a.py", data, "python"))
    assert module.errors == []
    calls = [node for node in nodes(module.body) if isinstance(node, ir.Call)]
    return {(call.start, call.end) for call in calls if not (isinstance(call.func, ir.Ref))}


def theirs(data: bytes) -> tuple[set[tuple[int, int]], list[tuple[int, int]]]:
    """Spans of calls, and of f-strings: before 3.12 `ast` places what stands in them wrongly."""
    tree = ast.parse(data)
    starts = [0]
    for line in data.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)

    def span(node: ast.expr) -> tuple[int, int]:
        return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset

    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(child) for node in formatted for child in ast.walk(node)} if sys.version_info < (3, 12) else set()
    calls = {span(node) for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in inside}
    return calls, [span(node) for node in formatted]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_same_calls(path):
    data = path.read_bytes().replace(b"\r\n", b"\n")
    wanted, formatted = theirs(data)
    found = ours(data)
    if sys.version_info < (3, 12):
        found = {(a, b) for a, b in found if not any(start <= a and b <= end for start, end in formatted)}
        wanted = {(a, b) for a, b in wanted if not any(start <= a and b <= end for start, end in formatted)}
    assert sorted(wanted - found) == []
    assert sorted(found - wanted) == []
