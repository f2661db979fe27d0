"""Every place in a plugin that executes or instructs, with the file and the position it is declared at.

Where each kind may stand: the plugin's manifest, its marketplace entries, the default folders, and front matter
(code.claude.com/docs/en/plugins/manifest-reference). What a newer client might run is listed too: a surface that
the client ignores today carries the reason in `inert`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from plugin_policy.readers.manifest import Document, Pointer, front_matter, parse
from plugin_policy.repository import MARKETPLACE, File, Plugin
from plugin_policy.surface import (
    AGENT,
    BIN,
    COMMAND,
    HELPER,
    HOOK,
    INSTALL,
    LSP,
    MCP,
    MOD,
    MONITOR,
    SCRIPT,
    SKILL,
    STATUS,
    STYLE,
    THEME,
    WORKFLOW,
    Declared,
    Surface,
)  # fmt: skip

Load = Callable[[File], Document]


def surfaces(plugin: Plugin, load: Load | None = None) -> list[Surface]:
    """All surfaces of a plugin, by path and position. `load` parses a manifest file (and may cache)."""
    found = list(_Collector(plugin, load or (lambda file: parse(file.text))).collect())
    found.sort(key=lambda surface: (surface.path, surface.pointer != (), tuple(map(str, surface.pointer))))
    return found


def manifests(plugin: Plugin, load: Load) -> list[Declared]:
    """The plugin's own manifest and every marketplace entry that points at it."""
    found = []
    own = plugin.repository.by_path.get(plugin.manifest_path)
    if own is not None and not plugin.is_repository:
        document = load(own)
        found.append(Declared(own, document, (), document.value))
    market = plugin.repository.by_path.get(MARKETPLACE)
    if market is not None and plugin.entries:
        document = load(market)
        for index, _ in plugin.entries:
            found.append(Declared(market, document, ("plugins", index), document.get("plugins", index)))
    return [item for item in found if isinstance(item.value, dict)]


