"""What tests share: run the command line, make repositories, skip by the name of an absent program."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from typing import Any

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
SCRIPTS = pathlib.Path(sysconfig.get_path("scripts"))


def growth(run: Callable[[int], object], small: int, factor: int = 10) -> float:
    """How much more CPU time `factor` times the input costs: about `factor` where cost is linear, its square where not.

    A ratio within one process, so that neither the machine nor its load decides a test.
    """

    def cost(size: int) -> float:
        started = time.process_time()
        run(size)
        return time.process_time() - started

    return cost(small * factor) / max(min(cost(small) for _ in range(3)), 0.005)


def needs(program: str) -> str:
    """Path of a program; skips the test by its name when it is absent (`.ci/run` fails on such a skip)."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"needs {program}")
    return found


def run(*args: str | pathlib.Path, cwd: str | pathlib.Path = ".", **env: str) -> subprocess.CompletedProcess[str]:
    """`plugin-policy ARGS` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-I", str(ROOT / "tests" / "launch.py"), *map(str, args)],
        cwd=cwd,
        env={key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))} | env,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        stdin=subprocess.DEVNULL,
    )


def report(*args: str | pathlib.Path, cwd: str | pathlib.Path = ".") -> dict[str, Any]:
    """The JSON report of a command."""
    done = run(*args, "--format", "json", cwd=cwd)
    assert done.stdout.startswith("{"), done.stderr
    result = json.loads(done.stdout)
    result["exit"] = done.returncode
    return result


def rules(found: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(row["path"], row["line"], row["rule"]) for row in found["findings"]]


def of_check(found: dict[str, Any], check: str) -> list[dict[str, Any]]:
    """The findings of one check, without what reading itself has to say."""
    return [row for row in found["findings"] if row["check"] == check]


def write(root: pathlib.Path, files: dict[str, str | bytes]) -> pathlib.Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def git(root: pathlib.Path, *args: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false",
         "-c", "protocol.file.allow=always", "-C", str(root), *args],
        capture_output=True, text=True, check=False,
        env={key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def repository(root: pathlib.Path, files: dict[str, str | bytes]) -> pathlib.Path:
    """A git repository with one commit."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "first")
    return root


PLUGIN = {
    ".claude-plugin/plugin.json": '{"name": "demo", "version": "1.0.0", "description": "A demo", '
    '"author": {"name": "A"}}\n'
}
