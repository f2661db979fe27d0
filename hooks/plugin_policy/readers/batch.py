"""Batch files of Windows, line by line: commands, variables, `for /f`, `if`, pipes. No control flow.

Source: learn.microsoft.com, Windows commands: cmd, set, for, if, call, start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers import ir

if TYPE_CHECKING:
    from plugin_policy.text import Text

_COMMENT = later(rb"[ \t@]*(?:rem\b|::)", re.IGNORECASE)
_SEPARATOR = later(rb"\^.|\"[^\"\n]*\"?|(&&|\|\||[&|()])", re.DOTALL)
_WORD = later(rb"(?:\^(?:\r?\n|.)|\"[^\"\n]*\"?|[^\s\"^<>])+|[<>]{1,2}", re.DOTALL)
_ESCAPE = later(rb"\^(\r?\n|.)|\"")
_CONTINUED = later(rb"(?:\^\r?\n)+$")
_VARIABLE = later(r"%(?:~[a-z0-9]*)?(\d|\*)|%%~?[a-z]*([A-Za-z])\b|[%!]([A-Za-z_]\w*)(?::([^%!\n]{0,80}))?[%!]", re.I)
_SET = later(rb"[ \t]*@?set[ \t]+(?:/a[ \t]+)?\"?([A-Za-z_]\w*)=([^\"\r\n]*)\"?", re.IGNORECASE)
_CONDITION = later(
    rb"[ \t]*(?:@|else[ \t]+|if[ \t]+(?:/i[ \t]+)?(?:not[ \t]+)?(?:exist[ \t]+(?:\"[^\"\n]*\"|\S+)|defined[ \t]+\S+"
    rb"|errorlevel[ \t]+\d+|(?:\"[^\"\n]*\"|[^\s=]+)[ \t]*(?:==|[a-z]{3})[ \t]*(?:\"[^\"\n]*\"|\S+))"
    rb"|do[ \t]+|call[ \t]+(?!:))[ \t]*",
    re.IGNORECASE,
)
_FOR_FILE = later(rb"\bfor[ \t]+/f[ \t]+(?:\"[^\"\n]*\"[ \t]+)?%%?([a-z])[ \t]+in[ \t]*\([ \t]*([^'`\")\n]+)\)", re.I)
_FOR_F = later(
    rb"\bfor[ \t]+/f[ \t]+(?:\"[^\"\n]*\"[ \t]+)?%%?([a-z])[ \t]+in[ \t]*\([ \t]*['`]([^\n]*?)['`][ \t]*\)", re.I
)


def read(text: Text) -> ir.Module:
    body: list[ir.Node] = []
    comments: list[tuple[int, int]] = []
    data, at = text.data, 0
    while at < len(data):
        end = _line_end(data, at)
        if _COMMENT.match(data, at, end):
            comments.append((at, end))
        elif data[at:end].strip() and data[at:end].lstrip()[:1] != b":":
            body += _line(data, at, end)
        at = end + 1
    return ir.Module(body, comments, [])


def _line_end(data: bytes, at: int) -> int:
    """The end of the line, and of those that a caret continues."""
    while True:
        end = data.find(b"\n", at)
        if end < 0:
            return len(data)
        if data[:end].rstrip(b"\r")[-1:] != b"^":
            return end
        at = end + 1


def _line(data: bytes, at: int, end: int) -> list[ir.Node]:
    found: list[ir.Node] = []
    loop = _FOR_F.search(data, at, end)
    if loop:
        body = _line(data, *loop.span(2))
        target = ir.Name(loop.start(1), loop.end(1), loop.group(1).decode())
        found.append(ir.Bind(loop.start(), loop.end(), target, ir.Capture(*loop.span(2), body)))
        at = loop.end()
    lines = _FOR_FILE.search(data, at, end)
    if lines:
        words = [ir.Const(lines.start(), lines.start(), "type"), _value(data, *lines.span(2))]
        target = ir.Name(lines.start(1), lines.end(1), lines.group(1).decode())
        source = ir.Capture(*lines.span(2), [ir.Command(*lines.span(2), words, [])])
        found.append(ir.Bind(lines.start(), lines.end(), target, source))
        at = lines.end()
    stages: list[ir.Node] = []
    start = at
    for match in _SEPARATOR.finditer(data, at, end):
        if match.group(1):
            stages += _command(data, start, match.start())
            if match.group(1) != b"|":
                found += _piped(stages)
                stages = []
            start = match.end()
    return found + _piped([*stages, *_command(data, start, end)])


def _piped(stages: list[ir.Node]) -> list[ir.Node]:
    return [ir.Pipe(stages[0].start, stages[-1].end, stages)] if len(stages) > 1 else stages


def _command(data: bytes, at: int, end: int) -> list[ir.Node]:
    condition = _CONDITION.match(data, at, end)
    while condition and condition.end() > at:
        at = condition.end()
        condition = _CONDITION.match(data, at, end)
    setting = _SET.match(data, at, end)
    if setting:
        target = ir.Name(setting.start(1), setting.end(1), setting.group(1).decode())
        return [ir.Bind(at, setting.end(), target, _value(data, *setting.span(2)))]
    words: list[ir.Node] = []
    redirects: list[ir.Redirect] = []
    operator = b""
    for match in _WORD.finditer(data, at, end):
        if _CONTINUED.match(match.group()):
            continue
        if match.group() in (b"<", b">", b">>"):
            operator = match.group()
        elif operator:
            redirects.append(ir.Redirect(*match.span(), operator.decode(), _value(data, *match.span())))
            operator = b""
        else:
            words.append(_value(data, *match.span(), lower=not words))
    return [ir.Command(words[0].start, end, words, redirects)] if words else []


def _changed(node: ir.Name, change: str) -> ir.Node:
    """`%x:~2,4%` is a part of the value, `%x:a=b%` the value with a replaced."""
    start, end = node.start, node.end
    if change.startswith("~"):
        numbers = [ir.Const(start, end, number.strip()) for number in change[1:].split(",")[:2]]
        return ir.Call(start, end, ir.Ref(start, end, "shell.slice"), [node, *numbers])
    old, equals, new = change.partition("=")
    if equals:
        operands = [ir.Const(start, end, old), ir.Const(start, end, new)]
        return ir.Call(start, end, ir.Ref(start, end, "shell.replace-all"), [node, *operands])
    return node


def _value(data: bytes, start: int, end: int, lower: bool = False) -> ir.Node:
    """A word without carets and quotes; program names know no case."""
    text = re.sub(rb"\^(\r?\n|.)|\"", lambda m: (m.group(1) or b"").strip(b"\r\n"), data[start:end]).decode(
        "utf-8", "replace"
    )
    text = text.lower() if lower else text
    parts: list[ir.Node] = []
    at = 0
    for match in _VARIABLE.finditer(text):
        if match.start() > at:
            parts.append(ir.Const(start, end, text[at : match.start()]))
        name = next(group for group in match.groups()[:3] if group is not None)
        parts.append(_changed(ir.Name(start, end, name), match.group(4) or ""))
        at = match.end()
    if at < len(text) or not parts:
        parts.append(ir.Const(start, end, text[at:]))
    return parts[0] if len(parts) == 1 else ir.Join(start, end, parts)
