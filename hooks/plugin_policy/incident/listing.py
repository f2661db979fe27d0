"""Edits of marketplace.json that leave every other byte as it is: an entry out, and back in.

`renames: {name: null}` makes clients drop the plugin from the user's settings at the next update of the marketplace;
`forceRemoveDeletedPlugins` makes them uninstall what is listed no more
(https://code.claude.com/docs/en/plugins/marketplace-reference, and measured with version 2.1.330 of the client).
"""

from __future__ import annotations

import json
import re
from typing import Any

from plugin_policy.errors import UsageError
from plugin_policy.readers.json_scan import Scanner
from plugin_policy.readers.nodes import Node

Edit = tuple[int, int, bytes]
Span = tuple[int, int]

MARK = b"\xef\xbb\xbf"
RENAMES, FORCE = "renames", "forceRemoveDeletedPlugins"


class Listing:
    """marketplace.json with the place of everything in it. UsageError for a file that is no marketplace."""

    def __init__(self, data: bytes, path: str) -> None:
        self.mark = MARK if data.startswith(MARK) else b""
        self.data = data[len(self.mark) :]
        self.path = path
        scanner = Scanner(self.data).run()
        fatal = next((problem for problem in scanner.problems if problem.fatal), None)
        if fatal is not None:
            line = self.data.count(b"\n", 0, fatal.start) + 1
            raise UsageError(f"{path}:{line}: is not valid JSON, and was not touched: {fatal.message}")
        self.value: dict[str, Any] = scanner.value if isinstance(scanner.value, dict) else {}
        entries = self.value.get("plugins")
        if scanner.node is None or not isinstance(entries, list):
            raise UsageError(f"{path}: has no list `plugins`, and was not touched")
        self.node = scanner.node
        self.entries: list[Any] = entries

    @property
    def names(self) -> list[str]:
        return [str(entry.get("name")) if isinstance(entry, dict) else "" for entry in self.entries]

    def index(self, name: str) -> int | None:
        """Where the entry of that name stands. UsageError when several have it."""
        found = [index for index, one in enumerate(self.names) if one == name]
        if len(found) > 1:
            raise UsageError(f"{self.path}: {len(found)} entries are named `{name}`: mend that first")
        return found[0] if found else None

    def span(self, *pointer: str | int) -> Span:
        node = self.node
        for part in pointer:
            node = node.children[part]
        return node.start, node.end

    def spans(self) -> list[Span]:
        """Of the entries."""
        children = self.node.children["plugins"].children
        return [(children[index].start, children[index].end) for index in range(len(self.entries))]

    def text(self, index: int) -> str:
        start, end = self.spans()[index]
        return self.data[start:end].decode("utf-8", "replace")

    def edited(self, edits: list[Edit]) -> bytes:
        """The whole file with the edits made, which do not overlap."""
        data = self.data
        for start, end, new in sorted(edits, reverse=True):
            data = data[:start] + new + data[end:]
        return self.mark + data


def disable(listing: Listing, name: str) -> tuple[bytes, dict[str, Any]]:
    """The file without the entry, and what `relist` needs to bring it back."""
    index = listing.index(name)
    assert index is not None
    spans = listing.spans()
    start, end = spans[index]
    undo: dict[str, Any] = {"entry": listing.text(index), "names": listing.names, "before": None, "after": None}
    if index > 0:
        undo["before"] = listing.data[spans[index - 1][1] : start].decode()
    if index + 1 < len(spans):
        undo["after"] = listing.data[end : spans[index + 1][0]].decode()
    edits = [_cut(spans, index)]
    edits += _say_removed(listing, name, undo)
    return listing.edited(edits), undo


def _cut(spans: list[Span], index: int) -> Edit:
    """Take one of several siblings out, with the comma that is then too many."""
    start, end = spans[index]
    if index + 1 < len(spans):
        return start, spans[index + 1][0], b""
    return (spans[index - 1][1], end, b"") if index else (start, end, b"")


