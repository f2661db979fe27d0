import io

from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE, hostile_result, make_result, undisclosed

from plugin_policy.finding import Finding
from plugin_policy.report.escape import log_line, plain, utf8
from plugin_policy.report.result import Allowed, NotAnalysed, NotRun
from plugin_policy.report.text import render, wants_colour


def test_one_finding(result):
    assert render(result) == (
        "plugins/x/hooks/run.js:14:9: high no-eval/js-eval `eval` runs text that no reviewer can read\n"
        "  fix: parse the value with JSON.parse, or call the function by name\n"
        "3 files read (2.3 kB); findings: 1 high\n"
    )


def test_the_last_line_says_everything(result):
    result.counts.update({"opaque": 3, "partly read": 1, "failed": 1, "ignored": 2})
    result.opaque = {"image": 2, "archive": 1}
    result.findings += [Finding("a/b", "note", "n"), Finding("a/c", "critical", "n")]
    result.allowed = [Allowed(result.findings[0], "comment", "why not")]
    result.not_analysed = [NotAnalysed("a.py", "permission denied", "make it readable")]
    result.not_run = [NotRun("dependency-audit", "no advisory database", "run `plugin-policy advisories update`")]
    result.notes = ["no manifest: judged as one anonymous plugin"]
    lines = render(result).splitlines()
    assert lines[-4:] == [
        "not analysed: a.py: permission denied; make it readable",
        "not run: dependency-audit: no advisory database; run `plugin-policy advisories update`",
        "note: no manifest: judged as one anonymous plugin",
        "3 files read (2.3 kB), 3 opaque (1 archive, 2 image), 1 partly read, 1 failed; findings: 1 critical, 1 high, "
        "1 note; 1 allowed; not run: dependency-audit; 2 ignored files not read",
    ]


def test_nothing_read_is_said():
    nothing = make_result(findings=[], bytes=0)
    nothing.counts["read"] = 0
    assert render(nothing) == "0 files read (0 bytes); findings: none\n"


def test_quiet(result):
    result.findings += [undisclosed("jq", 1)]
    assert "jq" not in render(result, quiet=True)
    assert "no-eval/js-eval" in render(result, quiet=True)
    assert render(make_result(findings=[undisclosed("jq", 1)]), quiet=True) == ""


def test_undisclosed_subjects_of_one_plugin_are_one_line():
    result = make_result(findings=[undisclosed(name, line) for line, name in enumerate(["jq", "make", "node"], 1)])
    assert render(result).splitlines()[:2] == [
        "plugins/x/run.sh:1:1: low no-unjustified-commands/undisclosed-program "
        "`jq` is started and nothing discloses it (and `make`, `node`)",
        "  fix: add a statement to the disclosure",
    ]


def test_five_hundred_subjects_are_still_one_line():
    result = make_result(findings=[undisclosed(f"p{line}", line) for line in range(1, 501)])
    text = render(result)
    assert len(text.splitlines()) == 3
    assert "`p21`, 479 more)" in text
    assert "findings: 500 low" in text


def test_other_plugins_capabilities_and_severities_stand_apart():
    findings = [undisclosed("jq", 1), undisclosed("make", 2), undisclosed("node", 3), undisclosed("git", 4)]
    findings[1].plugin = "plugins/y"
    findings[2].severity = "medium"
    findings[3].capability = "connect"
    assert len(render(make_result(findings=findings)).splitlines()) == 9


def test_one_place_stands_under_its_gravest_finding(result):
    lesser = Finding("no-x/y", "medium", "is also bad", path="plugins/x/hooks/run.js", line=14, column=9,
                     end_line=14, end_column=20, fix="something else")  # fmt: skip
    elsewhere = Finding("no-x/y", "medium", "is also bad", path="plugins/x/hooks/run.js", line=15, column=9)
    result.findings = [lesser, *result.findings, elsewhere]
    lines = render(result).splitlines()
    assert lines[1] == "  also: medium no-x/y is also bad"
    assert "something else" not in "".join(lines)
    assert lines[3].startswith("plugins/x/hooks/run.js:15:9: medium")


def test_findings_about_whole_files_are_not_one_place():
    findings = [Finding("a/b", "high", "one", path="p"), Finding("a/c", "low", "two", path="p")]
    assert "also" not in render(make_result(findings=findings))


def test_colour_only_on_a_terminal(result):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert wants_colour(Terminal(), {})
    assert not wants_colour(Terminal(), {"NO_COLOR": "1"})
    assert wants_colour(Terminal(), {"NO_COLOR": ""})
    assert not wants_colour(Terminal(), {"TERM": "dumb"})
    assert not wants_colour(io.StringIO(), {})
    assert "\033[31mhigh\033[0m" in render(result, colour=True)
    assert "\033" not in render(result)


def test_hostile_names_and_contents():
    text = render(hostile_result())
    lines = text.split("\n")
    assert lines.pop() == ""
    assert all(line.isprintable() for line in lines)
    assert not any(line.lstrip().startswith("::") for line in lines)
    assert "##[" not in text
    text.encode()


def test_a_name_like_a_workflow_command():
    result = make_result(findings=[Finding("a/b", "high", "m", path="::error file=x::y"), Finding("a/b", "low", "m")])
    assert "\n./::error file=x::y:1:1: high" in "\n" + render(result)


def test_bytes_that_are_not_utf8():
    assert plain(b"caf\xe9.py".decode("utf-8", "surrogateescape")) == "caf\\xe9.py"
    assert plain("é ñ 日本 🎉") == "é ñ 日本 🎉"
    assert plain("a\u202eb\u200bc\U000e0041") == "a\\u202eb\\u200bc\\U000e0041"
    assert plain("\t\x07\x85\u3164") == "\\t\\x07\\u0085\\u3164"
    assert plain("x" * 5000).endswith("x…")


@given(st.text(st.characters()))
def test_plain_text_is_one_visible_line(text):
    escaped = plain(text)
    assert escaped.isprintable()
    assert len(escaped.splitlines()) <= 1
    assert plain(escaped) == escaped
    escaped.encode()
    utf8(text).encode()


@given(st.text(st.sampled_from(":# [x\n/")))
def test_no_log_line_is_a_command(text):
    line = log_line(plain(text))
    assert not line.lstrip().startswith("::")
    assert "##[" not in line


def test_hostile_sample_holds_what_it_should():
    assert "\n::" in HOSTILE


def test_a_finding_about_the_repository_itself():
    assert render(make_result(findings=[Finding("a/b", "note", "m")])).startswith(".:1:1: note a/b m\n")
