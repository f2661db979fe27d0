"""The inventory of a scan: what the parsers of files find, and the commands that the readers of code found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.dependencies.collect import Inventory, take_inventory
from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.text import INSTRUCTS, SHOWS, Text

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.repository import File, Plugin
    from plugin_policy.scan import Scan

# Languages whose commands only the readers see; those of JSON are read where they are declared.
_CODE = frozenset(("shell", "python", "javascript", "typescript", "tsx", "powershell", "markdown", "batch", "notebook"))


def inventory_of(scan: Scan, files: list[File]) -> Inventory:
    """Everything that these files pull in. Kept on the scan for the next check that asks for the same files."""
    key = tuple(file.path for file in files)
    if scan.inventory is None or scan.inventory[0] != key:
        scan.inventory = (key, _take(scan, files))
    return scan.inventory[1]


def _take(scan: Scan, files: list[File]) -> Inventory:
    def lookup(path: str) -> bytes | None:
        file = scan.repository.by_path.get(path)
        return None if file is None else file.data

    inventory = take_inventory(files, lookup, code=False)
    paths = {file.path for file in files if file.language in _CODE}
    plugins = {id(file.plugin): file.plugin for file in files if file.language in _CODE}
    for plugin in plugins.values():
        inventory.dependencies += from_uses(scan, plugin, paths)
    inventory.dependencies += from_templates(scan, files)
    inventory.dependencies.sort(key=lambda one: (one.path, one.line))
    scan.dependency_rows = [one.as_json() for one in inventory.dependencies]
    return inventory


def from_uses(scan: Scan, plugin: Plugin, paths: set[str]) -> Iterator[Dependency]:
    """What the commands of a plugin's code and instructions pull in, each once a line."""
    from plugin_policy.capabilities.use import COMMAND
    from plugin_policy.dependencies.launch import from_argv

    seen: set[tuple[object, ...]] = set()
    for use in scan.uses(plugin):
        if use.capability != COMMAND or use.text.path not in paths or _shown(use.text):
            continue
        for dependency in from_argv(_argv(use)):
            dependency.path, dependency.plugin = use.text.path, plugin.path
            dependency.line = use.text.position(use.start)[0]
            dependency.surface, dependency.instructs = use.text.surface, _instructs(use.text)
            key = (*dependency.key(), dependency.path, dependency.line)
            if key not in seen:
                seen.add(key)
                yield dependency


def from_templates(scan: Scan, files: list[File]) -> Iterator[Dependency]:
    """Skills, agents and commands that lie where no client looks: they wait to be copied to where one does.

    A skill is the folder of a SKILL.md; an agent or a command has front matter.
    """
    import re

    from plugin_policy.dependencies.formats import instructions
    from plugin_policy.dependencies.shell_text import PREFILTER
    from plugin_policy.dependencies.source import MalformedError, Source

    skills = {
        path[: -len("SKILL.md")]
        for path, file in scan.repository.by_path.items()
        if path.endswith("/SKILL.md") and _is_shown(scan, file)
    }
    for file in files:
        if file.language != "markdown" or not _is_template(file, skills) or not PREFILTER.search(file.data):
            continue
        if not _is_shown(scan, file):
            continue
        seen: set[tuple[object, ...]] = set()
        try:
            for one in instructions.read(Source(file.path, file.data)):
                key = (*one.key(), one.line)
                if key not in seen and not re.search(r"[<>{}$\[\]]", one.name):
                    seen.add(key)
                    one.plugin, one.instructs = file.plugin.path, True
                    yield one
        except MalformedError:
            continue


def _is_shown(scan: Scan, file: File) -> bool:
    texts = scan.texts(file)
    return bool(texts) and texts[0].channel == SHOWS


def _is_template(file: File, skills: set[str]) -> bool:
    folders = file.path.split("/")[:-1]
    if any("/".join(folders[: depth + 1]) + "/" in skills for depth in range(len(folders))):
        return True
    return bool({"agents", "commands"} & set(folders)) and file.data.lstrip()[:3] == b"---"


def _shown(text: Text) -> bool:
    """Also a server in a JSON fence of a README."""
    return text.channel == SHOWS or (text.root.channel == SHOWS and text.depth > 1)


def _instructs(text: Text) -> bool:
    """Also a server in a JSON fence of a skill: the model is told to write it down somewhere."""
    return text.channel == INSTRUCTS or (text.root.channel == INSTRUCTS and text.depth > 1)


def _argv(use: Use) -> list[str]:
    """Words of the command; one that cannot be known is a variable."""
    argv = use.detail.get("argv")
    words = argv if isinstance(argv, list | tuple) else []
    return [word if isinstance(word, str) else "$unknown" for word in words]
