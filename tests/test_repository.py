"""Which files are read and what becomes of each, through the command line."""

from __future__ import annotations

import os
import pathlib

import pytest

from helpers import PLUGIN, git, of_check, report, repository, rules, run, write
from plugin_policy.policy.settings import Policy
from plugin_policy.selection import listed
from plugin_policy.sources import WorkTree

EVAL = "import sys\n\nprint(eval(sys.argv[1]))\n"
RULE = "no-eval/python-eval"


def evals(found: dict[str, object]) -> list[str]:
    return sorted(path for path, _, rule in rules(found) if rule == RULE)  # type: ignore[arg-type]


def test_tracked_and_untracked_but_not_ignored(tmp_path: pathlib.Path) -> None:
    repo = repository(
        tmp_path / "r",
        {".gitignore": "ignored/\n*.tmp.py\n", "tracked.py": EVAL, "node_modules/a.py": EVAL, ".hidden/b.py": EVAL},
    )
    write(repo, {"untracked.py": EVAL, "ignored/c.py": EVAL, "d.tmp.py": EVAL, "tests/e.py": EVAL})
    found = report("scan", repo)
    assert evals(found) == [".hidden/b.py", "node_modules/a.py", "tests/e.py", "tracked.py", "untracked.py"]
    assert found["summary"]["files"]["ignored"] == 2
    assert "d.tmp.py" in evals(report("scan", repo, "--ignored"))


def test_nothing_of_the_tree_decides_what_is_read(tmp_path: pathlib.Path) -> None:
    files = dict.fromkeys((".bandit", ".semgrepignore", ".dockerignore", ".npmignore", "ruff.toml"), "run.py\n*\n")
    repo = repository(
        tmp_path / "r", {**files, ".gitattributes": "*.py binary linguist-generated filter=x\n", "run.py": EVAL}
    )
    assert evals(report("scan", repo)) == ["run.py"]


def test_deleted_in_the_work_tree(tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "r", {"gone.py": EVAL, "here.py": EVAL})
    (repo / "gone.py").unlink()
    assert evals(report("scan", repo)) == ["here.py"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_encodings(tmp_path: pathlib.Path, encoding: str) -> None:
    write(tmp_path, {"run.py": ("# é\n" + EVAL).encode(encoding)})
    found = of_check(report("scan", tmp_path, "--check", "no-eval"), "no-eval")
    assert [(row["path"], row["line"], row["rule"]) for row in found] == [("run.py", 4, RULE)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(tmp_path: pathlib.Path, ending: str) -> None:
    write(tmp_path, {"run.py": EVAL.replace("\n", ending)})
    found = report("scan", tmp_path, "--check", "no-eval")
    assert [(row["line"], row["column"]) for row in of_check(found, "no-eval")] == [(3, 7)]


def test_columns_count_code_points(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"run.js": 'let x = "é😀"; eval(process.argv[2]);\n'})
    found = report("scan", tmp_path, "--check", "no-eval")
    assert [(row["line"], row["column"]) for row in of_check(found, "no-eval")] == [(1, 15)]


def test_a_zero_byte_does_not_hide_code(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"run.js": b"/*\0*/ eval(process.argv[2]);\n", "run.sh": b'#!/bin/sh\n# \0\neval "$1"\n'})
    found = of_check(report("scan", tmp_path, "--check", "no-eval"), "no-eval")
    assert {row["path"] for row in found} == {"run.js", "run.sh"}


def test_extensionless_and_misnamed_scripts(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"run": "#!/usr/bin/env python3\n" + EVAL, "run.txt": "#!/usr/bin/python3 -u\n" + EVAL})
    assert evals(report("scan", tmp_path)) == ["run", "run.txt"]


def test_symlinks(tmp_path: pathlib.Path) -> None:
    outside = write(tmp_path / "outside", {"secret.py": EVAL})
    repo = repository(tmp_path / "r", {"real.py": EVAL})
    os.symlink("real.py", repo / "inside.py")
    os.symlink(outside / "secret.py", repo / "outside.py")
    os.symlink("../outside", repo / "folder")
    os.symlink("nowhere", repo / "dangling.py")
    os.symlink("loop", repo / "loop")
    found = report("scan", repo)
    assert evals(found) == ["real.py"]
    said = {(path, rule) for path, _, rule in rules(found) if rule.startswith("reading/symlink")}
    assert ("outside.py", "reading/symlink-outside") in said
    assert ("folder", "reading/symlink-outside") in said
    assert ("dangling.py", "reading/symlink-dangling") in said
    assert ("loop", "reading/symlink-loop") in said


def test_a_symlink_to_an_ignored_file_is_read(tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "r", {".gitignore": "hidden/\n"})
    write(repo, {"hidden/run.py": EVAL})
    os.symlink("hidden/run.py", repo / "link.py")
    assert evals(report("scan", repo)) == ["hidden/run.py"]


def test_fifo_and_socket_are_not_opened(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"run.py": EVAL})
    os.mkfifo(tmp_path / "pipe.py")
    found = report("scan", tmp_path)
    assert ("pipe.py", 1, "reading/special-file") in rules(found)
    assert evals(found) == ["run.py"]


