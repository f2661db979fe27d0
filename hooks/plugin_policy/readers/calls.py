"""Evaluating calls: what is called, with what, and what it gives back."""

from __future__ import annotations

from typing import Any

from plugin_policy.readers import ir
from plugin_policy.readers.effects import results, run_rows
from plugin_policy.readers.expressions import item_value, member
from plugin_policy.readers.javascript_objects import settle
from plugin_policy.readers.javascript_patterns import with_pattern
from plugin_policy.readers.library import FUNCTIONS
from plugin_policy.readers.machine import MAX_LEVEL, Machine
from plugin_policy.readers.members import FORMS, element, list_method, table_method, text_method
from plugin_policy.readers.patterns import bind_target
from plugin_policy.readers.powershell_evaluation import bind_arguments
from plugin_policy.readers.powershell_functions import text_member
from plugin_policy.readers.reflection import SPECIAL
from plugin_policy.readers.scopes import ClassInfo, Frame, FunctionInfo, Scope
from plugin_policy.readers.values import (
    PARAMETER,
    ClassRef,
    Closure,
    Instance,
    Items,
    Known,
    Method,
    Named,
    Partial,
    Parts,
    Table,
    Value,
    constant,
    flows_of,
    keyed,
    mixed,
    named,
    origins_of,
    single,
    union,
    unknown,
)

Keywords = dict[str, Value]
_PARAMETER = frozenset({PARAMETER})
_NOTHING = frozenset({PARAMETER, "unknown", "constant"})
ITEMS = frozenset({"get", "pop", "setdefault", "__getitem__", "__getattribute__", "__getattr__"})  # known.get("name")
TYPES = ("function", "code object")  # names that are types too: `expect.any(Function)` calls nothing
HANDED = ("import", "timer")  # functions that are handed on without being called
LENT = tuple(f"global.Function.{owner}{verb}" for owner in ("", "prototype.") for verb in ("call", "apply"))
CALLBACKS = frozenset(("cb", "callback", "done", "next", "reject", "resolve"))  # parameters that hold functions
LARGE = 150_000  # bytes of a file whose functions are evaluated once for all their calls
PROMISED = frozenset(("then", "catch", "finally"))
SMALL = 400  # bytes of a function that is evaluated call by call all the same


def call(machine: Machine, node: Any) -> Value:
    callee = machine.value(node.func)
    if type(node.func) in (ir.Name, ir.Function) and machine.family == "javascript" and not node.new:
        callee = without_this(callee)
    args: list[Value] = []
    for child in node.args:
        if type(child) is ir.Star:
            value = machine.value(child.value)
            known = value.items()
            args += known.items if known is not None else [element(value)]
        else:
            args.append(machine.value(child))
    kwargs: Keywords = {}
    for name, child in node.kwargs:
        value = machine.value(child)
        if name is not None:
            kwargs[name] = value
        elif (table := value.table()) is not None:
            kwargs.update({str(key): item for key, item in table.pairs.items()})
    return apply(machine, node, callee, args, kwargs, node.new)


def without_this(callee: Value) -> Value:
    """A plain call of a plain function: its `this` is the global object."""
    alts: list[Any] = []
    for alt in callee.alts:
        if type(alt) is Closure and alt.bound is None and alt.info.owner is None:
            source = alt.info.text.data[alt.info.node.start : alt.info.node.end]
            if source.startswith((b"function", b"async function")) and b"this" in source:
                alt = Closure(alt.info, named("global"))
        alts.append(alt)
    return Value(tuple(alts), callee.origins, callee.flows)


