"""Hiding the secrets of a file from everything that is made of it: rows of reports, commands of surfaces, excerpts."""

from __future__ import annotations

import re
from typing import TypeVar

T = TypeVar("T")

HIDDEN = "▮▮▮▮▮▮"
MIN = 6  # characters; a shorter value would be hidden in words it is part of by chance
_NOT_A_LINE_END = re.compile(rb"[^\r\n]")


class Mask:
    """The secrets of one file. data: its bytes. hits: where they stand in it."""

    __slots__ = ("_values", "hits")

    def __init__(self, data: bytes, path: str) -> None:
        from plugin_policy.secrets.engine import find

        self.hits = find(data, path)
        values = {part for hit in self.hits for part in (hit.secret, data[hit.start : hit.end]) if len(part) >= MIN}
        self._values = sorted((value.decode("utf-8", "replace") for value in values), key=len, reverse=True)

    def text(self, said: str) -> str:
        """The same text without the file's secrets."""
        for value in self._values:
            said = said.replace(value, HIDDEN)
        return said

    def value(self, row: T) -> T:
        """The same strings, lists, tuples and dicts without the file's secrets. Rows are as deep as we make them."""
        if not self._values:
            return row
        return self._value(row)  # type: ignore[return-value]

    def _value(self, row: object) -> object:
        if isinstance(row, str):
            return self.text(row)
        if isinstance(row, dict):
            return {key: self._value(one) for key, one in row.items()}
        if isinstance(row, (list, tuple, set, frozenset)):
            return [self._value(one) for one in row]
        return row

    def blotted(self, data: bytes) -> bytes:
        """The bytes from which the mask was made, the secrets replaced byte by byte; lines stay where they are."""
        parts, done = [], 0
        for hit in self.hits:
            parts += [data[done : hit.start], _NOT_A_LINE_END.sub(b"*", data[hit.start : hit.end])]
            done = max(done, hit.end)
        return b"".join([*parts, data[done:]])
