"""Start-up discipline: what a clean hook may load. Every module here costs each author time at each commit."""

from __future__ import annotations

import pathlib
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
