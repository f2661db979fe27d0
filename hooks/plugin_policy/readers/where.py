"""Finding the arguments that a row means, and reading subjects out of them."""

from __future__ import annotations

from collections.abc import Callable

from plugin_policy.readers import argument_kinds
from plugin_policy.readers.folding import clean_path, join_path, text_of
from plugin_policy.readers.rows import Api, Where
from plugin_policy.readers.values import (
    ClassRef,
    Instance,
    Items,
    Known,
    Named,
    Parts,
    Value,
    concatenate,
    constant,
    flows_of,
    mixed,
    origins_of,
    union,
)

Keywords = dict[str, Value]


def argument(where: Where, args: list[Value], kwargs: Keywords, receiver: Value | None = None) -> Value | None:
    """The argument a `where` of rows.py means; None when it is not given."""
    if where is None:
        return None
    if isinstance(where, int):
        return args[where] if -len(args) <= where < len(args) else None
    if isinstance(where, tuple):
        for option in where:
            found = argument(option, args, kwargs, receiver)
            if found is not None:
                return found
        return None
    if where.startswith("="):
        return constant(where[1:])
    if where in _WHOLE:
        return _WHOLE[where](args, kwargs, receiver)
    if "/" in where:  # a path below another argument, when that is given
        above, _, below = where.partition("/")
        return _below(*[argument(int(at) if at.isdigit() else at, args, kwargs, receiver) for at in (above, below)])
    head, dot, key = where.partition(".")
    if dot and head.isdigit():
        return _member(args, int(head), key)
    if where.endswith(":") and where[:-1].isdigit():
        rest = args[int(where[:-1]) :]
        return Value((Items(list(rest)),), origins_of(rest), flows_of(rest))
    return kwargs.get(where)


def _everything(args: list[Value], kwargs: Keywords, receiver: Value | None) -> Value | None:
    everything = [*args, *kwargs.values()]
    return mixed(everything) if everything else None


def _template(args: list[Value], kwargs: Keywords, receiver: Value | None) -> Value | None:
    """tag`a${x}b`: the literal parts are the first argument."""
    texts = args[0].items() if args else None
    if texts is None:
        return args[0] if args else None
    return concatenate([piece for pair in zip(texts.items, [*args[1:], constant("")], strict=False) for piece in pair])


_WHOLE: dict[str, Callable[[list[Value], Keywords, Value | None], Value | None]] = {
    "self": lambda args, kwargs, receiver: receiver,
    "*": _everything,
    "template": _template,
    # a pattern, or all parts of a path, below the receiver
    "self/0": lambda args, kwargs, receiver: join_path([receiver, *args[:1]]) if receiver is not None else None,
    "self/0:": lambda args, kwargs, receiver: join_path([receiver, *args]) if receiver is not None else None,
}


def _below(above: Value | None, below: Value | None) -> Value | None:
    if above is None or below is None:
        return above if below is None else below
    items = below.items()
    if items is not None:
        return Value((Items([join_path([above, item]) for item in items.items[:64]], items.open),))
    return join_path([above, below])


def _member(args: list[Value], index: int, key: str) -> Value | None:
    if index >= len(args):
        return None
    table = args[index].table()
    if table is None:
        return None
    at: Value | None = None
    for step in key.split("."):
        if table is None or step not in table.pairs:
            return None
        at = table.pairs[step]
        table = at.table()
    return at


def holds(row: Api, args: list[Value], kwargs: Keywords, receiver: Value | None = None) -> bool:
    """Whether the row's `when` and `unless` let it speak of this call."""
    if row.when and not _is_one(row.when, args, kwargs, receiver):
        return False
    return not (row.unless and _is_one(row.unless, args, kwargs, receiver))


def _is_one(test: str, args: list[Value], kwargs: Keywords, receiver: Value | None) -> bool:
    places, _, words = test.partition(": ")
    where = tuple([int(place) if place.isdigit() else place for place in places.split("|")])
    value = argument(where, args, kwargs, receiver)
    if not words:
        return value is not None
    found: list[str] = []
    for alt in value.alts if value is not None else ():
        if type(alt) is Known:
            found.append(str(alt.value))
        elif type(alt) is Named:
            found.append(_last(alt.dotted))
        elif type(alt) is Instance and isinstance(alt.of, str):
            found.append(_last(alt.of))
        elif type(alt) is ClassRef:
            found += [_last(base.dotted) for up in alt.info.bases for base in up.alts if type(base) is Named]
        else:
            return False
    return bool(found) and all(text in words.split() for text in found)


