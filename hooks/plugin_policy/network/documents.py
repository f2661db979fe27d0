"""Which hosts a README or SECURITY.md documents: named in a section about network, privacy, data, permissions or
security, or in a sentence that says the plugin connects there. Links, badges and images never count.
"""

from __future__ import annotations

import re

from plugin_policy.globs import host_matches

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_TOPIC = re.compile(
    r"\b(?:network|privacy|data|permissions?|security|telemetry|connect\w*|external|api|hosts?|endpoints?)\b", re.I
)
_SENDS = re.compile(
    r"\b(?:connects?|contacts?|calls?|sends?|posts?|uploads?|fetch(?:es)?|requests?|quer(?:y|ies)|talks?|reach(?:es)?"
    r"|downloads?|communicates?|makes? (?:a )?(?:requests?|calls?)|hosted|served|syncs?|reports?)\b",
    re.I,
)
_LINK = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|<https?://[^>\n]*>|^\s*\[[^\]\n]+\]:.*$|<(?:img|a)\b[^>\n]*>", re.M)
_HOST = re.compile(r"(?<![\w@./-])(?:\*\.)?(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}(?![\w-])", re.I)


def documented_hosts(page: str) -> set[str]:
    """Hosts in lower case that a page documents."""
    found: set[str] = set()
    topic = False
    for line in _LINK.sub(" ", page).split("\n"):
        heading = _HEADING.match(line)
        if heading is not None:
            topic = _TOPIC.search(heading[1]) is not None
            continue
        plain = re.sub(r"\bhttps?://", " ", line)
        if topic or _SENDS.search(plain):
            found.update(host.lower() for host in _HOST.findall(plain))
    return found


def documents(hosts: set[str], host: str) -> bool:
    return any(host_matches(known, host) for known in hosts)
