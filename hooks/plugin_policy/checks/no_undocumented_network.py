"""Connections that nothing documents.

Every host a plugin can reach is followed, in every language and surface: HTTP clients, sockets, name look-ups,
WebSockets, curl, wget, nc, ssh, rsync, git remotes, package managers, MCP servers, http plugin hooks, pages. A host
that is put together at run time is an unknown host. Namespace addresses, licences, comments, links in documentation,
data that no call receives and the machine itself are no connections.

- A connection is an undisclosed use, medium, until the disclosure names the host and says why (or the policy allows
  it). Named by README or SECURITY.md in a section about network, privacy, data, permissions or security, or in a
  sentence that says so, it is low and asks for a statement. A server that the manifest declares by its address is a
  note.
- Request bins, tunnels, paste sites, anonymous file drops, dynamic names and raw addresses are high, whatever documents
  them; a machine's metadata service is high too: it hands out credentials.

What a skill, command or agent tells the agent to connect to counts one severity lower.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.check import PLUGIN, Check, at
from plugin_policy.entry import run_check
from plugin_policy.finding import RANK, SEVERITIES, UNDISCLOSED, Finding, Rule

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.network.connections import Connection
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan

CHECK = Check("no-undocumented-network", PLUGIN, "a connection that nothing documents", 5)

_DISCLOSE = (
    "disclose the host under `network` in .claude-plugin/disclosure.json and say why, or take the connection out"
)

RULES = (
    Rule(
        "no-undocumented-network/undisclosed",
        "medium",
        "connects to `{host}`, which nothing documents",
        _DISCLOSE,
        kind=UNDISCLOSED,
        justifiable=True,
    ),
    Rule(
        "no-undocumented-network/unknown-host",
        "medium",
        "connects to a host that cannot be known from the files",
        "write the host as a constant, or disclose it under `network` with `where`",
        kind=UNDISCLOSED,
        justifiable=True,
    ),
    Rule(
        "no-undocumented-network/registry",
        "low",
        "fetches packages from {host}",
        _DISCLOSE,
        kind=UNDISCLOSED,
        justifiable=True,
    ),
    Rule(
        "no-undocumented-network/collector",
        "high",
        "connects to `{host}`, a {kind}: anyone can read what arrives there",
        "send it to a host of your own, under a name of your own",
    ),
    Rule(
        "no-undocumented-network/raw-address",
        "high",
        "connects to the address `{host}` in place of a name",
        "use the host's name",
    ),
    Rule(
        "no-undocumented-network/metadata-service",
        "high",
        "connects to `{host}`, which hands out the machine's credentials",
        "take the connection out",
    ),
)
_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}


def run(scan: Scan) -> Iterator[Finding]:
    for plugin in scan.plugins:
        yield from _of_plugin(scan, plugin)


def _of_plugin(scan: Scan, plugin: Plugin) -> Iterator[Finding]:
    from plugin_policy.network.connections import connections

    by_key: dict[tuple[str, str], list[Connection]] = {}
    for connection in connections(scan, plugin):
        rule = _rule(connection)
        if rule and not (_RULES[rule].kind == UNDISCLOSED and plugin.is_repository):
            by_key.setdefault((rule, connection.host), []).append(connection)
    if not by_key:
        return
    named = _documented(plugin)
    for (rule, host), places in by_key.items():
        yield _finding(_RULES[rule], host, places, named)


def _rule(connection: Connection) -> str:
    """The rule that a connection falls under, "" for one to the machine itself."""
    from plugin_policy.network import hosts

    host = connection.host
    if connection.registry:
        return "registry"
    if not host:
        return "unknown-host"
    if hosts.metadata(host):
        return "metadata-service"
    if hosts.loopback(host):
        return ""
    if hosts.collector(host):
        return "collector"
    if hosts.raw(host):
        return "raw-address"
    return "undisclosed"


def _documented(plugin: Plugin) -> set[str]:
    from plugin_policy.network.documents import documented_hosts

    found: set[str] = set()
    for name in ("README.md", "SECURITY.md"):
        page = plugin.file(name)
        if page is not None:
            found |= documented_hosts(page.text.data.decode("utf-8", "replace"))
    return found


def _finding(rule: Rule, host: str, places: list[Connection], named: set[str]) -> Finding:
    from plugin_policy.network.documents import documents
    from plugin_policy.network.hosts import collector

    first = min(places, key=lambda place: (place.instructs, place.declared))
    severity = rule.severity
    message = rule.message.format(host=host, kind=collector(host))
    if rule.kind == UNDISCLOSED:
        if all(place.declared for place in places):
            severity, message = "note", f"connects to `{host}`, which the manifest declares"
        elif host and documents(named, host):
            severity, message = "low", f"connects to `{host}`, which only the README names"
    if first.instructs and severity != "note":
        severity = SEVERITIES[max(RANK[severity] - 1, RANK["low"])]
    found = at(
        rule, first.text, first.start, first.end, severity=severity, message=message, subject=host, capability="connect"
    )
    found.related = tuple(
        (place.text.path, *place.text.position(place.start)) for place in places if place is not first
    )[:20]
    return found


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
