"""Characters that a reader does not see, or sees in another place than the interpreter does.

Unicode facts: UTS 39 (security mechanisms), UTR 36, UAX 9 (bidirectional text), the emoji sequences of UTS 51, and the
"Trojan Source" paper (Boucher and Anderson, 2021). Harmless and common: joiners inside emoji and in scripts that need
them, variation selectors behind a symbol, tags of the flags of England, Scotland and Wales, direction marks in
right-to-left prose.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.obfuscation.signs import Sign
from plugin_policy.pattern import later

BIDI_OVERRIDE = "\u202d\u202e"
BIDI_OPEN = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
BIDI_CLOSE = "\u202c\u2069"
BIDI = BIDI_OPEN + BIDI_CLOSE
MARKS = "\u200e\u200f\u061c"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u180e\u2061\u2062\u2063\u2064"
FILLERS = "\u115f\u1160\u3164\uffa0\u17b4\u17b5\u2800"  # blank, but letters to an interpreter
TAGS = "\U000e0001\U000e0020-\U000e007f"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

# What is left of a file without the characters that everyone writes is short: it is searched for the UTF-8 forms of all
# of these and for control characters.
_PLAIN = bytes((9, 10, 12, 13, *range(32, 127)))
_LEADS = later(
    rb"\xe2(?:\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xa9]|\xa0\x80)"
    rb"|\xef(?:\xbb\xbf|\xb8[\x80-\x8f]|\xbe\xa0|\xbf[\xb9-\xbb])"
    rb"|\xe1(?:\xa0\x8e|\x85[\x9f\xa0]|\x9e[\xb4\xb5])"
    rb"|\xe3\x85\xa4|\xf3\xa0|\xd8\x9c|\xc2\xad|[\x00-\x08\x0b\x0e-\x1f\x7f]"
)

_SUSPECT = later(f"[{BIDI}{MARKS}{ZERO_WIDTH}{FILLERS}{TAGS}{SELECTORS}\u00ad\ufff9-\ufffb]+")
_CONTROL = later(r"[\x01-\x06\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]|\x1b[\[\]P_^X()]")
_RTL = later("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINING = later("[\u0590-\u0dff\u0e00-\u109f\u1780-\u18af\ua840-\ua87f\ufb50-\ufdff\ufe70-\ufefc]")
_FLAG = "\U0001f3f4"

MIN_RUN = 6  # invisible characters in a row carry data, not typography


def find(data: bytes, *, code: bool) -> Iterator[Sign]:
    """Every hidden place of a text. code: characters stand in program text, where none of them is at home."""
    if _LEADS.search(data.translate(None, _PLAIN)) is None:
        return
    text = data.decode("utf-8", "replace")
    offsets = _Offsets(text)
    for match in _SUSPECT.finditer(text):
        sign = _judge(text, match.start(), match.end(), code)
        if sign is not None:
            rule, severity, message = sign
            yield Sign(rule, offsets.of(match.start()), offsets.of(match.end()), message, severity)
    for match in _CONTROL.finditer(text):
        if match[0][0] == "\x1b":
            message = "a terminal escape sequence: what a terminal shows is not what stands here"
            yield Sign("hidden-unicode", offsets.of(match.start()), offsets.of(match.end()), message, "medium")


class _Offsets:
    """Byte offsets of ascending character positions, without walking the text anew for each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.char = 0
        self.byte = 0

    def of(self, position: int) -> int:
        if position < self.char:
            self.char = self.byte = 0
        self.byte += len(self.text[self.char : position].encode("utf-8", "surrogatepass"))
        self.char = position
        return self.byte


def _judge(text: str, start: int, end: int, code: bool) -> tuple[str, str, str] | None:
    """(rule, severity, message) for a run of suspect characters, None when it is at home where it stands."""
    run = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if start == 0 and run == "\ufeff":
        return None
    if any("\U000e0000" <= char <= "\U000e007f" for char in run):
        return None if _flag(run, before) else ("hidden-unicode", "high", _named(run, "tag characters spell text"))
    if len(run) >= MIN_RUN:
        return "hidden-unicode", "high", _named(run, f"{len(run)} invisible characters in a row carry data")
    if all(_is_selector(char) for char in run) and len(run) == 1:
        return None if before and not before.isspace() and not (before.isascii() and before.isalpha()) else _stray(run)
    if any(char in BIDI for char in run):
        return _bidi(text, start, run, code)
    if all(char in MARKS for char in run):
        return _marks(text, start, code, run)
    if any(char in FILLERS for char in run):
        return _filler(run, before, after, code)
    return _zero_width(text, start, end, code)


def _named(run: str, what: str) -> str:
    codes = " ".join(f"U+{ord(char):04X}" for char in run[:3])
    return f"{what} ({codes}{' …' if len(run) > 3 else ''})"


def _stray(run: str) -> tuple[str, str, str]:
    return "hidden-unicode", "note", _named(run, "an invisible character that does nothing here")


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _flag(run: str, before: str) -> bool:
    """England, Scotland, Wales: a black flag, up to six tag letters and the cancel tag."""
    return before == _FLAG and len(run) <= 7 and run.endswith("\U000e007f")


def _line(text: str, at: int) -> str:
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[begin : end if end >= 0 else len(text)]


def _bidi(text: str, at: int, run: str, code: bool) -> tuple[str, str, str] | None:
    line = _line(text, at)
    prose = _RTL.search(line) is not None
    balanced = sum(char in BIDI_OPEN for char in line) == sum(char in BIDI_CLOSE for char in line)
    if prose and balanced and not any(char in BIDI_OVERRIDE for char in line):
        return ("hidden-unicode", "note", _named(run, "direction control in right-to-left text")) if code else None
    return "hidden-unicode", "high", _named(run, "a direction control makes the text read otherwise than it runs")


def _marks(text: str, at: int, code: bool, run: str) -> tuple[str, str, str] | None:
    if _RTL.search(_line(text, at)) or not code:
        return None
    return "hidden-unicode", "medium", _named(run, "a direction mark in code")


def _filler(run: str, before: str, after: str, code: bool) -> tuple[str, str, str] | None:
    if "\u1100" <= before <= "\u11ff" or "\u1780" <= before <= "\u17ff" or "\u2800" <= before <= "\u28ff":
        return None
    if "\u2800" <= after <= "\u28ff" or run.strip("\u2800") == "":
        return None  # Braille patterns are drawn with a blank one
    severity = "high" if code else "low"
    return "hidden-unicode", severity, _named(run, "a letter that is blank: a name of nothing one can see")


def _zero_width(text: str, start: int, end: int, code: bool) -> tuple[str, str, str] | None:
    run = text[start:end].rstrip("\ufe0f").lstrip("\ufe0f")
    before, after = text[start - 1 : start], text[end : end + 1]
    if not run:
        return None
    joiner = all(char in "\u200c\u200d" for char in run)
    if joiner and (_pictograph(before) or _pictograph(after) or _JOINING.match(before) or _JOINING.match(after)):
        return None
    inside = _word(before) and _word(after)
    if inside and before.isascii() and after.isascii():
        severity = "high" if run != "\u00ad" else ("high" if code else "note")
        return "hidden-unicode", severity, _named(run, "an invisible character splits a word")
    if code and _word(after) and after.isascii() and before in ("", " ", "\t", ".", "("):
        return "hidden-unicode", "medium", _named(run, "an invisible character is part of a name")
    return _stray(run)


def _word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _pictograph(char: str) -> bool:
    return bool(char) and (
        char >= "\U0001f000" or "\u2190" <= char <= "\u2bff" or char in "\u00a9\u00ae\u3030\u303d\ufe0f"
    )
