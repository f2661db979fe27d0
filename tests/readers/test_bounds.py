"""Hostile input: no bytes make the readers or the evaluator fail, hang or run anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin_policy.capabilities.tables import Tables
from plugin_policy.capabilities.uses import uses
from plugin_policy.readers.machine import Machine
from plugin_policy.readers.modules import Modules
from plugin_policy.readers.names import Engine, evaluate, finish, read
from plugin_policy.text import Text

TABLES = Tables()
LANGUAGES = ("python", "javascript", "typescript", "tsx", "shell")
WORDS = st.sampled_from(
    [
        "eval", "exec", "x", "=", "(", ")", "[", "]", "{", "}", ",", ":", ".", "'a'", '"b"', "f'{x}'", "`${x}`", "1",
        "+", "%", "*", "for", "in", "if", "else", "def f(a):", "class A:", "lambda a:", "return", "import os", "\n",
        "\n    ", ";", "=>", "function", "await", "async", "with", "as", "try:", "except:", "from . import *", "$x",
        "$(", "|", "<<E", "&&", "getattr", "globals()", "map", "bytes", "range(9)", "''.join", "chr", "-1", "::",
        "os.system", "subprocess.run", "shell=True", "require('fs')", "Function", "constructor", "this", "new",
        "base64", "\0", "\ufffd", "\u202e",
    ]
)  # fmt: skip


def run(data: bytes, language: str):
    return uses(evaluate([Text("a", data, language)], TABLES))


def check_laws(data: bytes, language: str):
    """Uses stand inside their Text, lead to a place of the file, and are the same whoever reads them again."""
    found = run(data, language)
    lines = data.decode().replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for use in found:
        assert 0 <= use.start <= use.end <= len(use.text.data)
        start, end = use.text.to_root(use.start, use.end)
        assert 0 <= start <= end <= len(data)
        line, column, end_line, end_column = use.text.span(use.start, use.end)
        assert (1, 1) <= (line, column) <= (end_line, end_column)
        assert end_line <= lines
    again = run(data, language)
    assert [(use.capability, use.subject, use.start) for use in found] == [
        (use.capability, use.subject, use.start) for use in again
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200).map(lambda raw: raw.decode("utf-8", "replace").encode()), st.sampled_from(LANGUAGES))
def test_any_bytes(data, language):
    check_laws(data, language)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_words(text, language):
    check_laws(text.encode(), language)


HOSTILE = {
    "parentheses": "x = " + "(" * 20_000 + "eval(y)" + ")" * 20_000,
    "lists": "x = " + "[" * 20_000 + "eval(y)" + "]" * 20_000,
    "calls": "x = " + "f(" * 5_000 + "eval(y)" + ")" * 5_000,
    "members": "x = a" + ".b()" * 20_000 + "\neval(x)",
    "sum": "x = " + " + ".join(["a"] * 20_000) + "\neval(x)",
    "strings": "x = " + " + ".join(["'a'"] * 20_000) + "\neval(x)",
    "doubling": "x = 'aaaaaaaa'\n" + "x = x + x\n" * 200 + "eval(x)",
    "product": "x = 'a' * 10 ** 9 * 10 ** 9\neval(x)",
    "power": "x = 9 ** 9 ** 9 ** 9\neval(x)",
    "shift": "x = 1 << 10 ** 12\neval(x)",
    "range": "x = [chr(i) for i in range(10 ** 12)]\neval(x)",
    "choices": "".join(f"if a:\n    x = '{i}'\n" for i in range(2_000)) + "eval(x)",
    "combinations": "".join(f"if a:\n    x{i} = 'a'\nelse:\n    x{i} = 'b'\n" for i in range(40))
    + f"eval({' + '.join(f'x{i}' for i in range(40))})",
    "recursion": "def f(x):\n    return f(f(f(x)))\neval(f(1))",
    "mutual": "".join(f"def f{i}(x):\n    f{i + 1}(x + 'a')\n    f{i + 1}(x + 'b')\n" for i in range(60))
    + "def f60(x):\n    eval(x)\nf0('')",
    "loops": "for a in b:\n" + "".join(" " * i + f"for x{i} in y:\n" for i in range(1, 90)) + " " * 91 + "eval(a)",
    "growing loop": "x = ''\nwhile y:\n    x = x + 'a' + x\neval(x)",
    "self list": "a = []\na.append(a)\na += a\nx = a[0][0]\neval(x)",
    "self dict": "a = {}\na['a'] = a\nfor k in a: a[k] = a\neval(a['a']['a'])",
    "nested code": "eval('" + "eval(" * 50 + "1" + ")" * 50 + "')",
    "bomb": "import zlib\nx = b'a'\n" + "x = zlib.decompress(x)\n" * 50 + "eval(x)",
    "classes": "".join(f"class A{i}(A{i - 1}): pass\n" for i in range(1, 2_000)) + "eval(A1999().x)",
    "decorators": "".join("@f\n" for _ in range(3_000)) + "def g(): eval(x)",
    "lambdas": "x = " + "lambda: " * 3_000 + "eval(y)",
    "comprehension": "x = [eval(y)" + " for a in b" * 2_000 + "]",
    "format": "x = ('%s' * 5000) % tuple(['a'] * 5000)\neval(x)",
    "many calls": "def f(x):\n    eval(x)\n" + "".join(f"f('{i}')\n" for i in range(5_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_python(name):
    found = run(HOSTILE[name].encode(), "python")
    assert any(use.via == "builtins.eval" for use in found)


def steps(source: str) -> int:
    """How many nodes an evaluation visits."""
    machine = Machine(TABLES, Modules([Text("a.py", source.encode(), "python")], read), Engine())
    text = machine.modules.texts[0]
    machine.allow(text)
    granted = 2 * machine.steps  # once more when the module is met
    machine.modules.module(machine, text)
    finish(machine)
    return granted - machine.steps


def test_work_is_linear():
    unit = "def f{0}(a, b):\n    x = a + b\n    for i in x:\n        eval(i)\n    return x\nf{0}('a', f{0}(c, 'b'))\n"
    one, four = (steps("".join([unit.format(i) for i in range(count)])) for count in (200, 800))
    assert one < four < 5 * one
