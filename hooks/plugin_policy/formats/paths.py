"""Paths that manifests name: they start with `./`, stay inside the plugin, and exist."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from plugin_policy.formats.issue import Issue
from plugin_policy.repository import Plugin
from plugin_policy.surface import Declared

FILE, FOLDER, MISSING = "file", "folder", ""

PATH_FIELDS = (
    "commands", "agents", "skills", "hooks", "mcpServers", "lspServers", "outputStyles", "workflows", "themes",
    "monitors", "types",
)  # fmt: skip


def what_is(plugin: Plugin, relative: str) -> str:
    """FILE, FOLDER or MISSING: what a path relative to the plugin names in the repository (links stay inside)."""
    path = posixpath.normpath(plugin.inside(relative)).lstrip("/")
    repository = plugin.repository
    if path in repository.by_path:
        return FILE
    if path == "." or repository.has_folder(path):
        return FOLDER
    for link, target, inside in repository.links:
        if inside and (path == link or path.startswith(link + "/")):
            moved = posixpath.normpath(posixpath.join(posixpath.dirname(link), target) + path[len(link) :])
            if moved in repository.by_path:
                return FILE
            if repository.has_folder(moved):
                return FOLDER
    return MISSING


def declared_paths(item: Declared) -> Iterator[tuple[str, Declared]]:
    """(field, place) of every path that a manifest or entry names."""
    for field in PATH_FIELDS:
        yield from ((field, place) for place in _strings(item.at(field)))
    for field in ("themes", "monitors"):
        yield from ((field, place) for place in _strings(item.at("experimental", field)))
    commands = item.at("commands")
    for name, command in commands.value.items() if isinstance(commands.value, dict) else ():
        if isinstance(command, dict) and isinstance(command.get("source"), str):
            yield "commands", commands.at(name, "source")


def _strings(item: Declared) -> Iterator[Declared]:
    if isinstance(item.value, str):
        yield item
    for index, value in enumerate(item.value if isinstance(item.value, list) else ()):
        if isinstance(value, str):
            yield item.at(index)


def judge_paths(plugin: Plugin, item: Declared) -> Iterator[Issue]:
    """Missing files and folders, and paths that leave the plugin. In an entry the client looks at `types` alone."""
    entry = bool(item.pointer)
    for field, place in declared_paths(item):
        path = str(place.value)
        if path.startswith(("http://", "https://")):
            continue
        parts = path.replace("\\", "/").split("/")
        if ".." in parts:
            severity = "low" if entry and field != "types" else ""
            yield Issue("path-outside", place.document, place.pointer, path=path, severity=severity)
            continue
        kind = what_is(plugin, path)
        if kind == MISSING:
            yield Issue("missing-path", place.document, place.pointer, path=path, field=field)
        elif field == "skills" and kind == FILE and not entry:
            yield Issue("skills-not-folder", place.document, place.pointer, path=path)
