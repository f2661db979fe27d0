"""JSON, YAML, TOML and Markdown front matter: values first, positions when something must be said about one.

`parse(text)` never raises because of what the text holds: see `Document.problems`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.readers.nodes import MAX_DEPTH, Node, Pointer, Problem, depth_exceeds, pointer_text
from plugin_policy.text import Segment, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Document", "Node", "Pointer", "Problem", "front_matter", "parse", "pointer_text"]

MAX_SIZE = 64 << 20  # bytes; bigger files are only streamed for secrets


class Document:
    """A parsed Text.

    text: the Text the offsets belong to (for front matter the YAML between its fences, a child of the file's
    Text). value: plain Python (dict, list, str, int, float, bool, None), at most 200 levels deep; where the text
    has errors, what could be made of it. problems: everything wrong with the text itself, in source order.
    """

    __slots__ = ("_node", "problems", "text", "value")

    def __init__(self, text: Text, value: object, problems: list[Problem], node: Node | None = None) -> None:
        self.text = text
        self.value = value
        self.problems = problems
        self._node = node

    @property
    def failed(self) -> bool:
        """Would a strict parser refuse the text?"""
        return any(problem.fatal for problem in self.problems)

    def get(self, *pointer: str | int) -> object:
        """The value a pointer names, None if there is none."""
        value = self.value
        for part in pointer:
            if isinstance(value, dict) and isinstance(part, str):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and -len(value) <= part < len(value):
                value = value[part]
            else:
                return None
        return value

    def locate(self, pointer: Iterable[str | int], *, key: bool = False) -> tuple[int, int]:
        """(start, end) in bytes of `text`: of the value, or with key=True of the key that names it.

        A pointer that names nothing stands for the deepest thing on its way that exists.
        """
        node = self._root()
        span = (node.start, node.end)
        parts = list(pointer)
        for index, part in enumerate(parts):
            child = node.children.get(part)
            if child is None:
                return _opening(node, span)
            if index == len(parts) - 1 and key and isinstance(part, str):
                return node.keys.get(part, (child.start, child.end))
            node, span = child, (child.start, child.end)
        return span

    def position(self, pointer: Iterable[str | int], *, key: bool = False) -> tuple[int, int, int, int]:
        """line, column, end line, end column in the original file, 1-based, in code points."""
        return self.text.span(*self.locate(pointer, key=key))

    def child(self, pointer: Pointer, language: str, *, channel: str = "", surface: str = "") -> Text | None:
        """The string at a pointer as a Text of its own, with every offset mapped; None if it is no string."""
        value = self.get(*pointer)
        if not isinstance(value, str):
            return None
        start, end = self.locate(pointer)
        raw = self.text.data[start:end]
        if self.text.language == "json" and raw[:1] == b'"':
            data, segments = _json_string(raw, start)
        else:
            data, segments = _located(value, raw, start, end)
        return self.text.child(data, language, segments, channel=channel, surface=surface)

    def _root(self) -> Node:
        if self._node is None:
            data, language = self.text.data, self.text.language
            if language == "toml":
                from plugin_policy.readers.toml_scan import positions

                self._node = positions(data)
            else:
                from plugin_policy.readers.json_scan import Scanner

                self._node = Scanner(data).run().node or Node(0, len(data))
        return self._node


def parse(text: Text) -> Document:
    """Parse by `text.language`: "json", "yaml" or "toml"; anything else is read as JSON."""
    if len(text.data) > MAX_SIZE:
        problem = Problem("size", f"more than {MAX_SIZE >> 20} MB: not read", 0, 0)
        return Document(text, None, [problem], Node(0, len(text.data)))
    if text.language == "yaml":
        from plugin_policy.readers import yaml_scan

        scanner = yaml_scan.Scanner(text.data).run()
        return Document(text, scanner.value, scanner.problems, scanner.node or Node(0, len(text.data)))
    if text.language == "toml":
        from plugin_policy.readers import toml_scan

        value, problems = toml_scan.scan(text.data)
        return Document(text, value, problems, Node(0, len(text.data)) if problems else None)
    return _parse_json(text)


def front_matter(text: Text) -> Document | None:
    """The YAML between `---` lines at the head of a Markdown Text; None if it has none.

    An opening fence that is never closed is no front matter for Claude Code either.
    """
    import re

    match = re.match(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?P<yaml>(?:[^\n]*\n)*?)---", text.data)
    if match is None:
        return None
    start, end = match.span("yaml")
    document = parse(text.slice(start, end, "yaml"))
    if not any(problem.kind == "syntax" for problem in document.problems):
        return document
    quoted = _quoted(text, start, end)
    if quoted is None:
        return document
    again = parse(quoted)
    if again.failed:
        return document
    problem = document.problems[0]
    message = f"{problem.message}: only a client that puts such values in quotes reads this"
    where = again.text.data.find(b'"')
    again.problems.insert(0, Problem("unquoted", message, max(where, 0), max(where, 0), fatal=False))
    return again


def _quoted(text: Text, start: int, end: int) -> Text | None:
    """The YAML with every top-level value that YAML cannot take plain in double quotes, as Claude Code reads it.

    None when no line is of that kind. The Text maps every byte to where it stands in the file.
    """
    import re

    data = bytearray()
    segments: list[Segment] = []
    changed = False
    for match in re.finditer(rb"[^\n]*\n?", text.data[start:end]):
        line, at = match[0], start + match.start()
        pair = re.match(rb"(?P<key>[A-Za-z_-]+:[ \t]+)(?P<value>[^\r\n]*?)[ \t]*(?P<end>\r?\n?)\Z", line)
        value = pair["value"] if pair else b""
        special = re.search(rb"[{}\[\]*&#!|>%@`]|: |\A,", value)
        if pair is None or not special or (value[:1] in (b'"', b"'") and value[-1:] == value[:1] and len(value) > 1):
            segments.append(Segment(len(data), at, at + len(line)))
            data += line
            continue
        changed = True
        begin = at + pair.start("value")
        segments.append(Segment(len(data), at, begin))
        data += pair["key"] + b'"'
        for piece in re.finditer(rb'[^"\\]+|["\\]', value):
            escaped = piece[0] in (b'"', b"\\")
            segments.append(Segment(len(data), begin + piece.start(), begin + piece.end(), exact=not escaped))
            data += b"\\" + piece[0] if escaped else piece[0]
        segments.append(Segment(len(data), begin + len(value), at + len(line)))
        data += b'"' + pair["end"]
    return text.child(bytes(data), "yaml", segments) if changed else None


def _parse_json(text: Text) -> Document:
    """The standard library's parser where it agrees that all is well; our own scanner tells what is not."""
    import json

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(items)
        if len(made) != len(items):
            raise ValueError("duplicate key")
        return made

    def constant(name: str) -> object:
        raise ValueError(name)

    data = text.data
    if b"\\ud" not in data and b"\\uD" not in data:
        try:
            value = json.loads(data.decode("utf-8"), object_pairs_hook=pairs, parse_constant=constant)
        except (ValueError, RecursionError):  # also digits beyond what int() takes, and bytes that are not UTF-8
            pass
        else:
            if data.count(b"[") + data.count(b"{") <= MAX_DEPTH or not depth_exceeds(value, MAX_DEPTH):
                return Document(text, value, [])
    from plugin_policy.readers.json_scan import Scanner

    scanner = Scanner(data).run()
    scanner.problems.sort(key=lambda problem: problem.start)
    return Document(text, scanner.value, scanner.problems, scanner.node or Node(0, len(data)))


