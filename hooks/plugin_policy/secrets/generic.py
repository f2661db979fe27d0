"""Values that look drawn at random, judged by the key they are given to: a provider's name, or a secret-like word."""

from __future__ import annotations

import re

from plugin_policy.secrets.context import Key, element_of, key_of, strength
from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.shape import (
    DIGITS,
    entropy,
    is_example_jwt,
    is_hex,
    is_label,
    is_placeholder,
    is_public,
    is_random,
    is_short_secret,
    is_uuid,
)
from plugin_policy.secrets.words import BARE, HARMLESS

_TAIL = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-+/=.~"
_HEAD = _TAIL.replace(b"=", b"")
_QUOTES = (b'"', b"'", b"`")
# `name=a=b=`: the first sign belongs to the name, further ones to the value.
_NAMED = rb"[A-Za-z_-][\w.-]{1,60}=(?=[^=]{8})"  # `"name=value"`
_FIRST_SIGN = rb"(?:^|\s)[A-Za-z_][\w.-]*=((?:[\w+/.~-]+=)+)$"
_CODE = (
    ".py", ".js", ".ts", ".tsx", ".jsx", ".mjs", ".cjs", ".go", ".java", ".rb", ".php", ".cs", ".c", ".cc", ".cpp",
    ".h", ".hpp", ".rs", ".swift", ".kt", ".scala", ".m", ".pl", ".lua", ".dart", ".ex", ".exs", ".vue", ".svelte",
)  # fmt: skip
_RUN = rb"[A-Za-z0-9+/]*={0,2}"
# Base64 over several lines, as in certificates, mail and notebooks.
_LINES = rb"[A-Za-z0-9+/=]{38,}(?:[\"',+\\ \t]*\r?\n[ \t\"'+]*[A-Za-z0-9+/=]{38,})+[\"',+\\ \t\r\n]*[A-Za-z0-9+/=]*"
_BLOB = 420  # bytes; longer runs are data
_LONGEST = 1500  # bytes of a value
_NOBODY: set[bytes] = set()  # names of keys that hold no provider's name
_NEAR = 160  # bytes before a value in which a provider's name counts


