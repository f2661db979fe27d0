"""Pure functions of JavaScript's own library, by qualified name, as in library.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.readers.folding import each, join_path, join_text, text_of
from plugin_policy.readers.values import (
    DECODED,
    MAX_ITEMS,
    MISSING,
    NONE,
    Instance,
    Items,
    Known,
    Table,
    Value,
    concatenate,
    constant,
    flows_of,
    mixed,
    origins_of,
)

if TYPE_CHECKING:
    from plugin_policy.readers.machine import Function, Machine

Args = list[Value]
Keywords = dict[str, Value]
MAX_JSON = 1 << 16  # characters of a constant that JSON.parse is applied to


def always(text: str) -> Function:
    return lambda machine, args, kwargs: constant(text)


def _keys(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    table = args[0].table() if args else None
    if table is None:
        return None
    return Value((Items([constant(key) for key in table.pairs], table.open),), args[0].origins, args[0].flows)


def _entries(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    table = args[0].table() if args else None
    if table is None:
        return None
    pairs = [Value((Items([constant(key), value]),), *_taint(value)) for key, value in table.pairs.items()]
    return Value((Items(pairs, table.open),), args[0].origins, args[0].flows)


def _taint(value: Value) -> tuple[frozenset[str], frozenset[str]]:
    return value.origins, value.flows


def _from_entries(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    items = args[0].items() if args else None
    pairs: dict[object, Value] = {}
    for item in items.items if items is not None else []:
        pair = item.items()
        if pair is not None and len(pair.items) == 2 and isinstance(pair.items[0].known(), str):
            pairs[pair.items[0].known()] = pair.items[1]
    return Value((Table(pairs, items is None or items.open),), origins_of(args), flows_of(args))


def _parse_json(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """Constants become what they say; everything else stays what it is made of."""
    text = args[0].known() if args else None
    if not isinstance(text, str | bytes) or len(text) > MAX_JSON:
        return mixed(args[:1]) if args else None
    import json

    try:
        return _plain(json.loads(text), args[0], 0)
    except (ValueError, RecursionError):
        return mixed(args[:1])


def _plain(value: object, source: Value, depth: int) -> Value:
    if depth > 16:
        return mixed([source])
    if isinstance(value, list):
        items = [_plain(item, source, depth + 1) for item in value[:MAX_ITEMS]]
        return Value((Items(items, len(value) > MAX_ITEMS),), source.origins, source.flows)
    if isinstance(value, dict):
        pairs: dict[object, Value] = {key: _plain(item, source, depth + 1) for key, item in value.items()}
        return Value((Table(pairs),), source.origins, source.flows)
    return Value((Known(value),), source.origins, source.flows)


def _base64(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    import base64

    def encode(item: object) -> object:
        return base64.b64encode(item.encode("latin-1", "replace")).decode() if isinstance(item, str) else MISSING

    return each(args[0], encode) if args else None


def _codes(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """String.fromCharCode of codes that are computed spells what nobody can read."""
    if args and any(value.known() is MISSING for value in args):
        return mixed(args).tainted(frozenset({DECODED}), NONE)
    from plugin_policy.readers.folding import character

    return join_text(constant(""), Value((Items([character(value) for value in args]),), *_all(args)))


def _all(args: Args) -> tuple[frozenset[str], frozenset[str]]:
    return origins_of(args), flows_of(args)


def _concat(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """Buffer.concat([…])"""
    return join_text(constant(b""), args[0]) if args and args[0].items() is not None else None


def _url(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """new URL(path, base)"""
    if not args:
        return None
    text = text_of(args[0])
    if len(args) > 1:
        known = text.text()
        if known is None or "://" not in known:
            base = text_of(args[1])
            text = concatenate([base, text]) if _has_scheme(base) else join_path([parent(base), text])
    return Value((Instance("global.URL()", text),), *_all(args))


def _has_scheme(base: Value) -> bool:
    return any(isinstance(text, str) and "://" in text for text in base.constants())


def parent(value: Value) -> Value:
    return each(value, lambda path: path.rpartition("/")[0] if isinstance(path, str) else MISSING)


def _blob(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """new Blob([text, …]): its content"""
    items = args[0].items() if args else None
    content = concatenate(items.items) if items is not None and items.items else mixed(args)
    return Value((Instance("global.Blob()", content),), *_all(args))


def _object_url(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """URL.createObjectURL(blob): an address of the content"""
    return concatenate([constant("blob:"), text_of(args[0])]) if args else None


def _file_url(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """fileURLToPath(url)"""

    def path(item: object) -> object:
        return item.removeprefix("file://") if isinstance(item, str) else MISSING

    return each(text_of(args[0]), path) if args else None


def _regexp(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    pattern = args[0].known() if args else None
    flags = args[1].known() if len(args) > 1 else ""
    if not isinstance(pattern, str) or not isinstance(flags, str):
        return Value((Instance("global.RegExp()"),), *_all(args))
    return Value((Instance("global.RegExp()", constant(f"/{pattern}/{flags}")),), *_all(args))


def _array(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """Array(3), Array(a, b)"""
    size = args[0].known() if len(args) == 1 else None
    if isinstance(size, int) and 0 <= size <= MAX_ITEMS:
        return Value((Items([constant("")] * size),))
    return Value((Items(list(args)),), *_all(args))


def _text(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return text_of(args[0]) if args else constant("")


def first(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return args[0] if args else None


PURE: dict[str, Function] = {
    "global.Object.keys": _keys,
    "global.Object.getOwnPropertyNames": _keys,
    "global.Reflect.ownKeys": _keys,
    "global.Object.entries": _entries,
    "global.Object.fromEntries": _from_entries,
    "global.JSON.parse": _parse_json,
    "global.btoa": _base64,
    "global.String.fromCharCode": _codes,
    "global.String.fromCodePoint": _codes,
    "global.Buffer.concat": _concat,
    "global.URL": _url,
    "global.Blob": _blob,
    "global.File": _blob,
    "global.URL.createObjectURL": _object_url,
    "url.fileURLToPath": _file_url,
    "url.pathToFileURL": first,
    "global.RegExp": _regexp,
    "global.Array": _array,
    "global.Promise.all": first,
    "global.Promise.allSettled": first,
    "global.structuredClone": first,
    "global.Object.create": first,
    "global.Object.seal": first,
    "global.encodeURIComponent": first,
    "global.encodeURI": first,
    "path.posix.join": lambda machine, args, kwargs: join_path([text_of(value) for value in args]) if args else None,
    "path.win32.join": lambda machine, args, kwargs: join_path([text_of(value) for value in args]) if args else None,
    "os.homedir": always("~"),
    "os.tmpdir": always("/tmp"),
    "global.process.cwd": always("."),
    "global.Deno.cwd": always("."),
}
