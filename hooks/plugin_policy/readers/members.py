"""Methods and items of strings, lists and mappings, in Python's and JavaScript's names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plugin_policy.pattern import later
from plugin_policy.readers.folding import (
    apply,
    decoded,
    each,
    format_text,
    join_text,
    reverse_text,
)
from plugin_policy.readers.values import (
    MAX_ITEMS,
    MISSING,
    Items,
    Known,
    Table,
    Value,
    constant,
    flows_of,
    mixed,
    origins_of,
    union,
    unknown,
)

Arguments = list[Value]
Keywords = dict[str, Value]

# Methods that give back what they were given, in another form: the value keeps its origins and flows.
FORMS = frozenset(
    [
        "strip",
        "lstrip",
        "rstrip",
        "lower",
        "upper",
        "trim",
        "trimStart",
        "trimEnd",
        "toLowerCase",
        "toUpperCase",
        "toString",
        "valueOf",
        "encode",
        "decode",
        "replace",
        "replaceAll",
        "split",
        "rsplit",
        "splitlines",
        "partition",
        "rpartition",
        "join",
        "slice",
        "substring",
        "substr",
        "charAt",
        "at",
        "title",
        "capitalize",
        "swapcase",
        "casefold",
        "zfill",
        "removeprefix",
        "removesuffix",
        "expandtabs",
        "ljust",
        "rjust",
        "center",
        "copy",
        "concat",
        "read",
        "readline",
        "readlines",
        "text",
        "json",
        "get",
        "pop",
        "items",
        "values",
        "keys",
        "group",
        "groups",
        "getvalue",
        "hexdigest",
        "format",
        "normalize",
        "repeat",
        "padStart",
        "padEnd",
        "expanduser",
        "resolve",
        "absolute",
        "as_posix",
        "tobytes",
        "tolist",
    ]
)

_TEXT: dict[str, Callable[..., object]] = {
    "lower": lambda s: s.lower(),
    "upper": lambda s: s.upper(),
    "toLowerCase": lambda s: s.lower(),
    "toUpperCase": lambda s: s.upper(),
    "toLocaleLowerCase": lambda s: s.lower(),
    "toLocaleUpperCase": lambda s: s.upper(),
    "casefold": lambda s: s.casefold(),
    "title": lambda s: s.title(),
    "capitalize": lambda s: s.capitalize(),
    "swapcase": lambda s: s.swapcase(),
    "strip": lambda s, *a: s.strip(*a),
    "lstrip": lambda s, *a: s.lstrip(*a),
    "rstrip": lambda s, *a: s.rstrip(*a),
    "trim": lambda s: s.strip(),
    "trimStart": lambda s: s.lstrip(),
    "trimEnd": lambda s: s.rstrip(),
    "removeprefix": lambda s, p: s.removeprefix(p),
    "removesuffix": lambda s, p: s.removesuffix(p),
    "zfill": lambda s, n: s.zfill(n) if n < 1000 else MISSING,
    "charAt": lambda s, n: s[n : n + 1],
    "charCodeAt": lambda s, n=0: ord(s[n]),
    "codePointAt": lambda s, n=0: ord(s[n]),
    "at": lambda s, n: s[n],
    "find": lambda s, *a: s.find(*a),
    "index": lambda s, *a: s.index(*a),
    "indexOf": lambda s, *a: s.find(*a),
    "startswith": lambda s, p: s.startswith(p),
    "endswith": lambda s, p: s.endswith(p),
    "hex": lambda s: s.hex(),
    "toString": lambda s, *a: s if isinstance(s, str) else _digits(s, *a),
    "valueOf": lambda s: s,
    "normalize": lambda s, *a: s,
    "__str__": lambda s: s,
    "__add__": lambda a, b: a + b,
    "__mod__": lambda a, b: a % b if isinstance(b, str | int) else MISSING,
    "__getitem__": lambda s, n: s[n],
    "expandtabs": lambda s: s.expandtabs(),
}


def _digits(number: object, base: int = 10) -> str:
    """JavaScript's Number.prototype.toString with a radix: (13).toString(36) spells letters."""
    if isinstance(number, bytes):
        return number.decode("utf-8", "replace")
    value = int(number) if isinstance(number, int | float) and float(number).is_integer() else -1
    if value < 0 or not 2 <= base <= 36:
        raise ValueError
    found = ""
    while True:
        found = "0123456789abcdefghijklmnopqrstuvwxyz"[value % base] + found
        value //= base
        if not value or len(found) > 80:
            return found


