"""Folding: what operators and pure functions give for known values. Nothing of the scanned code is run; every
function here is ours, total and bounded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plugin_policy.readers.decoders import decode
from plugin_policy.readers.values import (
    DECODED,
    MAX_ALTERNATIVES,
    MAX_ITEMS,
    MAX_STRING,
    MISSING,
    NONE,
    Instance,
    Items,
    Known,
    Parts,
    Value,
    concatenate,
    constant,
    display,
    flows_of,
    join_pieces,
    mixed,
    origins_of,
    parts_of,
    single,
    union,
    unknown,
)

_DECODED = frozenset({DECODED})


def each(value: Value, function: Callable[[object], object]) -> Value:
    """The function of every alternative; MISSING where it does not apply."""
    found: list[Value] = []
    for alt in value.alts:
        result = function(alt.value) if type(alt) is Known else MISSING
        if isinstance(result, Value):
            found.append(result.tainted(value.origins, value.flows))
        elif result is MISSING:
            found.append(unknown(value.origins, value.flows))
        else:
            found.append(Value((Known(result),), value.origins, value.flows))
    return union(found)


def apply(function: Callable[..., object], values: Sequence[Value]) -> Value:
    """The function of single constants; mixed when one is not."""
    constants = [value.known() for value in values]
    if any(item is MISSING for item in constants):
        return mixed(values)
    try:
        result = function(*constants)
    except (TypeError, ValueError, OverflowError, ZeroDivisionError, IndexError, KeyError, AttributeError, LookupError):
        return mixed(values)
    if isinstance(result, Value):
        return result.tainted(origins_of(values), flows_of(values))
    if isinstance(result, str | bytes) and len(result) > MAX_STRING:
        return mixed(values)
    return Value((Known(result),), origins_of(values), flows_of(values))


def decoded(name: str, value: Value, as_text: bool) -> Value:
    """What a decoder makes of every alternative. as_text: the result is a string, else bytes."""
    found: list[Value] = []
    # Addresses are percent-encoded as a matter of course: only a text that stands here so written is hidden.
    plain = name in ("percent", "unescape") and not any(type(alt) is Known for alt in value.alts)
    origins = value.origins if plain else value.origins | _DECODED
    for alt in value.alts:
        result: bytes | None = None
        if type(alt) is Known and isinstance(alt.value, str | bytes):
            data = alt.value.encode("utf-8", "replace") if isinstance(alt.value, str) else alt.value
            result = decode(name, data)
        if result is None:
            found.append(unknown(origins, value.flows))
        else:
            found.append(
                Value((Known(result.decode("utf-8", "replace") if as_text else result),), origins, value.flows)
            )
    return union(found)


# Operators


def binary(op: str, left: Value, right: Value) -> Value:
    if op == "+":
        return plus(left, right)
    if op == "/" and any(type(alt) is Instance for alt in left.alts + right.alts):
        return join_path([left, right], keep=True)
    if op == "%" and any(type(alt) in (Known, Parts) for alt in left.alts):
        folded = percent(left, right)
        if folded is not None:
            return folded
    if op == "*":
        return repeat(left, right)
    function = _BINARY.get(op)
    if function is None:
        return mixed([left, right])
    return apply(function, [left, right])


def plus(left: Value, right: Value) -> Value:
    first, second = left.items(), right.items()
    if first is not None and second is not None:
        if len(first.items) + len(second.items) > MAX_ITEMS:
            return mixed([left, right])
        return Value(
            (Items(first.items + second.items, first.open or second.open),),
            left.origins | right.origins,
            left.flows | right.flows,
        )
    if first is not None or second is not None:
        known = first or second
        assert known is not None
        items = known.items if first is not None else []
        return Value((Items(list(items), True),), left.origins | right.origins, left.flows | right.flows)
    a, b = left.known(), right.known()
    if isinstance(a, int | float) and isinstance(b, int | float):
        return apply(lambda x, y: x + y, [left, right])
    if any(_is_text(alt) for alt in left.alts + right.alts):
        return concatenate([left, right])
    return mixed([left, right])


def _is_text(alt: object) -> bool:
    return type(alt) is Parts or (type(alt) is Known and isinstance(alt.value, str | bytes))


def repeat(left: Value, right: Value) -> Value:
    a, b = left.known(), right.known()
    if isinstance(a, str | bytes) and isinstance(b, int):
        if len(a) * max(b, 0) > MAX_STRING:
            return mixed([left, right])
        return Value((Known(a * b),), left.origins | right.origins, left.flows | right.flows)
    items = left.items()
    if items is not None and isinstance(b, int) and len(items.items) * max(b, 0) <= MAX_ITEMS:
        return Value((Items(items.items * b, items.open),), left.origins, left.flows)
    if isinstance(a, int | float) and isinstance(b, int | float) and abs(a) < 1 << 64 and abs(b) < 1 << 64:
        return apply(lambda x, y: x * y, [left, right])
    return mixed([left, right])


def _shift(a: int, b: int) -> object:
    return a << b if 0 <= b <= 64 and abs(a) < 1 << 64 else MISSING


def _power(a: int, b: int) -> object:
    return a**b if abs(a) < 1 << 16 and 0 <= b < 16 else MISSING


def _bounded(function: Callable[[int, int], object]) -> Callable[[object, object], object]:
    def run(a: object, b: object) -> object:
        if not isinstance(a, int) or not isinstance(b, int):
            raise TypeError
        result = function(a, b)
        if result is MISSING:
            raise ValueError
        return result

    return run


_BINARY: dict[str, Callable[..., object]] = {
    "-": lambda a, b: a - b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b if not isinstance(a, str | bytes) else MISSING,
    "**": _bounded(_power),
    "^": lambda a, b: a ^ b,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "<<": _bounded(_shift),
    ">>": lambda a, b: a >> b,
    ">>>": lambda a, b: (a & 0xFFFFFFFF) >> b,
    "==": lambda a, b: a == b,
    "===": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "!==": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "in": lambda a, b: a in b,
    "not in": lambda a, b: a not in b,
    "is": lambda a, b: a == b,
    "is not": lambda a, b: a != b,
}


def unary(op: str, value: Value) -> Value:
    if op == "not" or op == "!":
        return each(value, lambda item: not item)
    if op == "-":
        return each(value, lambda item: -item if isinstance(item, int | float) else MISSING)
    if op == "+":
        return each(value, lambda item: item if isinstance(item, int | float) else number(item))
    if op == "~":
        return each(value, lambda item: ~item if isinstance(item, int) else MISSING)
    return mixed([value])


def number(item: object, base: object = 10) -> object:
    if isinstance(item, bool | int | float):
        return int(item) if abs(item) < 1e18 else MISSING
    if isinstance(item, bytes):
        item = item.decode("latin-1")
    if isinstance(item, str) and len(item) < 64 and isinstance(base, int) and (base == 0 or 2 <= base <= 36):
        try:
            return int(item, base)
        except ValueError:
            return MISSING
    return MISSING


# Formats


def percent(left: Value, right: Value) -> Value | None:
    """`"…%s…" % value` (https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting)."""
    import re

    template = left.known()
    is_bytes = isinstance(template, bytes)
    if isinstance(template, bytes):
        template = template.decode("latin-1")
    if not isinstance(template, str):
        return None
    items = right.items()
    values = list(items.items) if items is not None else [right]
    table = right.table()
    pieces: list[str | Value] = []
    at = 0
    for match in re.finditer(r"%(?:\((\w{1,80})\))?[-+ #0]*(?:\d+|\*)?(?:\.\d+)?([a-zA-Z%])", template):
        pieces.append(template[at : match.start()])
        at = match.end()
        if match[2] == "%":
            pieces.append("%")
        elif match[1] is not None:
            pieces += parts_of(table.pairs.get(match[1], mixed([right]))) if table else [mixed([right])]
        elif values:
            value = values.pop(0)
            pieces += parts_of(each(value, _character)) if match[2] == "c" else parts_of(value)
        else:
            pieces.append(mixed([right]))
    pieces.append(template[at:])
    result = join_pieces(pieces).tainted(left.origins | right.origins, left.flows | right.flows)
    if not is_bytes:
        return result
    return each(result, lambda text: text.encode("latin-1", "replace") if isinstance(text, str) else MISSING)


def _character(item: object) -> object:
    return chr(item) if isinstance(item, int) and 0 <= item < 0x110000 else item


def format_text(receiver: Value, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`"…{}…".format(…)`, with positions, names and simple attributes or items as holes."""
    import re

    template = receiver.known()
    if not isinstance(template, str):
        return mixed([receiver, *args, *kwargs.values()])
    pieces: list[str | Value] = []
    at = counter = 0
    for match in re.finditer(r"\{\{|\}\}|\{([^{}:!]*)(![rsa])?(?::([^{}]*))?\}", template):
        pieces.append(template[at : match.start()])
        at = match.end()
        if match[0] in ("{{", "}}"):
            pieces.append(match[0][0])
            continue
        field = match[1]
        if field == "":
            field, counter = str(counter), counter + 1
        value = args[int(field)] if field.isdigit() and len(field) < 4 and int(field) < len(args) else kwargs.get(field)
        if value is not None and match[3] == "c":
            value = each(value, _character)
        pieces += parts_of(value) if value is not None else [mixed([*args, *kwargs.values()])]
    pieces.append(template[at:])
    everything = [receiver, *args, *kwargs.values()]
    return join_pieces(pieces).tainted(origins_of(everything), flows_of(everything))


