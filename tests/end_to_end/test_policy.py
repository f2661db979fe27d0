"""The life of a finding under a policy, through the command line: comments, exceptions, baseline, every report."""

from __future__ import annotations

import json
import pathlib

from helpers import PLUGIN, git, report, repository, rules, run, write

# `exec` of a constant program is a medium finding that is justifiable: text run as code, which a reviewer can read.
CODE = "import sys\n\nexec('print(1)'){}\n"
RULE = "no-eval/python-eval"
WHY = "the host calls for it"


def repo(tmp_path: pathlib.Path, **files: str) -> pathlib.Path:
    return repository(tmp_path / "repo", {**PLUGIN, **{name.replace("__", "."): text for name, text in files.items()}})


def found(root: pathlib.Path, *args: str) -> list[tuple[str, int, str]]:
    """Findings of no-eval and of the policy itself."""
    answer = report("scan", ".", *args, cwd=root)
    return [row for row in rules(answer) if row[2].startswith(("no-eval/", "policy/"))]


def test_an_allow_comment_counts_in_a_comment_only(tmp_path):
    comment = f"  # plugin-policy: allow[no-eval] {WHY}"
    root = repo(tmp_path, run__py=CODE.format(""))
    [(path, line, rule)] = found(root)
    assert (path, line, rule) == ("run.py", 3, RULE)
    write(root, {"run.py": CODE.format(comment)})
    assert found(root) == []
    allowed = report("scan", ".", cwd=root)["allowed"]
    assert [row["allowed"]["reason"] for row in allowed if row["check"] == "no-eval"] == [WHY]
    write(root, {"run.py": CODE.format(f"; x = ' {comment}'")})
    assert (path, line, rule) in found(root)


def test_an_exception_and_its_end(tmp_path):
    policy = f'[[exception]]\nrule = "{RULE}"\npath = "run.py"\nreason = "{WHY}"\nexpires = '
    root = repo(tmp_path, run__py=CODE.format(""))
    write(root, {".plugin-policy.toml": policy + "2026-01-01\n"})
    assert [row[2] for row in found(root)] == ["policy/exception-expired", RULE]
    assert found(root)[0][:2] == (".plugin-policy.toml", 1)
    write(root, {".plugin-policy.toml": policy + "2099-01-01\n"})
    done = run("scan", ".", cwd=root)
    assert done.returncode == 2
    assert ".plugin-policy.toml:5: `expires` is 2099-01-01, more than 366 days ahead" in done.stderr
    assert done.stdout == ""


def test_a_policy_with_a_typo_judges_nothing(tmp_path):
    root = repo(tmp_path, run__py=CODE.format(""))
    write(root, {".plugin-policy.toml": "[policy]\nfail_on = 'low'\n"})
    for command in (["scan", "."], ["no-eval", "run.py"]):
        done = run(*command, cwd=root)
        assert done.returncode == 2
        assert "unknown key `fail_on` in [policy]; did you mean `fail-on`" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_baseline_follows_a_file_and_not_a_copy(tmp_path):
    root = repo(tmp_path, run__py=CODE.format(""))
    assert run("baseline", ".", cwd=root).returncode == 0
    assert found(root) == []
    write(root, {"run.py": "# moved down\n" + CODE.format("")})
    assert found(root) == []
    write(root, {"copy.py": CODE.format("")})
    assert [row[0] for row in found(root)] == ["copy.py"]
    (root / "run.py").unlink()
    assert found(root) == []
    write(root, {"copy.py": CODE.format("").replace("print(1)", "print(2)")})
    assert [row[0] for row in found(root)] == ["copy.py"]
    summary = run("scan", ".", cwd=root).stdout
    assert "of the baseline matched no finding; run `plugin-policy baseline` to remove" in summary


def test_what_a_change_allows_is_new(tmp_path):
    root = repo(tmp_path, run__py=CODE.format(""), old__py=CODE.format(f"  # plugin-policy: allow[no-eval] {WHY}"))
    base = git(root, "rev-parse", "HEAD").strip()
    write(root, {"run.py": CODE.format(f"  # plugin-policy: allow[no-eval] {WHY}")})
    answer = report("scan", ".", "--changed-since", base, cwd=root)
    new = {row["path"]: row["allowed"]["new"] for row in answer["allowed"] if row["check"] == "no-eval"}
    assert new["run.py"] is True
    assert new.get("old.py", False) is False


def test_every_report_at_once_with_hostile_names(tmp_path):
    name = "x\n::error::injected\r##[error]\x1b[31m|<img src=x>](e.example)\u202e@me.py"
    root = repo(tmp_path)
    write(root, {name: CODE.format("  # <script> ::error::injected")})
    # A name that is not UTF-8.
    (root / b"caf\xe9.py".decode("utf-8", "surrogateescape")).write_text(CODE.format(""))
    formats = [f"--format={kind}=../out.{kind}" for kind in ("text", "json", "sarif", "github", "markdown")]
    assert run("scan", ".", *formats, "--fail-on", "low", cwd=root).returncode == 1
    out = {path.suffix[1:]: path.read_bytes().decode() for path in tmp_path.glob("out.*")}
    assert set(out) == {"text", "json", "sarif", "github", "markdown"}
    paths = [row["path"] for row in json.loads(out["json"])["findings"] if row["check"] == "no-eval"]
    assert paths == ["caf\\xe9.py", name]
    uris = {
        row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for row in json.loads(out["sarif"])["runs"][0]["results"]
    }
    assert "caf%E9.py" in uris
    for kind in ("text", "github", "markdown"):
        for line in out[kind].split("\n"):
            assert line.isprintable(), (kind, line)
            assert not line.lstrip().startswith("::error::inj")
    assert "##[" not in out["text"] + out["github"]
    assert "<img" not in out["markdown"]
    assert "](e" not in out["markdown"]
    assert "caf\\xe9.py:3:" in out["text"]