def _slice(receiver: Value, args: Arguments) -> Value:
    """JavaScript's slice: negative counts from the end."""
    return apply(lambda s, a=0, b=None: s[a:b], [receiver, *args])


def _substring(receiver: Value, args: Arguments) -> Value:
    def cut(s: str, a: int = 0, b: int | None = None) -> str:
        b = len(s) if b is None else b
        return s[max(min(a, b), 0) : max(a, b, 0)]

    return apply(cut, [receiver, *args])


def _substr(receiver: Value, args: Arguments) -> Value:
    def cut(s: str, a: int = 0, n: int | None = None) -> str:
        a = max(a + len(s), 0) if a < 0 else a
        return s[a:] if n is None else s[a : a + max(n, 0)]

    return apply(cut, [receiver, *args])


def _split(receiver: Value, args: Arguments) -> Value:
    def cut(text: object, separator: object = None, *rest: object) -> object:
        if not isinstance(text, str | bytes):
            return MISSING
        if separator in ("", b""):
            parts: list[Any] = list(text) if isinstance(text, str) else []
        else:
            parts = text.split(separator)  # type: ignore[arg-type]
        if len(parts) > MAX_ITEMS:
            return MISSING
        return Value((Items([constant(part) for part in parts]),))

    return apply(cut, [receiver, *args[:1]])


def _replace(receiver: Value, args: Arguments, once: bool) -> Value:
    if len(args) < 2:
        return mixed([receiver, *args])
    old, new = args[0].known(), args[1].text()
    if isinstance(old, bytes) or new is None or not isinstance(old, str):
        return apply(lambda s, a, b: s.replace(a, b), [receiver, *args[:2]])
    found: list[Value] = []
    for alt in receiver.alts:
        if type(alt) is Known and isinstance(alt.value, str):
            replaced = alt.value.replace(old, new, 1) if once else alt.value.replace(old, new)
            found.append(Value((Known(replaced),), receiver.origins | args[0].origins, receiver.flows))
        else:
            found.append(mixed([receiver, *args[:2]]))
    return union(found)


def _encode(receiver: Value, args: Arguments) -> Value:
    return each(receiver, lambda s: s.encode("utf-8", "replace") if isinstance(s, str) else MISSING)


CODECS = {
    "base64": "base64", "base64_codec": "base64", "base_64": "base64", "hex": "hex", "hex_codec": "hex",
    "rot13": "rot13", "rot_13": "rot13", "zlib": "zlib", "zip": "zlib", "zlib_codec": "zlib", "bz2": "bz2",
    "bz2_codec": "bz2", "uu": "uu", "quopri": "quoted-printable", "latin1": "", "base64url": "base64",
}  # fmt: skip


# Codecs of one byte a letter; with those of EBCDIC no letter stands for itself.
_TABLE_CODEC = later(r"cp\d{3,4}|iso8859_\d{1,2}|mac_[a-z]+|koi8_[rtu]|utf_(?:7|16|32)(?:_[lb]e)?")
_EBCDIC = frozenset(("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"))


def decode_bytes(receiver: Value, args: Arguments, kwargs: Keywords) -> Value:
    """bytes.decode(encoding), also the codecs that decode more than characters."""
    encoding = (args[0] if args else kwargs.get("encoding", constant("utf-8"))).text() or "utf-8"
    codec = CODECS.get(encoding.lower().replace("-", "_")) or CODECS.get(encoding.lower())
    if codec:
        return decoded(codec, receiver, as_text=codec == "rot13")
    if _TABLE_CODEC.fullmatch(encoding.lower().replace("-", "_")):
        return each(receiver, lambda s: s.decode(encoding, "replace") if isinstance(s, bytes) else s).tainted(
            frozenset({"decoded"}) if encoding.lower() in _EBCDIC else frozenset(), frozenset()
        )
    charset = {"utf_16": "utf-16", "utf_16_le": "utf-16-le", "utf_16le": "utf-16-le", "latin_1": "latin-1"}.get(
        encoding.lower().replace("-", "_"), "utf-8"
    )
    return each(receiver, lambda s: s.decode(charset, "replace") if isinstance(s, bytes) else s)


