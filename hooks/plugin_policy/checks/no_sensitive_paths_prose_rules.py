"""Sentences that tell an agent to read a place, and `@path` references that a client reads into the prompt.

Source of the references: code.claude.com/docs/en/slash-commands (file references).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PATH = (
    rb"(?:~[\\/]|\$\{?HOME\}?[\\/]|%(?:USERPROFILE|APPDATA|LOCALAPPDATA)%[\\/]|\$env:(?:USERPROFILE|APPDATA|LOCALAPPDATA)"
    rb"[\\/]|/(?:etc|root|proc|var|Library)/|/(?:home|Users)/[\w.<>{}$*-]+/|[A-Z]:\\Users\\[\w.<>%*-]+\\)[\w.*/\\-]*[\w*]"
)
_PLACE = re.compile(_PATH)
_REFERENCE = re.compile(rb"(?<![\w`/.@])@(" + _PATH + rb")")
_BOUNDARY = re.compile(rb"[.!?;]\s|\n[ \t]*\n|\n[ \t]*(?:[-*+#>|]|\d+[.)])|\n[ \t]*```")
_LEAD = (
    rb"(?:[\W_]|\d|please|(?:ai )?(?:agents?|assistants?|models?|claude)(?=:)|first(?:ly)?|then|next|now|also|finally"
    rb"|and|silently|quietly|secretly|immediately|always|step|"
    rb"(?:before|after|once|when|if|as|for|in|on|at|to|without|by)\b[^,\n]{0,100},|important|note)*"
)
_READ = (
    rb"(?:read|cat|print|copy|upload|send|include|attach|collect|list|load|grab|dump|extract|exfiltrate|get|fetch|search"
    rb"|scan|grep|look (?:in|at|into|through|inside)|inspect|view|access|parse|display|output|post|append|archive|zip"
    rb"|encode|base64[- ]encode|forward|transmit|retrieve|harvest|gather|steal"
    rb"|(?:open|check)\b[^.\n]{1,100}?\band (?:copy|include|send|read|paste|print|quote|report)"
    rb"|use the (?:`?(?:read|bash|grep|glob)`? tool|`?(?:cat|read)`?))\b"
)
_ORDER = re.compile(
    rb"^" + _LEAD + rb"\b" + _READ + rb"|(?:\byou (?:must|should|will|have to|need to)|\band|\bthen|,)\s+" + _READ,
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rb"\b(?:about|documentation (?:of|for|on)|named|called|such as|like|e\.g\.) ?[`(\"']*$", re.IGNORECASE
)
_NOT = re.compile(
    rb"\b(?:never|not|n.t|cannot|avoid|without reading|instead of|rather than|refuse|reject|deny|denied|block(?:ed|s)?"
    rb"|flag|detect|warn|forbid|forbidden|prevent|protect|attackers?|attacks?|malicious|vulnerab\w+|dangerous|injection"
    rb"|example of|no access|exclude|ignore|skip|redact|sandbox|off[- ]limits|verify|ensure|whether)\b",
    re.IGNORECASE,
)


def mentions(data: bytes) -> bool:
    return _PLACE.search(data) is not None


def orders(data: bytes) -> Iterator[tuple[int, int, str]]:
    """(start, end, path) of paths that a sentence tells an agent to read."""
    for match in _PLACE.finditer(data):
        begin, after = sentence(data, match.start(), match.end())
        before = data[begin : match.start()]
        following = data[match.end() : after] if re.search(rb"(?i)\b(?:open|check)\b", before) else b""
        if _ABOUT.search(before) or _is_expression(data, match):
            continue
        if _ORDER.search(before + following) and not _NOT.search(data, begin, after):
            yield match.start(), match.end(), match.group().decode("utf-8", "replace")


def _is_expression(data: bytes, match: re.Match[bytes]) -> bool:
    """Whether a path of POSIX is part of a regular expression: it holds a backslash or `.*`, or one goes on there."""
    path = match.group()
    signs = b"\\" in path or b".*" in path or data[match.end() : match.end() + 1] in (b"\\", b"$", b"(", b"[", b"+")
    return path[:1] in b"~/" and (signs or data[match.start() - 1 : match.start()] in (b"^", b"|"))


def sentence(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a span, at most 400 bytes to each side."""
    begin = max(start - 400, 0)
    for boundary in _BOUNDARY.finditer(data, begin, start):
        begin = boundary.end()
    found = _BOUNDARY.search(data, end, end + 400)
    return begin, found.start() if found else min(end + 400, len(data))


def references(data: bytes) -> Iterator[tuple[int, int, str]]:
    """(start, end, path) of `@path`."""
    for match in _REFERENCE.finditer(data):
        yield match.start(), match.end(), match.group(1).decode("utf-8", "replace")
