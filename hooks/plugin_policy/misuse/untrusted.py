"""Input that reaches a shell as part of its text, and programs that are downloaded and run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.capabilities.use import (
    COMMAND,
    CONNECT,
    CONSTANT,
    DECODED,
    ENV,
    EVALUATE,
    FILE,
    INPUT,
    KEEP,
    MODEL,
    NETWORK,
    WRITE,
    Use,
)
from plugin_policy.misuse.misuse import Misuse, argv_of, misuse
from plugin_policy.pattern import later
from plugin_policy.text import RUNS, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

# origin -> (what it is called, severity of letting it into a shell's text)
UNTRUSTED = {
    NETWORK: ("what a connection brought", "critical"),
    INPUT: ("input", "high"),
    MODEL: ("a model's output", "high"),
    FILE: ("the content of a file", "medium"),
    ENV: ("an environment variable", "medium"),
}
DOWNLOADERS = frozenset(
    ("curl", "wget", "aria2c", "fetch", "http", "https", "invoke-webrequest", "iwr", "invoke-restmethod", "irm",
     "start-bitstransfer", "urllib.request.urlretrieve", "certutil", "bitsadmin")
)  # fmt: skip
SHELLS = frozenset(("sh", "bash", "zsh", "dash", "ksh", "fish"))
# Programs of Windows, and Deno, that run what an address names.
REMOTE_RUNNERS = frozenset(("mshta", "regsvr32", "msiexec", "wscript", "cscript", "deno"))
UNPACKERS = frozenset(("tar", "gtar", "bsdtar", "unzip", "7z", "7za", "cpio", "expand-archive", "unrar"))
_ADDRESS = later(r"(?:/i:|\\)?(?:https?://|\\\\[\w.-]+\\)", re.IGNORECASE)
_ARGUMENTS = re.compile(rb"\$(?:ARGUMENTS\b|\{ARGUMENTS\}|[1-9]\b)")


def find(uses: list[Use], paths: Iterable[str] = ()) -> Iterator[Misuse]:
    """paths: of the plugin's own files."""
    for use in uses:
        if use.capability == EVALUATE:
            yield from _of_text(use)
    for use in uses:  # after the texts: of two at one place the first counts
        if use.capability == COMMAND and use.subject is None and not use.detail.get("shell"):
            yield from _of_program(use)
        elif use.capability == COMMAND and use.subject in REMOTE_RUNNERS:
            yield from _of_address(use)
    yield from _fetched_and_run(uses)
    yield from _unpacked_and_run(uses, paths)


def _of_address(use: Use) -> Iterator[Misuse]:
    """`mshta https://…`, `regsvr32 /i:https://…`, `deno run https://…`."""
    words = argv_of(use)
    runs = use.subject != "deno" or words[1:2] == ["run"]
    if runs and any(_ADDRESS.match(word) for word in words[1:]):
        yield misuse("download-and-run", use, f"`{use.subject}` runs what an address brings, unseen", "high")


def _unpacked_and_run(uses: list[Use], paths: Iterable[str]) -> Iterator[Misuse]:
    """`curl … | tar xz && ./x/install`: a program by a path that the plugin does not have."""
    unpacked: dict[int, int] = {}
    brought: set[tuple[int, str]] = set()
    for use in uses:
        brought |= {(id(use.text), _plain(name)) for name in _brought(use)}
    for use in uses:
        if use.capability != COMMAND or use.subject not in UNPACKERS:
            continue
        flows = use.detail.get("flows")
        piped = isinstance(flows, list) and any(str(flow).startswith("connect:") for flow in flows)
        if piped or any((id(use.text), _plain(word)) in brought for word in argv_of(use)[1:]):
            unpacked.setdefault(id(use.text), use.start)
    own = [f"/{path}" for path in paths] if unpacked else []
    for use in uses:
        if use.capability != COMMAND or unpacked.get(id(use.text), use.start) >= use.start:
            continue
        words = argv_of(use)
        scripts = words[:1] if use.detail.get("note") != "interpreter" else words[1:2]
        for word in scripts:
            name = _plain(word)
            if "/" in name and name[0] not in "/~$*{-" and not any(path.endswith("/" + name) for path in own):
                yield misuse("download-and-run", use, f"runs `{word}` out of an archive that was just brought, unseen")


def _of_text(use: Use) -> Iterator[Misuse]:
    """A shell's or interpreter's text with holes in it."""
    started = use.detail.get("started")
    if started == "language" or use.via.lower() in ("iex", "invoke-expression"):
        return  # eval and its kind are no-eval's
    if use.detail.get("note") == "descriptor":
        if NETWORK in use.origins:
            message = "a connection becomes standard input or output, as a reverse shell does"
            yield misuse("download-and-run", use, message, "critical")
        return
    if NETWORK in use.origins:
        message = f"`{_program(use.via)}` runs what a download brings, unseen"
        yield misuse("download-and-run", use, message)
        return
    if use.detail.get("language") not in ("shell", "powershell", "batch") or use.detail.get("note") == "quoted":
        return
    if use.detail.get("known") == "none" and started == "shell":
        yield from _of_whole(use)
    if use.detail.get("known") != "parts":
        return
    for origin, (name, severity) in UNTRUSTED.items():
        if origin in use.origins and not _only_own_environment(use, origin):
            message = f"{name} becomes part of the text that `{_program(use.via)}` gives to a shell"
            yield misuse("untrusted-input", use, message, severity)
            return
    message = f"the text that `{_program(use.via)}` gives to a shell is put together from values nobody can see here"
    yield misuse("untrusted-input", use, message, "low")