def _translate(receiver: Value, args: Arguments) -> Value:
    table = args[0].table() if args else None
    text = receiver.known()
    if table is None or not isinstance(text, str):
        return mixed([receiver, *args])
    mapping = {key: value.known() for key, value in table.pairs.items()}
    out = "".join([str(mapping.get(ord(letter), mapping.get(letter, letter)) or "") for letter in text])
    return Value((Known(out),), receiver.origins | frozenset({"decoded"}), receiver.flows)


def text_method(name: str, receiver: Value, args: Arguments, kwargs: Keywords, javascript: bool) -> Value | None:
    """receiver.name(…) for a string, bytes or number; None when it is not one we fold."""
    if name == "join":
        return join_text(receiver, args[0]) if args else None
    if name == "format":
        return format_text(receiver, args, kwargs)
    if name == "format_map" and args and (table := args[0].table()):
        return format_text(receiver, [], {str(key): value for key, value in table.pairs.items()})
    if name in ("replace", "replaceAll"):
        return _replace(receiver, args, javascript and name == "replace")
    if name in ("split", "rsplit"):
        return _split(receiver, args)
    if name == "splitlines":
        return _split(receiver, [constant("\n")])
    if name == "concat":
        return join_text(constant(""), Value((Items([receiver, *args]),)))
    if name == "decode":
        return decode_bytes(receiver, args, kwargs)
    if name == "repeat":
        return apply(lambda s, n: s * n if len(s) * n < MAX_ITEMS * 16 else MISSING, [receiver, *args[:1]])
    special = {
        "encode": _encode, "slice": _slice, "substring": _substring, "substr": _substr, "translate": _translate,
    }.get(name)  # fmt: skip
    if special is not None:
        return special(receiver, args)
    function = _TEXT.get(name)
    return apply(function, [receiver, *args]) if function is not None else None


# Lists


def _grow(items: Items, values: list[Value], sure: bool) -> None:
    if len(items.items) + len(values) > MAX_ITEMS:
        items.open = True
        return
    items.items += values
    if not sure and len(items.items) > 256:
        items.open = True


def list_method(name: str, receiver: Value, args: Arguments, sure: bool) -> Value | None:
    """Methods of lists; those that change it change the one list that all its names share."""
    alt = receiver.alts[0]
    assert isinstance(alt, Items)
    if name in ("append", "push", "add"):
        _grow(alt, args, sure)
        return constant(None)
    if name in ("extend", "update"):
        for value in args:
            other = value.items()
            _grow(alt, list(other.items) if other else [mixed([value])], sure)
        return constant(None)
    if name in ("insert", "unshift"):
        at = args[0].known() if name == "insert" and args else 0
        alt.items.insert(at if isinstance(at, int) else 0, args[-1] if args else unknown())
        return constant(None)
    if name == "concat":
        joined = list(alt.items)
        for value in args:
            other = value.items()
            joined += other.items if other else [value]
        return Value((Items(joined[:MAX_ITEMS], alt.open),), origins_of([receiver, *args]), flows_of([receiver, *args]))
    if name == "join":
        return join_text(args[0] if args else constant(","), receiver)
    return _list_view(name, alt, receiver, args, sure)


def _list_view(name: str, alt: Items, receiver: Value, args: Arguments, sure: bool) -> Value | None:
    if name == "reverse":
        if sure:
            alt.items.reverse()
        return receiver
    if name in ("pop", "shift"):
        if not alt.items:
            return mixed([receiver])
        if not sure:
            return union(alt.items[:9])
        at = 0 if name == "shift" else -1
        known = args[0].known() if args and name == "pop" else at
        return alt.items.pop(known if isinstance(known, int) and -len(alt.items) <= known < len(alt.items) else at)
    if name in ("slice", "copy"):
        start = args[0].known() if args else 0
        stop = args[1].known() if len(args) > 1 else None
        if isinstance(start, int) and isinstance(stop, int | None):
            return Value((Items(alt.items[start:stop], alt.open),), receiver.origins, receiver.flows)
    if name == "at" and args:
        return item_of(receiver, args[0])
    if name in ("values", "flat", "sort", "fill", "keys", "entries"):
        return receiver
    return None


