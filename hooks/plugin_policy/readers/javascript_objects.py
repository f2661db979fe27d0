"""What the objects of JavaScript do that those of other languages do not: every one leads to its constructor,
promises hand their value on, and `+` turns anything into text (ECMA-262)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.readers.scopes import ClassInfo
from plugin_policy.readers.values import (
    MISSING,
    ClassRef,
    Closure,
    Instance,
    Items,
    Known,
    Method,
    Named,
    Partial,
    Table,
    Value,
    concatenate,
    constant,
    display,
    named,
    union,
    unknown,
)

if TYPE_CHECKING:
    from plugin_policy.readers import ir
    from plugin_policy.readers.machine import Machine
    from plugin_policy.readers.values import Alt

# Objects of the language that are no functions; so are all modules (names without a dot).
PLAIN = frozenset(
    "global." + name
    for name in ("JSON", "Math", "Reflect", "console", "process", "Atomics", "Intl", "WebAssembly", "document")
)
# Methods that every object has.
OBJECT_METHODS = frozenset(("hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString",
                            "valueOf"))  # fmt: skip
_FUNCTION = "global.Function"


ROOTS = frozenset(("constructor", "__proto__"))


def root_of(machine: Machine, receiver: Value, name: str) -> Value | None:
    """x.constructor and x.__proto__; a prototype has the members of what it is made for. Where alternatives would
    give different constructors, which one it is cannot be told."""
    if name == "__proto__":
        return receiver
    found = [constructor_of(machine, alt) for alt in receiver.alts]
    first = found[0]
    if len(found) == 1 or first is None:
        return first if len(found) == 1 else None
    same = all(value is not None and value.signature() == first.signature() for value in found)
    return first if same else unknown(receiver.origins, receiver.flows)


def constructor_of(machine: Machine, alt: Alt) -> Value | None:
    """x.constructor; None where nobody can tell."""
    if type(alt) in (Closure, Partial, ClassRef):
        return named(_FUNCTION)
    if type(alt) is Known:
        return named(_of_constant(alt.value))
    if type(alt) is Items:
        return named("global.Array")
    if type(alt) is Table:
        return alt.pairs.get("constructor") or named("global.Object")
    if type(alt) is Instance:
        return Value((ClassRef(alt.of),)) if isinstance(alt.of, ClassInfo) else named(alt.of.removesuffix("()"))
    if type(alt) is Named:
        return _of_named(machine, alt.dotted)
    if type(alt) is Method and (alt.name == "constructor" or is_built_in(alt)):
        return named(_FUNCTION)
    return None


def _of_constant(value: object) -> str:
    if isinstance(value, bool):
        return "global.Boolean"
    if isinstance(value, int | float):
        return "global.Number"
    return "global.Buffer" if isinstance(value, bytes) else "global.String"


def _of_named(machine: Machine, dotted: str) -> Value:
    alias = machine.tables.alias(machine.family, dotted + ".constructor")
    if alias != dotted + ".constructor":
        return named(alias)
    return named("global.Object" if dotted in PLAIN or "." not in dotted else _FUNCTION)


def is_built_in(method: Method) -> bool:
    """Whether this is a function of the language itself: "".at, [].filter, ({}).toString."""
    owner = type(method.receiver.alts[0])
    return owner in (Known, Items, Closure) or (owner is Table and method.name in OBJECT_METHODS)


def with_this(value: Value, receiver: Value) -> Value:
    """A method taken from an object: its `this` is the object."""
    if not any(type(alt) is Closure and alt.bound is None for alt in value.alts):
        return value
    alts = [Closure(alt.info, receiver) if type(alt) is Closure and alt.bound is None else alt for alt in value.alts]
    return Value(tuple(alts), value.origins, value.flows)


def got(machine: Machine, value: Value) -> Value:
    """What reading a member gives: getters are called."""
    if not any(type(alt) is Closure and "property" in alt.info.traits for alt in value.alts):
        return value
    found: list[Value] = []
    for alt in value.alts:
        one = Value((alt,), value.origins, value.flows)
        is_getter = type(alt) is Closure and "property" in alt.info.traits
        found.append(machine.apply(alt.info.node, one, []) if type(alt) is Closure and is_getter else one)
    return union(found)


def settle(machine: Machine, node: ir.Node, receiver: Value, name: str, args: list[Value]) -> Value | None:
    """promise.then(f, g), .catch(g), .finally(f): a promise stands for the value it will have."""
    if name == "then":
        found = [machine.apply(node, args[0], [receiver])] if args else [receiver]
        if len(args) > 1:
            found.append(machine.apply(node, args[1], [unknown()]))
        return union(found)
    if name == "catch":
        failed = [machine.apply(node, args[0], [unknown()])] if args else []
        return union([receiver, *failed])
    if name == "finally":
        for function in args[:1]:
            machine.apply(node, function, [])
        return receiver
    return None


ANY = MISSING  # the key of a Table under which stands what every other key gives (a proxy)


# Text


def coerced(operator: str, value: Value) -> Value | None:
    """!value and +value where Python's rules differ."""
    result: Value | None = None
    if operator == "!":
        truth = is_true(value)
        result = None if truth is None else constant(not truth)
    elif operator == "+":
        result = number(value)
    return None if result is None else result.tainted(value.origins, value.flows)


