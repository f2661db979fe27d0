"""Functions of JavaScript's own library that call, assign or run what they are given, as in reflection.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.readers.folding import decoded, text_of
from plugin_policy.readers.javascript_objects import ANY
from plugin_policy.readers.members import element
from plugin_policy.readers.texts import run_text
from plugin_policy.readers.values import (
    Instance,
    Items,
    Known,
    Method,
    Parts,
    Table,
    Value,
    flows_of,
    join_pieces,
    origins_of,
    unknown,
)

if TYPE_CHECKING:
    from plugin_policy.readers import ir
    from plugin_policy.readers.machine import Machine

Args = list[Value]
Keywords = dict[str, Value]
Special = Callable[["Machine", "ir.Node", Args, Keywords], Value | None]


def texts_of(value: Value) -> Iterator[tuple[str, Value]]:
    """Every text that a value may be, as the part before the first hole and the Value of it."""
    for alt in text_of(value).alts:
        if type(alt) is Known and isinstance(alt.value, str):
            yield alt.value, Value((alt,), value.origins, value.flows)
        elif type(alt) is Parts and isinstance(alt.parts[0], str):
            yield alt.parts[0], Value((alt,), value.origins, value.flows)


def run(machine: Machine, node: ir.Node, content: Value, via: str) -> None:
    """Record and evaluate text that runs because of where it stands; the tables have a row for each such place."""
    run_text(machine, node, content, "javascript", via, machine.tables.api(machine.family, via)[0])


def behind(head: str, size: int, value: Value) -> Value:
    """The value without its first `size` characters, which are part of `head`."""
    alt = value.alts[0]
    rest = list(alt.parts[1:]) if type(alt) is Parts else []
    return join_pieces([head[size:], *rest]).tainted(value.origins, value.flows)


def _import(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """import("name") gives the module; import("data:…") and blobs are text that runs."""
    if not args:
        return None
    texts = args[0].strings()
    inside = ("data:", "blob:", "http:", "https:")
    if len(texts) == len(args[0].alts) and not any(text.startswith(inside) for text in texts):
        from plugin_policy.readers.reflection import SPECIAL

        return SPECIAL["global.require"](machine, node, args[:1], {})
    return unknown(args[0].origins, args[0].flows) if _run_url(machine, node, args[0]) else None


def _worker(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """new Worker(text, {eval: true}), new Worker("data:…")"""
    options = args[1].table() if len(args) > 1 else None
    inline = options.pairs.get("eval") if options is not None else None
    if inline is not None and inline.known() is True:
        run(machine, node, args[0], "worker_threads.Worker")
    elif not args or not _run_url(machine, node, args[0]):
        return None
    return Value((Instance("global.Worker()"),))


def _run_url(machine: Machine, node: ir.Node, value: Value) -> bool:
    """Run what an address holds, when it holds its content itself (RFC 2397)."""
    ran = False
    for head, found in texts_of(value):
        if head.startswith("blob:"):
            run(machine, node, behind(head, 5, found), "blob:")
            ran = True
        elif head.startswith("data:") and "," in head:
            size = head.index(",") + 1
            content = decoded_url(behind(head, size, found), head[:size])
            run(machine, node, content, "data:")
            ran = True
    return ran


def decoded_url(content: Value, kind: str) -> Value:
    if ";base64," in kind:
        return decoded("base64", content, as_text=True)
    if content.text() is not None and "%" in (content.text() or ""):
        return decoded("percent", content, as_text=True)
    return content


def _promise(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """new Promise((resolve, reject) => …) stands for what is handed to `resolve`."""
    if not args:
        return None
    settled = Value((Items([]),))
    machine.apply(node, args[0], [Value((Method(settled, "push"),)), Value((Method(Value((Items([]),)), "push"),))])
    items = settled.items()
    return element(settled) if items is not None and items.items else unknown()


def _define(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """Object.defineProperty(object, name, {value} or {get})"""
    from plugin_policy.readers.expressions import set_member

    table = args[2].table() if len(args) > 2 else None
    for name in args[1].strings() if table is not None else []:
        assert table is not None
        if "value" in table.pairs:
            set_member(machine, node, args[0], name, table.pairs["value"])
        elif "get" in table.pairs:
            set_member(machine, node, args[0], name, machine.apply(node, table.pairs["get"], []))
    return args[0] if args else None


def _element(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """document.createElement("script")"""
    tag = args[0].text() if args else None
    return Value((Instance(f"dom.{tag.lower()}()"),)) if tag is not None else None


def _attribute(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """element.setAttribute("onclick", text)"""
    name = args[0].text() if args else None
    if name is not None and name.lower().startswith("on") and len(args) > 1:
        run(machine, node, args[1], "dom.on=")
    return None


def _markup(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """document.write(text) runs the scripts in it."""
    for value in args[:1]:
        if any("<script" in head.lower() for head, _ in texts_of(value)):
            machine.record(node, "dom.markup", machine.tables.api(machine.family, "dom.markup"), [value], {})
    return None


NOTHING = frozenset(("", ";", "void(0)", "void(0);", "void 0"))


def _address(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """location = "javascript:…" runs what follows; so do links, frames and window.open."""
    value = args[0] if args else unknown()
    table = value.table()
    if table is not None:  # the properties of an element
        value = table.pairs.get("href") or table.pairs.get("src") or unknown()
    for head, found in texts_of(value):
        start = head.lstrip().lower()
        if start.startswith("javascript:"):
            content = behind(head, head.index(":") + 1, found)
            if content.text() not in NOTHING:
                run(machine, node, content, "javascript:")
    return None


def _proxy(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """new Proxy(target, {get, apply}): any member is what `get` gives, a call is what `apply` does."""
    handler = args[1].table() if len(args) > 1 else None
    if handler is None:
        return args[0] if args else None
    if "apply" in handler.pairs:
        return handler.pairs["apply"]
    if "get" in handler.pairs:
        target = args[0].table()
        given = machine.apply(node, handler.pairs["get"], [args[0], unknown()])
        return Value((Table({**(target.pairs if target else {}), ANY: given}, True),), origins_of(args), flows_of(args))
    return args[0]


# What takes an address that may be a script.
ADDRESSES = (
    "global.location=", "global.location.href=", "global.document.location=", "global.document.location.href=",
    "global.location.assign", "global.location.replace", "global.open", "dom.iframe().src=", "dom.a().href=", "jsx.a",
    "jsx.iframe",
)  # fmt: skip

CALLING: dict[str, Special] = {
    "import": _import,
    "global.Worker": _worker,
    "global.Promise": _promise,
    "global.Object.defineProperty": _define,
    "global.Reflect.defineProperty": _define,
    "global.document.createElement": _element,
    "*.setAttribute": _attribute,
    "global.document.write": _markup,
    "global.document.writeln": _markup,
    "dom.iframe().srcdoc=": _markup,
    **dict.fromkeys(ADDRESSES, _address),
    "global.Proxy": _proxy,
}
