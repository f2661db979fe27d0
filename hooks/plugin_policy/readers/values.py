"""Abstract values: what a name can stand for without running anything.

A Value is a set of at most MAX_ALTERNATIVES alternatives with the origins of what went into it (constants of
capabilities/use.py) and its flows: `capability:subject` strings that tell which sensitive content it carries
("read:~/.ssh/id_rsa", "environment:TOKEN", "connect:host", "input:stdin").
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from plugin_policy.readers.scopes import ClassInfo, FunctionInfo
    from plugin_policy.text import Text

# Origins of a value, in rising suspicion.
CONSTANT = "constant"
PARAMETER = "parameter"  # of a function nobody here calls with something known
FILE = "file"  # content of a file inside the workspace
ENV = "environment"
INPUT = "input"  # stdin, argv, plugin-hook input, $ARGUMENTS, tool input
MODEL = "model"  # a language model's output
UNKNOWN = "unknown"
DECODED = "decoded"
NETWORK = "network"  # came over a connection

MAX_ALTERNATIVES = 8
MAX_STRING = 1 << 20  # characters of a folded string
MAX_ITEMS = 1 << 13  # items of a folded list

NONE: frozenset[str] = frozenset()
_CONSTANT = frozenset({CONSTANT})


class Value:
    __slots__ = ("alts", "flows", "origins")

    def __init__(self, alts: tuple[Alt, ...], origins: frozenset[str] = NONE, flows: frozenset[str] = NONE) -> None:
        self.alts = alts
        self.origins = origins
        self.flows = flows

    def known(self) -> object:
        """The one constant this is, MISSING when it is not exactly one."""
        if len(self.alts) == 1:
            alt = self.alts[0]
            if type(alt) is Known:
                return alt.value
        return MISSING

    def text(self) -> str | None:
        """The one string this is."""
        value = self.known()
        return value if isinstance(value, str) else None

    def constants(self) -> list[object]:
        return [alt.value for alt in self.alts if type(alt) is Known]

    def strings(self) -> list[str]:
        return [alt.value for alt in self.alts if type(alt) is Known and isinstance(alt.value, str)]

    def items(self) -> Items | None:
        if len(self.alts) == 1 and type(self.alts[0]) is Items:
            return self.alts[0]
        return None

    def table(self) -> Table | None:
        for alt in self.alts:
            if type(alt) is Table:
                return alt
        return None

    def tainted(self, origins: frozenset[str], flows: frozenset[str]) -> Value:
        """The same alternatives with more origins and flows."""
        if origins <= self.origins and flows <= self.flows:
            return self
        return Value(self.alts, self.origins | origins, self.flows | flows)

    def signature(self) -> Hashable:
        return (tuple(alt.key() for alt in self.alts), self.origins, self.flows)

    def __repr__(self) -> str:
        return f"Value({', '.join(map(repr, self.alts))} {sorted(self.origins)} {sorted(self.flows)})"


class Missing:
    __slots__ = ()


MISSING = Missing()


class Known:
    """A constant. text/start/end: where it stands, byte for byte, when it is a plain slice of a Text."""

    __slots__ = ("end", "start", "text", "value")

    def __init__(self, value: object, text: Text | None = None, start: int = 0, end: int = 0) -> None:
        self.value = value
        self.text = text
        self.start = start
        self.end = end

    def key(self) -> Hashable:
        return (type(self.value), self.value)

    def written(self) -> bool:
        """Whether the text stands in the source as such, in whatever case."""
        if self.start < 0:
            return True  # what the tables say that a name holds
        if self.text is None or not isinstance(self.value, str):
            return False
        return self.value.lower().encode("utf-8", "replace") in self.text.data[self.start : self.end].lower()

    def __repr__(self) -> str:
        return repr(self.value)[:80]


class Parts:
    """A string with holes: pieces of text and Values in order."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[str | Value, ...]) -> None:
        self.parts = parts

    def key(self) -> Hashable:
        return tuple(part if isinstance(part, str) else None for part in self.parts)

    def shown(self, hole: str = "") -> str:
        """The text with every hole as `hole`."""
        return "".join(part if isinstance(part, str) else hole for part in self.parts)

    def __repr__(self) -> str:
        return f"Parts({self.shown('{}')[:80]!r})"


class Named:
    """Something known by its qualified name: `builtins.eval`, `fs`, `global.Function`."""

    __slots__ = ("dotted",)

    def __init__(self, dotted: str) -> None:
        self.dotted = dotted

    def key(self) -> Hashable:
        return self.dotted

    def __repr__(self) -> str:
        return f"<{self.dotted}>"


