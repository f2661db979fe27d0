"""What is said of a security policy: each problem, and the look-alike that has none."""

from __future__ import annotations

from datetime import date

import pytest

from plugin_policy.security_policy import contacts
from plugin_policy.security_policy.content import read_content
from plugin_policy.security_policy.judge import Facts, judge

TODAY = date(2026, 6, 1)

GOOD = """\
# Security Policy

## Supported versions

| Version | Supported |
| ------- | --------- |
| 2.x     | yes       |
| < 2.0   | no        |

## Reporting a vulnerability

Do not open a public issue. Use the [private form](https://github.com/own/name/security/advisories/new).

Please include steps to reproduce and the impact.

We acknowledge reports within 3 business days and assess them within 10 days.
We fix critical vulnerabilities within 7 days and high ones within 30 days.

- Critical: remote code execution
- Low: minor disclosure

We disclose publicly once a fix is out, in coordination with you. We will not take legal action against
research in good faith. There is no bug bounty. We credit reporters in the advisory.

Last updated: 2026-05-01
"""


def problems(text, linked=(), path="SECURITY.md", own="own/name", **facts):
    facts.setdefault("tags", ["v1.0.0", "v2.1.0"])
    content = read_content(text, path, own)
    documents = [read_content(other, "docs/other.md", own) for other in linked]
    return list(judge(content, documents, Facts(TODAY, **facts)))


def rules(text, **facts):
    return sorted({problem.rule for problem in problems(text, **facts)})


def test_a_good_policy_has_no_problem():
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("gone", "rule"),
    [
        ("Please include steps to reproduce and the impact.", "no-report-content"),
        ("| 2.x     | yes       |\n| < 2.0   | no        |", "no-supported-versions"),
        ("- Critical: remote code execution\n- Low: minor disclosure", "no-severity-levels"),
        ("We disclose publicly once a fix is out, in coordination with you. ", "no-disclosure-timeline"),
        ("We will not take legal action against\nresearch in good faith. ", "no-safe-harbour"),
        ("There is no bug bounty. ", "no-bounty-statement"),
        ("We credit reporters in the advisory.", "no-hall-of-fame"),
        ("Last updated: 2026-05-01", "no-date"),
    ],
)
def test_what_is_missing(gone, rule):
    text = GOOD.replace(gone, "")
    if rule == "no-supported-versions":
        text = text.replace("## Supported versions", "").replace("| Version | Supported |\n| ------- | --------- |", "")
    assert rules(text) == [rule]


def test_no_times():
    text = GOOD.replace("within 3 business days", "soon").replace("within 10 days", "soon")
    text = text.replace("within 7 days", "first").replace("within 30 days", "next")
    assert rules(text) == ["no-response-times"]


LINE = "Do not open a public issue. Use the [private form](https://github.com/own/name/security/advisories/new)."


@pytest.mark.parametrize(
    "channel",
    [
        "Write to security@own.org.",
        "Write to security at own dot org.",
        "Report it privately with the button on the security tab.",
        "Report it through [our programme](https://hackerone.com/own).",
        "Report it in our [form](https://own.org/report).",
        "Use the [form](../../security/advisories/new).",
    ],
)
def test_private_channels(channel):
    found = rules(GOOD.replace(LINE, channel))
    assert "no-private-channel" not in found
    assert "public-channel" not in found
    assert "broken-link" not in found


def test_no_private_channel():
    assert rules(GOOD.replace(LINE, "Tell us what you found.")) == ["no-private-channel"]


def test_public_channel():
    line = "Please open an [issue](https://github.com/own/name/issues/new) for every vulnerability."
    assert rules(GOOD.replace(LINE, line)) == ["public-channel"]


def test_form_of_another_repository():
    text = GOOD.replace("own/name/security/advisories/new", "someone/other/security/advisories/new")
    found = problems(text)
    assert [problem.rule for problem in found] == ["foreign-channel"]
    assert "someone/other" in found[0].detail
    assert found[0].line == 12


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (GOOD, "fork/name"),  # a fork or a move keeps the name
        (GOOD, ""),  # nothing known of this repository
        (GOOD + "\nFor the action use [its form](https://github.com/own/action/security/advisories/new).", "own/name"),
    ],
)
def test_forms_that_are_fine(text, own):
    assert "foreign-channel" not in rules(text, own=own)


def test_policy_that_stands_elsewhere_is_not_called_incomplete():
    text = "# Security\n\nThe security policy can be found at <https://own.org/security>.\n"
    assert rules(text) == ["elsewhere"]


def test_linked_document_of_the_repository_counts():
    start = "# Security\n\nPlease read [how to report](docs/other.md).\n"
    assert rules(start, linked=[GOOD]) == []


@pytest.mark.parametrize(
    "text",
    ["Write to security@example.com.", "Write to [INSERT CONTACT METHOD].", "Write to {{ email }} or a@own.org."],
)
def test_placeholders(text):
    assert "placeholder" in rules(GOOD + "\n" + text)


def test_the_untouched_template():
    text = GOOD + "\nUse this section to tell people how to report a vulnerability.\n"
    assert "placeholder" in rules(text)