def apply(
    machine: Machine, node: ir.Node, callee: Value, args: list[Value], kwargs: Keywords, new: bool = False
) -> Value:
    """The union of what every alternative of the callee gives back."""
    found: list[Value] = []
    for alt in callee.alts:
        kind = type(alt)
        if kind is Named:
            owner = single(alt, callee) if callee.origins or callee.flows else None
            found.append(apply_named(machine, node, alt.dotted, args, kwargs, new, owner))  # type: ignore[union-attr]
        elif kind is Method:
            found.append(apply_method(machine, node, alt, args, kwargs))  # type: ignore[arg-type]
        elif kind is Closure:
            found.append(invoke(machine, alt, args, kwargs, new))  # type: ignore[arg-type]
        elif kind is ClassRef:
            found.append(instantiate(machine, alt.info, args, kwargs))  # type: ignore[union-attr, arg-type]
        elif kind is Partial:
            partial: Any = alt
            found.append(apply(machine, node, partial.func, [*partial.args, *args], {**partial.kwargs, **kwargs}, new))
        elif kind is Instance and isinstance(alt.of, ClassInfo):  # type: ignore[union-attr]
            inner = member(machine, node, single(alt, callee), "__call__")
            if any(type(found_alt) is Method for found_alt in inner.alts):
                found.append(unseen(machine, node, [single(alt, callee), *args, *kwargs.values()]))
            else:
                found.append(apply(machine, node, inner, args, kwargs))
        else:
            found.append(unseen(machine, node, [single(alt, callee), *args, *kwargs.values()]))
    return union(found)


def unseen(machine: Machine, node: ir.Node, values: list[Value], note: Value | None = None) -> Value:
    """A call of something unknown: it may hand what it is given (and what it is called on) to its callbacks."""
    handed = note if note is not None else mixed([value for value in values if value.origins or not _callable(value)])
    if not handed.origins - {"constant", "unknown"} and not handed.flows:
        handed = unknown(_PARAMETER)
    back: list[Value] = []
    # Built-ins that call what they are given are known one by one; the others look at it (`isinstance`).
    looks = any(type(alt) is Named and alt.dotted.startswith("builtins.") for alt in values[0].alts)
    for value in values:
        for alt in value.alts:
            if type(alt) is Closure:
                given = [
                    unknown(_PARAMETER)
                    if isinstance(param.target, ir.Name) and param.target.id in CALLBACKS
                    else handed
                    for param in alt.info.node.params
                ] or [handed]
                if handed.origins - _NOTHING:
                    remember(alt.info, given)
                back.append(invoke(machine, alt, given, {}))
            elif type(alt) is Named and not looks and machine.tables.api(machine.family, alt.dotted):
                callback(machine, node, alt, handed, values[0].origins)
    origins = origins_of([*values, *back]) - {"constant"}
    if not origins or not any(type(alt) is Instance for alt in values[0].alts):
        origins |= {"unknown"}
    return unknown(origins, flows_of([*values, *back]))


def callback(machine: Machine, node: ir.Node, alt: Named, handed: Value, owner: frozenset[str]) -> None:
    """A known function handed over as a value is going to be called with something: `on("data", eval)`. One whose
    name is a type too (`ok(value, Function)`) only with what comes from the object that it is handed to."""
    given = owner - _NOTHING
    for row in machine.tables.api(machine.family, alt.dotted):
        if row.capability in ("evaluate", "command") and (given or row.note not in TYPES) and row.note not in HANDED:
            apply_named(machine, node, alt.dotted, [handed], {}, False)
            return


def _callable(value: Value) -> bool:
    return any(type(alt) in (Closure, Named, ClassRef) for alt in value.alts)


def apply_named(
    machine: Machine,
    node: ir.Node,
    dotted: str,
    args: list[Value],
    kwargs: Keywords,
    new: bool,
    receiver: Value | None = None,
) -> Value:
    """A call of something known by name: reflection, a pure function, a row of the tables, or nothing we know."""
    special = SPECIAL.get(dotted)
    if special is not None:
        result = special(machine, node, args, kwargs)
        if result is not None:
            return result
    family = machine.family
    rows = machine.tables.api(family, dotted)
    reached = None if rows else through_member(machine, node, dotted, args, kwargs, receiver)
    if reached is not None:
        return reached
    function = FUNCTIONS.get(dotted)
    given = [receiver, *args] if receiver is not None and "()." in dotted else args
    folded = function(machine, given, kwargs) if function is not None else None
    if not rows:
        if folded is not None:
            return folded
        return unseen(machine, node, [receiver or Value((Named(dotted),)), *args, *kwargs.values()])
    if any(row.capability for row in rows):
        machine.record(node, dotted, rows, args, kwargs, receiver)
    output = run_rows(machine, node, dotted, rows, args, kwargs, receiver)
    if folded is not None:
        return folded
    result = results(machine, rows, args, kwargs, receiver, output)
    handed = [*args, *kwargs.values()]
    if any(_callable(value) for value in handed):
        back = unseen(machine, node, handed, result)
        return union([result, back]) if back.flows or back.origins - {"unknown"} else result
    return result


