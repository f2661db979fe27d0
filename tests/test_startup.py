"""Start-up discipline: what a clean hook may load. Every module here costs each author time at each commit."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest

from helpers import PLUGIN, ROOT, write

HEAVY = {
    "dataclasses", "inspect", "importlib.metadata", "importlib.resources", "logging", "urllib.request", "http.client",
    "asyncio", "email", "socket", "ssl", "unittest", "yaml", "jsonschema", "tree_sitter", "httpx", "subprocess",
    "tempfile", "packaging", "sqlite3", "zipfile", "hashlib",
}  # fmt: skip

CODE = """
import sys
sys.path.insert(0, {hooks!r})
from plugin_policy.checks.{module} import main
code = main([{file!r}])
print(code, *sorted(sys.modules))
"""


@pytest.mark.parametrize("module", ["no_eval", "no_secrets"])
def test_a_clean_hook_loads_nothing_heavy(module: str, tmp_path: pathlib.Path) -> None:
    write(tmp_path, {**PLUGIN, "small.py": "import sys\n\nprint(len(sys.argv))\n"})
    code = CODE.format(hooks=str(ROOT / "hooks"), module=module, file="small.py")
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    exit_code, *loaded = done.stdout.splitlines()[-1].split()
    assert exit_code == "0", done.stdout + done.stderr
    assert sorted(HEAVY & set(loaded)) == []


# What a hook that parses one file may load of HEAVY, outside git: the parser. Its grammar's package would bring half of
# the standard library with it.
PARSES = {"tree_sitter"}


@pytest.mark.parametrize("module", ["no_eval", "no_obfuscation", "no_sensitive_paths"])
def test_a_hook_that_parses_loads_the_parser_and_nothing_else(module: str, tmp_path: pathlib.Path) -> None:
    write(tmp_path, {**PLUGIN, "code.py": "import ast\n\n\ndef run(text):\n    return eval(text)\n"})
    code = CODE.format(hooks=str(ROOT / "hooks"), module=module, file="code.py")
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    exit_code, *loaded = done.stdout.splitlines()[-1].split()
    assert exit_code == ("1" if module == "no_eval" else "0"), done.stdout + done.stderr
    assert sorted((HEAVY - PARSES) & set(loaded)) == []
    assert not [name for name in loaded if name.endswith("prose_rules")]


def test_a_hook_whose_prefilter_says_no_does_not_load_typing(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {**PLUGIN, "small.py": "import sys\n\nprint(len(sys.argv))\n"})
    code = CODE.format(hooks=str(ROOT / "hooks"), module="no_eval", file="small.py")
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    # Packages beside us may load something at every start of Python, which is not ours to spare.
    bare = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split()) - set(bare.stdout.split())
    assert {"typing", "shutil"} & loaded == set()


def test_an_expression_is_compiled_when_it_is_first_used() -> None:
    from plugin_policy.pattern import later

    broken, whole = later("("), later(rb"(?P<word>[a-z]+)")
    with pytest.raises(re.error):
        broken.search("")
    assert whole.sub(b"-", b"ab 1 cd") == b"- 1 -"
    assert whole.groupindex["word"] == 1
    assert [match["word"] for match in whole.finditer(b"ab cd")] == [b"ab", b"cd"]
