"""Hooks modules ("mods"): what the client refuses to load (code.claude.com/docs/en/plugins/mods).

The client reads a module statically before it runs it: `$` is spelled `$.noun.event(...)` at every use, `on` is called
with a literal event, imports stay among the plugin's own files. What escapes that reading is refused, and found here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.formats.issue import Issue
from plugin_policy.formats.modcode import Module, read
from plugin_policy.readers.manifest import Document
from plugin_policy.readers.nodes import Node as Place
from plugin_policy.surface import Declared

if TYPE_CHECKING:
    from plugin_policy.repository import File, Plugin

CODE = (".ts", ".tsx", ".jsx", ".js", ".mjs", ".cjs", ".mts", ".cts")
MAX_SIZE = 1 << 20  # bytes; the client reads no larger one
MAX_FILES = 200


def judge_modules(plugin: Plugin, item: Declared) -> Iterator[Issue]:
    """`modules` of a hooks file: paths beside it, one module, and the code of that module and of what it imports."""
    modules = item.at("modules")
    values = modules.value if isinstance(modules.value, list) else []
    if len(values) > 1:
        yield Issue(
            "bad-module",
            item.document,
            modules.at(1).pointer,
            message="a plugin has one module; a second one is refused",
        )
    for index, value in enumerate(values):
        if isinstance(value, str):
            yield from _entry(plugin, modules.at(index), value)


def _entry(plugin: Plugin, place: Declared, value: str) -> Iterator[Issue]:
    def bad(message: str) -> Issue:
        return Issue("bad-module", place.document, place.pointer, message=message)

    folder = posixpath.dirname(place.file.path)
    path = posixpath.normpath(posixpath.join(folder, "./" + value))
    if not _inside(plugin, path):
        yield bad(f"the module `{value}` leaves the plugin")
        return
    file = plugin.repository.by_path.get(path)
    if file is None:
        yield bad(f"the module `{value}` is not a file beside `{place.file.path}`")
    elif not path.endswith(CODE):
        yield bad(f"the module `{value}` does not end like code: {', '.join(CODE)}")
    else:
        yield from _follow(plugin, file)


def _inside(plugin: Plugin, path: str) -> bool:
    return not path.startswith("../") and (plugin.path == "." or path.startswith(plugin.path + "/"))


def _follow(plugin: Plugin, entry: File) -> Iterator[Issue]:
    """The module and every file it imports, each once."""
    loaded: dict[str, Module] = {}
    todo = [entry]
    while todo and len(loaded) < MAX_FILES:
        file = todo.pop()
        if file.path in loaded:
            continue
        document = Document(file.text, None, [], Place(0, len(file.data)))
        if file.size > MAX_SIZE:
            yield Issue(
                "bad-module",
                document,
                span=(0, 0),
                message=f"more than {MAX_SIZE >> 20} MB: the client does not read it",
            )
            continue
        module = loaded[file.path] = read(file.text)
        for message, span in module.problems:
            yield Issue("bad-module", document, span=span, message=message)
        for source, span in module.imports:
            target, message = _resolve(plugin, file.path, source)
            if message:
                yield Issue("bad-module", document, span=span, message=message)
            elif target is not None:
                module.resolved[source] = target.path
                todo.append(target)
    if entry.path in loaded:
        from plugin_policy.formats.modflow import Flow

        for path, message, span in Flow(loaded, entry.path).run():
            file = plugin.repository.by_path[path]
            document = Document(file.text, None, [], Place(0, len(file.data)))
            yield Issue("bad-module", document, span=span, message=message)


def _resolve(plugin: Plugin, importer: str, source: str) -> tuple[File | None, str]:
    """The file an import names, or why it is refused; neither for the client's own module."""
    if source == "claude-code":
        return None, ""
    if not source.startswith(("./", "../")):
        return (
            None,
            f"imports `{source}`: a module imports its own files by relative path and `claude-code`, nothing else",
        )
    path = posixpath.normpath(posixpath.join(posixpath.dirname(importer), source))
    if not _inside(plugin, path):
        return None, f"imports `{source}`, which is outside the plugin"
    tries = [path, *(path + ending for ending in CODE), *(f"{path}/index{ending}" for ending in CODE)]
    for candidate in tries:
        file = plugin.repository.by_path.get(candidate)
        if file is not None:
            if not candidate.endswith(CODE):
                return None, f"imports `{source}`, which does not end like code"
            return file, ""
    return None, f"imports `{source}`, which does not exist"
