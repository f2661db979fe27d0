"""What the rows of the tables do to an evaluation: programs started, texts run, values handed back."""

from __future__ import annotations

from plugin_policy.readers import ir
from plugin_policy.readers.commands import run_command
from plugin_policy.readers.folding import decoded, from_bytes, join_path, text_of
from plugin_policy.readers.machine import Machine
from plugin_policy.readers.rows import Api
from plugin_policy.readers.shell_evaluation import keep_file, kept_file, split_at
from plugin_policy.readers.texts import run_text
from plugin_policy.readers.values import (
    NONE,
    Closure,
    Instance,
    Items,
    Value,
    constant,
    flows_of,
    origins_of,
    single,
    union,
    unknown,
)
from plugin_policy.readers.where import all_data, argument, holds, subjects

Keywords = dict[str, Value]
_STDIN = ("0", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")


def run_rows(
    machine: Machine,
    node: ir.Node,
    dotted: str,
    rows: tuple[Api, ...],
    args: list[Value],
    kwargs: Keywords,
    receiver: Value | None,
) -> Value | None:
    """Evaluate the texts and programs that the call runs; gives what they write."""
    output: Value | None = None
    for row in rows:
        if not holds(row, args, kwargs, receiver):
            continue
        if row.capability in ("write", "keep") and row.kind == "path" and row.data is not None:
            keep(machine, row, args, kwargs, receiver)
        if row.argv is not None:
            output = run_argv(machine, node, dotted, row, args, kwargs, receiver)
        elif row.program:
            value = argument(row.subject, args, kwargs, receiver)
            if value is not None and not all(type(alt) is Closure for alt in value.alts):  # functions are no text
                output = run_text(machine, node, program_of(value), row.program, dotted, row)
    return output


def keep(machine: Machine, row: Api, args: list[Value], kwargs: Keywords, receiver: Value | None) -> None:
    """Remember whose data a file holds from now on; what it says is not needed."""
    path = argument(row.subject, args, kwargs, receiver)
    content = all_data(row.data, args, kwargs, receiver)
    if path is not None and content is not None and content.flows:
        keep_file(machine, text_of(path), unknown(content.origins, content.flows), append=True)


def program_of(value: Value) -> Value:
    """Bytes given as a list of numbers are text too."""
    return from_bytes(value) if value.items() is not None else value


def run_argv(
    machine: Machine,
    node: ir.Node,
    dotted: str,
    row: Api,
    args: list[Value],
    kwargs: Keywords,
    receiver: Value | None,
) -> Value | None:
    value = argument_list(row, args, kwargs, receiver)
    if value is None:
        return None
    shell = argument(row.shell, args, kwargs, receiver)
    is_shell = shell is not None and is_true(shell)
    output: Value | None = None
    env = child_environment([*args, *kwargs.values()], kwargs)
    for alt in value.alts:
        one = single(alt, value)
        items = one.items()
        if is_shell or (items is None and row.program):
            text = shell_text(items, one)
            output = run_text(machine, node, text, row.program or "shell", dotted, row)
            continue
        words = list(items.items) if items is not None else split_known(one)
        if row.note == "line":  # a program and its arguments as one text
            words = [*words[:1], *[part for word in words[1:] for part in split_at(word, " ")]]
        stdin = argument(row.stdin, args, kwargs, receiver)
        output = run_command(machine, node, words, stdin, [], dotted, env)
    return output


def child_environment(args: list[Value], kwargs: Keywords) -> dict[str, Value]:
    """The home folder that a program is started with, where the call gives it another one."""
    given = kwargs.get("env")
    for value in args if given is None else ():
        table = value.table()
        given = table.pairs.get("env", given) if table is not None else given
    table = given.table() if given is not None else None
    home = table.pairs.get("HOME") if table is not None else None
    return {"HOME": home} if home is not None else {}


def is_true(value: Value) -> bool:
    """Whether a flag may be true: a true constant, a list or mapping with content."""
    items, table = value.items(), value.table()
    return any(value.constants()) or bool(items and items.items) or bool(table and table.pairs)


def shell_text(items: Items | None, value: Value) -> Value:
    """With a shell, the first of a list is the text; Node joins them all."""
    if items is None:
        return value
    from plugin_policy.readers.argv import spaced

    return spaced(items.items) if items.items else constant("")


def split_known(value: Value) -> list[Value]:
    """A program given as one string without a shell."""
    text = value.text()
    if text is None:
        return [value]
    return [constant(word).tainted(value.origins, value.flows) for word in text.split()] or [value]


def argument_list(row: Api, args: list[Value], kwargs: Keywords, receiver: Value | None) -> Value | None:
    """argv="0+1": the program is argument 0, its arguments are the list that is argument 1 ("0+2:": the rest);
    "0/1": the list begins with the name that the program is to go by."""
    where = row.argv
    mark = "+" if isinstance(where, str) and "+" in where else "/"
    if not isinstance(where, str) or mark not in where:
        return argument(where, args, kwargs, receiver)
    first, _, second = where.partition(mark)
    head = argument(int(first), args, kwargs, receiver)
    tail = argument(int(second) if second.isdigit() else second, args, kwargs, receiver)
    if head is None:
        return None
    items = tail.items() if tail is not None else None
    if items is not None:
        named = mark == "/" and not (items.items and (items.items[0].text() or "").startswith("-"))
        words = [head, *items.items[1 if named else 0 :]]
        return Value((Items(words, items.open),), origins_of(words), flows_of(words))
    if tail is None or tail.table() is not None:  # only the program, or options at once
        return Value((Items([head]),), head.origins, head.flows)
    return Value((Items([head, tail], True),), head.origins | tail.origins, head.flows | tail.flows)


def results(
    machine: Machine,
    rows: tuple[Api, ...],
    args: list[Value],
    kwargs: Keywords,
    receiver: Value | None,
    output: Value | None,
) -> Value:
    """What the call gives back, by the first row that says something about it."""
    origins, flows = NONE, NONE
    for row in rows:
        subject = argument(row.subject, args, kwargs, receiver)
        known = known_result(machine, row, subject)
        if known is not None:
            return known
        if row.origin:
            origins |= {row.origin}
        if row.flow and subject is not None:
            named = [found for found in subjects(row.kind, subject) if found]
            flows |= {"input:stdin" if found in _STDIN else f"{row.flow}:{found}" for found in named}
            if row.flow == "read":
                flows |= subject.flows  # which file it is says what it holds: a transcript, a file of a list
                kept = kept_file(machine, text_of(subject))
                flows |= kept.flows if kept is not None else NONE
    if output is not None:
        origins |= output.origins
        flows |= output.flows
    if not origins:
        everything = [*args, *kwargs.values()] + ([receiver] if receiver is not None else [])
        origins = origins_of(everything) - {"constant"} or frozenset({"unknown"})
        flows |= flows_of(everything)
    for row in rows:
        if row.returns:
            return given_back(machine, row, args, kwargs, receiver, origins, flows, output)
    if receiver is not None:
        flows |= receiver.flows
    fallback = argument((1, "default"), args, kwargs) if any(row.flow == "environment" for row in rows) else None
    if fallback is not None:
        return union([fallback, unknown(origins, flows)])
    return unknown(origins, flows)


def known_result(machine: Machine, row: Api, subject: Value | None) -> Value | None:
    """What a decoder makes of its input, and environment variables that are known by convention."""
    if subject is None:
        return None
    if row.decode:
        return decoded(row.decode, subject, as_text=row.kind == "text")
    if row.flow == "environment":
        for text in subject.strings():
            held = machine.tables.variable(text)
            if held is not None:
                return constant(held)
    return None


LISTED = ("entries", "matches", "walk")


def listed(row: Api, value: Value | None, origins: frozenset[str], flows: frozenset[str]) -> Value:
    """What listing a folder gives: paths below it ("entries"), the paths that a pattern stands for ("matches"), or
    (folder, folders, files) of each folder below it, of which the first is the folder itself ("walk")."""
    one = unknown(origins, flows)
    if value is None:
        return one
    if row.returns == "walk":
        rows = Value((Items([text_of(value).tainted(origins, flows), one, one]),), origins, flows)
        return Value((Items([rows], True),), origins, flows)
    path = text_of(value) if row.returns == "matches" else join_path([value, one])
    return Value((Items([Value((Instance("pathlib.Path()", path),), origins, flows)], True),), origins, flows)


def given_back(
    machine: Machine,
    row: Api,
    args: list[Value],
    kwargs: Keywords,
    receiver: Value | None,
    origins: frozenset[str],
    flows: frozenset[str],
    output: Value | None,
) -> Value:
    if row.returns == "output" and output is not None:
        return output
    if row.returns.isdigit() or row.returns == "self":
        where = int(row.returns) if row.returns.isdigit() else "self"
        value = argument(where, args, kwargs, receiver)
        return value.tainted(origins - {"unknown"}, flows) if value is not None else unknown(origins, flows)
    if row.returns in LISTED:
        return listed(row, argument(row.subject, args, kwargs, receiver), origins, flows)
    if not row.returns.endswith(")"):
        return machine.named(row.returns).tainted(origins - {"unknown"}, flows)
    return Value((Instance(row.returns, argument(row.subject, args, kwargs, receiver)),), origins, flows)