def through_member(
    machine: Machine, node: ir.Node, dotted: str, args: list[Value], kwargs: Keywords, receiver: Value | None
) -> Value | None:
    """A call of something known by way of what every function, mapping or promise has: eval.call, known.get."""
    base, _, last = dotted.rpartition(".")
    if last in ("call", "apply", "bind", "__call__") and base:
        return through(machine, node, Value((Named(base),)), last, args, kwargs)
    if last in ITEMS and base and args and args[0].strings():
        return item_value(machine, node, Value((Named(base),)), args[0])
    if last in PROMISED and machine.family == "javascript":
        promise = machine.named(base) if receiver is None or type(receiver.alts[0]) is Named else receiver
        return settle(machine, node, promise, last, args)
    return None


def apply_method(machine: Machine, node: ir.Node, method: Method, args: list[Value], kwargs: Keywords) -> Value:
    receiver, name = method.receiver, method.name
    alt = receiver.alts[0]
    kind = type(alt)
    javascript = machine.family == "javascript"
    if name in ("call", "apply", "bind") and kind is Closure:
        return through(machine, node, receiver, name, args, kwargs)
    folded: Value | None = None
    if javascript:
        folded = of_language(machine, node, method, args, kwargs)
        if folded is not None:
            return folded
    if kind is Known:
        folded = known_method(machine, name, receiver, args, kwargs)
    elif kind is Items:
        folded = higher_order(machine, node, name, receiver, args)
        if folded is None:
            folded = list_method(name, receiver, args, not machine.frame.conditional)
    elif kind is Table:
        folded = table_method(name, receiver, args, not machine.frame.conditional)
    elif kind is Instance and isinstance(alt.of, str):  # type: ignore[union-attr]
        return apply_named(machine, node, f"{alt.of}.{name}", args, kwargs, False, receiver)  # type: ignore[union-attr]
    if folded is not None:
        return folded
    rows = machine.tables.api(machine.family, "*." + name)
    if rows:
        return apply_named(machine, node, "*." + name, args, kwargs, False, receiver)
    if name in FORMS and not any(_callable(value) for value in args):
        values = [receiver, *args]
        return form(name, receiver, args) if kind is not Parts else mixed(values)
    return unseen(machine, node, [receiver, *args, *kwargs.values()])


def form(name: str, receiver: Value, args: list[Value]) -> Value:
    """What something unknown gives back in another form, or a member of it (`event.get("prompt")`)."""
    values = [receiver, *args]
    key = args[0].text() if name in ITEMS and args else None
    flows = flows_of(values) if key is None else keyed(receiver.flows, key) | flows_of(args)
    return unknown(origins_of(values), flows)


def of_language(machine: Machine, node: ir.Node, method: Method, args: list[Value], kwargs: Keywords) -> Value | None:
    """What JavaScript's methods do that others do not: promises, patterns, f.call of a method."""
    receiver, name = method.receiver, method.name
    kind = type(receiver.alts[0])
    if name in PROMISED and not (kind is Instance and isinstance(receiver.alts[0].of, str)):  # type: ignore[union-attr]
        return settle(machine, node, receiver, name, args)
    if kind is Known:
        return with_pattern(machine, node, name, receiver, args)
    if name in ("call", "apply", "bind") and kind is Method:
        return through(machine, node, receiver, name, args, kwargs)
    return None


def known_method(machine: Machine, name: str, receiver: Value, args: list[Value], kwargs: Keywords) -> Value | None:
    """A method of a constant, in the words of the language."""
    if machine.family == "powershell":
        return text_member(name, receiver, args)
    return text_method(name, receiver, args, kwargs, machine.family == "javascript")


def higher_order(machine: Machine, node: ir.Node, name: str, receiver: Value, args: list[Value]) -> Value | None:
    """map, filter, forEach, reduce … of a list: the callback gets its items."""
    if name not in ("map", "forEach", "filter", "flatMap", "some", "every", "find", "reduce") or not args:
        return None
    if name == "reduce":
        seed = args[1] if len(args) > 1 else unknown()
        return reduce(machine, node, args[0], receiver, seed)
    if name in ("filter", "find"):
        kept = SPECIAL["=filter"](machine, node, [args[0], receiver], {}) or receiver
        return kept if name == "filter" else element(kept)
    mapped = SPECIAL["=map"](machine, node, [args[0], receiver], {})
    if name in ("map", "flatMap"):
        return mapped
    return receiver if name == "forEach" else element(receiver)


