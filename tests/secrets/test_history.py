"""Secrets that only the history has; the second opinion; the import of a foreign baseline."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from helpers import needs
from plugin_policy.checks.no_secrets import main
from plugin_policy.commands.baseline import main as baseline
from tokens import BASE32, draw


def git(folder: Path, *args: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", *args],
        cwd=folder,
        check=True,
        capture_output=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "GIT_AUTHOR_DATE": "2024-05-06T07:08:09+00:00",
            "HOME": str(folder),
        },
    )


def test_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    needs("git")
    secret = "ghp_" + draw(36)
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text(f"one\n  {secret}\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    (tmp_path / "a.txt").write_text("clean\n")
    git(tmp_path, "commit", "-qam", "two")
    monkeypatch.chdir(tmp_path)
    assert main([]) == 0
    capsys.readouterr()
    assert main(["--history"]) == 1
    shown = capsys.readouterr().out
    assert "a.txt:2:3: critical no-secrets/github-pat" in shown
    assert "of 2024-05-06" in shown
    assert secret[4:] not in shown


def test_staged_then_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    needs("git")
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("key: AKIA" + draw(16, BASE32) + "\n")
    git(tmp_path, "add", ".")
    (tmp_path / "a.txt").write_text("clean\n")
    monkeypatch.chdir(tmp_path)
    assert main(["--staged"]) == 1


def test_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("detect_secrets")
    (tmp_path / "a.txt").write_text(f"aws: AKIA{draw(16, BASE32)}\nsha: {draw(40, '0123456789abcdef')}\n")
    monkeypatch.chdir(tmp_path)
    assert main(["a.txt", "--deep", "--format", "json"]) == 1
    rules = [item["rule"] for item in json.loads(capsys.readouterr().out)["findings"]]
    assert rules == ["no-secrets/aws-access-key-id"]


def test_baseline_from_detect_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known, other = draw(32, seed=1), draw(32, seed=2)
    (tmp_path / "a.ini").write_text(f"api_key = {known}\n")
    entry = {"type": "Secret Keyword", "hashed_secret": hashlib.sha1(known.encode()).hexdigest(), "line_number": 1}
    (tmp_path / ".secrets.baseline").write_text(json.dumps({"version": "1.5.0", "results": {"a.ini": [entry]}}))
    monkeypatch.chdir(tmp_path)
    assert main(["a.ini"]) == 1
    assert baseline(["--from", ".secrets.baseline"]) == 0
    assert main(["a.ini"]) == 0
    (tmp_path / "a.ini").write_text(f"api_key = {other}\n")
    assert main(["a.ini"]) == 1
    (tmp_path / ".secrets.baseline").write_text("[]")
    assert baseline(["--from", ".secrets.baseline"]) == 2
