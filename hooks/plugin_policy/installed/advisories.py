"""Open advisories of installed plugins: from the marketplace's own register, and OSV records in a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

MAX_FILES, MAX_SIZE = 10_000, 1 << 20


def records(folder: str) -> Iterator[dict[str, Any]]:
    """The OSV records (`*.json`) that lie in a folder, or in `plugins/` of it; what is none is passed over."""
    for place in (folder, os.path.join(folder, "plugins")):
        try:
            names = sorted(os.listdir(place))[:MAX_FILES]
        except OSError:
            continue
        for name in names:
            path = os.path.join(place, name)
            if not name.endswith(".json") or not os.path.isfile(path) or os.path.getsize(path) > MAX_SIZE:
                continue
            try:
                with open(path, encoding="utf-8") as stream:
                    value = json.load(stream)
            except (OSError, ValueError, RecursionError):
                continue
            if isinstance(value, dict) and isinstance(value.get("id"), str) and not value.get("withdrawn"):
                yield value


def concerning(record: dict[str, Any], name: str, marketplace: str, repo: str) -> Iterator[dict[str, Any]]:
    """The parts `affected` of a record that are about a plugin: it is named, or its repository is.

    A repository holds many plugins: where the record names one, only that one counts.
    """
    affected = record.get("affected")
    for one in affected if isinstance(affected, list) else ():
        if not isinstance(one, dict):
            continue
        own = one.get("database_specific")
        said = own if isinstance(own, dict) else {}
        if said.get("plugin"):
            if said.get("plugin") == name and said.get("marketplace") in (marketplace, None):
                yield one
        elif repo and any(_address(str(part.get("repo") or "")) == _address(repo) for part in _ranges(one)):
            yield one


def is_affected(one: dict[str, Any], version: str, commit: str) -> bool | None:
    """None when it cannot be told without the history."""
    versions = one.get("versions")
    listed = [str(name).removeprefix("v") for name in versions] if isinstance(versions, list) else []
    if version and version.removeprefix("v") in listed:
        return True
    events = [event for part in _ranges(one) for event in part.get("events") or () if isinstance(event, dict)]
    if commit and any(event.get("introduced") == commit for event in events):
        return True
    if commit and any(event.get("fixed") == commit for event in events):
        return False
    if events and all("fixed" not in event for event in events) and any(e.get("introduced") == "0" for e in events):
        return True
    return False if listed else None


def _ranges(one: dict[str, Any]) -> list[dict[str, Any]]:
    found = one.get("ranges")
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def _address(url: str) -> str:
    """The same for every spelling of an address."""
    text = url.lower().removesuffix("/").removesuffix(".git")
    if "://" not in text and text.count("/") == 1 and ":" not in text:
        return "github.com/" + text
    text = text.partition("://")[2] or text
    return text.rpartition("@")[2].replace(":", "/")
