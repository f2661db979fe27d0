"""What has one right answer, mended in the file: the rest of the file stays byte for byte as it is."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from plugin_policy.formats.paths import MISSING, what_is

if TYPE_CHECKING:
    from plugin_policy.formats.issue import Issue
    from plugin_policy.repository import File, Plugin, Repository

Edit = tuple[int, int, bytes]  # start and end in the file's Text, and what to put there

MARK = b"\xef\xbb\xbf"


def edit_for(issue: Issue, plugin: Plugin) -> Edit | None:
    """The change that mends an issue; None where a person must decide."""
    document = issue.document
    if document.text.language != "json" or document.text.parent is not None:
        return None
    start, end = issue.place()
    raw = document.text.data[start:end]
    if issue.rule == "syntax":
        return (start, end, b"") if issue.fields.get("kind") == "trailing-comma" else None
    if issue.rule in ("unknown-field", "shape", "hook-ignored") and issue.key:
        suggestion = issue.fields.get("suggestion")
        return (start, end, json.dumps(suggestion).encode()) if suggestion else None
    if issue.rule == "misspelt-variable":
        return start, end, raw.replace(str(issue.fields["name"]).encode(), str(issue.fields["guess"]).encode())
    if issue.rule == "unquoted-root":
        return _quote(issue)
    if issue.rule == "bad-source" and str(issue.fields["why"]).startswith("must begin with"):
        value = document.get(*issue.pointer)
        here = isinstance(value, str) and bool(value) and value[0] not in "/~ " and what_is(plugin, value) != MISSING
        return (start, end, json.dumps(f"./{value}").encode()) if here else None
    if issue.rule in ("shape", "hook-ignored"):
        mended = _value(issue, plugin)
        return (start, end, mended) if mended is not None else None
    return None


def _quote(issue: Issue) -> Edit | None:
    """The variable in quotes, where it stands in the source."""
    child = issue.document.child(issue.pointer, "shell")
    at = issue.fields["at"]
    if child is None or not isinstance(at, int):
        return None
    match = re.compile(rb"\$\{CLAUDE_PLUGIN_ROOT\}|\$CLAUDE_PLUGIN_ROOT").match(child.data, at)
    if match is None:
        return None
    start, end = child.to_root(*match.span())
    return start, end, b'\\"' + match[0] + b'\\"'


def _value(issue: Issue, plugin: Plugin) -> bytes | None:
    """Another value of the right form, when the wrong one says which."""
    value = issue.document.get(*issue.pointer)
    name, message = str(issue.pointer[-1]) if issue.pointer else "", str(issue.fields["message"])
    made: object = None
    if isinstance(value, str):
        if "must begin with `./`" in message and not value.startswith("/") and what_is(plugin, value) != MISSING:
            made = "./" + value
        elif name == "sha" and re.fullmatch(r"[0-9A-F]{40}", value.upper()):
            made = value.lower()
        elif name == "timeout" and re.fullmatch(r"[1-9][0-9]{0,5}", value):
            made = int(value)
        elif name in ("author", "owner") and re.fullmatch(r"[^<>()@]+", value):
            made = {"name": value}
    elif name == "version" and type(value) in (int, float):
        start, end = issue.place()
        return b'"' + issue.text.data[start:end] + b'"'
    elif name == "repository" and isinstance(value, dict) and isinstance(value.get("url"), str):
        made = value["url"]
    return json.dumps(made, ensure_ascii=False).encode() if made is not None else None


def apply(repository: Repository, edits: dict[str, list[Edit]]) -> set[str]:
    """Write the changed files of the work tree; paths of those that changed. An edit that overlaps another waits."""
    changed = set()
    for path, wanted in edits.items():
        file = repository.by_path[path]
        text = file.text.data
        mark = MARK if file.data.startswith(MARK) else b""
        if file.data != mark + text or not _own(repository, file):
            continue
        last = len(text) + 1
        for start, end, new in sorted(set(wanted), reverse=True):
            if end <= last:
                text = text[:start] + new + text[end:]
                last = start
        if text != file.data:
            with open(os.path.join(repository.root, path), "wb") as stream:
                stream.write(text)
            changed.add(path)
    return changed


def _own(repository: Repository, file: File) -> bool:
    """A regular file of the work tree itself, not one that a symlink leads to."""
    full = os.path.join(repository.root, file.path)
    root = os.path.realpath(repository.root)
    return not file.through and os.path.isfile(full) and os.path.realpath(full) == os.path.join(root, file.path)
