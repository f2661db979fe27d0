"""The disclosure: its schema, what a statement covers, and what one without a reason does."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import PLUGIN, ROOT, report, write
from plugin_policy.policy import shape
from plugin_policy.policy.disclosure import has_reason, schema

WHY = "fetches the forecast that the user asks for"
CLIENT = "import urllib.request\n\nurllib.request.urlopen('https://api.acme.dev/x')\n"


def test_the_copy_for_editors_is_the_schema() -> None:
    assert json.loads((ROOT / "docs/disclosure.schema.json").read_text()) == schema()
    jsonschema.Draft202012Validator.check_schema(schema())


_WORDS = st.sampled_from(
    ["version", "network", "files", "host", "path", "access", "why", "where", "direction", "x", "$schema"]
)
_VALUES = st.recursive(
    st.sampled_from([1, 2, 1.0, True, None, "", "read", "out", "a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)
_ROWS = st.dictionaries(_WORDS, _VALUES, max_size=5)
_DOCUMENTS = _VALUES | st.fixed_dictionaries(
    {"version": st.sampled_from([1, 1.0, True, 2, "1"])},
    optional={"network": st.lists(_ROWS, max_size=2), "files": st.lists(_ROWS, max_size=2), "data": _VALUES},
)


@given(_DOCUMENTS)
def test_shape_agrees_with_a_full_validator(document: object) -> None:
    valid = jsonschema.Draft202012Validator(schema()).is_valid(document)
    assert (shape.problem(document, schema()) is None) == valid


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"host": "a.dev"}, "`network.1` must have `why`"),
        ({"host": 1, "why": WHY}, "`network.1.host` must be a string"),
        ({"host": "a.dev", "why": WHY, "direction": "up"}, "must be one of out, in, both"),
        ({"host": "a.dev", "why": WHY, "hots": "x"}, "unknown key `hots`"),
    ],
)
def test_a_wrong_shape_is_said_where_it_stands(tmp_path: pathlib.Path, row: dict[str, object], said: str) -> None:
    found = scan(tmp_path, {"version": 1, "network": [row]})
    (one,) = [finding for finding in found["findings"] if finding["rule"] == "disclosure/invalid"]
    assert said in one["message"]


def scan(root: pathlib.Path, document: dict[str, Any], code: str = CLIENT) -> dict[str, Any]:
    write(root, {**PLUGIN, "run.py": code, ".claude-plugin/disclosure.json": json.dumps(document, indent=1)})
    return report("scan", root, "--check", "no-undocumented-network")


def rules(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(row["rule"], row["severity"]) for row in found["findings"]]


def network(**row: str) -> dict[str, Any]:
    return {"version": 1, "network": [{"host": "api.acme.dev", "why": WHY} | row]}


def test_a_reason_clears_the_use(tmp_path: pathlib.Path) -> None:
    assert rules(scan(tmp_path, network())) == []
    assert rules(scan(tmp_path, network(host="*.acme.dev"))) == []


@pytest.mark.parametrize("why", ["", "TODO: say why this is needed", "aaaaaaaaaaaaaaaaaaaaaaaa", "short"])
def test_without_a_reason_the_statement_is_reported_with_the_severity_of_the_use(
    tmp_path: pathlib.Path, why: str
) -> None:
    assert not has_reason(why)
    found = scan(tmp_path, network(why=why))
    assert rules(found) == [("disclosure/why", "medium")]
    assert found["exit"] == 1


@pytest.mark.parametrize("row", [{"host": "acme.dev"}, {"host": "*.dev"}, {"where": "lib/**"}])
def test_a_statement_about_something_else_covers_nothing(tmp_path: pathlib.Path, row: dict[str, str]) -> None:
    assert sorted(rules(scan(tmp_path, network(**row)))) == [
        ("disclosure/unused", "note"),
        ("no-undocumented-network/undisclosed", "medium"),
    ]


def test_what_is_computed_in_two_files_needs_both(tmp_path: pathlib.Path) -> None:
    code = "import sys\nimport urllib.request\n\nurllib.request.urlopen(sys.argv[1])\n"
    write(tmp_path, {"other.py": code})
    one = {"host": "*", "where": "run.py", "why": WHY}
    found = scan(tmp_path, {"version": 1, "network": [one]}, code)
    assert ("no-undocumented-network/unknown-host", "medium") in rules(found)
    found = scan(tmp_path, {"version": 1, "network": [one, {**one, "where": "other.py"}]}, code)
    assert rules(found) == []


def test_access_counts(tmp_path: pathlib.Path) -> None:
    code = "open('/srv/data/x', 'w').write('1')\n"
    for access, wanted in (("read", 2), ("write", 0), ("read-write", 0)):
        files = [{"path": "/srv/data", "access": access, "why": WHY}]
        document = {"version": 1, "files": files}
        write(tmp_path, {**PLUGIN, "run.py": code, ".claude-plugin/disclosure.json": json.dumps(document)})
        found = report("scan", tmp_path, "--check", "no-sensitive-paths")
        assert len(found["findings"]) == wanted, access


def test_a_declared_permission_counts_where_the_subject_cannot_be_known(tmp_path: pathlib.Path) -> None:
    policy = '[[plugin-format]]\nname = "pack"\nmanifest = ["*/pack.json"]\npermissions = { network = "connect" }\n'
    computed = "fetch(process.argv[2]);\n"
    files = {".plugin-policy.toml": policy, "a/run.mjs": computed, "b/run.mjs": computed, "c/run.mjs": "fetch('https://api.acme.dev');\n"}  # fmt: skip  # noqa: E501
    files |= {name + "/pack.json": '{"permissions": ["network"]}' for name in "ac"} | {"b/pack.json": "{}"}
    write(tmp_path, files)
    found = report("scan", tmp_path, "--check", "no-undocumented-network")
    assert [row["path"] for row in found["findings"] if row["severity"] != "note"] == ["b/run.mjs", "c/run.mjs"]