def random_tokens(text: bytes, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the tokens that look drawn at random and are no part of longer data."""
    found: list[tuple[int, int]] = []
    verdicts: dict[bytes, bool] = {}
    skip = 0
    for start, end in spans:
        if start < skip:
            continue
        token = text[start:end]
        good = verdicts.get(token)
        if good is None:
            good = verdicts[token] = _is_candidate(token)
        if good:
            skip = _blob_end(text, start)
            if not skip:
                found.append((start, end))
    return found


def find(text: bytes, random: list[tuple[int, int]], path: str) -> list[Hit]:
    """Hits among the random tokens of `text`."""
    hits: list[Hit] = []
    in_code = is_code(path)
    done = 0
    for start, end in random:
        if start >= done:
            hit = _judge(text, start, end, in_code)
            if hit:
                hits.append(hit)
                done = hit.end
    return hits


def is_code(path: str) -> bool:
    """Whether a bare word in this file is a name, not a value."""
    return path.lower().endswith(_CODE)


def _blob_end(text: bytes, start: int) -> int:
    """Where the data ends in which `start` stands; 0 if it stands in none."""
    match = re.compile(_RUN).match(text, start)
    end = match.end() if match else start
    if end - start > _BLOB:
        return end
    if end - start >= 38 and text[end : end + 6].strip(b"\"',+\\ \t\r")[:1] == b"\n":
        lines = re.compile(_LINES).match(text, start)
        if lines and lines.end() - start > 120:
            return lines.end()
    return 0


def _is_candidate(token: bytes) -> bool:
    """A cheap first look: it holds a digit and is neither a number nor spelled in words."""
    if token.translate(None, DIGITS) in (token, b""):
        return False
    return is_random(token.strip(b"-_"))


def _widen(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The whole value around a token."""
    before = text[max(0, start - _LONGEST) : start]
    head = before.rstrip(_TAIL)
    if head[-1:] in _QUOTES:  # all of the literal is the value, with the signs `=` in it
        start -= len(before) - len(head)
        named = re.compile(_NAMED).match(text, start, end)
        start = named.end() if named else start
    else:
        start -= len(before) - len(before.rstrip(_HEAD))
        named = re.search(_FIRST_SIGN, text[max(0, start - 200) : start])
        start -= len(named.group(1)) if named else 0
    after = text[end : end + _LONGEST]
    end += len(after) - len(after.lstrip(_TAIL))
    while end > start and text[end - 1] in b".":
        end -= 1
    while start < end and text[start] in b"-.~":
        start += 1
    return start, end


def _judge(text: bytes, start: int, end: int, in_code: bool) -> Hit | None:
    start, end = _widen(text, start, end)
    value = text[start:end]
    if len(value) > _LONGEST or value[:1] == b"/" or text[end : end + 1] in (b"(", b"["):
        return None
    if text[start - 1 : start] in (b"$", b"@", b"#", b"%") or is_public(value):
        return None
    key = key_of(text, start)
    if in_code and not any(quote in key.before for quote in b"\"'`#") and b"//" not in key.before:
        return None
    level = strength(key.words)
    if not level and b"<" in key.before:
        level = strength(element_of(key.before))
    if not level and key.query and key.words == (b"key",):
        level = 2
    return named(text, start, end, key, level) or _generic(start, value, key, level)


def named(text: bytes, start: int, end: int, key: Key, level: int) -> Hit | None:
    """The hit, if a provider's name stands in the key or close before and the value has the provider's shape."""
    value = text[start:end]
    plain = is_hex(value) or is_uuid(value)  # digests, commits and record ids look like this too
    if not HARMLESS.isdisjoint(key.words) or not _may_be_drawn(value, plain):
        return None
    name = key.name.lower()
    squeezed = name.replace(b"_", b"").replace(b"-", b"")
    near = name + b" " + squeezed
    if not level and name in _NOBODY:
        return None
    bare = bool(key.words) and key.words[-1] in BARE
    if level > 1 or bare:
        near = text[max(0, start - _NEAR) : start].lower() + near
    elif not (key.separated or level):
        return None
    from plugin_policy.secrets.named_rules import NAMED  # not loaded for files without a candidate
    from plugin_policy.secrets.providers import matches, providers_in

    numbers = providers_in(near, key.words)
    if not numbers:
        if not level and not bare and len(_NOBODY) < 10000:
            _NOBODY.add(name)
        return None
    for number in numbers:
        code = matches(number, value)
        if not code:
            continue
        rule = NAMED[number]
        if not level and plain and not squeezed.endswith(tuple(rule[3].replace("=", "").encode().split())):
            continue
        if is_placeholder(value):
            return None
        from plugin_policy.secrets.bits import ENOUGH, of_shape

        return Hit(rule[0], start, end, value, "critical", rule[1], strong=of_shape(code) >= ENOUGH)
    if level or plain or len(value) < 16 or not key.separated or is_placeholder(value) or is_label(value):
        return None
    return _provider_alone(numbers, squeezed, start, value)


def _may_be_drawn(value: bytes, plain: bool) -> bool:
    """plain: it is hex or a UUID."""
    return is_short_secret(value) if len(value) < 16 else plain or is_random(value)


def _provider_alone(numbers: list[int], name: bytes, start: int, value: bytes) -> Hit | None:
    """The hit, if the name of the key is the provider's and nothing more: `stripe=` and a random value."""
    from plugin_policy.secrets.named_rules import NAMED

    words = {word for number in numbers for word in NAMED[number][3].split()}
    if name.decode("ascii", "replace") in words and entropy(value) * len(value) >= 56:  # `stripe=` and a random value
        return Hit("generic-secret", start, start + len(value), value, "high")
    return None


def _generic(start: int, value: bytes, key: Key, level: int) -> Hit | None:
    if not level or is_placeholder(value) or not (key.separated or level > 1):
        return None
    if is_example_jwt(value) or (level < 2 and is_label(value)):
        return None
    if b"# =>" in key.before:  # what an example in a comment shows
        return None
    if is_uuid(value) and (level < 2 or (len(key.words) < 2 and not key.words[0].startswith((b"pass", b"pw")))):
        return None
    if is_hex(value) and (
        level < 2 or not (key.separated or key.words[-1] != b"key")
    ):  # `RSA key 8BA6…`: a fingerprint
        return None
    if key.before.rstrip(b"\"'` ").endswith(b"==") and is_hex(value):  # a digest that is compared
        return None
    if entropy(value) * len(value) < 50 or not is_random(value):
        return None
    return Hit("generic-secret", start, start + len(value), value, "high" if level > 1 else "medium")