def as_text(value: Value) -> Value:
    """A part of a template or concatenation."""
    if len(value.alts) != 1 or type(value.known()) is str:
        return value
    inner = primitive(value)
    return text(inner).tainted(value.origins, value.flows) if inner is not None else value


def as_key(value: Value) -> Value:
    """A member's name or position: ["a"] is "a", "10" is 10."""
    alt = value.alts[0] if len(value.alts) == 1 else None
    if type(alt) is Items:
        inner = primitive(value)
        value = value if inner is None else text(inner)
    known = value.known()
    if isinstance(known, str) and known.isdecimal() and len(known) < 6 and str(int(known)) == known:
        return constant(int(known)).tainted(value.origins, value.flows)
    return value


def add(left: Value, right: Value) -> Value | None:
    """left + right where one of them is neither text nor number; None when it is the ordinary sum."""
    if _is_plain(left) and _is_plain(right):
        return None
    first, second = primitive(left), primitive(right)
    if first is None or second is None:
        return None
    a, b = first.known(), second.known()
    if isinstance(a, str) or isinstance(b, str):
        return concatenate([text(first), text(second)])
    if isinstance(a, bool | int | float) and isinstance(b, bool | int | float):
        return constant(a + b)
    if a is None or b is None:
        return constant(float("nan"))
    return None


def _is_plain(value: Value) -> bool:
    return all(type(alt) is not Known or (isinstance(alt.value, str | int | float) and alt.value is not True
               and alt.value is not False) for alt in value.alts) and not any(
        type(alt) in (Items, Table, Method) for alt in value.alts
    )  # fmt: skip


MAX_NESTED = 8  # lists in lists that are written out


def primitive(value: Value, depth: int = 0) -> Value | None:
    """A list, object or function of the language as text; a constant as it is; None for everything else."""
    alt = value.alts[0] if len(value.alts) == 1 else None
    if type(alt) is Known:
        return value
    if type(alt) is Items and not alt.open and len(alt.items) <= 64 and depth < MAX_NESTED:
        parts: list[Value] = []
        for index, item in enumerate(alt.items):
            inner = constant("") if item.known() is None else primitive(item, depth + 1)
            if inner is None:
                return None
            parts += [constant(","), text(inner)] if index else [text(inner)]
        return concatenate(parts) if parts else constant("")
    if type(alt) is Table and not alt.open and "toString" not in alt.pairs:
        return constant("[object Object]")
    if type(alt) is Method and is_built_in(alt):
        return constant(f"function {alt.name}() {{ [native code] }}")
    return None


def text(value: Value) -> Value:
    """String(value) of a constant."""
    known = value.known()
    if known is None or isinstance(known, bool | float):
        return constant(spelled(known)).tainted(value.origins, value.flows)
    return value


def spelled(value: object) -> str:
    """A constant as JavaScript writes it; null is not told apart from undefined."""
    if value is None:
        return "undefined"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "Infinity" if value > 0 else "-Infinity"
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    return display(value)


def number(value: Value) -> Value | None:
    """+value for the values that turn into a number by way of text."""
    if len(value.alts) != 1 or (
        type(value.alts[0]) is Known and isinstance(value.known(), int) and not isinstance(value.known(), bool)
    ):
        return None
    inner = primitive(value)
    known = inner.known() if inner is not None else value
    if known is None:
        return constant(float("nan"))
    if isinstance(known, bool):
        return constant(int(known))
    if isinstance(known, str):
        stripped = known.strip()
        if not stripped:
            return constant(0)
        if stripped.isdecimal() and len(stripped) < 16:
            return constant(int(stripped))
        if len(stripped) < 64:
            return constant(_numeral(stripped))
    return None


def _numeral(numeral: str) -> object:
    try:
        value = int(numeral, 0) if numeral[:2].lower() in ("0x", "0o", "0b") else float(numeral)
    except ValueError:
        return float("nan")
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e21 else value


def is_true(value: Value) -> bool | None:
    """Whether a value counts as true; None when that is not known."""
    if len(value.alts) != 1:
        return None
    alt = value.alts[0]
    if type(alt) is Known:
        return bool(alt.value) and alt.value == alt.value
    return True if type(alt) in (Items, Table, Closure, Named, ClassRef, Instance) else None
