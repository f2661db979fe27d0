"""A marketplace's own schemas: every draft, positions, references inside the repository only, bounded work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugin_policy.checks.manifest_schema import main

POLICY = '[[schema]]\nfiles = ["plugins/*/.claude-plugin/plugin.json"]\nschema = "schemas/plugin.schema.json"\n'
DRAFTS = [
    "http://json-schema.org/draft-04/schema#",
    "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema",
    None,
]
MANIFEST = '{"name": "p", "version": "1.0.0",\n "description": "d", "author": {"name": "a"},\n "licence": "MIT"}\n'


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def judge(
    capsys: pytest.CaptureFixture[str], schema: Any, *, manifest: str = MANIFEST, policy: str = POLICY, **more: Any
) -> list[tuple[str, int, str, str]]:
    files = {
        ".plugin-policy.toml": policy,
        "schemas/plugin.schema.json": schema if isinstance(schema, str) else json.dumps(schema),
        "plugins/p/.claude-plugin/plugin.json": manifest,
        **{path: content if isinstance(content, str) else json.dumps(content) for path, content in more.items()},
    }
    for path, content in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(content)
    main(["--format", "json"])
    rows = json.loads(capsys.readouterr().out)["findings"]
    ours = ("own-schema", "schema-missing", "schema-unusable", "not-read")
    return [
        (row["path"], row["line"], row["rule"].partition("/")[2], row["message"])
        for row in rows
        if row["rule"].partition("/")[2] in ours
    ]


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_draft(draft: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    identity = "id" if draft and "04" in draft else "$id"
    schema: dict[str, Any] = {
        identity: "https://market.test/schemas/plugin.json",
        "type": "object",
        "properties": {"version": {"$ref": "common.json#/definitions/version"}, "license": {}, "name": {}, "author": {},
                       "description": {"maxLength": 300}},
        "additionalProperties": False,
    }  # fmt: skip
    if draft:
        schema["$schema"] = draft
    common = {identity: "https://market.test/schemas/common.json", "definitions": {"version": {"pattern": r"^2\."}}}
    found = judge(capsys, schema, **{"schemas/common.json": common})
    assert [(line, rule, message.rpartition(" (")[0]) for _, line, rule, message in found] == [
        (1, "own-schema", "`1.0.0` does not match the pattern `^2\\.`"),
        (3, "own-schema", "unknown field `licence`; did you mean `license`"),
    ]


@pytest.mark.parametrize(
    ("schema", "path", "rule"),
    [
        ({"$ref": "https://elsewhere.test/x.json"}, "schemas/plugin.schema.json", "schema-unusable"),
        ({"$ref": "../../../etc/passwd"}, "schemas/plugin.schema.json", "schema-unusable"),
        ({"type": "objekt"}, "schemas/plugin.schema.json", "schema-unusable"),
        ("{", "schemas/plugin.schema.json", "schema-unusable"),
        ({"$ref": "#"}, "plugins/p/.claude-plugin/plugin.json", "not-read"),
        (
            {
                "definitions": {
                    f"d{i}": {"allOf": [{"$ref": f"#/definitions/d{i + 1}"}] * 2} if i < 40 else {} for i in range(41)
                },
                "$ref": "#/definitions/d0",
            },
            "plugins/p/.claude-plugin/plugin.json",
            "not-read",
        ),
    ],
)
def test_schemas_that_do_not_work(schema: Any, path: str, rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    if isinstance(schema, dict):
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    assert [row[0::2][:2] for row in judge(capsys, schema)] == [(path, rule)]


def test_a_missing_schema_is_told_where_the_policy_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    policy = POLICY.replace("plugin.schema", "none.schema")
    assert judge(capsys, {}, policy=policy) == [
        (".plugin-policy.toml", 3, "schema-missing", "the schema `schemas/none.schema.json` does not exist")
    ]


def test_an_explosive_pattern_costs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    manifest = MANIFEST.replace('"d"', '"' + "a" * 5000 + '!"')
    judge(capsys, {"properties": {"description": {"pattern": "^(a+)+$"}}}, manifest=manifest)


def test_another_plugin_format(capsys: pytest.CaptureFixture[str]) -> None:
    policy = (
        '[[plugin-format]]\nname = "x"\nmanifest = ["ext/*/manifest.json"]\nschema = "schemas/plugin.schema.json"\n'
    )
    schema = {"properties": {"permissions": {"items": {"enum": ["network", "storage"]}}}}
    manifest = '{"name": "@x/y",\n "permissions": ["network",\n "storge"]}'
    found = judge(capsys, schema, policy=policy, **{"ext/a/manifest.json": manifest})
    assert found == [
        ("ext/a/manifest.json", 3, "own-schema",
         "`storge` is not one of `network`, `storage`; did you mean `storage` (`schemas/plugin.schema.json`)")
    ]  # fmt: skip


def test_front_matter(capsys: pytest.CaptureFixture[str]) -> None:
    policy = '[[schema]]\nfiles = ["plugins/*/skills/*/SKILL.md"]\nschema = "schemas/plugin.schema.json"\n'
    skill = "---\nname: s\ndescription: d\nmodel: x\n---\nbody\n"
    found = judge(
        capsys, {"properties": {"model": {"const": "y"}}}, policy=policy, **{"plugins/p/skills/s/SKILL.md": skill}
    )
    assert [row[:3] for row in found] == [("plugins/p/skills/s/SKILL.md", 4, "own-schema")]
