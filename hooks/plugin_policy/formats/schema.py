"""JSON Schemas of the formats: which are shipped, whether a value satisfies one, and what it violates.

`holds` is a small evaluator for the keywords our own schemas use: it decides "certainly valid" without importing
jsonschema, which does all the explaining (a test holds the two to the same answers).
Keywords of our own: `x-severity` {keyword: severity} where a violation is less than the default, `x-message` for
what a pattern asks for.
"""

from __future__ import annotations

import os
import re
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

_FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "schemas")
_loaded: dict[str, Schema] = {}

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "object": dict, "array": list, "boolean": bool, "null": type(None), "number": (int, float),
}  # fmt: skip


def load(file: str) -> Schema:
    """A shipped schema by file name (`plugin.schema.json`)."""
    schema = _loaded.get(file)
    if schema is None:
        import json

        with open(os.path.join(_FOLDER, file), encoding="utf-8") as stream:
            schema = _loaded[file] = json.load(stream)
    return schema


def resolve(reference: str, file: str) -> tuple[Schema, str]:
    """The subschema a `$ref` in `file` names, and the file it stands in."""
    name, _, pointer = reference.partition("#")
    file = name or file
    schema = load(file)
    for part in pointer.split("/")[1:]:
        schema = schema[part]
    return schema, file


def holds(value: object, schema: Schema, file: str) -> bool:
    """Whether the value satisfies the schema, which stands in `file`."""
    if "$ref" in schema:
        target, other = resolve(schema["$ref"], file)
        if not holds(value, target, other):
            return False
    if not (_type(value, schema) and _combined(value, schema, file)):
        return False
    if isinstance(value, dict):
        return _object(value, schema, file)
    if isinstance(value, list):
        return _array(value, schema, file)
    if isinstance(value, str):
        return _string(value, schema)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value, schema)
    return True


def is_type(value: object, name: str) -> bool:
    if name == "integer":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and value == int_or_none(value)
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _TYPES[name])


def int_or_none(value: int | float) -> int | None:
    try:
        return int(value)
    except (OverflowError, ValueError):  # infinite, or not a number
        return None


def _type(value: object, schema: Schema) -> bool:
    wanted = schema.get("type")
    if wanted is not None and not any(
        is_type(value, name) for name in ([wanted] if isinstance(wanted, str) else wanted)
    ):
        return False
    if "enum" in schema and not any(_same(value, item) for item in schema["enum"]):
        return False
    return "const" not in schema or _same(value, schema["const"])


def _same(left: object, right: object) -> bool:
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def _combined(value: object, schema: Schema, file: str) -> bool:
    if not all(holds(value, part, file) for part in schema.get("allOf", ())):
        return False
    if "anyOf" in schema and not any(holds(value, part, file) for part in schema["anyOf"]):
        return False
    if "oneOf" in schema and sum(holds(value, part, file) for part in schema["oneOf"]) != 1:
        return False
    if "if" in schema:
        branch = "then" if holds(value, schema["if"], file) else "else"
        return branch not in schema or holds(value, schema[branch], file)
    return True


def _object(value: dict[str, object], schema: Schema, file: str) -> bool:
    if any(name not in value for name in schema.get("required", ())) or len(value) < schema.get("minProperties", 0):
        return False
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    names = schema.get("propertyNames")
    for key, item in value.items():
        if names is not None and not holds(key, names, file):
            return False
        if key in known:
            if not holds(item, known[key], file):
                return False
        elif others is False or (others is not True and not holds(item, others, file)):
            return False
    return True


def _array(value: list[object], schema: Schema, file: str) -> bool:
    if len(value) < schema.get("minItems", 0):
        return False
    items = schema.get("items")
    return items is None or all(holds(item, items, file) for item in value)


def _string(value: str, schema: Schema) -> bool:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        return False
    pattern = schema.get("pattern")
    return pattern is None or re.search(pattern, value) is not None


def _number(value: int | float, schema: Schema) -> bool:
    if "minimum" in schema and value < schema["minimum"]:
        return False
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        return False
    return "maximum" not in schema or value <= schema["maximum"]