def format_one(value: Value, spec: str) -> Value:
    """format(value, spec): only what can hide text (`c`, nothing) is folded exactly."""
    if spec == "c":
        return each(value, _character)
    if spec in ("", "s"):
        return value
    function = {"x": lambda item: f"{item:x}", "d": lambda item: f"{item:d}", "02x": lambda item: f"{item:02x}"}.get(
        spec
    )
    return apply(function, [value]) if function else mixed([value])


def join_text(separator: Value, values: Value) -> Value:
    """separator.join(values)."""
    items = values.items()
    if items is None:
        text = values.known()
        if isinstance(text, str) and len(text) < MAX_ITEMS:
            items = Items([constant(letter) for letter in text])
        else:
            return mixed([separator, values])
    if items.open or len(items.items) > MAX_ITEMS:
        return mixed([separator, values, *items.items])
    parts: list[Value] = []
    plain = separator.known()
    for index, item in enumerate(items.items):
        if index and plain not in ("", b""):
            parts.append(separator)
        parts.append(item)
    if not parts:
        return constant(b"" if isinstance(plain, bytes) else "")
    return _fast(parts) or concatenate(parts)


def _fast(parts: list[Value]) -> Value | None:
    """Long lists of constants, without building every intermediate."""
    texts = [part.known() for part in parts]
    if len(texts) > 1 and all(isinstance(text, str) for text in texts):
        joined = "".join([text for text in texts if isinstance(text, str)])
        if len(joined) <= MAX_STRING:
            return Value((Known(joined),), origins_of(parts), flows_of(parts))
    return None


