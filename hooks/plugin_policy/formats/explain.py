"""What a value violates in a schema, in our words and with pointers. Imports jsonschema: only for what is invalid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from plugin_policy.formats.issue import shown
from plugin_policy.formats.nearest import nearest
from plugin_policy.formats.schema import load, resolve

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from plugin_policy.readers.manifest import Pointer

MAX_ERRORS = 200  # of one file

_ARTICLES = {
    "string": "a string", "object": "an object", "array": "an array", "boolean": "true or false", "null": "null",
    "number": "a number", "integer": "a whole number",
}  # fmt: skip


class Violation:
    """One thing that is wrong. rule: "shape", "unknown-field" or "missing-field". key: it is about the key itself."""

    __slots__ = ("field", "key", "keyword", "message", "pointer", "rule", "severity", "suggestion")

    def __init__(self, rule: str, pointer: Pointer, message: str, keyword: str, severity: str = "") -> None:
        self.rule = rule
        self.pointer = pointer
        self.message = message
        self.keyword = keyword
        self.severity = severity
        self.key = False
        self.field = ""
        self.suggestion = ""


def violations(value: object, file: str, reference: str = "") -> Iterator[Violation]:
    """Everything a value violates in a shipped schema (`plugin.schema.json`, `#/$defs/…` for a part of it)."""
    import jsonschema
    import referencing
    from referencing.jsonschema import DRAFT202012

    def retrieve(name: str) -> Any:
        return DRAFT202012.create_resource(load(name))

    registry: Any = referencing.Registry(retrieve=retrieve)  # type: ignore[call-arg]
    schema: dict[str, Any] = {"$ref": file + (reference or "#")}
    validator = jsonschema.Draft202012Validator(schema, registry=registry)
    yield from explained(validator.iter_errors(value))


def explained(errors: Iterator[ValidationError]) -> Iterator[Violation]:
    """jsonschema's errors, the alternatives of anyOf reduced to the one that was meant, without repetition."""
    seen: set[tuple[Pointer, str]] = set()
    for error in errors:
        for leaf in _leaves(error):
            for violation in _violation(leaf):
                if (violation.pointer, violation.message) in seen:
                    continue
                seen.add((violation.pointer, violation.message))
                yield violation
                if len(seen) >= MAX_ERRORS:
                    return


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        yield error
        return
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    meant = [group for group in branches.values() if not any(_at_root(inner) for inner in group)]
    if not meant:  # nothing fits: the one alternative of the value's own type
        meant = [group for group in branches.values() if not any(_other_type(inner) for inner in group)]
    if len(meant) != 1:
        yield error
        return
    for inner in meant[0]:
        yield from _leaves(inner)


def _at_root(error: ValidationError) -> bool:
    """Does the value have another type than this alternative is about?"""
    if error.path:
        return False
    if error.validator in ("anyOf", "oneOf"):
        return bool(error.context) and all(_at_root(inner) for inner in error.context)
    return error.validator in ("type", "required")


def _other_type(error: ValidationError) -> bool:
    return not error.path and error.validator == "type"


def _violation(error: ValidationError) -> Iterator[Violation]:
    keyword = str(error.validator)
    pointer: Pointer = tuple(error.absolute_path)
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    severity = str(schema.get("x-severity", {}).get(keyword, ""))
    instance: Any = error.instance
    wanted: Any = error.validator_value
    if keyword == "required":
        for name in wanted:
            if name not in instance:
                inside = f" in {_field(pointer)}" if pointer else ""
                made = Violation("missing-field", pointer, f"`{name}` is missing{inside}", keyword, severity)
                made.field = name
                yield made
        return
    if keyword == "additionalProperties" and schema.get("additionalProperties") is False:
        yield from _unknown(error, pointer, schema, severity)
        return
    message = schema.get("x-message") if keyword == "pattern" else None
    if message:
        message = f"{shown(error.instance)} {message}"
    message = message or _message(error, keyword, schema)
    if pointer and re.match("must|needs|holds", message):
        message = f"{_field(pointer)} {message}"
    made = Violation("shape", pointer, message, keyword, severity)
    if "propertyNames" in error.absolute_schema_path and isinstance(error.instance, str):
        made.pointer, made.key = (*pointer, error.instance), True
    yield made