def test_submodule_is_named(tmp_path: pathlib.Path) -> None:
    other = repository(tmp_path / "other", {"run.py": EVAL})
    repo = repository(tmp_path / "r", {"here.py": EVAL})
    git(repo, "submodule", "add", "-q", str(other), "sub")
    found = report("scan", repo)
    assert ("sub", 1, "reading/submodule") in rules(found)
    assert evals(found) == ["here.py"]


def test_git_configuration_of_the_tree_runs_nothing(tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "r", {"run.py": EVAL, ".gitattributes": "*.py filter=trap diff=trap\n"})
    trap = write(tmp_path, {"trap.sh": f"#!/bin/sh\ntouch {tmp_path}/trapped\n"}) / "trap.sh"
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "filter.trap.clean",
        "filter.trap.smudge",
        "diff.trap.textconv",
    ):
        git(repo, "config", key, str(trap))
    git(repo, "config", "core.hooksPath", str(tmp_path))
    (tmp_path / "trapped").unlink(missing_ok=True)
    write(repo, {"run.py": EVAL + "\n", "new.py": EVAL})
    git_add = ["-c", "core.fsmonitor=false", "-c", "filter.trap.clean=cat", "add", "new.py"]
    git(repo, *git_add)
    (tmp_path / "trapped").unlink(missing_ok=True)
    assert evals(report("scan", repo)) == ["new.py", "run.py"]
    assert evals(report("no-eval", "--staged", cwd=repo)) == ["new.py"]
    report("scan", repo, "--changed-since", "HEAD")
    assert not (tmp_path / "trapped").exists()


def test_plugins_are_found(tmp_path: pathlib.Path) -> None:
    manifest = '{"name": "%s", "version": "1.0.0", "description": "d", "author": {"name": "a"}}'
    market = (
        '{"name": "m", "owner": {"name": "o"}, "description": "d", "plugins": [{"name": "a", "source": "./plugins/a"}]}'
    )
    write(
        tmp_path,
        {
            ".claude-plugin/marketplace.json": market,
            "plugins/a/x.py": EVAL,
            "plugins/b/.claude-plugin/plugin.json": manifest % "b",
            "plugins/b/deep/y.py": EVAL,
            "tools/z.py": EVAL,
        },
    )
    found = report("scan", tmp_path, "--check", "no-eval")
    assert {row["path"]: row["plugin"] for row in found["findings"]} == {
        "plugins/a/x.py": "plugins/a",
        "plugins/b/deep/y.py": "plugins/b",
        "tools/z.py": ".",
    }


def test_plugin_format_of_the_policy(tmp_path: pathlib.Path) -> None:
    policy = '[[plugin-format]]\nname = "mine"\nmanifest = ["packs/*/pack.json"]\n'
    write(tmp_path, {".plugin-policy.toml": policy, "packs/one/pack.json": '{"name": "one"}', "packs/one/run.py": EVAL})
    found = report("scan", tmp_path, "--check", "no-eval")
    assert [row["plugin"] for row in found["findings"]] == ["packs/one"]


def test_a_file_reports_what_scan_reports(tmp_path: pathlib.Path) -> None:
    files = {**PLUGIN, "a.py": EVAL, "b.js": "eval(process.argv[2])\n", "c.sh": 'eval "$1"\n'}
    repo = repository(tmp_path / "r", files)
    whole = report("scan", repo, "--check", "no-eval")
    for name in ("a.py", "b.js", "c.sh"):
        single = report("no-eval", name, cwd=repo)
        wanted = [row for row in whole["findings"] if row["path"] == name]
        assert single["findings"] == wanted != []


def test_a_folder_can_be_named(tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "r", {"a/x.py": EVAL, "b/y.py": EVAL})
    assert evals(report("scan", repo / "a")) == ["a/x.py"]


def test_staged_reads_the_index(tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "r", {"old.py": EVAL})
    write(repo, {"new.py": EVAL})
    git(repo, "add", "new.py")
    write(repo, {"new.py": "print(1)\n"})
    assert evals(report("no-eval", "--staged", cwd=repo)) == ["new.py"]
    done = run("no-eval", "--staged", "new.py", cwd=repo)
    assert done.returncode == 2
    assert "takes no FILE" in done.stderr


def test_changed_since(tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "r", {"old.py": EVAL})
    write(repo, {"new.py": EVAL, "old.py": "\n\n" + EVAL})
    found = report("scan", repo, "--changed-since", "HEAD")
    assert evals(found) == ["new.py"]
    done = run("scan", repo, "--changed-since", "nonsense")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_files_below_a_folder_and_only_those(tmp_path: pathlib.Path) -> None:
    names = ["a/b.txt", "a/c/d.txt", "a-b/x.txt", "a.txt", "a0/x.txt", "b/y.txt"]
    write(tmp_path, dict.fromkeys(names, "x"))
    known = listed(str(tmp_path), WorkTree(str(tmp_path), None), Policy())
    assert [file.path for file in known.below("a")] == ["a/b.txt", "a/c/d.txt"]
    assert [file.path for file in known.below("a/c")] == ["a/c/d.txt"]
    assert known.has_folder("a/c")
    assert not known.has_folder("a/b.txt")
    assert not known.has_folder("c")
