"""Reflection and higher-order functions: calls that reach another name or call what they are given.
Each handler takes (machine, node, args, kwargs) and gives a Value, or None to let the tables decide."""

from __future__ import annotations

from collections.abc import Callable

from plugin_policy.readers import ir
from plugin_policy.readers.expressions import item_value, member, set_member
from plugin_policy.readers.javascript_reflection import CALLING
from plugin_policy.readers.listing import LISTING
from plugin_policy.readers.machine import Machine
from plugin_policy.readers.members import element
from plugin_policy.readers.scopes import Binding, ClassInfo, Scope
from plugin_policy.readers.values import (
    MISSING,
    ClassRef,
    Closure,
    Instance,
    Items,
    Named,
    Partial,
    Table,
    Value,
    constant,
    flows_of,
    mixed,
    named,
    origins_of,
    union,
    unknown,
)

Args = list[Value]
Keywords = dict[str, Value]
Special = Callable[[Machine, ir.Node, Args, Keywords], Value | None]


def _getattr(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    if len(args) < 2:
        return None
    texts = args[1].strings()
    found = [member(machine, node, args[0], text) for text in texts]
    if len(texts) < len(args[1].alts):
        found.append(mixed(args[:2]))
        _computed(machine, node, args)
    result = union(found + args[2:3])
    machine.spelled(node, args[1], result)
    return result


def _computed(machine: Machine, node: ir.Node, args: Args) -> None:
    """getattr(builtins, unknown): any built-in may be meant; the tables have a row for that."""
    for alt in args[0].alts:
        if type(alt) is Named:
            rows = machine.tables.api(machine.family, alt.dotted + ".*")
            if rows:
                machine.record(node, alt.dotted + ".*", rows, args[1:2], {})


def _setattr(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    if len(args) > 2:
        for text in args[1].strings():
            set_member(machine, node, args[0], text, args[2])
    return constant(None)


def _import(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """__import__("os"), importlib.import_module("os"), require("fs"); a computed name stays with the tables."""
    name = args[0] if args else kwargs.get("name")
    if name is None:
        return None
    texts = name.strings()
    found: list[Value] = []
    for text in texts:
        text = text.removeprefix("node:")
        own = machine.modules.find(machine, text)
        found.append(own if own is not None else machine.named(text))
    if len(texts) < len(name.alts):
        return None
    result = union(found)
    machine.spelled(node, name, result)
    return result


def _dunder_import(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """__import__("os.path") gives os, unless a list of names is asked for."""
    text = args[0].text() if args else None
    if text is not None and "." in text and len(args) < 4 and "fromlist" not in kwargs:
        found = machine.named(text.partition(".")[0])
        machine.spelled(node, args[0], found)
        return found
    return _import(machine, node, args, kwargs)


def _locate(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """pydoc.locate("builtins.eval"), pkgutil.resolve_name("builtins:eval")."""
    text = args[0].text() if args else None
    if text is None:
        return None
    value = machine.named(text.partition(":")[0].partition(".")[0])
    for step in text.replace(":", ".").split(".")[1:]:
        value = member(machine, node, value, step)
    return value


def _type(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """type("Name", bases, members) makes a class."""
    table = args[2].table() if len(args) > 2 else None
    if table is None:
        return None
    scope = Scope("class", machine.frame.scope, None)
    for key, value in table.pairs.items():
        scope.vars[str(key)] = Binding(value, True, machine.clock)
    bases = args[1].items()
    info = ClassInfo(args[0].text() or "", list(bases.items) if bases else [], scope, machine.frame.text)
    return Value((ClassRef(info),))


def _next(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    return union([element(args[0]), *args[1:2]]) if args else None


def _keyed(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """sorted(items, key=f), max(…), min(…): each item goes through f. The result is theirs, so None is given back."""
    key = kwargs.get("key")
    if key is not None and args:
        machine.apply(node, key, [element(args[0]) if len(args) == 1 else union(args)])
    return None


def _first_of(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    _keyed(machine, node, args, kwargs)
    return _next(machine, node, args, kwargs)


def _mapping(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """new Map([[key, value], …])."""
    table = Table({}, False)
    items = args[0].items() if args else None
    for item in items.items if items is not None else ():
        pair = item.items()
        key = pair.items[0].known() if pair is not None and len(pair.items) == 2 else None
        if pair is not None and isinstance(key, str | int):
            table.pairs[key] = pair.items[1]
        else:
            table.open = True
    table.open = table.open or (bool(args) and items is None)
    return Value((table,), origins_of(args), flows_of(args))


def _scope(dotted: str) -> Special:
    def run(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
        return args[0] if args else named(dotted)

    return run


def _partial(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    return Value((Partial(args[0], args[1:], kwargs),), flows=flows_of(args)) if args else None


def _map(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value:
    """map(function, items): every item of a short known list, else any element once."""
    if len(args) < 2:
        return mixed(args) if args else unknown()
    function, value = args[0], args[1]
    if len(args) > 2:
        result = machine.apply(node, function, [element(arg) for arg in args[1:]])
        return Value((Items([result], True),), result.origins, result.flows)
    items = _items(value)
    if items is None or items.open or not _affordable(machine, function, items):
        result = machine.apply(node, function, [element(value)])
        return Value((Items([result], True),), result.origins | value.origins, result.flows | value.flows)
    results = [_once(machine, node, function, item) for item in items.items]
    return Value((Items(results),), origins_of(results) | value.origins, flows_of(results) | value.flows)


def _items(value: Value) -> Items | None:
    known = value.known()
    if isinstance(known, str | bytes) and len(known) <= 4096:
        return Items([constant(item).tainted(value.origins, value.flows) for item in known])
    return value.items()


def _affordable(machine: Machine, function: Value, items: Items) -> bool:
    size = 16
    for alt in function.alts:
        if type(alt) is Closure:
            size = alt.info.node.end - alt.info.node.start
    return len(items.items) <= 8 or (size <= 400 and len(items.items) * size // 4 < machine.steps)


def _once(machine: Machine, node: ir.Node, function: Value, item: Value) -> Value:
    alt = function.alts[0]
    if len(function.alts) == 1 and type(alt) is Closure and not alt.info.active and machine.frame.level < 4:
        return machine.engine.evaluate(machine, alt.info, [item], {})
    return machine.apply(node, function, [item])


def _flatmap(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value:
    mapped = _map(machine, node, args, kwargs)
    items = mapped.items()
    if items is None:
        return mapped
    flat: list[Value] = []
    is_open = items.open
    for value in items.items:
        inner = value.items()
        if inner is None:
            flat.append(mixed([value]))
            is_open = True
        else:
            flat += inner.items
            is_open = is_open or inner.open
    return Value((Items(flat[:8192], is_open),), mapped.origins, mapped.flows)


def _filter(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value:
    if len(args) < 2:
        return mixed(args) if args else unknown()
    items = _items(args[1])
    if items is None or items.open or not _affordable(machine, args[0], items):
        if args[0].known() is MISSING:
            machine.apply(node, args[0], [element(args[1])])
        return args[1]
    kept: list[Value] = []
    for item in items.items:
        verdict = item.known() if args[0].known() is None else _once(machine, node, args[0], item).known()
        if verdict is MISSING or verdict:
            kept.append(item)
    return Value((Items(kept),), args[1].origins, args[1].flows)


def _reduce(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value:
    if len(args) < 2:
        return mixed(args) if args else unknown()
    items = _items(args[1])
    if items is None or items.open or len(items.items) > 512:
        return machine.apply(node, args[0], [mixed(args[1:]), element(args[1])])
    rest = list(items.items)
    seed = args[2] if len(args) > 2 else rest.pop(0) if rest else unknown()
    for item in rest:
        seed = machine.apply(node, args[0], [seed, item])
    return seed


def _call_first(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """A function that calls its first argument with the others (submit, to_thread, call_soon)."""
    return machine.apply(node, args[0], args[1:], kwargs) if args else None


def _thread(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """Thread(target=f, args=(…)), Timer(5, f, […])."""
    target = kwargs.get("target") or kwargs.get("function") or (args[1] if len(args) > 1 else None)
    given = kwargs.get("args") or (args[2] if len(args) > 2 else None)
    if target is None:
        return None
    items = given.items() if given is not None else None
    machine.apply(node, target, list(items.items) if items is not None else [], {})
    return Value((Instance("threading.Thread()"),))


def _attrgetter(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    return Value((Partial(named("=getattr"), args[:1], {}),)) if args else None


def _get_attribute(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """attrgetter("a.b")(object)."""
    if len(args) < 2:
        return None
    value = args[1]
    for step in (args[0].text() or "").split("."):
        value = member(machine, node, value, step)
    return value


def _itemgetter(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    return Value((Partial(named("=getitem"), args[:1], {}),)) if args else None


def _get_item(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    return item_value(machine, node, args[1], args[0]) if len(args) > 1 else None


def _methodcaller(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    return Value((Partial(named("=method"), args, kwargs),)) if args else None


def _call_method(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    name = args[0].text() if args else None
    if name is None:
        return None
    return machine.apply(node, member(machine, node, args[-1], name), args[1:-1], kwargs)


def _reflect_get(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    if len(args) < 2:
        return None
    found = item_value(machine, node, args[0], args[1])
    machine.spelled(node, args[1], found)
    return found


def _reflect_apply(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """Reflect.apply(f, this, args), Reflect.construct(F, args)."""
    items = args[-1].items() if len(args) > 1 else None
    given = list(items.items) if items is not None else [element(args[-1])] if len(args) > 1 else []
    return machine.apply(node, args[0], given) if args else None


def _prototype(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """Object.getPrototypeOf(async function(){}): its constructor makes functions of text."""
    alt = args[0].alts[0] if args else None
    if type(alt) is Closure:
        return Value((Table({"constructor": named("global.Function")}),))
    return args[0] if args else None


def _assign(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    pairs: dict[object, Value] = {}
    for value in args:
        table = value.table()
        if table is not None:
            pairs.update(table.pairs)
    table = args[0].table() if args else None
    if table is not None:
        table.pairs.update(pairs)
        return args[0].tainted(origins_of(args), flows_of(args))
    return Value((Table(pairs, True),), origins_of(args), flows_of(args))


def _array_from(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    return _map(machine, node, [args[1], args[0]], {}) if len(args) > 1 else None


def _object_values(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    table = args[0].table() if args else None
    if table is None:
        return None
    return Value((Items(list(table.pairs.values()), table.open),), args[0].origins, args[0].flows)


def _callback_second(machine: Machine, node: ir.Node, args: Args, kwargs: Keywords) -> Value | None:
    """setTimeout(f, 5): a function as first argument is called; text stays with the tables."""
    if args and any(type(alt) in (Closure, Partial) for alt in args[0].alts):
        return machine.apply(node, args[0], args[2:])
    return None


SPECIAL: dict[str, Special] = {
    "=map": _map,
    "=flatmap": _flatmap,
    "=filter": _filter,
    "=getattr": _get_attribute,
    "=getitem": _get_item,
    "=method": _call_method,
    "builtins.map": _map,
    "builtins.filter": _filter,
    "builtins.getattr": _getattr,
    "builtins.object.__getattribute__": _getattr,
    "builtins.setattr": _setattr,
    "builtins.type": _type,
    "builtins.next": _next,
    "builtins.min": _first_of,
    "builtins.max": _first_of,
    "builtins.sorted": _keyed,
    "heapq.nlargest": lambda machine, node, args, kwargs: _keyed(machine, node, args[1:], kwargs),
    "heapq.nsmallest": lambda machine, node, args, kwargs: _keyed(machine, node, args[1:], kwargs),
    "itertools.groupby": _keyed,
    "global.Map": _mapping,
    "inspect.getattr_static": _getattr,
    "pydoc.locate": _locate,
    "pkgutil.resolve_name": _locate,
    "builtins.__import__": _dunder_import,
    "importlib.import_module": _import,
    "importlib.__import__": _dunder_import,
    "builtins.globals": _scope("builtins.globals()"),
    "builtins.locals": _scope("builtins.globals()"),
    "builtins.vars": _scope("builtins.globals()"),
    "functools.partial": _partial,
    "functools.partialmethod": _partial,
    "functools.reduce": _reduce,
    "builtins.reduce": _reduce,
    "itertools.starmap": _map,
    "operator.attrgetter": _attrgetter,
    "operator.itemgetter": _itemgetter,
    "operator.methodcaller": _methodcaller,
    "operator.call": _call_first,
    "asyncio.to_thread": _call_first,
    "atexit.register": _call_first,
    "concurrent.futures.ThreadPoolExecutor().submit": _call_first,
    "concurrent.futures.ProcessPoolExecutor().submit": _call_first,
    "concurrent.futures.ThreadPoolExecutor().map": _map,
    "concurrent.futures.ProcessPoolExecutor().map": _map,
    "multiprocessing.Pool().map": _map,
    "threading.Thread": _thread,
    "threading.Timer": _thread,
    "multiprocessing.Process": _thread,
    "global.require": _import,
    "module.require": _import,
    "global.Reflect.apply": _reflect_apply,
    "global.Reflect.construct": _reflect_apply,
    "global.Reflect.get": _reflect_get,
    "global.Object.getPrototypeOf": _prototype,
    "global.Reflect.getPrototypeOf": _prototype,
    "global.Object.assign": _assign,
    "global.Object.values": _object_values,
    "global.Array.from": _array_from,
    "global.setTimeout": _callback_second,
    "global.setInterval": _callback_second,
    "global.setImmediate": _callback_second,
    "global.queueMicrotask": _callback_second,
    "util.promisify": lambda machine, node, args, kwargs: args[0] if args else None,
    "contextlib.suppress": lambda machine, node, args, kwargs: unknown(),
    **CALLING,
    **LISTING,
}
