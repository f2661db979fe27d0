"""What other files tell reporters: security.txt (RFC 9116) and the issue templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plugin_policy.security_policy import links, phrases
from plugin_policy.security_policy.content import Content, parse_date
from plugin_policy.security_policy.problem import Problem

SECURITY_TXT = (
    ".well-known/security.txt",
    "security.txt",
    "static/.well-known/security.txt",
    "public/.well-known/security.txt",
)
TEMPLATES = re.compile(r"\.github/ISSUE_TEMPLATE/[^/]+\.(?:md|ya?ml)$", re.IGNORECASE)

_FIELD = re.compile(r"(contact|expires)\s*:\s*(\S.*)", re.IGNORECASE)
_TEMPLATE_FIELD = re.compile(r"(?:name|about|description|title|labels)\s*:\s*(.{1,200})", re.IGNORECASE)
# A template that takes the vulnerability itself; "security hardening request" is no such thing.
_TAKES = re.compile(
    r"\b(?:security (?:vulnerability|issue|bug|report|problem)|vulnerability(?: report)?|"
    r"report (?:a|an) vulnerability)\b",
    re.IGNORECASE,
)
_SENDS_AWAY = re.compile(
    r"security/(?:advisories|policy)|SECURITY\.md|do not|don['’]t|\bnot\b|private|instead", re.IGNORECASE
)


def security_txt(text: str, path: str, content: Content, today: date) -> Iterator[Problem]:
    """Problems of one security.txt held against the security policy."""
    contacts: list[tuple[str, int]] = []
    for number, line in enumerate(text.splitlines()[:200], 1):
        field = _FIELD.match(line.strip())
        if not field:
            continue
        if field[1].lower() == "contact":
            contacts.append((field[2].strip().lower(), number))
        else:
            expires = parse_date(field[2])
            if expires and expires < today:
                yield Problem("expired", number, expires.isoformat(), path=path, subject="expires")
    if not contacts:
        yield Problem("contact-differs", 1, "it names no contact", path=path)
        return
    known = set(content.emails) | {link.target.lower().rstrip("/") for link in content.links}
    domains = {address.rpartition("@")[2] for address in content.emails}
    for contact, _ in contacts:
        address = contact.removeprefix("mailto:").rstrip("/")
        if address in known or address.rpartition("@")[2] in domains or "github.com" in address:
            return
    if known:
        yield Problem(
            "contact-differs", contacts[0][1], f"`{contacts[0][0]}` stands in no line of the security policy", path=path
        )


def issue_template(text: str, path: str, content: Content) -> Iterator[Problem]:
    """A template that invites vulnerability reports as public issues."""
    if path.rpartition("/")[2].lower().startswith("config."):
        yield from _template_links(text, path, content)
        return
    head = text.split("\n---", 1)[0] if text.startswith("---") else text[:2000]
    for number, line in enumerate(head.splitlines()[:40], 1):
        field = _TEMPLATE_FIELD.search(line)
        if field and _TAKES.search(field[1]):
            if not _SENDS_AWAY.search(text):
                yield Problem("public-template", number, field[1].strip().strip("\"'"), path=path)
            return


def _template_links(text: str, path: str, content: Content) -> Iterator[Problem]:
    """A contact link about security that leads to another repository's form."""
    for number, line in enumerate(text.splitlines()[:200], 1):
        for link in links.links([line]):
            place = links.place(link.target, content.own, "")
            if not place or not content.own or not place.reports or place.repository in (content.own, ""):
                continue
            name, own_name = place.repository.partition("/")[2], content.own.partition("/")[2]
            if name not in (own_name, ".github") and phrases.SECURITY_WORD.search(text):
                yield Problem(
                    "contact-differs",
                    number,
                    f"it leads to `{place.repository}`, this repository is `{content.own}`",
                    path=path,
                )
