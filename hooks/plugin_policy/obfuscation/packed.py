"""Code that was packed, minified or scrambled, and strings spelled so that nobody reads them.

Judged on the shape of the text, whatever the language: a reviewer's eye needs no parser either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.obfuscation.signs import Sign

MIN_ESCAPES = 6  # escapes of plain letters in a row
OFF_SCREEN = 160  # columns of blanks before more code
MIN_MINIFIED = 2000  # bytes; shorter one-liners can be read

_HEX_NAMES = re.compile(rb"\b_0x[0-9a-fA-F]{2,8}\b")
_PACKER = re.compile(rb"eval\s*\(\s*function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k\s*,\s*e\s*,\s*[dr]?\s*\)")
_ESCAPES = re.compile(
    rb"\\(?:x[2-7][0-9a-fA-F](?:\\x[2-7][0-9a-fA-F]){%d,}|u00[2-7][0-9a-fA-F](?:\\u00[2-7][0-9a-fA-F]){%d,}"
    rb"|u\{0*[2-7][0-9a-fA-F]\}(?:\\u\{0*[2-7][0-9a-fA-F]\}){%d,}"
    rb"|(?:1[0-7][0-7]|0?[4-7][0-7])(?:\\1[0-7][0-7]|\\0?[4-7][0-7]){%d,})"
    % (MIN_ESCAPES - 1, MIN_ESCAPES - 1, MIN_ESCAPES - 1, MIN_ESCAPES + 1)
)
_CODES = re.compile(
    rb"(?:fromCharCode|fromCodePoint|bytes|bytearray|chr|pack)\s*\(?\s*[\[(]?\s*"
    rb"(?:(?:0x[0-9a-fA-F]{1,2}|\d{2,3})\s*,\s*){7,}(?:0x[0-9a-fA-F]{1,2}|\d{2,3})"
)
_CHR_CHAIN = re.compile(
    rb"(?:\b(?:chr|String\.fromCharCode|\[char\])\s*\(?\s*(?:0x[0-9a-fA-F]{1,2}|\d{2,3})\s*\)?\s*[+.,]\s*){4,}"
)
_JSFUCK = re.compile(rb"[\[\]()!+]{120,}")
_AAENCODE = "ﾟωﾟﾉ".encode()
_JJENCODE = re.compile(rb"\$=~\[\];\$=\{___:\+\+\$")
_BLANKS = re.compile(rb"[^\s][ \t\xc2\xa0]{%d,}[^\s|]" % OFF_SCREEN)
_TRAILING = re.compile(rb"(?m)[ \t]{8,}$")
_TICKS = re.compile(rb"(?:[A-Za-z]`){2,}[A-Za-z]")
_FORMAT_SHUFFLE = re.compile(
    rb"""["'](?:\{\d{1,2}\}){3,}["']\s*-f\s*(?:["'][^"'\n]{0,40}["']\s*,?\s*){3,}""", re.IGNORECASE
)
_SHELL_CUT = re.compile(rb"(?:\$\{[A-Za-z_]\w*:\d+:1\}\s*){4,}|(?:\$\{[A-Za-z_]\w*:\d+:\d+\}){5,}")
_SPLIT_QUOTES = re.compile(rb"(?:[A-Za-z](?:''|\"\")){3,}[A-Za-z]|(?:[\"'][A-Za-z][\"']){4,}|(?:\\[a-mo-qsu-z]){4,}")
_TOOL = re.compile(rb"__pyarmor__|pyarmor_runtime|javascript-obfuscator|jsjiami\.com|\bgAAAAA[A-Za-z0-9_-]{200,}")

SCRIPTS = frozenset(("javascript", "typescript", "tsx"))
CODE = SCRIPTS | frozenset(("python", "shell", "powershell", "batch", "ruby", "perl", "php", "lua"))


def find(data: bytes, language: str) -> Iterator[Sign]:
    """Every scrambled place of a code Text. Each kind is reported once, at its first place."""
    for pattern, languages, words, rule, message in _SHAPES:
        if (languages is not None and language not in languages) or not any(word in data for word in words):
            continue
        match = pattern.search(data)
        if match is not None and _meant(pattern, match[0], data):
            yield Sign(rule, match.start(), match.end(), message)
    if _AAENCODE in data:
        at = data.index(_AAENCODE)
        yield Sign("scrambled", at, at + len(_AAENCODE), "code spelled in emoticons (aaencode)")
    names = set(_HEX_NAMES.findall(data[: 1 << 20])) if language in SCRIPTS and b"_0x" in data else set()
    if len(names) >= 4:
        match = _HEX_NAMES.search(data)
        assert match is not None
        yield Sign(
            "scrambled",
            match.start(),
            match.end(),
            f"{len(names)} names like `{match[0].decode()}`: the output of an obfuscator",
        )


