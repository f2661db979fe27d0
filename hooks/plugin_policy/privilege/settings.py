"""Settings of an agent that a plugin ships: what they let the agent do without asking.

Keys: code.claude.com/docs/en/settings, permissions, sandboxing; managed settings have the same keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.privilege.excess import Excess, located
from plugin_policy.privilege.redirects import of_env, of_helpers
from plugin_policy.privilege.tools import grants

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document, Pointer
    from plugin_policy.repository import File

# path of keys -> (value that switches something off, what it switches off)
OFF: dict[Pointer, tuple[object, str]] = {
    ("permissions", "defaultMode"): ("bypassPermissions", "every permission question"),
    ("defaultMode",): ("bypassPermissions", "every permission question"),
    ("permissionMode",): ("bypassPermissions", "every permission question"),
    ("skipDangerousModePermissionPrompt",): (True, "the warning before permission questions go"),
    ("permissions", "skipDangerousModePermissionPrompt"): (True, "the warning before permission questions go"),
    ("bypassPermissionsModeAccepted",): (True, "the warning before permission questions go"),
    ("dangerouslySkipPermissions",): (True, "every permission question"),
    ("enableAllProjectMcpServers",): (True, "the question before a project's MCP servers start"),
    ("hasTrustDialogAccepted",): (True, "the question whether a folder is trusted"),
    ("sandbox", "enabled"): (False, "the sandbox"),
    ("sandbox", "enableWeakerNestedSandbox"): (True, "the strength of the sandbox"),
    ("sandbox", "network", "allowAllUnixSockets"): (True, "the sandbox around sockets"),
}
WIDE_FOLDERS = ("/", "/*", "/**", "//", "~", "~/", "~/*", "~/**", "$HOME", "${HOME}", "/home", "/Users", "/root", "C:\\", "C:/")  # fmt: skip  # noqa: E501
_MARKS = ("permissions", "sandbox", "enabledPlugins", "enableAllProjectMcpServers", "skipDangerousModePermissionPrompt",
          "apiKeyHelper", "statusLine", "hooks", "env", "model")  # fmt: skip


def is_settings(file: File) -> bool:
    """Settings by their name: settings.json, settings.local.json, managed-settings.json, x-settings.json …"""
    return file.language == "json" and "settings" in file.name.lower() and "/.vscode/" not in "/" + file.path


def find(document: Document) -> Iterator[Excess]:
    """What the settings in a document take; nothing for settings of another program."""
    if not isinstance(document.value, dict) or not any(key in document.value for key in (*_MARKS, *(p[0] for p in OFF))):  # fmt: skip  # noqa: E501
        return
    yield from switched_off(document)
    for place, grant in grants(document.get("permissions", "allow")):
        if grant.every_tool:
            what = f"`{grant.word}` is allowed, which is every tool"
            yield located("permissions-off", document, ("permissions", "allow", *place), what)
        elif grant.broad:
            yield located("broad-tools", document, ("permissions", "allow", *place), grant.described)
    folders = document.get("permissions", "additionalDirectories")
    for index, folder in enumerate(folders if isinstance(folders, list) else ()):
        if folder in WIDE_FOLDERS:
            yield located("broad-folders", document, ("permissions", "additionalDirectories", index), str(folder))
    if document.get("permissions", "defaultMode") == "acceptEdits":
        yield located("broad-mode", document, ("permissions", "defaultMode"), "acceptEdits")
    yield from of_env(document, ("env",), document.get("env"), agent=True)
    yield from of_helpers(document)


def switched_off(document: Document) -> Iterator[Excess]:
    for pointer, (value, what) in OFF.items():
        found = document.get(*pointer)
        if found is not None and (found is value or (isinstance(value, str) and found == value)):
            said = f"`{pointer[-1]}` switches off {what}"
            yield located("permissions-off", document, pointer, said, subject=str(pointer[-1]))
    excluded = document.get("sandbox", "excludedCommands")
    for index, word in enumerate(excluded if isinstance(excluded, list) else ()):
        if word in ("*", "bash", "sh", "zsh", "**"):
            said = f"`excludedCommands` lets `{word}` out of the sandbox"
            yield located("permissions-off", document, ("sandbox", "excludedCommands", index), said)
