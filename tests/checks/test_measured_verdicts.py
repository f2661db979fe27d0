"""900 small trees, each broken in one way, and what client 2.1.330 said of each: ours fits."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from plugin_policy.checks.manifest_schema import main

ROWS = [json.loads(line) for line in (Path(__file__).parent.parent / "data" / "measured.jsonl").open()]
GRAVE = ("medium", "high", "critical")
# What is grave although the client takes it, each for a reason that stands with its rule: what is named and missing,
# what never runs or never matches, two readings of one key, names of the vendor's, what nobody sees or reads.
STRICTER = {
    "duplicate-key", "missing-source", "missing-script", "missing-path", "bad-matcher", "strict-conflict",
    "entry-hooks-path", "reserved-marketplace", "unlisted-plugin", "name-differs", "option-in-shell",
    "undeclared-option", "hidden-character", "not-read",
}  # fmt: skip


def found(root: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    os.chdir(root)
    main(["--format", "json"])
    return [row for row in json.loads(capsys.readouterr().out)["findings"] if row["check"] == "manifest-schema"]


@pytest.mark.parametrize("part", range(9))
def test_agrees_with_the_client(
    part: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    apart = []
    for number, row in enumerate(ROWS[part * 100 : part * 100 + 100]):
        rows = found(tmp_path / str(number), row["files"], capsys)
        servers = ".lsp.json" in row["files"] or "lspServers file" in row["name"]  # the client does not look in
        grave = {item["rule"].partition("/")[2] for item in rows if item["severity"] in GRAVE}
        grave -= {"shape", "syntax"} if servers else set()
        fits = {
            "reject": any(item["severity"] in GRAVE for item in rows),
            "warn": bool(rows) and not grave - STRICTER,
            "accept": not grave - STRICTER,
        }[row["verdict"]]
        if not fits:
            apart.append((row["name"], row["verdict"], [item["message"] for item in rows]))
    assert apart == []