# Characters and bytes


def character(value: Value) -> Value:
    """chr and String.fromCharCode of one code: spelling letters and digits by their codes is encoding them."""
    result = each(
        value, lambda item: _character(item) if isinstance(item, int) and not isinstance(item, bool) else MISSING
    )
    code = value.known()
    if isinstance(code, int) and 0 <= code < 0x110000 and chr(code).isalnum():
        return result.tainted(_DECODED, NONE)
    return result


def from_bytes(value: Value) -> Value:
    """bytes(list of numbers): the text they spell."""
    items = value.items()
    if items is None:
        return value
    codes = [item.known() for item in items.items]
    if items.open or not all(isinstance(code, int) and 0 <= code < 256 for code in codes):
        return mixed([value, *items.items])
    data = bytes([code for code in codes if isinstance(code, int)])
    spelled = _DECODED if sum(chr(code).isalnum() for code in data) >= 4 else NONE
    return Value((Known(data),), origins_of(items.items) | value.origins | spelled, flows_of(items.items))


def reverse_text(value: Value) -> Value:
    def turn(item: object) -> object:
        return item[::-1] if isinstance(item, str | bytes) else MISSING

    text = value.known()
    turned = each(value, turn)
    return turned.tainted(_DECODED, NONE) if isinstance(text, str | bytes) and len(text) >= 4 else turned


