"""Prompts, tool input and output, environment, identity and machine facts that are sent or kept without a word.

What a plugin reads is followed to where it goes. A finding needs both ends: data of a kind the user would want to know
about, and a connection that leaves the machine, or a file that keeps it.

- A plugin hook whose standard input (the prompt, the input or output of a tool) is sent or kept: high. A plugin hook of
  type `http` posts the whole event.
- The whole environment that is sent: critical.
- A credential that its name ties to one service and that is sent to another: high. Sent to its own service it is that
  connection, and no finding.
- The user's identity, the clipboard, screenshots: high. Facts about the machine: medium.

Reading data to decide something, printing it to the user, handing the environment to a program that is started, and
files in the plugin's own data folder are no findings. All of these are undisclosed uses: a statement under `data` in
the disclosure that names the category and says why clears them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import PLUGIN, Check, at
from plugin_policy.entry import run_check
from plugin_policy.finding import RANK, SEVERITIES, UNDISCLOSED, Finding, Rule

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface

CHECK = Check("no-undisclosed-data", PLUGIN, "data about the user that is sent or kept without disclosure", 7)

_FIX = "leave it out, or disclose the category under `data` in .claude-plugin/disclosure.json and say why"

RULES = (
    Rule("no-undisclosed-data/sent", "high", "sends {what} to {host}", _FIX, kind=UNDISCLOSED),
    Rule("no-undisclosed-data/recorded", "high", "keeps {what} in {host}", _FIX, kind=UNDISCLOSED),
    Rule(
        "no-undisclosed-data/foreign-credential",
        "high",
        "sends `{what}`, a credential of another service, to {host}",
        "send a credential only to the service it belongs to",
        kind=UNDISCLOSED,
    ),
)
_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}
_STDIN = ("input:stdin", "read:0", "read:/dev/stdin")
_SECRET = ("KEY", "TOKEN", "SECRET", "PASSWORD", "PAT", "CREDENTIALS")
_COMMON = ("API", "APP", "ACCESS", "AUTH", "BOT", "CLIENT", "DEV", "PERSONAL")
_OWN = ("${CLAUDE_PLUGIN_DATA}", "${CLAUDE_PLUGIN_ROOT}", "/dev/")


def run(scan: Scan) -> Iterator[Finding]:
    for plugin in scan.plugins:
        if not plugin.is_repository:
            yield from _of_plugin(scan, plugin)


def _of_plugin(scan: Scan, plugin: Plugin) -> Iterator[Finding]:
    hooks = [surface for surface in scan.surfaces(plugin) if surface.event and not surface.inert]
    for surface in scan.surfaces(plugin):
        if surface.url and surface.document is not None:
            yield from _of_address(surface)
    for use in scan.uses(plugin):
        if use.text.channel == "runs" and use.capability in ("connect", "write"):
            yield from _of_use(use, hooks)


def _of_address(surface: Surface) -> Iterator[Finding]:
    """An http plugin hook posts its event; headers may carry a credential of another service."""
    import re

    from plugin_policy.network.hosts import host_of, loopback

    assert surface.document is not None
    host = host_of(surface.url)
    start, end = surface.document.locate((*surface.pointer, "url"))
    if loopback(host):
        return
    text = surface.document.text
    what = _held(surface)
    if surface.event and what:
        rule = _RULES["sent"]
        message = rule.message.format(what=what, host=f"`{host}`")
        yield at(rule, text, start, end, message=message, subject=what, capability="collect")
    for name in sorted(set(re.findall(r"\$\{?([A-Z][A-Z0-9_]+)", " ".join(surface.headers.values())))):
        if foreign(name, host):
            rule = _RULES["foreign-credential"]
            message = rule.message.format(what=name, host=f"`{host}`")
            yield at(rule, text, start, end, message=message, subject="credentials", capability="collect")


def _held(surface: Surface) -> str:
    from plugin_policy.checks.no_undisclosed_data_rules import EVENTS

    return EVENTS.get(surface.event, "")


def _of_use(use: Use, hooks: list[Surface]) -> Iterator[Finding]:
    from plugin_policy.network.hosts import host_of, loopback

    host = host_of(use.subject or "")
    sends = use.capability == "connect"
    if sends and (loopback(host) or use.detail.get("note") in ("listen", "dns")):
        return
    if not sends and (use.subject or "").startswith(_OWN):
        return
    found: dict[str, tuple[str, str]] = {}
    for flow in _flows(use):
        rule, category, severity, what = _meaning(flow, use, host, hooks)
        if category and (category not in found or RANK[severity] > RANK[found[category][1]]):
            found[category] = (rule, severity)
            shown = f"`{host}`" if host else f"`{use.subject}`" if use.subject and not sends else "an unknown place"
            message = _RULES[rule].message.format(what=what, host=shown)
            yield at(
                _RULES[rule], use.text, use.start, use.end, severity=severity, message=message, subject=category,
                capability="collect",
            )  # fmt: skip


def _flows(use: Use) -> list[str]:
    """What the data carries; a program that reads nothing else sends its standard input."""
    flows = use.detail.get("flows")
    found = [str(flow) for flow in flows] if isinstance(flows, list) else []
    if use.text.surface == "plugin hook" and not found and _takes_stdin(use):
        found.append("input:stdin")
    return found


def _takes_stdin(use: Use) -> bool:
    """The command of a plugin hook passes its own input on: `curl -d @-`, `cat >> f`, `jq .prompt | curl -d @-`."""
    line = use.text.data.decode("utf-8", "replace")
    if use.capability == "connect":
        first = line.lstrip().partition(" ")[0]
        return ("@-" in line or "-T -" in line) and first in ("curl", "cat", "jq", "tee", "wget")
    return line.lstrip().startswith(("cat >", "jq ", "tee "))


def _meaning(flow: str, use: Use, host: str, hooks: list[Surface]) -> tuple[str, str, str, str]:
    """(rule, category, severity, what the message says); an empty category for what is no finding."""
    from plugin_policy.checks.no_undisclosed_data_rules import FACTS

    sends = use.capability == "connect"
    rule = "sent" if sends else "recorded"
    kind, _, name = flow.partition(":")
    if flow in _STDIN:
        category = _category(use, hooks)
        return rule, category, "high" if sends or _outside(use) else "medium", category
    if kind == "environment" and sends:
        if name == "*":
            return rule, "environment", "critical", "the whole environment"
        if foreign(name, host):
            return "foreign-credential", "credentials", "high", name
    if kind == "collect" and (sends or _outside(use)):
        category = "environment" if name == "*" else FACTS.get(name, "")
        severity = "critical" if name == "*" else "medium" if category == "machine-facts" else "high"
        return rule, category, severity if sends else SEVERITIES[RANK[severity] - 1], category
    return "", "", "note", ""


def _outside(use: Use) -> bool:
    from plugin_policy.capabilities.sensitive import outside

    path = use.subject or ""
    return outside(path) or path.startswith("/tmp/")


def _category(use: Use, hooks: list[Surface]) -> str:
    """What the standard input of this code holds: that of the plugin hook that it is, or that starts its file."""
    start, _ = use.text.to_root(use.start, use.end)
    name = use.text.path.rpartition("/")[2]
    for surface in hooks:
        if surface.path == use.text.path:
            begin, end = surface.span
            if begin <= start <= end:
                return _held(surface)
        elif name in " ".join([surface.command, *(surface.argv or ())]) and _held(surface):
            return _held(surface)
    return ""


def foreign(name: str, host: str) -> bool:
    """Whether a variable is a credential of a known service that this host is no part of."""
    from plugin_policy.checks.no_undisclosed_data_rules import PROVIDERS

    words = name.upper().split("_")
    if not host or not any(word in _SECRET for word in words):
        return False
    owner = next((PROVIDERS[word] for word in words if word in PROVIDERS), "")
    if not owner or any(word.lower() in host for word in words if len(word) > 2 and word not in (*_SECRET, *_COMMON)):
        return False
    return not any(host == known or host.endswith("." + known) for known in owner.split())


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
