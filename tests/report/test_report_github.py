from hypothesis import given
from hypothesis import strategies as st
from report_samples import hostile_result, make_result, undisclosed

from plugin_policy.finding import SEVERITIES, Finding
from plugin_policy.report.github import render
from plugin_policy.report.result import NotAnalysed, NotRun


def test_one_finding(result):
    assert render(result) == (
        "::error file=plugins/x/hooks/run.js,line=14,col=9,endColumn=20,title=high%3A no-eval/js-eval::"
        "`eval` runs text that no reviewer can read%0A"
        "fix: parse the value with JSON.parse, or call the function by name\n"
    )


def test_types_and_order():
    found = [Finding(f"a/{name}", name, "m", path="p", line=rank) for rank, name in enumerate(SEVERITIES, 2)]
    kinds = [
        line.split(",")[0] + line.rpartition("title=")[2] for line in render(make_result(findings=found)).splitlines()
    ]
    assert kinds == [
        "::error file=pcritical%3A a/critical::m",
        "::error file=phigh%3A a/high::m",
        "::warning file=pmedium%3A a/medium::m",
        "::notice file=plow%3A a/low::m",
        "::notice file=pnote%3A a/note::m",
    ]


def test_ten_of_a_type_and_how_many_more():
    found = [Finding("a/b", "high", f"m{line}", line=line) for line in range(2, 30)]
    found += [Finding("a/c", "critical", "worst", line=40), Finding("a/d", "medium", "m")]
    lines = render(make_result(findings=found)).splitlines()
    errors = [line for line in lines if line.startswith("::error")]
    assert len(errors) == 10
    assert errors[0].endswith("worst")
    assert errors[-1] == "::error title=plugin-policy::20 more in the summary of this run"
    assert len(lines) == 11


def test_ten_are_all_shown():
    found = [Finding("a/b", "high", f"m{line}", line=line) for line in range(2, 12)]
    assert "more" not in render(make_result(findings=found))


def test_a_span_of_several_lines():
    text = render(
        make_result(findings=[Finding("a/b", "high", "m", path="p", line=2, column=5, end_line=4, end_column=2)])
    )
    assert text == "::error file=p,line=2,endLine=4,title=high%3A a/b::m\n"


def test_undisclosed_subjects_are_one_annotation():
    found = [undisclosed(name, line) for line, name in enumerate(["jq", "make"], 1)]
    [line] = render(make_result(findings=found)).splitlines()
    assert "(and `make`)" in line


def test_what_was_not_done(result):
    result.not_analysed = [NotAnalysed("a,b", "gone", "again")]
    result.not_run = [
        NotRun("dependency-audit", "no database", "fetch it", asked=False),
        NotRun("maintainers-2fa", "no token", "set one", promise="members"),
    ]
    assert [line for line in render(result).splitlines() if "not " in line.partition("::`")[0]] == [
        "::error file=a%2Cb,title=not analysed::gone: again",
        "::error title=not run%3A maintainers-2fa%3A members::no token; set one",
        "::notice title=not run%3A dependency-audit::no database; fetch it",
    ]


def parse(line):
    """As the runner does: name, properties, data. https://github.com/actions/runner ActionCommand.cs"""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    kind, _, given = head.partition(" ")
    return kind, dict(pair.split("=", 1) for pair in given.split(",")), data


def test_hostile_text():
    text = render(hostile_result())
    assert "##[" not in text
    for line in text.splitlines():
        assert line.isprintable()
        kind, properties, _ = parse(line)
        assert kind in ("error", "warning", "notice")
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert "injected" not in kind
    text.encode()


@given(st.text(), st.text())
def test_any_text_stays_in_its_place(message, path):
    finding = Finding("a/b", "high", message, path=path, fix=message)
    lines = render(make_result(findings=[finding])).splitlines()
    assert len(lines) == 1
    kind, properties, _ = parse(lines[0])
    assert kind == "error"
    assert properties["line"] == "1"
    assert properties["title"] == "high%3A a/b"
    assert "##[" not in lines[0]
