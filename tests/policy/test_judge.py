import json

import pytest

from plugin_policy.finding import Finding
from plugin_policy.policy.baseline import Baseline, render_baseline
from plugin_policy.policy.comments import find_comments
from plugin_policy.policy.exceptions import Exceptions
from plugin_policy.policy.fingerprint import set_fingerprints
from plugin_policy.policy.judge import judge
from plugin_policy.policy.loading import load_policy
from plugin_policy.policy.rules import RULES
from plugin_policy.policy.settings import PolicyError
from plugin_policy.text import Text

TODAY = "2026-03-01"
WHY = "the template is ours"


def finding(rule: str = "no-eval/js-eval", severity: str = "high", **more) -> Finding:
    more = {"path": "plugins/x/a.js", "plugin": "plugins/x", "evidence": "eval(x)", "justifiable": True, **more}
    return Finding(rule, severity, "m", **more)


def policy(text: str = ""):
    return load_policy(".plugin-policy.toml", data=text.encode(), today=TODAY)


def exception(selector: str, rule: str = "no-eval", expires: str = "2026-06-01") -> str:
    return f"[[exception]]\nrule = '{rule}'\n{selector}\nreason = 'seen by the owners'\nexpires = {expires}\n"


def comments(source: str, path: str = "plugins/x/a.js", **options):
    return find_comments(Text(path, source.encode(), "javascript"), **options)


def ids(judged) -> list[str]:
    return [one.rule for one in judged.findings]


# Exceptions

SELECTED = [
    ("path = 'plugins/x/**'", True),
    ("path = 'plugins/x'", False),
    ("plugin = 'x'", True),
    ("plugin = 'plugins/x'", True),
    ("plugin = 'y'", False),
    ("pointer = '/hooks/0'", True),
    ("pointer = '/hooks'", False),
    ("host = '*.example.com'", True),
    ("host = 'api.example.com'", True),
    ("host = 'example.com'", False),
    ("package = 'lodash'", True),
    ("advisory = 'cve-2021-23337'", True),
    ("advisory = 'CVE-2021-1'", False),
    ("person = '@Octocat'", True),
    ("path = 'plugins/x/*'\nhost = 'api.example.com'", True),
    ("path = 'plugins/y/*'\nhost = 'api.example.com'", False),
]


@pytest.mark.parametrize(("selector", "covers"), SELECTED)
def test_selectors(selector, covers):
    names = ("lodash", "GHSA-35jh-r3h4-6jhm", "CVE-2021-23337", "octocat")
    one = finding(subject="api.example.com", names=names, pointer="/hooks/0")
    judged = judge([one], policy(exception(selector)), today=TODAY)
    assert bool(judged.allowed) is covers
    assert bool(judged.findings) is not covers
    if covers:
        [allowed] = judged.allowed
        assert (allowed.by, allowed.reason, allowed.expires) == ("exception", "seen by the owners", "2026-06-01")
        assert allowed.place == ".plugin-policy.toml:1"
        assert judged.counts["exception"] == 1


@pytest.mark.parametrize(
    ("rule", "covers"),
    [("no-eval", True), ("no-eval/js-eval", True), ("*", True), ("no-eval/js", False), ("no-evaluation", False)],
)
def test_rules_of_exceptions(rule, covers):
    judged = judge([finding()], policy(exception("path = '**'", rule)), today=TODAY)
    assert bool(judged.allowed) is covers


def test_by_fingerprint_and_critical_too():
    one = finding(severity="critical", secret=True, justifiable=False)
    set_fingerprints([one])
    assert judge([one], policy(exception(f"fingerprint = '{one.fingerprint}'")), today=TODAY).findings == []


def test_expired_is_back_and_said():
    judged = judge([finding()], policy(exception("path = '**'", expires="2026-02-28")), today=TODAY, whole=True)
    assert ids(judged) == ["policy/exception-expired", "no-eval/js-eval"]
    assert judged.findings[0].message == "the exception for `no-eval` expired on 2026-02-28: its findings are back"
    assert (judged.findings[0].path, judged.findings[0].line) == (".plugin-policy.toml", 1)


@pytest.mark.parametrize(
    ("expires", "said"),
    [("2026-03-01", "today"), ("2026-03-02", "in 1 day"), ("2026-03-14", "in 13 days"), ("2026-03-15", "")],
)
def test_expiring_is_warned_of_and_still_counts(expires, said):
    judged = judge([finding()], policy(exception("path = '**'", expires=expires)), today=TODAY)
    assert len(judged.allowed) == 1
    assert ids(judged) == (["policy/exception-expiring"] if said else [])
    assert not said or judged.findings[0].message == f"the exception for `no-eval` expires on {expires}, {said}"