class Closure:
    """A function of the scanned code with the scope it was made in; `bound` is its receiver."""

    __slots__ = ("bound", "info")

    def __init__(self, info: FunctionInfo, bound: Value | None = None) -> None:
        self.info = info
        self.bound = bound

    def key(self) -> Hashable:
        return id(self.info)

    def __repr__(self) -> str:
        return f"<function {self.info.node.name}>"


class ClassRef:
    __slots__ = ("info",)

    def __init__(self, info: ClassInfo) -> None:
        self.info = info

    def key(self) -> Hashable:
        return id(self.info)

    def __repr__(self) -> str:
        return f"<class {self.info.name}>"


class Instance:
    """What a known constructor or class gave back: of="requests.Session()" or a class of the code.
    value: its text, for paths and URLs."""

    __slots__ = ("of", "value")

    def __init__(self, of: str | ClassInfo, value: Value | None = None) -> None:
        self.of = of
        self.value = value

    def key(self) -> Hashable:
        of = self.of if isinstance(self.of, str) else id(self.of)
        return (of, self.value.signature() if self.value else None)

    def __repr__(self) -> str:
        return f"<{self.of} {self.value or ''}>"


class Items:
    """A list, tuple or set; open: more items than are known may follow."""

    __slots__ = ("items", "open")

    def __init__(self, items: list[Value], open: bool = False) -> None:
        self.items = items
        self.open = open

    def key(self) -> Hashable:
        """Short lists of constants are equal when their items are; others are themselves (a list may hold itself)."""
        constants = [item.known() for item in self.items] if len(self.items) <= 16 and not self.open else [MISSING]
        return id(self) if MISSING in constants else ("items", *[(type(value), value) for value in constants])

    def __repr__(self) -> str:
        return f"Items({self.items[:8]}{'…' if self.open else ''})"


class Table:
    """A mapping or plain object; open: it may hold more keys."""

    __slots__ = ("open", "pairs")

    def __init__(self, pairs: dict[object, Value], open: bool = False) -> None:
        self.pairs = pairs
        self.open = open

    def key(self) -> Hashable:
        return id(self)

    def __repr__(self) -> str:
        return f"Table({list(self.pairs)[:8]})"


class Method:
    """receiver.name, not called yet. receiver: a Value of one alternative."""

    __slots__ = ("name", "receiver")

    def __init__(self, receiver: Value, name: str) -> None:
        self.receiver = receiver
        self.name = name

    def key(self) -> Hashable:
        return (self.receiver.signature(), self.name)

    def __repr__(self) -> str:
        return f"<method {self.name} of {self.receiver}>"


class Partial:
    """A callable with arguments given already (functools.partial, bind)."""

    __slots__ = ("args", "func", "kwargs")

    def __init__(self, func: Value, args: list[Value], kwargs: dict[str, Value]) -> None:
        self.func = func
        self.args = args
        self.kwargs = kwargs

    def key(self) -> Hashable:
        return (self.func.signature(), tuple(arg.signature() for arg in self.args))

    def __repr__(self) -> str:
        return f"<partial {self.func}>"


class Unknown:
    __slots__ = ()

    def key(self) -> Hashable:
        return None

    def __repr__(self) -> str:
        return "?"


Alt = Union[Known, Parts, Named, Closure, ClassRef, Instance, Items, Table, Method, Partial, Unknown]  # noqa: UP007

ANYTHING = Unknown()
_ANY = (ANYTHING,)
NULL = Value((Known(None),), _CONSTANT)


def constant(value: object, text: Text | None = None, start: int = 0, end: int = 0) -> Value:
    return Value((Known(value, text, start, end),), _CONSTANT)


def given(value: object) -> Value:
    """A constant that the tables know a name to hold."""
    return Value((Known(value, None, -1, -1),), _CONSTANT)


def unknown(origins: frozenset[str] = NONE, flows: frozenset[str] = NONE) -> Value:
    return Value(_ANY, origins or _UNKNOWN, flows)


_UNKNOWN = frozenset({UNKNOWN})


def named(dotted: str) -> Value:
    return Value((Named(dotted),))


def single(alt: Alt, value: Value) -> Value:
    """One alternative of a Value, with the Value's origins and flows."""
    return value if len(value.alts) == 1 else Value((alt,), value.origins, value.flows)


