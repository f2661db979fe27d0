"""One level of decoding: base64, hex, percent and character escapes, joined literals; hits keep their place.

Only what begins like text is decoded, and at most four times the size of the file in all.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from plugin_policy.secrets.hit import Hit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Find = Callable[[bytes], list[Hit]]

MAX_DECODED = 1 << 20
_TEXT = bytes(range(32, 127)) + b"\t\r\n"
# What base64 or hex of printable text begins with.
_FIRST = frozenset(b"IJKLMNOPQRSTUVWXYZabcdefCD234567")
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_HEX = rb"(?:[0-9a-fA-F]{2}){20,}"
_BASE64 = rb"[A-Za-z0-9+/_-]+={0,2}(?:(?:\\n|[\"',+\\ \t]){0,8}\r?\n?[ \t\"']{0,80}[A-Za-z0-9+/_-]{40,}={0,2})*"
_ESCAPE = rb"%([2-7][0-9A-Fa-f])|\\u00([2-7][0-9A-Fa-f])|\\(/)|&(quot|amp|#39|#x27|#34|#x26|#38|apos|lt|gt|equals);"
_ENTITIES = {
    b"quot": b'"',
    b"amp": b"&",
    b"#39": b"'",
    b"#x27": b"'",
    b"#34": b'"',
    b"#38": b"&",
    b"#x26": b"&",
    b"apos": b"'",
    b"lt": b"<",
    b"gt": b">",
    b"equals": b"=",
}
# Two literals that are one: "a" + "b", "a" "b", 'a' . 'b', also over a line's end.
_JOINT = (
    rb"([\"'`])(?<=[A-Za-z0-9_-].)[ \t]{0,8}(?:\+|\.\.?|&|\\|<>)?[ \t]{0,8}(?:\r?\n[ \t]{0,60})?(?:\+|\.|&)?[ \t]{0,8}"
    rb"[bfr]?\1(?=[A-Za-z0-9_-])"
)
# Items of a list that is joined, arguments of concat, and a literal that goes on in the next line.
_LISTED = rb"(?<=[A-Za-z0-9_-])([\"'`])[ \t]{0,8}(?:,|\)?\.concat\(|\.\.\.?)\s{0,80}\1(?=[A-Za-z0-9_+/=-])"
# What follows the second one tells an item from a key: `"value", "name": …` is no list.
_LISTED += rb"(?=[^\"'`\n]{1,400}\1(?!\s{0,4}:))"
_CONTINUED = rb"(?<=[A-Za-z0-9_+/-])\\\r?\n(?=[A-Za-z0-9_+/-])"
# Every byte written as an escape, and lists of character codes.
_ESCAPED = rb"(?:\\x[0-9a-fA-F]{2}|\\u00[0-9a-fA-F]{2}|\\u\{[2-7][0-9a-fA-F]\}){8,}"
_CODE = rb"(?:0x[2-7][0-9a-fA-F]|\d{2,3})"
_CODES = rb"(?<![\d.])" + _CODE + rb"(?:\s{0,8},\s{0,80}" + _CODE + rb"){15,4000}(?![\d.])"
_CODES_NEAR = (
    b"chr(", b"fromCharCode", b"Buffer.from", b"bytes(", b"bytearray(", b"[]byte", b"new byte", b"byte[]",
)  # fmt: skip
# A list of codes begins soon behind such a call, or ends before it: `[104, 105].map(c => String.fromCharCode(c))`.
_LIST_BEGINS = rb"(?:" + _CODE + rb"\s{0,8},\s{0,80}){3}"
_LIST_ENDS = rb"\d\s{0,8},\s{0,80}" + _CODE + rb"[\s,]{0,8}[\])}]"
_STATEMENT = rb"\W{0,40}(?:\w+ {1,4}){0,4}?([\w.$-]{3,64})[\"'\]]{0,2}\s{0,4}:?="
_BARE = rb"[\w.+/=!@#$%^&*~-]{8,300}"
_QUOTES = frozenset((b'"', b"'", b"`"))
_ESCAPES = (b"%3", b"%2", b"\\u00", b"\\/", b"&quot;", b"&amp;", b"&#")


def find(text: bytes, spans: list[tuple[int, int]], again: Find) -> list[Hit]:
    """Hits in what `text` holds encoded. spans: its long tokens. again: finds in decoded bytes, without decoding."""
    hits: list[Hit] = []
    budget = 4 * len(text) + 4096
    done = 0
    for start, end in spans:
        if text[start] not in _FIRST or end - start < 20 or start < done:
            continue
        if not _begins_text(text[start : start + 24]):
            continue
        decoded, stop = _decoded(text, start)
        if not decoded or budget < len(decoded):
            continue
        done, budget = stop, budget - len(decoded)
        hits += [hit.at(start, stop) for hit in again(_with_key(text, start, decoded))]
    # Signs only count beside a token, and this is much shorter than the text.
    beside = b" ".join([text[max(0, start - 6) : start + 4] + text[end : end + 6] for start, end in spans])
    if any(sign in beside for sign in _ESCAPES):
        hits += _rewritten(text, _ESCAPE, _unescape, again)
    if any(quote in beside for quote in _QUOTES) and _has_joint(text, spans):
        hits += _rewritten(text, _JOINT, _nothing, again)
    if b"join(" in text or b".concat(" in text:
        hits += _rewritten(text, _LISTED, _nothing, again)
    if b"\\\n" in beside or b"\\\r\n" in beside:
        hits += _rewritten(text, _CONTINUED, _nothing, again)
    return hits + _spelled(text, again)


def _spelled(text: bytes, again: Find) -> list[Hit]:
    """Hits in runs of escapes and in lists of character codes."""
    hits: list[Hit] = []
    if b"\\" in text and (b"\\x" in text or b"\\u" in text):
        hits += _runs(text, _ESCAPED, rb"[0-9a-fA-F]{2}(?=\\|\}|$)", 16, again)
    begins, ends = re.compile(_LIST_BEGINS).search, re.compile(_LIST_ENDS).search
    for sign in _CODES_NEAR if b"byte" in text else _CODES_NEAR[:3]:
        at = text.find(sign)
        while at >= 0:
            end = at + 1
            if begins(text, at, at + 200) or ends(text, max(0, at - 200), at):
                start, end = max(0, at - 8000), at + 24000  # what is scanned for a list around the call
                near = _runs(text[start:end], _CODES, rb"0x[0-9a-fA-F]{2}|\d+", 0, again)
                hits += [hit.at(start + hit.start, start + hit.end) for hit in near]
            at = text.find(sign, end)
    return hits


def _runs(text: bytes, pattern: bytes, item: bytes, base: int, again: Find) -> list[Hit]:
    hits: list[Hit] = []
    budget = MAX_DECODED
    for match in re.finditer(pattern, text):
        codes = [
            int(code, base) for code in re.findall(item, match.group()) if base or code[:1] != b"0" or b"x" in code
        ]
        budget -= len(codes)
        if budget > 0 and all(32 <= code < 127 for code in codes):
            decoded = _with_key(text, match.start(), bytes(codes))
            hits += [hit.at(match.start(), match.end()) for hit in again(decoded)]
    return hits


def _with_key(text: bytes, start: int, decoded: bytes) -> bytes:
    """What was decoded; a bare value together with the name that it is given to."""
    if not re.fullmatch(_BARE, decoded):
        return decoded
    from plugin_policy.secrets.context import key_of, strength, words_of

    key = key_of(text, start)
    name = key.name if strength(key.words) else b""
    if not name:  # the name of the statement, past the calls around the value
        line = max(text.rfind(b"\n", max(0, start - 200), start) + 1, start - 200)
        match = re.match(_STATEMENT, text[line:start])
        name = match.group(1) if match and strength(words_of(match.group(1))) else b""
    return name[-64:] + b' = "' + decoded + b'"' if name else decoded


def _has_joint(text: bytes, spans: list[tuple[int, int]]) -> bool:
    joint = re.compile(_JOINT)
    for start, end in spans:
        if text[end : end + 1] in _QUOTES and joint.match(text, end):
            return True
        if text[start - 1 : start] in _QUOTES and joint.search(text, max(0, start - 90), start + 1):
            return True
    return False


def _begins_text(head: bytes) -> bool:
    if not head.translate(None, b"0123456789abcdefABCDEF"):
        return head[0] in b"234567" and head[2] in b"234567" and head[4] in b"234567" and head[6] in b"234567"
    return not _a2b(head[: len(head) & ~3]).translate(None, _TEXT)


def _a2b(value: bytes) -> bytes:
    from binascii import Error, a2b_base64

    try:
        return a2b_base64(value.translate(_URL_SAFE) + b"=" * (-len(value) % 4))
    except Error:
        return b"\0"


def _decoded(text: bytes, start: int) -> tuple[bytes, int]:
    """What the run of hex or base64 at `start` says, if it is text, and where the run ends."""
    match = re.compile(_HEX).match(text, start, start + 2 * MAX_DECODED)
    if (
        match
        and text[match.end() : match.end() + 1] not in (b"+", b"/", b"=")
        and not text[match.end() : match.end() + 1].isalnum()
    ):
        decoded = bytes.fromhex(match.group().decode())
    else:
        match = re.compile(_BASE64).match(text, start, start + 2 * MAX_DECODED)
        if match is None:
            return b"", start
        decoded = _a2b(re.sub(rb"[^A-Za-z0-9+/_=-]", b"", match.group().replace(b"\\n", b"")))
    return (b"" if decoded.translate(None, _TEXT) else decoded), match.end()


def _unescape(match: re.Match[bytes]) -> bytes:
    code = match.group(1) or match.group(2)
    if code:
        return bytes((int(code, 16),))
    return match.group(3) or _ENTITIES[match.group(4)]


def _nothing(match: re.Match[bytes]) -> bytes:
    return b""


def _rewritten(text: bytes, pattern: bytes, replace: Callable[[re.Match[bytes]], bytes], again: Find) -> list[Hit]:
    """Hits in the lines that `pattern` changes, each with the line before it, at their places in `text`."""
    pieces: list[bytes] = []
    starts, origins = [0], [0]  # offsets in the new text, and where these stand in the old one
    at = length = 0
    for match in re.finditer(pattern, text):
        line = max(at, text.rfind(b"\n", 0, max(at, text.rfind(b"\n", at, match.start()))) + 1, match.start() - 2000)
        if line > at:
            line_end = text.find(b"\n", at, min(line, at + 2000))
            tail = text[at : line_end if line_end >= 0 else min(line, at + 2000)] + b"\n" if at else b""
            pieces.append(tail)
            length += len(tail)
            starts.append(length)
            origins.append(line)
            at = line
        new = replace(match)
        pieces += [text[at : match.start()], new]
        length += match.start() - at
        starts += [length, length + len(new)]
        origins += [match.start(), match.end()]
        length += len(new)
        at = match.end()
    if not pieces:
        return []
    pieces.append(text[at : at + 2000].partition(b"\n")[0])
    hits = []
    for hit in again(b"".join(pieces)):
        first, last = bisect_right(starts, hit.start) - 1, bisect_right(starts, hit.end - 1) - 1
        start = origins[first] + hit.start - starts[first]
        hits.append(hit.at(start, max(start + 1, origins[last] + hit.end - starts[last])))
    return hits
