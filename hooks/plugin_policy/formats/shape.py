"""What holds for every JSON file: its text, its shape, and what of a hook that does not load is grave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.formats.hooks import GUARDS
from plugin_policy.formats.issue import Issue, shown
from plugin_policy.formats.schema import holds, resolve
from plugin_policy.languages import unicode_encoding
from plugin_policy.surface import Declared

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document


def judge_text(document: Document, data: bytes = b"", *, marked: bool = True) -> Iterator[Issue]:
    """What is wrong with the text of a JSON file. data: the file as it is on disk. marked: the client reads over a
    byte-order mark in this file."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield Issue("byte-order-mark", document, span=(0, 0), severity="" if marked else "medium")
    encoding = unicode_encoding(data)
    if encoding:
        message = f"written in {encoding.upper()}, not in UTF-8"
        yield Issue("syntax", document, span=(0, 0), message=message, kind="encoding")
    elif b"\0" in data:  # the Text has a space there
        at = data.index(b"\0") - (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        yield Issue("syntax", document, span=(at, at + 1), message="a NUL byte", kind="nul")
    for problem in document.problems:
        span = (problem.start, problem.end)
        if problem.kind == "duplicate-key":
            yield Issue("duplicate-key", document, span=span, message=problem.message)
        elif problem.kind == "surrogate":
            yield Issue("lone-surrogate", document, span=span, message=problem.message)
        elif problem.kind in ("depth", "size"):
            yield Issue("not-read", document, span=span, message=problem.message)
        else:
            yield Issue("syntax", document, span=span, message=problem.message, kind=problem.kind)


def judge_shape(item: Declared, file: str, reference: str = "") -> Iterator[Issue]:
    """What a value violates in a shipped schema; nothing is imported when it violates nothing."""
    schema, file = resolve(file + "#" + reference.removeprefix("#"), file)
    if holds(item.value, schema, file):
        return
    from plugin_policy.formats.explain import violations

    for found in violations(item.value, file, reference):
        hint = f"; did you mean `{found.suggestion}`" if found.suggestion else ""
        pointer = (*item.pointer, *found.pointer)
        if found.rule == "unknown-field" and found.severity == "note":
            yield Issue(
                "unknown-field", item.document, pointer, key=True, name=found.field, hint=hint,
                suggestion=found.suggestion,
            )  # fmt: skip
        else:
            yield Issue(
                "shape", item.document, pointer, key=found.key, severity=found.severity, message=found.message + hint,
                suggestion=found.suggestion,
            )  # fmt: skip


def soften(issues: Iterator[Issue], events: Declared) -> Iterator[Issue]:
    """A hook that does not load is refused where it may guard a permission, dropped with a warning elsewhere."""
    depth = len(events.pointer)
    for issue in issues:
        event = issue.pointer[depth] if len(issue.pointer) > depth else None
        value = events.value.get(event) if isinstance(events.value, dict) and isinstance(event, str) else None
        guards = event in GUARDS or (isinstance(value, dict) and any(name in value for name in GUARDS))
        if event is not None and not (guards and value is not None):
            issue.rule = "hook-ignored"
            issue.severity = ""
            issue.fields.setdefault("message", f"unknown event {shown(event)}{issue.fields.get('hint', '')}")
        yield issue