# Paths


def join_path(values: list[Value], keep: bool = False) -> Value:
    """Path parts joined with one slash, every combination of alternatives within the bound; an absolute part starts
    anew. keep: the result stays a path object."""
    values = [text_of(value) if any(type(alt) is Instance for alt in value.alts) else value for value in values]
    rows: list[list[Value]] = [[]]
    for value in values:
        value = _given(value)
        fits = len(rows) * len(value.alts) <= MAX_ALTERNATIVES
        each_one = [single(alt, value) for alt in value.alts] if fits else [value]
        rows = [[*row, one] for row in rows for one in each_one]
    text = union([_join_one(row) for row in rows]).tainted(origins_of(values), flows_of(values))
    return Value((Instance("pathlib.Path()", text),), text.origins, text.flows) if keep else text


def _given(value: Value) -> Value:
    """Without the alternative that there is none."""
    alts = tuple([alt for alt in value.alts if not (type(alt) is Known and alt.value is None)])
    return Value(alts, value.origins, value.flows) if alts and len(alts) < len(value.alts) else value


def _join_one(values: list[Value]) -> Value:
    pieces: list[str | Value] = []
    for index, value in enumerate(values):
        found = parts_of(value)
        first = found[0] if found else ""
        if isinstance(first, str) and index:
            if first.startswith(("/", "~", "${CLAUDE_PLUGIN_ROOT}")):
                pieces = []
            elif first.startswith("./"):
                found[0] = first[2:]
        if pieces and not (isinstance(pieces[-1], str) and pieces[-1].endswith(("/", "\\"))):
            pieces.append("/")
        pieces += found
    text = join_pieces(pieces)
    return each(text, lambda item: clean_path(item) if isinstance(item, str) else MISSING) if text.text() else text


def clean_path(path: str) -> str:
    """Without `.` and resolvable `..` parts."""
    if "/." not in path and "//" not in path:
        return path
    if "://" in path:
        return path
    parts: list[str] = []
    for part in path.split("/"):
        if part == "." or (part == "" and parts):
            continue
        if part == ".." and parts and parts[-1] not in ("..", "", "~") and not parts[-1].startswith("$"):
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or "."


def parent_path(value: Value) -> Value:
    return each_path(value, lambda path: path.rpartition("/")[0] or ("/" if path.startswith("/") else "."))


def each_path(value: Value, function: Callable[[str], str]) -> Value:
    """A string function of the text of paths; holes at the end stay."""
    found: list[Value] = []
    for alt in value.alts:
        if type(alt) is Instance and alt.value is not None:
            inner = each_path(alt.value, function)
            found.append(Value((Instance(alt.of, inner),), inner.origins, inner.flows))
        elif type(alt) is Known and isinstance(alt.value, str):
            found.append(Value((Known(function(alt.value)),), value.origins, value.flows))
        else:
            found.append(unknown(value.origins, value.flows))
    return union(found)


def text_of(value: Value) -> Value:
    """str(value): instances that are paths or URLs become their text."""
    found: list[Value] = []
    for alt in value.alts:
        if type(alt) is Instance and alt.value is not None:
            found.append(alt.value.tainted(value.origins, value.flows))
        elif type(alt) is Known and not isinstance(alt.value, str):
            found.append(Value((Known(display(alt.value)),), value.origins, value.flows))
        elif type(alt) in (Known, Parts):
            found.append(single(alt, value))
        else:
            found.append(unknown(value.origins, value.flows))
    return union(found)
