"""The engine: `find(data, path)` gives every secret in some bytes, in one pass and without a compiled dependency.

Tokens are runs of at least 16 letters, digits, _ and -. Those that begin like a provider's secret go to that provider's
pattern; those that look drawn at random are judged by what stands around them. A pattern is only compiled once its
keyword was seen.
"""

from __future__ import annotations

import re

from plugin_policy.secrets import assigned, decode, generic, structure
from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.prefixed_rules import PREFIXED
from plugin_policy.secrets.published import is_published
from plugin_policy.secrets.shape import entropy, is_dull, is_hex, spelled

_TOKEN = re.compile(rb"[A-Za-z0-9_-]{16,}")
_WORD = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"
_BASE64 = _WORD.replace(b"_-", b"+/")
# Escapes of JSON and of string literals begin a token anew; the length stays, so offsets do too.
_ESCAPES = ((b"\\n", b" \n"), (b"\\r", b"  "), (b"\\t", b"  "))
_SIGNS = frozenset(bytes((byte,)) for byte in b".~:/|$+=%?@;")
_WINDOW, _OVERLAP = 2 << 20, 32 << 10  # bytes; longer data is read window by window, to bound the memory
_VECTORS = 12  # hex values of one name in one file; more are a table of test vectors
_BEFORE, _AFTER = 120, 40  # bytes around a random token in which a keyword may stand

_by_three: dict[bytes, list[tuple[bytes, int]]] = {}
_by_two: dict[bytes, list[tuple[bytes, int]]] = {}
_beside: dict[bytes, list[int]] = {}  # keywords with a sign in them, which stands right before or behind the token
_around: dict[bytes, list[int]] = {}
_strong: dict[int, bool] = {}
_patterns: dict[int, re.Pattern[bytes]] = {}


def find(data: bytes, path: str = "", *, decoding: bool = True) -> list[Hit]:
    """Every secret in `data`, by offset; of overlapping ones the gravest, then the longest.

    path: tells the language. decoding: also look into what the data holds encoded (one level).
    """
    if not _by_three:
        _index()
    if len(data) <= 2 * _WINDOW:
        return _find(data, path, decoding)
    hits = []
    for start in range(0, len(data), _WINDOW):
        first = max(0, start - _OVERLAP)
        for hit in _find(data[first : start + _WINDOW + _OVERLAP], path, decoding):
            if start <= first + hit.start < start + _WINDOW:
                hits.append(hit.at(first + hit.start, first + hit.end))
    return hits


def _find(data: bytes, path: str, decoding: bool) -> list[Hit]:
    text = data
    if b"\\" in data:
        for escape, blank in _ESCAPES:
            text = text.replace(escape, blank)
    spans = [match.span() for match in _TOKEN.finditer(text)]
    hits = _prefixed(text, spans)
    random = generic.random_tokens(text, spans)
    hits += _near(text, random)
    hits += structure.find(text, path)
    hits += generic.find(text, random, path)
    hits += assigned.find(text, path, {hit.start for hit in hits})
    hits = _without_vectors(hits, text) if len(hits) > _VECTORS else hits
    if decoding:
        hits += decode.find(data, spans, lambda decoded: find(decoded, decoding=False))
    return _best([hit for hit in hits if not is_published(hit.secret)]) if hits else hits


def _index() -> None:
    for number, rule in enumerate(PREFIXED):
        for keyword in rule[2].split():
            if keyword.startswith(b"~"):
                where = _beside if keyword[1:].translate(None, _WORD) else _around
                where.setdefault(keyword[1:], []).append(number)
            elif len(keyword) > 2:
                _by_three.setdefault(keyword[:3], []).append((keyword, number))
            else:
                _by_two.setdefault(keyword, []).append((keyword, number))


def _pattern(number: int) -> re.Pattern[bytes]:
    pattern = _patterns.get(number)
    if pattern is None:
        source = PREFIXED[number][3]
        before = b"" if source[:2] == b"\\." or source[:1] == b"/" else rb"(?<![A-Za-z0-9_])"
        pattern = _patterns[number] = re.compile(before + b"(?:" + source + rb")(?![A-Za-z0-9_])")
    return pattern


