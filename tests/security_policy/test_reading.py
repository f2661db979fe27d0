"""SECURITY.md read: statements, times, ranges, links."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin_policy.security_policy import document, durations, links, ranges
from plugin_policy.security_policy.content import parse_date, read_content


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("within 48 hours", "48 hours"),
        ("within three (3) business days", "3 business days"),
        ("in 3 working days", "3 business days"),
        ("1-7 days", "7 days"),
        ("a week", "1 week"),
        ("24h", "24 hours"),
        ("every 2 weeks", "2 weeks"),
    ],
)
def test_durations(text, said):
    assert [str(duration) for duration in durations.find(text)] == [said]


@pytest.mark.parametrize("text", ["today", "day of the release", "version 3.2 days", "weekday", "hourly", "a few days"])
def test_no_durations(text):
    assert durations.find(text) == []


@given(st.integers(1, 9999), st.sampled_from(["hours", "days", "weeks", "months", "business days"]))
def test_a_written_duration_is_read_back(amount, unit):
    parsed = durations.parse(f"{amount} {unit}")
    assert parsed is not None
    assert durations.parse(str(parsed)) == parsed


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("1.x.x", ["1.0.0", "1.9"], ["0.9", "2.0"]),
        ("< 1.0", ["0.9.9"], ["1.0", "1.2"]),
        ("<= 9.x", ["9.9.9", "8.0"], ["10.0"]),
        (">= 2.0, < 3", ["2.4"], ["1.9", "3.0"]),
        ("`v2` and later", ["2.0", "3.1"], ["1.9"]),
        ("2.1+", ["2.1", "4.0"], ["2.0"]),
        ("1.0 - 2.3", ["1.0", "2.3.9"], ["2.4"]),
        ("^1.2", ["1.2.0", "1.9"], ["1.1", "2.0"]),
        ("Latest release", ["9.9"], []),
    ],
)
def test_ranges(text, inside, outside):
    found = ranges.parse(text)
    assert found is not None
    assert all(found.holds(ranges.numbers(version)) for version in inside)
    assert not any(found.holds(ranges.numbers(version)) for version in outside)


@pytest.mark.parametrize("text", ["main", "LTS", "2.latest", "see below", ""])
def test_what_is_no_range_is_not_judged(text):
    assert ranges.parse(text) is None


@pytest.mark.parametrize(
    ("tag", "version"),
    [("v1.2.3", (1, 2, 3)), ("1.2", (1, 2)), ("pkg@2.0.1", (2, 0, 1)), ("tool-v3.1", (3, 1)), ("v2.0-rc1", None)],
)
def test_tags(tag, version):
    assert ranges.tag_version(tag) == version


@given(st.text(alphabet="ab .!?*_`|#->[]()\n1", max_size=400))
def test_reading_never_fails_and_lines_exist(text):
    lines = text.splitlines()
    for statement in document.read(text):
        assert 1 <= statement.line <= len(lines)


def test_statements_know_line_and_headings():
    text = "# A\n\nOne thing. Another\nthing here. Third.\n\n## B\n- item one\n  goes on\n- two\n\n"
    text += "| V | S |\n|---|---|\n| 1 | yes |\n"
    found = [(s.kind, s.text, s.line, s.heading) for s in document.read(text)]
    assert found == [
        ("heading", "A", 1, ""),
        ("sentence", "One thing.", 3, "A"),
        ("sentence", "Another thing here.", 3, "A"),
        ("sentence", "Third.", 4, "A"),
        ("heading", "B", 6, "A"),
        ("item", "item one goes on", 7, "B"),
        ("item", "two", 9, "B"),
        ("row", "| 1 | yes |", 13, "B"),
    ]


def test_comments_and_fences_say_nothing():
    text = "# A\n<!-- report within 2 days\n-->\n```\nacknowledge within 3 days\n```\nWe fix within 4 days.\n"
    content = read_content(text, "SECURITY.md")
    assert [str(promise.duration) for promise in content.promised] == ["4 days"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("write to Sec.Team+x@example.org.", "sec.team+x@example.org"),
        ("security at python dot org", "security@python.org"),
        ("opensource-security[@]github.com.", "opensource-security@github.com"),
        ("[mail](mailto:a_b@c.io)", "a_b@c.io"),
    ],
)
def test_addresses(text, address):
    assert links.emails(text) == [address]


@pytest.mark.parametrize("text", ["look at the docs", "npx tool@latest", "meet at noon.today we", "user@host"])
def test_no_addresses(text):
    assert links.emails(text) == []


def test_links_are_found_once_and_not_in_code():
    line = 'See [a](docs/a.md), <https://x.org/y>, [ref]: and `[no](no.md)` [b](b_(c).md "title")'
    assert [link.target for link in links.links([line])] == ["docs/a.md", "b_(c).md", "https://x.org/y"]


@pytest.mark.parametrize(
    ("target", "folder", "repository", "rest"),
    [
        ("https://github.com/Own/Name/security/advisories/new", "", "own/name", "security/advisories/new"),
        ("../../security/advisories/new", "", "own/name", "security/advisories/new"),
        ("../../../security/policy", ".github", "own/name", "security/policy"),
        ("../../issues", "", "own/name", "issues"),
    ],
)
def test_places(target, folder, repository, rest):
    place = links.place(target, "own/name", folder)
    assert place is not None
    assert (place.repository, place.rest) == (repository, rest)


@pytest.mark.parametrize("target", ["docs/a.md", "/docs/a.md", "../README.md", "mailto:a@b.org", "https://x.org/a/b"])
def test_no_places(target):
    assert links.place(target, "own/name", "docs") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Last updated: 2025-01-18", date(2025, 1, 18)),
        ("updated on 3 March 2024", date(2024, 3, 3)),
        ("March 3rd, 2024", date(2024, 3, 3)),
        ("May 2024", date(2024, 5, 28)),
        ("2025-13-40", None),
        ("no date", None),
    ],
)
def test_dates(text, day):
    assert parse_date(text) == day


PROMISES = """\
# Security
## What to expect
{}
"""


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("- **Acknowledgment**: Within 48 hours", [("acknowledge", "", "48 hours")]),
        ("- **Initial Assessment**: within 1 week", [("assess", "", "1 week")]),
        ("- **Status Updates**: Every 7 days until resolved", [("update", "", "7 days")]),
        ("We will provide a more detailed response within 10 days.", [("assess", "", "10 days")]),
        ("You should receive a response within 24 hours.", [("acknowledge", "", "24 hours")]),
        (
            "It is acknowledged within 5 days, and you will receive a more detailed response within 10 days.",
            [("acknowledge", "", "5 days"), ("assess", "", "10 days")],
        ),
        (
            "We acknowledge within three (3) business days, and send a detailed response within an additional three"
            " (3) business days.",
            [("acknowledge", "", "3 business days"), ("assess", "", "6 business days")],
        ),
        (
            "We aim to fix critical vulnerabilities within 7 days and high-severity issues within 30 days.",
            [("fix", "critical", "7 days"), ("fix", "high", "30 days")],
        ),
        ("Within 90 days after the triage date, the vulnerability must be made public.", [("disclose", "", "90 days")]),
        ("Within 4 business days a member provides a first answer.", [("acknowledge", "", "4 business days")]),
        # promises nothing, or nothing of ours
        ("If you do not receive an acknowledgement within 6 business days, write to the foundation.", []),
        ("Responses are usually faster, often within 12 hours.", []),
        ("We notify distributors at least a week ahead of the release.", []),
        ("Please allow us 90 days to fix the issue before disclosure.", []),
        ("We keep logs for 30 days.", []),
    ],
)
def test_promised_times(text, promised):
    found = read_content(PROMISES.format(text), "SECURITY.md").promised
    assert [(one.kind, one.severity, str(one.duration)) for one in found] == promised


def test_times_in_a_table():
    table = "| Severity | First response | Fix |\n|---|---|---|\n| Critical | 24 hours | 7 days |\n"
    table += "| Low | 1 week | 90 days |"
    found = read_content(PROMISES.format(table), "SECURITY.md").promised
    assert [(one.kind, one.severity, str(one.duration)) for one in found] == [
        ("acknowledge", "critical", "24 hours"),
        ("fix", "critical", "7 days"),
        ("acknowledge", "low", "1 week"),
        ("fix", "low", "90 days"),
    ]