class _Collector:
    def __init__(self, plugin: Plugin, load: Load) -> None:
        self.plugin = plugin
        self.load = load
        self.seen: set[tuple[str, str, Pointer]] = set()
        self.taken: set[str] = set()  # files that are a surface as a whole

    def collect(self) -> Iterator[Surface]:
        for surface in self._all():
            key = (surface.kind, surface.path, surface.pointer)
            if key not in self.seen:
                self.seen.add(key)
                if surface.document is None:
                    self.taken.add(surface.path)
                yield surface

    def _all(self) -> Iterator[Surface]:
        for item in manifests(self.plugin, self.load):
            yield from self._manifest(item)
        for folder in ("", ".claude/"):
            yield from self._defaults(folder)
        for file in self.plugin.files:
            if file.path not in self.taken and self._is_code(file):
                yield Surface(SCRIPT, file.name, self.plugin, file)

    @staticmethod
    def _is_code(file: File) -> bool:
        from plugin_policy.languages import CODE, UNREAD_CODE

        return file.language in CODE or file.language in UNREAD_CODE or file.language == "batch"

    # What manifests and entries declare

    def _manifest(self, item: Declared) -> Iterator[Surface]:
        experimental = item.at("experimental")
        yield from self._each(item.at("hooks"), self._hooks, path_inert=len(item.pointer) > 0)
        yield from self._each(item.at("mcpServers"), self._servers(MCP))
        yield from self._each(item.at("lspServers"), self._servers(LSP))
        for holder in (item, experimental):
            yield from self._each(holder.at("monitors"), self._monitors)
            yield from self._files(holder.at("themes"), THEME, (".json",))
        yield from self._commands(item.at("commands"))
        yield from self._files(item.at("agents"), AGENT, (".md",))
        yield from self._files(item.at("skills"), SKILL, ("SKILL.md",))
        yield from self._files(item.at("outputStyles"), STYLE, (".md",))
        yield from self._files(item.at("workflows"), WORKFLOW, (".js", ".mjs", ".ts"))
        yield from self._status_lines(item.at("settings"))
        if item.pointer:
            yield from self._entry(item)

    def _entry(self, item: Declared) -> Iterator[Surface]:
        name = str(item.at("name").value or "")
        if isinstance(item.at("headersHelper").value, str):
            yield self._made(HELPER, name, item, "headersHelper")
        source = item.at("source")
        if isinstance(source.value, dict) and isinstance(source.value.get("command"), str):
            yield self._made(INSTALL, name, source)

    def _each(
        self, item: Declared, read: Callable[[Declared], Iterator[Surface]], *, path_inert: bool = False
    ) -> Iterator[Surface]:
        """An inline value, the path of a file that holds it, or a list of both."""
        items = [item.at(index) for index in range(len(item.value))] if isinstance(item.value, list) else [item]
        if read == self._monitors and isinstance(item.value, list):
            items = [item]
        for one in items:
            if isinstance(one.value, str):
                file = self._file(one.value)
                if file is not None and file.opened > 0:
                    yield from self._bundle(file)
                if file is None or file.language not in ("json", "yaml", "toml"):
                    continue
                document = self.load(file)
                for surface in read(Declared(file, document, (), document.value)):
                    if path_inert and surface.kind in (HOOK, MOD):
                        surface.inert = "a path as an entry's `hooks` is never read"
                    yield surface
            else:
                yield from read(one)

    def _file(self, relative: str) -> File | None:
        relative = relative.replace("${CLAUDE_PLUGIN_ROOT}", ".")
        path = posixpath.normpath(self.plugin.inside(relative)).lstrip("/")
        return self.plugin.repository.by_path.get(path)

    def _hooks(self, item: Declared) -> Iterator[Surface]:
        """The map of events, bare or under `hooks`; and the modules beside it."""
        inner = item.at("hooks")
        events = inner if isinstance(inner.value, dict) else item
        for event, groups in events.value.items() if isinstance(events.value, dict) else ():
            for index, group in enumerate(groups if isinstance(groups, list) else ()):
                handlers = group.get("hooks") if isinstance(group, dict) else None
                for number, handler in enumerate(handlers if isinstance(handlers, list) else ()):
                    if isinstance(handler, dict):
                        yield self._handler(events.at(event, index, "hooks", number), event, group)
        modules = item.at("modules")
        for index, module in enumerate(modules.value if isinstance(modules.value, list) else ()):
            if isinstance(module, str):
                yield from self._mod(modules.at(index), module)

    def _handler(self, item: Declared, event: str, group: dict[str, object]) -> Surface:
        surface = self._made(HOOK, event, item)
        surface.event = event
        matcher = group.get("matcher")
        surface.matcher = matcher if isinstance(matcher, str) else None
        return surface

    def _mod(self, item: Declared, module: str) -> Iterator[Surface]:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(item.file.path), module))
        file = self.plugin.repository.by_path.get(beside) or self._file(module)
        if file is not None:
            yield Surface(MOD, module, self.plugin, file)

    def _servers(self, kind: str) -> Callable[[Declared], Iterator[Surface]]:
        wrapper = "mcpServers" if kind == MCP else "lspServers"

        def read(item: Declared) -> Iterator[Surface]:
            inner = item.at(wrapper)
            servers = inner if isinstance(inner.value, dict) else item
            for name, server in servers.value.items() if isinstance(servers.value, dict) else ():
                if isinstance(server, dict) and (item.pointer or not name.startswith("$")):
                    yield self._made(kind, name, servers.at(name))
                    if isinstance(server.get("headersHelper"), str):
                        yield self._made(HELPER, name, servers.at(name), "headersHelper")

        return read

    def _bundle(self, archive: File) -> Iterator[Surface]:
        """The server that a bundle's manifest starts (github.com/anthropics/mcpb, MANIFEST.md)."""
        file = self.plugin.repository.by_path.get(archive.path + "!/manifest.json")
        if file is not None:
            document = self.load(file)
            started = Declared(file, document, (), document.value).at("server", "mcp_config")
            if isinstance(started.value, dict):
                yield self._made(MCP, str(document.get("name") or file.name), started)

    def _monitors(self, item: Declared) -> Iterator[Surface]:
        inner = item.at("monitors")
        several = inner if isinstance(inner.value, list) else item
        for index, monitor in enumerate(several.value if isinstance(several.value, list) else ()):
            if isinstance(monitor, dict):
                yield self._made(MONITOR, str(monitor.get("name") or ""), several.at(index))

    def _status_lines(self, item: Declared) -> Iterator[Surface]:
        for key in ("subagentStatusLine", "statusLine"):
            line = item.at(key)
            if isinstance(line.value, dict) and isinstance(line.value.get("command"), str):
                yield self._made(STATUS, key, line)

    def _commands(self, item: Declared) -> Iterator[Surface]:
        if not isinstance(item.value, dict):
            yield from self._files(item, COMMAND, (".md",))
            return
        for name, command in item.value.items():
            if not isinstance(command, dict):
                continue
            if isinstance(command.get("source"), str):
                yield from self._files(item.at(name, "source"), COMMAND, (".md",))
            if isinstance(command.get("content"), str):
                yield self._made(COMMAND, name, item.at(name))

    def _made(self, kind: str, name: str, item: Declared, key: str = "command") -> Surface:
        """A surface of one JSON object; reads the fields that kinds share. key: what holds its command."""
        surface = Surface(kind, name, self.plugin, item.file, item.document, item.pointer)
        value = item.value if isinstance(item.value, dict) else {}
        surface.value = value
        surface.key = key
        command = value.get(key)
        surface.command = command if isinstance(command, str) else ""
        if key != "command":
            return surface
        arguments = value.get("args")
        if isinstance(arguments, list):
            surface.argv = [argument for argument in arguments if isinstance(argument, str)]
        elif kind in (MCP, LSP):
            surface.argv = []
        surface.env = _strings(value.get("env"))
        surface.headers = _strings(value.get("headers"))
        url = value.get("url")
        surface.url = url if isinstance(url, str) else ""
        return surface

    # Whole files

    def _files(self, item: Declared, kind: str, endings: tuple[str, ...]) -> Iterator[Surface]:
        """Files and folders that a path or a list of paths names."""
        paths = item.value if isinstance(item.value, list) else [item.value]
        for relative in paths:
            if not isinstance(relative, str):
                continue
            file = self._file(relative)
            if file is not None:
                yield from self._markdown(kind, file)
                continue
            folder = posixpath.normpath(self.plugin.inside(relative))
            yield from self._folder(kind, "" if folder == "." else folder + "/", endings)

    def _folder(self, kind: str, prefix: str, endings: tuple[str, ...]) -> Iterator[Surface]:
        for file in self.plugin.files:
            if file.path.startswith(prefix) and file.path.endswith(endings):
                yield from self._markdown(kind, file)

    def _markdown(self, kind: str, file: File) -> Iterator[Surface]:
        """The file itself, and what its front matter runs."""
        name = file.name.removesuffix(".md")
        if name == "SKILL":
            name = posixpath.basename(posixpath.dirname(file.path)) or self.plugin.name
        yield Surface(kind, name, self.plugin, file)
        if kind not in (COMMAND, AGENT, SKILL) or not file.data.lstrip(b"\xef\xbb\xbf").startswith(b"---"):
            return
        document = front_matter(file.text)
        if document is None or not isinstance(document.value, dict):
            return
        head = Declared(file, document, (), document.value)
        inert = "Claude Code ignores it in the agents of a plugin" if kind == AGENT else ""
        for surface in (*self._hooks(head.at("hooks")), *self._servers(MCP)(head.at("mcpServers"))):
            surface.inert = inert
            yield surface

    def _defaults(self, folder: str) -> Iterator[Surface]:
        """The folders and files that are read without being named."""
        inside = self.plugin.inside
        for kind, name, endings in (
            (COMMAND, "commands/", (".md",)),
            (AGENT, "agents/", (".md",)),
            (SKILL, "skills/", ("/SKILL.md",)),
            (STYLE, "output-styles/", (".md",)),
            (WORKFLOW, "workflows/", (".js", ".mjs", ".ts")),
            (THEME, "themes/", (".json",)),
            (BIN, "bin/", ("",)),
        ):
            yield from self._folder(kind, inside(folder + name), endings)
        for relative, read in (
            ("hooks/hooks.json", self._hooks),
            (".mcp.json", self._servers(MCP)),
            (".lsp.json", self._servers(LSP)),
            ("monitors/monitors.json", self._monitors),
            ("settings.json", self._settings),
            ("settings.local.json", self._settings),
        ):
            file = self.plugin.file(folder + relative)
            if file is not None and file.plugin is self.plugin:
                document = self.load(file)
                yield from read(Declared(file, document, (), document.value))
        root = self.plugin.file("SKILL.md")
        if root is not None and root.plugin is self.plugin:
            yield from self._markdown(SKILL, root)

    def _settings(self, item: Declared) -> Iterator[Surface]:
        """settings.json: a plugin's own takes effect for the status line only, a project's also for its hooks."""
        yield from self._status_lines(item)
        project = "/.claude/" in "/" + item.file.path
        for surface in self._hooks(item.at("hooks")):
            surface.inert = "" if project else "a plugin's settings.json sets no hooks"
            yield surface
        helper = item.at("apiKeyHelper")
        if isinstance(helper.value, str):
            yield self._made(HELPER, "apiKeyHelper", item, "apiKeyHelper")


def _strings(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {key: item for key, item in value.items() if isinstance(item, str)}
