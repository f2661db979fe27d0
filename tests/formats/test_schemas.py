"""The shipped schemas: valid, usable by other validators, and in agreement with what editors are told."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from helpers import ROOT, SCRIPTS, needs

SCHEMAS = sorted((ROOT / "hooks" / "plugin_policy" / "schemas").glob("*.schema.json"))
PAGE = (ROOT / "docs" / "editors.md").read_text()

GOOD: dict[str, Any] = {
    "marketplace": {"name": "m", "owner": {"name": "o"}, "plugins": [{"name": "p", "source": "./p"}]},
    "plugin": {"name": "p", "version": "1.0.0", "author": {"name": "a"}, "skills": ["./s"], "metadata": {"x": [1]}},
    "hooks": {"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "x", "timeout": 5}]}]}},
    "mcp": {"mcpServers": {"s": {"command": "x", "args": ["y"]}, "r": {"type": "http", "url": "https://h.example"}}},
    "lsp": {"py": {"command": "pyls", "extensionToLanguage": {".py": "python"}}},
    "monitors": [{"name": "m", "command": "x", "description": "d", "when": "always"}],
    "settings": {"agent": "reviewer", "subagentStatusLine": {"type": "command", "command": "x"}},
    "theme": {"name": "Night", "base": "dark", "overrides": {"text": "#ffffff"}},
    "disclosure": {"version": 1, "network": []},
    "user-config": {"token": {"type": "string", "title": "t", "description": "d", "sensitive": True}},
    "channels": [{"server": "s"}],
    "skill": {"name": "s", "description": "d", "allowed-tools": ["Read"], "effort": "high", "context": "fork"},
    "command": {"description": "d", "argument-hint": "[x]", "allowed-tools": "Bash(git log:*), Read"},
    "agent": {"name": "a", "description": "d", "tools": "Read", "maxTurns": 3, "memory": "project"},
    "output-style": {"name": "s", "description": "d", "keep-coding-instructions": True},
}
BAD: dict[str, Any] = {
    "marketplace": {"name": "m", "owner": {"name": "o"}, "plugins": [{"name": "p"}]},
    "plugin": {"name": "a b"},
    "hooks": {"Stop": []},
    "mcp": {"mcpServers": {"s": {"args": []}}},
    "lsp": {"py": {"command": "pyls x"}},
    "monitors": [{"name": "m"}],
    "settings": {"agent": 1},
    "theme": {"overrides": {"text": 1}},
    "disclosure": {"version": 2},
    "user-config": {"1k": {}},
    "channels": [{}],
    "skill": {"shell": "zsh"},
    "command": {"disable-model-invocation": "yes"},
    "agent": {"maxTurns": 0},
    "output-style": {"force-for-plugin": "x"},
}


def stem(schema: Path) -> str:
    return schema.name.removesuffix(".schema.json")


def test_every_schema_has_an_example_and_stands_on_the_page() -> None:
    assert {stem(schema) for schema in SCHEMAS} == GOOD.keys() == BAD.keys()
    assert set(re.findall(r"[a-z-]+\.schema\.json", PAGE)) == {schema.name for schema in SCHEMAS}


@pytest.mark.parametrize("schema", SCHEMAS, ids=stem)
def test_is_a_schema_that_another_validator_applies(schema: Path, tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema.read_text()))
    program = SCRIPTS / "check-jsonschema"
    validator = str(program) if program.exists() else needs("check-jsonschema")
    for value, wanted in ((GOOD[stem(schema)], 0), (BAD[stem(schema)], 1)):
        (tmp_path / "x.json").write_text(json.dumps(value))
        done = subprocess.run(
            [validator, "--schemafile", str(schema), str(tmp_path / "x.json")], capture_output=True, text=True
        )
        assert done.returncode == wanted, done.stdout + done.stderr


def test_the_snippet_of_the_page_is_json_and_names_files_that_exist() -> None:
    snippet = next(block for block in re.findall(r"```json\n(.*?)```", PAGE, re.S) if "fileMatch" in block)
    for item in json.loads(snippet)["json.schemas"]:
        assert (ROOT / item["url"].removeprefix("../plugin-policy/")).is_file()
