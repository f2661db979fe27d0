"""Pieces of the shell language that need no parser state: ANSI-C quotes and brace expansion.

Sources: POSIX.1-2024 Shell Command Language; Bash Reference Manual 3.1.2.4, 3.5.1.
"""

from __future__ import annotations

import re
from itertools import pairwise

from plugin_policy.pattern import later
from plugin_policy.readers import ir

MAX_BRACES = 64  # words that one word may expand to

_ANSI = later(rb"\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|c(.)|(.))", re.DOTALL)
_ANSI_PLAIN = {
    b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"e": b"\x1b", b"E": b"\x1b", b"f": b"\f",
    b"v": b"\v",
}  # fmt: skip


def _ansi(match: re.Match[bytes]) -> bytes:
    two, four, eight, octal, control, plain = match.groups()
    if two:
        return bytes([int(two, 16)])
    if four or eight:
        point = int(four or eight, 16)
        return chr(point).encode("utf-8", "replace") if point < 0x110000 else b"?"
    if octal:
        return bytes([int(octal, 8) & 255])
    if control:
        return bytes([control[0] & 31])
    if plain in b"\\'\"?":
        return bytes(plain)
    return _ANSI_PLAIN.get(plain, b"\\" + plain)


def ansi_c(body: bytes) -> bytes:
    """The bytes that $'body' stands for."""
    return _ANSI.sub(_ansi, body) if b"\\" in body else body


class Piece:
    """Part of a word: `value` is bytes or a Node; `quoted` pieces are not split, expanded or matched."""

    __slots__ = ("end", "quoted", "start", "value")

    def __init__(self, start: int, end: int, value: bytes | ir.Node, quoted: bool) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.quoted = quoted


_RANGE = later(rb"(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,9}))?\Z")
_MARK = later(rb"[{},]|[^{},]+")


def expand_braces(pieces: list[Piece]) -> list[list[Piece]]:
    """`a{b,c}d` -> abd, acd; `{1..3}` -> 1 2 3. What is no brace expression stays as it is."""
    atoms: list[Piece] = []
    for piece in pieces:
        if piece.quoted or not isinstance(piece.value, bytes):
            atoms.append(piece)
            continue
        for match in _MARK.finditer(piece.value):
            atoms.append(Piece(piece.start + match.start(), piece.start + match.end(), match.group(), False))
    results: list[list[Piece]] = []
    work = [atoms]
    while work and len(results) + len(work) < MAX_BRACES:
        word = work.pop(0)
        found = _first(word)
        if found is None:
            results.append(word)
            continue
        start, end, choices = found
        work[:0] = [word[:start] + choice + word[end:] for choice in choices[:MAX_BRACES]]
    return results + work


def _first(atoms: list[Piece]) -> tuple[int, int, list[list[Piece]]] | None:
    """The first brace expression, an outer one before those inside it: its place and its alternatives."""
    found: tuple[int, int, list[list[Piece]]] | None = None
    opened: list[tuple[int, list[int]]] = []
    for index, atom in enumerate(atoms):
        if atom.quoted or not isinstance(atom.value, bytes):
            continue
        if atom.value == b"{":
            opened.append((index, []))
        elif atom.value == b"," and opened:
            opened[-1][1].append(index)
        elif atom.value == b"}" and opened:
            start, commas = opened.pop()
            choices = _choices(atoms, start, index, commas) if found is None or start < found[0] else []
            if choices:
                found = start, index + 1, choices
            if found and not opened:
                break
    return found


def _choices(atoms: list[Piece], start: int, end: int, commas: list[int]) -> list[list[Piece]]:
    if commas:
        edges = [start, *commas, end]
        return [atoms[left + 1 : right] for left, right in pairwise(edges)]
    inner = atoms[start + 1 : end]
    if len(inner) != 1 or inner[0].quoted or not isinstance(inner[0].value, bytes):
        return []
    match = _RANGE.match(inner[0].value)
    if match is None:
        return []
    first, last, step = match.groups()
    return [[Piece(inner[0].start, inner[0].end, text, True)] for text in _range(first, last, int(step or 0))]


def _range(first: bytes, last: bytes, step: int) -> list[bytes]:
    if first.isalpha() != last.isalpha():
        return []
    low, high = (ord(first), ord(last)) if first.isalpha() else (int(first), int(last))
    stride = max(abs(step), 1) * (1 if high >= low else -1)
    numbers = list(range(low, high + (1 if stride > 0 else -1), stride)[:MAX_BRACES])
    return [bytes([number]) if first.isalpha() else str(number).encode() for number in numbers]
