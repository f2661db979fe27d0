"""Code that was packed, minified or scrambled, and strings spelled so that nobody reads them.

Judged on the shape of the text, whatever the language: a reviewer's eye needs no parser either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plugin_policy.obfuscation.signs import Sign
from plugin_policy.pattern import later

MIN_ESCAPES = 6  # escapes of plain letters in a row
MAX_PLACES = 10  # of one kind in one Text
OFF_SCREEN = 160  # columns of blanks before more code
MIN_MINIFIED = 2000  # bytes; shorter one-liners can be read

_HEX_NAMES = later(rb"\b_0x[0-9a-fA-F]{2,8}\b")
_PACKER = later(rb"eval\s*\(\s*function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k\s*,\s*e\s*,\s*[dr]?\s*\)")
_ESCAPES = later(
    rb"\\(?:x[2-7][0-9a-fA-F](?:\\x[2-7][0-9a-fA-F]){%d,}|u00[2-7][0-9a-fA-F](?:\\u00[2-7][0-9a-fA-F]){%d,}"
    rb"|u\{0*[2-7][0-9a-fA-F]\}(?:\\u\{0*[2-7][0-9a-fA-F]\}){%d,}"
    rb"|(?:1[0-7][0-7]|0?[4-7][0-7])(?:\\1[0-7][0-7]|\\0?[4-7][0-7]){%d,})"
    % (MIN_ESCAPES - 1, MIN_ESCAPES - 1, MIN_ESCAPES - 1, MIN_ESCAPES + 1)
)
_CODES = later(
    rb"(?:fromCharCode|fromCodePoint|Buffer\.from|bytes|bytearray|chr|pack)\s*\(?\s*[\[(]?\s*"
    rb"(?:(?:0x[0-9a-fA-F]{1,2}|\d{2,3})\s*,\s*){3,}(?:0x[0-9a-fA-F]{1,2}|\d{2,3})"
)
_CODE_LIST = later(rb"\[\s*(?:\d{2,3}\s*,\s*){7,}\d{2,3}\s*,?\s*\]")
MIN_CODES = 8  # fewer are only meant when all of them are letters
_CHR_CHAIN = later(
    rb"(?:\b(?:chr|String\.fromCharCode|\[char\])\s*\(?\s*(?:0x[0-9a-fA-F]{1,2}|\d{2,3})\s*\)?\s*[+.,]\s*){4,}"
)
_OWN_TRUTH = later(rb"(?:while|for|if)\s*\([^\n(){]{0,80}(?:!!\[\]|\+!!(?:false|true|\[\]|\{\}))")
# The string array of javascript-obfuscator is shuffled until numbers like these add up.
_STRING_ARRAY = later(rb"(?:[\"']\d{2,9}[A-Za-z]{5,8}[\"'],\s*[^\n]{0,400}?){4}")
_EBCDIC = later(rb"[\"']\s*\.\s*decode\(\s*[\"']cp_?(?:037|273|424|500|875|1026|1140)[\"']", re.IGNORECASE)
_JSFUCK = later(rb"[\[\]()!+]{120,}")
_AAENCODE = "ﾟωﾟﾉ".encode()
_JJENCODE = later(rb"\$=~\[\];\$=\{___:\+\+\$")
_BLANKS = later(rb"[^\s](?:[ \t\xc2\xa0]{%d,}|[ ]{0,20}(?:\t[ ]{0,7}){24,})[^\s|]" % OFF_SCREEN)
_TRAILING = later(rb"(?m)(?<![ \t])[ \t]{8,}$")
_TICKS = later(rb"(?:[A-Za-z]`){2,}[A-Za-z]")
_FORMAT_SHUFFLE = later(rb"""["'](?:\{\d{1,2}\}){3,}["']\s*-f\s*(?:["'][^"'\n]{0,40}["']\s*,?\s*){3,}""", re.IGNORECASE)
_SHELL_CUT = later(rb"(?:\$\{[A-Za-z_]\w*:\d+:1\}\s*){4,}|(?:\$\{[A-Za-z_]\w*:\d+:\d+\}){5,}")
_SPLIT_QUOTES = later(rb"(?:[A-Za-z](?:''|\"\")){3,}[A-Za-z]|(?:[\"'][A-Za-z][\"']){4,}|(?:\\[a-mo-qsu-z]){4,}")
# Strings in an array that a function hands out after it has replaced itself; the array is rotated before use
_SELF_REPLACING = later(
    rb"function\s+([\w$]{1,60})\s*\(\s*\)\s*\{\s*(?:const|var|let)\s+([\w$]{1,60})\s*=\s*\[[^\]]{8,200000}\]\s*;\s*\1\s*=\s*"
    rb"function\s*\(\s*\)\s*\{\s*return\s+\2\s*;?\s*\}"
)
_ROTATION = later(rb"\[['\"]push['\"]\]\(\s*[\w$]{1,60}\[['\"]shift['\"]\]\(\s*\)\s*\)")
_FLATTENED = later(
    rb"['\"]\d{1,3}(?:\|\d{1,3}){2,}['\"]\s*\[?\.?['\"]?split|while\s*\(\s*!!\[\]\s*\)\s*\{\s*switch\s*\(\s*[\w$]+\[[\w$]+\+\+\]"
)
_CUT_TEXT = later(
    rb"(?:'[^'\\\n]{1,3}'\s*\+\s*){5,}'[^'\\\n]{1,3}'|(?:\"[^\"\\\n]{1,3}\"\s*\+\s*){5,}\"[^\"\\\n]{1,3}\""
)
_ALIKE = later(rb"\b(?=[lI1]*l)(?=[lI1]*I)[lI][lI1]{5,}\b|\b(?=[O0o]*0)[Oo][O0o]{4,}\b")
_TRICKS = later(
    rb"\*mdr\*|\$(?:env:comspec|pshome|shellid|verbosepreference)\b[^\n;|]{0,30}\[\s*\d+\s*[,\]]"
    rb"|frombase64string\(\s*['\"][^'\"]{8,}['\"][^\n]{0,300}(?:gzip|deflate)stream"
    rb"|(?:gzip|deflate)stream[^\n]{0,300}frombase64string\(\s*['\"][^'\"]{8,}['\"]|(?:\$\{[^\w}\s]{1,4}\}\s*=[^\n]{0,40}){3}",
    re.IGNORECASE,
)
_CARETS = later(rb"(?:[A-Za-z]\^){3,}[A-Za-z]")
_TOOL = later(rb"__pyarmor__|pyarmor_runtime|javascript-obfuscator|jsjiami\.com|\bgAAAAA[A-Za-z0-9_-]{200,}")

SCRIPTS = frozenset(("javascript", "typescript", "tsx"))
CODE = SCRIPTS | frozenset(("python", "shell", "powershell", "batch", "ruby", "perl", "php", "lua"))


def find(data: bytes, language: str) -> Iterator[Sign]:
    """Every scrambled place of a code Text, the first few of each kind."""
    places: list[tuple[int, int]] = []
    for pattern, languages, needed, rule, message in _SHAPES:
        if (languages is not None and language not in languages) or not any(word in data for word in needed):
            continue
        meant = (match for match in pattern.finditer(data) if _meant(pattern, match[0], data))
        for match in islice(meant, MAX_PLACES):
            places.append((match.start(), match.end()))
            yield Sign(rule, match.start(), match.end(), message)
    if language in CODE:
        words = (sign for sign in _words(data) if not any(a < sign.end and sign.start < b for a, b in places))
        yield from islice(words, MAX_PLACES)
    yield from _alike_names(data)
    if _AAENCODE in data:
        at = data.index(_AAENCODE)
        yield Sign("scrambled", at, at + len(_AAENCODE), "code spelled in emoticons (aaencode)")
    names = set(_HEX_NAMES.findall(data[: 1 << 20])) if language in SCRIPTS and b"_0x" in data else set()
    if len(names) >= 4:
        first = _HEX_NAMES.search(data)
        assert first is not None
        yield Sign(
            "scrambled",
            first.start(),
            first.end(),
            f"{len(names)} names like `{first[0].decode()}`: the output of an obfuscator",
        )


def _alike_names(data: bytes) -> Iterator[Sign]:
    if b"lI" not in data and b"Il" not in data and b"O0" not in data:
        return
    found = {match[0]: match for match in _ALIKE.finditer(data[: 1 << 20])}
    if len(found) >= 3:
        first = min(found.values(), key=lambda match: match.start())
        message = f"{len(found)} names like `{first[0].decode()}` that nobody can tell apart"
        yield Sign("scrambled", first.start(), first.end(), message)


# pattern, languages it is looked for in (None: all), words of which one stands in every match (the search for a plain
# word costs a hundredth), rule, message
_SHAPES: tuple[tuple[re.Pattern[bytes], frozenset[str] | None, tuple[bytes, ...], str, str], ...] = (
    (_PACKER, SCRIPTS, (b"eval",), "scrambled", "packed code: it unpacks and runs itself"),
    (_JSFUCK, SCRIPTS, (b"",), "scrambled", "code spelled in brackets and signs (JSFuck)"),
    (_JJENCODE, SCRIPTS, (b"$=~[]",), "scrambled", "code spelled in signs (jjencode)"),
    (_SELF_REPLACING, SCRIPTS, (b"return",), "scrambled",
     "an array of strings instead of the strings: an obfuscator's output"),
    (_ROTATION, SCRIPTS, (b"shift",), "scrambled", "an array that is turned round before use: an obfuscator's output"),
    (_FLATTENED, SCRIPTS, (b"|",), "scrambled",
     "statements in another order (`'2|0|1'.split`): an obfuscator's output"),
    (_CUT_TEXT, None, (b"+",), "spelled-out", "text cut to pieces"),
    (_TRICKS, frozenset(("powershell",)), (b"",), "scrambled",
     "letters of a built-in variable, or a compressed payload"),
    (_CARETS, frozenset(("batch",)), (b"^",), "spelled-out", "a command broken up by carets"),
    (_TOOL, None, (b"pyarmor", b"javascript-obfuscator", b"jsjiami", b"gAAAAA"), "scrambled",
     "the output of an obfuscator"),
    (_ESCAPES, None, (b"\\",), "spelled-out", "plain letters written as escapes, so that nobody reads the word"),
    (_CODES, None, (b"fromC", b"Buffer.from", b"bytes", b"bytearray", b"chr", b"pack"), "spelled-out",
     "text written as character codes"),
    (_CODE_LIST, SCRIPTS | {"python"}, (b"chr", b"fromC"), "spelled-out", "text written as character codes"),
    (_CHR_CHAIN, None, (b"chr", b"String.fromCharCode", b"[char]"), "spelled-out",
     "text put together from single character codes"),
    (_OWN_TRUTH, SCRIPTS, (b"!!",), "scrambled", "a condition spelled in signs, as obfuscators do"),
    (_STRING_ARRAY, SCRIPTS, (b"[",), "scrambled", "the string array of an obfuscator"),
    (_EBCDIC, frozenset(("python",)), (b"cp",), "spelled-out",
     "text written in a code page in which no letter is itself"),
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
    if pattern in (_CODES, _CODE_LIST, _CHR_CHAIN):
        numbers = [
            int(item, 0) if item.startswith(b"0x") else int(item)
            for item in re.findall(rb"0x[0-9a-fA-F]+|\d{2,3}", found)
        ]
        readable = [number for number in numbers if 32 <= number < 127]
        alphabetic = sum(chr(number).isalpha() for number in readable)
        if pattern is _CODES and len(numbers) < MIN_CODES and alphabetic < len(numbers):
            return False
        # A byte table counts up or holds signs; words are letters in no order.
        return len(readable) == len(numbers) and alphabetic * 3 >= len(numbers) * 2 and numbers != sorted(numbers)
    return True


# What a reader looks for. A literal that is one of these in another spelling has nothing else to hide.
NAMES = frozenset(
    b"eval exec execSync execFile spawn spawnSync fork compile system popen Popen subprocess child_process "
    b"child_process.exec require import __import__ importlib builtins __builtins__ Function constructor "
    b"process.binding globals getattr marshal pickle loads b64decode atob fromCharCode Invoke-Expression iex "
    b"os.system subprocess.run powershell cmd.exe /bin/sh /bin/bash curl wget".split()
)
_LITERAL = later(rb"([\"'`])((?:[A-Za-z0-9+/_-]|\\(?:x|u00)[0-9a-fA-F]{2}|\\[0-7]{2,3}){4,120}={0,2})\1")
_ESCAPE = later(rb"\\(?:(?:x|u00)([0-9a-fA-F]{2})|([0-7]{2,3}))")
_HEX_TEXT = later(rb"[A-Za-z_$@./-][\w$@:./ -]{4,}")


def _words(data: bytes) -> Iterator[Sign]:
    """Literals that spell a word in escapes, hexadecimal or base64."""
    for match in _LITERAL.finditer(data):
        literal = match[2]
        if b"\\" in literal:
            if _ESCAPE.sub(_letter, literal) in NAMES:
                message = "a name written in escapes, so that nobody reads it"
                yield Sign("spelled-out", match.start(), match.end(), message)
        elif len(literal) % 2 == 0 and len(literal) >= 10 and _is_hex(literal):
            text = bytes.fromhex(literal.decode())
            if (_HEX_TEXT.fullmatch(text) and len(set(text)) >= 4) or text in NAMES:
                yield Sign(
                    "spelled-out", match.start(), match.end(), "text written in hexadecimal, so that nobody reads it"
                )
        elif len(literal) <= 40 and len(literal) % 4 == 0 and _base64(literal) in NAMES:
            yield Sign("spelled-out", match.start(), match.end(), "a name written in base64, so that nobody reads it")


def _letter(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16) if match[1] else int(match[2], 8) & 127])


def _is_hex(literal: bytes) -> bool:
    return re.fullmatch(rb"[0-9a-fA-F]+", literal) is not None


def _base64(literal: bytes) -> bytes:
    import base64

    try:
        return base64.b64decode(literal, validate=True).strip()
    except ValueError:
        return b""


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


# What a name that is put together needs somewhere in the file.
_SPELLS = later(
    rb"['\"`]\s*[+.]\s*['\"`(\[]|join|reverse|rev\b|::-1|chr\b|charcode|codepoint|format|replac|\\x|\\u00|%[sc]|''|\"\"|\\[a-z]"
    rb"|\$\{|\$'|\$@|printf|-f\s|[a-z]`[a-z]|substr|slice|\[char\]|tr\b|cut\b|sed\b|%\w+%%|%\w+:|\]\s*\+|\+=",
)


def spells(data: bytes) -> bool:
    """Whether a file (in lower case) may hold a name that is put together."""
    return _SPELLS.search(data) is not None


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
