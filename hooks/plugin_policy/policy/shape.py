"""Does a value have the shape that a JSON Schema of ours asks for? The few words our schemas use, without a library:
reading a disclosure belongs to hooks that must start fast. A test holds it against a full validator.

Words: JSON Schema 2020-12, validation and applicator vocabularies (type, const, enum, minLength, required,
properties, additionalProperties: false, items, $ref into $defs).
"""

from __future__ import annotations

from collections.abc import Iterator

Pointer = tuple[str | int, ...]
Schema = dict[str, object]

_TYPES: dict[str, type | tuple[type, ...]] = {"object": dict, "array": list, "string": str, "boolean": bool}


def problem(value: object, schema: Schema) -> tuple[Pointer, str] | None:
    """The first place that does not fit, and what it must be; None when all fits."""
    stack: list[tuple[object, Schema, Pointer]] = [(value, schema, ())]
    while stack:
        item, wanted, pointer = stack.pop()
        reference = wanted.get("$ref")
        if isinstance(reference, str):
            wanted = _definition(schema, reference)
        said = _own(item, wanted)
        if said:
            return pointer, said
        for part, inner, key in _parts(item, wanted):
            if inner is None:
                known = ", ".join(f"`{name}`" for name in _object(wanted.get("properties")))
                return (*pointer, key), f"has the unknown key `{key}`; known are {known}"
            stack.append((part, inner, (*pointer, key)))
    return None


def _own(item: object, wanted: Schema) -> str:
    kind = wanted.get("type")
    if isinstance(kind, str) and not isinstance(item, _TYPES[kind]):
        return f"must be {'an' if kind[0] in 'ao' else 'a'} {kind}"
    if "const" in wanted and not (item == wanted["const"] and type(item) in (type(wanted["const"]), float)):
        return f"must be {wanted['const']}"
    options = wanted.get("enum")
    if isinstance(options, list) and item not in options:
        return f"must be one of {', '.join(map(str, options))}"
    if isinstance(item, str) and isinstance(wanted.get("minLength"), int) and not item:
        return "must not be empty"
    required = wanted.get("required")
    if isinstance(item, dict) and isinstance(required, list):
        missing = [name for name in required if name not in item]
        if missing:
            return f"must have `{missing[0]}`"
    return ""


def _parts(item: object, wanted: Schema) -> Iterator[tuple[object, Schema | None, str | int]]:
    """(part, its schema or None for a key that must not be there, its key)."""
    if isinstance(item, dict):
        properties = _object(wanted.get("properties"))
        for key, part in item.items():
            inner = properties.get(key)
            if isinstance(inner, dict):
                yield part, inner, key
            elif wanted.get("additionalProperties") is False:
                yield part, None, key
    items = wanted.get("items")
    if isinstance(item, list) and isinstance(items, dict):
        for index, part in enumerate(item):
            yield part, items, index


def _definition(schema: Schema, reference: str) -> Schema:
    found: object = schema
    for step in reference.removeprefix("#/").split("/"):
        found = _object(found).get(step)
    return _object(found)


def _object(value: object) -> Schema:
    return value if isinstance(value, dict) else {}
