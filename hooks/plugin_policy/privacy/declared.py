"""What manifests declare: plugin hooks and servers that are an address, and credentials they are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.check import at
from plugin_policy.network.hosts import host_of, loopback
from plugin_policy.privacy.credentials import foreign, strange, variables
from plugin_policy.privacy.hooks import of_event

if TYPE_CHECKING:
    from plugin_policy.finding import Finding, Rule
    from plugin_policy.surface import Surface

Rules = dict[str, "Rule"]


def find(surfaces: list[Surface], rules: Rules) -> Iterator[Finding]:
    servers = {surface.name: surface for surface in surfaces if surface.kind == "MCP server"}
    for surface in surfaces:
        if surface.document is None or surface.inert:
            continue
        if surface.url:
            yield from _address(surface, rules)
        elif surface.kind == "MCP server":
            yield from _server(surface, rules)
        if surface.event and surface.value.get("type") == "mcp_tool":
            yield from _tool(surface, servers, rules)


def _address(surface: Surface, rules: Rules) -> Iterator[Finding]:
    """An http plugin hook posts its event; address and headers may carry a credential of another service."""
    host = host_of(surface.url)
    if loopback(host):
        return
    if surface.event:
        yield _say(rules["sent"], surface, "url", of_event(surface.event), host)
    for key, text in (("url", surface.url), ("headers", " ".join(surface.headers.values()))):
        for name in variables(text):
            if foreign(name, host) == "known":
                yield _say(rules["foreign-credential"], surface, key, name, host, "credentials")


def _tool(surface: Surface, servers: dict[str, Surface], rules: Rules) -> Iterator[Finding]:
    """The event, or parts of it, handed to a server of the plugin that is elsewhere."""
    server = servers.get(str(surface.value.get("server") or ""))
    host = host_of(server.url) if server is not None else ""
    if host and not loopback(host):
        yield _say(rules["sent"], surface, "server", of_event(surface.event), host)


def _server(surface: Surface, rules: Rules) -> Iterator[Finding]:
    """A program of somebody else that is given a credential of a service its name says nothing about."""
    words = [surface.command, *(surface.argv or ())]
    if any("${CLAUDE_PLUGIN_ROOT}" in word or word.startswith("./") for word in words):
        return  # the plugin's own code, which is read itself
    identity = " ".join([surface.name, *words])
    for key, value in surface.env.items():
        for name in dict.fromkeys([key, *variables(value)]):
            if strange(name, identity) and "${" in value:
                yield _say(rules["foreign-credential"], surface, "env", name, "", "credentials", key)
                break


def _say(rule: Rule, surface: Surface, key: str, what: str, host: str, category: str = "", inner: str = "") -> Finding:
    assert surface.document is not None
    pointer = (*surface.pointer, key, inner) if inner else (*surface.pointer, key)
    start, end = surface.document.locate(pointer)
    severity = "medium" if inner or what == "usage" else rule.severity
    message = rule.message.format(what=what, host=f"`{host}`")
    if inner:
        message = f"hands `{what}`, a credential of another service, to MCP server `{surface.name}`"
    return at(rule, surface.document.text, start, end, severity=severity, message=message, subject=category or what,
              capability="collect")  # fmt: skip
