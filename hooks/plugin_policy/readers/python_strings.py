"""Python's string literals: prefixes, escapes, f-strings, implicit concatenation."""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.lower import Handler, Lowering, Part

_ESCAPE = later(r"\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]{1,80}\}|.)", re.DOTALL)
_SIMPLE = {
    "\n": "", "\r\n": "", "\r": "", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n",
    "r": "\r", "t": "\t", "v": "\v",
}  # fmt: skip


def unescape(text: str, is_bytes: bool = False) -> str:
    """The value of a literal's content (https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences)."""

    def replace(match: re.Match[str]) -> str:
        code = match[1]
        if code in _SIMPLE:
            return _SIMPLE[code]
        if code[0] in "01234567":
            return chr(int(code, 8) & (0xFF if is_bytes else 0x1FF))
        if code[0] == "x" and len(code) == 3:
            return chr(int(code[1:], 16))
        if is_bytes or len(code) == 1:
            return match[0]
        if code[0] == "N":
            return _named(code[2:-1], match[0])
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 else "\ufffd"

    return _ESCAPE.sub(replace, text)


def _named(name: str, otherwise: str) -> str:
    import unicodedata

    try:
        return unicodedata.lookup(name)
    except KeyError:
        return otherwise


def _string(low: Lowering, part: Part) -> ir.Node:
    opening = part.children[0] if part.children else part
    prefix = low.text(opening).rstrip("'\"").lower() if opening.kind == "string_start" else ""
    is_bytes, raw = "b" in prefix, "r" in prefix
    parts: list[ir.Node] = []
    for child in part.children:
        if child.kind == "string_content":
            parts.append(_content(low, child, is_bytes, raw, "f" in prefix or "t" in prefix))
        elif child.kind == "interpolation" and isinstance(child.node, ir.Node):
            parts.append(child.node)
    if not parts:
        return ir.Const(part.start, part.end, b"" if is_bytes else "")
    if len(parts) == 1 and isinstance(parts[0], ir.Const):
        return parts[0]
    return ir.Join(part.start, part.end, parts)


def _content(low: Lowering, part: Part, is_bytes: bool, raw: bool, formatted: bool) -> ir.Node:
    text = low.text(part)
    if "\\" in text and not raw:
        text = unescape(text, is_bytes)
    if formatted:
        text = text.replace("{{", "{").replace("}}", "}")
    value = text.encode("latin-1", "replace") if is_bytes else text
    return ir.Const(part.start, part.end, value)


def _interpolation(low: Lowering, part: Part) -> ir.Node:
    value = part.need("expression")
    spec = part.of("format_specifier")
    conversion = part.of("type_conversion")
    if spec:
        text = ir.Const(spec[0].start, spec[0].end, low.text(spec[0]).removeprefix(":"))
        value = ir.Call(part.start, part.end, ir.Ref(part.start, part.start, "builtins.format"), [value, text])
        inner = spec[0].nodes()
        if inner:  # a computed width
            return ir.Opaque(part.start, part.end, [value, *inner])
    elif conversion and low.text(conversion[0]) != "!s":
        value = ir.Call(part.start, part.end, ir.Ref(part.start, part.start, "builtins.repr"), [value])
    return value


def _concatenated(low: Lowering, part: Part) -> ir.Node:
    parts: list[ir.Node] = []
    for node in part.nodes():
        if isinstance(node, ir.Join):
            parts += node.parts
        else:
            parts.append(node)
    return ir.Join(part.start, part.end, parts)


def _nothing(low: Lowering, part: Part) -> None:
    return None


STRINGS: dict[str, Handler] = {
    "string": _string,
    "string_content": _nothing,
    "escape_sequence": _nothing,
    "escape_interpolation": _nothing,
    "interpolation": _interpolation,
    "concatenated_string": _concatenated,
}
