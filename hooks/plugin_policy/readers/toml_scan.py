"""TOML: values by tomllib, positions by a small scanner of its own."""

from __future__ import annotations

import re
from typing import Any

from plugin_policy.pattern import later
from plugin_policy.readers.nodes import MAX_DEPTH, Node, Problem

_TOKEN = later(
    rb"""(?P<space>[ \t]++|\#[^\n]*+)
    |(?P<newline>\r?\n)
    |(?P<string>\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"{3,5}|'''(?:[^']++|'(?!''))*+'{3,5}
        |"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s"'\#\[\]{}=,.]++)
    |(?P<odd>.)""",
    re.VERBOSE | re.DOTALL,
)
# tomllib needs quadratic time for a key of thousands of parts.
_LONG_KEY = later(rb"""(?<![\w.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){%d}""" % MAX_DEPTH)
_PLACE = later(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def scan(data: bytes) -> tuple[object, list[Problem]]:
    """The value, and what is wrong with the text (tomllib stops at the first error)."""
    import tomllib

    depth = 0
    for match in re.finditer(rb"[\[{]|[\]}]", data):
        depth = depth + 1 if match[0] in b"[{" else max(depth - 1, 0)
        if depth > MAX_DEPTH:
            return None, [Problem("depth", f"nested deeper than {MAX_DEPTH} levels", match.start(), match.end())]
    if long_key := _LONG_KEY.search(data):
        return None, [Problem("depth", f"a key of more than {MAX_DEPTH} parts", *long_key.span())]
    try:
        return tomllib.loads(data.decode("utf-8", "replace")), []
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        at = _place(data, place) if place else 0
        text = _PLACE.sub("", message).strip()
        return None, [Problem("syntax", f"not TOML: {text[:1].lower()}{text[1:]}", at, at)]


def _place(data: bytes, place: re.Match[str]) -> int:
    if place[1] is None:
        return len(data)
    start = 0
    for _ in range(int(place[1]) - 1):
        start = data.find(b"\n", start) + 1
    line = data[start:].partition(b"\n")[0].decode("utf-8", "replace")
    return start + len(line[: int(place[2]) - 1].encode("utf-8", "replace"))


def positions(data: bytes) -> Node:
    """Where every key and value of a valid TOML text stands."""
    return _Positions(data).run()


class _Positions:
    """Follows the statements of a valid text; containers inside values are kept on a stack."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = Node(0, len(data))
        self.table = self.root
        self.tokens = [
            (match.lastgroup or "odd", match[0], match.start(), match.end()) for match in _TOKEN.finditer(data)
        ]
        self.tokens = [token for token in self.tokens if token[0] != "space"]
        self.at = 0

    def run(self) -> Node:
        while self.at < len(self.tokens):
            kind, raw, _, _ = self.tokens[self.at]
            if kind == "newline":
                self.at += 1
            elif raw == b"[":
                self._header()
            else:
                self._statement()
        return self.root

    def _header(self) -> None:
        start = self.tokens[self.at][2]
        several = self._peek(1) == b"["
        self.at += 2 if several else 1
        keys = self._keys()
        while self.at < len(self.tokens) and self.tokens[self.at][0] != "newline":
            self.at += 1
        end = self.tokens[self.at - 1][3]
        table = self.root
        for name, span in keys[:-1]:
            table = _last(_step(table, name, span))
        name, span = keys[-1] if keys else ("", (start, end))
        node = _step(table, name, span)
        if several:
            index = len(node.children)
            node.children[index] = node = Node(start, end)
        else:
            node.start, node.end = start, end
        self.table = node

    def _statement(self) -> None:
        self._pair(self.table)
        while self.at < len(self.tokens) and self.tokens[self.at][0] != "newline":
            self.at += 1  # what a valid text does not have

    def _pair(self, table: Node) -> None:
        before = self.at
        keys = self._keys()
        for name, span in keys[:-1]:
            table = _step(table, name, span)
        if self._peek() == b"=":
            self.at += 1
        if keys and self.at < len(self.tokens):
            table.keys[keys[-1][0]] = keys[-1][1]
            table.children[keys[-1][0]] = self._value()
        elif self.at == before:
            self.at += 1

    def _value(self) -> Node:
        """One value; arrays and inline tables by an explicit stack of (node, closing mark)."""
        root: Node | None = None
        stack: list[tuple[Node, bytes]] = []
        while self.at < len(self.tokens):
            kind, raw, start, end = self.tokens[self.at]
            if stack and (raw == b"," or kind == "newline"):
                self.at += 1
                continue
            if stack and raw == stack[-1][1]:
                self.at += 1
                stack.pop()[0].end = end
                if not stack:
                    break
                continue
            node = Node(start, end)
            parent: Node | None = None
            name: str | int = ""
            if stack and stack[-1][1] == b"}":
                parent, name = self._inline_key(stack[-1][0])
                kind, raw, node.start, node.end = self.tokens[min(self.at, len(self.tokens) - 1)]
            elif stack:
                parent = stack[-1][0]
                name = len(parent.children)
            root = root or node
            if parent is not None:
                parent.children[name] = node
            self._consume(node, kind)
            if raw in (b"[", b"{"):
                stack.append((node, b"]" if raw == b"[" else b"}"))
            elif not stack:
                break
        return root or Node(0, 0)

    def _consume(self, node: Node, kind: str) -> None:
        """Step over a scalar (`1.5` and `2024-01-01 10:00` are several tokens) or an opening mark."""
        self.at += 1
        while kind == "bare" and self.at < len(self.tokens):
            next_kind, raw, _, end = self.tokens[self.at]
            if next_kind != "bare" and raw != b".":
                break
            node.end = end
            self.at += 1

    def _inline_key(self, table: Node) -> tuple[Node, str]:
        before = self.at
        keys = self._keys() or [("", (0, 0))]
        for name, span in keys[:-1]:
            table = _step(table, name, span)
        if self._peek() == b"=" or self.at == before:
            self.at += 1
        table.keys[keys[-1][0]] = keys[-1][1]
        return table, keys[-1][0]

    def _keys(self) -> list[tuple[str, tuple[int, int]]]:
        keys: list[tuple[str, tuple[int, int]]] = []
        while self.at < len(self.tokens):
            kind, raw, start, end = self.tokens[self.at]
            if kind in ("bare", "string"):
                keys.append((_key(raw), (start, end)))
            elif raw != b".":
                break
            self.at += 1
        return keys

    def _peek(self, ahead: int = 0) -> bytes:
        return self.tokens[self.at + ahead][1] if self.at + ahead < len(self.tokens) else b""


def _step(table: Node, name: str, span: tuple[int, int]) -> Node:
    table.keys.setdefault(name, span)
    if name not in table.children:
        table.children[name] = Node(*span)
    return table.children[name]


def _last(node: Node) -> Node:
    """An array of tables stands for its last table."""
    if node.children and not node.keys:
        return list(node.children.values())[-1]
    return node


def _key(raw: bytes) -> str:
    if raw[:1] == b"'":
        return raw[1:-1].decode("utf-8", "replace")
    if raw[:1] != b'"':
        return raw.decode("utf-8", "replace")
    import tomllib

    try:
        parsed: dict[str, Any] = tomllib.loads("k = " + raw.decode("utf-8", "replace"))
    except tomllib.TOMLDecodeError:
        return raw[1:-1].decode("utf-8", "replace")
    return str(parsed["k"])
