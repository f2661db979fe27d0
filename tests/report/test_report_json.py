import json

from report_samples import HOSTILE, hostile_result, make_result

from plugin_policy.capabilities.use import CONNECT, Use
from plugin_policy.finding import Finding
from plugin_policy.report.json import render
from plugin_policy.report.result import Allowed, NotAnalysed, NotRun
from plugin_policy.text import Text


def test_the_contract(result):
    result.findings[0].fingerprint = "ab" * 32
    text = Text("plugins/x/a.py", b"x = 1\nget(u)\n", "python", surface="script", plugin="plugins/x")
    use = Use(CONNECT, "api.example.com", text, 6, 12, "httpx.get", frozenset({"input", "environment"}), {"n": {2, 1}})
    result.uses = [use.row()]
    result.dependencies = [{"ecosystem": "npm", "name": "x"}]
    result.allowed = [Allowed(result.findings[0], "comment", "because it is so", place="a.js:3", new=True)]
    result.not_analysed = [NotAnalysed("b", "gone", "run again")]
    result.not_run = [NotRun("dependency-audit", "no database", "fetch it", asked=False)]
    found = json.loads(render(result))
    assert list(found) == [
        "version", "summary", "findings", "uses", "dependencies", "allowed", "not_analysed", "not_run"
    ]  # fmt: skip
    assert found["version"] == "1.2.3"
    row = {
        "rule": "no-eval/js-eval",
        "check": "no-eval",
        "severity": "high",
        "kind": "violation",
        "path": "plugins/x/hooks/run.js",
        "line": 14,
        "column": 9,
        "end_line": 14,
        "end_column": 20,
        "message": "`eval` runs text that no reviewer can read",
        "fix": "parse the value with JSON.parse, or call the function by name",
        "fingerprint": "ab" * 32,
        "plugin": "plugins/x",
        "surface": "plugin hook",
        "capability": "",
        "subject": "",
        "justifiable": False,
    }
    assert found["findings"] == [row]
    said = {"by": "comment", "reason": "because it is so", "place": "a.js:3", "expires": "", "new": True}
    assert found["allowed"] == [{**row, "allowed": said}]
    assert found["uses"] == [
        {
            "capability": "connect",
            "subject": "api.example.com",
            "plugin": "plugins/x",
            "surface": "script",
            "channel": "runs",
            "path": "plugins/x/a.py",
            "line": 2,
            "column": 1,
            "via": "httpx.get",
            "origins": ["environment", "input"],
            "detail": {"n": ["1", "2"]},
        }
    ]
    assert found["not_analysed"] == [{"path": "b", "reason": "gone", "cure": "run again"}]
    assert found["not_run"] == [
        {"check": "dependency-audit", "promise": "", "cause": "no database", "cure": "fetch it", "asked": False}
    ]
    assert found["summary"] == {
        "exit_code": 2,
        "fail_on": "medium",
        "findings": {"critical": 0, "high": 1, "medium": 0, "low": 0, "note": 0},
        "allowed": 1,
        "files": {"read": 3, "opaque": 0, "partly_read": 0, "failed": 0, "ignored": 0},
        "opaque": {},
        "bytes": 2345,
        "seconds": 0.25,
        "plugins": 0,
        "checks": ["no-eval"],
        "policy": "",
        "notes": [],
        "shard": "",
    }


def test_no_evidence_in_it():
    secret = "hunter2" + "hunter2"
    finding = Finding("no-secrets/generic", "high", "a password", path="a", evidence=secret, secret=True)
    assert secret not in render(make_result(findings=[finding]))


def test_hostile_text_is_valid_ascii_json():
    text = render(hostile_result())
    assert text.isascii()
    found = json.loads(text)
    json.dumps(found, ensure_ascii=False).encode()
    assert found["findings"][0]["fix"] == HOSTILE.replace("\ud800", "\\ud800").replace("\udcff", "\\xff")


def test_details_of_any_kind():
    result = make_result(uses=[{"detail": {"data": b"\xff", "text": object(), "n": (1, frozenset({"a"}))}}])
    assert json.loads(render(result))["uses"][0]["detail"]["n"] == [1, ["a"]]
