"""What strace wrote, as events: which process called what, with the paths made whole.

The lines hold what the plugin chose (names, arguments): strings are quoted and escaped by strace, and nothing here
trusts more than that.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

MAX_EVENTS = 300_000
_LINE = re.compile(r"(\d+) +(?:(\w+)\((.*)|<\.\.\. (\w+) resumed>(.*))", re.DOTALL)
_WHOLE = re.compile(r"(.*)\) += (-?\d+|\?|0x[0-9a-f]+)(.*)", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FOLDER = re.compile(r"(AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>")
_OPENED = re.compile(r"^<(/(?:[^>\\]|\\.)*)>")
_PID = re.compile(r"(\d+) in strace's PID NS")
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]{2}|.)")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "f": "\f"}
FORKS = ("fork", "vfork", "clone", "clone3")


class Event:
    """call: the system call. paths: absolute, as given; opened: what the descriptor that came back stands for.

    strings: every quoted string, unescaped. failed: the error's name, "" when it went well. text: the arguments.
    """

    __slots__ = ("call", "failed", "opened", "paths", "pid", "result", "strings", "text")

    def __init__(self, pid: int, call: str, text: str, result: str, rest: str) -> None:
        self.pid = pid
        self.call = call
        self.text = text
        self.result = result
        error = re.match(r" ([A-Z0-9]+)", rest)
        self.failed = error.group(1) if error and result == "-1" else ""
        opened = _OPENED.match(rest)
        self.opened = unescape(opened.group(1)) if opened else ""
        self.strings = [unescape(found) for found in _STRING.findall(text)]
        self.paths: list[str] = []


class Trace:
    """events: in order. parents: process -> the process that made it."""

    def __init__(self, text: str, start: str) -> None:
        self.parents: dict[int, int] = {}
        self.events: list[Event] = []
        self._folders: dict[int, str] = {}
        self._start = start
        for event in _events(text):
            if event.call in FORKS:
                self._born(event)
            self._place(event)
            self.events.append(event)

    def _born(self, event: Event) -> None:
        # A thread or child may be seen before the call that made it returns.
        found = _PID.search(event.text.rpartition(")")[2] + event.result)
        if found and not event.failed:
            self.parents[int(found.group(1))] = event.pid

    def _place(self, event: Event) -> None:
        folders = _FOLDER.findall(event.text)
        for name, path in folders:
            if name == "AT_FDCWD":
                self._folders[event.pid] = unescape(path)
        here = self._folders.get(event.pid)
        if here is None:
            here = self._folders.get(self.parents.get(event.pid, 0), self._start)
        if event.call in ("connect", "bind", "kill", "sendto", "sendmsg", "sendmmsg"):
            return
        count = 2 if "rename" in event.call or ("link" in event.call and event.call[:2] in ("li", "sy")) else 1
        bases = [unescape(path) for _, path in folders] or [here]
        for index, path in enumerate(event.strings[:count]):
            base = bases[min(index, len(bases) - 1)]
            event.paths.append(posixpath.normpath(posixpath.join(base, path)) if path else base)
        if event.call == "chdir" and event.paths and not event.failed:
            self._folders[event.pid] = event.paths[0]


def _events(text: str) -> Iterator[Event]:
    begun: dict[int, tuple[str, str]] = {}
    for number, line in enumerate(text.split("\n")):
        if number > MAX_EVENTS:
            return
        found = _LINE.match(line)
        if found is None:
            continue
        pid, call, rest = int(found.group(1)), found.group(2), found.group(3)
        if call is None:
            call, before = begun.pop(pid, ("", ""))
            if not call:
                continue
            rest = before + found.group(5)
        elif rest.endswith("<unfinished ...>"):
            begun[pid] = (call, rest.removesuffix("<unfinished ...>"))
            continue
        whole = _WHOLE.match(rest)
        if whole is not None:
            event = Event(pid, call, whole.group(1), whole.group(2), whole.group(3))
            if call in FORKS:
                event.text += ")" + whole.group(3)
            yield event
    for pid, (call, before) in begun.items():
        yield Event(pid, call, before, "?", "")  # it was stopped in the middle of this


def unescape(text: str) -> str:
    """A string as strace quotes it; bytes beyond ASCII come out as they would be read in Latin-1."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    what = found.group(1)
    if what[0] in "01234567":
        return chr(int(what, 8) & 255)
    if what[0] == "x" and len(what) == 3:
        return chr(int(what[1:], 16))
    return _PLAIN.get(what, what)
