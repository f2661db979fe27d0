"""Pure functions of the languages' own libraries, by qualified name. Each takes (machine, args, kwargs) and gives a
Value, or None when it has nothing to say; a row's `fold` column names one of them too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plugin_policy.readers.folding import (
    apply,
    binary,
    character,
    decoded,
    each,
    each_path,
    format_one,
    from_bytes,
    join_path,
    join_text,
    number,
    parent_path,
    text_of,
)
from plugin_policy.readers.javascript_library import PURE
from plugin_policy.readers.members import CODECS, decode_bytes, element, text_method
from plugin_policy.readers.powershell_functions import FUNCTIONS as POWERSHELL
from plugin_policy.readers.shell_functions import FUNCTIONS as SHELL
from plugin_policy.readers.values import (
    DECODED,
    MAX_ITEMS,
    MISSING,
    NONE,
    Instance,
    Items,
    Table,
    Value,
    constant,
    flows_of,
    mixed,
    origins_of,
    unknown,
)

if TYPE_CHECKING:
    from plugin_policy.readers.machine import Function, Machine

Args = list[Value]
Keywords = dict[str, Value]


def on_first(function: Callable[[Value], Value]) -> Function:
    return lambda machine, args, kwargs: function(args[0]) if args else None


def folds(function: Callable[..., object]) -> Function:
    """A function of constants."""
    return lambda machine, args, kwargs: apply(function, args) if args else None


def _str(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    if len(args) > 1 or "encoding" in kwargs:
        return decode_bytes(args[0], args[1:], kwargs)
    return text_of(args[0]) if args else constant("")


def _int(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return apply(number, args[:2]) if args else None


def _list(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    if not args:
        return Value((Items([]),))
    value = args[0]
    if (items := value.items()) is not None:
        return Value((Items(list(items.items), items.open),), value.origins, value.flows)
    known = value.known()
    if isinstance(known, str | bytes) and len(known) <= MAX_ITEMS:
        return Value((Items([constant(item) for item in known]),), value.origins, value.flows)
    return Value((Items([element(value)], True),), value.origins, value.flows)


def _bytes(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    if not args:
        return constant(b"")
    value = args[0]
    if isinstance(value.known(), str):
        return each(value, lambda item: item.encode("utf-8", "replace") if isinstance(item, str) else MISSING)
    return from_bytes(value)


def _dict(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    pairs: dict[object, Value] = {}
    is_open = False
    flows, origins = flows_of([*args, *kwargs.values()]), origins_of([*args, *kwargs.values()])
    for value in args:
        table, items = value.table(), value.items()
        if table is not None:
            pairs.update(table.pairs)
        elif items is not None:
            for item in items.items:
                pair = item.items()
                key = pair.items[0].known() if pair is not None and len(pair.items) == 2 else MISSING
                if pair is not None and isinstance(key, str | bytes | int):
                    pairs[key] = pair.items[1]
                else:
                    is_open = True
        else:
            is_open = True
    pairs.update(kwargs)
    return Value((Table(pairs, is_open),), origins, flows)


def _range(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    limits = [value.known() for value in args[:3]]
    if not limits or not all(isinstance(limit, int) for limit in limits):
        return unknown(origins_of(args))
    numbers = range(*[limit for limit in limits if isinstance(limit, int)]) if limits[2:] != [0] else range(0)
    if len(numbers) > MAX_ITEMS:
        return Value((Items([], True),), origins_of(args))
    return Value((Items([constant(item) for item in numbers]),), origins_of(args))


def _reversed(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    items = _list(machine, args, kwargs)
    alt = items.alts[0] if items is not None and items.alts else None
    if not isinstance(alt, Items) or alt.open or items is None:
        return items
    turned = frozenset({DECODED}) if args and isinstance(args[0].known(), str | bytes) else NONE
    return Value(
        (Items([item.tainted(turned, NONE) for item in alt.items[::-1]]),), items.origins | turned, items.flows
    )


def _zip(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    columns = [_list(machine, [value], {}) for value in args]
    lists = [column.items() for column in columns if column is not None]
    if not lists or any(items is None or items.open for items in lists):
        return Value(
            (Items([Value((Items([element(value) for value in args]),))], True),), origins_of(args), flows_of(args)
        )
    rows = zip(*[items.items for items in lists if items is not None], strict=False)
    return Value((Items([Value((Items(list(row)),)) for row in rows]),), origins_of(args), flows_of(args))


def _enumerate(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    value = _list(machine, args[:1], {})
    items = value.items() if value is not None else None
    if items is None or value is None:
        return None
    rows = [Value((Items([constant(index), item]),)) for index, item in enumerate(items.items)]
    return Value((Items(rows, items.open),), value.origins, value.flows)


def _length(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    if not args:
        return None
    items = args[0].items()
    if items is not None and not items.open:
        return constant(len(items.items))
    found = each(args[0], lambda item: len(item) if isinstance(item, str | bytes) else MISSING)
    return Value(found.alts, found.origins)  # a number carries nothing of what was counted


def _format(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return format_one(args[0], (args[1].text() or "?") if len(args) > 1 else "") if args else None


def _codec(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """codecs.decode(value, "rot13")."""
    name = ((args[1] if len(args) > 1 else kwargs.get("encoding", constant("utf-8"))).text() or "").lower()
    codec = CODECS.get(name.replace("-", "_")) or CODECS.get(name)
    if not args:
        return None
    return decoded(codec, args[0], codec == "rot13") if codec else decode_bytes(args[0], [constant(name)], {})


def _encode(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    name = ((args[1] if len(args) > 1 else kwargs.get("encoding", constant("utf-8"))).text() or "").lower()
    if CODECS.get(name.replace("-", "_")) == "rot13" and args:
        return decoded("rot13", args[0], True)
    return mixed(args)


def _xor(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return binary("^", args[0], args[1]) if len(args) > 1 else None


def _path(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return join_path(args, keep=True) if args else Value((Instance("pathlib.Path()", constant(".")),))


def _join_path(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return join_path([text_of(value) for value in args]) if args else None


def _expand(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """expanduser, expandvars: `~` stays `~`, `$HOME` becomes it."""
    import re

    def expand(path: str) -> str:
        def replace(match: re.Match[str]) -> str:
            known = machine.tables.variable(match[1] or match[2] or match[3])
            return match[0] if known is None else known

        return re.sub(r"\$\{(\w+)\}|\$(\w+)|%(\w+)%", replace, path)

    return each_path(args[0], expand) if args else None


def _home(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return Value((Instance("pathlib.Path()", constant("~")),))


def _member(function: Callable[[str], str]) -> Function:
    """A member of a path object that is a path or a string: args[0] is the receiver."""
    return lambda machine, args, kwargs: each_path(args[0], function) if args else None


def _text_member(function: Callable[[str], str]) -> Function:
    return lambda machine, args, kwargs: each_path(text_of(args[0]), function) if args else None


def _parent(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return parent_path(args[0]) if args else None


def _shlex_split(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    def split(text: object) -> object:
        if not isinstance(text, str) or len(text) > 10_000:
            return MISSING
        import shlex

        return Value((Items([constant(word) for word in shlex.split(text)]),))

    return apply(split, args[:1]) if args else None


def _named_method(name: str) -> Function:
    """str.lower("X"), operator.add: a method given as a function."""

    def run(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
        return text_method(name, args[0], args[1:], kwargs, machine.family == "javascript") if args else None

    return run


def _maketrans(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    if len(args) == 1:
        return args[0]
    first, second = args[0].known() if args else None, args[1].known() if len(args) > 1 else None
    if isinstance(first, str) and isinstance(second, str) and len(first) == len(second):
        return Value((Table({a: constant(b) for a, b in zip(first, second, strict=True)}),))
    return mixed(args)


def _buffer(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """Buffer.from(text, "base64" | "hex"), Buffer.from([104, 105])."""
    if not args:
        return None
    encoding = args[1].text() if len(args) > 1 else None
    if encoding in ("base64", "base64url", "hex"):
        return decoded("base64" if encoding != "hex" else "hex", args[0], as_text=False)
    return from_bytes(args[0]) if args[0].items() is not None else args[0]


def _radix(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return apply(number, args[:2]) if args else None


def _array(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return _list(machine, args[:1], {}) if len(args) == 1 else None


def _product(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """itertools.product of short known lists, else tuples of any of their elements."""
    rows: list[list[Value]] = [[]]
    for value in args:
        items = value.items()
        each = items.items if items is not None and not items.open else [element(value)]
        if len(rows) * len(each) > 256:
            each = [element(value)]
        rows = [[*row, one] for row in rows for one in each]
    return Value((Items([Value((Items(row),)) for row in rows]),), origins_of(args), flows_of(args))


def _template(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """string.Template(text).substitute(…): `$name` and `${name}` (https://docs.python.org/3/library/string.html)."""
    import re

    receiver = args[0].alts[0] if args else None
    text = receiver.value.text() if isinstance(receiver, Instance) and receiver.value is not None else None
    if text is None:
        return None
    names = re.sub(r"([{}])", r"\1\1", text)
    names = re.sub(r"\$(?:\{\{(\w+)\}\}|(\w+))", lambda match: "{" + (match[1] or match[2]) + "}", names)
    names = names.replace("$$", "$")
    table = args[1].table() if len(args) > 1 else None
    given = {str(key): value for key, value in table.pairs.items()} if table is not None else {}
    return text_method("format", constant(names), [], {**given, **kwargs}, False)


def _format_path(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """path.format({dir, base}) (https://nodejs.org/api/path.html#pathformatpathobject)."""
    table = args[0].table() if args else None
    if table is None:
        return None
    base = table.pairs.get("base") or join_text(
        constant(""), Value((Items([table.pairs[key] for key in ("name", "ext") if key in table.pairs]),))
    )
    above = table.pairs.get("dir") or table.pairs.get("root")
    return join_path([above, base]) if above is not None else base


def _format_text(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """util.format("%s/%s", …) (https://nodejs.org/api/util.html#utilformatformat-args)."""
    rest = args[1:]
    return binary("%", args[0], Value((Items(list(rest)),), origins_of(rest), flows_of(rest))) if args else None


def _options(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    """getopt.getopt(words, …): (option, value) pairs, of which only the value is the caller's, and the other words."""
    word = element(args[0]) if args else unknown()
    pair = Value((Items([constant("-"), word]),))
    pairs, rest = Value((Items([pair]),)), Value((Items([word], True),), word.origins, word.flows)
    return Value((Items([pairs, rest]),))


def _identity(machine: Machine, args: Args, kwargs: Keywords) -> Value | None:
    return args[0] if args else None


FUNCTIONS: dict[str, Function] = {
    **SHELL,
    **POWERSHELL,
    "builtins.str": _str,
    "builtins.int": _int,
    "builtins.chr": on_first(character),
    "builtins.unichr": on_first(character),
    "builtins.ord": folds(lambda s: ord(s)),
    "builtins.hex": folds(lambda n: hex(n)),
    "builtins.repr": folds(lambda s: repr(s) if isinstance(s, str | int) else MISSING),
    "builtins.abs": folds(lambda n: abs(n)),
    "builtins.list": _list,
    "builtins.tuple": _list,
    "builtins.set": _list,
    "builtins.iter": _identity,
    "builtins.staticmethod": _identity,
    "builtins.classmethod": _identity,
    "builtins.sorted": _list,
    "builtins.frozenset": _list,
    "itertools.chain": lambda machine, args, kwargs: Value((Items([element(value) for value in args], True),)),
    "getopt.getopt": _options,
    "getopt.gnu_getopt": _options,
    "itertools.product": _product,
    "string.Template": lambda machine, args, kwargs: Value((Instance("string.Template()", args[0]),)) if args else None,
    "string.Template().substitute": _template,
    "string.Template().safe_substitute": _template,
    "builtins.bytes": _bytes,
    "builtins.bytearray": _bytes,
    "builtins.memoryview": _bytes,
    "builtins.dict": _dict,
    "builtins.range": _range,
    "builtins.reversed": _reversed,
    "builtins.zip": _zip,
    "builtins.enumerate": _enumerate,
    "builtins.len": _length,
    "builtins.format": _format,
    "builtins.str.join": _named_method("join"),
    "builtins.str.format": _named_method("format"),
    "builtins.str.lower": _named_method("lower"),
    "builtins.str.upper": _named_method("upper"),
    "builtins.str.replace": _named_method("replace"),
    "builtins.str.encode": _named_method("encode"),
    "builtins.str.maketrans": _maketrans,
    "builtins.bytes.decode": _named_method("decode"),
    "builtins.bytes.join": _named_method("join"),
    "builtins.bytes.fromhex": on_first(lambda value: decoded("hex", value, as_text=False)),
    "builtins.bytearray.fromhex": on_first(lambda value: decoded("hex", value, as_text=False)),
    "builtins.int.from_bytes": lambda machine, args, kwargs: mixed(args),
    "operator.add": folds(lambda a, b: a + b),
    "operator.concat": folds(lambda a, b: a + b),
    "operator.xor": _xor,
    "codecs.decode": _codec,
    "codecs.encode": _encode,
    "os.path.join": _join_path,
    "os.path.expanduser": _expand,
    "os.path.expandvars": _expand,
    "os.path.abspath": _member(lambda path: path),
    "os.path.realpath": _member(lambda path: path),
    "os.path.normpath": _member(lambda path: path),
    "os.path.dirname": _parent,
    "os.path.basename": _text_member(lambda path: path.rpartition("/")[2]),
    "os.fspath": on_first(text_of),
    "os.fsdecode": on_first(text_of),
    "pathlib.Path": _path,
    "pathlib.Path.home": _home,
    "pathlib.Path.cwd": lambda machine, args, kwargs: Value((Instance("pathlib.Path()", constant(".")),)),
    "shlex.split": _shlex_split,
    "shlex.quote": _identity,
    "shlex.join": lambda machine, args, kwargs: join_text(constant(" "), args[0]) if args else None,
    "global.String": on_first(text_of),
    "global.String.raw": _identity,
    "global.parseInt": _radix,
    "global.Number": _radix,
    "global.Number.parseInt": _radix,
    "global.Array.from": _array,
    "global.Array.of": lambda machine, args, kwargs: Value((Items(list(args)),), origins_of(args), flows_of(args)),
    "global.Buffer.from": _buffer,
    "global.Uint8Array.from": _buffer,
    "global.Uint8Array": _buffer,
    "global.Object.freeze": _identity,
    "global.Promise.resolve": _identity,
    "path.join": _join_path,
    "path.resolve": _join_path,
    "path.format": _format_path,
    "util.format": _format_text,
    "path.dirname": _parent,
    "path.normalize": _member(lambda path: path),
    "path.basename": _text_member(lambda path: path.rpartition("/")[2]),
    "=parent": _parent,
    "=path": _path,
    "=same": _identity,
    "=name": _text_member(lambda path: path.rpartition("/")[2]),
    "=text": on_first(text_of),
    "=expand": _expand,
    **PURE,
}