def test_supported_range_without_a_tag():
    found = problems(GOOD.replace("2.x     | yes", "3.x     | yes"), tags=["v1.0.0", "v2.1.0"])
    assert [(problem.rule, problem.line) for problem in found] == [
        ("version-without-tag", 7),
        ("newest-unsupported", 7),
    ]


def test_manifest_versions_count_as_released():
    assert rules(GOOD, tags=[], versions=["2.0.1"]) == []


def test_nothing_is_said_of_tags_that_cannot_be_known():
    assert rules(GOOD.replace("2.x ", "9.x "), tags=None) == []


def test_newest_release_outside_the_table():
    assert rules(GOOD, tags=["v2.1.0", "v3.0.0"]) == ["newest-unsupported"]
    assert rules(GOOD, tags=["v2.1.0", "v3.0.0-rc1", "tool-v9.0.0"]) == []


TIMELINE = """
## Timeline

1. **Day 0**: reported
2. **Day 1-7**: assessment and first fix
3. **Day 8-30**: testing and validation
4. **Day 30+**: public disclosure
"""


def test_fixed_before_tested():
    found = problems(GOOD + TIMELINE)
    line = (GOOD + TIMELINE).split("3. **Day 8-30**")[0].count("\n") + 1
    assert [(problem.rule, problem.line) for problem in found] == [("contradicting-times", line)]
    assert "critical vulnerabilities are fixed within 7 days (line 17)" in found[0].detail
    assert "until day 30" in found[0].detail


def test_a_timeline_that_fits():
    assert problems(GOOD + TIMELINE.replace("8-30", "5-7")) == []


@pytest.mark.parametrize(
    "line",
    [
        "We acknowledge every report within 2 weeks.",
        "We assess reports within 1 day.",
        "We fix high severity problems within 1 day.",
    ],
)
def test_times_that_contradict(line):
    assert rules(GOOD + "\n" + line) == ["contradicting-times"]


def test_an_incident_plan_is_another_matter():
    assert rules(GOOD + "\n## Incident response\n\n- **Assessment** (24 hours): scope and impact\n") == []


@pytest.mark.parametrize(
    ("link", "broken"),
    [
        ("[x](docs/guide.md)", True),
        ("[x](README.md)", False),
        ("[x](/README.md)", False),
        ("[x](#reporting-a-vulnerability)", False),
        ("[x](#nowhere)", True),
        ("[x](https://own.org/nowhere)", False),
        ("[x](https://github.com/own/name/blob/main/docs/guide.md)", True),
        ("[x](https://github.com/own/name/blob/main/README.md)", False),
        ("[x](https://github.com/own/name/blob/v1/gone.md)", False),
        ("[x](../../issues)", False),
        ("`[x](docs/guide.md)`", False),
    ],
)
def test_links(link, broken):
    found = rules(GOOD + "\n" + link + "\n", exists=lambda path: path == "README.md")
    assert found == (["broken-link"] if broken else [])


@pytest.mark.parametrize(
    ("day", "stale"), [("2026-05-30", False), ("2025-06-10", False), ("2025-01-18", True), ("2027-01-01", True)]
)
def test_dates(day, stale):
    assert rules(GOOD.replace("2026-05-01", day)) == (["stale-date"] if stale else [])


def test_owner_of_the_marketplace():
    text = GOOD + "\nWrite to security@own.org.\n"
    assert rules(text, owner_email="hello@own.org") == []
    assert rules(text, owner_email="hello@elsewhere.org") == ["owner-differs"]


def txt(text):
    content = read_content(GOOD + "\nWrite to security@own.org.\n", "SECURITY.md", "own/name")
    return [problem.rule for problem in contacts.security_txt(text, ".well-known/security.txt", content, TODAY)]


def test_security_txt():
    assert txt("Contact: mailto:security@own.org\nExpires: 2027-01-01T00:00:00Z\n") == []
    assert txt("Contact: https://github.com/own/name/security/advisories/new\nExpires: 2027-01-01T00:00:00Z\n") == []
    assert txt("Contact: mailto:old@other.org\nExpires: 2027-01-01T00:00:00Z\n") == ["contact-differs"]
    assert txt("Contact: mailto:security@own.org\nExpires: 2025-01-01T00:00:00Z\n") == ["expired"]
    assert txt("Expires: 2027-01-01T00:00:00Z\n") == ["contact-differs"]


def template(text, name="bug.md"):
    content = read_content(GOOD, "SECURITY.md", "own/name")
    return [problem.rule for problem in contacts.issue_template(text, f".github/ISSUE_TEMPLATE/{name}", content)]


def test_issue_templates():
    assert template("---\nname: Security vulnerability\nabout: tell us\n---\nWhat did you find?\n") == [
        "public-template"
    ]
    assert template("---\nname: Security issue\nabout: do not use this, see SECURITY.md\n---\n") == []
    assert template("---\nname: Bug report\nabout: something broke\n---\n") == []
    config = "contact_links:\n  - name: security\n    url: https://github.com/{}/security/advisories/new\n"
    assert template(config.format("own/name"), "config.yml") == []
    assert template(config.format("own/other"), "config.yml") == ["contact-differs"]
