"""The public register `incidents/<year>-<n>.toml`: what may be known of an incident while the hole is open.

An open incident has an id, the plugin, its severity, a state and UTC times, nothing else: the repository may be public.
The same files feed response-times (organisation/reports.py).
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from plugin_policy.errors import UsageError
from plugin_policy.incident.files import create, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = "incidents"
OPEN, PINNED_BACK, CLOSED = "open", "pinned-back", "closed"
DONE = (CLOSED, "fixed", "disclosed")  # states of a register kept by hand that need nothing more
EVENTS = ("acknowledged", "assessed", "updates", "fixed", "disclosed")
MAX_SIZE = 1 << 16  # bytes of one file

IN_REGISTER = re.compile(FOLDER + r"/\d{4}-\d{1,6}\.toml")  # a path

_NAME = re.compile(r"(\d{4})-(\d{1,6})")


class Incident:
    """One file of the register. values: everything it says, as TOML gives it."""

    __slots__ = ("path", "values")

    def __init__(self, path: str, values: dict[str, Any]) -> None:
        self.path = path
        self.values = values

    @property
    def id(self) -> str:
        return str(self.values.get("id") or os.path.basename(self.path).removesuffix(".toml"))

    @property
    def plugin(self) -> str:
        return str(self.values.get("plugin") or "")

    @property
    def severity(self) -> str:
        return str(self.values.get("severity") or "")

    @property
    def state(self) -> str:
        return CLOSED if self.values.get("closed") else str(self.values.get("state") or OPEN)

    @property
    def open(self) -> bool:
        return self.state not in DONE


def parse(path: str, data: bytes) -> Incident | str:
    """One file; a string says what is wrong with it."""
    import tomllib

    try:
        return Incident(path, tomllib.loads(data[:MAX_SIZE].decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return f"`{path}` cannot be read: {error}"


def load(root: str) -> list[Incident]:
    """Every incident of a work tree, by id. UsageError for a file that cannot be read: nothing may be overlooked."""
    folder = os.path.join(root, FOLDER)
    found = []
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UsageError(f"{FOLDER}: cannot be read: {error.strerror}") from None
    for name in sorted(names, key=_order):
        if not name.endswith(".toml"):
            continue
        try:
            with open(os.path.join(folder, name), "rb") as stream:
                one = parse(f"{FOLDER}/{name}", stream.read(MAX_SIZE))
        except OSError as error:
            raise UsageError(f"{FOLDER}/{name}: cannot be read: {error.strerror}") from None
        if isinstance(one, str):
            raise UsageError(one)
        found.append(one)
    return found


def by_id(root: str, id: str) -> Incident:
    """The incident of that id. UsageError when there is none."""
    every = load(root)
    found = next((one for one in every if one.id == id), None)
    if found is None:
        known = ", ".join(one.id for one in every if one.open) or "none"
        raise UsageError(f"there is no incident `{id}` in {FOLDER}/ (open: {known})")
    return found


def next_id(root: str, year: int, taken: Iterable[str]) -> str:
    """`<year>-<n>` that neither the register nor `taken` (ids of private records) has."""
    ids = {one.id for one in load(root)} | {os.path.splitext(os.path.basename(one))[0] for one in taken}
    numbers = [int(match[2]) for id in ids if (match := _NAME.fullmatch(id)) and int(match[1]) == year]
    return f"{year}-{max(numbers, default=0) + 1}"


def add(root: str, values: dict[str, Any]) -> str:
    """Write a new file; its path. FileExistsError when somebody else took the id first."""
    path = f"{FOLDER}/{values['id']}.toml"
    os.makedirs(os.path.join(root, FOLDER), exist_ok=True)
    create(os.path.join(root, path), dump(values).encode())
    return path


def record(root: str, incident: Incident, event: str, when: datetime) -> None:
    """Note when something happened, in the file as its author left it: one line more, or one time more in `updates`."""
    full = os.path.join(root, incident.path)
    with open(full, encoding="utf-8", newline="") as stream:
        text = stream.read()
    if event == "updates":
        times = [*incident.values.get("updates", ()), when]
        text = re.sub(r"(?m)^updates\s*=\s*\[[^\]]*\][^\n]*\n?", "", text)
        line = f"updates = {_value(times)}\n"
    else:
        if incident.values.get(event):
            raise UsageError(f"{incident.path} says already when it was {event}: {incident.values[event]}")
        line = f"{event} = {_value(when)}\n"
    table = re.search(r"(?m)^\s*\[", text)
    at = table.start() if table else len(text)
    head = text[:at] if text[:at].endswith("\n") or not text[:at] else text[:at] + "\n"
    replace(full, (head + line + text[at:]).encode())


def rewrite(root: str, incident: Incident) -> None:
    """Write the file anew from its values."""
    replace(os.path.join(root, incident.path), dump(incident.values).encode())


def dump(values: dict[str, Any]) -> str:
    """TOML of strings, times and lists of them; long texts over several lines."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in values.items() if value not in ("", None, []))


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, list):
        items = [_value(item) for item in value]
        return (
            "[" + ", ".join(items) + "]"
            if len(str(items)) < 100
            else "[\n" + "".join(f"    {i},\n" for i in items) + "]"
        )
    text = str(value).encode("utf-8", "replace").decode().replace("\r\n", "\n")
    if "\n" in text:
        return '"""\n' + "\n".join(_escaped(line) for line in text.strip("\n").split("\n")) + '\n"""'
    return '"' + _escaped(text) + '"'


def _escaped(text: str) -> str:
    """https://toml.io/en/v1.0.0#string: quotes, backslashes and control characters."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return re.sub(r"[\x00-\x08\x0a-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _order(name: str) -> tuple[int, int, str]:
    match = _NAME.match(name)
    return (int(match[1]), int(match[2]), name) if match else (0, 0, name)
