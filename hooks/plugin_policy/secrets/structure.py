"""Secrets known by the grammar around them: keys in PEM armour, passwords in URLs, Authorization headers, `curl -u`."""

from __future__ import annotations

import re

from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.shape import is_dull, is_example_jwt, is_placeholder, is_random

_PEM = re.compile(
    rb"-----BEGIN ((?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?)-----((?:[^-]|-(?!----)){40,20000}?)"
    rb"(?:-----END [A-Z0-9 ]+-----|\Z)"
)
# Behind the first line stands white space (also written as an escape), headers, then base64.
_ARMOUR = re.compile(rb"(?:\s|\\+[nr]|[\"'+,\\])*(?:[A-Za-z-]+: [^\n]*\s+)*(?:\s|\\+[nr]|[\"'+,\\])*[A-Za-z0-9+/]{16}")
_URL = re.compile(
    rb"([A-Za-z][A-Za-z0-9+.-]{1,30})://([^\s:/@\"'<>`{}$()]{0,100}):([^\s/@\"'<>`]{3,200})@([A-Za-z0-9.\[\]_-]+)"
)
_HEADER = re.compile(
    rb"[Aa]uthorization[\"'\]]{0,3}\s{0,3}[:=,]{1,2}>?\s{0,3}[\"'`]?"
    rb"([Bb]earer|[Bb]asic|[Tt]oken|[Aa]pi[Kk]ey)\s+([\w.~+/=-]{16,4000})"
)
_CURL = re.compile(
    rb"curl\b[^\n|;]{0,400}?\s"
    rb"(?:-u|--user|--proxy-user)[ =]?[\"']?([\w.@+-]{1,64}):([^\s\"'$`{}<>:]{3,128})[\"']?"
)
_BAD_PASSWORD = re.compile(
    rb"(?i)^(?:\W*|pass(?:word|wd)?|pwd|secret|token|user(?:name)?|admin|root|guest|test|foo|bar|pw|p|xxx+|\*+|postgres|"
    rb"mysql|redis|rabbitmq|mongo|example|changeme|my.*|your.*|some.*|api.?key|.*%[sdr].*|x-oauth-basic|x-token-auth)$"
)


def find(text: bytes) -> list[Hit]:
    hits: list[Hit] = []
    if b"PRIVATE KEY" in text:
        hits += _pem(text)
    if b"://" in text and b"@" in text:
        hits += _urls(text)
    if b"uthorization" in text:
        for match in _HEADER.finditer(text):
            if _is_credential(match.group(1), match.group(2)):
                _add(hits, "authorization-header", match, 2)
    if b"curl" in text:
        for match in _CURL.finditer(text):
            if not _BAD_PASSWORD.match(match.group(2)) and not match.group(2).isalpha():
                _add(hits, "curl-credentials", match, 2)
    return hits


def _is_credential(scheme: bytes, value: bytes) -> bool:
    if scheme.lower() == b"basic":
        from binascii import Error, a2b_base64

        try:
            decoded = a2b_base64(value + b"=" * (-len(value) % 4))
        except Error:
            return False
        password = decoded.partition(b":")[2]
        return bool(password) and decoded.isascii() and _is_password(password)
    return is_random(value) and not is_example_jwt(value)


def _pem(text: bytes) -> list[Hit]:
    hits = []
    for match in _PEM.finditer(text):
        if not _ARMOUR.match(match.group(2)):
            continue
        body = re.sub(rb"[^A-Za-z0-9+/=]", b"", re.sub(rb"[A-Za-z-]+: [^\n]*\n", b"", match.group(2)))
        if len(body) >= 48 and not is_dull(body[8:]) and len(set(body)) > 20:
            rule = "pgp-private-key" if b"PGP" in match.group(1) else "private-key"
            hits.append(Hit(rule, match.start(), match.end(), match.group(), "critical", strong=True))
    return hits


def _urls(text: bytes) -> list[Hit]:
    hits: list[Hit] = []
    at = text.find(b"://")
    while at >= 0:
        stop = at + 400
        if text.find(b"@", at, stop) >= 0:
            match = _URL.match(text, _scheme(text, at), stop)
            if match and _is_password(match.group(3)):
                hits.append(Hit("url-password", match.start(3), match.end(3), match.group(3), "critical"))
        at = text.find(b"://", at + 3)
    return hits


def _scheme(text: bytes, at: int) -> int:
    start = at
    while start and start > at - 30 and (text[start - 1 : start].isalnum() or text[start - 1] in b"+."):
        start -= 1
    while start < at and not text[start : start + 1].isalpha():
        start += 1
    return start


def _is_password(value: bytes) -> bool:
    if _BAD_PASSWORD.match(value) or is_placeholder(value) or len(value) < 5:
        return False
    return not any(sign in value for sign in b"<{$%") and not value.isalpha() and not value.isdigit()


def _add(hits: list[Hit], rule: str, match: re.Match[bytes], group: int) -> None:
    value = match.group(group)
    if not is_placeholder(value):
        hits.append(Hit(rule, match.start(group), match.end(group), value, "critical"))