def _opening(node: Node, span: tuple[int, int]) -> tuple[int, int]:
    """Something is missing in this container: point at its opening mark, not at all of it."""
    return (span[0], min(span[0] + 1, span[1])) if node.children or span[1] > span[0] else span


def _json_string(raw: bytes, start: int) -> tuple[bytes, list[Segment]]:
    """The decoded content of a JSON string literal and the map of its offsets to the source."""
    body = raw[1:-1] if raw[-1:] == b'"' and len(raw) > 1 else raw[1:]
    begin = start + 1
    if b"\\" not in body:
        return body, [Segment(0, begin, begin + len(body))]
    from plugin_policy.readers.json_scan import unescape

    data = bytearray()
    segments: list[Segment] = []
    for piece, piece_start, piece_end, exact in unescape(body):
        encoded = body[piece_start:piece_end] if exact else piece.encode("utf-8", "replace")
        if encoded:
            segments.append(Segment(len(data), begin + piece_start, begin + piece_end, exact))
            data += encoded
    return bytes(data), segments or [Segment(0, begin, begin, exact=False)]


def _located(value: str, raw: bytes, start: int, end: int) -> tuple[bytes, list[Segment]]:
    """A YAML or TOML scalar: escapes as in JSON, or line by line as written, else the whole span."""
    data = value.encode("utf-8", "replace")
    if raw[:1] == b'"' and b"\\" in raw:
        unescaped, mapped = _json_string(raw, start)
        if unescaped == data:
            return data, mapped
    segments: list[Segment] = []
    at, offset = 0, 0
    for line in data.splitlines(keepends=True):
        body = line.rstrip(b"\r\n")
        found = raw.find(body, at) if body else at
        if found < 0:
            return data, [Segment(0, start, end, exact=False)]
        segments.append(Segment(offset, start + found, start + found + len(line)))
        at = found + len(body)
        offset += len(line)
    return data, segments or [Segment(0, start, end, exact=False)]
