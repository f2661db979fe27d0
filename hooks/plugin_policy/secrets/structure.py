"""Secrets known by the grammar around them.

Keys in PEM armour, passwords in URLs, Authorization headers, `curl -u`, JSON Web Tokens, and the files that carry
credentials by their own grammar: .netrc, .npmrc, Docker's config.json, Kubernetes Secrets.
"""

from __future__ import annotations

import re

from plugin_policy.secrets import columns
from plugin_policy.secrets.context import strength, words_of
from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.shape import (
    is_dull,
    is_example_jwt,
    is_password,
    is_placeholder,
    is_random,
    spelled,
    word_share,
)

_PEM = (
    rb"-----BEGIN ((?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?)-----((?:[^-]|-(?!----)){40,20000}?)"
    rb"(?:-----END [A-Z0-9 ]+-----|\Z)"
)
# Behind the first line stands white space (also written as an escape), headers, then base64.
_ARMOUR = (
    rb"(?:\s|\\+[nr]|[\"'+,\\]){0,80}(?:[A-Za-z-]{1,40}: [^\n]{0,200}\s{1,20}){0,8}"
    rb"(?:\s|\\+[nr]|[\"'+,\\]){0,80}[A-Za-z0-9+/]{16}"
)
_URL = rb"([A-Za-z][A-Za-z0-9+.-]{1,30})://([^\s:/@\"'<>`{}$()]{0,100}):([^\s/@\"'<>`]{3,200})@([A-Za-z0-9.\[\]_-]+)"
_HEADER = (
    rb"[Aa]uthorization[\"'\]]{0,3}\s{0,3}[:=,]{1,2}>?\s{0,3}[\"'`]?"
    rb"(?!AWS4|Digest|OAuth|Signature|Hawk|HMAC|Negotiate|NTLM)([A-Za-z][\w-]{2,24})[\s=]+([\w.~+/=-]{16,4000})"
)
_CURL = rb"(?:-u|--user|--proxy-user)[ =]?[\"']?([\w.@+-]{1,64}):([^\s\"'$`{}<>:]{3,128})[\"']?"
_JWT = rb"(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20,1000}"
_ZAPIER = rb"hooks\.zapier\.com/hooks/(?:catch|standard)/([A-Za-z0-9]{5,24}(?:/[A-Za-z0-9]{5,12})?)"
_NETRC = rb"\bmachine\s+\S+\s+login\s+\S+\s+password\s+([^\s\"']{3,200})"
_NPMRC = rb"_(?:auth|authToken|password)\s*=\s*[\"']?([A-Za-z0-9+/=_.-]{12,400})"
_DOCKER = rb"\"auth\"\s*:\s*\"([A-Za-z0-9+/]{12,2000}={0,2})\""
_SECRET_KIND = re.compile(rb"(?m)^kind:\s*[\"']?Secret\b")
_SECRET_DATA = re.compile(
    rb"(?m)^\s{1,8}[\"']?([\w.-]{1,100})[\"']?:[ \t]+[\"']?([A-Za-z0-9+/]{8,4000}={0,2})[\"']?[ \t]*$"
)
_TOKEN_URL = rb"https?://([A-Za-z0-9_-]{20,100})@(?![\w.-]*(?:sentry|ingest|bugsnag|raygun))[\w.-]+[/:\s\"'`]"
_SERVER = (
    rb"(?im)^\s{0,8}(?:requirepass|masterauth)\s+[\"']?([^\s\"']{8,200})|"
    rb"\bidentified\s+by\s+(?:password\s+)?['\"]([^\s'\"]{8,200})['\"]"
)
# Words of manuals and tests, alone or with numbers and signs: `test-pass`, `bar002`, `two%3F`.
_SPELLED_OUT = (
    rb"(?:[a-z]{2,12}[-_](?:pass(?:word)?|secret|token|pw|key|word))|p(?:%40|[@4a])ss(?:w[o0]rd)?\W*|open sesame|"
    rb"(?:pass(?:word|wd)?|secret|test(?:ing)?|admin|user(?:name)?|foo|bar|baz|qux|demo|root|login|token|one|two|three|word|"
    rb"guest|my|your|some|sample|example|hello|world|changed?|default|local|dev|api|key|pwd|pw|app|"
    rb"%[0-9a-f]{2}|[^\w%]|[_\d])+"
)
_BAD_PASSWORD = re.compile(
    rb"(?i)^(?:\W*|pass(?:word|wd)?\d*|pwd|secret\d*|token|user(?:name)?|admin\d*|root|guest|test\d*|foo|bar|pw|p|xxx+|"
    rb"\*+|postgres|mysql|redis|rabbitmq|mongo|example|changeme|my.*|your.*|some.*|api.?key|.*%[sdr].*|x-oauth-basic|"
    rb"x-token-auth|p.ssw.rd)$"
)


def find(text: bytes, path: str = "") -> list[Hit]:
    """path: tells the files whose grammar only their name gives away (.pgpass, .csv)."""
    lower = text.lower()
    hits = columns.find(text, lower, path)
    if b"PRIVATE KEY" in text:
        hits += _pem(text)
    if b"://" in text and b"@" in text:
        hits += _urls(text)
    auth = b"auth" in lower
    if auth and b"uthorization" in text:
        for match in re.finditer(_HEADER, text):
            if _is_credential(match.group(1), match.group(2)):
                _add(hits, "authorization-header", match, 2)
    if b"curl" in text or b"wget" in text:
        for match in re.finditer(_CURL, text):
            if _is_password(match.group(2)) and _is_command(text, match.start()):
                _add(hits, "curl-credentials", match, 2)
    hits += _tokens(text)
    if auth or b"secret" in lower or b"passw" in lower:
        hits += _files(text)
    if b"identified" in lower or b"requirepass" in lower or (auth and b"masterauth" in lower):
        hits += _servers(text)
    return hits