def _prefixed(text: bytes, spans: list[tuple[int, int]]) -> list[Hit]:
    """Tokens that begin with a keyword and match its pattern."""
    hits: list[Hit] = []
    three, two = _by_three, _by_two
    for start, _ in spans:
        head = text[start : start + 3]
        if head in three or head[:2] in two:
            for keyword, number in (*three.get(head, ()), *two.get(head[:2], ())):
                if text.startswith(keyword, start):
                    _confirm(number, _pattern(number).match(text, start), hits)
    return hits


def _near(text: bytes, random: list[tuple[int, int]]) -> list[Hit]:
    """Patterns whose keyword stands in or around a random token."""
    hits: list[Hit] = []
    for start, end in random:
        first = max(0, start - _BEFORE)
        window = text[first : end + _AFTER]
        numbers = [number for keyword in _around if keyword in window for number in _around[keyword]]
        if text[start - 1 : start] in _SIGNS or text[end : end + 1] in _SIGNS:
            numbers += [number for keyword in _beside if keyword in window for number in _beside[keyword]]
        for number in numbers:
            for match in _pattern(number).finditer(text, first, end + 4096):
                if match.start() > end + _AFTER:
                    break
                _confirm(number, match, hits)
    return hits


def _confirm(number: int, match: re.Match[bytes] | None, hits: list[Hit]) -> None:
    """Add the match, unless it is dull, says that it is an example, or is a stretch of other data."""
    if match is None or _in_data(match.string, match.start(), match.end()):
        return
    rule = PREFIXED[number]
    group = match.lastindex or 0
    secret = match.group(group)
    if entropy(secret) < rule[4] or is_dull(secret[4:]) or b"EXAMPLE" in secret.upper():
        return
    if spelled(secret) * 2 > len(secret):  # `test_InheritedRemainsUnescaped` begins like a token
        return
    strong = _strong.get(number)
    if strong is None:
        from plugin_policy.secrets.bits import ENOUGH, of_pattern

        strong = _strong[number] = of_pattern(rule[3]) >= ENOUGH
    hits.append(Hit(rule[0], match.start(group), match.end(group), secret, "critical", rule[1], strong))


def _in_data(text: bytes, start: int, end: int) -> bool:
    """Whether the match is a stretch of much longer base64 (an image, a certificate)."""
    if re.search(rb"sha\d{3}-[A-Za-z0-9+/=]{0,88}$", text[max(0, start - 96) : start]):  # a digest
        return True
    if not text[start:end].translate(None, _BASE64) and _is_wrapped(text, start, end):
        return True
    if text[start - 1 : start] not in (b"+", b"/") and text[end : end + 1] not in (b"+", b"/"):
        return False
    before, after = text[max(0, start - 80) : start], text[end : end + 80]
    around = len(before) - len(before.rstrip(_BASE64)) + len(after) - len(after.lstrip(_BASE64))
    return around > 60


def _is_wrapped(text: bytes, start: int, end: int) -> bool:
    """Whether the match begins or ends a line of base64, and the line beside it is base64 as well."""
    before, after = text[max(0, start - 90) : start], text[end : end + 170]
    above = before.rstrip(b" \r\n\t\"'+\\,")
    if len(above) < len(before) and b"\n" in before[len(above) :]:
        return len(above) - len(above.rstrip(_BASE64)) >= 38
    rest = after.lstrip(_BASE64)
    below = rest.lstrip(b" \r\n\t\"'+\\,")
    return b"\n" in rest[: len(rest) - len(below)] and len(below) - len(below.lstrip(_BASE64)) >= 38


def _without_vectors(hits: list[Hit], text: bytes) -> list[Hit]:
    """Without the values of a table of test vectors: many different hex values behind one and the same name."""
    heads = {
        id(hit): text[max(0, hit.start - 24) : hit.start].rpartition(b"\n")[2] for hit in hits if is_hex(hit.secret)
    }
    counts: dict[bytes, int] = {}
    for head in heads.values():
        counts[head] = counts.get(head, 0) + 1
    return [hit for hit in hits if counts.get(heads.get(id(hit), b""), 0) <= _VECTORS]


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
