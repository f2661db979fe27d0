"""From an argument vector to what it pulls in: wrappers are opened, then a runner or an installer is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.commands import split_commands
from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.fetchers import FETCHERS, INSTALLS
from plugin_policy.dependencies.installs import INSTALLERS as PLAIN_INSTALLERS
from plugin_policy.dependencies.options import read_options, words
from plugin_policy.dependencies.runners import RUNNERS as PLAIN_RUNNERS

RUNNERS = PLAIN_RUNNERS | FETCHERS
INSTALLERS = PLAIN_INSTALLERS | INSTALLS

MAX_OPENED = 64  # wrappers and nested commands of one argument vector

_SHELLS = frozenset(["sh", "bash", "zsh", "dash", "ksh", "fish", "ash"])
_POWERSHELLS = frozenset(["powershell", "pwsh"])
# Wrappers that run the words behind their options, with the options of theirs that take a value.
_PREFIXES = {
    "sudo": "-u --user -g --group -C -h --host -p --prompt -r -t -T -U -D --chdir -R --chroot",
    "doas": "-u -C",
    "env": "-u --unset -C --chdir",
    "nice": "-n --adjustment",
    "ionice": "-c -n -p",
    "nohup": "",
    "time": "-f -o",
    "timeout": "-k --kill-after -s --signal",
    "stdbuf": "-i -o -e",
    "setsid": "",
    "command": "",
    "exec": "-a",
    "builtin": "",
    "eval": "",
    "xargs": "-I -n -P -L -d -E -s -a --max-args --max-procs --replace --delimiter",
    "caffeinate": "-t -w",
    "winpty": "",
    "wsl": "-d --distribution -u --user --cd",
    "corepack": "",
    "arch": "",
    "cross-env": "",
    "dotenv": "-e -f -v -p",
    "npx.cmd": "",
}
_OPERANDS = {"timeout": 1}  # operands of the wrapper itself before the command
_GLOBAL_VALUES = words(
    "--package -p --prefix --registry --cache --userconfig -C --dir --cwd -w --workspace --filter -F --loglevel "
    "--reporter --directory --project --config-file --cache-dir --color --python --log-level -n --name --root -d "
    "--working-dir --extra-experimental-features --experimental-features"
)
_SUBCOMMAND_PROGRAMS = frozenset({words[0] for words in (*RUNNERS, *INSTALLERS) if len(words) > 1} | {"uv"})
_LAUNCHERS = frozenset({words[0] for words in RUNNERS} | {"npm", "pnpm", "yarn", "bun", "uv", "pipx", "deno", "go"})
_NESTED = frozenset(["npx", "uvx", "bunx", "pnpx", "docker", "podman", "pipx"])


def from_command_line(text: str) -> Iterator[tuple[Dependency, int]]:
    """(dependency, offset of its command in text) for every command of a piece of shell text."""
    for command in split_commands(text):
        for dependency in from_argv(command.argv):
            yield dependency, command.offset


def from_argv(argv: list[str]) -> Iterator[Dependency]:
    """What a program with these arguments pulls in, through wrappers and shells."""
    pending, opened = [argv], 0
    while pending and opened < MAX_OPENED:
        opened += 1
        current = pending.pop(0)
        found, inner = _open(current)
        yield from found
        pending += inner


def program_name(word: str) -> str:
    """`/usr/bin/npx`, `npx.cmd`, `NPX.EXE` -> `npx`"""
    name = re.split(r"[/\\]", word)[-1]
    return re.sub(r"\.(?:exe|cmd|bat|ps1)\Z", "", name, flags=re.I) if "." in name else name


def _open(argv: list[str]) -> tuple[list[Dependency], list[list[str]]]:
    """(what this command pulls in, commands that it runs)"""
    while argv and re.match(r"[A-Za-z_]\w*=", argv[0]):
        argv = argv[1:]
    if not argv:
        return [], []
    program = program_name(argv[0])
    lowered = program.lower()
    if lowered in _SHELLS or lowered in _POWERSHELLS or lowered == "cmd":
        return [], _shell(lowered, argv[1:])
    if lowered in _PREFIXES:
        return [], [_behind_prefix(lowered, argv[1:])]
    module = _python_module(program, argv[1:])
    if module:
        return [], [module]
    found = _recognised(program, argv[1:])
    if found is not None:
        dependencies, rest = found
        return dependencies, _launched_behind(rest)
    return [], _launched_behind(argv[1:]) if len(argv) > 1 else []


def _recognised(program: str, arguments: list[str]) -> tuple[list[Dependency], list[str]] | None:
    command = [program]
    if program in _SUBCOMMAND_PROGRAMS and program not in ("docker", "podman", "nerdctl") and program != "pacman":
        general = read_options(arguments, _GLOBAL_VALUES)
        leading = arguments[: general.rest] if general.rest > 0 else []
        command += general.operands
        arguments = leading
    else:
        command, arguments = [program, *arguments[:1]], arguments[1:]
        if (program,) in RUNNERS:
            return RUNNERS[(program,)](command[1:] + arguments, program)
    for length in (3, 2):
        key = tuple(command[:length])
        if key in RUNNERS:
            return RUNNERS[key](arguments + command[length:], " ".join(key))
        if key in INSTALLERS:
            return list(INSTALLERS[key](arguments + command[length:], " ".join(key))), []
    return None


def _shell(program: str, arguments: list[str]) -> list[list[str]]:
    """The commands of `sh -c text`, `cmd /c words`, `powershell -Command words`."""
    text = ""
    if program == "cmd":
        at = next((index for index, word in enumerate(arguments) if re.match(r"/[ck]", word, re.I)), -1)
        text = " ".join(_quoted(arguments[at + 1 :])) if at >= 0 else ""
        text = (arguments[at][2:] + " " + text).strip() if at >= 0 else ""
    elif program in _POWERSHELLS:
        at = next(
            (i for i, word in enumerate(arguments) if re.match(r"[-/]c(?:o|om|omm|omma|omman|ommand)?\Z", word, re.I)),
            -1,
        )
        text = " ".join(arguments[at + 1 :]) if at >= 0 else ""
        text = re.sub(r"\A\s*&\s*", "", text)
    else:
        at = next((i for i, word in enumerate(arguments) if re.match(r"-\w*c\w*\Z", word)), -1)
        text = arguments[at + 1] if 0 <= at < len(arguments) - 1 else ""
    return [command.argv for command in split_commands(text)]


def _quoted(words: list[str]) -> list[str]:
    """Words of an argument vector as shell text again; one word alone is a command line itself."""
    if len(words) == 1:
        return words
    return ["'" + word + "'" if re.search(r"[\s;&|<>()$`\"#]", word) and "'" not in word else word for word in words]


def _behind_prefix(program: str, arguments: list[str]) -> list[str]:
    values = frozenset(_PREFIXES[program].split())
    if program == "env":
        for index, word in enumerate(arguments):
            text = arguments[index + 1 :] if word in ("-S", "--split-string") else None
            if re.match(r"-[ivS]*S.|--split-string=", word):
                text = [re.sub(r"\A(?:-[ivS]*?S|--split-string=)", "", word), *arguments[index + 1 :]]
            if text:
                return [part for command in split_commands(text[0]) for part in command.argv] + text[1:]
    options = read_options(arguments, values)
    behind = options.operands[_OPERANDS.get(program, 0) :]
    if program == "eval" or (program == "wsl" and len(behind) == 1):
        return [word for command in split_commands(" ".join(behind)) for word in command.argv]
    return behind


def _python_module(program: str, arguments: list[str]) -> list[str]:
    """`python -m pip …` is `pip …`; also uv, pipx."""
    if re.fullmatch(r"(?:python|pypy)[\d.]*w?|py", program):
        at = arguments.index("-m") if "-m" in arguments[:6] else -1
        if 0 <= at < len(arguments) - 1 and arguments[at + 1] in ("pip", "uv", "pipx", "pdm", "poetry", "pipenv"):
            return arguments[at + 1 :]
    if re.fullmatch(r"pip\d[\d.]*", program):
        return ["pip", *arguments]
    return []


def _launched_behind(words: list[str]) -> list[list[str]]:
    """Commands among the arguments of another program: behind `--`, as words, or as one quoted text."""
    if "--" in words:
        behind = words[words.index("--") + 1 :]
        if behind and program_name(behind[0]) in _LAUNCHERS | _SHELLS | {"cmd", "env"}:
            return [behind]
    for index, word in enumerate(words):
        if word in _NESTED and index + 1 < len(words):
            return [words[index:]]
        if re.match(r"(?:npx|uvx|bunx|pnpx|docker run|pipx run|uv (?:tool )?run|npm exec)\s", word):
            return [command.argv for command in split_commands(word)] + _launched_behind(words[index + 1 :])
    return []
