"""The check as users meet it: exit code, place, redaction, encodings, binaries."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from plugin_policy.checks.no_secrets import RULES, main
from tokens import BASE32, HEX, draw


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def scan(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict]:
    code = main([*argv, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_place_and_redaction(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "ghp_" + draw(36)
    (tmp_path / "a.py").write_text(f"# ünïcode\ntoken = 'é', '{secret}'\n", encoding="utf-8")
    assert main(["a.py"]) == 1
    shown = capsys.readouterr()
    assert "a.py:2:15: critical no-secrets/github-pat" in shown.out
    assert secret[4:] not in shown.out + shown.err
    assert "ghp_…" in shown.out
    code, report = scan(capsys, "a.py")
    assert code == 1
    assert [(item["line"], item["column"], item["end_column"]) for item in report["findings"]] == [(2, 15, 55)]
    assert secret[4:] not in json.dumps(report)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_other_encodings(tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    (tmp_path / "a.ini").write_bytes(("# é\nkey = AKIA" + draw(16, BASE32) + "\n").encode(encoding))
    code, report = scan(capsys, "a.ini")
    assert code == 1
    assert [(item["rule"], item["line"], item["column"]) for item in report["findings"]] == [
        ("no-secrets/aws-access-key-id", 2, 7)
    ]


def test_binary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x7fELF\0\1\2\0" + b"\0KEY=ghp_" + draw(36).encode() + b"\0\xff\xfe")
    code, report = scan(capsys, "a.bin")
    assert code == 1
    assert [item["rule"] for item in report["findings"]] == ["no-secrets/github-pat"]


def test_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.lock").write_text(f'integrity = "sha512-{draw(86)}=="\nrev = "{draw(40, HEX)}"\n')
    assert main(["a.lock"]) == 0


def test_rules_are_many_and_well_formed() -> None:
    assert len(RULES) >= 400
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"no-secrets/[a-z0-9-]+", rule.id) for rule in RULES)


def test_generic_is_justifiable_and_provider_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    allow = "# plugin-policy: allow[no-secrets] only a fixture of the tests"
    (tmp_path / "a.py").write_text(f'api_key = "{draw(32)}"  {allow}\n')
    assert main(["a.py"]) == 0
    (tmp_path / "b.py").write_text(f'api_key = "ghp_{draw(36)}"  {allow}\n')
    assert main(["b.py"]) == 1


def test_a_pair_is_one_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key, secret = "AKIA" + draw(16, BASE32), draw(40)
    (tmp_path / "a.env").write_text(f"AWS_ACCESS_KEY_ID={key}\nAWS_SECRET_ACCESS_KEY={secret}\n")
    (tmp_path / "b.env").write_text(f"AWS_ACCESS_KEY_ID={key}\n")
    code, report = scan(capsys, "a.env", "b.env")
    assert code == 1
    assert [(item["path"], item["rule"], item["line"]) for item in report["findings"]] == [
        ("a.env", "no-secrets/aws-credential", 2),
        ("b.env", "no-secrets/aws-access-key-id", 1),
    ]
    assert "identifier in line 1" in report["findings"][0]["message"]


def test_a_large_file_is_read_in_pieces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "ghp_" + draw(36)
    filler = "(); é " * 500_000  # one line, longer than several pieces
    (tmp_path / "a.txt").write_text(f"{filler}\n{filler} '{secret}' {filler}", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(f"{filler} '{secret}'".encode("utf-16"))
    code, report = scan(capsys, "a.txt", "b.txt")
    assert code == 1
    place = len(filler) + 3
    assert [(item["path"], item["line"], item["column"]) for item in report["findings"]] == [
        ("a.txt", 2, place),
        ("b.txt", 1, place),
    ]
