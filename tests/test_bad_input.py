"""Bad input: one clear line, the right exit code, no traceback, and the rest is still scanned."""

from __future__ import annotations

import os
import pathlib

import pytest

from helpers import PLUGIN, report, repository, rules, run, write

EVAL = "import sys\n\nprint(eval(sys.argv[1]))\n"


def one_line(done: object) -> str:
    """The only line on stderr; there is no traceback anywhere."""
    stderr, stdout = done.stderr, done.stdout  # type: ignore[attr-defined]
    assert "Traceback" not in stderr + stdout
    lines = stderr.strip().splitlines()
    assert len(lines) == 1, stderr
    return str(lines[0])


def test_no_such_path(tmp_path: pathlib.Path) -> None:
    done = run("scan", tmp_path / "absent")
    assert done.returncode == 2
    assert "no such path" in one_line(done)


def test_no_such_file(tmp_path: pathlib.Path) -> None:
    done = run("no-eval", "absent.py", cwd=tmp_path)
    assert done.returncode == 2
    assert "no such file: absent.py" in one_line(done)


def test_typo_in_command() -> None:
    done = run("no-evil")
    assert done.returncode == 2
    assert "did you mean 'no-eval'" in one_line(done)


def test_typo_in_check(tmp_path: pathlib.Path) -> None:
    done = run("scan", tmp_path, "--check", "no-secret")
    assert done.returncode == 2
    assert "did you mean 'no-secrets'" in one_line(done)


def test_empty_folder(tmp_path: pathlib.Path) -> None:
    done = run("scan", tmp_path)
    assert done.returncode == 0
    assert "0 files" in done.stdout


def test_outside_git(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"run.py": EVAL})
    assert ("run.py", 3, "no-eval/python-eval") in rules(report("scan", tmp_path))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[policy\n", ".plugin-policy.toml:1"),
        ("[policy]\nfail-onn = 'low'\n", "fail-on"),
        ("[polic]\n", "policy"),
        ("[policy]\nfail-on = 'loud'\n", "loud"),
        (b"[policy]\n\xff", ".plugin-policy.toml"),
    ],
)
def test_broken_policy(tmp_path: pathlib.Path, text: str | bytes, says: str) -> None:
    write(tmp_path, {".plugin-policy.toml": text, "run.py": EVAL})
    done = run("scan", tmp_path)
    assert done.returncode == 2
    assert says in one_line(done)
    assert done.stdout == "", "a malformed policy judges nothing"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".claude-plugin/plugin.json", '{"name": "demo",}'),
        (".claude-plugin/plugin.json", "[" * 100_000),
        (".claude-plugin/plugin.json", ""),
        (".claude-plugin/marketplace.json", '{"name": NaN'),
        ("hooks/hooks.json", "{" * 3_000),
        ("skills/x/SKILL.md", "---\nname: [unclosed\n---\ntext\n"),
        ("pyproject.toml", "= broken\n"),
        (".github/workflows/x.yml", "a: [\n\t- b"),
    ],
)
def test_broken_manifest_does_not_stop_the_rest(tmp_path: pathlib.Path, name: str, text: str) -> None:
    write(tmp_path, {**PLUGIN, name: text, "run.py": EVAL})
    found = report("scan", tmp_path)
    assert found["exit"] == 1, found["not_analysed"]
    assert ("run.py", 3, "no-eval/python-eval") in rules(found)


@pytest.mark.parametrize("opening", ["(", "[", "{", "eval(", "a+", "'' + ", "!", "x=>"])
def test_deep_nesting(tmp_path: pathlib.Path, opening: str) -> None:
    names = [f"deep.{ending}" for ending in ("py", "js", "ts", "sh", "ps1", "md", "json")]
    write(tmp_path, {**dict.fromkeys(names, opening * 100_000), "run.py": EVAL})
    found = report("scan", tmp_path)
    assert found["exit"] == 1, found["not_analysed"]
    assert ("run.py", 3, "no-eval/python-eval") in rules(found)


def test_unreadable_file(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"run.py": EVAL, "closed.py": "print(1)\n"})
    os.chmod(tmp_path / "closed.py", 0)
    if os.access(tmp_path / "closed.py", os.R_OK):
        pytest.skip("needs a user that permissions bind")
    found = report("scan", tmp_path)
    assert found["exit"] == 2
    assert [row["path"] for row in found["not_analysed"]] == ["closed.py"]
    assert ("run.py", 3, "no-eval/python-eval") in rules(found)


def test_huge_file(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"run.py": EVAL})
    with open(tmp_path / "huge.bin", "wb") as stream:
        stream.truncate(200 << 20)
    found = report("scan", tmp_path)
    assert found["exit"] == 1, found["not_analysed"]
    assert ("huge.bin", 1, "reading/huge") in rules(found)
    assert ("run.py", 3, "no-eval/python-eval") in rules(found)


def test_names_that_are_not_utf8(tmp_path: pathlib.Path) -> None:
    repository(tmp_path / "repo", {"fine.py": "print(1)\n"})
    raw = os.fsencode(tmp_path / "repo") + b"/\xff\nname.py"
    with open(raw, "wb") as stream:
        stream.write(EVAL.encode())
    done = run("scan", tmp_path / "repo")
    assert done.returncode == 1
    assert r"\xff" in done.stdout
    assert all(line.startswith((r"\xff", " ", "1 ", "2 ")) or line for line in done.stdout.splitlines())
    assert not any(line.startswith("name.py") for line in done.stdout.splitlines())


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith("plugin-policy ")
    done = run("--help")
    assert done.returncode == 0
    for word in ("scan", "explain", "no-eval", "no-secrets", "manifest-schema"):
        assert word in done.stdout
    assert run().returncode == 2
