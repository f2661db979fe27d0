"""Evaluating expressions: one handler per kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plugin_policy.readers import ir
from plugin_policy.readers.folding import binary, each, text_of, unary
from plugin_policy.readers.javascript_objects import (
    ANY,
    ROOTS,
    add,
    as_key,
    as_text,
    coerced,
    got,
    root_of,
    with_this,
)
from plugin_policy.readers.machine import Machine
from plugin_policy.readers.members import element, item_of, slice_of
from plugin_policy.readers.powershell_functions import picked
from plugin_policy.readers.scopes import Binding, ClassInfo
from plugin_policy.readers.shell_evaluation import arithmetic, split_word
from plugin_policy.readers.values import (
    MAX_ITEMS,
    NONE,
    ClassRef,
    Closure,
    Instance,
    Items,
    Known,
    Method,
    Named,
    Table,
    Value,
    concatenate,
    constant,
    keyed,
    mixed,
    named,
    single,
    union,
    unknown,
)
from plugin_policy.readers.where import holds

_CONSTANTS: dict[object, Value] = {None: constant(None), True: constant(True), False: constant(False)}


def const(machine: Machine, node: Any) -> Value:
    value = node.value
    if value is None or value is True or value is False:
        return _CONSTANTS[value]
    if isinstance(value, str) and machine.holes:
        filled = machine.fill(value)
        if filled is not None:
            return filled
    return constant(value, machine.frame.text, node.start, node.end)


def name(machine: Machine, node: Any) -> Value:
    value = machine.lookup(node.id)
    if machine.family in ("shell", "powershell"):
        variable = node.id.removeprefix("env:")
        if f"environment:{variable}" in value.flows:
            rows = machine.tables.api("shell", "shell.environment")
            machine.record(node, "shell.environment", rows, [constant(variable)], {}, None)
    return value


def ref(machine: Machine, node: Any) -> Value:
    found = machine.modules.find(machine, node.dotted)
    return found if found is not None else machine.named(node.dotted)


def attr(machine: Machine, node: Any) -> Value:
    return member(machine, node, base(machine, node.obj), node.name)


def base(machine: Machine, node: ir.Node) -> Value:
    """A value whose member is about to be taken: reading the whole (`os.environ`) is not a use by itself."""
    if type(node) is ir.Attr:
        return member(machine, node, base(machine, node.obj), node.name, whole=False)
    return machine.value(node)


def member(machine: Machine, node: ir.Node, receiver: Value, name: str, whole: bool = True) -> Value:
    if name in ROOTS and machine.family == "javascript" and (root := root_of(machine, receiver, name)) is not None:
        return root
    if len(receiver.alts) == 1:
        return member_of(machine, node, receiver, name, whole)
    return union([member_of(machine, node, single(alt, receiver), name, whole) for alt in receiver.alts])


def member_of(machine: Machine, node: ir.Node, receiver: Value, name: str, whole: bool) -> Value:
    alt = receiver.alts[0]
    kind = type(alt)
    if name in ANYWHERE:
        return machine.named(ANYWHERE[name])
    if kind is Named:
        return named_member(machine, node, receiver, alt.dotted, name, whole)  # type: ignore[union-attr]
    if kind is Table:
        return table_member(machine, receiver, alt, name)  # type: ignore[arg-type]
    if kind is Instance:
        return instance_member(machine, receiver, alt, name)  # type: ignore[arg-type]
    if kind is ClassRef:
        found = class_member(machine, alt.info, name, None)  # type: ignore[union-attr, arg-type]
        return found if found is not None else unknown()
    simple = _MEMBERS.get(kind)
    return simple(receiver, alt, name) if simple is not None else method_of(receiver, name)


def method_of(receiver: Value, name: str) -> Value:
    return Value((Method(receiver, name),), receiver.origins, keyed(receiver.flows, name))


def constant_member(receiver: Value, alt: Any, name: str) -> Value:
    if name == "length":
        return constant(len(alt.items) if type(alt) is Items else len(str(alt.value)))
    return receiver if name == "prototype" else method_of(receiver, name)


# Members that lead back to the built-ins from any object.
ANYWHERE = {"__builtins__": "builtins", "__globals__": "builtins.globals()", "func_globals": "builtins.globals()"}
# Members that are the object again, or hold the same members.
SAME = frozenset({"__func__", "__wrapped__", "__self__", "__dict__", "default", "promises"})


def named_member(machine: Machine, node: ir.Node, receiver: Value, dotted: str, name: str, whole: bool) -> Value:
    family = machine.family
    if name in SAME and not machine.tables.api(family, f"{dotted}.{name}"):
        # import x from "x", fs.promises: the same members; print.__self__: the module of a built-in
        return machine.named("builtins") if name == "__self__" and dotted.startswith("builtins.") else receiver
    full = machine.tables.alias(family, f"{dotted}.{name}")
    rows = machine.tables.api(family, full)
    if not rows and machine.tables.api(family, dotted + "[]"):
        return access(machine, node, dotted, constant(name)) if not name.startswith("__") else receiver
    value = machine.named(full)
    if rows and whole and any(row.capability and row.note == "read" for row in rows):
        machine.record(node, full, rows, [], {})
        flows = frozenset(f"{row.flow}:{str(row.subject).removeprefix('=')}" for row in rows if row.flow)
        return value.tainted(frozenset(row.origin for row in rows if row.origin), flows)
    return value.tainted(receiver.origins, receiver.flows)


def access(machine: Machine, node: ir.Node, dotted: str, key: Value) -> Value:
    """known[key], for a known object whose row says what its items are: `os.environ["X"]`."""
    return machine.apply(node, named(dotted + "[]"), [key])


def table_member(machine: Machine, receiver: Value, table: Table, name: str) -> Value:
    found = table.pairs.get(name)
    if found is None and machine.family == "javascript":
        found = table.pairs.get(ANY)
    if found is None:
        return method_of(receiver, name)
    return got(machine, with_this(found, receiver)) if machine.family == "javascript" else found


def closure_member(receiver: Value, closure: Closure, name: str) -> Value:
    found = closure.info.attrs.get(name)
    return found.ever if found is not None else method_of(receiver, name)


def instance_member(machine: Machine, receiver: Value, instance: Instance, name: str) -> Value:
    if isinstance(instance.of, ClassInfo):
        found = class_member(machine, instance.of, name, receiver)
        if found is not None:
            return found
        for base_value in instance.of.bases:
            for alt in base_value.alts:
                if type(alt) is Named:
                    return Value((Method(Value((Instance(alt.dotted + "()"),)), name),))
        return Value((Method(receiver, name),), receiver.origins, receiver.flows)
    full = f"{instance.of}.{name}"
    rows = machine.tables.api(machine.family, full)
    if rows and rows[0].fold:
        folded = machine.engine.functions[rows[0].fold](machine, [receiver], {})
        if folded is not None:
            return folded
    return Value((Method(receiver, name),), receiver.origins, receiver.flows)


def method_member(receiver: Value, method: Method, name: str) -> Value:
    """`client.chat.completions`: a member of a known instance has members of its own."""
    owner = method.receiver.alts[0]
    if type(owner) is Instance and isinstance(owner.of, str):
        inner = Value((Instance(f"{owner.of}.{method.name}", owner.value),), receiver.origins, receiver.flows)
        return Value((Method(inner, name),), receiver.origins, receiver.flows)
    receiver = unknown(receiver.origins, receiver.flows)  # of something unknown: what it was does not matter
    return method_of(receiver, name)


_MEMBERS: dict[type, Callable[[Value, Any, str], Value]] = {
    Closure: closure_member,
    Method: method_member,
    Known: constant_member,
    Items: constant_member,
}


def class_member(machine: Machine, info: ClassInfo, name: str, receiver: Value | None) -> Value | None:
    """A method or attribute of a class of the code, through its bases; bound to the receiver."""
    found: list[Value] = []
    todo, seen = [info], 0
    while todo and seen < 20:
        at = todo.pop()
        seen += 1
        for binding in (at.attrs.get(name), at.scope.vars.get(name)):
            if binding is None:
                continue
            if machine.reads is not None:
                machine.reads.add(binding)
            found.append(got(machine, bound_to(binding.ever, receiver, at)))
        if found:
            break
        for base_value in at.bases:
            todo += [alt.info for alt in base_value.alts if type(alt) is ClassRef]
    return union(found) if found else None


def bound_to(value: Value, receiver: Value | None, info: ClassInfo) -> Value:
    alts: list[Any] = []
    for alt in value.alts:
        if type(alt) is Closure and alt.info.owner is not None:
            if "staticmethod" in alt.info.traits:
                alts.append(alt)
            elif "classmethod" in alt.info.traits:
                alts.append(Closure(alt.info, Value((ClassRef(info),))))
            else:
                alts.append(Closure(alt.info, receiver))
        else:
            alts.append(alt)
    return Value(tuple(alts), value.origins, value.flows)


def item(machine: Machine, node: Any) -> Value:
    receiver = base(machine, node.obj)
    if type(node.key) is ir.Sequence and node.key.kind == "slice":
        bounds = [machine.value(bound) for bound in node.key.items]
        return slice_of(receiver, bounds)
    key = machine.value(node.key)
    if machine.family == "powershell":
        found = picked(receiver, key)
        if found is not None:
            return found
        key = each(key, lambda name: name.lower() if isinstance(name, str) else name)  # `$x.('Na' + 'me')`
    result = item_value(machine, node, receiver, key)
    machine.spelled(node, key, result)
    return result


def item_value(machine: Machine, node: ir.Node, receiver: Value, key: Value) -> Value:
    found: list[Value] = []
    javascript = machine.family == "javascript"
    if javascript:
        key = as_key(key)
    for alt in receiver.alts:
        one = single(alt, receiver)
        kind = type(alt)
        if javascript and (kind in (Items, Known) or (kind is Table and key.text() in ROOTS)):
            names = member_names(key)
            if names is not None:
                found += [member(machine, node, one, text) if text else constant(None) for text in names]
                continue
        folded = item_of(one, key) if kind in (Items, Table, Known) else None
        if folded is not None and (folded.known() is not None or kind is not Table):
            found.append(folded)
        elif kind is Named:
            found.append(named_item(machine, node, one, alt.dotted, key))  # type: ignore[union-attr]
        elif kind in (ClassRef, Instance) and (called := operator_of(machine, node, one, key)) is not None:
            found.append(called)
        else:
            texts = [text for text in key.strings() if text]
            if texts:
                found += [member(machine, node, one, text) for text in texts]
            else:
                found.append(mixed([one, key]))
    return union(found) if found else mixed([receiver, key])


def operator_of(machine: Machine, node: ir.Node, receiver: Value, key: Value) -> Value | None:
    """receiver[key] where its class says what that does."""
    alt = receiver.alts[0]
    info = alt.info if type(alt) is ClassRef else alt.of if type(alt) is Instance else None
    if not isinstance(info, ClassInfo):
        return None
    name = "__class_getitem__" if type(alt) is ClassRef else "__getitem__"
    method = class_member(machine, info, name, receiver)
    return machine.apply(node, method, [key]) if method is not None else None


def member_names(key: Value) -> list[str] | None:
    """The names that a key stands for in JavaScript, where lists and strings have members; None for positions."""
    texts = key.strings()
    return texts if len(texts) == len(key.alts) and not any(text.isdecimal() for text in texts) else None


SCOPES = ("builtins.globals()", "builtins.locals()", "builtins.vars()")


def named_item(machine: Machine, node: ir.Node, receiver: Value, dotted: str, key: Value) -> Value:
    if machine.tables.api(machine.family, dotted + "[]"):
        return access(machine, node, dotted, key)
    found: list[Value] = []
    for text in key.strings():
        if dotted == "builtins.globals()":
            found.append(machine.lookup(text))
        elif dotted in ("sys.modules", "require.cache"):
            found.append(machine.named(text))
        else:
            found.append(member(machine, node, receiver, text))
    if len(found) < len(key.alts):
        found.append(mixed([receiver, key]))
    return union(found)


def join(machine: Machine, node: Any) -> Value:
    values = []
    value = machine.value
    javascript = machine.family == "javascript"
    for part in node.parts:
        found = value(part)
        for alt in found.alts:
            if type(alt) is Instance:
                found = text_of(found)
                break
            if javascript and type(alt) in (Known, Items, Table, Method):
                found = as_text(found)
                break
        values.append(found)
    if machine.frame.loops and len(values) > 1 and any(len(found.alts) > 2 for found in values):
        return concatenate([found if len(found.alts) == 1 else mixed([found]) for found in values])
    return concatenate(values)


def operate(machine: Machine, node: Any) -> Value:
    """A chain of operators is walked from its left end, however long it is."""
    chain = []
    while type(node) is ir.Binary and node.right is not None:
        chain.append(node)
        node = node.left
    if type(node) is ir.Binary:
        left = machine.value(node.left)
        javascript = machine.family == "javascript"
        left = (coerced(node.op, left) if javascript else None) or unary(node.op, left)
    else:
        left = machine.value(node)
    for one in reversed(chain):
        left = operate_two(machine, one, left)
    return left


def operate_two(machine: Machine, node: Any, left: Value) -> Value:
    javascript = machine.family == "javascript"
    right = machine.value(node.right)
    if javascript and node.op == "+" and (added := add(left, right)) is not None:
        return added.tainted(left.origins | right.origins, left.flows | right.flows)
    if machine.family == "shell":
        return arithmetic(node.op, left, right)
    if node.op == "/" and any(type(alt) is Named for alt in left.alts):
        left = text_of(left)
    owner, other = (right, left) if node.op in ("in", "not in") else (left, right)
    if any(type(alt) is Instance and isinstance(alt.of, ClassInfo) for alt in owner.alts):
        called = overloaded(machine, node, owner, other)
        if called is not None:
            return called
    return binary(node.op, left, right)


# https://docs.python.org/3/reference/datamodel.html#emulating-numeric-types
OPERATORS = {
    "+": "add", "-": "sub", "*": "mul", "@": "matmul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow",
    "<<": "lshift", ">>": "rshift", "&": "and", "^": "xor", "|": "or", "==": "eq", "!=": "ne", "<": "lt", "<=": "le",
    ">": "gt", ">=": "ge", "in": "contains", "not in": "contains",
}  # fmt: skip


def overloaded(machine: Machine, node: Any, owner: Value, other: Value) -> Value | None:
    """An operator that the class of its operand defines."""
    verb = OPERATORS.get(node.op) if machine.family == "python" else None
    found = [class_member(machine, alt.of, f"__{verb}__", single(alt, owner)) for alt in owner.alts
             if verb and type(alt) is Instance and isinstance(alt.of, ClassInfo)]  # fmt: skip
    methods = [method for method in found if method is not None]
    return union([machine.apply(node, method, [other]) for method in methods]) if methods else None


def sequence(machine: Machine, node: Any) -> Value:
    items: list[Value] = []
    is_open = False
    for child in node.items:
        if machine.family == "shell":
            words = split_word(machine, child)
            is_open = is_open or any(type(alt) is not Known for word in words for alt in word.alts)
            items += words
        elif type(child) is ir.Star:
            value = machine.value(child.value)
            known, letters = value.items(), value.text()
            if known is not None:
                items += known.items
                is_open = is_open or known.open
            elif letters is not None and len(letters) <= MAX_ITEMS:
                items += [constant(letter).tainted(value.origins, value.flows) for letter in letters]
            else:
                items.append(element(value))
                is_open = True
        else:
            items.append(machine.value(child))
    return Value((Items(items, is_open),), *taints(items))


def taints(values: list[Value]) -> tuple[frozenset[str], frozenset[str]]:
    """What a container takes over from its members."""
    origins, flows = NONE, NONE
    for value in values:
        if not value.origins <= origins:
            origins |= value.origins
        if value.flows:
            flows |= value.flows
    return origins, flows


def mapping(machine: Machine, node: Any) -> Value:
    pairs: dict[object, Value] = {}
    is_open = False
    loose: list[Value] = []
    for key_node, value_node in node.pairs:
        value = machine.value(value_node)
        if key_node is None:
            table = value.table()
            if table is not None:
                pairs.update(table.pairs)
            else:
                loose.append(value)
            is_open = is_open or table is None or table.open
            continue
        key = machine.value(key_node).known()
        if isinstance(key, str | bytes | int | float | None):
            pairs[key] = value
        else:
            loose.append(value)
            is_open = True
    return Value((Table(pairs, is_open),), *taints([*pairs.values(), *loose]))


def choice(machine: Machine, node: Any) -> Value:
    for test in node.also:
        machine.value(test)
    found = [machine.value(node.options[0])] if not node.also else []
    machine.frame.conditional += 1
    found += [machine.value(option) for option in node.options[len(found) :]]
    machine.frame.conditional -= 1
    return union(found)


def star(machine: Machine, node: Any) -> Value:
    return element(machine.value(node.value))


def opaque(machine: Machine, node: Any) -> Value:
    values = [machine.value(part) for part in node.parts]
    return mixed(values) if values else unknown()


def set_member(machine: Machine, node: ir.Node, receiver: Value, name: str, value: Value) -> None:
    """receiver.name = value."""
    for alt in receiver.alts:
        if type(alt) is Table:
            old = alt.pairs.get(name)
            alt.pairs[name] = value if old is None or not machine.frame.conditional else union([old, value])
        elif type(alt) is Instance and isinstance(alt.of, ClassInfo):
            assign(machine, alt.of.attrs, name, value)
        elif type(alt) is ClassRef:
            assign(machine, alt.info.scope.vars, name, value)
        elif type(alt) is Closure:
            assign(machine, alt.info.attrs, name, value)
            assigned(machine, node, single(alt, receiver), f"function.{name}=", value)
        elif type(alt) is Named:
            dotted = machine.tables.alias(machine.family, f"{alt.dotted}.{name}")
            machine.assign_global(node, dotted, value)
            assigned(machine, node, single(alt, receiver), dotted + "=", value)
        elif type(alt) is Instance and isinstance(alt.of, str):
            assigned(machine, node, single(alt, receiver), f"{alt.of}.{name}=", value)


def assigned(machine: Machine, node: ir.Node, receiver: Value, dotted: str, value: Value) -> None:
    """An assignment to a member that a row speaks of (`location.href=`), or a handler that will be called."""
    rows = machine.tables.api(machine.family, machine.tables.alias(machine.family, dotted))
    alt = receiver.alts[0]
    if rows and rows[0].returns and type(alt) is Instance:
        if holds(rows[0], [value], {}, receiver):
            alt.of = rows[0].returns  # the assignment makes it something else
    elif rows:
        machine.apply(node, named(dotted), [value])
    elif dotted.rpartition(".")[2].startswith("on") and receiver.origins:
        machine.apply(node, value, [unknown(receiver.origins, receiver.flows)])


def assign(machine: Machine, where: dict[str, Binding], name: str, value: Value) -> None:
    machine.clock += 1
    if name in where:
        where[name].assign(value, False, machine.clock)
    else:
        where[name] = Binding(value, True, machine.clock)


def set_item(machine: Machine, node: ir.Node, receiver: Value, key: Value, value: Value) -> None:
    """receiver[key] = value."""
    known = key.known()
    for alt in receiver.alts:
        if type(alt) is Table and isinstance(known, str | bytes | int | float):
            alt.pairs[known] = value if not machine.frame.conditional else union([alt.pairs.get(known, value), value])
        elif type(alt) is Table:
            alt.open = True
            if value.flows:  # whichever member it is, the whole carries it
                alt.pairs["*"] = union([alt.pairs.get("*", value), value])
        elif type(alt) is Items:
            if isinstance(known, int) and -len(alt.items) <= known < len(alt.items):
                alt.items[known] = value
            else:
                alt.open = True
        elif type(alt) is Named and alt.dotted in SCOPES:
            for text in key.strings():
                machine.bind(text, value)
        elif type(alt) in (Named, Instance, Closure, ClassRef):
            for text in key.strings():
                set_member(machine, node, single(alt, receiver), text, value)


EXPRESSIONS: dict[type[ir.Node], Callable[[Machine, Any], Value]] = {
    ir.Const: const,
    ir.Name: name,
    ir.Ref: ref,
    ir.Attr: attr,
    ir.Item: item,
    ir.Join: join,
    ir.Binary: operate,
    ir.Sequence: sequence,
    ir.Mapping: mapping,
    ir.Choice: choice,
    ir.Star: star,
    ir.Opaque: opaque,
    ir.Param: lambda machine, node: unknown(),  # parts of broken code
    ir.Redirect: lambda machine, node: machine.value(node.target),
}