def test_unused_only_in_whole_scans_of_its_check():
    rules = policy(exception("path = 'other'"))
    assert ids(judge([], rules, today=TODAY, whole=True, ran=["no-eval"])) == ["policy/exception-unused"]
    assert ids(judge([], rules, today=TODAY, whole=True, ran=["no-secrets"])) == []
    assert ids(judge([], rules, today=TODAY, whole=False, ran=["no-eval"])) == []


def test_unknown_of_an_organisation():
    rules = policy(exception("person = 'octocat'", "maintainers-2fa") + exception("", "review-required/tags"))
    accepted = Exceptions(rules, TODAY)
    assert accepted.accepts_unknown("maintainers-2fa/member", "Octocat")
    assert not accepted.accepts_unknown("maintainers-2fa/member", "other")
    assert not accepted.accepts_unknown("maintainers-2fa/member")
    assert accepted.accepts_unknown("review-required/tags")
    assert not accepted.accepts_unknown("review-required/branches")
    ran = ["maintainers-2fa", "review-required"]
    assert ids(judge([], rules, today=TODAY, whole=True, ran=ran, exceptions=accepted)) == []
    assert len(judge([], rules, today=TODAY, whole=True, ran=ran).findings) == 2


# Allow comments


def allow(rule: str = "no-eval", more: str = WHY) -> str:
    return f"eval(x) // plugin-policy: allow[{rule}] {more}\n"


def test_a_comment_moves_the_finding_to_allowed():
    judged = judge([finding()], policy(), today=TODAY, comments=comments(allow()), whole=True, ran=["no-eval"])
    [one] = judged.allowed
    assert (one.by, one.reason, one.place) == ("comment", WHY, "plugins/x/a.js:1")
    assert judged.findings == []


REFUSED = [
    (finding(justifiable=False), "", "the rule is not justifiable"),
    (finding(severity="critical"), "", "no comment clears a critical finding"),
    (finding(secret=True, justifiable=False), "allow-comments = ['no-eval']", "a provider's secret is accepted by"),
    (finding("no-obfuscation/hidden-unicode"), "allow-comments = ['no-obfuscation']", "no comment clears this rule"),
    (finding(), "allow-comments = false", "the policy allows no comments"),
    (finding(), "allow-comments = ['no-secrets']", "the policy does not list the rule in `allow-comments`"),
]


@pytest.mark.parametrize(("one", "setting", "said"), REFUSED)
def test_comments_that_clear_nothing(one, setting, said):
    judged = judge([one], policy(f"[policy]\n{setting}\n"), today=TODAY, comments=comments(allow(one.check)))
    assert judged.allowed == []
    assert ids(judged) == [one.rule, "policy/allow-comment-refused"]
    assert judged.findings[1].severity == "note"
    assert said in judged.findings[1].message


def test_the_policy_may_list_rules_that_are_not_justifiable():
    rules = policy("[policy]\nallow-comments = ['no-eval/js-eval']\n")
    assert judge([finding(justifiable=False)], rules, today=TODAY, comments=comments(allow())).findings == []


def test_a_comment_speaks_of_its_line_and_rules_only():
    found = [finding(line=2), finding("no-x/y")]
    judged = judge(found, policy(), today=TODAY, comments=comments(allow()), whole=True, ran=["no-eval"])
    assert judged.allowed == []
    assert ids(judged) == ["no-x/y", "policy/allow-comment-unused", "no-eval/js-eval"]
    judged = judge(found, policy(), today=TODAY, comments=comments(allow()), whole=True, ran=["no-x"])
    assert "policy/allow-comment-unused" not in ids(judged)


@pytest.mark.parametrize("reason", ["", "ok", "123456789"])
def test_a_comment_without_a_reason_allows_nothing(reason):
    judged = judge([finding()], policy(), today=TODAY, comments=comments(allow(more=reason)))
    assert ids(judged) == ["no-eval/js-eval", "policy/allow-comment-reason"]
    assert judged.findings[1].severity == "low"


def test_until():
    good = comments(allow(more=f"{WHY} until {TODAY}"))
    assert judge([finding()], policy(), today=TODAY, comments=good).allowed[0].expires == TODAY
    over = comments(allow(more=f"{WHY} until 2026-02-28"))
    judged = judge([finding()], policy(), today=TODAY, comments=over)
    assert ids(judged) == ["no-eval/js-eval", "policy/allow-comment-expired"]


def test_an_odd_form_is_said():
    judged = judge([], policy(), today=TODAY, comments=comments("x // plugin-policy: allow me"))
    assert ids(judged) == ["policy/allow-comment-form"]


