"""no-secrets where authors and CI run it: what it reads in git, what it says it read, what may clear a finding."""

from __future__ import annotations

import hashlib
import json
import pathlib

import pytest

from helpers import git, repository, run, write
from tokens import BASE32, draw

TOKEN = "gh" + "p_" + draw(36)
OTHER = "gh" + "p_" + draw(36, seed="other")
GENERIC, GENERIC_OTHER = draw(32, seed="generic"), draw(32, seed="other")
POLICY = '[policy]\nforeign-comments = ["detect-secrets", "gitleaks"]\n'


def rules(*argv: str, cwd: pathlib.Path) -> list[tuple[str, int]]:
    done = run("no-secrets", *argv, "--format", "json", cwd=cwd)
    assert done.returncode in (0, 1), done.stderr
    findings = json.loads(done.stdout)["findings"]
    return [(item["path"], item["line"]) for item in findings if item["rule"].startswith("no-secrets/")]


def test_what_was_read_is_said(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"a.txt": "x" * 2048, "empty.txt": ""})
    assert run("no-secrets", "a.txt", cwd=tmp_path).stdout == "1 file read (2048 bytes), no findings\n"
    assert "1 file read (0 bytes)" in run("no-secrets", "empty.txt", cwd=tmp_path).stdout
    assert "2 files read (2.0 kB)" in run("no-secrets", cwd=tmp_path).stdout


def test_staged_reads_the_index(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, {"a.txt": "clean\n"})
    write(root, {"a.txt": f"token: {TOKEN}\n"})
    git(root, "add", "-A")
    write(root, {"a.txt": "clean\n", "b.txt": f"token: {OTHER}\n"})
    assert rules("--staged", cwd=root) == [("a.txt", 1)]


def test_changed_since_reports_what_came(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, {"a.txt": f"token: {TOKEN}\n"})
    write(root, {"a.txt": f"first\ntoken: {TOKEN}\n", "b.txt": f"token: {OTHER}\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "change")
    assert rules("--changed-since", "HEAD~1", cwd=root) == [("b.txt", 1)]


def test_history_names_commit_and_day(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, {"a.txt": f"token: {TOKEN}\n"})
    write(root, {"a.txt": "clean\n"})
    git(root, "commit", "-qam", "change")
    done = run("no-secrets", "--history", cwd=root)
    first = git(root, "rev-parse", "HEAD~1").strip()[:12]
    assert done.returncode == 1
    assert f"in the history since {first} of " in done.stdout
    assert TOKEN not in done.stdout + done.stderr
    assert rules(cwd=root) == []


COMMENTS = (
    "api_key = '{}'  # pragma: allowlist secret\n",
    "# pragma: allowlist nextline secret\napi_key = '{}'\n",
    "api_key = '{}'  # gitleaks:allow\n",
)


@pytest.mark.parametrize("text", COMMENTS)
def test_comments_of_other_tools_count_when_the_policy_lists_them(tmp_path: pathlib.Path, text: str) -> None:
    root = repository(tmp_path, {"a.py": text.format(GENERIC)})
    assert len(rules(cwd=root)) == 1
    write(root, {".plugin-policy.toml": POLICY})
    assert rules(cwd=root) == []
    write(root, {"a.py": text.format(TOKEN)})
    assert len(rules(cwd=root)) == 1, "a provider's secret needs an exception"


def test_another_secret_under_a_known_fingerprint_is_found(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, {"a.ini": f"api_key = {GENERIC}\n"})
    entry = {"type": "Secret Keyword", "hashed_secret": hashlib.sha1(GENERIC.encode()).hexdigest(), "line_number": 1}
    write(root, {".secrets.baseline": json.dumps({"version": "1.5.0", "results": {"a.ini": [entry]}})})
    assert run("baseline", "--from", ".secrets.baseline", cwd=root).returncode == 0
    assert rules("a.ini", cwd=root) == []
    write(root, {"a.ini": f"api_key = {GENERIC_OTHER}\n"})
    assert rules("a.ini", cwd=root) == [("a.ini", 1)]


def test_a_pair_shows_neither_half(tmp_path: pathlib.Path) -> None:
    key, secret = "AKIA" + draw(16, BASE32), draw(40)
    root = repository(tmp_path, {"a.env": f"AWS_ACCESS_KEY_ID={key}\nAWS_SECRET_ACCESS_KEY={secret}\n"})
    for form in ("text", "json", "sarif", "github", "markdown"):
        done = run("no-secrets", "--format", form, cwd=root)
        assert secret not in done.stdout + done.stderr
        assert key not in done.stdout + done.stderr
