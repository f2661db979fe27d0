"""`plugin-policy security-policy --init`: a SECURITY.md that the check accepts, from a few answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date

from plugin_policy.github.origin import origin
from plugin_policy.security_policy import durations, links

TEXT = """\
# Security Policy

## Supported versions

| Version | Supported |
| ------- | --------- |
{versions}

## Reporting a vulnerability

Please do not open a public issue. Report privately instead:

{channels}

Please include a description of the vulnerability, the affected version, the steps to reproduce it and its impact.

## What to expect

- We acknowledge every report within {acknowledge}.
- We send you a first assessment within {assess}.
- We keep you informed with status updates every {update} until it is resolved.
- We fix critical vulnerabilities within {critical} and high ones within {high}, tested and released.
- Reports are confidential until they are disclosed.

## Severity levels

- **Critical**: remote code execution or data breach
- **High**: privilege escalation or significant exposure
- **Medium**: limited exposure
- **Low**: minor disclosure of information

## Disclosure

We publish a security advisory once a fix is released, on a date coordinated with you.

## Safe harbour

We take no legal action against research in good faith that respects privacy and other people's data.

## Bounty and credit

There is no bug bounty. With your permission we credit you in the advisory.

Last updated: {today}
"""

# flag, question, default
QUESTIONS = (
    ("--contact", "E-mail address for reports (empty: only the form on GitHub)", ""),
    ("--acknowledge", "Acknowledge a report within", "3 business days"),
    ("--assess", "Assess it within", "10 days"),
    ("--fix-critical", "Fix critical vulnerabilities within", "14 days"),
    ("--fix-high", "Fix high ones within", "30 days"),
    ("--supported", "Supported versions", "latest release"),
)
TIMES = ("--acknowledge", "--assess", "--fix-critical", "--fix-high")


def main(argv: Sequence[str]) -> int:
    """Write SECURITY.md in this folder; 2 when it exists or an answer cannot be used."""
    import argparse

    from plugin_policy.arguments import Parser

    parser = Parser(prog="plugin-policy security-policy --init", allow_abbrev=False)
    parser.add_argument("--init", action="store_true", help=argparse.SUPPRESS)
    for flag, question, default in QUESTIONS:
        parser.add_argument(flag, help=question, metavar="TEXT", default=None if sys.stdin.isatty() else default)
    given = vars(parser.parse_args(argv))
    path = next((p for p in (".github/SECURITY.md", "SECURITY.md", "docs/SECURITY.md") if os.path.lexists(p)), "")
    problem = f"{path} exists and is not overwritten" if path else ""
    answers: dict[str, str] = {}
    for flag, question, default in QUESTIONS if not problem else ():
        value = given[flag.strip("-").replace("-", "_")]
        try:
            answers[flag] = _ask(flag, question, default) if value is None else value
        except (EOFError, KeyboardInterrupt):
            problem = "no answer: nothing was written"
            break
    problem = problem or refuse(answers)
    if problem:
        print(f"plugin-policy: {problem}", file=sys.stderr)
        return 2
    with open("SECURITY.md", "x", encoding="utf-8") as out:
        out.write(render(answers, origin("."), date.today()))
    print("wrote SECURITY.md; turn on private vulnerability reporting in the repository's settings")
    return 0


def _ask(flag: str, question: str, default: str) -> str:
    """An answer from the terminal; a time that cannot be read is asked for again."""
    while True:
        answer = input(f"{question} [{default}]: ").strip() or default
        if flag not in TIMES or durations.parse(answer) is not None:
            return answer
        print(f"  {answer!r} is not a time such as '3 business days' or '48 hours'")


def refuse(answers: dict[str, str]) -> str:
    """Why the answers cannot be used, "" when they can."""
    for flag in TIMES:
        if durations.parse(answers[flag]) is None:
            return f"{flag} {answers[flag]!r} is not a time such as '3 business days' or '48 hours'"
    hours = {flag: durations.find(answers[flag])[0].hours for flag in TIMES}
    if hours["--fix-critical"] > hours["--fix-high"]:
        return "critical vulnerabilities would be fixed later than high ones"
    if hours["--assess"] < hours["--acknowledge"]:
        return "reports would be assessed before they are acknowledged"
    if answers["--contact"] and links.emails(answers["--contact"]) != [answers["--contact"].lower()]:
        return f"--contact {answers['--contact']!r} is not an e-mail address"
    return ""


def render(answers: dict[str, str], own: str, today: date) -> str:
    """The text. own: `owner/name`, "" links the form relatively, as GitHub shows it."""
    form = f"https://github.com/{own}/security/advisories/new" if own else "../../security/advisories/new"
    channels = [f"- Open a [draft security advisory]({form})"]
    if answers["--contact"]:
        channels.append(f"- Write to {answers['--contact']}")
    versions = [part.strip() for part in answers["--supported"].split(",") if part.strip()]
    return TEXT.format(
        versions="\n".join(f"| {version} | yes |" for version in versions or ["latest release"]),
        channels="\n".join(channels),
        acknowledge=answers["--acknowledge"],
        assess=answers["--assess"],
        update="7 days",
        critical=answers["--fix-critical"],
        high=answers["--fix-high"],
        today=today.isoformat(),
    )
