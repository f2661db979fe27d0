"""A plugin's own manifest and the files it is made of (code.claude.com/docs/en/plugins/manifest-reference)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.formats import names, servers
from plugin_policy.formats.hooks import GUARDS, judge_command, judge_hook
from plugin_policy.formats.issue import Issue, shown
from plugin_policy.formats.paths import judge_paths
from plugin_policy.formats.schema import holds, load, resolve
from plugin_policy.formats.urls import is_url
from plugin_policy.surface import AGENT, COMMAND, HOOK, LSP, MCP, MONITOR, SKILL, STYLE, Declared, Surface

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document
    from plugin_policy.repository import File, Plugin

Load = Callable[["File"], "Document"]

# Fields of a marketplace entry that have no meaning in plugin.json.
ENTRY_ONLY = ("source", "strict", "category", "tags", "relevance", "headers", "headersHelper")
EXPERIMENTAL = ("themes", "monitors")


def judge_plugin(plugin: Plugin, load_file: Load, surfaces: list[Surface]) -> Iterator[Issue]:
    """Everything about one plugin except its marketplace entries."""
    options: dict[str, set[str]] = {"": set()}
    own = plugin.repository.by_path.get(plugin.manifest_path)
    if own is not None and plugin.format == "claude":
        document = load_file(own)
        yield from judge_text(document, own.data)
        manifest = Declared(own, document, (), document.value)
        options = servers.declared_options(manifest)
        if not document.failed:
            yield from judge_manifest(plugin, manifest)
    for file, kind in component_files(plugin, load_file):
        yield from judge_file(file, kind, load_file, options)
        if kind == "hooks" and b'"modules"' in file.data:
            from plugin_policy.formats.mods import judge_modules

            document = load_file(file)
            yield from judge_modules(plugin, Declared(file, document, (), document.value))
    yield from judge_surfaces(plugin, surfaces, load_file, options)


def judge_text(document: Document, data: bytes = b"") -> Iterator[Issue]:
    """What is wrong with the text of a JSON file. data: the file as it is on disk."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield Issue("byte-order-mark", document, span=(0, 0))
    for problem in document.problems:
        span = (problem.start, problem.end)
        if problem.kind == "duplicate-key":
            yield Issue("duplicate-key", document, span=span, message=problem.message)
        elif problem.kind == "surrogate":
            yield Issue("lone-surrogate", document, span=span, message=problem.message)
        elif problem.kind in ("depth", "size"):
            yield Issue("not-read", document, span=span, message=problem.message)
        else:
            yield Issue("syntax", document, span=span, message=problem.message, kind=problem.kind)


def judge_shape(item: Declared, file: str, reference: str = "") -> Iterator[Issue]:
    """What a value violates in a shipped schema; nothing is imported when it violates nothing."""
    schema, file = resolve(file + "#" + reference.removeprefix("#"), file)
    if holds(item.value, schema, file):
        return
    from plugin_policy.formats.explain import violations

    for found in violations(item.value, file, reference):
        hint = f"; did you mean `{found.suggestion}`" if found.suggestion else ""
        pointer = (*item.pointer, *found.pointer)
        if found.rule == "unknown-field" and found.severity == "note":
            yield Issue(
                "unknown-field", item.document, pointer, key=True, name=found.field, hint=hint,
                suggestion=found.suggestion,
            )  # fmt: skip
        else:
            yield Issue(
                "shape", item.document, pointer, key=found.key, severity=found.severity, message=found.message + hint,
                suggestion=found.suggestion,
            )  # fmt: skip


def judge_manifest(plugin: Plugin, manifest: Declared) -> Iterator[Issue]:
    document, value = manifest.document, manifest.value
    for issue in judge_shape(manifest, "plugin.schema.json"):
        if issue.rule == "unknown-field" and issue.fields["name"] in ENTRY_ONLY:
            issue = Issue("misplaced-field", document, issue.pointer, key=True, name=issue.fields["name"])
        yield issue
    if not isinstance(value, dict):
        return
    official = names.is_official((plugin.repository.marketplace or {}).get("name"))
    for issue in judge_name(manifest.at("name")):
        if issue.rule == "reserved-name" and official:
            issue.severity = "note"
        yield issue
    for field in ("version", "description", "author"):
        if value.get(field) in (None, "") and (field not in value or value[field] == ""):
            yield Issue("missing-metadata", document, (field,), name=field)
    for field in EXPERIMENTAL:
        if field in value:
            yield Issue("experimental-field", document, (field,), key=True, name=field)
    yield from judge_components(plugin, manifest)
    yield from judge_inline_hooks(manifest)


