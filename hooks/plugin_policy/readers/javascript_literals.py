"""Names, strings, numbers, regular expressions and templates of JavaScript as values (ECMA-262, section 12)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.javascript_walk import Walk, opaque

if TYPE_CHECKING:
    from tree_sitter import Node

ESCAPE = later(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3]?[0-7]{1,2})|(\r\n|[\s\S]))")
SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
CONTINUATION = frozenset(("\n", "\r", "\r\n", "\u2028", "\u2029"))
MAX_DIGITS = 400  # longer numbers overflow a double


def unescape(raw: str) -> str:
    """The value of a string's or name's source; surrogate pairs become one code point, lone ones U+FFFD."""
    value = ESCAPE.sub(_escape, raw)
    if any("\ud800" <= character <= "\udfff" for character in value):
        value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _escape(match: re.Match[str]) -> str:
    braced, four, two, octal, other = match.groups()
    digits = braced or four or two
    if digits:
        code = int(digits[-8:], 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    if octal:
        return chr(int(octal, 8))
    if other in CONTINUATION:
        return ""
    return SIMPLE.get(other, str(other))


def word(walk: Walk, node: Node) -> str:
    """The text of an identifier, escapes resolved; equal names are one object."""
    raw = walk.text(node)
    name = walk.names.get(raw)
    if name is None:
        name = raw.decode("utf-8", "replace")
        if "\\" in name:
            name = unescape(name)
        walk.names[raw] = name
    return name


def identifier(walk: Walk, node: Node) -> ir.Node:
    start, end = node.start_byte, node.end_byte
    if start == end:
        walk.errors.append((start, end))
    return ir.Name(start, end, word(walk, node))


def property_name(walk: Walk, node: Node) -> ir.Const:
    return ir.Const(node.start_byte, node.end_byte, word(walk, node))


def string(walk: Walk, node: Node) -> ir.Const:
    start, end = node.start_byte, node.end_byte
    raw = walk.data[start + 1 : end - 1 if end - start > 1 else end]
    value = raw.decode("utf-8", "replace")
    return ir.Const(start, end, unescape(value) if "\\" in value else value)


def number(walk: Walk, node: Node) -> ir.Const:
    return ir.Const(node.start_byte, node.end_byte, _number(walk.text(node).decode("ascii", "replace")))


def _number(text: str) -> int | float | None:
    text = text.replace("_", "").rstrip("n").lower()
    if len(text) > MAX_DIGITS:
        return None
    try:
        if text[:2] in ("0x", "0o", "0b"):
            return int(text, 0)
        if len(text) > 1 and text[0] == "0" and text.isdecimal():
            return int(text, 10 if "8" in text or "9" in text else 8)
        if text.isdecimal():
            return int(text)
        value = float(text)
    except ValueError:
        return None
    return int(value) if value.is_integer() else value


def constant(value: object) -> Any:
    """The handler of a node that means one value."""

    def handler(walk: Walk, node: Node) -> ir.Const:
        return ir.Const(node.start_byte, node.end_byte, value)

    return handler


def regex(walk: Walk, node: Node) -> ir.Node:
    """/pattern/flags as what it stands for: new RegExp("pattern", "flags")."""
    start, end = node.start_byte, node.end_byte
    text = walk.data[start:end].decode("utf-8", "replace")
    pattern, _, flags = text[1:].rpartition("/")
    parts: list[ir.Node] = [ir.Const(start, end, pattern), ir.Const(start, end, flags)]
    return ir.Call(start, end, ir.Ref(start, end, "global.RegExp"), parts, new=True)


def template(walk: Walk, node: Node, parts: list[Any]) -> ir.Node:
    """A template: literal and substituted parts by turns, beginning and ending with a literal one."""
    start, end = node.start_byte, node.end_byte
    holes = [child for child in node.named_children if child.type == "template_substitution"]
    if len(holes) != len(parts):
        return opaque(walk, node, parts)
    joined: list[ir.Node] = []
    at = start + 1
    for hole, part in zip(holes, parts, strict=True):
        joined += [_literal(walk, at, hole.start_byte), part]
        at = hole.end_byte
    last = _literal(walk, at, max(at, end - 1))
    return ir.Join(start, end, [*joined, last]) if joined else ir.Const(start, end, last.value)


def _literal(walk: Walk, start: int, end: int) -> ir.Const:
    value = walk.data[start:end].decode("utf-8", "replace")
    return ir.Const(start, end, unescape(value) if "\\" in value else value)


def tagged(walk: Walk, node: Node, tag: ir.Node, value: ir.Node) -> ir.Call:
    """tag`a${x}b` is tag(["a", "b"], x), where the list is a Sequence of kind "template"."""
    start, end = value.start, value.end
    texts, rest = ([value], []) if not isinstance(value, ir.Join) else (value.parts[::2], value.parts[1::2])
    return ir.Call(node.start_byte, node.end_byte, tag, [ir.Sequence(start, end, texts, "template"), *rest])
