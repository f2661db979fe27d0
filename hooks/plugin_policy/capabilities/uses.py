"""Program -> Uses: what every call, command and evaluated text of a plugin means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.capabilities.use import (
    COLLECT,
    COMMAND,
    CONNECT,
    CONSTANT,
    DECODE,
    ENVIRONMENT,
    EVALUATE,
    KEEP,
    LIST,
    PARAMETER,
    READ,
    SOURCE,
    UNKNOWN,
    WRITE,
    Use,
)
from plugin_policy.pattern import later
from plugin_policy.readers.argv import arguments
from plugin_policy.readers.program import Call, Command, Evaluated, Place, Program, Spelled
from plugin_policy.readers.rows import Api, Arg
from plugin_policy.readers.rows import Program as Row
from plugin_policy.readers.values import (
    NONE,
    Instance,
    Items,
    Known,
    Parts,
    Table,
    Value,
    flows_of,
    origins_of,
)
from plugin_policy.readers.where import all_data, argument, holds, subjects

_UNKNOWN = frozenset({UNKNOWN})
_ANYTHING = frozenset({UNKNOWN, PARAMETER, CONSTANT})
_DISK = later(r"/dev/(?:sd|nvme|hd|disk|rdisk|mmcblk|vd)\w")
_WRITING = frozenset("wax+")


def uses(program: Program) -> list[Use]:
    """All uses, in the order of texts and offsets; equal ones once, with all that reaches them."""
    found: list[Use] = []
    for call in program.calls:
        found += of_call(call)
    for command in program.commands:
        found += of_command(command)
    for evaluated in program.evaluated:
        found += of_text(evaluated)
    for spelled in program.spelled:
        found += of_name(spelled)
    kept: dict[object, Use] = {}
    for use in found:
        key = (id(use.text), use.start, use.end, use.capability, use.subject, use.via)
        known = kept.setdefault(key, use)
        if known is not use:
            _merge(known, use)
    return list(kept.values())


def _merge(known: Use, use: Use) -> None:
    """One place that is reached with several values: what somebody else decides counts."""
    if use.origins - known.origins <= _ANYTHING:
        return
    known.origins |= use.origins
    flows = [found.detail.get("flows") for found in (known, use)]
    merged = {str(flow) for found in flows if isinstance(found, list) for flow in found}
    known.detail |= {name: use.detail[name] for name in ("known", "code") if name in use.detail}
    if merged:
        known.detail["flows"] = sorted(merged)


def _make(
    place: Place,
    capability: str,
    subject: str | None,
    via: str,
    origins: frozenset[str],
    flows: frozenset[str],
    **detail: object,
) -> Use:
    if flows:
        detail["flows"] = sorted(flows)
    if place.function:
        detail["function"] = place.function
    if place.conditional:
        detail["conditional"] = True
    return Use(capability, subject, place.text, place.start, place.end, via, origins or _UNKNOWN, detail)


# Calls


def of_call(call: Call) -> Iterator[Use]:
    for row in call.rows:
        if not holds(row, call.args, call.kwargs, call.receiver):
            continue
        if row.capability and not row.program and row.argv is None:
            yield from of_row(call, row)
        elif row.capability == COMMAND and _missing(call, row):
            yield _make(call, COMMAND, None, call.callee, _UNKNOWN, NONE)


def _missing(call: Call, row: Api) -> bool:
    """A program is started with something that nobody can see here."""
    where = row.argv if row.argv is not None else row.subject
    if isinstance(where, str) and ("+" in where or "/" in where):
        where = int(where[0])
    return argument(where, call.args, call.kwargs, call.receiver) is None


def of_row(call: Call, row: Api) -> Iterator[Use]:
    value = argument(row.subject, call.args, call.kwargs, call.receiver)
    payload = all_data(row.data, call.args, call.kwargs, call.receiver)
    via = call.callee
    flows = carried(payload) if payload is not None else NONE
    origins = payload.origins if payload is not None else value.origins if value is not None else NONE
    if (row.capability == KEEP and not kept(row, value, call)) or (row.note == "log" and value is None):
        return
    if row.capability == CONNECT and value is not None:
        flows |= value.flows  # an address carries data too: its query, the name that is looked up
        value = based(row, value, call.receiver)
    if row.subject == "=?":
        found: list[str | None] = [None]
    elif isinstance(row.subject, str) and row.subject.startswith("="):
        found = [row.subject[1:]]
    else:
        found = subjects(row.kind, value)
    for capability in capabilities(call, row):
        for subject in found:
            if capability == ENVIRONMENT and subject is None and not (value and value.alts):
                subject = "*"
            detail: dict[str, object] = {"note": row.note} if row.note else {}
            if capability == EVALUATE and value is not None:
                flows = value.flows
                detail["known"] = shape(value)
            yield _make(call, capability, subject, via, origins, flows, **detail)


def based(row: Api, value: Value, receiver: Value | None) -> Value:
    """The address a client of a fixed base address is asked for: the base, when only a path is given."""
    base = [alt.value for alt in receiver.alts if type(alt) is Instance and alt.value is not None] if receiver else []
    if row.kind != "url" or not base or any("://" in text for text in value.strings()):
        return value
    if any(type(alt) is Parts and "://" in alt.shown() for alt in value.alts):
        return value
    return base[0].tainted(value.origins, value.flows)


def carried(value: Value) -> frozenset[str]:
    """The flows of a value and of what lists and mappings in it hold."""
    flows, todo = value.flows, [(value, 0)]
    for _ in range(200):
        if not todo:
            break
        at, depth = todo.pop()
        flows |= at.flows
        for alt in at.alts if depth < 4 else ():
            inner = alt.items if type(alt) is Items else alt.pairs.values() if type(alt) is Table else ()
            todo += [(item, depth + 1) for item in list(inner)[:50]]
    return flows


def kept(row: Api, value: Value | None, call: Call) -> bool:
    """Whether something is written there that stays: an open file, a database that a statement changes, a log."""
    if value is None or not any(type(alt) in (Instance, Known, Parts) for alt in value.alts):
        return False
    if row.note != "query":
        return True
    words = [text.lower() for text in call.args[0].strings()] if call.args else []
    return any(word in text for text in words for word in ("insert", "update", "replace"))


def capabilities(call: Call, row: Api) -> list[str]:
    """READ, or WRITE when the mode says so, both when the mode is unknown."""
    if row.mode is None:
        return [row.capability]
    mode = argument(row.mode, call.args, call.kwargs, call.receiver)
    if mode is None:
        return [READ]
    found: list[str] = []
    for text in mode.strings():
        wanted = WRITE if _WRITING & set(text) else READ
        if wanted not in found:
            found.append(wanted)
        if "+" in text and READ not in found:
            found.append(READ)
    return found if len(mode.strings()) == len(mode.alts) else [READ, WRITE]


_MODULES = frozenset(
    ("os", "subprocess", "builtins", "ctypes", "pty", "marshal", "importlib", "socket", "child_process", "vm", "net",
     "module", "worker_threads", "posix", "nt", "commands", "pickle")
)  # fmt: skip


def of_name(spelled: Spelled) -> Iterator[Use]:
    """A name that is put together and names something that runs text or programs, or a module that does."""
    runs = any(row.capability in (EVALUATE, COMMAND) and row.note not in ("timer", "markup") for row in spelled.rows)
    if runs or spelled.name in _MODULES or program_named(spelled):
        last = spelled.name.removeprefix("builtins.").removeprefix("global.").removeprefix("net.")
        yield _make(spelled, DECODE, last, "name", spelled.origins, NONE)


def program_named(spelled: Spelled) -> bool:
    """Whether a shell starts a program whose name stands nowhere in its text (`python` + `3` is no secret)."""

    from plugin_policy.capabilities.harmless import HIDDEN

    name = spelled.name.replace("\\", "/").rpartition("/")[2].lower()
    if name in ("eval", "source", "iex", "invoke-expression"):
        return True
    base = name.rstrip("0123456789.")
    data = spelled.text.data
    body = data.partition(b"\n")[2] if data.startswith(b"#!") else data
    known = name in HIDDEN and len(base) > 1
    return known and not re.search(rb"(?i)(?<![a-z])" + re.escape(base.encode()) + rb"(?![a-z])", body)


# Texts


def of_text(evaluated: Evaluated) -> Iterator[Use]:
    """A text that something runs: an EVALUATE use whose subject is what runs it, and for a shell that another
    language starts with text that is not all known, a COMMAND use too."""
    value = evaluated.value
    known = shape(value)
    row = evaluated.row
    started = "program" if row is None else "shell" if row.capability == COMMAND else "language"
    detail: dict[str, object] = {"language": evaluated.language, "known": known, "started": started}
    if row is not None and row.note:
        detail["note"] = row.note
    text = value.text()
    if text is not None and len(text) <= 200:
        detail["code"] = text
    if started == "shell" and known != "whole":
        yield _make(evaluated, COMMAND, None, evaluated.via, value.origins, value.flows, shell=True)
    yield _make(evaluated, EVALUATE, evaluated.via, evaluated.via, value.origins, value.flows, **detail)


def _whole(value: Value) -> bool:
    return all(type(alt) is Known for alt in value.alts)


def shape(value: Value) -> str:
    """ "whole": all of the text is known; "parts": some of it; "none"."""
    inner = [alt.value for alt in value.alts if type(alt) is Instance and alt.value is not None]
    if inner and len(inner) == len(value.alts):  # a path object, a loader
        shapes = {shape(found) for found in inner}
        return shapes.pop() if len(shapes) == 1 else "none" if "none" in shapes else "parts"
    if _whole(value):
        return "whole"
    if any(type(alt) is Known or (type(alt) is Parts and _spoken(alt)) for alt in value.alts):
        return "parts"
    return "none"


def _spoken(alt: Parts) -> bool:
    """Whether something stands between the holes (a here-document ends with a newline)."""
    return any(isinstance(part, str) and part.strip() for part in alt.parts)


# Commands


def of_command(command: Command) -> Iterator[Use]:
    row = command.row
    note = row.note if row is not None else ""
    rest = [*command.argv[1:], *([command.stdin] if command.stdin is not None else [])]
    origins, flows = origins_of(rest), flows_of(rest)
    detail: dict[str, object] = {"argv": [show(value) for value in command.argv]}
    if command.by:
        detail["by"] = command.by
    if note:
        detail["note"] = note
    if command.argv and "builtin" not in note.split():
        head = command.argv[0]
        taint = origins if command.name else head.origins
        if not command.name and head.flows:
            detail["chosen"] = sorted(head.flows)
        yield _make(command, COMMAND, command.name or None, command.by or "shell", taint, flows, **detail)
    if row is not None:
        for arg in row.args:
            yield from of_argument(command, arg, flows)
        if note == "find":
            yield from of_search(command)
        if row.collect:
            yield _make(command, COLLECT, row.collect, command.name, _UNKNOWN, NONE)
    yield from of_redirects(command)


def of_argument(command: Command, arg: Arg, flows: frozenset[str]) -> Iterator[Use]:
    if not arg.capability or arg.capability == SOURCE or arg.program or not _applies(command, arg):
        return
    sent = command.stdin.flows if command.stdin is not None else NONE
    if arg.capability == WRITE:
        sent |= _put(command) | command.kept
    if arg.capability == CONNECT and command.row is not None:
        flows |= _files_sent(command, command.row) | command.kept
    for value in arguments(arg.at, command.options, command.rest):
        detail = {"note": arg.note} if arg.note else {}
        found = [arg.kind[1:]] if arg.kind.startswith("=") else subjects(arg.kind, value)
        for subject in found:
            if arg.kind == "url" and subject is None:
                subject = next(iter(subjects("host", value)), None)
            if subject in ("", "-"):
                continue
            subject = placed(command, subject, arg.kind)
            payload = flows if arg.capability in (CONNECT, KEEP) else sent
            yield _make(command, arg.capability, subject, command.name, value.origins, payload, **detail)


_NAMED = ("-name", "-iname", "-path", "-ipath", "-wholename")


def of_search(command: Command) -> Iterator[Use]:
    """`find ~ -name id_rsa` lists what it looks for, wherever that lies below its first folder."""
    from plugin_policy.capabilities.sensitive import place

    words = [value.text() for value in command.argv]
    if "!" in words or "-not" in words or "-prune" in words:
        return
    roots = [root for value in command.rest[:1] for root in subjects("path", value) if root and root[:1] in "/~"]
    for name in _NAMED:
        wanted = command.options[name].strings() if name in command.options else []
        for root in roots:
            for pattern in wanted:
                path = f"{root.rstrip('/')}/*/{pattern.removeprefix('*/')}"
                if place(path) is not None:
                    yield _make(command, LIST, path, command.name, _UNKNOWN, NONE)


def placed(command: Command, subject: str | None, kind: str) -> str | None:
    """A relative path counts from the folder that the script has changed to, `~` from the home it has made."""
    if subject and command.home and subject.startswith("~"):
        return command.home.rstrip("/") + subject[1:]
    if not subject or not command.folder or kind not in ("path", "local", "upload", "if", "of"):
        return subject
    known = subject[:1] in "/~$*%" or subject[1:2] == ":" or "://" in subject
    return subject if known else f"{command.folder.rstrip('/')}/{subject}"


def _put(command: Command) -> frozenset[str]:
    """What a program that writes a file is given for it: another file (cp), a value (Set-Content)."""
    found = flows_of([command.options[name] for name in ("-value", "-inputobject") if name in command.options])
    if command.row is None:
        return found
    if "-value" in command.row.values.split():
        found |= flows_of(command.rest[1:])
    for arg in command.row.args:
        if arg.capability == READ and command.row.note != "link" and _applies(command, arg):
            found |= flows_of(arguments(arg.at, command.options, command.rest))
    return found


def _files_sent(command: Command, row: Row) -> frozenset[str]:
    """Files that a program which connects reads: it sends them."""
    found = NONE
    for arg in row.args:
        if arg.capability == READ and _applies(command, arg):
            for value in arguments(arg.at, command.options, command.rest):
                found |= {f"read:{subject}" for subject in subjects(arg.kind, value) if subject not in (None, "", "-")}
    return found


def _applies(command: Command, arg: Arg) -> bool:
    if arg.when and not any(option in command.options for option in arg.when.split()):
        return False
    return not (arg.unless and any(option in command.options for option in arg.unless.split()))


def of_redirects(command: Command) -> Iterator[Use]:
    for op, target in command.redirects:
        if op.startswith("<<") or (op.endswith("&") and not any("/" in text for text in target.strings())):
            continue
        capability = READ if op == "<" else WRITE
        for subject in subjects("path", target):
            subject = placed(command, subject, "path")
            if subject is None and any(type(alt) is Instance for alt in target.alts):
                continue  # a process substitution
            origins, flows = origins_of(command.argv[1:]), flows_of(command.argv)
            if command.output is not None:
                flows = command.output.flows
            elif command.stdin is not None:
                flows |= command.stdin.flows
            if subject is not None and subject.startswith(("/dev/tcp/", "/dev/udp/")):
                host, _, port = subject[9:].partition("/")
                yield _make(
                    command, CONNECT, host + (f":{port}" if port not in ("80", "443") else ""), op, origins, flows
                )
            elif subject is None or not subject.startswith("/dev/") or _DISK.match(subject):
                yield _make(command, capability, subject, op, origins, flows)


def show(value: Value) -> str:
    """A word for people and JSON: holes are `{}`."""
    alt = value.alts[0] if value.alts else None
    if type(alt) is Known:
        return str(alt.value)[:200]
    if type(alt) is Parts:
        return alt.shown("{}")[:200]
    if type(alt) is Instance and alt.value is not None:
        return show(alt.value)
    if type(alt) is Items:
        return " ".join([show(item) for item in alt.items[:8]])
    return "{}"
