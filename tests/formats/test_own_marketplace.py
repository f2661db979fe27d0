"""A marketplace with a format and schemas of its own: everything that holds for its plugins, in one scan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from helpers import report, write

POLICY = """\
[[plugin-format]]
name = "chat"
manifest = ["add-ons/*/add-on.json", "add-ons/*/manifest.json"]
schema = "schemas/add-on.schema.json"
permissions = { network = "connect", storage = "file", media = "read" }

[[schema]]
files = "add-ons/*/questions.json"
schema = "schemas/questions.schema.json"
"""
ADD_ON = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["name", "license"],
    "properties": {
        "name": {"pattern": "^@chat/[a-z-]+$"},
        "license": {"const": "MIT"},
        "author": {"type": "string", "minLength": 1},
        "permissions": {"type": "array", "items": {"enum": ["network", "storage", "media"]}},
    },
    "if": {"not": {"properties": {"name": {"const": "@chat/core"}}}},
    "then": {"required": ["dependencies"], "properties": {"dependencies": {"required": ["@chat/core"]}}},
}
QUESTIONS = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "additionalProperties": {"$ref": "#/definitions/question"},
    "definitions": {
        "question": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "kind": {"enum": ["select", "text"]},
                "keep": {"type": "string"},
                "options": {"items": {"properties": {"value": {"pattern": "^[a-z]"}}}},
            },
        }
    },
}
RELAY = "export async function send(text) {\n  await fetch(process.env.RELAY_URL, {method: 'POST', body: text});\n}\n"


def manifest(name: str, **more: Any) -> str:
    value = {"name": name, "license": "MIT", "dependencies": {"@chat/core": "^1.0.0"}, **more}
    return json.dumps(value, indent=1)


FILES = {
    ".plugin-policy.toml": POLICY,
    "schemas/add-on.schema.json": json.dumps(ADD_ON),
    "schemas/questions.schema.json": json.dumps(QUESTIONS),
    "add-ons/core/add-on.json": json.dumps({"name": "@chat/core", "license": "MIT"}),
    "add-ons/relay/manifest.json": manifest("@chat/relay", permissions=["network", "storage"]),
    "add-ons/relay/index.js": RELAY,
}
QUESTION_FILE = """\
{
 "age": {"kind": "text", "example": "40"},
 "wealth": {"kind": "numbered_select", "keep": ["a", "b"],
  "options": [{"value": "low"}, {"value": "1m_5m"}]},
 "fine": {"kind": "select"}
}
"""


def found(root: Path, files: dict[str, str]) -> list[tuple[str, int, str, str, str]]:
    rows = report("scan", cwd=write(root, {**FILES, **files}))["findings"]
    return sorted(
        (row["path"], row["line"], row["rule"], row["severity"], row["message"].partition(" (`schemas")[0])
        for row in rows
        if row["check"] in ("manifest-schema", "least-privilege", "no-undocumented-network")
    )


def test_permissions_both_ways(tmp_path: Path) -> None:
    assert [row[2:4] for row in found(tmp_path, {})] == [("least-privilege/spare-permission", "note")]
    misspelt = {"add-ons/relay/manifest.json": manifest("@chat/relay", permissions=["netwrok"])}
    rows = found(tmp_path, misspelt)
    assert ("add-ons/relay/index.js", 2, "least-privilege/undeclared-permission", "medium") in [row[:4] for row in rows]
    assert {row[2].partition("/")[2] for row in rows} >= {"own-schema", "unknown-permission", "undeclared-permission"}
    assert any("did you mean `network`" in row[4] for row in rows)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"author": ""}, "`author` must not be empty"),
        ({"license": "GPL"}, "`GPL` must be `MIT`"),
        ({"dependencies": {}}, "`@chat/core` is missing in `dependencies`"),
        ({"permissions": "network"}, "`permissions` must be an array, not `network`"),
    ],
)
def test_messages_name_the_field(more: dict[str, Any], message: str, tmp_path: Path) -> None:
    said = {"add-ons/relay/manifest.json": manifest("@chat/relay", **more)}
    rows = [row for row in found(tmp_path, said) if row[2].endswith("own-schema")]
    assert [row[4] for row in rows] == [message]
    assert rows[0][3] == "medium"


def test_a_file_that_outgrew_its_schema(tmp_path: Path) -> None:
    rows = found(tmp_path, {"add-ons/core/questions.json": QUESTION_FILE})
    assert [(row[1], row[4]) for row in rows if row[2].endswith("own-schema")] == [
        (2, "unknown field `example`"),
        (3, "`keep` must be a string, not an array"),
        (3, "`numbered_select` is not one of `select`, `text`"),
        (4, "`1m_5m` does not match the pattern `^[a-z]`"),
    ]
