"""A manifest's permission list against what the plugin does, both ways.

`permissions` of a `[[plugin-format]]` of the policy says which capability each word of the list grants.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.capabilities.harmless import HARMLESS
from plugin_policy.privilege.excess import Excess, located

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.readers.manifest import Document, Pointer
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan

# word of the policy -> capabilities of uses
GRANTED = {"file": ("read", "write", "list", "delete"), "write": ("write", "delete"), "read": ("read", "list")}
_SAID = {
    "connect": "connects", "read": "reads files", "write": "writes files", "command": "starts programs",
    "environment": "reads the environment", "evaluate": "runs text as code", "collect": "collects data",
    "install": "installs packages",
}  # fmt: skip


def permission_words(value: object) -> Iterator[tuple[Pointer, str]]:
    """(place, word) of a list of words or of objects with a `name`, or of an object whose keys are the words."""
    if isinstance(value, dict):
        yield from (((key,), key) for key, given in value.items() if given not in (False, None))
    for index, item in enumerate(value if isinstance(value, list) else ()):
        word = item.get("name") if isinstance(item, dict) else item
        if isinstance(word, str):
            yield (index,), word


def _declared(scan: Scan, plugin: Plugin) -> tuple[dict[str, str], Document | None]:
    """What the policy says each permission grants, and the manifest; nothing for a plugin of another format."""
    table = next((form.permissions for form in scan.policy.formats if form.name == plugin.format), {})
    manifest = plugin.repository.by_path.get(plugin.manifest_path)
    return table, scan.manifest(manifest) if table and manifest is not None else None


def granted(scan: Scan, plugin: Plugin) -> frozenset[str]:
    """Capabilities that the manifest's permissions declare."""
    table, document = _declared(scan, plugin)
    words = [word for _, word in permission_words(document.get("permissions"))] if document is not None else []
    return frozenset(one for word in words if word in table for one in GRANTED.get(table[word], (table[word],)))


def find(scan: Scan, plugin: Plugin) -> Iterator[Excess]:
    table, document = _declared(scan, plugin)
    if document is None or not isinstance(document.value, dict):
        return
    uses = [use for use in scan.uses(plugin) if use.text.channel == "runs" and counts(use)]
    for place, word in permission_words(document.value.get("permissions")):
        if word not in table:
            yield located("unknown-permission", document, ("permissions", *place), word, subject=word)
            continue
        capabilities = GRANTED.get(table[word], (table[word],))
        if not any(use.capability in capabilities for use in uses):
            yield located("spare-permission", document, ("permissions", *place), word, subject=word)
    yield from _beyond(table, granted(scan, plugin), uses)


def _beyond(table: dict[str, str], allowed: frozenset[str], uses: list[Use]) -> Iterator[Excess]:
    """The first use of each capability that the marketplace knows a permission for and the manifest does not ask."""
    words: dict[str, str] = {}
    for word, capability in table.items():
        for one in GRANTED.get(capability, (capability,)):
            words.setdefault(one, word)
    said: set[str] = set()
    for use in uses:
        word = words.get(use.capability, "")
        if not word or use.capability in allowed or word in said:
            continue
        said.add(word)
        what = f"{_SAID.get(use.capability, use.capability)}{f' (`{use.subject}`)' if use.subject else ''}"
        yield Excess("undeclared-permission", use.text, use.start, use.end, f"{what} without the permission `{word}`", subject=word)  # fmt: skip  # noqa: E501


def counts(use: Use) -> bool:
    """Not the plugin's own folder, the machine itself or a program that needs no word."""
    subject = use.subject or ""
    if use.capability == "command":
        return subject not in HARMLESS
    if use.capability == "connect":
        from plugin_policy.network.hosts import loopback

        return not subject or not loopback(subject)
    if use.capability in ("read", "list"):
        return not subject or subject.startswith(("/", "~", "$", "%"))
    return True
