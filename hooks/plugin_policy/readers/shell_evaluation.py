"""What evaluation needs for shells alone: variables that nothing binds, splitting of words, files that commands
write and others run."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.folding import binary, each, join_path
from plugin_policy.readers.values import (
    CONSTANT,
    ENV,
    INPUT,
    MISSING,
    NONE,
    PARAMETER,
    Instance,
    Items,
    Known,
    Parts,
    Value,
    constant,
    flows_of,
    given,
    join_pieces,
    origins_of,
    union,
    unknown,
)
from plugin_policy.readers.where import subjects

if TYPE_CHECKING:
    from plugin_policy.readers.argv import Parsed
    from plugin_policy.readers.machine import Machine

_POSITION = later(r"[1-9]\d*|[@*]")
# Numbers that the shell keeps itself: they cannot carry text.
_NUMBERS = frozenset(
    ("#", "?", "$", "!", "-", "LINENO", "RANDOM", "SRANDOM", "SECONDS", "EPOCHSECONDS", "EPOCHREALTIME", "PPID", "UID",
     "EUID", "BASHPID", "SHLVL", "COLUMNS", "LINES", "OPTIND", "PIPESTATUS", "BASH_LINENO")
)  # fmt: skip
_SCRIPT = frozenset(("0", "BASH_SOURCE", "ZSH_SCRIPT", "~dp0"))
_TEMPORARY = ("/tmp/", "/var/tmp/", "/private/tmp/", "/var/folders/", "/dev/shm/")
_CONSTANTS = {"IFS": " \t\n", "OSTYPE": "linux-gnu", "PWD": ".", "OLDPWD": ".", "cd": ".", "userprofile": "~"}


def free_variable(machine: Machine, name: str) -> Value:
    """A variable that nothing in the script binds: argument, place of the script, or environment."""
    if _POSITION.fullmatch(name):
        inside = machine.frame.function is not None
        return unknown(frozenset({PARAMETER if inside else INPUT}), NONE if inside else frozenset({"input:arguments"}))
    if name in _NUMBERS:
        return unknown(frozenset({CONSTANT}))
    if name in _SCRIPT:
        from plugin_policy.readers.modules import file_path

        return constant(file_path(machine.frame.text))
    known = _CONSTANTS.get(name) or machine.tables.variable(name) or machine.tables.variable(name.upper())
    if known is not None:
        return given(known)
    if name == "ARGUMENTS":
        return unknown(frozenset({INPUT}), frozenset({"input:arguments"}))
    return unknown(frozenset({ENV}), frozenset({f"environment:{name}"}) if name.isupper() else NONE)


def split_word(machine: Machine, word: ir.Node) -> list[Value]:
    """The words a word becomes: an unquoted expansion of known text is split at the field separators."""
    loose = type(word) is ir.Star
    inner = word.value if isinstance(word, ir.Star) else word
    value = machine.value(inner)
    items = value.items()
    if items is not None:
        if loose or (isinstance(inner, ir.Name) and inner.id in "@*"):
            return list(items.items)
        return [items.items[0]] if items.items else [constant("")]
    if not loose:
        return [value]
    separators = machine.lookup("IFS").text() or " \t\n"
    if len(value.alts) == 1:
        return split_at(value, separators)
    firsts = [split_at(Value((alt,), value.origins, value.flows), separators) for alt in value.alts]
    more = [words for words in firsts if len(words) > 1]
    found = [union([words[0] for words in firsts if words])] if any(firsts) else []
    if more:
        found.append(union([words[1] for words in more]) if all(len(words) == 2 for words in more) else value)
    return found


def split_at(value: Value, separators: str) -> list[Value]:
    alt = value.alts[0]
    if type(alt) is Known and isinstance(alt.value, str):
        words = [word for word in re.split("[" + re.escape(separators) + "]", alt.value) if word]
        if len(words) == 1 and words[0] == alt.value:
            return [value]
        return [constant(word).tainted(value.origins, value.flows) for word in words]
    if type(alt) is Parts and any(isinstance(part, str) and set(part) & set(separators) for part in alt.parts):
        return _split_parts(alt, separators)
    return [value]


def _split_parts(alt: Parts, separators: str) -> list[Value]:
    words: list[list[str | Value]] = [[]]
    for part in alt.parts:
        if isinstance(part, Value):
            words[-1].append(part)
            continue
        for index, piece in enumerate(re.split("[" + re.escape(separators) + "]", part)):
            if index:
                words.append([])
            if piece:
                words[-1].append(piece)
    return [join_pieces(word) for word in words if word]


def arithmetic(op: str, left: Value, right: Value) -> Value:
    """Integers in, the text of an integer out."""
    result = binary("//" if op == "/" else op, each(left, _integer), each(right, _integer))
    return each(result, lambda item: str(int(item)) if isinstance(item, int | float) else MISSING)


def _integer(item: object) -> object:
    text = str(item).strip()
    return int(text) if text.lstrip("-").isdigit() and len(text) < 20 else MISSING


def shift_arguments(machine: Machine, parsed: Parsed) -> None:
    """`shift [n]`: the arguments of a function move down; those of the script itself nobody knows."""
    count = parsed.rest[0].text() if parsed.rest else "1"
    items = machine.lookup("@").items()
    if items is None or machine.frame.conditional or machine.frame.loops or not (count or "").isdigit():
        return
    left = items.items[int(count or 1) :]
    for index in range(len(items.items)):
        machine.bind(str(index + 1), left[index] if index < len(left) else constant(""), "local")
    for name in "@*":
        machine.bind(name, Value((Items(left),), origins_of(left), flows_of(left)), "local")


# The folder a script has changed to


def change_folder(machine: Machine, parsed: Parsed) -> None:
    """`cd x`, `pushd x`, `cd -`, `popd`."""
    folders = machine.frame.folders
    given = parsed.rest or [value for name in ("-path", "-literalpath") if (value := parsed.options.get(name))]
    if (not given and folders) or (given and given[0].text() == "-"):
        folders[-1:] = []
    elif given:
        text = given[0].text()
        inside = text is not None and not text.startswith(("/", "~", "$")) and text[1:2] != ":"
        folders.append(join_path([folders[-1], given[0]]) if inside and folders else given[0])


def folder_of(machine: Machine) -> str:
    """The known folder outside the workspace that a script has changed to, else ""."""
    text = machine.frame.folders[-1].text() if machine.frame.folders else None
    return text if text is not None and (text[:1] in ("/", "~") or text[1:2] == ":") else ""


def home_of(machine: Machine, env: dict[str, Value]) -> str:
    """What stands for `~` where the script, or the command's own environment, has given HOME another value."""
    if "HOME" not in env and machine.family != "shell":
        return ""
    value = env["HOME"] if "HOME" in env else machine.lookup("HOME")
    found = subjects("path", value)
    text = found[0] if len(found) == 1 else None
    if text and text.startswith(_TEMPORARY):
        return "/tmp/tmp.home"  # a folder of the script's own, as mktemp names them
    return text if text and text[:1] in "/." else ""


# Files that the code itself writes


def keep_file(machine: Machine, path: Value, content: Value, append: bool) -> None:
    """Remember what a command writes to a file of a known name."""
    name = path.text()
    if name is None or name == "-" or len(machine.written) > 500 or name.startswith("/dev/"):
        return
    name = posixpath.normpath(name)
    old = machine.written.get(name)
    conditional = machine.frame.conditional > 0
    machine.written[name] = union([old, content]) if old is not None and (append or conditional) else content


def kept_file(machine: Machine, path: Value) -> Value | None:
    """What a file holds that was written before, or that a process substitution stands for."""
    found: list[Value] = []
    for alt in path.alts:
        if type(alt) is Instance and alt.of == "=file" and alt.value is not None:
            found.append(alt.value)
        elif type(alt) is Known and isinstance(alt.value, str):
            content = machine.written.get(posixpath.normpath(alt.value))
            if content is not None:
                found.append(content)
    return union(found) if found else None
