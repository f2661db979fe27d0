"""What real security policies taught: shapes found in public repositories, in our own words.

docs/organisation-checks.md has the table of real files; `benchmarks/security_policies.py` makes it.
"""

from __future__ import annotations

import pytest
from test_judging import GOOD, problems, rules

# The two policies this product was made for, by what they promise (docs/organisation-checks.md lists what each lacks).
NPM_ECOSYSTEM = """\
# Security Policy

## Supported Versions

Which versions get patches depends on the CVSS v3.0 rating:

| Version | Supported          |
| ------- | ------------------ |
| 1.x.x   | :white_check_mark: |
| < 1.0   | :x:                |

## Reporting a Vulnerability

Please **do not** file a public issue. Open a draft: https://github.com/own/name/security/advisories/new

Reports should include a description, steps to reproduce and the potential impact.

1. We will acknowledge receipt within 3 working days
2. We will provide a more detailed response within 10 days
3. We will treat your report as confidential

### Plugins

Follow our [guidelines](docs/implementation/security.md).

### Responsible Disclosure

- Allow us reasonable time to fix the issue before public disclosure
- Make a good faith effort to avoid privacy violations

### Bounty

We have no bug bounty program.

### Hall of Fame

With your permission, we add your name to our list.
"""

MARKETPLACE = """\
# Security Policy

| Version | Supported          |
| ------- | ------------------ |
| 1.x.x   | :white_check_mark: |

## Reporting a Vulnerability

**Do not** open a public issue. Send steps to reproduce and the impact to `admin@market.test`.

- **Acknowledgment**: Within 48 hours
- **Initial Assessment**: Within 1 week
- **Status Updates**: Every 7 days until resolved

### Severity Levels

- **Critical**: Immediate remote code execution
- **High**: Privilege escalation

## Incident Response

2. **Assessment** (24 hours):
   - Determine scope and impact

## Vulnerability Disclosure Timeline

1. **Day 0**: Vulnerability reported privately
2. **Day 1-7**: Assessment and initial fix
3. **Day 8-30**: Testing and validation
4. **Day 30+**: Public disclosure (coordinated)

We aim to fix critical vulnerabilities within 7 days and high-severity issues within 30 days.

Last updated: 2025-01-18
"""


def exists(path):
    return path != "docs/implementation/security.md"


def test_what_the_policy_of_an_npm_ecosystem_lacks():
    assert rules(NPM_ECOSYSTEM, tags=None) == ["no-date", "no-safe-harbour"]
    assert rules(NPM_ECOSYSTEM, tags=["v0.9.0"], exists=exists) == [
        "broken-link", "newest-unsupported", "no-date", "no-safe-harbour", "version-without-tag",
    ]  # fmt: skip


def test_what_the_policy_of_a_marketplace_lacks():
    found = {problem.rule: problem for problem in problems(MARKETPLACE, tags=["v1.0.0"])}
    assert sorted(found) == [
        "contradicting-times", "no-bounty-statement", "no-hall-of-fame", "no-safe-harbour", "stale-date",
    ]  # fmt: skip
    assert "tests until day 30" in found["contradicting-times"].detail


@pytest.mark.parametrize(
    "line",
    [
        "You can expect to hear back within 1 week.",
        "Maintainers usually acknowledge reports within a few business days.",
        "A first answer comes within a couple of days.",
    ],
)
def test_times_told_in_other_words(line):
    text = GOOD.replace("We acknowledge reports within 3 business days and assess them within 10 days.", line)
    text = text.replace("We fix critical vulnerabilities within 7 days and high ones within 30 days.\n", "")
    assert rules(text) == []
    assert rules(text.replace(line, "We answer promptly.")) == ["no-response-times"]


@pytest.mark.parametrize(
    "line",
    [
        "Please give us 90 days to work on a fix before public exposure.",
        "Leave us a reasonable opportunity to mend it before any public disclosure.",
        "We work on a fix and coordinate disclosure with you.",
        "We decide on a planned release date and tell you.",
    ],
)
def test_disclosure_told_in_other_words(line):
    gone = "We disclose publicly once a fix is out, in coordination with you. "
    assert rules(GOOD.replace(gone, line + " ")) == []


def test_a_good_faith_effort_asked_of_reporters_is_no_safe_harbour():
    gone = "We will not take legal action against\nresearch in good faith. "
    assert rules(GOOD.replace(gone, "Make a good faith effort to spare data. ")) == ["no-safe-harbour"]


LONG = "# Security\n\nWrite to security@own.test.\n\n{}\n\n## Scope\n\n" + "Parsing of files is in scope. " * 40


@pytest.mark.parametrize(
    "line",
    [
        "Please read the guidelines on reporting issues [on the site](https://own.test/security/).",
        "For more details, see our [security policy documentation](https://own.test/docs/security/).",
    ],
)
def test_a_long_policy_that_continues_on_the_web(line):
    """What is not here may stand there: one note in place of all that seems to be missing."""
    assert rules(LONG.format(line)) == ["elsewhere"]


@pytest.mark.parametrize(
    "line",
    [
        "See the [guidelines for plugin developers](https://own.test/security-guidelines).",
        "See how to report in [the documentation](https://docs.github.com/en/code-security/report).",
        "Our security policy extends [that of the runtime](https://runtime.test/security).",
    ],
)
def test_links_that_continue_nothing(line):
    assert "no-response-times" in rules(LONG.format(line))


def test_of_several_pages_the_one_on_security_is_named():
    text = (
        "# Security\n\nThis is part of [Own](https://own.test/), so please follow the guidelines "
        "[here](https://own.test/x/SECURITY.md).\n"
    )
    assert [problem.detail for problem in problems(text)] == ["https://own.test/x/SECURITY.md"]