def test_new_comments_first_and_not_at_all_where_the_policy_says_so():
    found = comments(allow() + allow())
    found[1].new = True
    findings = [finding(line=1), finding(line=2)]
    judged = judge(findings, policy(), today=TODAY, comments=found)
    assert [one.new for one in judged.allowed] == [True, False]
    rules = policy("[policy]\nallow-new-comments = false\n")
    judged = judge(findings, rules, today=TODAY, comments=found)
    assert ids(judged) == ["no-eval/js-eval", "policy/allow-comment-refused"]


def test_a_comment_clears_one_secret_not_its_neighbour():
    def secrets():
        return [
            finding("no-secrets/generic", secret=True, evidence=text, column=at) for at, text in ((1, "a"), (9, "b"))
        ]

    one = comments(allow("no-secrets"))
    judged = judge(secrets(), policy(), today=TODAY, comments=one)
    assert [found.evidence for found in judged.findings if found.secret] == ["b"]
    assert "it clears another secret of this line already" in judged.findings[-1].message
    two = comments("// plugin-policy: allow[no-secrets] the second is a test key\n" + allow("no-secrets"))
    found = secrets()
    for each in found:
        each.line = each.end_line = 2
    assert judge(found, policy(), today=TODAY, comments=two).findings == []


def test_other_tools_comments():
    source = "key = 'x' // pragma: allowlist secret\n"
    generic = finding("no-secrets/generic", secret=True)
    found = comments(source, foreign=("detect-secrets",))
    judged = judge([generic, finding()], policy(), today=TODAY, comments=found, whole=True, ran=["no-eval"])
    assert ids(judged) == ["no-eval/js-eval"]
    assert judged.counts["foreign comment"] == 1
    provider = finding("no-secrets/aws", secret=True, justifiable=False)
    assert ids(judge([provider], policy(), today=TODAY, comments=found)) == ["no-secrets/aws"]


# Baseline


def baseline_of(*findings: Finding) -> Baseline:
    set_fingerprints(findings)
    return Baseline.load("b.json", data=render_baseline(findings)[0].encode())


def test_a_baseline_is_sorted_one_a_line_and_refuses_critical():
    found = [finding(path="b"), finding(path="a", evidence="2"), finding(severity="critical"), finding(severity="note")]
    found.append(finding("policy/exception-expired", "low"))
    set_fingerprints(found)
    text, refused = render_baseline(found)
    rows = json.loads(text)
    assert [row["path"] for row in rows] == ["a", "b"]
    assert [list(row) for row in rows] == [["fingerprint", "rule", "path"]] * 2
    assert text.splitlines()[1:-1] == [json.dumps(rows[0]) + ",", json.dumps(rows[1])]
    assert refused == [found[2]]
    assert render_baseline([]) == ("[]\n", [])


def test_what_the_baseline_lists_is_allowed():
    old = finding(line=3)
    judged = judge([finding(line=9)], policy(), today=TODAY, baseline=baseline_of(old), whole=True)
    assert [one.by for one in judged.allowed] == ["baseline"]
    assert (judged.findings, judged.unused, judged.notes) == ([], 0, [])


def test_changed_code_and_a_second_one_are_new():
    judged = judge([finding(), finding(line=2), finding(line=3, evidence="eval(y)")], policy(), today=TODAY,
                   baseline=baseline_of(finding()))  # fmt: skip
    assert [one.line for one in judged.findings] == [2, 3]


def test_critical_is_never_covered():
    old = finding()
    judged = judge([finding(severity="critical")], policy(), today=TODAY, baseline=baseline_of(old))
    assert ids(judged) == ["policy/baseline-critical", "no-eval/js-eval"]


def test_unused_entries_are_counted_in_whole_scans():
    base = baseline_of(finding(), finding(evidence="other"))
    judged = judge([finding()], policy(), today=TODAY, baseline=base, whole=True)
    assert judged.unused == 1
    assert judged.notes == ["1 entry of the baseline matched no finding; run `plugin-policy baseline` to remove them"]
    assert judge([finding()], policy(), today=TODAY, baseline=base).unused == 0
    assert judge([], policy(), today=TODAY, baseline=base, whole=True).unused == 2


def test_a_moved_file_keeps_its_findings():
    base = baseline_of(finding(), finding(line=2))
    moved = [finding(path="plugins/z/b.js", plugin="plugins/z", line=line) for line in (5, 6)]
    judged = judge(
        moved, policy(), today=TODAY, baseline=base, exists=lambda path: path == "plugins/z/b.js", whole=True
    )
    assert judged.findings == []
    assert judged.unused == 0


