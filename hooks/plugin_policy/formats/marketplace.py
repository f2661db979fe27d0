"""marketplace.json and its entries (code.claude.com/docs/en/plugins/marketplace-reference)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.discovery import local_source
from plugin_policy.formats import names
from plugin_policy.formats.issue import Issue, shown
from plugin_policy.formats.plugin import judge_components
from plugin_policy.formats.shape import judge_shape
from plugin_policy.formats.urls import is_local_target, is_url, scheme_of
from plugin_policy.surface import Declared

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document
    from plugin_policy.repository import File, Plugin, Repository

Load = Callable[["File"], "Document"]

# Fields with which an entry adds components: together with `strict: false` and a plugin.json they conflict.
COMPONENTS = (
    "commands",
    "agents",
    "skills",
    "hooks",
    "mcpServers",
    "lspServers",
    "outputStyles",
    "workflows",
    "themes",
)
_DESKTOP = 64 * 2  # characters of a name or marketplace that other clients take


def judge_marketplace(repository: Repository, file: File, load: Load) -> Iterator[Issue]:
    """The whole marketplace file; its text is judged by the caller."""
    document = load(file)
    item = Declared(file, document, (), document.value)
    yield from judge_shape(item, "marketplace.schema.json")
    if not isinstance(item.value, dict):
        return
    yield from _name(item.at("name"))
    metadata = item.at("metadata").value
    described = isinstance(metadata, dict) and metadata.get("description")
    if not item.value.get("description") and not described:
        yield Issue("missing-metadata", document, ("description",), name="description")
    entries = item.value.get("plugins")
    if entries == []:
        yield Issue("no-plugins", document, ("plugins",))
    if not isinstance(entries, list):
        return
    yield from _duplicates(item)
    names_there = (entry.get("name") for entry in entries if isinstance(entry, dict))
    yield from _renames(item, {name for name in names_there if isinstance(name, str)})
    by_entry = {index: plugin for plugin in repository.plugins for index, _ in plugin.entries}
    root = metadata.get("pluginRoot") if isinstance(metadata, dict) else None
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield from judge_entry(repository, item.at("plugins", index), by_entry.get(index), root, load)
    yield from _unlisted(repository, item)


def _name(place: Declared) -> Iterator[Issue]:
    name = place.value
    if not isinstance(name, str) or not name:
        return

    def bad(why: str) -> Issue:
        return Issue("bad-name", place.document, place.pointer, why=why, name=name)

    character = names.control(name)
    if character:
        yield bad(f"holds the control character {character}")
    elif " " in name:
        yield bad("holds a space")
    elif "/" in name or "\\" in name or ".." in name or name == ".":
        yield bad("holds a path separator or `..`")
    elif names.impersonates(name):
        yield Issue("reserved-marketplace", place.document, place.pointer, name=name, why="passes as the vendor's own")
    elif not names.PLUGIN_ID.fullmatch(name):
        yield bad("may hold only letters, digits, `.`, `_` and `-`, and must begin with a letter or digit")
    elif why := names.reserved_marketplace(name):
        severity = "low" if names.is_official(name) else ""  # it may be its owner's: the tree does not tell
        yield Issue("reserved-marketplace", place.document, place.pointer, name=name, why=why, severity=severity)
    if len(name) > _DESKTOP:
        yield Issue("name-style", place.document, place.pointer, name=name)


def _duplicates(item: Declared) -> Iterator[Issue]:
    entries = item.value["plugins"] if isinstance(item.value, dict) else []
    first: dict[str, int] = {}
    alike: dict[str, tuple[int, str]] = {}
    for index, entry in enumerate(entries):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        pointer = ("plugins", index, "name")
        if name in first:
            yield Issue("duplicate-name", item.document, pointer, kind="plugin", name=name)
            continue
        first[name] = index
        skeleton = names.skeleton(name)
        other = alike.setdefault(skeleton, (index, name))
        if other[1] != name and skeleton:
            yield Issue("look-alike-name", item.document, pointer, name=name, other=other[1])


def _renames(item: Declared, known: set[str]) -> Iterator[Issue]:
    renames = item.at("renames").value
    if not isinstance(renames, dict):
        return
    for old in renames:
        seen, name = {old}, renames[old]
        while isinstance(name, str) and name in renames and name not in seen:
            seen.add(name)
            name = renames[name]
        why = ""
        if isinstance(name, str) and name in renames:
            why = "leads back to itself"
        elif isinstance(name, str) and name not in known:
            why = f"leads to {shown(name)}, which no entry has"
        if why:
            yield Issue("bad-rename", item.document, ("renames", old), old=old, why=why)


def judge_entry(
    repository: Repository, item: Declared, plugin: Plugin | None, root: object, load: Load
) -> Iterator[Issue]:
    """One entry. plugin: the local plugin it points at, if that is here."""
    official = names.is_official(item.document.get("name"))
    for issue in _entry_name(item.at("name")):
        if issue.rule == "reserved-name" and official:
            issue.severity = "note"  # the name is the vendor's; whether the marketplace is, its own name decides
        yield issue
    yield from _source(repository, item, plugin, root)
    yield from _headers(item)
    if plugin is not None:
        yield from judge_components(plugin, item)
        yield from _against_manifest(item, plugin, load)
    hooks = item.at("hooks").value
    if isinstance(hooks, (str, list)) and hooks:
        yield Issue("entry-hooks-path", item.document, (*item.pointer, "hooks"))
    relevance = item.at("relevance", "signals").value
    if isinstance(relevance, dict) and not any(relevance.get(key) for key in _SIGNALS):
        message = f"must hold at least one of {', '.join(f'`{key}`' for key in _SIGNALS)}"
        yield Issue("shape", item.document, (*item.pointer, "relevance", "signals"), message=message)


_SIGNALS = ("cli", "hosts", "filesRead", "manifestDeps", "cwd")


def _entry_name(place: Declared) -> Iterator[Issue]:
    name = place.value
    if not isinstance(name, str) or not name or " " in name:
        return  # the schema says so
    if names.reserved_plugin(name):
        yield Issue("reserved-name", place.document, place.pointer, name=name)
    elif names.names_vendor(name):
        yield Issue("vendor-name", place.document, place.pointer, name=name)
    if not names.PLUGIN_ID.fullmatch(name):
        why = "may hold only letters, digits, `.`, `_` and `-`, and must begin with a letter or digit"
        yield Issue("bad-name", place.document, place.pointer, why=why, name=name)
    elif len(name) > _DESKTOP or not names.KEBAB.fullmatch(name):
        yield Issue("name-style", place.document, place.pointer, name=name)


def _source(repository: Repository, item: Declared, plugin: Plugin | None, root: object) -> Iterator[Issue]:
    place = item.at("source")
    source = place.value
    if isinstance(source, str):
        yield from _local_source(repository, place, source, plugin, root)
    elif isinstance(source, dict):
        yield from _remote_source(place, source)


def _local_source(
    repository: Repository, place: Declared, source: str, plugin: Plugin | None, root: object
) -> Iterator[Issue]:
    def bad(why: str) -> Issue:
        return Issue("bad-source", place.document, place.pointer, value=shown(source), why=why)

    if ".." in source.replace("\\", "/").split("/"):
        yield bad("must not hold `..`: it is relative to the root of the marketplace")
        return
    bare = source not in (".", "./") and not source.startswith("./")
    if bare and (not source or any(mark in source for mark in "/\\:~$ ")):
        yield bad("must begin with `./`")
        return
    if bare and not isinstance(root, str):
        yield bad("must begin with `./`, or `metadata.pluginRoot` must say where it is")
        return
    if bare and (not root or str(root).startswith("/") or "\\" in str(root) or ".." in str(root).split("/")):
        yield bad("cannot be found: `metadata.pluginRoot` must be a relative path inside the marketplace")
        return
    path = local_source(source, root)
    if path is None or plugin is not None:
        return
    if path in repository.by_path:
        yield bad("names a file, not a folder")
    elif link := _link(repository, path):
        yield Issue("source-link", place.document, place.pointer, value=shown(source), why=link)
    else:
        yield Issue("missing-source", place.document, place.pointer, value=shown(source))


def _link(repository: Repository, path: str) -> str:
    """Whether the path goes through a symlink: into the tree, out of it; "" if through none."""
    for link, _, inside in repository.links:
        if path == link or path.startswith(link + "/"):
            return "is a symlink inside the repository" if inside else "is a symlink out of the repository"
    return ""


def _remote_source(place: Declared, source: dict[str, object]) -> Iterator[Issue]:
    def bad(field: str, why: str) -> Issue:
        return Issue("bad-source", place.document, (*place.pointer, field), value=shown(source[field]), why=why)

    kind = source.get("source")
    url = source.get("url")
    if kind == "archive" and isinstance(url, str):
        if not is_url(url):
            yield bad("url", "is not a URL")
        elif scheme_of(url) != "https":
            yield bad("url", "must be fetched over https")
        elif is_local_target(url):
            yield bad("url", "must not name a loopback, link-local or metadata host")
    registry = source.get("registry")
    if kind == "npm" and isinstance(registry, str):
        # The client wants the two slashes written out, which the URL standard does not.
        plain = registry.strip().lower()
        if (
            not is_url(registry)
            or not plain.startswith(("http://", "https://"))
            or plain.startswith(("http:///", "https:///"))
        ):
            yield bad("registry", "must be an http or https URL")
    command = source.get("command")
    if kind == "command" and isinstance(command, str) and "    " in command:
        yield bad("command", "must not hold four spaces in a row")


def _headers(item: Declared) -> Iterator[Issue]:
    """`headers` and `headersHelper` belong to archives; a helper runs a command, so all must stand in the entry."""
    source = item.at("source").value
    archive = isinstance(source, dict) and source.get("source") == "archive"
    helper = item.at("headersHelper").value
    for field in ("headersHelper", "headers"):
        value = item.at(field).value
        if not archive and (value if field == "headersHelper" else isinstance(value, dict)):
            yield Issue("headers-without-archive", item.document, (*item.pointer, field), key=True, field=field)
    if archive and helper and isinstance(helper, str):
        if item.at("strict").value is not False:
            yield Issue("helper-needs-strict-false", item.document, (*item.pointer, "headersHelper"))
        if isinstance(source, dict) and not source.get("sha256"):
            yield Issue("helper-without-pin", item.document, (*item.pointer, "source"))


def _against_manifest(item: Declared, plugin: Plugin, load: Load) -> Iterator[Issue]:
    """What the entry and the plugin's own manifest say about the same thing."""
    own = plugin.file(".claude-plugin/plugin.json")
    if own is None:
        return
    manifest = load(own).value
    if not isinstance(manifest, dict):
        return
    components = [field for field in COMPONENTS if item.at(field).value is not None]
    if item.at("strict").value is False and components:
        yield Issue(
            "strict-conflict",
            item.document,
            (*item.pointer, "strict"),
            fields=", ".join(f"`{name}`" for name in components),
        )
    for field, rule in (("name", "name-differs"), ("version", "version-differs"), ("license", "field-differs")):
        ours, theirs = item.at(field).value, manifest.get(field)
        if isinstance(ours, str) and isinstance(theirs, str) and ours != theirs:
            yield Issue(
                rule,
                item.document,
                (*item.pointer, field),
                field=field,
                value=shown(ours),
                other=shown(theirs),
                path=own.path,
            )


def _unlisted(repository: Repository, item: Declared) -> Iterator[Issue]:
    listed = {plugin.path for plugin in repository.plugins if plugin.listed}
    for plugin in repository.plugins:
        if plugin.listed or plugin.format != "claude" or plugin.path == ".":
            continue
        parts = plugin.path.split("/")
        if any("/".join(parts[:depth]) in listed for depth in range(1, len(parts))):
            continue  # part of a plugin that is listed
        yield Issue("unlisted-plugin", item.document, ("plugins",), key=True, path=plugin.path)
