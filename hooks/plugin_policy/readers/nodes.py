"""Where the keys and values of a manifest stand, whatever its format.

A pointer is a tuple of keys (str) and indexes (int); `pointer_text` writes it as an RFC 6901 JSON pointer.
"""

from __future__ import annotations

from typing import TypeAlias

Pointer: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 200  # levels of nesting; real manifests have fewer than 20, and callers may recurse this far
MAX_PROBLEMS = 100  # of one file; the rest would say the same again


class Node:
    """One value: its byte span, and the nodes of what it holds.

    keys: of a mapping, key -> (start, end) of the key; children: key or index -> Node.
    """

    __slots__ = ("children", "end", "keys", "start")

    def __init__(self, start: int, end: int = 0) -> None:
        self.start = start
        self.end = end
        self.keys: dict[str, tuple[int, int]] = {}
        self.children: dict[str | int, Node] = {}


class Problem:
    """Something wrong with the text itself.

    kind: "syntax", "duplicate-key", "constant" (NaN, Infinity), "comment", "trailing-comma", "escape",
    "surrogate", "control-character", "byte-order-mark", "encoding", "depth", "size", "alias". fatal: a strict
    parser of the format refuses the file. start, end: bytes of the Text. pointer: the value it belongs to.
    """

    __slots__ = ("end", "fatal", "kind", "message", "pointer", "start")

    def __init__(
        self, kind: str, message: str, start: int, end: int, *, fatal: bool = True, pointer: Pointer = ()
    ) -> None:
        self.kind = kind
        self.message = message
        self.start = start
        self.end = end
        self.fatal = fatal
        self.pointer = pointer

    def __repr__(self) -> str:
        return f"{self.start}-{self.end}: {self.kind} {self.message}"


def pointer_text(pointer: Pointer) -> str:
    """RFC 6901: ("plugins", 0, "a/b") is "/plugins/0/a~1b"; the whole document is ""."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


def depth_exceeds(value: object, limit: int) -> bool:
    """Is the value nested deeper than `limit` containers? Level by level, so no nesting can exhaust the stack."""
    level = [value]
    for _ in range(limit):
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                below += [child for child in item.values() if isinstance(child, (dict, list))]
            elif isinstance(item, list):
                below += [child for child in item if isinstance(child, (dict, list))]
        if not below:
            return False
        level = below
    return True
