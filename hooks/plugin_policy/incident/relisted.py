"""Entries that list a plugin although an open incident took it down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.incident.register import IN_REGISTER, PINNED_BACK, Incident, parse

if TYPE_CHECKING:
    from plugin_policy.repository import Repository


def relisted(repository: Repository) -> Iterator[tuple[int, dict[str, str]]]:
    """(index of the entry, facts): by the entry's name, or by the name in the plugin's own manifest."""
    down = {
        one.plugin.casefold(): one
        for one in _register(repository)
        if isinstance(one, Incident) and one.open and one.plugin and one.state != PINNED_BACK
    }
    entries = (repository.marketplace or {}).get("plugins") if down else None
    own = _own_names(repository) if down else {}
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = str(entry.get("name") or "") if isinstance(entry, dict) else ""
        found = down.get(name.casefold()) or down.get(own.get(index, "").casefold())
        if found is not None:
            yield index, {"entry": name, "name": found.plugin, "incident": found.id}


def unreadable(repository: Repository) -> list[str]:
    """What is wrong with files of the register."""
    return [one for one in _register(repository) if isinstance(one, str)]


def _register(repository: Repository) -> list[Incident | str]:
    paths = sorted(path for path in repository.by_path if IN_REGISTER.fullmatch(path))
    return [parse(path, repository.by_path[path].data) for path in paths]


def _own_names(repository: Repository) -> dict[int, str]:
    """Index of an entry -> the name that the manifest of its plugin gives."""
    import json

    names = {}
    for plugin in repository.plugins:
        manifest = plugin.file(".claude-plugin/plugin.json") if plugin.entries else None
        try:
            value = json.loads(manifest.text.data) if manifest is not None else None
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            names.update({index: str(value["name"]) for index, _ in plugin.entries})
    return names
