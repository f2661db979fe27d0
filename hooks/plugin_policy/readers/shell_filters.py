"""What programs write that only shape text: echo, printf, tr, sed, cut, dirname … `Program.output` names them.

Sources: POSIX.1-2024 utilities; GNU coreutils and sed manuals.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plugin_policy.pattern import later
from plugin_policy.readers.argv import Parsed, spaced
from plugin_policy.readers.folding import each, each_path, join_path
from plugin_policy.readers.shell_functions import unescape
from plugin_policy.readers.values import (
    CONSTANT,
    DECODED,
    MISSING,
    Value,
    constant,
    flows_of,
    join_pieces,
    keyed,
    mixed,
    origins_of,
    unknown,
)

Filter = Callable[[Parsed, Value | None], Value]
MAX_TEXT = 100_000  # characters that are filtered
_DIRECTIVE = later(
    r"%%|%[-+ #0]*\d*(?:\.\d+)?([sbdixXoucqfeg])|\\(?:x[0-9A-Fa-f]{1,2}|0?[0-7]{1,3}|u[0-9A-Fa-f]{1,4}|.)"
)
_SET = later(r"\[:(\w+):\]|\\(?:([0-7]{1,3})|(.))|(.)-(.)|(.)", re.DOTALL)
_CLASSES = {
    "lower": "abcdefghijklmnopqrstuvwxyz", "upper": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "digit": "0123456789",
    "space": " \t\n\r\f\v", "blank": " \t",
}  # fmt: skip
_CLASSES["alpha"] = _CLASSES["upper"] + _CLASSES["lower"]
_CLASSES["alnum"] = _CLASSES["digit"] + _CLASSES["alpha"]
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_SUBSTITUTE = later(r"\s*s(.)(.*?)(?<!\\)\1(.*?)(?<!\\)\1([gI]*)\s*(?:;|$)", re.DOTALL)
_SIMPLE = later(r"(?:[\w \-/:;,'\"=@#%&<>~!.]|\\[/.&n]|\[\^?[\w \-/:;,.]+\]|[\^$])*\Z")


def echo(parsed: Parsed, stdin: Value | None) -> Value:
    text = spaced(parsed.rest) if parsed.rest else constant("")
    escapes = any(option in parsed.options for option in ("-e", "-ne", "-en"))
    return unescape(text, zero=True) if escapes else text


def printf(parsed: Parsed, stdin: Value | None) -> Value:
    """The format, again and again while arguments are left."""
    if not parsed.rest:
        return constant("")
    pattern, args = parsed.rest[0].text(), parsed.rest[1:]
    if pattern is None or len(pattern) > MAX_TEXT:
        return mixed(parsed.rest)
    pieces: list[str | Value] = []
    origins: frozenset[str] = origins_of(args)
    for _ in range(64):
        left = len(args)
        pieces += _formatted(pattern, args)
        if not args or len(args) == left:
            break
    if re.search(r"\\(?:x[0-9A-Fa-f]|0?[0-7]{2,3}|u[0-9A-Fa-f])", pattern):
        origins |= {DECODED}
    return join_pieces(pieces or [""]).tainted(origins, flows_of(parsed.rest))


def _formatted(pattern: str, args: list[Value]) -> list[str | Value]:
    """One pass; takes what it uses from args."""
    pieces: list[str | Value] = []
    at = 0
    for match in _DIRECTIVE.finditer(pattern):
        pieces.append(pattern[at : match.start()])
        at = match.end()
        if match.group() == "%%":
            pieces.append("%")
        elif match.group(1):
            value = args.pop(0) if args else constant("")
            pieces.append(_converted(match.group(1), value))
        else:
            pieces.append(unescape(constant(match.group())).text() or "")
    pieces.append(pattern[at:])
    return [piece for piece in pieces if piece != ""]


def _converted(kind: str, value: Value) -> str | Value:
    if kind == "b":
        value = unescape(value, zero=True)
    text = value.text()
    known = value.known()
    if isinstance(known, int) and not isinstance(known, bool):
        text = str(known)
    if text is None:
        return value
    if kind in "xXo" and text.lstrip("-").isdigit():
        return format(int(text[:18]), kind)
    if kind == "c":
        return text[:1]
    return text


def characters(text: str) -> str:
    """The characters of a set of tr, in order."""
    out: list[str] = []
    for name, octal, escaped, first, last, plain in _SET.findall(text[:1000]):
        if name:
            out.append(_CLASSES.get(name, ""))
        elif octal:
            out.append(chr(int(octal, 8) & 255))
        elif escaped:
            out.append(_ESCAPED.get(escaped, escaped))
        elif first:
            out.append("".join(chr(code) for code in range(ord(first), min(ord(last), ord(first) + 255) + 1)))
        else:
            out.append(plain)
    return "".join(out)


def tr(parsed: Parsed, stdin: Value | None) -> Value:
    sets = [value.text() for value in parsed.rest]
    if stdin is None or not sets or None in sets:
        return through(parsed, stdin)
    source = characters(sets[0] or "")
    if "-d" in parsed.options:
        return each(
            stdin, lambda item: "".join(c for c in item if c not in source) if isinstance(item, str) else MISSING
        )
    target = characters(sets[1] or "") if len(sets) > 1 else ""
    if not target:
        return stdin
    target += target[-1] * (len(source) - len(target))
    table = {ord(a): b for a, b in zip(source, target, strict=False)}
    result = _each_text(stdin, lambda item: item.translate(table))
    swapped = sum(a.isalpha() and b.isalpha() and a.lower() != b.lower() for a, b in zip(source, target, strict=False))
    return result.tainted(frozenset({DECODED}), frozenset()) if swapped > 8 else result


def sed(parsed: Parsed, stdin: Value | None) -> Value:
    scripts = [parsed.options[name] for name in ("-e", "--expression") if name in parsed.options] or parsed.rest[:1]
    text = scripts[0].text() if scripts else None
    match = _SUBSTITUTE.match(text) if text is not None and len(text) < 2000 else None
    if stdin is None or match is None or match.end() < len(text or ""):
        return through(parsed, stdin)
    delimiter, old, new, flags = match.groups()
    old = old.replace("\\" + delimiter, delimiter)
    if not _SIMPLE.match(old) or "&" in new or re.search(r"\\\d", new):
        return through(parsed, stdin)
    try:
        expression = re.compile(old, re.IGNORECASE if "I" in flags else 0)
    except re.error:
        return through(parsed, stdin)
    plain = new.replace("\\" + delimiter, delimiter).replace("\\n", "\n")
    count = 0 if "g" in flags else 1
    return each(
        stdin, lambda item: expression.sub(lambda _: plain, item, count=count) if isinstance(item, str) else MISSING
    )


def cut(parsed: Parsed, stdin: Value | None) -> Value:
    """`cut -c2-5` and `cut -d, -f2` of one line."""
    delimiter = parsed.options.get("-d", constant("\t")).text()
    for name in ("-c", "-b", "-f"):
        wanted = parsed.options[name].text() if name in parsed.options else None
        match = re.fullmatch(r"(\d{1,6})?(-)?(\d{1,6})?", wanted) if wanted else None
        if stdin is None or match is None or not delimiter:
            continue
        start = int(match[1] or 1) - 1
        stop = int(match[3]) if match[3] else None if match[2] else start + 1
        part = slice(start, stop)
        return _each_text(stdin, _fields(delimiter if name == "-f" else "", part))
    return through(parsed, stdin)


def _fields(delimiter: str, part: slice) -> Callable[[str], str]:
    return lambda item: delimiter.join(item.split(delimiter)[part]) if delimiter else item[part]


def _each_text(value: Value, function: Callable[[str], str]) -> Value:
    return each(value, lambda item: function(item) if isinstance(item, str) and len(item) <= MAX_TEXT else MISSING)


def through(parsed: Parsed, stdin: Value | None) -> Value:
    """Some of what it reads."""
    if stdin is None:
        return unknown(flows=flows_of(parsed.rest))
    given = [*parsed.rest, *parsed.options.values()]
    return unknown(stdin.origins - {CONSTANT} or frozenset({"unknown"}), stdin.flows | flows_of(given))


_MEMBER = later(r"\s*((?:\.\w+)+)(?:\[\])?\s*(?:(?://|\|)\s*[\w\"' .@]*)?\Z")


def jq(parsed: Parsed, stdin: Value | None) -> Value:
    """`jq -r '.tool_input.command // empty'`: one member of what it reads; other programs may give all of it."""
    value = through(parsed, stdin)
    text = parsed.rest[0].text() if parsed.rest else None
    match = _MEMBER.match(text) if text is not None and len(text) < 200 else None
    flows = value.flows
    for key in match[1].split(".")[1:3] if match else ():
        flows = keyed(flows, key)
    return unknown(value.origins, flows)


def _last(parsed: Parsed, stdin: Value | None) -> Value:
    return parsed.rest[-1] if parsed.rest else unknown()


def _first(parsed: Parsed, stdin: Value | None) -> Value:
    return parsed.rest[0] if parsed.rest else parsed.options.get("-name", unknown())


def _joined(parsed: Parsed, stdin: Value | None) -> Value:
    options = [parsed.options[name] for name in ("-path", "-childpath") if name in parsed.options]
    return join_path([*options[:1], *parsed.rest, *options[1:]])


def _folder(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] or ("/" if path.startswith("/") else ".")


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


FILTERS: dict[str, Filter] = {
    "echo": echo,
    "printf": printf,
    "tr": tr,
    "sed": sed,
    "cut": cut,
    "through": through,
    "jq": jq,
    "nothing": lambda parsed, stdin: constant(""),
    "first": _first,
    "last": _last,
    "dirname": lambda parsed, stdin: each_path(_first(parsed, stdin), _folder),
    "basename": lambda parsed, stdin: each_path(
        _first(parsed, stdin), lambda path: path.rstrip("/").rpartition("/")[2]
    ),
    "joined": _joined,
    "harmless": lambda parsed, stdin: unknown(frozenset({CONSTANT})),
}
