"""The engine: `find(data, path)` gives every secret in some bytes, in one pass and without a compiled dependency.

Tokens (letters, digits, _ and -) are cut by `bytes.translate` and `split`; those that begin like a provider's secret go
to that provider's pattern; those that look drawn at random are judged by what stands before them. A pattern is only
compiled once its keyword was seen.
"""

from __future__ import annotations

import re

from plugin_policy.secrets import assigned, generic, structure
from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.prefixed_rules import PREFIXED
from plugin_policy.secrets.shape import entropy, is_dull

MIN_TOKEN = 16
_WINDOW = 120  # bytes before a keyword in which a pattern that does not begin with it may begin
_WORD = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"
_BASE64 = _WORD.replace(b"_-", b"+/")
_SPLIT = bytes(byte if byte in _WORD else 32 for byte in range(256))
# Escapes of JSON and of string literals begin a token anew; the length stays, so offsets do too.
_ESCAPES = ((b"\\n", b" \n"), (b"\\r", b"  "), (b"\\t", b"  "))

_by_three: dict[bytes, list[tuple[bytes, int]]] = {}
_by_two: dict[bytes, list[tuple[bytes, int]]] = {}
_anywhere: list[tuple[bytes, int]] = []
_patterns: dict[int, re.Pattern[bytes]] = {}


def _index() -> None:
    for number, rule in enumerate(PREFIXED):
        for keyword in rule[2].split():
            if keyword.translate(None, _WORD):
                _anywhere.append((keyword, number))
            elif len(keyword) > 2:
                _by_three.setdefault(keyword[:3], []).append((keyword, number))
            else:
                _by_two.setdefault(keyword, []).append((keyword, number))


def _pattern(number: int) -> re.Pattern[bytes]:
    pattern = _patterns.get(number)
    if pattern is None:
        source = PREFIXED[number][3]
        pattern = _patterns[number] = re.compile(rb"(?<![A-Za-z0-9_])(?:" + source + rb")(?![A-Za-z0-9_])")
    return pattern


def _confirm(number: int, match: re.Match[bytes]) -> Hit | None:
    """The match as a Hit, unless it is dull or says that it is an example."""
    rule = PREFIXED[number]
    group = 1 if match.re.groups and match.group(1) else 0
    secret = match.group(group)
    body = secret[secret.find(b"_", 0, 12) + 1 :] or secret
    if _in_data(match.string, match.start(), match.end()):
        return None
    if entropy(secret) < rule[4] or is_dull(body[4:]) or b"EXAMPLE" in secret.upper():
        return None
    return Hit(rule[0], match.start(group), match.end(group), secret, "critical", rule[1], strong=len(secret) >= 24)


def _in_data(text: bytes, start: int, end: int) -> bool:
    """Whether the match is a stretch of much longer base64 (an image, a certificate)."""
    if text[start - 1 : start] not in (b"+", b"/") and text[end : end + 1] not in (b"+", b"/"):
        return False
    before, after = text[max(0, start - 80) : start], text[end : end + 80]
    around = len(before) - len(before.rstrip(_BASE64)) + len(after) - len(after.lstrip(_BASE64))
    return around > 60


def tokens_of(text: bytes) -> list[bytes]:
    """The tokens of at least MIN_TOKEN bytes, in order."""
    return [token for token in text.translate(_SPLIT).split() if len(token) >= MIN_TOKEN]


def _prefixed(text: bytes, tokens: list[bytes]) -> list[Hit]:
    hits: list[Hit] = []
    three, two = _by_three, _by_two
    for token in {token for token in tokens if token[:3] in three or token[:2] in two}:
        for keyword, number in (*three.get(token[:3], ()), *two.get(token[:2], ())):
            if token.startswith(keyword):
                _everywhere(text, token, number, hits, 0)
    for keyword, number in _anywhere:
        if keyword in text:
            begins = PREFIXED[number][3].replace(b"\\", b"").startswith(keyword)
            _everywhere(text, keyword, number, hits, 0 if begins else _WINDOW)
    return hits


def _everywhere(text: bytes, needle: bytes, number: int, hits: list[Hit], back: int) -> None:
    """Try the pattern at every place of the needle: exactly there, or in a window that begins `back` bytes before."""
    pattern = _pattern(number)
    at = text.find(needle)
    while at >= 0:
        following = at + len(needle)
        if back:
            match = pattern.search(text, max(0, at - back), at + 4 * back)
            following = max(following, match.end() if match else 0)
        else:
            match = pattern.match(text, at)
        hit = _confirm(number, match) if match else None
        if hit:
            hits.append(hit)
        at = text.find(needle, following)


def find(data: bytes, path: str = "") -> list[Hit]:
    """Every secret in `data`, by offset; of overlapping ones the gravest, then the longest.

    path: tells the language.
    """
    if not _by_three:
        _index()
    text = data
    if b"\\" in data:
        for escape, blank in _ESCAPES:
            text = text.replace(escape, blank)
    tokens = tokens_of(text)
    hits = _prefixed(text, tokens)
    hits += structure.find(text)
    hits += generic.find(text, tokens, path)
    hits += assigned.find(text, text.lower(), path)
    return _best(hits)


def _best(hits: list[Hit]) -> list[Hit]:
    """Without the hits that overlap a better one."""
    from plugin_policy.finding import RANK

    hits.sort(key=lambda hit: (-RANK[hit.severity], hit.start - hit.end, hit.start, hit.rule))
    kept: list[Hit] = []
    taken: dict[int, list[Hit]] = {}
    for hit in hits:
        blocks = range(hit.start >> 10, (hit.end >> 10) + 1)
        if any(hit.start < other.end and other.start < hit.end for block in blocks for other in taken.get(block, ())):
            continue
        kept.append(hit)
        for block in blocks:
            taken.setdefault(block, []).append(hit)
    return sorted(kept, key=lambda hit: hit.start)