def _of_whole(use: Use) -> Iterator[Misuse]:
    """A whole text for a shell. What others than the caller decide is no-eval's."""
    if not use.origins & {INPUT, MODEL, ENV, NETWORK, DECODED, CONSTANT}:
        message = f"the whole text that `{_program(use.via)}` gives to a shell is a value nobody can see here"
        yield misuse("untrusted-input", use, message, "low")
    elif _from_caller(use):
        message = f"an argument of the command line is the whole text that `{_program(use.via)}` gives to a shell"
        yield misuse("untrusted-input", use, message, "low")


def _of_program(use: Use) -> Iterator[Misuse]:
    """What comes from outside chooses which program starts. A variable does so by custom (`$EDITOR`), and the
    arguments of a shell script too (`"$@"`)."""
    if use.via == "shell" and not any(flow.startswith("input:stdin") for flow in _chosen(use)):
        return
    if use.detail.get("note") == "stdin":
        return  # this feeds a program; what started it is a use of its own
    for origin in (NETWORK, INPUT, MODEL):
        if origin in use.origins:
            severity = "low" if _from_caller(use) else "high" if origin == NETWORK else "medium"
            message = f"{UNTRUSTED[origin][0]} decides which program `{_program(use.via)}` starts"
            yield misuse("untrusted-input", use, message, severity)
            return


def _from_caller(use: Use) -> bool:
    """A command line that the caller gives as an argument: a tool like `time`."""
    return set(_chosen(use)) == {"input:argv"}


def _chosen(use: Use) -> list[str]:
    """The flows of a program's name, else of the text."""
    flows = use.detail.get("chosen", use.detail.get("flows"))
    return [str(flow) for flow in flows] if isinstance(flows, list) else []


def _program(via: str) -> str:
    """`bash -c` stays; where the text stands among the arguments (`tmux 0`) or that it is stdin says nothing."""
    return via.rstrip("<0123456789:- ") if via[-1:] in "<0123456789:" else via


def _only_own_environment(use: Use, origin: str) -> bool:
    """Claude Code's own variables, the home folder and the like are set by the user's machine, not by a stranger."""
    if origin != ENV:
        return False
    flows = use.detail.get("flows")
    names = [str(flow).partition(":")[2] for flow in flows] if isinstance(flows, list) else []
    own = ("CLAUDE_", "HOME", "PATH", "PWD", "USER", "SHELL", "TMPDIR", "XDG_", "VIRTUAL_ENV", "NVM_", "PYTHON")
    return bool(names) and all(name.startswith(own) for name in names)


def _fetched_and_run(uses: list[Use]) -> Iterator[Misuse]:
    """A file that a downloader writes and that the same Text starts afterwards."""
    written: dict[tuple[int, str], Use] = {}
    for use in uses:
        for name in _brought(use):
            written.setdefault((id(use.text), _plain(name)), use)
    shells = {(id(use.text), use.start) for use in uses if use.capability == COMMAND and use.subject in SHELLS}
    for use in uses:
        if use.capability == CONNECT and use.via[:1] in (">", "<", "&") and (id(use.text), use.start) in shells:
            yield misuse("download-and-run", use, "a shell takes its commands from a connection", "critical")
        if use.capability == COMMAND and written:
            words = argv_of(use)
            scripts = words[:1] if use.detail.get("note") != "interpreter" else words[1:2]
            for word in scripts:
                source = written.get((id(use.text), _plain(word)))
                if source is not None and source.start < use.start:
                    yield misuse("download-and-run", use, f"runs `{word}`, which a download just brought, unseen")


def _brought(use: Use) -> list[str]:
    """Files that a use fills with what a connection brings."""
    if use.subject and use.capability in (WRITE, KEEP):
        flows = use.detail.get("flows")
        fetched = isinstance(flows, list) and any(str(flow).startswith("connect:") for flow in flows)
        return [use.subject] if fetched or use.via.lower() in DOWNLOADERS else []
    words = argv_of(use) if use.capability == COMMAND else []
    if (use.subject == "wget" and not _OUTPUT & set(words)) or (use.subject == "curl" and "-O" in words):
        return [word.rpartition("/")[2] for word in words[1:] if "://" in word]
    return []


_OUTPUT = frozenset(("-O", "-o", "--output-document", "-qO-", "-O-"))


def _plain(path: str) -> str:
    return path.removeprefix("./")


def find_arguments(texts: Iterable[Text]) -> Iterator[Misuse]:
    """`$ARGUMENTS` in a command that runs when a skill or command is loaded: it is put into the text before any shell
    sees it, so that no quote protects it."""
    for text in texts:
        if text.language != "shell" or text.channel != RUNS or text.parent is None:
            continue
        if text.root.language != "markdown":
            continue
        match = _ARGUMENTS.search(text.data)
        if match is not None:
            message = f"`{match[0].decode()}` is put into this shell text as it is: whoever calls it can run anything"
            yield Misuse("untrusted-input", text, match.start(), match.end(), message, severity="medium")
