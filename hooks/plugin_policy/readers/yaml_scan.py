"""YAML with positions: the events of PyYAML's C parser, composed with an explicit stack.

Scalars follow the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), as JavaScript's parsers
read them: `yes` and `2024-01-01` are strings. Tags never build objects. Aliases are bounded.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

from plugin_policy.pattern import later
from plugin_policy.readers.nodes import MAX_DEPTH, MAX_PROBLEMS, Node, Problem

MAX_SIZE = 4 << 20  # bytes; libyaml reads about 3 MB/s
MAX_ALIASED = 100_000  # values that aliases may stand for, in all

_BLOCK = 1024

_INTEGER = later(r"[-+]?[0-9]{1,300}")
_FLOAT = later(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan"),
}  # fmt: skip


class _Open:
    """A collection that is not closed yet. key: of a mapping, the key that waits for its value."""

    __slots__ = ("anchor", "key", "key_span", "merge", "node", "value")

    def __init__(self, value: dict[str, object] | list[object], node: Node, anchor: str | None) -> None:
        self.value = value
        self.node = node
        self.anchor = anchor
        self.key: str | None = None
        self.key_span = (0, 0)
        self.merge: list[tuple[object, Node]] = []  # values of `<<`


class Scanner:
    """One pass over `data`. After `run`: value, node (None for an empty document) and problems."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.text = data.decode("utf-8", "replace")
        self.value: object = None
        self.node: Node | None = None
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[object, Node, int]] = {}  # value, node, number of values
        self._aliased = 0
        self._skipped = 0
        self._ascii = len(self.text) == len(data)
        self._blocks: list[int] = []  # byte offset of every _BLOCK-th character
        self._documents = 0

    def run(self) -> Scanner:
        if len(self.data) > MAX_SIZE:
            self._say("size", f"more than {MAX_SIZE >> 20} MB of YAML: not read", 0, 0)
        elif not self._too_deep():
            self._parse()
        return self

    def _too_deep(self) -> bool:
        """libyaml needs quadratic time for flow collections inside each other, so they are counted first."""
        depth = 0
        for match in re.finditer(rb"[\[{]|[\]}]", self.data):
            depth = depth + 1 if match[0] in b"[{" else max(depth - 1, 0)
            if depth > MAX_DEPTH * 2:
                self._say("depth", f"nested deeper than {MAX_DEPTH} levels: not read", match.start(), match.end())
                return True
        return False

    def _parse(self) -> None:
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            for event in yaml.parse(self.text, Loader=loader):
                self._event(event, type(event).__name__)
                if self._documents > 1 or len(self.problems) >= MAX_PROBLEMS:
                    break
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = self._offset(mark) if mark else 0
            parts = (error.context, error.problem)
            self._say("syntax", "not YAML: " + " ".join(part for part in parts if part), at, at)
        except yaml.reader.ReaderError as error:
            at = self._byte(error.position if isinstance(error.position, int) else 0)
            self._say("control-character", f"not YAML: {error.reason}", at, at)
        for item in self._stack:
            item.node.end = len(self.data)

    def _event(self, event: Any, kind: str) -> None:
        if kind == "ScalarEvent":
            node = Node(self._offset(event.start_mark), self._offset(event.end_mark))
            self._take(self._scalar(event), node, event.anchor, event.value, event.implicit[0] and not event.style)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, {} if kind == "MappingStartEvent" else [])
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close(self._offset(event.end_mark))
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                at = self._offset(event.start_mark)
                self._say("syntax", "a second YAML document: only the first is read", at, at)

    def _open(self, event: Any, value: dict[str, object] | list[object]) -> None:
        start = self._offset(event.start_mark)
        if self._skipped:
            self._skipped += 1
        elif len(self._stack) >= MAX_DEPTH:
            self._say("depth", f"nested deeper than {MAX_DEPTH} levels: not read further", start, start + 1)
            self._skipped = 1
        else:
            top = self._stack[-1] if self._stack else None
            if top is not None and isinstance(top.value, dict) and top.key is None:
                self._say("syntax", "a list or mapping as a key", start, start + 1)
            self._stack.append(_Open(value, Node(start), event.anchor))

    def _close(self, end: int) -> None:
        if self._skipped:
            self._skipped -= 1
            if not self._skipped:
                self._take(None, Node(end, end), None, "", False)
            return
        item = self._stack.pop()
        # libyaml ends a block collection where the next token begins: blank space is not part of it.
        item.node.end = len(self.data[:end].rstrip()) if self.data[end - 1 : end].isspace() else end
        self._merge(item)
        self._take(item.value, item.node, item.anchor, "?", False)

    def _merge(self, item: _Open) -> None:
        """`<<`: keys of another mapping, where the mapping has none of that name."""
        assert isinstance(item.value, dict) or not item.merge
        for value, node in item.merge:
            several = value if isinstance(value, list) else [value]
            for index, mapping in enumerate(several):
                origin = node.children.get(index, node) if isinstance(value, list) else node
                for key, inner in mapping.items() if isinstance(mapping, dict) else ():
                    if isinstance(item.value, dict) and key not in item.value:
                        item.value[key] = inner
                        item.node.keys[key] = origin.keys.get(key, (origin.start, origin.end))
                        item.node.children[key] = origin.children.get(key, origin)

    def _take(self, value: object, node: Node, anchor: str | None, source: str, plain: bool) -> None:
        """Put a finished value where it belongs."""
        if self._skipped:
            return
        if anchor is not None:
            self._anchors[anchor] = (value, node, _count(node))
        top = self._stack[-1] if self._stack else None
        if top is None:
            if self.node is None:
                self.value, self.node = value, node
        elif isinstance(top.value, list):
            top.node.children[len(top.value)] = node
            top.value.append(value)
        elif top.key is None:
            top.key, top.key_span = source, (node.start, node.end)
            if source == "<<" and plain:
                top.key = "\0merge"
        else:
            self._pair(top, value, node)

    def _pair(self, top: _Open, value: object, node: Node) -> None:
        assert isinstance(top.value, dict)
        assert top.key is not None
        key, top.key = top.key, None
        if key == "\0merge":
            top.merge.append((value, node))
            return
        if key in top.node.keys:
            first = self.data.count(b"\n", 0, top.node.keys[key][0]) + 1
            message = f"the key `{key[:40]}` stands twice, the first is on line {first}"
            self.problems.append(Problem("duplicate-key", message, *top.key_span, fatal=False))
        top.value[key] = value
        top.node.keys[key] = top.key_span
        top.node.children[key] = node

    def _alias(self, event: Any) -> None:
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        known = self._anchors.get(event.anchor)
        if known is None:
            self._say("syntax", f"`*{event.anchor[:40]}` names no finished anchor", start, end)
            self._take(None, Node(start, end), None, "?", False)
            return
        value, node, count = known
        self._aliased += count
        if self._aliased > MAX_ALIASED:
            if self._aliased - count <= MAX_ALIASED:
                self._say("alias", f"aliases stand for more than {MAX_ALIASED:,} values: not followed", start, end)
            value, node = None, Node(start, end)
        self._take(value, node, None, value if isinstance(value, str) else "?", False)

    def _scalar(self, event: Any) -> object:
        text: str = event.value
        tag = event.tag
        if tag is not None and tag not in ("tag:yaml.org,2002:str", "!"):
            return text if event.style else resolve(text)
        if tag is not None or not event.implicit[0]:
            return text
        return resolve(text)

    def _offset(self, mark: Any) -> int:
        return self._byte(mark.index)

    def _byte(self, index: int) -> int:
        if self._ascii:
            return min(index, len(self.data))
        if not self._blocks:
            sizes = (
                len(self.text[at : at + _BLOCK].encode("utf-8", "replace")) for at in range(0, len(self.text), _BLOCK)
            )
            self._blocks = [0, *accumulate(sizes)]
        block = min(index // _BLOCK, len(self._blocks) - 1)
        return self._blocks[block] + len(self.text[block * _BLOCK : index].encode("utf-8", "replace"))

    def _say(self, kind: str, message: str, start: int, end: int) -> None:
        self.problems.append(Problem(kind, message, start, end))


def resolve(text: str) -> object:
    """The value of a plain scalar in the core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if text.startswith(("0x", "0o")):
        try:
            return int(text, 0) if len(text) < 300 else text
        except ValueError:
            return text
    return text


def _count(node: Node) -> int:
    """How many values a node stands for, aliases expanded; stops counting past the bound."""
    count, todo = 0, [node]
    while todo and count <= MAX_ALIASED:
        item = todo.pop()
        count += 1
        todo.extend(item.children.values())
    return count
