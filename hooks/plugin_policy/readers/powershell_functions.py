"""Folding of PowerShell's operators, casts and of the .NET members that build text.

Sources: about_Operators, about_Join, about_Split, about_Comparison_Operators; .NET API: String, Convert, Char,
Encoding (learn.microsoft.com/dotnet/api).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers.folding import (
    apply,
    character,
    decoded,
    each,
    format_text,
    join_path,
    join_text,
    number,
    reverse_text,
)
from plugin_policy.readers.values import (
    DECODED,
    MAX_ITEMS,
    MISSING,
    Items,
    Value,
    constant,
    flows_of,
    mixed,
    origins_of,
)

if TYPE_CHECKING:
    from plugin_policy.readers.machine import Function, Keywords, Machine

_LITERAL = later(r"(?:[^\\.^$*+?()\[\]{}|]|\\[\\.^$*+?()\[\]{}|])*\Z")
_NET = later(r"\{(\d+)(?:,-?\d+)?(?::[^{}]*)?\}")


def listed(values: list[Value]) -> Value:
    return Value((Items(values),), origins_of(values), flows_of(values))


def _format(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    given = args[1:]
    if len(given) == 1 and (items := given[0].items()) is not None:
        given = items.items
    pattern = args[0].text()
    if pattern is None:
        return mixed(args)
    return format_text(constant(_NET.sub(r"{\1}", pattern)), given, {})


def _join(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    separator = args[1] if len(args) > 1 else constant("")
    items = args[0].items()
    return join_text(separator, args[0]) if items is not None else args[0]


def _string_join(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    if len(args) == 2 and args[1].items() is not None:
        return join_text(args[0], args[1])
    return join_text(args[0], listed(args[1:])) if args else None


def _concat(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    values = args[0] if len(args) == 1 and args[0].items() is not None else listed(args)
    return join_text(constant(""), values)


def _replaced(text: object, old: object, new: object) -> object:
    if not isinstance(text, str) or not isinstance(old, str) or not _LITERAL.match(old):
        return MISSING
    plain = re.sub(r"\\(.)", r"\1", old)
    return re.sub(re.escape(plain), lambda _: str(new), text, flags=re.IGNORECASE) if plain else text


def _replace(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    given = args[1:]
    if len(given) == 1 and (items := given[0].items()) is not None:
        given = items.items
    return apply(
        _replaced, [args[0], given[0] if given else constant(""), given[1] if len(given) > 1 else constant("")]
    )


def _split(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    text = args[0].text()
    separator = args[1].text() if len(args) > 1 else " "
    if text is None or not separator or not _LITERAL.match(separator):
        return None
    parts = text.split(re.sub(r"\\(.)", r"\1", separator))[:MAX_ITEMS]
    return listed([constant(part).tainted(args[0].origins, args[0].flows) for part in parts])


def _range(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    start, stop = args[0].known(), args[1].known()
    if not isinstance(start, int) or not isinstance(stop, int) or abs(stop - start) > 1000:
        return None
    step = 1 if stop >= start else -1
    return listed([constant(item) for item in range(start, stop + step, step)])


def _char(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    """[char]101 and [char[]](101, 118), [char[]]"text"."""
    items = args[0].items()
    if items is not None:
        return listed([_one_char(item) for item in items.items])
    text = args[0].text()
    if text is not None and len(text) > 1:
        return listed([constant(char) for char in text[:MAX_ITEMS]])
    return _one_char(args[0])


def _one_char(value: Value) -> Value:
    text = value.text()
    if text is not None and text[:2].lower() == "0x":
        return character(constant(int(text, 16)))
    return value if text is not None and len(text) == 1 else character(value)


def _number(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    items = args[0].items()
    if items is not None:
        return args[0]
    text = args[0].text()
    if text is not None and len(text) == 1 and not text.isdigit():
        return constant(ord(text))
    return apply(number, args[:2])


def _text(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    items = args[0].items() if args else None
    if items is not None:
        return join_text(constant("" if all(len(item.text() or "") == 1 for item in items.items) else " "), args[0])
    return args[0] if args else None


def _bytes_text(encoding: str) -> Function:
    def fold(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
        def convert(item: object) -> object:
            return item.decode(encoding, "replace") if isinstance(item, bytes) else MISSING

        items = args[0].items() if args else None
        if items is not None:
            codes = [item.known() for item in items.items]
            if all(isinstance(code, int) and 0 <= code < 256 for code in codes):
                text = bytes(int(str(code)) for code in codes).decode(encoding, "replace")
                return constant(text).tainted(args[0].origins | {DECODED}, args[0].flows)
        return each(args[0], convert) if args else None

    return fold


def _text_bytes(encoding: str) -> Function:
    def convert(item: object) -> object:
        return item.encode(encoding, "replace") if isinstance(item, str) else MISSING

    return lambda machine, args, kwargs: each(args[0], convert) if args else None


def _decoder(name: str, as_text: bool) -> Function:
    return lambda machine, args, kwargs: decoded(name, args[0], as_text=as_text) if args else None


# Members of text, by lower-case name


def _substring(text: str, args: list[object]) -> object:
    start, count = args[0], args[1] if len(args) > 1 else None
    if not isinstance(start, int) or not (count is None or isinstance(count, int)):
        return MISSING
    return text[start : None if count is None else start + count]


def _removed(text: str, args: list[object]) -> object:
    start = int(str(args[0]))
    return text[:start] + (text[start + int(str(args[1])) :] if len(args) > 1 else "")


_MEMBERS: dict[str, Callable[[str, list[object]], object]] = {
    "tolower": lambda text, args: text.lower(),
    "tolowerinvariant": lambda text, args: text.lower(),
    "toupper": lambda text, args: text.upper(),
    "toupperinvariant": lambda text, args: text.upper(),
    "trim": lambda text, args: text.strip(str(args[0]) if args else None),
    "trimstart": lambda text, args: text.lstrip(str(args[0]) if args else None),
    "trimend": lambda text, args: text.rstrip(str(args[0]) if args else None),
    "replace": lambda text, args: text.replace(str(args[0]), str(args[1])) if args[0] != "" else text,
    "substring": _substring,
    "insert": lambda text, args: text[: int(str(args[0]))] + str(args[1]) + text[int(str(args[0])) :],
    "remove": _removed,
    "tostring": lambda text, args: text,
}


def text_member(name: str, receiver: Value, args: list[Value]) -> Value | None:
    """A method of text; None for one that is not known or not foldable."""
    text = receiver.text()
    if text is None:
        return None
    if name == "tochararray":
        return listed([constant(char) for char in text[:MAX_ITEMS]])
    if name == "split":
        return _split_member(receiver, args)
    function = _MEMBERS.get(name)
    known = [value.known() for value in args]
    if function is None or MISSING in known:
        return None
    try:
        result = function(text, known)
    except (ValueError, IndexError, TypeError):
        return None
    if result is MISSING:
        return None
    return constant(result).tainted(origins_of([receiver, *args]), flows_of([receiver, *args]))


def _split_member(receiver: Value, args: list[Value]) -> Value | None:
    separator = args[0].text() if args else " "
    text = receiver.text() or ""
    if not separator:
        return None
    return listed([constant(part) for part in re.split("[" + re.escape(separator) + "]", text)[:MAX_ITEMS]])


def picked(receiver: Value, key: Value) -> Value | None:
    """`$x[1,3]`, `$x[-1..-4]`: items or characters at several places."""
    table, name = receiver.table(), key.text()
    if table is not None and name is not None:
        return table.pairs.get(name.lower())
    places = key.items()
    items = receiver.items()
    text = receiver.text()
    if places is None or (items is None and text is None):
        return None
    found: list[Value] = []
    for place in places.items:
        at = place.known()
        size = len(items.items) if items is not None else len(text or "")
        if not isinstance(at, int) or not -size <= at < size:
            continue
        found.append(items.items[at] if items is not None else constant((text or "")[at]))
    return listed(found).tainted(receiver.origins, receiver.flows)


def _reversed(machine: Machine, args: list[Value], kwargs: Keywords) -> Value | None:
    """[array]::Reverse($x) turns the list itself around."""
    items = args[0].items() if args else None
    if items is not None and not machine.frame.conditional:
        items.items.reverse()
        return constant(None)
    return reverse_text(args[0]) if args else None


FUNCTIONS: dict[str, Function] = {
    "net.-f": _format,
    "net.string.format": _format,
    "net.-join": _join,
    "net.string.join": _string_join,
    "net.string.concat": _concat,
    "net.-replace": _replace,
    "net.regex.replace": _replace,
    "net.text.regularexpressions.regex.replace": _replace,
    "net.-split": _split,
    "net...": _range,
    "net.char": _char,
    "net.string": _text,
    "net.convert.tostring": _text,
    "net.array.reverse": _reversed,
    "net.io.path.combine": lambda machine, args, kwargs: join_path(args),
    "net.io.path.join": lambda machine, args, kwargs: join_path(args),
    "net.convert.frombase64string": _decoder("base64", as_text=False),
    "net.convert.fromhexstring": _decoder("hex", as_text=False),
    "net.uri.unescapedatastring": _decoder("percent", as_text=True),
    "net.web.httputility.urldecode": _decoder("percent", as_text=True),
    "net.net.webutility.urldecode": _decoder("percent", as_text=True),
    "net.char.convertfromutf32": lambda machine, args, kwargs: _one_char(args[0]) if args else None,
    "net.convert.tochar": lambda machine, args, kwargs: _one_char(args[0]) if args else None,
    **dict.fromkeys(
        ("net.int", "net.int32", "net.int64", "net.long", "net.byte", "net.uint32", "net.convert.toint32",
         "net.convert.tobyte", "net.convert.toint16", "net.int32.parse", "net.byte.parse"),
        _number,
    ),
}  # fmt: skip
for _name, _codec in (("utf8", "utf-8"), ("ascii", "latin-1"), ("default", "utf-8"), ("unicode", "utf-16-le"),
                      ("utf7", "utf-7"), ("utf32", "utf-32-le"), ("bigendianunicode", "utf-16-be")):  # fmt: skip
    FUNCTIONS[f"net.text.encoding.{_name}.getstring"] = _bytes_text(_codec)
    FUNCTIONS[f"net.text.encoding.{_name}.getbytes"] = _text_bytes(_codec)
