"""Secrets in columns: CSV and TSV files, INSERT statements, .pgpass. The name stands far from the value."""

from __future__ import annotations

import re

from plugin_policy.secrets.context import strength, words_of
from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.shape import entropy, is_hashed, is_password, is_placeholder, is_public, is_random

_INSERT = (
    rb"(?i)\binsert\s+into\s+[\w.`\"\[\]]{1,100}\s{0,8}\(([\w\s,`\"\[\]]{3,2000})\)\s{0,8}values\s{0,8}"
    rb"(\((?:[^()']|'[^']{0,2000}'){1,200}\)(?:\s{0,8},\s{0,8}\((?:[^()']|'[^']{0,2000}'){1,200}\)){0,200})"
)
_ITEM = re.compile(rb"'([^']*)'|\"([^\"]*)\"|([^,'\"()\s][^,()\s]*)|([,(])")
_PGPASS = rb"(?m)^[^#:\s]{1,100}:(?:\d{2,5}|\*):[^:\s]{1,64}:[^:\s]{1,64}:([^\s:]{5,200})$"
_ROWS = 2000  # of a table that are read


def find(text: bytes, lower: bytes, path: str) -> list[Hit]:
    """Hits in the columns whose name speaks of a secret. lower: the text in lower case. path: tells a table."""
    hits: list[Hit] = []
    name = path.lower()
    if name.endswith((".csv", ".tsv")):
        hits += _table(text, b"\t" if name.endswith(".tsv") else b",")
    if b"insert " in lower:
        for match in re.finditer(_INSERT, text):
            names = [item.strip(b' \t\r\n`"[]') for item in match.group(1).split(b",")]
            hits += _rows(text, names, match.start(2), match.end(2))
    if name.endswith("pgpass"):
        for match in re.finditer(_PGPASS, text):
            hits += _judge(b"password", match.group(1), match.start(1))
    return hits


def _table(text: bytes, separator: bytes) -> list[Hit]:
    head, _, _ = text.partition(b"\n")
    names = [name.strip(b"\r\"' ") for name in head.split(separator)]
    secret = [number for number, name in enumerate(names) if strength(words_of(name)) > 1]
    if not secret or len(names) < 2:
        return []
    hits: list[Hit] = []
    start = len(head) + 1
    for line in text[start : start + (4 << 20)].split(b"\n", _ROWS)[:_ROWS]:
        at = start
        for number, cell in enumerate(line.split(separator)):
            value = cell.strip(b"\r\"' ")
            if number in secret and value:
                hits += _judge(names[number], value, at + cell.find(value))
            at += len(cell) + 1
        start += len(line) + 1
    return hits


def _rows(text: bytes, names: list[bytes], start: int, end: int) -> list[Hit]:
    """Hits among the values of an INSERT statement, `(a, 'b'), (c, 'd')`."""
    hits: list[Hit] = []
    number = 0
    for match in _ITEM.finditer(text, start, end):
        sign = match.group(4)
        if sign:
            number = 0 if sign == b"(" else number + 1
        elif match.lastindex in (1, 2) and number < len(names):
            hits += _judge(names[number], match.group(match.lastindex), match.start(match.lastindex))
    return hits


def _judge(name: bytes, value: bytes, at: int) -> list[Hit]:
    words = words_of(name)
    if strength(words) < 2 or len(value) < 8 or is_public(value) or is_hashed(value) or is_placeholder(value):
        return []
    if len(value) >= 16 and is_random(value) and entropy(value) * len(value) >= 50:
        return [Hit("generic-secret", at, at + len(value), value, "high")]
    if is_password(value) and any(word.startswith((b"pass", b"pw")) for word in words):
        return [Hit("password", at, at + len(value), value, "medium")]
    return []
