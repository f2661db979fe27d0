"""String methods that take a regular expression: replace, split, match. Only patterns that cannot take long are
applied: no group that repeats, at most one quantifier that leaves a choice, short text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers.values import (
    DECODED,
    MISSING,
    NONE,
    Instance,
    Items,
    Value,
    concatenate,
    constant,
    flows_of,
    mixed,
    origins_of,
)

if TYPE_CHECKING:
    from plugin_policy.readers import ir
    from plugin_policy.readers.machine import Machine

MAX_TEXT = 1 << 16  # characters, for patterns without such a quantifier
MAX_SCANNED = 1 << 12  # for the others
MAX_MATCHES = 2048  # calls of a replacing function
METHODS = frozenset(("replace", "replaceAll", "split", "match", "matchAll"))
_ATOM = later(r"\\[a-zA-Z]|\\.|\[\^?(?:\\.|[^\]\\])*\]|[^()\[\]{}*+?|^$\\]|[|^$]|\((?:\?:)?(?:\\.|[^()\\*+{?])*\)")
_QUANTIFIER = later(r"([*+]|\{\d+,\})\??|(\?|\{\d{1,3}(?:,\d{1,3})?\})\??")
_SAFE_ESCAPES = frozenset("dDwWsSbBnrtfv")


def with_pattern(machine: Machine, node: ir.Node, name: str, receiver: Value, args: list[Value]) -> Value | None:
    """text.name(/pattern/, …), and replace with a function; None when another function folds it."""
    if not args or name not in METHODS:
        return None
    text = receiver.known()
    alt = args[0].alts[0] if len(args[0].alts) == 1 else None
    if type(alt) is not Instance or alt.of != "global.RegExp()":
        return None
    pattern = compiled(alt, text)
    if pattern is None or not isinstance(text, str):
        return mixed([receiver, *args])
    found = apply_pattern(machine, node, name, pattern, text, alt, args)
    return found.tainted(receiver.origins, receiver.flows)


def compiled(regexp: Instance, text: object) -> re.Pattern[str] | None:
    """Python's form of a pattern that is sure to end soon on this text."""
    source = regexp.value.text() if regexp.value is not None else None
    if source is None or not isinstance(text, str) or len(text) > MAX_TEXT:
        return None
    pattern, _, flags = source[1:].rpartition("/")
    at = variable = 0
    while at < len(pattern):
        atom = _ATOM.match(pattern, at)
        if atom is None or len(pattern) > 200:
            return None
        if atom[0][0] == "\\" and atom[0][1].isalnum() and atom[0][1] not in _SAFE_ESCAPES:
            return None
        at = atom.end()
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier is not None:
            if atom[0][0] == "(":
                return None
            variable += not quantifier[0].rstrip("?").removeprefix("{").removesuffix("}").isdigit()
            at = quantifier.end()
    if variable > 1 or (variable and len(text) > MAX_SCANNED):
        return None
    try:
        return re.compile(pattern, re.IGNORECASE if "i" in flags else 0)
    except re.error:
        return None


def apply_pattern(
    machine: Machine, node: ir.Node, name: str, pattern: re.Pattern[str], text: str, regexp: Instance, args: list[Value]
) -> Value:
    flags = (regexp.value.text() or "").rpartition("/")[2] if regexp.value is not None else ""
    everywhere = name != "replace" or "g" in flags
    if name == "split":
        return listed([part for part in pattern.split(text) if part is not None])
    if name in ("match", "matchAll"):
        return listed([match[0] for match in pattern.finditer(text)])
    if len(args) < 2:
        return mixed(args)
    new = args[1].known()
    if isinstance(new, str):
        if "$" in new:
            return mixed(args)
        return constant(pattern.sub(lambda match: new, text, count=0 if everywhere else 1))
    if new is not MISSING:
        return mixed(args)
    return replaced(machine, node, pattern, text, everywhere, args[1])


def replaced(
    machine: Machine, node: ir.Node, pattern: re.Pattern[str], text: str, everywhere: bool, function: Value
) -> Value:
    """Every match by what a function makes of it."""
    parts: list[Value] = []
    at = 0
    for count, match in enumerate(pattern.finditer(text)):
        if count >= MAX_MATCHES:
            return mixed([function, *parts])
        parts.append(constant(text[at : match.start()]))
        groups = [constant(group) for group in match.groups()]
        parts.append(machine.apply(node, function, [constant(match[0]), *groups]))
        at = match.end()
        if not everywhere:
            break
    parts.append(constant(text[at:]))
    joined = concatenate(parts) if len(parts) < 512 else joined_text(parts)
    return joined.tainted(frozenset({DECODED}) if len(parts) > 9 else NONE, NONE)


def joined_text(parts: list[Value]) -> Value:
    texts = [part.text() for part in parts]
    if any(text is None for text in texts):
        return mixed(parts)
    return constant("".join([text or "" for text in texts])).tainted(origins_of(parts), flows_of(parts))


def listed(parts: list[str]) -> Value:
    return Value((Items([constant(part) for part in parts[:MAX_TEXT]]),))
