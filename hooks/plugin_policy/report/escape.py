"""Foreign text made harmless: names and contents of scanned files reach terminals, logs and pages only through here."""

from __future__ import annotations

MAX_LENGTH = 2000  # code points of one piece of foreign text

# Printable to Python, yet nothing to see: fillers, joiners, variation selectors beyond the emoji one.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")


def plain(text: str, limit: int = MAX_LENGTH) -> str:
    """One line of visible characters.

    Control, format (bidirectional, zero-width, tag) and unassigned characters, line separators and spaces other than
    U+0020 become `\\xNN`, `\\uNNNN` or `\\UNNNNNNNN`; bytes that were not UTF-8 become `\\xNN`. What is longer than
    `limit` is cut with `…`.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join([char if _visible(char) else _escaped(char) for char in text])


def log_line(text: str) -> str:
    """A line that starts with foreign text, so that no workflow runner takes it for a command.

    The runner takes a line that starts with `::` and any line that holds `##[` (its older form).
    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    if text.lstrip().startswith("::"):
        text = "./" + text
    return text.replace("##[", "#\\x23[")


def utf8(text: str) -> str:
    """The same text with lone surrogates written out, so that any encoder takes it."""
    try:
        text.encode()
        return text
    except UnicodeEncodeError:
        return "".join([_escaped(char) if "\ud800" <= char <= "\udfff" else char for char in text])


def _visible(char: str) -> bool:
    return char.isprintable() and char not in _INVISIBLE and not "\U000e0100" <= char <= "\U000e01ef"


def _escaped(char: str) -> str:
    code = ord(char)
    if char in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[char]
    if code < 0x80:
        return f"\\x{code:02x}"
    if 0xDC80 <= code <= 0xDCFF:  # Python's stand-in for a byte that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