def _last(dotted: str) -> str:
    return dotted.rpartition(".")[2]


def all_data(where: Where, args: list[Value], kwargs: Keywords, receiver: Value | None = None) -> Value | None:
    """Everything a `data` column means: for a tuple not the first that is there but all of them."""
    if not isinstance(where, tuple):
        return argument(where, args, kwargs, receiver)
    found = [value for option in where if (value := argument(option, args, kwargs, receiver)) is not None]
    return union(found) if found else None


def subjects(kind: str, value: Value | None) -> list[str | None]:
    """The subjects a value may stand for; None: one that cannot be known."""
    if value is None:
        return [None]
    if kind == "paths":  # one, or a list of them
        items = value.items()
        found_in = items.items[:64] if items is not None else [value]
        return list(dict.fromkeys([subject for one in found_in for subject in subjects("path", one)])) or [None]
    if kind == "path":
        value = text_of(value)
    found: list[str | None] = []
    for alt in value.alts:
        if type(alt) is Instance and alt.value is not None:
            found += subjects(kind, alt.value)
            continue
        text: str | None = None
        if type(alt) is Known and isinstance(alt.value, str | bytes):
            text = alt.value if isinstance(alt.value, str) else alt.value.decode("utf-8", "replace")
        elif type(alt) is Items and kind == "address" and alt.items:
            found += _address(alt)
            continue
        elif type(alt) is Parts:
            text = alt.shown("*") if kind in _READ else None
        found.append(_READ[kind](text) if text is not None and kind in _READ else text)
    return list(dict.fromkeys(found)) or [None]


def _address(alt: Items) -> list[str | None]:
    port = alt.items[1].known() if len(alt.items) > 1 else None
    hosts = alt.items[0].strings()
    suffix = f":{port}" if isinstance(port, int) and port not in (80, 443) else ""
    return [host + suffix for host in hosts] or [None]


def host_of(url: str) -> str | None:
    """The host of a URL (with its port when it is not the scheme's), None when a hole stands there."""
    head, mark, rest = url.strip().partition("://")
    if not mark:
        if url.startswith("//"):
            rest = url[2:]
        elif url.startswith(("/", "./", "?", "#", "data:", "blob:")):
            return "localhost"  # the page's own server, or no connection at all
        else:
            return None
    authority = rest
    for stop in "/?#\\":
        authority = authority.partition(stop)[0]
    host = authority.rpartition("@")[2].lower().rstrip(".")
    name, colon, port = host.rpartition(":")
    default = {"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21", "ssh": "22"}.get(head.lower())
    if colon and port == default:
        host = name
    if not host or host == "*" or host.startswith("*:"):
        return None
    return host


def path_of(path: str) -> str | None:
    if path.startswith("file://"):
        path = path[7:]
    path = clean_path(path.replace("\\", "/") if "\\" in path and "\\ " not in path else path)
    return None if path in ("", "*") else path


def _host(text: str) -> str | None:
    if "://" in text:
        return host_of(text)
    return None if text in ("", "*") or text.startswith("*:") else text.lower()


def _path_by(function: Callable[[str], str]) -> Callable[[str], str | None]:
    """The path that an argument holds, "" when it holds none."""

    def read(text: str) -> str | None:
        found = function(text)
        return path_of(found) if found else ""

    return read


_READ: dict[str, Callable[[str], str | None]] = {
    "url": host_of,
    "path": path_of,
    "host": _host,
    "address": _host,
    "remote": lambda text: argument_kinds.remote(text, host_of),
    "repository": lambda text: argument_kinds.remote(text, host_of),  # a name: the remote that the user has set up
    "login": argument_kinds.login,
    "socket": argument_kinds.socket,
    "name": argument_kinds.name,
    "mail": argument_kinds.mail,
    "image": argument_kinds.image,
    "git": argument_kinds.git,
    "registry": argument_kinds.registry,
    "preferences": argument_kinds.preferences,
    "local": _path_by(argument_kinds.local),
    "upload": _path_by(argument_kinds.upload),
    "mount": _path_by(argument_kinds.mount),
    "file url": _path_by(argument_kinds.file_url),
    "if": _path_by(lambda text: argument_kinds.operand(text, "if")),
    **{kind: _path_by(function) for kind, function in argument_kinds.STORES.items()},
    "of": _path_by(lambda text: argument_kinds.operand(text, "of")),
}
