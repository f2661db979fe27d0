import pytest

from plugin_policy.finding import Finding
from plugin_policy.report.result import NotAnalysed, NotRun, Result


def outcome(severity: str = "", fail_on: str = "medium", **more: object) -> int:
    result = Result("1", fail_on=fail_on)
    result.findings = [Finding("a/b", severity, "m")] if severity else []
    for name, value in more.items():
        setattr(result, name, value)
    return result.exit_code()


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("", "low", 0),
        ("note", "low", 0),
        ("low", "low", 1),
        ("low", "medium", 0),
        ("medium", "medium", 1),
        ("high", "critical", 0),
        ("critical", "critical", 1),
        ("note", "note", 0),
    ],
)
def test_severity_to_exit_code(severity, fail_on, code):
    assert outcome(severity, fail_on) == code


def test_what_we_failed_to_do_wins():
    missed = NotAnalysed("a", "no permission")
    asked = NotRun("dependency-audit", "no database", "fetch it")
    part = NotRun("dependency-audit", "no database", "fetch it", asked=False)
    assert outcome("critical", not_analysed=[missed]) == 2
    assert outcome("critical", not_run=[asked]) == 2
    assert outcome("", not_run=[part, asked]) == 2
    assert outcome("", not_run=[part]) == 0
    assert outcome("high", not_run=[part]) == 1