def reduce(machine: Machine, node: ir.Node, function: Value, receiver: Value, seed: Value) -> Value:
    items = receiver.items()
    if items is None or items.open or len(items.items) > 512:
        return apply(machine, node, function, [seed, element(receiver)], {})
    for item in items.items:
        seed = apply(machine, node, function, [seed, item], {})
    return seed


def through(machine: Machine, node: ir.Node, func: Value, verb: str, args: list[Value], kwargs: Keywords) -> Value:
    """f.call(this, …), f.apply(this, […]), f.bind(this, …)."""
    if verb == "__call__":
        return apply(machine, node, func, args, kwargs)
    rest = args[1:]
    if verb == "bind":
        alt = func.alts[0]
        if args and type(alt) is Named and alt.dotted in LENT:  # Function.call.bind(f) is f.call
            func = member(machine, node, args[0], alt.dotted.rpartition(".")[2])
        return Value((Partial(func, rest, {}),))
    if verb == "apply":
        items = rest[0].items() if rest else None
        rest = list(items.items) if items is not None else [element(rest[0])] if rest else []
    bound = args[0] if args else None
    borrowed = borrow(machine, node, func, bound, rest, kwargs) if bound is not None else None
    if borrowed is not None:
        return borrowed
    alts = tuple(Closure(alt.info, bound) if type(alt) is Closure and bound else alt for alt in func.alts)
    return apply(machine, node, Value(alts, func.origins, func.flows), rest, kwargs)


def borrow(
    machine: Machine, node: ir.Node, func: Value, bound: Value, rest: list[Value], kwargs: Keywords
) -> Value | None:
    """Array.prototype.map.call(list, f) is list.map(f); so is [].map.call(list, f)."""
    alt = func.alts[0]
    if type(alt) is Method:
        name = alt.name
    elif type(alt) is Named and ".prototype." in alt.dotted:
        name = alt.dotted.rpartition(".")[2]
    else:
        return None
    return apply(machine, node, member(machine, node, bound, name), rest, kwargs)


# Functions and classes of the code


def function_value(machine: Machine, node: ir.Function) -> Value:
    scope = machine.frame.scope
    text = machine.frame.text
    large = len(text.data) > LARGE
    key = (id(text), node.start, node.end, 0 if large else id(scope))
    info = machine.functions.get(key)
    if info is not None and large:
        info.scope = scope
    elif info is None:
        owner = machine.owner if scope.kind == "class" else None
        traits = frozenset(
            found.id if isinstance(found, ir.Name) else found.dotted
            for found in node.decorators
            if isinstance(found, ir.Name | ir.Ref)
        )
        info = machine.functions[key] = FunctionInfo(node, scope, text, owner, traits)
    return Value((Closure(info),))