def _say_removed(listing: Listing, name: str, undo: dict[str, Any]) -> list[Edit]:
    """`forceRemoveDeletedPlugins` and `renames`; whole new lines wherever that is possible."""
    edits: list[Edit] = []
    new: list[bytes] = []
    at = listing.node.keys["plugins"][0]
    gap = _gap(listing.data, at)
    if FORCE not in listing.value:
        undo["force"] = ""
        new.append(f'"{FORCE}": true'.encode())
    elif listing.value[FORCE] is not True:
        start, end = listing.span(FORCE)
        undo["force"] = listing.data[start:end].decode()
        edits.append((start, end, b"true"))
    member = json.dumps(name, ensure_ascii=False).encode() + b": null"
    renames = listing.value.get(RENAMES)
    if not isinstance(renames, dict):
        if RENAMES in listing.value:
            raise UsageError(f"{listing.path}: `{RENAMES}` is no object: mend that first")
        undo["renames"] = "object"
        inner = gap + gap.rpartition(b"\n")[2] if b"\n" in gap else b""
        new.append(f'"{RENAMES}": '.encode() + b"{" + inner + member + (gap if inner else b"") + b"}")
    elif name in renames:
        start, end = listing.span(RENAMES, name)
        undo["rename"] = listing.data[start:end].decode()
        edits.append((start, end, b"null"))
    else:
        node = listing.node.children[RENAMES]
        first = min((span[0] for span in node.keys.values()), default=None)
        if first is None:
            edits.append((node.start + 1, node.start + 1, member))
        else:
            edits.append((first, first, member + b"," + _gap(listing.data, first)))
    if new:
        edits.append((at, at, b"".join(one + b"," + gap for one in new)))
    return edits


def relist(listing: Listing, name: str, entry: str, undo: dict[str, Any], *, last: bool) -> bytes:
    """The file with `entry` where it stood, and without what `disable` added.

    last: no other incident is open that still needs `forceRemoveDeletedPlugins` and an object `renames`.
    """
    edits = [_back(listing, entry.encode(), undo)]
    gone = []
    if last and "force" in undo and FORCE in listing.value:
        if undo["force"]:
            edits.append((*listing.span(FORCE), undo["force"].encode()))
        else:
            gone.append(FORCE)
    renames = listing.value.get(RENAMES)
    if isinstance(renames, dict) and name in renames:
        if undo.get("rename"):
            edits.append((*listing.span(RENAMES, name), undo["rename"].encode()))
        elif len(renames) == 1 and last and undo.get("renames") == "object":
            gone.append(RENAMES)
        else:
            edits.append(_without(listing.node.children[RENAMES], name))
    data = listing.edited(edits)
    for member in gone:
        left = Listing(data, listing.path)
        data = left.edited([_without(left.node, member)])
    return data


def _without(node: Node, name: str) -> Edit:
    keys = sorted(node.keys, key=lambda key: node.keys[key][0])
    return _cut([(node.keys[key][0], node.children[key].end) for key in keys], keys.index(name))


def _back(listing: Listing, entry: bytes, undo: dict[str, Any]) -> Edit:
    """Before the next of its old neighbours that is still there, else after the last one before it."""
    names, spans = listing.names, listing.spans()
    old: list[str] = undo["names"]
    here = old.index(json.loads(undo["entry"])["name"])
    following = next((names.index(one) for one in old[here + 1 :] if one in names), None)
    if following is not None:
        at = spans[following][0]
        gap = undo["after"] or "," + _gap(listing.data, at).decode()
        return at, at, entry + gap.encode()
    before = next((names.index(one) for one in reversed(old[:here]) if one in names), len(names) - 1)
    if before >= 0:
        at = spans[before][1]
        gap = undo["before"] or "," + _gap(listing.data, spans[before][0]).decode()
        return at, at, gap.encode() + entry
    start, end = listing.span("plugins")
    rest = listing.data[start + 1 : end - 1]
    return start + 1, start + 1, entry if rest.strip() == b"" else entry + b","


def change(text: str, changes: dict[tuple[str, ...], object]) -> str:
    """The text of a JSON object with values set: replaced where there is one, else added as the last of its object."""
    data = text.encode()
    for pointer, value in changes.items():
        root = Scanner(data).run().node
        assert root is not None
        parent = root
        for part in pointer[:-1]:
            parent = parent.children[part]
        new = json.dumps(value, ensure_ascii=False).encode()
        node = parent.children.get(pointer[-1])
        if value is None and node is not None:
            start, end, new = _without(parent, pointer[-1])
        elif value is None:
            continue
        elif node is not None:
            start, end = node.start, node.end
        else:
            last = max(parent.keys.values())[0]
            start = end = max(child.end for child in parent.children.values())
            new = b"," + _gap(data, last) + json.dumps(pointer[-1]).encode() + b": " + new
        data = data[:start] + new + data[end:]
    return data.decode()


def _gap(data: bytes, at: int) -> bytes:
    """The white space before an offset."""
    match = re.search(rb"[ \t\r\n]*\Z", data[max(0, at - 500) : at])
    return match[0] if match else b""
