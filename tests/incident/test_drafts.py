"""What is drafted has the form that its receivers take."""

from __future__ import annotations

import json

import jsonschema
import pytest

from plugin_policy.advisories.record import read_record
from plugin_policy.advisories.severity import base_score, record_severity
from plugin_policy.incident.drafts import Facts, drafts

# The part of the OSV schema that is used here, written from https://ossf.github.io/osv-schema/ (1.7.5).
HASH = {"type": "string", "pattern": "^(0|[a-f0-9]{40}|[a-f0-9]{64})$"}
EVENT = {
    "oneOf": [
        {"type": "object", "properties": {key: HASH}, "required": [key], "additionalProperties": False}
        for key in ("introduced", "fixed", "last_affected", "limit")
    ]
}
RANGE = {
    "type": "object",
    "required": ["type", "repo", "events"],
    "properties": {
        "type": {"const": "GIT"},
        "repo": {"type": "string", "minLength": 1},
        "events": {"type": "array", "items": EVENT, "minItems": 1, "contains": {"required": ["introduced"]}},
    },
    "additionalProperties": False,
}
OSV = {
    "type": "object",
    "required": ["id", "modified", "schema_version"],
    "properties": {
        "schema_version": {"type": "string"},
        "id": {"type": "string", "pattern": "^(x_|GHSA-)"},
        "modified": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
        "summary": {"type": "string"},
        "details": {"type": "string"},
        "severity": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "type": {"enum": ["CVSS_V3", "CVSS_V4"]},
                    "score": {"type": "string", "pattern": r"^CVSS:(3\.[01]|4\.0)/"},
                },
                "required": ["type", "score"],
            },
        },
        "affected": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "ranges": {"type": "array", "items": RANGE},
                    "versions": {"type": "array", "items": {"type": "string"}},
                    "database_specific": {"type": "object"},
                },
                "additionalProperties": False,
            },
        },
        "database_specific": {"type": "object"},
    },
    "additionalProperties": False,
}
A, B, C = "a" * 40, "b" * 40, "c" * 40


def made(**more):
    record = {
        "id": "2026-1", "plugin": "demo", "severity": "high", "reason": "it reads keys",
        "opened": "2026-03-02T09:00:00Z",
        "repo": "https://github.com/o/r.git", **more,
    }  # fmt: skip
    return drafts(Facts(record, marketplace="shop", sender="sec@shop.example", to=[]))


@pytest.mark.parametrize("more", [
    {}, {"ranges": [{"introduced": [A], "fixed": [B]}, {"introduced": [C], "fixed": []}]},
    {"ranges": [{"introduced": ["0"], "fixed": [B, C]}]}, {"cvss": "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H"},
    {"cvss": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N"},
    {"affected": {"tags": ["v1"], "versions": ["1", "2"], "introduced": [A], "fixed": []}},
])  # fmt: skip
def test_the_osv_record_keeps_to_the_schema(more):
    record = json.loads(made(**more)["osv.json"])
    jsonschema.validate(record, OSV)
    assert record_severity(record, record["affected"][0]) == "high"
    for row in record.get("severity", ()):
        assert base_score(row["score"])
    assert list(read_record(record, "npm")) == []


def test_no_record_without_a_repository():
    assert "osv.json" not in made(repo="")


def test_names_that_others_write_make_no_header():
    files = made(plugin="demo\r\nBcc: all@example.net\u202e")
    assert b"\nBcc" not in files["notice.eml"]
    assert b"\nBcc" not in files["notice.txt"]


def test_the_advisory_is_what_github_takes():
    """One of severity and vector; a summary of at most 1,024 characters, a description of at most 65,535."""
    body = json.loads(made(reason="x" * 70_000)["advisory.json"])
    assert body["severity"] == "high"
    assert "cvss_vector_string" not in body
    assert (len(body["summary"]), len(body["description"])) == (1024, 65_535)


def test_the_notice_says_what_is_known():
    known = made(affected={"versions": ["1.1.0"], "tags": ["v1.1.0"]})["notice.txt"].decode()
    assert "Affected versions: 1.1.0, v1.1.0." in known
    assert "take every version as affected" in made()["notice.txt"].decode()
    assert "pinned it back" in made(pin_back=A)["notice.txt"].decode()