# pattern, languages it is looked for in (None: all), words of which one stands in every match (the search for a plain
# word costs a hundredth), rule, message
_SHAPES: tuple[tuple[re.Pattern[bytes], frozenset[str] | None, tuple[bytes, ...], str, str], ...] = (
    (_PACKER, SCRIPTS, (b"eval",), "scrambled", "packed code: it unpacks and runs itself"),
    (_JSFUCK, SCRIPTS, (b"",), "scrambled", "code spelled in brackets and signs (JSFuck)"),
    (_JJENCODE, SCRIPTS, (b"$=~[]",), "scrambled", "code spelled in signs (jjencode)"),
    (_TOOL, None, (b"pyarmor", b"javascript-obfuscator", b"jsjiami", b"gAAAAA"), "scrambled",
     "the output of an obfuscator"),
    (_ESCAPES, None, (b"\\",), "spelled-out", "plain letters written as escapes, so that nobody reads the word"),
    (_CODES, None, (b"fromCharCode", b"fromCodePoint", b"bytes", b"bytearray", b"chr", b"pack"), "spelled-out",
     "text written as character codes"),
    (_CHR_CHAIN, None, (b"chr", b"String.fromCharCode", b"[char]"), "spelled-out",
     "text put together from single character codes"),
    (_TICKS, frozenset(("powershell",)), (b"`",), "spelled-out", "a command broken up by backticks"),
    (_FORMAT_SHUFFLE, frozenset(("powershell",)), (b"{",), "spelled-out", "words in pieces, put together anew"),
    (_SHELL_CUT, frozenset(("shell",)), (b"${",), "spelled-out",
     "a command put together from single letters of a variable"),
    (_SPLIT_QUOTES, frozenset(("shell",)), (b"'", b'"', b"\\"), "spelled-out",
     "a command broken up by quotes or backslashes"),
)  # fmt: skip


def _meant(pattern: re.Pattern[bytes], found: bytes, data: bytes) -> bool:
    """Terminal colours, binary headers and character tables are written as escapes by everyone."""
    if pattern is _ESCAPES:
        text = found.decode("latin-1")
        pairs = re.findall(r"\\x(..)|\\u00(..)|\\u\{0*(..)\}|\\0?([0-7]{2,3})", text)
        letters = [chr(int(a or b or c, 16)) if a or b or c else chr(int(d, 8) & 127) for a, b, c, d in pairs]
        return sum(letter.isalpha() for letter in letters) >= MIN_ESCAPES - 1 and len(set(letters)) > 3
    if pattern in (_CODES, _CHR_CHAIN):
        numbers = [
            int(item, 0) if item.startswith(b"0x") else int(item)
            for item in re.findall(rb"0x[0-9a-fA-F]+|\d{2,3}", found)
        ]
        readable = [number for number in numbers if 32 <= number < 127]
        alphabetic = sum(chr(number).isalpha() for number in readable)
        # A byte table counts up or holds signs; words are letters in no order.
        return len(readable) == len(numbers) and alphabetic * 3 >= len(numbers) * 2 and numbers != sorted(numbers)
    return True


def find_layout(data: bytes) -> Iterator[Sign]:
    """What is pushed out of sight by blanks, and blanks that carry data."""
    blanks = b" " * OFF_SCREEN in data or b"\t" in data or b"\xa0" in data
    match = _BLANKS.search(data) if blanks else None
    if match is not None and not _table(data, match.start()):
        yield Sign(
            "off-screen", match.end() - 1, match.end(), f"more text after {len(match[0]) - 2} blanks, out of sight"
        )
    mixed = [run for run in _TRAILING.findall(data) if b" " in run] if b"\t" in data else []
    mixed = [run for run in mixed if b"\t" in run]
    if len(mixed) >= 5:
        match = _TRAILING.search(data)
        assert match is not None
        yield Sign(
            "off-screen",
            match.start(),
            match.end(),
            f"{len(mixed)} lines end in blanks and tabs that carry data",
            "medium",
        )


def _table(data: bytes, at: int) -> bool:
    """A line of an aligned table: its cells are padded."""
    begin = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at)
    line = data[begin : end if end >= 0 else len(data)].strip()
    return line.count(b"|") >= 2 or line.count("│".encode()) >= 2


def minified(data: bytes) -> bool:
    """Whether nobody wrote this by hand: very long lines of dense code."""
    if len(data) < MIN_MINIFIED:
        return False
    lines = data.split(b"\n")
    long = sum(len(line) for line in lines if len(line) > 1000)
    if long < len(data) * 0.6:
        return False
    longest = max(lines, key=len)
    blanks = longest.count(b" ") / len(longest)
    return blanks < 0.16 and len(re.findall(rb"[;{}(),=]", longest[:20000])) > min(len(longest), 20000) * 0.06