def _field(pointer: Pointer) -> str:
    """The field that a pointer names, with its place in a list: `save_to`, `plugins[2]`."""
    at = len(pointer)
    while at > 0 and isinstance(pointer[at - 1], int):
        at -= 1
    places = "".join(f"[{index}]" for index in pointer[at:])
    return f"`{str(pointer[at - 1])[:60] if at else 'the list'}{places}`"


def _unknown(error: ValidationError, pointer: Pointer, schema: dict[str, Any], severity: str) -> Iterator[Violation]:
    known = list(schema.get("properties", {}))
    patterns = list(schema.get("patternProperties", {}))
    instance: Any = error.instance
    for name in instance:
        if name in known or any(re.search(pattern, name) for pattern in patterns):
            continue
        made = Violation("unknown-field", (*pointer, name), f"unknown field {shown(name)}", "additionalProperties")
        made.severity, made.key, made.field = severity, True, name
        made.suggestion = nearest(name, [item for item in known if item not in instance])
        yield made


def _message(error: ValidationError, keyword: str, schema: dict[str, Any]) -> str:
    value: Any = error.instance
    wanted: Any = error.validator_value
    if keyword == "type":
        return f"must be {_types(wanted)}, not {shown(value)}"
    if keyword == "enum":
        text = f"{shown(value)} is not one of {', '.join(shown(item) for item in wanted[:20])}"
        guess = nearest(value, [item for item in wanted if isinstance(item, str)]) if isinstance(value, str) else ""
        return f"{text}; did you mean `{guess}`" if guess else text
    if keyword in ("anyOf", "oneOf"):
        return _alternatives(value, wanted, keyword)
    simple = {
        "const": f"{shown(value)} must be {shown(wanted)}",
        "pattern": f"{shown(value)} does not match the pattern `{wanted}`",
        "minLength": "must not be empty" if wanted == 1 else f"must have at least {wanted} characters",
        "maxLength": f"must have at most {wanted} characters",
        "minimum": f"{shown(value)} is less than {wanted}",
        "exclusiveMinimum": f"{shown(value)} is not above {wanted}",
        "maximum": f"{shown(value)} is more than {wanted}",
        "exclusiveMaximum": f"{shown(value)} is not below {wanted}",
        "minItems": "must not be empty" if wanted == 1 else f"must have at least {wanted} items",
        "maxItems": f"must have at most {wanted} items",
        "minProperties": "must not be empty" if wanted == 1 else f"must have at least {wanted} fields",
        "maxProperties": f"must have at most {wanted} fields",
        "uniqueItems": "holds an item twice",
        "format": f"{shown(value)} is not a valid {wanted}",
    }
    return simple.get(keyword) or f"{shown(value)} does not satisfy `{keyword}`"


def _types(wanted: object) -> str:
    names = [wanted] if isinstance(wanted, str) else list(wanted if isinstance(wanted, list) else ())
    return " or ".join(_ARTICLES.get(str(name), str(name)) for name in names)


def _alternatives(value: object, wanted: list[dict[str, Any]], keyword: str) -> str:
    required = [item["required"] for item in wanted if isinstance(item, dict) and "required" in item]
    if len(required) == len(wanted) and isinstance(value, dict):
        names = " and ".join(f"`{name}`" for item in required for name in item)
        return f"needs {'exactly' if keyword == 'oneOf' else 'at least'} one of {names}"
    kinds: list[str] = []
    for item in wanted:
        while isinstance(item, dict) and "$ref" in item and "type" not in item:
            try:
                item, _ = resolve(item["$ref"], "plugin.schema.json")
            except (KeyError, OSError):
                break
        text = _types(item.get("type")) if isinstance(item, dict) and item.get("type") else ""
        if isinstance(item, dict) and item.get("x-message"):
            text = f"{text} that {item['x-message']}"
        if text and text not in kinds:
            kinds.append(text)
    return f"{shown(value)} is not {' or '.join(kinds)}" if kinds else f"{shown(value)} fits none of the alternatives"
