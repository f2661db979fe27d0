"""Code that writes the agent's settings so that questions, sandbox or trust dialogs go. Judged on syntax: a key that
gets its value, or the text of a settings file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.privilege.excess import Excess
from plugin_policy.readers import ir

if TYPE_CHECKING:
    from plugin_policy.text import Text

# key -> value that switches something off
_KEYS: dict[str, object] = {
    "defaultmode": "bypassPermissions",
    "skipdangerousmodepermissionprompt": True,
    "bypasspermissionsmodeaccepted": True,
    "enableallprojectmcpservers": True,
    "hastrustdialogaccepted": True,
}
_ANY = re.compile(
    rb"defaultMode|skipDangerousModePermissionPrompt|bypassPermissionsModeAccepted|enableAllProjectMcpServers"
    rb"|hasTrustDialogAccepted",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"\bdefaultMode\W{1,8}bypassPermissions\b|\b(?:skipDangerousModePermissionPrompt|bypassPermissionsModeAccepted"
    r"|enableAllProjectMcpServers|hasTrustDialogAccepted)[\"'\\\])\s]{0,6}[:=]\s*true\b",
)


def find(text: Text) -> Iterator[Excess]:
    if _ANY.search(text.data) is None:
        return
    from plugin_policy.readers.names import read

    seen: set[int] = set()
    for node in ir.walk(read(text).body):
        for key, at in _set(node):
            if at.start not in seen:
                seen.add(at.start)
                yield Excess("permissions-off", text, at.start, at.end, f"code that sets `{key}`", subject=key)


def _set(node: ir.Node) -> Iterator[tuple[str, ir.Node]]:
    if isinstance(node, ir.Bind):
        name = _key(node.target)
        if _off(name, node.value):
            yield name, node
    elif isinstance(node, ir.Mapping):
        for key, value in node.pairs:
            name = _key(key)
            if _off(name, value):
                yield name, key or node
    elif isinstance(node, (ir.Command, ir.Call)):
        for word in _texts(node):
            match = _IN_TEXT.search(str(word.value))
            if match is not None:
                yield re.split(r"\W", match[0])[0], word


def _texts(node: ir.Command | ir.Call) -> Iterator[ir.Const]:
    """Constant words of a command and arguments of a call, parts of joined ones too."""
    given = node.args if isinstance(node, ir.Call) else [*node.words, *[each.target for each in node.redirects]]
    for word in given:
        parts = word.parts if isinstance(word, ir.Join) else [word.value] if isinstance(word, ir.Star) else [word]
        yield from (part for part in parts if isinstance(part, ir.Const) and isinstance(part.value, str))


def _key(node: ir.Node | None) -> str:
    if isinstance(node, ir.Attr):
        return node.name
    if isinstance(node, ir.Item):
        return _key(node.key)
    return node.value if isinstance(node, ir.Const) and isinstance(node.value, str) else ""


def _off(name: str, value: ir.Node) -> bool:
    wanted = _KEYS.get(name.lower())
    return wanted is not None and isinstance(value, ir.Const) and value.value in (wanted, str(wanted).lower())
