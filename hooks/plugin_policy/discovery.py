"""Finding plugins: marketplace entries, manifests, the policy's own formats, else one anonymous plugin."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING

from plugin_policy.globs import matches

# Archives: opened when their plugin names them.
ENDINGS = (
    ".mcpb", ".dxt", ".skill", ".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".whl", ".egg", ".pyz",
    ".jar", ".vsix", ".xpi", ".crx", ".nupkg",
)  # fmt: skip

if TYPE_CHECKING:
    from plugin_policy.repository import File, Plugin, Repository


INSTALLED, KNOWN = "installed_plugins.json", "known_marketplaces.json"  # of a client, side by side


def find_plugins(repository: Repository) -> None:
    """Fill `repository.plugins` and give every file its plugin: the deepest one that contains it."""
    from plugin_policy.repository import MANIFEST, MARKETPLACE, Plugin

    found: dict[str, Plugin] = {}

    def add(path: str, format: str) -> Plugin:
        return found.setdefault(path, Plugin(path, repository, format=format))

    for path in repository.by_path:
        if path == MANIFEST or path.endswith("/" + MANIFEST):
            add(path[: -len(MANIFEST)].rstrip("/") or ".", "claude")
        elif path.endswith(INSTALLED):
            _add_installed(repository, path, add)
    for name, globs in repository.formats:
        for path in repository.by_path:
            if any(matches(glob, path) for glob in globs):
                add(posixpath.dirname(path) or ".", name).manifest_path = path
    market = repository.by_path.get(MARKETPLACE)
    if market is not None:
        _read_marketplace(repository, market, found)
    if repository.entry is not None:
        path, index, entry = repository.entry
        plugin = add(path, "claude")
        plugin.entries, plugin.listed = [(index, entry)], True
    if not found and market is None:
        found["."] = _nameless(repository)
    _assign(repository, found)
    if any(path.lower().endswith(ENDINGS) for path in repository.by_path):
        from plugin_policy.bundles import open_named

        open_named(repository)
    _note_policies(repository)


def _nameless(repository: Repository) -> Plugin:
    """Everything as one plugin; of a folder without files there is nothing to note."""
    from plugin_policy.repository import Notice, Plugin

    if repository.by_path:
        said = "no marketplace or plugin manifest here: scanned as one plugin without a name"
        repository.notices.append(Notice("anonymous-plugin", "", said))
    return Plugin(".", repository, format="")


def _note_policies(repository: Repository) -> None:
    from plugin_policy.repository import Notice

    for path in repository.by_path:
        if path.endswith("/.plugin-policy.toml"):
            message = "a policy file inside the tree is ignored: only the one in the root counts"
            repository.notices.append(Notice("policy-in-plugin", path, message))


def _add_installed(repository: Repository, path: str, add: Callable[[str, str], Plugin]) -> None:
    """Installed plugins, those whose entry is their manifest too: the client's own list says where they are.

    A list that git tracks is somebody's test data, unless it lies where the user's client looks.
    """
    from plugin_policy.sources import WorkTree

    source, base = repository.source, path[: -len(INSTALLED)]
    if base + KNOWN not in repository.by_path or not isinstance(source, WorkTree):
        return
    if source.top is not None and repository.by_path[path].entry.tracked and not is_users(repository, base):
        return
    repository.installed = path
    from plugin_policy.installed.layout import layout_of

    for plugin in layout_of(repository).plugins():
        if plugin.folder:
            add(plugin.folder, "claude").name = plugin.name


def is_users(repository: Repository, base: str) -> bool:
    """Whether a folder under the root is the one of the user's own client. The scanned party cannot choose that."""
    import os

    config = os.environ.get("CLAUDE_CONFIG_DIR") or os.path.join(os.path.expanduser("~"), ".claude")
    return os.path.realpath(os.path.join(repository.root, base)) == os.path.realpath(os.path.join(config, "plugins"))


def _read_marketplace(repository: Repository, market: File, found: dict[str, Plugin]) -> None:
    import json

    from plugin_policy.repository import Plugin

    try:
        value = json.loads(market.text.data)
    except (ValueError, RecursionError):
        return  # manifest-schema says so, with the position
    if not isinstance(value, dict):
        return
    repository.marketplace = value
    metadata = value.get("metadata")
    prefix = metadata.get("pluginRoot") if isinstance(metadata, dict) else None
    entries = value.get("plugins")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        path = local_source(entry.get("source"), prefix)
        if path is None:
            continue
        known = path == "." or repository.has_folder(path)
        if not known:
            continue  # the folder is not here: manifest-schema says so
        plugin = found.setdefault(path, Plugin(path, repository))
        plugin.entries.append((index, entry))
        plugin.listed = True
        if isinstance(entry.get("name"), str):
            plugin.name = str(entry["name"])


def local_source(source: object, prefix: object) -> str | None:
    """The folder a relative source names, None for any other kind or one that leaves the repository."""
    if not isinstance(source, str) or "\\" in source or "\0" in source:
        return None
    bare = not source.startswith(("./", "../", "/")) and source != "."
    if isinstance(prefix, str) and bare:
        source = posixpath.join(prefix, source)
    path = posixpath.normpath(source)
    if path.startswith(("..", "/")):
        return None
    return path


def _assign(repository: Repository, found: dict[str, Plugin]) -> None:
    for file in repository.files():
        folder = posixpath.dirname(file.path)
        while folder and folder not in found:
            folder = posixpath.dirname(folder)
        plugin = found.get(folder or ".")
        if plugin is None:
            plugin = repository.itself
        file.plugin = plugin
        plugin.files.append(file)
    repository.plugins = [found[path] for path in sorted(found)]
