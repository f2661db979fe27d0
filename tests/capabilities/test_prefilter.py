"""The byte prefilter loses nothing: not a case, not a row of the tables, not a disguise."""

import pathlib

import pytest

from helpers import CASES
from plugin_policy.capabilities.prefilter import may_evaluate
from plugin_policy.capabilities.tables import Tables
from plugin_policy.capabilities.use import COMMAND, EVALUATE


def marked(path: pathlib.Path) -> bool:
    """Whether a file of a case holds a line that must be found; a manifest beside it does not."""
    return b"BAD no-eval/" in path.read_bytes() or path.with_name(path.name + ".expect").exists()


BAD = sorted(path for path in (CASES / "no-eval" / "bad").rglob("*") if path.is_file() and marked(path))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_every_bad_case_passes(path: pathlib.Path):
    assert may_evaluate(path.read_bytes(), path.name)


@pytest.mark.parametrize(("family", "name"), [("python", "a.py"), ("javascript", "a.js")])
def test_every_row_passes(family, name):
    rows = Tables().family(family).rows
    before = "import " if family == "javascript" else ""  # nothing but globals comes without one
    missed = [
        dotted
        for dotted, found in rows.items()
        if any(row.capability == EVALUATE or (row.capability == COMMAND and row.program) for row in found)
        and "global.document" not in dotted  # markup is not this check's
        and not may_evaluate((before + dotted.replace("()", "")).encode(), name)
    ]
    assert missed == []


@pytest.mark.parametrize(
    "line",
    [
        "ｅｖａｌ(x)",
        "getattr(b, c)(x)",
        "globals()[n](x)",
        "().__class__.__base__",
        "from m import *\nf(x)",
        "operator.attrgetter(n)(b)(x)",
    ],
)
def test_disguise_passes(line):
    assert may_evaluate(line.encode(), "a.py")


def test_plain_files_are_spared():
    assert not may_evaluate(b"import json\n\nprint(json.dumps({'a': 1}))\n", "a.py")
    assert not may_evaluate(b"const a = 1;\nconsole.log(a);\n", "a.js")