def _tokens(text: bytes) -> list[Hit]:
    """JSON Web Tokens, and addresses that are their own secret."""
    hits: list[Hit] = []
    if b".eyJ" in text:
        for match in re.finditer(_JWT, text):
            if not is_example_jwt(match.group()):
                hits.append(Hit("jwt", match.start(), match.end(), match.group(), "high", strong=True))
    if b"hooks.zapier.com/hooks/" in text:
        for match in re.finditer(_ZAPIER, text):
            _add(hits, "webhook-url", match, 1)
    return hits


def _files(text: bytes) -> list[Hit]:
    """Files that carry credentials by their grammar."""
    hits: list[Hit] = []
    if b"machine" in text and b"login" in text:
        for match in re.finditer(_NETRC, text):
            if _is_password(match.group(1)):
                _add(hits, "netrc-password", match, 1)
    if b"_auth" in text or b":_password" in text:
        for match in re.finditer(_NPMRC, text):
            if is_random(match.group(1)) or _is_credential(b"basic", match.group(1)):
                _add(hits, "npm-credentials", match, 1)
    if b'"auth"' in text:
        for match in re.finditer(_DOCKER, text):
            if _is_credential(b"basic", match.group(1)):
                _add(hits, "docker-auth", match, 1)
    if b"Secret" in text and b"kind:" in text and _SECRET_KIND.search(text):
        hits += _kubernetes(text)
    return hits


def _servers(text: bytes) -> list[Hit]:
    """Passwords of Redis configuration and of SQL accounts."""
    hits = []
    for match in re.finditer(_SERVER, text):
        group = match.lastindex or 0
        value = match.group(group)
        if is_password(value) or (is_random(value) and not is_placeholder(value)):
            hits.append(Hit("password", match.start(group), match.end(group), value, "medium"))
    return hits


def _kubernetes(text: bytes) -> list[Hit]:
    hits: list[Hit] = []
    for match in _SECRET_DATA.finditer(text):
        value = _decode(match.group(2))
        if (
            value
            and strength(words_of(match.group(1)))
            and (is_password(value) or (len(value) > 15 and is_random(value)))
        ):
            hits.append(Hit("kubernetes-secret", match.start(2), match.end(2), match.group(2), "critical"))
    return hits


def _decode(value: bytes) -> bytes:
    """The text in some base64, empty if it holds none."""
    from binascii import Error, a2b_base64

    try:
        decoded = a2b_base64(value + b"=" * (-len(value) % 4)).strip()
    except Error:
        return b""
    return decoded if decoded.isascii() and decoded.decode().isprintable() else b""


def _is_command(text: bytes, at: int) -> bool:
    """Whether `-u` at this place belongs to curl or wget: on its line, or on lines that a backslash joins to it."""
    before = text[max(0, at - 400) : at].replace(b"\\\r\n", b" ").replace(b"\\\n", b" ").replace(b"\\ \n", b" ")
    line = before[before.rfind(b"\n") + 1 :]
    return b"curl" in line or b"wget" in line


def _is_credential(scheme: bytes, value: bytes) -> bool:
    if scheme.lower() == b"basic":
        password = _decode(value).partition(b":")[2]
        return bool(password) and _is_password(password)
    return is_random(value) and not is_example_jwt(value)


def _pem(text: bytes) -> list[Hit]:
    hits = []
    for match in re.finditer(_PEM, text):
        if not re.match(_ARMOUR, match.group(2)):
            continue
        body = re.sub(rb"[^A-Za-z0-9+/=]", b"", re.sub(rb"[A-Za-z-]+: [^\n]*\n", b"", match.group(2)))
        if len(body) >= 48 and not is_dull(body[8:]) and len(set(body)) > 20:
            rule = "pgp-private-key" if b"PGP" in match.group(1) else "private-key"
            hits.append(Hit(rule, match.start(), match.end(), match.group(), "critical", strong=True))
    return hits


def _urls(text: bytes) -> list[Hit]:
    hits: list[Hit] = []
    for match in re.finditer(_TOKEN_URL, text):
        if is_random(match.group(1)) and not is_placeholder(match.group(1)):
            hits.append(Hit("url-password", match.start(1), match.end(1), match.group(1), "critical"))
    at = text.find(b"://")
    while at >= 0:
        stop = at + 400
        if text.find(b"@", at, stop) >= 0:
            found = re.compile(_URL).match(text, _scheme(text, at), stop)
            if found and _is_password(found.group(3)):
                hits.append(Hit("url-password", found.start(3), found.end(3), found.group(3), "critical"))
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
    if b"%" in value:
        value = re.sub(rb"%([2-7][0-9A-Fa-f])", lambda code: bytes((int(code.group(1), 16),)), value)
    if (
        value[:1] == b"["
        or re.fullmatch(_SPELLED_OUT, value.lower())
        or _BAD_PASSWORD.match(value)
        or is_placeholder(value)
        or len(value) < 5
        or b" " in value
        or (len(value) < 7 and (letters := re.sub(rb"[^A-Za-z0-9]", b"", value)).isalpha() and letters.islower())
        or value.isdigit()
        or b"12345" in value
    ):
        return False
    if value.isalpha() and (value.islower() or value.isupper() or word_share(value) > 0.5 or spelled(value)):
        return False
    return not any(sign in value for sign in b"<{$*") and b"%(" not in value and b"..." not in value


def _add(hits: list[Hit], rule: str, match: re.Match[bytes], group: int) -> None:
    value = match.group(group)
    if not is_placeholder(value):
        hits.append(Hit(rule, match.start(group), match.end(group), value, "critical"))