def judge_name(place: Declared) -> Iterator[Issue]:
    """A plugin's name in its manifest."""
    name = place.value
    if not isinstance(name, str) or not name:
        return
    character = names.control(name)
    if character:
        yield Issue(
            "bad-name", place.document, place.pointer, why=f"holds the control character {character}", name=name
        )
    elif names.reserved_plugin(name):
        yield Issue("reserved-name", place.document, place.pointer, name=name)
    elif names.names_vendor(name):
        yield Issue("vendor-name", place.document, place.pointer, name=name)
    if not character and not names.KEBAB.fullmatch(name):
        yield Issue("name-style", place.document, place.pointer, name=name)


def judge_components(plugin: Plugin, item: Declared) -> Iterator[Issue]:
    """What manifests and entries share: paths, options, servers, monitors, hidden characters."""
    yield from judge_paths(plugin, item)
    homepage = item.at("homepage")
    if isinstance(homepage.value, str):
        if not is_url(homepage.value):
            yield Issue("bad-url", item.document, homepage.pointer, value=shown(homepage.value))
        elif homepage.value.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
            yield Issue("script-url", item.document, homepage.pointer, value=shown(homepage.value))
    yield from servers.judge_options(item.at("userConfig"))
    channels = item.at("channels").value
    for index in range(len(channels)) if isinstance(channels, list) else ():
        yield from servers.judge_options(item.at("channels", index, "userConfig"))
    yield from servers.judge_monitors(item.at("monitors"))
    yield from servers.judge_monitors(item.at("experimental", "monitors"))
    options = servers.declared_options(item)
    inline = item.at("mcpServers")
    several = range(len(inline.value)) if isinstance(inline.value, list) else ()
    for place in [inline, *(inline.at(index) for index in several)]:
        for issue in servers.judge_mcp(place, options):
            if item.pointer and issue.rule == "undeclared-option":
                issue.severity = "low"  # the plugin's own manifest may declare it
            yield issue
    for field in ("name", "displayName", "description", "author", "keywords", "category", "tags"):
        for place in servers.strings_in(item.at(field)):
            character = names.hidden(str(place.value))
            if character:
                yield Issue("hidden-character", item.document, place.pointer, character=character)


def judge_inline_hooks(item: Declared) -> Iterator[Issue]:
    """`hooks` of a plugin.json given as events: as forgiving as hooks.json."""
    hooks = item.at("hooks")
    several = range(len(hooks.value)) if isinstance(hooks.value, list) else ()
    for place in [hooks, *(hooks.at(index) for index in several)]:
        if isinstance(place.value, dict):
            yield from soften(judge_shape(place, "hooks.schema.json", "#/$defs/events"), place)


def soften(issues: Iterator[Issue], events: Declared) -> Iterator[Issue]:
    """A hook that does not load is refused where it may guard a permission, dropped with a warning elsewhere."""
    depth = len(events.pointer)
    for issue in issues:
        event = issue.pointer[depth] if len(issue.pointer) > depth else None
        value = events.value.get(event) if isinstance(events.value, dict) and isinstance(event, str) else None
        guards = event in GUARDS or (isinstance(value, dict) and any(name in value for name in GUARDS))
        if event is not None and not (guards and value is not None):
            issue.rule = "hook-ignored"
            issue.severity = ""
            issue.fields.setdefault("message", f"unknown event {shown(event)}{issue.fields.get('hint', '')}")
        yield issue


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
    yield from judge_text(document, file.data)
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


def judge_surfaces(
    plugin: Plugin, surfaces: list[Surface], load_file: Load, options: dict[str, set[str]]
) -> Iterator[Issue]:
    """Markdown files and their front matter; hooks, monitors and servers with what they run."""
    from plugin_policy.formats.frontmatter import judge_markdown
    from plugin_policy.readers.manifest import Document
    from plugin_policy.readers.nodes import Node

    for surface in surfaces:
        if surface.document is None:
            if surface.kind in (COMMAND, AGENT, SKILL, STYLE) and surface.path.endswith(".md"):
                text = surface.file.text
                whole = Document(text, None, [], Node(0, len(text.data)))
                if surface.kind != STYLE and b"\0" in surface.file.data.partition(b"\n---")[0]:
                    yield Issue("front-matter-syntax", whole, span=(0, 0), message="holds a NUL byte")
                yield from judge_markdown(surface.kind, whole)
        elif surface.kind in (HOOK, MONITOR):
            yield from judge_hook(surface, plugin, options[""])
        elif surface.kind in (MCP, LSP):
            for issue in judge_command(surface, plugin, options[""]):
                if issue.rule == "missing-script":
                    issue.severity = "low"  # often built at install time; only scripts of hooks must be there
                yield issue