def union(values: Sequence[Value]) -> Value:
    """The set of all alternatives; beyond the bound the first ones and "unknown"."""
    if len(values) == 1:
        return values[0]
    if len(values) == 2:  # most often of one alternative each, and most often equal
        first, second = values
        if first is second:
            return first
        if len(first.alts) == len(second.alts) == 1 and _equal(first.alts[0], second.alts[0]):
            return first.tainted(second.origins, second.flows)
    found: dict[Hashable, Alt] = {}
    for value in values:
        for alt in value.alts:
            key = (type(alt), alt.key()) if alt is not ANYTHING else None
            if key not in found:
                found[key] = alt
    alts = tuple(found.values())
    if len(alts) > MAX_ALTERNATIVES:
        alts = (*[alt for alt in alts if alt is not ANYTHING][: MAX_ALTERNATIVES - 1], ANYTHING)
    return Value(alts, origins_of(values), flows_of(values))


def _equal(one: Alt, other: Alt) -> bool:
    return one is other or (type(one) is type(other) and one.key() == other.key())


def origins_of(values: Iterable[Value]) -> frozenset[str]:
    found = NONE
    for value in values:
        if not value.origins <= found:
            found |= value.origins
    return found


def flows_of(values: Iterable[Value]) -> frozenset[str]:
    found = NONE
    for value in values:
        if value.flows and not value.flows <= found:
            found |= value.flows
    return found


def keyed(flows: frozenset[str], key: str) -> frozenset[str]:
    """The flows of a member: what came from standard input says which part of it ("input:stdin.prompt")."""
    if not flows or not key.isidentifier():
        return flows
    return frozenset([f"{f}.{key}" if f.startswith("input:stdin") and f.count(".") < 3 else f for f in flows])


def mixed(values: Sequence[Value]) -> Value:
    """Unknown, but made of these."""
    return unknown(origins_of(values), flows_of(values))


def concatenate(values: Sequence[Value]) -> Value:
    """The strings (or bytes) side by side, every combination of alternatives within the bound."""
    count = 1
    for value in values:
        count *= max(len(value.alts), 1)
    origins, flows = origins_of(values), flows_of(values)
    if count == 1:
        return Value((_side_by_side([value.alts[0] for value in values], values),), origins, flows)
    if count > MAX_ALTERNATIVES:
        pieces: list[str | Value] = []
        for value in values:
            if len(value.alts) == 1:
                pieces += _pieces(value.alts[0], value)
            else:
                pieces.append(value)
        return Value((_from_pieces(pieces),), origins, flows)
    rows: list[list[Alt]] = [[]]
    for value in values:
        rows = [[*row, alt] for row in rows for alt in value.alts]
    return union([Value((_side_by_side(row, values),), origins, flows) for row in rows])


def _side_by_side(alts: list[Alt], values: Sequence[Value]) -> Alt:
    constants = [alt.value for alt in alts if type(alt) is Known]
    if len(constants) == len(alts) and alts and all(isinstance(value, bytes) for value in constants):
        joined = b"".join([value for value in constants if isinstance(value, bytes)])
        return Known(joined) if len(joined) <= MAX_STRING else ANYTHING
    if len(alts) == 1 and type(alts[0]) is Known and isinstance(alts[0].value, str):
        return alts[0]
    pieces: list[str | Value] = []
    for alt, value in zip(alts, values, strict=True):
        pieces += _pieces(alt, value)
    return _from_pieces(pieces)


def _pieces(alt: Alt, value: Value) -> list[str | Value]:
    if type(alt) is Known:
        return [display(alt.value)]
    if type(alt) is Parts:
        return list(alt.parts)
    if type(alt) is Instance and alt.value is not None and len(alt.value.alts) == 1:
        return _pieces(alt.value.alts[0], alt.value)
    return [single(alt, value)]


def _from_pieces(pieces: list[str | Value]) -> Alt:
    parts: list[str | Value] = []
    run: list[str] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            size += len(piece)
            continue
        if any(run):
            parts.append("".join(run))
        run = []
        parts.append(piece)
    if size > MAX_STRING:
        return ANYTHING
    text = "".join(run)
    if not parts:
        return Known(text)
    if text:
        parts.append(text)
    if len(parts) > 256:
        return ANYTHING
    return Parts(tuple(parts))


def display(value: object) -> str:
    """A constant as string conversion shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 1 << 10000:
        return ""
    return str(value)


def parts_of(value: Value) -> list[str | Value]:
    """Text pieces and holes of a Value of one alternative; several alternatives are one hole."""
    return _pieces(value.alts[0], value) if len(value.alts) == 1 else [value]


def join_pieces(pieces: list[str | Value]) -> Value:
    holes = [piece for piece in pieces if isinstance(piece, Value)]
    if len(holes) == 1 and holes[0].alts == _ANY and all(piece == "" for piece in pieces if isinstance(piece, str)):
        return holes[0]  # nothing stands around it
    return Value((_from_pieces(pieces),), origins_of(holes) | _CONSTANT, flows_of(holes))
