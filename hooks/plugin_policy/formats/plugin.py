"""A plugin's own manifest and the files it is made of (code.claude.com/docs/en/plugins/manifest-reference)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.formats import names, servers
from plugin_policy.formats.extras import judge_extras
from plugin_policy.formats.files import component_files, judge_file
from plugin_policy.formats.hooks import judge_command, judge_hook
from plugin_policy.formats.issue import Issue, shown
from plugin_policy.formats.paths import judge_paths
from plugin_policy.formats.places import judge_places
from plugin_policy.formats.shape import judge_shape, judge_text, soften
from plugin_policy.formats.urls import is_url
from plugin_policy.languages import unicode_encoding
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
    manifest: Declared | None = None
    own = plugin.repository.by_path.get(plugin.manifest_path)
    if own is not None and plugin.format == "claude":
        document = load_file(own)
        yield from judge_text(document, own.data)
        manifest = Declared(own, document, (), document.value)
        options = servers.declared_options(manifest)
        if not document.failed:
            yield from judge_manifest(plugin, manifest)
    if plugin.format == "claude":
        yield from judge_places(plugin, manifest)
    for file, kind in component_files(plugin, load_file):
        yield from judge_file(file, kind, load_file, options)
        if kind == "hooks" and b'"modules"' in file.data:
            from plugin_policy.formats.mods import judge_modules

            document = load_file(file)
            yield from judge_modules(plugin, Declared(file, document, (), document.value))
    yield from judge_surfaces(plugin, surfaces, load_file, options)
    yield from judge_extras(plugin, surfaces, load_file)


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
                data = surface.file.data
                if unicode_encoding(data):  # the client sees no front matter there
                    yield Issue("no-front-matter", whole, span=(0, 0), kind=surface.kind)
                    continue
                if surface.kind != STYLE and b"\0" in data.partition(b"\n---")[0]:
                    yield Issue("front-matter-syntax", whole, span=(0, 0), message="holds a NUL byte")
                yield from judge_markdown(surface.kind, whole)
        elif surface.kind in (HOOK, MONITOR):
            yield from judge_hook(surface, plugin, options[""])
        elif surface.kind in (MCP, LSP):
            for issue in judge_command(surface, plugin, options[""]):
                if issue.rule == "missing-script":
                    issue.severity = "low"  # often built at install time; only scripts of hooks must be there
                yield issue
