"""Code inside code: a value that something runs as text of a language becomes a child Text and is evaluated."""

from __future__ import annotations

from plugin_policy.readers import ir, load
from plugin_policy.readers.machine import MAX_LEVEL, Machine
from plugin_policy.readers.rows import Api
from plugin_policy.readers.scopes import FAMILIES, Frame, Scope
from plugin_policy.readers.values import Known, Parts, Value, mixed, union, unknown
from plugin_policy.text import MAX_DECODED, MAX_DEPTH, Text


def run_text(machine: Machine, node: ir.Node, value: Value, language: str, via: str, row: Api | None = None) -> Value:
    """Record that `value` is run as `language` and evaluate what is known of it; gives what it writes."""
    if value.alts and all(type(alt) is Known and not isinstance(alt.value, str | bytes) for alt in value.alts):
        return unknown()  # a number is no text
    machine.record_text(node, language, value, via, row)
    found: list[Value] = []
    for alt in value.alts:
        if type(alt) is Known and isinstance(alt.value, str | bytes):
            found.append(run_known(machine, node, alt, language))
        elif type(alt) is Parts and any(isinstance(part, str) and part.strip() for part in alt.parts):
            text = "".join([part if isinstance(part, str) else machine.hole(part) for part in alt.parts])
            found.append(run_child(machine, node, text.encode("utf-8", "replace"), language))
    return union(found) if found else unknown(value.origins | {"unknown"}, value.flows)


def run_variable(machine: Machine, node: ir.Node, name: str, value: Value) -> None:
    """`PROMPT_COMMAND=TEXT`: a shell, git or less runs it later. What only hands the user's own text on is nothing."""
    if (
        name.isupper()
        and machine.tables.runs(name)
        and (value.text() or value.origins & {"network", "decoded", "input"})
    ):
        run_text(machine, node, value, "shell", name)


def run_known(machine: Machine, node: ir.Node, alt: Known, language: str) -> Value:
    content = alt.value if isinstance(alt.value, bytes) else str(alt.value).encode("utf-8", "replace")
    text = alt.text
    if text is machine.frame.text and text.data[alt.start : alt.end] == content:
        return run_child(machine, node, content, language, (alt.start, alt.end))
    return run_child(machine, node, content, language)


def run_child(
    machine: Machine, node: ir.Node, data: bytes, language: str, plain: tuple[int, int] | None = None
) -> Value:
    """Cut the child Text (once for equal bytes at one place) and evaluate it."""
    parent = machine.frame.text
    key = (id(parent), node.start, data)
    if key in machine.children:
        return machine.children[key] or unknown()
    machine.children[key] = None
    if len(data) > MAX_DECODED or parent.depth >= MAX_DEPTH:
        machine.stop(node.start, "depth" if parent.depth >= MAX_DEPTH else "size")
        return unknown()
    machine.decoded -= 0 if plain else len(data)
    if machine.decoded < 0:
        machine.stop(node.start, "decoding")
        return unknown()
    if plain is not None:
        child = parent.slice(plain[0], plain[1], language)
    else:
        child = parent.whole(data, node.start, node.end, language)
    machine.program.children.append(child)
    inside = FAMILIES.get(language, language) == machine.family
    scope = Scope("module", machine.frame.scope if inside else None, None)
    if machine.frame.level >= MAX_LEVEL:
        machine.waiting.append((child, scope))
        return unknown()
    result = machine.children[key] = run_in(machine, child, scope)
    return result


def run_in(machine: Machine, text: Text, scope: Scope) -> Value:
    """Read and evaluate a Text in a scope; gives what it writes."""
    reader = load(text.language)
    if reader is None:
        return unknown()
    module = reader(text)
    machine.program.errors += [(text, start, end) for start, end in module.errors]
    outer = machine.frame
    frame = Frame(text, scope, None, outer.level + 1)
    frame.conditional, frame.folders = 1 if outer.conditional else 0, list(outer.folders)
    scope.frame = frame
    machine.frame = frame
    machine.steps += 8 * len(text.data)
    machine.run(module.body)
    machine.frame = outer
    if len(frame.outputs) == 1:
        return frame.outputs[0]
    return mixed(frame.outputs) if frame.outputs else unknown()


def drain(machine: Machine) -> None:
    """Evaluate the Texts that were met too deep."""
    while machine.waiting:
        text, scope = machine.waiting.pop()
        run_in(machine, text, scope)