def invoke(machine: Machine, closure: Closure, args: list[Value], kwargs: Keywords, new: bool = False) -> Value:
    """A call of a function of the code: its body is evaluated with these arguments, once for equal ones."""
    info = closure.info
    bound = closure.bound
    if new:
        bound = Value((Table({}, True),))
    elif bound is not None and info.language == "python" and "staticmethod" not in info.traits:
        args = [bound, *args]
    key = (
        tuple([arg.signature() for arg in args]),
        tuple([(name, value.signature()) for name, value in kwargs.items()]),
        bound.signature() if bound is not None and info.language != "python" else None,
        machine.frame.stdin.signature() if machine.frame.stdin is not None else None,
    )
    known = info.results.get(key)
    if known is not None and not new:
        return known
    size = info.node.end - info.node.start
    limit = max(4, min(64, 8000 // (size + 1)))
    if len(info.text.data) > LARGE:
        limit = 1 if size > SMALL else 8
    if info.active or machine.frame.level >= MAX_LEVEL or len(info.results) >= limit:
        info.missed = True
        remember(info, args)
        return unknown(origins_of(args) - {"constant"}, flows_of(args))
    result = evaluate(machine, info, args, kwargs, bound)
    info.results[key] = result
    return bound if new and bound is not None else result


def remember(info: FunctionInfo, args: list[Value]) -> None:
    """Keep the arguments of a call that was not evaluated, for the last round."""
    for index, value in enumerate(args):
        if index < len(info.seen):
            info.seen[index] = union([info.seen[index], value])
        else:
            info.seen.append(value)


def evaluate(
    machine: Machine, info: FunctionInfo, args: list[Value], kwargs: Keywords, bound: Value | None = None
) -> Value:
    outer, reads, owner = machine.frame, machine.reads, machine.owner
    scope = Scope("function", info.scope, None)
    frame = Frame(info.text, scope, info, outer.level + 1)
    scope.frame = frame
    frame.stdin, frame.folders = outer.stdin, list(outer.folders)
    machine.frame, machine.reads, machine.owner = frame, info.reads, None
    info.active = True
    info.stamp = machine.clock
    if bound is not None and info.language != "python":
        machine.bind("this", bound, "var")
        if info.owner is not None and info.owner.bases:
            machine.bind("super", union(info.owner.bases), "var")
    bind_parameters(machine, info, args, kwargs)
    hoist(machine, info.node.body)
    machine.run(info.node.body)
    info.active = False
    machine.frame, machine.reads, machine.owner = outer, reads, owner
    if info.language in ("shell", "powershell"):
        return output_of(frame.outputs)
    if info.node.name in ("__reduce__", "__reduce_ex__"):
        unpickled(machine, info.node, frame.returns)
    return union(frame.returns) if frame.returns else constant(None)


def unpickled(machine: Machine, node: ir.Node, returns: list[Value]) -> None:
    """What __reduce__ gives back, (callable, arguments), is called when the object is loaded."""
    for value in returns:
        pair = value.items()
        if pair is not None and len(pair.items) >= 2:
            args = pair.items[1].items()
            apply(machine, node, pair.items[0], list(args.items) if args is not None else [], {})


def output_of(outputs: list[Value]) -> Value:
    """What a body writes: the text of its only command, else unknown text made of all of them."""
    if len(outputs) == 1:
        return outputs[0]
    return mixed(outputs) if outputs else constant("")


def bind_parameters(machine: Machine, info: FunctionInfo, args: list[Value], kwargs: Keywords) -> None:
    if info.language == "shell":
        for index, value in enumerate(args):
            machine.bind(str(index + 1), value, "local")
        for name in "@*" if args else "":
            machine.bind(name, Value((Items(list(args)),), origins_of(args), flows_of(args)), "local")
        return
    at = 0
    used: set[str] = set()
    for param in info.node.params:
        name = param.target.id if isinstance(param.target, ir.Name) else ""
        if param.kind == "*":
            rest = args[at:]
            at = len(args)
            value = Value((Items(list(rest)),), origins_of(rest), flows_of(rest))
        elif param.kind == "**":
            loose: dict[object, Value] = {key: item for key, item in kwargs.items() if key not in used}
            value = Value((Table(loose),), origins_of(loose.values()), flows_of(loose.values()))
        elif name in kwargs and at >= len(args):
            value = kwargs[name]
            used.add(name)
        elif at < len(args):
            value = args[at]
            at += 1
        else:
            value = machine.value(param.default) if param.default is not None else unknown(_PARAMETER)
        bind_target(machine, param.target, value, "var")
    if info.language == "powershell":
        bind_arguments(machine, args)
    elif info.language != "python":
        machine.bind("arguments", Value((Items(list(args)),), origins_of(args), flows_of(args)), "var")


def hoist(machine: Machine, body: list[ir.Node]) -> None:
    """Bind the functions that a body declares anywhere, before it runs."""
    for node in body:
        if type(node) is ir.Function and node.statement and node.hoisted:
            machine.bind(node.name, function_value(machine, node), "let")
        elif type(node) is ir.Export:
            for _, value in node.pairs:
                if type(value) is ir.Function and value.name and value.hoisted:
                    machine.bind(value.name, function_value(machine, value), "let")


def instantiate(machine: Machine, info: ClassInfo, args: list[Value], kwargs: Keywords) -> Value:
    receiver = Value((Instance(info),))
    for name in ("__init__", "constructor", "__new__"):
        binding = info.scope.vars.get(name)
        if binding is not None:
            for alt in binding.ever.alts:
                if type(alt) is Closure:
                    invoke(machine, Closure(alt.info, receiver), args, kwargs)
    return receiver
