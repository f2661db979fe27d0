"""Values given to a secret's name that the tokens miss: short ones, ones with signs in them, ones without a digit."""

from __future__ import annotations

import re

from plugin_policy.secrets.context import Key, strength, words_of
from plugin_policy.secrets.generic import is_code, named
from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.shape import (
    entropy,
    is_example_jwt,
    is_expression,
    is_hashed,
    is_hex,
    is_password,
    is_placeholder,
    is_public,
    is_random,
    is_uuid,
    says_words,
    spelled,
)

_KEYWORDS = (b"pass", b"pwd", b"secret", b"token", b"key", b"credential")
_NAME = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.-"
_COMMAND = rb"--[\w-]*$|\b(?:ENV|ARG|-x|-gx|setx?) +\w*$"  # `--name value`: no sign needed
_SIGN = rb"[=:>|,(~\[\n]|\?\?| - |<-|\b(?:is|as|to|by|with|value|default|content)\b"
# What may stand between a name and its value, piece by piece: marks of the language, and words for types and values.
_GAP = (
    rb"(?>[ \t]{0,8}(?:\\?[\"'`]{1,3}|[\])}*]{1,2}|\?\?=?|\|\||<-|[:=]{1,4}>?|[?!]=|[=,|>(\[~-]|@(?=[\"'])|"
    rb"&?\b(?:value|content|default|string|str|text|as|is|to|by|set|from|const|char|final|byte|data|identified|with)\b|"
    rb"[bBrRuUfL](?=[\"'])|:[ \t]{0,4}[A-Za-z][\w.<>\[\]|?]{2,30}(?=[ \t]{0,4}=)|"
    rb"(?:</(?:key|name|string)>)?,?\r?\n[ \t]{0,40}(?:[\"'<]{0,2}(?:value|string)[\"'>]?)?)){1,8}[ \t]{0,8}"
)
_ASSIGNED = (
    rb"(?i:[\w.-]{0,40}+"
    + b"(?:"
    + _GAP
    + rb"|[ \t]{1,4}))(?:\\?(?:\"\"\"|\")([^\"\\\n]{6,1500})\\?\"|\\?'([^'\\\n]{6,1500})\\?'|`([^`\n]{6,1500})`|"
    rb"(?<![\"'`])([^\s\"'`<>,;&(){}\[\]:=|\\-][^\s\"'`<>,;&(){}\[\]\\]{5,1500})(?=[\s<,;&\"'`]|\\[\"n]|$))"
)
_REFERENCE = (
    rb"[$%]\{|\{\{|\$\(|%\(|^\$|^%\w+%$|^<.*>$|^@|^\{.*\}$|^https?:|^/|^\./|^process\.env|^os\.environ|^env[.:\[]|"
    rb"^\w+\.\w+\(|^[a-z]+(?:[A-Z][a-z]+)+$|^(?:vault|ref|arn|secret|op|file|ssm|projects|kms)[:/]|^![A-Z]?[a-z]+$|\.\.|::|^\*|^&|^--|^\\|^[),;]"
)


def find(text: bytes, path: str, seen: set[int]) -> list[Hit]:
    """seen: offsets of the hits that there are already."""
    hits: list[Hit] = []
    in_code = is_code(path)
    lower = text.lower()
    assigned = re.compile(_ASSIGNED).match
    for keyword in _KEYWORDS:
        at = lower.find(keyword)
        while at >= 0:
            match = assigned(text, at + len(keyword)) if _counts(lower, keyword, at) else None
            if match and match.lastindex and match.start(match.lastindex) not in seen:
                seen.add(match.start(match.lastindex))
                hit = _judge(text, at, match, in_code)
                if hit:
                    hits.append(hit)
            at = lower.find(keyword, at + len(keyword))
    return hits


def _counts(lower: bytes, keyword: bytes, at: int) -> bool:
    """Whether `key` and `pass` are words of a name that may speak of a secret, not parts of others."""
    if keyword == b"key":
        return lower[at - 1] in b"_-." or lower[at - 3 : at] == b"api"
    return (
        keyword != b"pass" or lower[at - 1] in b"_" or lower[at + 4 : at + 5] == b"w" or lower[at + 4 : at + 6] == b"ph"
    )


def _judge(text: bytes, at: int, match: re.Match[bytes], in_code: bool) -> Hit | None:
    group = match.lastindex or 0
    value, start = match.group(group), match.start(group)
    if (
        (group == 4 and in_code and not _in_literal(text, start))
        or b" " in value
        or not value.isascii()
        or re.search(_REFERENCE, value)
        or is_expression(value)
    ):
        return None
    gap = text[at:start].strip(_NAME)
    flag = b"--" in text[max(0, at - 40) : at].rpartition(b"\n")[2]
    if (
        b"\n" in gap and not flag and not any(sign in gap for sign in b"=:>|")
    ):  # the name ends its line, the value begins another
        return None
    if group == 4 and b"(" in gap and b"\n" in gap:  # arguments of a call over several lines
        return None
    before = text[max(0, at - 40) : at]
    head = before[len(before.rstrip(_NAME)) :]
    rest = text[at : match.start(group)]
    name = head + rest[: len(rest) - len(rest.lstrip(_NAME))]
    if group == 4 and not re.search(_SIGN, rest) and not re.search(_COMMAND, before):
        return None
    if len(name) >= 12 and is_random(name):  # a stretch of data that happens to hold the keyword
        return None
    words = words_of(name.strip(b"._-").rpartition(b".")[2])
    level = strength(words)
    if not level or is_public(value) or is_hashed(value):
        return None
    key = Key(name, words, True, before, False)
    hit = named(text, start, match.end(group), key, level)
    if hit or level < 2 or is_hex(value) or is_uuid(value):
        return hit
    if is_password(value) and (any(word.startswith((b"pass", b"pw")) for word in words) or _is_drawn(value)):
        return Hit("password", start, match.end(group), value, "medium")
    if len(value) >= 16 and _is_drawn(value):
        return Hit("generic-secret", start, match.end(group), value, "high")
    return None


def _in_literal(text: bytes, at: int) -> bool:
    """Whether a quotation mark or a comment is open before `at` on its line, as far as one can see without a parser."""
    line = text[max(text.rfind(b"\n", max(0, at - 300), at) + 1, at - 300) : at]
    return b"//" in line or b"#" in line or any(line.count(quote) % 2 for quote in (b'"', b"'", b"`"))


def _is_drawn(value: bytes) -> bool:
    """Whether a value of at least 10 bytes looks random although it need not hold a digit."""
    if is_example_jwt(value) or len(value) < 10 or is_placeholder(value) or entropy(value) * len(value) < 34:
        return False
    return (
        is_random(value)
        and spelled(value) * 3 <= len(value)
        and not says_words(value[:12] if len(value) > 24 else value)
    )
