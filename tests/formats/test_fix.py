"""--fix mends what has one right answer, keeps every other byte, and has nothing to do the second time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugin_policy.checks.manifest_schema import main

SOURCE = """\
\ufeff{
  "name" : "demo",   "version": 1.50,
\t"descripton": "é",
  "author": "Me", "agents": "agents/a.md",
  "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "${CLAUDE_PLUGIN_ROT}/a.sh é", "timeout": "5"}]},
    {"hooks": [{"type": "command", "command": "echo \\"x\\" && bash ${CLAUDE_PLUGIN_ROOT}/a.sh"}]}]},
  "repository": {"type": "git", "url": "https://e.com/r"}
}
"""
MENDED = """\
{
  "name" : "demo",   "version": "1.50",
\t"description": "é",
  "author": {"name": "Me"}, "agents": "./agents/a.md",
  "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "${CLAUDE_PLUGIN_ROOT}/a.sh é", "timeout": 5}]},
    {"hooks": [{"type": "command", "command": "echo \\"x\\" && bash \\"${CLAUDE_PLUGIN_ROOT}\\"/a.sh"}]}]},
  "repository": "https://e.com/r"
}
"""


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="")
    return target


def fix(capsys: pytest.CaptureFixture[str]) -> str:
    main(["--fix"])
    return capsys.readouterr().out


def test_values_keys_and_variables(capsys: pytest.CaptureFixture[str]) -> None:
    write("agents/a.md", "---\nname: a\ndescription: d\n---\n")
    write("a.sh", "#!/bin/sh\n").chmod(0o755)
    manifest = write(".claude-plugin/plugin.json", SOURCE)
    assert "mended in place" in fix(capsys)
    assert manifest.read_text(encoding="utf-8") == MENDED
    again = fix(capsys)  # the variable that was misspelt is now seen to stand outside of quotes
    assert again.count("mended in place") == 1
    final = manifest.read_text(encoding="utf-8")
    assert '"\\"${CLAUDE_PLUGIN_ROOT}\\"/a.sh é"' in final
    assert "mended in place" not in fix(capsys)
    assert manifest.read_text(encoding="utf-8") == final


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"name": "demo", "keywords": ["a" , ] ,\n}\n', '{"name": "demo", "keywords": ["a"  ] \n}\n'),
        ('{"name": "demo", "version": {}}', '{"name": "demo", "version": {}}'),
        ('{"name": "my demo"}', '{"name": "my demo"}'),
        ('{"name": "demo", "agents": "none.md"}', '{"name": "demo", "agents": "none.md"}'),
        ('{"name": "demo", // note\n "hook": {}}', '{"name": "demo", // note\n "hook": {}}'),
    ],
)
def test_only_what_has_one_right_answer(before: str, after: str, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = write(".claude-plugin/plugin.json", before)
    fix(capsys)
    assert manifest.read_text() == after


def test_a_marketplace(capsys: pytest.CaptureFixture[str]) -> None:
    entry = {"name": "p", "source": "p", "description": "d"}
    pinned = {"name": "q", "source": {"source": "github", "repo": "o/r", "sha": "A" * 40}}
    market = {"name": "m", "description": "d", "owner": {"name": "o"}, "plugins": [entry, pinned]}
    path = write(".claude-plugin/marketplace.json", json.dumps(market, indent=3))
    write("p/x.txt", "x")
    fix(capsys)
    entry["source"] = "./p"
    pinned["source"]["sha"] = "a" * 40  # type: ignore[index]
    assert path.read_text() == json.dumps(market, indent=3)


def test_nothing_is_written_through_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("real/plugin.json", '{"name": "demo", "version": 1}')
    (tmp_path / ".claude-plugin").mkdir()
    (tmp_path / ".claude-plugin/plugin.json").symlink_to("../real/plugin.json")
    fix(capsys)
    assert Path("real/plugin.json").read_text() == '{"name": "demo", "version": 1}'
