"""Argument lists in manifests and Dockerfiles: a program that no shell reads. Language "exec".

The Text holds variables as NAME=value, an empty item, and the words, each ended by a zero byte (`pack`).
`${NAME}` and `${NAME:-default}` in a word are variables: that is how MCP clients expand them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers import ir

if TYPE_CHECKING:
    from plugin_policy.readers.carriers_build import Builder
    from plugin_policy.text import Text

_VARIABLE = later(rb"\$\{(?:env:)?([A-Za-z_]\w*)(?::-([^}\x00]*))?\}|\$([A-Z_][A-Z0-9_]*)\b")


def pack(builder: Builder, variables: list[tuple[str, Text]], words: list[Text], language: str = "exec") -> Text:
    """The Text of a program's variables and words, which are children of the builder's parent."""
    for name, value in variables:
        start = value.segments[0].parent_start if value.segments else 0
        builder.put(name.encode("utf-8", "replace").replace(b"\0", b"") + b"=", start, start)
        builder.add(value)
        builder.put(b"\0", start, start)
    for index, word in enumerate(words):
        start = word.segments[0].parent_start if word.segments else 0
        if index == 0:
            builder.put(b"\0", start, start)
        builder.add(word)
        builder.put(b"\0", start, start)
    return builder.text(language)


def read(text: Text) -> ir.Module:
    """One Command."""
    env: list[ir.Bind] = []
    words: list[ir.Node] = []
    at, in_words = 0, False
    for item in text.data.split(b"\0")[:-1]:
        end = at + len(item)
        if not in_words and not item:
            in_words = True
        elif in_words:
            words.append(_word(item, at))
        else:
            name, _, value = item.partition(b"=")
            target = ir.Name(at, at + len(name), name.decode("utf-8", "replace"))
            env.append(ir.Bind(at, end, target, _word(value, at + len(name) + 1)))
        at = end + 1
    start = words[0].start if words else 0
    return ir.Module([ir.Command(start, max(len(text.data) - 1, start), words, [], env)] if words else [], [], [])


def _word(item: bytes, start: int) -> ir.Node:
    parts: list[ir.Node] = []
    at = 0
    for match in _VARIABLE.finditer(item):
        if match.start() > at:
            parts.append(_const(item[at : match.start()], start + at))
        span = start + match.start(), start + match.end()
        name: ir.Node = ir.Name(*span, (match.group(1) or match.group(3)).decode())
        if match.group(2) is not None:
            name = ir.Choice(*span, [name, _const(match.group(2), start + match.start(2))])
        parts.append(name)
        at = match.end()
    if at < len(item) or not parts:
        parts.append(_const(item[at:], start + at))
    return parts[0] if len(parts) == 1 else ir.Join(start, start + len(item), parts)


def _const(item: bytes, start: int) -> ir.Const:
    return ir.Const(start, start + len(item), item.decode("utf-8", "replace"))