def element(value: Value) -> Value:
    """Any one element of an iterable."""
    found: list[Value] = []
    for alt in value.alts:
        if type(alt) is Items:
            found += alt.items[:16]
            if alt.open or len(alt.items) > 16 or not alt.items:
                found.append(mixed([value, *alt.items[16:]]))
        elif type(alt) is Table:
            found += [constant(key) for key in list(alt.pairs)[:9]] or [mixed([value])]
        else:
            found.append(unknown(value.origins, value.flows))
    return union(found).tainted(value.origins, value.flows) if found else mixed([value])


# Items and mappings


def item_of(receiver: Value, key: Value) -> Value | None:
    """receiver[key] for strings, lists and mappings; None when the receiver is something else."""
    found: list[Value] = []
    index = key.known()
    for alt in receiver.alts:
        if type(alt) is Items:
            found.append(_list_item(alt, index, receiver))
        elif type(alt) is Table:
            found.append(_table_item(alt, key, receiver))
        elif type(alt) is Known and isinstance(alt.value, str | bytes) and isinstance(index, int):
            at = index
            found.append(apply(lambda s, at=at: s[at], [Value((alt,), receiver.origins, receiver.flows)]))
        else:
            return None
    return union(found)


def _list_item(alt: Items, index: object, receiver: Value) -> Value:
    if isinstance(index, str) and index.lstrip("-").isdigit() and len(index) < 6:
        index = int(index)
    if isinstance(index, int) and -len(alt.items) <= index < len(alt.items):
        return alt.items[index].tainted(receiver.origins - {"constant"}, receiver.flows)
    if isinstance(index, int | str):
        return mixed([receiver])
    return element(Value((alt,), receiver.origins, receiver.flows))


def _table_item(alt: Table, key: Value, receiver: Value) -> Value:
    wanted = key.constants()
    found = [alt.pairs[item] for item in wanted if _hashable(item) and item in alt.pairs]
    if len(found) < len(key.alts):
        if len(wanted) < len(key.alts):
            found += list(alt.pairs.values())[:9]
        if alt.open or not found:
            found.append(mixed([receiver]))
    return union(found)


def _hashable(item: object) -> bool:
    return isinstance(item, str | bytes | int | float | bool | None)


def slice_of(receiver: Value, bounds: list[Value]) -> Value:
    """receiver[start:stop:step]."""
    limits = [bound.known() for bound in bounds]
    if not all(isinstance(limit, int | None) for limit in limits):
        return mixed([receiver])
    if limits == [None, None, -1] and receiver.items() is None:
        return reverse_text(receiver)
    cut = slice(*[limit if isinstance(limit, int) else None for limit in limits])
    found: list[Value] = []
    for alt in receiver.alts:
        if type(alt) is Items and limits[2] != 0:
            found.append(Value((Items(alt.items[cut], alt.open),), receiver.origins, receiver.flows))
        elif type(alt) is Known and isinstance(alt.value, str | bytes) and limits[2] != 0:
            scrambled = frozenset({"decoded"}) if limits[2] not in (None, 1) and len(alt.value) >= 8 else frozenset()
            found.append(Value((Known(alt.value[cut]),), receiver.origins | scrambled, receiver.flows))
        else:
            found.append(unknown(receiver.origins, receiver.flows))
    return union(found)


def table_method(name: str, receiver: Value, args: Arguments, sure: bool) -> Value | None:
    """Methods of mappings and of plain objects that stand for one."""
    table = receiver.alts[0]
    assert isinstance(table, Table)
    if name in ("get", "pop", "setdefault", "__getitem__") and args:
        found = _table_item(table, args[0], receiver)
        if len(args) > 1 and args[0].known() not in table.pairs:
            return union([found, args[1]])
        return found
    if name in ("update", "assign") and args:
        other = args[0].table()
        table.pairs.update(other.pairs if other else {})
        table.open = table.open or other is None or other.open
        return constant(None)
    if name in ("set", "__setitem__") and len(args) > 1 and _hashable(args[0].known()):
        table.pairs[args[0].known()] = args[1]
        return receiver
    if name == "copy":
        return Value((Table(dict(table.pairs), table.open),), receiver.origins, receiver.flows)
    if name == "keys":
        return Value((Items([constant(key) for key in table.pairs], table.open),), receiver.origins)
    if name == "values":
        return Value((Items(list(table.pairs.values()), table.open),), receiver.origins, receiver.flows)
    if name in ("items", "entries"):
        pairs = [Value((Items([constant(key), value]),)) for key, value in table.pairs.items()]
        return Value((Items(pairs, table.open),), receiver.origins, receiver.flows)
    return None
