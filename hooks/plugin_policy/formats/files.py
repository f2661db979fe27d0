"""The files beside a plugin's manifest: hooks, MCP and LSP servers, monitors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.formats import servers
from plugin_policy.formats.hooks import GUARDS
from plugin_policy.formats.issue import Issue
from plugin_policy.formats.schema import load
from plugin_policy.formats.shape import judge_shape, judge_text, soften
from plugin_policy.surface import Declared

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document
    from plugin_policy.repository import File, Plugin

Load = Callable[["File"], "Document"]


def component_files(plugin: Plugin, load_file: Load) -> Iterator[tuple[File, str]]:
    """(file, "hooks" | "mcp" | "lsp" | "monitors") of the default places and of what the manifest names."""
    import posixpath

    seen: set[str] = set()
    default = (("hooks/hooks.json", "hooks"), (".mcp.json", "mcp"), (".lsp.json", "lsp"),
               ("monitors/monitors.json", "monitors"))  # fmt: skip
    wanted = [(plugin.inside(path), kind) for path, kind in default]
    own = plugin.repository.by_path.get(plugin.manifest_path)
    if own is not None and plugin.format == "claude":
        manifest = Declared(own, load_file(own), (), load_file(own).value)
        for field, kind in (("hooks", "hooks"), ("mcpServers", "mcp"), ("lspServers", "lsp"), ("monitors", "monitors")):
            for place in (manifest.at(field), manifest.at("experimental", field)):
                values = place.value if isinstance(place.value, list) else [place.value]
                wanted += [(posixpath.normpath(plugin.inside(path)), kind) for path in values if isinstance(path, str)]
    for path, kind in wanted:
        file = plugin.repository.by_path.get(path)
        if file is not None and path not in seen and (path.endswith(".json") or kind == "hooks"):
            seen.add(path)
            yield file, kind


def judge_file(file: File, kind: str, load_file: Load, options: dict[str, set[str]]) -> Iterator[Issue]:
    for issue in _judge_file(file, kind, load_file, options):
        if kind == "monitors":
            issue.severity = issue.severity or "low"  # the client takes the file without a word, and runs what it can
        yield issue


def _judge_file(file: File, kind: str, load_file: Load, options: dict[str, set[str]]) -> Iterator[Issue]:
    document = load_file(file)
    yield from judge_text(document, file.data, marked=kind not in ("hooks", "mcp"))
    if document.failed:
        return
    item = Declared(file, document, (), document.value)
    if kind == "hooks":
        yield from _hooks_file(item)
    elif kind == "mcp":
        wrapped = isinstance(item.value, dict) and "mcpServers" in item.value
        yield from _mcp_file(item.at("mcpServers") if wrapped else item, options)
    elif kind == "lsp":
        yield from judge_shape(_without_schema(servers.servers_of(item, "lspServers")), "lsp.schema.json")
    else:
        yield from judge_shape(item, "monitors.schema.json")
        yield from servers.judge_monitors(item)


def _mcp_file(item: Declared, options: dict[str, set[str]]) -> Iterator[Issue]:
    """Servers by name. Of a list the client makes servers named 0, 1, …"""
    if not isinstance(item.value, list):
        yield from judge_shape(item, "mcp.schema.json", "#/$defs/servers")
    elif item.value:
        message = (
            f"{'/'.join(('', *map(str, item.pointer))) or 'the file'} is a list: servers stand by name in an object"
        )
        yield Issue("shape", item.document, item.pointer, message=message, severity="note")
        for index in range(len(item.value)):
            yield from judge_shape(item.at(index), "mcp.schema.json", "#/$defs/server")
    yield from servers.judge_mcp(item, options)


def _without_schema(item: Declared) -> Declared:
    """A bare map of servers may carry an editor's `$schema`."""
    if isinstance(item.value, dict) and "$schema" in item.value:
        rest = {key: value for key, value in item.value.items() if key != "$schema"}
        return Declared(item.file, item.document, item.pointer, rest)
    return item


def _hooks_file(item: Declared) -> Iterator[Issue]:
    events = load("hooks.schema.json")["$defs"]["events"]["properties"]
    if isinstance(item.value, dict):
        stray = [key for key in item.value if key in events]
        lost = "hooks" not in item.value and "modules" not in item.value
        for event in stray:
            severity = "" if lost or event in GUARDS else "low"
            yield Issue("stray-event", item.document, (event,), key=True, event=event, severity=severity)
        if stray and lost:
            return
    for issue in judge_shape(item, "hooks.schema.json"):
        if issue.pointer[:1] == ("hooks",) and len(issue.pointer) > 1:
            yield from soften(iter([issue]), item.at("hooks"))
        else:
            yield issue
