"""What a plugin hook runs: its own shell text and the plugin's files it names, with those they bring."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugin_policy.languages import CODE

if TYPE_CHECKING:
    from plugin_policy.repository import File, Plugin
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface
    from plugin_policy.text import Text

MAX_FILES = 40
_NAMES = re.compile(
    rb"[\w.@-]{1,100}\.(?:py|js|mjs|cjs|ts|mts|sh|bash|zsh|ps1|psm1|cmd|bat)\b"  # a file by its name
    rb"|(?:from|import|require\(|source|\.)\s*['\"]?[\w./-]{1,100}"  # a module or sourced file
)


def run_by(scan: Scan, surface: Surface) -> list[Text]:
    """The Texts of code, the hook's own command first."""
    own = surface.text() if surface.command else None
    found: list[Text] = []
    if own is not None and surface.argv is None:
        if surface.value.get("shell") == "powershell":
            own = surface.text(language="powershell")
        if own is not None:
            found.append(own)
    line = " ".join([surface.command, *(surface.argv or ())])
    by_name: dict[str, list[File]] = {}
    queue = [file for file in surface.plugin.files if _names(line, surface.plugin, file)]
    taken = {file.path for file in queue}
    while queue and len(taken) <= MAX_FILES:
        file = queue.pop()
        texts = [text for text in scan.texts(file) if text.language in CODE and text.parent is None]
        found += texts
        by_name = by_name or _by_name(surface.plugin)
        for text in texts:
            for other in _brought(text, by_name):
                if other.path not in taken:
                    taken.add(other.path)
                    queue.append(other)
    return found


def _names(line: str, plugin: Plugin, file: File) -> bool:
    """Whether a command names a file of code, by its path in the plugin or by its name alone."""
    if file.language not in CODE or file.name not in line:
        return False
    inside = file.path.removeprefix("" if plugin.path == "." else plugin.path + "/")
    return inside in line or "/" not in line or re.search(rf"[\s/\"']{re.escape(file.name)}\b", line) is not None


def _brought(text: Text, by_name: dict[str, list[File]]) -> list[File]:
    """Files of the plugin that this one names or imports: by name anywhere, by module name beside it."""
    words = {match.decode("ascii", "replace") for match in _NAMES.findall(text.data)}
    stems = {re.split(r"[\s'\"(/.]+", word)[-1] for word in words} | {word.rpartition("/")[2] for word in words}
    places = {file.path: file for stem in stems for file in by_name.get(stem, ()) if file.path != text.path}
    return [places[path] for path in sorted(places)]


def _by_name(plugin: Plugin) -> dict[str, list[File]]:
    """Files of code by their name, with and without its endings."""
    found: dict[str, list[File]] = {}
    for file in plugin.files:
        if file.language in CODE:
            for name in {file.name, file.name.partition(".")[0]}:
                found.setdefault(name, []).append(file)
    return found
