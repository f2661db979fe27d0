"""What the recorder heard, by host, with the decoys in it."""

from __future__ import annotations

from plugin_policy.network.hosts import loopback
from plugin_policy.trial.decoys import Decoys
from plugin_policy.trial.marks import found_in
from plugin_policy.trial.mcp import INPUT_HOST


class Heard:
    """decoys: names of those whose mark was said. hidden: encrypted, and not readable. asked: it said something."""

    __slots__ = ("asked", "decoys", "hidden")

    def __init__(self) -> None:
        self.decoys: set[str] = set()
        self.hidden = False
        self.asked = False


def hear(message: dict[str, object], decoys: Decoys) -> dict[str, Heard]:
    """host -> what it was told, in order of the first word to it."""
    rows = message["network"]
    assert isinstance(rows, list)
    marked = _names_with_decoys(rows, decoys)
    found: dict[str, Heard] = {}
    for row in rows:
        host = str(row["name"] or row["server_name"] if row["kind"] == "tcp" else row["name"]) or str(row["address"])
        if row["kind"] == "dns" and _parent(host) in marked:
            host = _parent(host)
        if not host or loopback(host) or host == INPUT_HOST or ("." not in host and ":" not in host):
            continue
        one = found.setdefault(host, Heard())
        if row["kind"] == "dns":
            one.decoys |= marked.get(host, set())
            continue
        data = str(row["data"]).encode("latin-1")
        one.decoys |= found_in(data, decoys.marks)
        one.hidden = one.hidden or bool(row.get("hidden"))
        one.asked = one.asked or bool(data)
    return found


def _parent(name: str) -> str:
    return ".".join(name.split(".")[-2:])


def _names_with_decoys(rows: list[dict[str, object]], decoys: Decoys) -> dict[str, set[str]]:
    """Domain -> decoys in the names that were looked up below it, also cut into several labels or names."""
    by_parent: dict[str, list[str]] = {}
    for row in rows:
        name = str(row["name"])
        if row["kind"] != "dns" or name.count(".") < 2:
            continue
        said = by_parent.setdefault(_parent(name), [])
        below = name.rpartition("." + _parent(name))[0]
        if below not in said[-2:]:
            said.append(below)
    found = {}
    for parent, said in by_parent.items():
        # A counter may stand before or behind each piece.
        ways = ["".join(said), "".join(one.split(".")[0] for one in said), "".join(one.split(".")[-1] for one in said)]
        ways.append("".join(max(one.split("."), key=len) for one in said))
        names = set().union(*(found_in(way.encode("latin-1", "replace"), decoys.marks) for way in ways))
        if names:
            found[parent] = names
    return found
