from hypothesis import given
from hypothesis import strategies as st

from plugin_policy.finding import UNDISCLOSED, Finding
from plugin_policy.policy import fingerprint as module
from plugin_policy.policy.fingerprint import set_fingerprints


def finding(evidence: str = "eval(x)", line: int = 1, **more: object) -> Finding:
    more = {"path": "a.js", "plugin": "plugins/x", **more}
    return Finding("no-eval/js-eval", "high", "m", line=line, evidence=evidence, **more)


def prints(*findings: Finding) -> list[str]:
    set_fingerprints(findings)
    return [one.fingerprint for one in findings]


def test_the_promise_is_what_the_contract_says():
    import hashlib

    [value] = prints(finding("eval( x )\n  + 1"))
    text = "\0".join(("1", "no-eval/js-eval", "plugins/x", "a.js", "eval( x ) + 1", "0"))
    assert value == hashlib.sha256(text.encode()).hexdigest()


evidences = st.lists(st.text(max_size=8), min_size=1, max_size=8)


@given(evidences, st.integers(1, 1000), st.text(" \t\n", min_size=1, max_size=3))
def test_moved_and_reformatted_code_keeps_its_fingerprints(texts, shift, space):
    before = prints(*[finding(f"eval( {text} )", line) for line, text in enumerate(texts, 1)])
    after = prints(*[finding(f"eval({space}{text}{space})", line + shift) for line, text in enumerate(texts, 1)])
    assert before == after


@given(evidences)
def test_fingerprints_differ_in_one_file(texts):
    found = prints(*[finding(text, line) for line, text in enumerate(texts, 1)])
    assert len(set(found)) == len(texts)


def test_changed_code_rule_path_or_plugin_make_another():
    base = finding()
    others = [finding("eval(y)"), finding(path="b.js"), finding(plugin="plugins/y")]
    assert len(set(prints(base) + [one for other in others for one in prints(other)])) == 4


def test_an_undisclosed_use_is_its_subject():
    first = finding("fetch(a)", kind=UNDISCLOSED, subject="api.example.com")
    second = finding("axios.get(b)", 9, kind=UNDISCLOSED, subject="api.example.com")
    assert prints(first) == prints(second)


def test_order_of_the_findings_does_not_matter():
    one, two = finding(line=1), finding(line=5)
    prints(two, one)
    again_one, again_two = finding(line=1), finding(line=5)
    prints(again_one, again_two)
    assert (one.fingerprint, two.fingerprint) == (again_one.fingerprint, again_two.fingerprint)


def test_lone_surrogates_and_odd_names():
    assert all(prints(finding("\ud800"), finding(path="a\udcff.js"), finding("\0"), finding("")))


def secret(value: str, **more: object) -> Finding:
    return finding(value, secret=True, **more)


def test_a_guessable_secret_is_hashed_slowly_and_a_random_one_is_not(monkeypatch):
    calls = []
    slow = module._slow_hash
    monkeypatch.setattr(module, "_slow_hash", lambda text: calls.append(text) or slow(text))
    set_fingerprints([secret("hunter2"), secret("x" * 40, random=True)])
    assert calls == ["hunter2"]


def test_no_secret_stands_in_a_fingerprints_text():
    guessable, random = secret("hunter2 and more"), secret("x" * 40, random=True)
    set_fingerprints([guessable, random])
    for one in (guessable, random):
        assert one.evidence not in one.identity[0]
        assert len(one.identity[0]) == 64


def test_beyond_the_cap_secrets_of_a_file_share_one_hash(monkeypatch):
    calls = []
    monkeypatch.setattr(module, "_slow_hash", lambda text: calls.append(text) or f"<{text}>")
    values = [f"password{number:03}" for number in range(40)]
    first = prints(*[secret(value, line=line) for line, value in enumerate(values, 1)])
    assert len(calls) == module.MAX_PER_FILE + 1
    assert len(set(first)) == 40
    values[30] = "other"
    second = prints(*[secret(value, line=line) for line, value in enumerate(values, 1)])
    changed = [number for number, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    assert changed == list(range(module.MAX_PER_FILE, 40))


def test_hashing_is_bounded_over_a_whole_scan(monkeypatch):
    calls = []
    monkeypatch.setattr(module, "_slow_hash", lambda text: calls.append(text) or f"<{text}>")
    found = prints(*[secret(f"password{number}", path=f"{number:04}") for number in range(2000)])
    assert len(calls) == module.MAX_PER_SCAN + 1
    assert len(set(found)) == 2000


def test_one_file_judged_alone_has_the_same_fingerprints(monkeypatch):
    monkeypatch.setattr(module, "_slow_hash", lambda text: f"<{text}>")

    def findings(path: str) -> list[Finding]:
        return [secret(f"password{number % 30}", path=path, line=number + 1) for number in range(40)]

    alone, together = findings("b"), findings("b")
    set_fingerprints(alone)
    set_fingerprints([*findings("a"), *together, *findings("c")])
    assert [one.fingerprint for one in alone] == [one.fingerprint for one in together]