def test_a_copied_file_does_not():
    base = baseline_of(finding())
    copy = finding(path="plugins/z/b.js", plugin="plugins/z")
    assert len(judge([copy], policy(), today=TODAY, baseline=base, exists=lambda path: True).findings) == 1
    assert len(judge([copy], policy(), today=TODAY, baseline=base).findings) == 1
    both = [finding(), copy]
    assert len(judge(both, policy(), today=TODAY, baseline=base, exists=lambda path: False).findings) == 1


def test_one_entry_covers_one_moved_finding():
    base = baseline_of(finding())
    moved = [finding(path=path) for path in ("plugins/x/b.js", "plugins/x/c.js")]
    assert len(judge(moved, policy(), today=TODAY, baseline=base, exists=lambda path: False).findings) == 1


def test_a_search_for_moved_files_is_bounded(monkeypatch):
    from plugin_policy.policy import baseline as module

    monkeypatch.setattr(module, "MAX_TRIES", 100)
    base = baseline_of(*[finding(path=f"old/{number}", evidence=str(number)) for number in range(200)])
    moved = [finding(path=f"new/{number}", evidence=f"{number}!") for number in range(200)]
    assert len(judge(moved, policy(), today=TODAY, baseline=base, exists=lambda path: False).findings) == 200


BASELINE_ERRORS = [
    (b"[\n{]", "b.json:2: is not JSON: "),
    (b"{}", 'b.json:1: must be a list of {"fingerprint", "rule", "path"}'),
    (b"[\n[]\n]", 'b.json:2: entry 1 must be {"fingerprint", "rule", "path"}, each a string'),
    (b'[\n{"fingerprint": 1, "rule": "", "path": ""}]', "b.json:2: entry 1"),
    (b'[\n{"fingerprint": "", "rule": "", "path": "", "x": ""}]', "b.json:2: entry 1"),
    (b"\xff\xfe\xff", "b.json:1: is not"),
    (b"[" * 200_000, "b.json:1: is not"),
]


@pytest.mark.parametrize(("data", "said"), BASELINE_ERRORS, ids=range(len(BASELINE_ERRORS)))
def test_baseline_errors(data, said):
    with pytest.raises(PolicyError) as caught:
        Baseline.load("b.json", data=data)
    [problem] = caught.value.problems
    assert problem.startswith(said)


def test_baseline_files(tmp_path):
    with pytest.raises(PolicyError, match="cannot be read: no such file"):
        Baseline.load(str(tmp_path / "none"))
    (tmp_path / "b").write_text("[]")
    assert not Baseline.load(str(tmp_path / "b")).by_fingerprint


# All together


def test_the_policys_own_findings_have_fingerprints_and_rules():
    rules = policy(exception("path = 'z'", expires="2026-02-01") + exception("path = 'y'"))
    judged = judge([finding()], rules, today=TODAY, comments=comments(allow(more="")), whole=True, ran=["no-eval"])
    assert len({one.fingerprint for one in judged.findings}) == len(judged.findings) == 4
    known = {rule.id for rule in RULES}
    assert {one.rule for one in judged.findings if one.check == "policy"} <= known
    for rule in RULES:
        assert rule.fix
        assert rule.help
        assert rule.message[0].islower()
        assert not rule.message.endswith(".")


def test_nothing_found_costs_nothing():
    import os
    import subprocess
    import sys

    import plugin_policy

    code = (
        "import sys; from plugin_policy.policy.judge import judge; from plugin_policy.policy.settings import Policy;"
        "judge([], Policy(), today='2026-01-01');"
        "print([m for m in sys.modules if m in ('re','typing','hashlib','json','datetime')"
        " or m.startswith('plugin_policy.policy.')])"
    )
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(plugin_policy.__file__))}
    out = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, env=environment)
    names = ["duration", "knobs", "settings", "judge"]
    assert sorted(eval(out.stdout)) == sorted(f"plugin_policy.policy.{name}" for name in names), out


@pytest.mark.parametrize(
    "selector", ["path = 'docs/**'", "plugin = 'x'", f"fingerprint = '{'ab' * 32}'", "package = 'left-pad'"]
)
def test_an_exception_for_something_else_accepts_no_unknown(selector):
    rules = policy(exception(selector, "maintainers-2fa"))
    assert Exceptions(rules, TODAY).accepts_unknown("maintainers-2fa/publishers", ".github/workflows/x.yml") is None


def test_an_exception_for_one_workflow_accepts_its_unknown():
    rules = policy(exception("path = '.github/workflows/*.yml'", "maintainers-2fa/publishers"))
    accepted = Exceptions(rules, TODAY)
    assert accepted.accepts_unknown("maintainers-2fa/publishers", ".github/workflows/x.yml")
    assert accepted.accepts_unknown("maintainers-2fa/publishers") is None
