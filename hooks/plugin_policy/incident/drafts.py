"""What is to be sent when an incident opens, as files for a person to look at: nothing is sent by itself.

- the notice to users, as text and as an e-mail (RFC 5322; `X-Unsent` makes mail programs open it as a draft);
- the body of `POST /repos/{owner}/{repo}/security-advisories`
  (https://docs.github.com/en/rest/security-advisories/repository-advisories);
- an OSV record (https://ossf.github.io/osv-schema/), whose id has the prefix `x_` of databases that have none.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

SCHEMA_VERSION = "1.7.5"
MAX_SUMMARY, MAX_DESCRIPTION = 1024, 65_535  # characters that GitHub takes


class Facts:
    """What the drafts are made of. affected: rows as the private record keeps them. repo: address of the history."""

    def __init__(self, record: dict[str, Any], *, marketplace: str, sender: str, to: list[str]) -> None:
        self.id = str(record["id"])
        self.plugin = plain(str(record["plugin"]))
        self.marketplace = plain(marketplace)
        self.severity = str(record["severity"])
        self.reason = str(record["reason"])
        self.cvss = str(record.get("cvss") or "")
        self.cwes: list[str] = list(record.get("cwe") or ())
        self.opened = str(record["opened"])
        self.pinned_back = str(record.get("pin_back") or "")
        self.affected: dict[str, list[str]] = record.get("affected") or {}
        self.ranges: list[dict[str, list[str]]] = record.get("ranges") or []
        self.fixed = str(record.get("fixed_version") or "")
        self.advisory = str(record.get("advisory") or "")
        self.repo = str(record.get("repo") or "")
        self.sender = sender
        self.to = to


def plain(text: str) -> str:
    """On one line, without control characters: names come from files that others write."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", text).split())


def drafts(facts: Facts) -> dict[str, bytes]:
    """Name of the file -> its content."""
    text = notice_of_fix(facts) if facts.fixed else notice(facts)
    name = "notice-fixed" if facts.fixed else "notice"
    made = {f"{name}.txt": text.encode(), f"{name}.eml": mail(facts, text), "advisory.json": _json(advisory(facts))}
    if facts.repo:
        made["osv.json"] = _json(osv(facts))
    return made


def notice(facts: Facts) -> str:
    """To the users. It says what to do, and not yet what the hole is: it is not fixed."""
    plugin = f"{facts.plugin}@{facts.marketplace}"
    if facts.pinned_back:
        did = "We have pinned it back to an earlier version that does not have the problem."
        todo = f"  claude plugin marketplace update {facts.marketplace}\n  claude plugin update {plugin}"
    else:
        did = "We have disabled it: it can no longer be installed, and clients remove it."
        todo = f"  claude plugin marketplace update {facts.marketplace}\n  claude plugin uninstall {plugin}"
    lines = [
        f"Security notice {facts.id}: plugin {facts.plugin}",
        "",
        f"On {facts.opened[:10]} we learned of a security problem of severity {facts.severity} in the plugin",
        f"{facts.plugin} of the marketplace {facts.marketplace}. {did}",
        "",
        _versions(facts),
        "",
        "What to do now:",
        "",
        todo,
        "",
        "then start Claude Code anew. We will tell you when a fixed version is published, and publish an advisory",
        "with the details.",
        "",
    ]
    return "\n".join(lines)


def notice_of_fix(facts: Facts) -> str:
    """To the users, when the plugin is listed again."""
    plugin = f"{facts.plugin}@{facts.marketplace}"
    lines = [
        f"Security notice {facts.id}: plugin {facts.plugin} is fixed",
        "",
        f"Version {plain(facts.fixed)} of the plugin {facts.plugin} of the marketplace {facts.marketplace} fixes the",
        f"security problem of {facts.opened[:10]}, of severity {facts.severity}. The advisory: {plain(facts.advisory)}",
        "",
        _versions(facts),
        "",
        "To use it again:",
        "",
        f"  claude plugin marketplace update {facts.marketplace}",
        f"  claude plugin install {plugin}",
        "",
    ]
    return "\n".join(lines)


def _versions(facts: Facts) -> str:
    names = [*facts.affected.get("versions", ()), *facts.affected.get("tags", ())]
    if names:
        return "Affected versions: " + ", ".join(plain(name) for name in dict.fromkeys(names)) + "."
    return "Until we know more, take every version as affected."


def mail(facts: Facts, text: str) -> bytes:
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"Security notice: plugin {facts.plugin} ({'fixed' if facts.fixed else facts.severity})"
    if facts.sender:
        message["From"] = plain(facts.sender)
    message["To"] = ", ".join(plain(one) for one in facts.to) or "undisclosed-recipients:;"
    message["X-Unsent"] = "1"
    message.set_content(text)
    return message.as_bytes()


def advisory(facts: Facts) -> dict[str, Any]:
    """GitHub takes a severity or a vector, not both, and knows no ecosystem for plugins but `other`."""
    versions = facts.affected.get("versions", [])
    vulnerability: dict[str, Any] = {
        "package": {"ecosystem": "other", "name": f"{facts.plugin}@{facts.marketplace}"},
        "vulnerable_version_range": ", ".join(f"= {one}" for one in versions) or None,
        "patched_versions": facts.fixed or None,
        "vulnerable_functions": [],
    }
    summary = f"{facts.plugin}: {plain(facts.reason)}"
    body: dict[str, Any] = {
        "summary": summary[:MAX_SUMMARY],
        "description": f"{facts.reason}\n\n{_commits(facts)}"[:MAX_DESCRIPTION],
        "cve_id": None,
        "vulnerabilities": [vulnerability],
        "cwe_ids": facts.cwes,
    }
    return body | ({"cvss_vector_string": facts.cvss} if facts.cvss else {"severity": facts.severity})


def _commits(facts: Facts) -> str:
    rows = [
        (title, facts.affected.get(key, ()))
        for title, key in (
            ("Introduced by", "introduced"), ("Fixed by", "fixed"), ("Affected tags", "tags"),
            ("Affected branches", "branches"), ("Affected versions", "versions"),
        )
    ]  # fmt: skip
    return "\n".join(f"- {title}: {', '.join(values)}" for title, values in rows if values)


def osv(facts: Facts) -> dict[str, Any]:
    """GIT ranges: commits are what users are pinned to. No introducing commit means from the beginning ("0")."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    ranges = [
        {
            "type": "GIT",
            "repo": facts.repo,
            "events": [{key: oid} for key in ("introduced", "fixed") for oid in one[key]],
        }
        for one in facts.ranges or [{"introduced": ["0"], "fixed": []}]
    ]
    names = dict.fromkeys([*facts.affected.get("tags", ()), *facts.affected.get("versions", ())])
    affected = {
        "ranges": ranges,
        "versions": list(names),
        "database_specific": {"plugin": facts.plugin, "marketplace": facts.marketplace},
    }
    record: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "id": f"x_{re.sub(r'[^A-Za-z0-9.-]', '-', facts.marketplace)}-{facts.id}",
        "modified": now,
        "summary": f"{facts.plugin}: {plain(facts.reason)}"[:MAX_SUMMARY],
        "details": facts.reason,
        "affected": [affected],
        "database_specific": {"severity": facts.severity.upper()},
    }
    if facts.cvss:
        kind = {"2": "CVSS_V2", "3": "CVSS_V3", "4": "CVSS_V4"}[facts.cvss.partition(":")[2][:1] or "2"]
        record["severity"] = [{"type": kind, "score": facts.cvss}]
    return record


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
