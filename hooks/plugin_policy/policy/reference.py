"""The reference of the policy's settings for docs/policy.md, made from the settings themselves."""

from __future__ import annotations

from plugin_policy.policy.knobs import Knob, Section, Strings, Table, Word
from plugin_policy.policy.rules import RULES
from plugin_policy.policy.settings import ARRAYS, TABLES, Policy


def settings_reference() -> str:
    """Markdown: a table for each section of the policy, then the rules of the policy itself."""
    sections: list[tuple[str, type[Section]]] = [("[policy]", Policy)]
    sections += [(f"[{name}]", kind) for name, kind in TABLES.items()]
    sections += [(f"[[{name}]]", kind) for name, kind in ARRAYS.items()]
    parts = [_section(head, kind) for head, kind in sections]
    rows = [f"| `{rule.id}` | {rule.severity} | {rule.help} |" for rule in RULES]
    rules = "\n".join(["### Rules of the policy itself\n", "| rule | severity | |", "|---|---|---|", *rows])
    return "\n".join([*parts, rules]) + "\n"


def _section(head: str, kind: type[Section]) -> str:
    rows = [f"| `{key}` | {_shape(knob)} | {_default(knob)} | {knob.help} |" for key, knob in kind.knobs().items()]
    said = f"\n{(kind.__doc__ or '').strip()}\n" if kind.__doc__ and kind is not Policy else ""
    return "\n".join([f"### `{head}`\n{said}", "| key | value | default | |", "|---|---|---|---|", *rows]) + "\n"


def _shape(knob: Knob) -> str:
    options = knob.options if isinstance(knob, (Word, Strings, Table)) else ()
    if not options:
        return knob.shape
    words = ", ".join(f"`{option}`" for option in options)
    return words if isinstance(knob, Word) else f"{knob.shape} of {words}"


def _default(knob: Knob) -> str:
    if knob.required:
        return "required"
    said = _value(knob.default)
    if knob.marketplace != knob.default:
        said += f"; {_value(knob.marketplace)} in profile `marketplace`"
    return said


def _value(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if value else ""
