"""Prompts, tool input and output, code, environment, identity, machine facts: sent or kept without a word.

What a plugin reads is followed to where it goes. A finding needs both ends: data of a kind the user would want to know
about, and a connection that leaves the machine, a file that keeps it, or a log.

- The input of a plugin hook (the prompt, the input or output of a tool, the path of the transcript) that is sent or
  kept: high. A plugin hook of type `http` posts the whole event; one of type `mcp_tool` hands it to a server.
- The whole environment that is sent: critical.
- A credential that its name ties to one service and that is sent to another, or handed to an MCP server of somebody
  else: high and medium. Sent to its own service it is that connection, and no finding.
- The project's code, the user's identity, transcripts, shell history, clipboard, screenshots: high. Facts about the
  machine, when and where the agent is used, services that measure use: medium.
- A skill, command or agent that tells the agent to send such data: high. One that tells it to keep from the user what
  it does is a violation.

Reading data to decide something, printing it to the user, handing the environment to a program that is started, data
sent to the agent's own service, and files in the plugin's own data folder are no findings. All but the last are
undisclosed uses: a statement under `data` in the disclosure that names the category and says why clears them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.check import PLUGIN, Check, at
from plugin_policy.entry import run_check
from plugin_policy.finding import RANK, SEVERITIES, UNDISCLOSED, Finding, Rule
from plugin_policy.pattern import later

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.privacy.flows import Data
    from plugin_policy.privacy.hooks import Hooks
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan

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
    Rule("no-undisclosed-data/telemetry", "medium", "reports use to {host}", _FIX, kind=UNDISCLOSED),
    Rule("no-undisclosed-data/instructed", "high", "tells the agent to send the user's data to {host}", _FIX,
         kind=UNDISCLOSED),
    Rule(
        "no-undisclosed-data/hidden-instruction",
        "high",
        "tells the agent to keep from the user what it does",
        "say openly what the agent is to do",
    ),
)  # fmt: skip
_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}
_SENDS = later(
    rb"\b(?:POST|PUT|PATCH)\b|\b(?:body|data|json|form|files)\s*[:=]|\.(?:post|put|patch|send)\b"
    rb"|\s(?:-d|-F|--json|--data\S*|--form)\b|/(?:capture|batch|track|envelope|store|collect|identify|ingest)\b"
)
_OWN = ("${CLAUDE_PLUGIN_DATA}", "${CLAUDE_PLUGIN_ROOT}", "/dev/")


def run(scan: Scan) -> Iterator[Finding]:
    for plugin in scan.plugins:
        if not plugin.is_repository:
            yield from _of_plugin(scan, plugin)


def _of_plugin(scan: Scan, plugin: Plugin) -> Iterator[Finding]:
    from plugin_policy.privacy import declared, instructions
    from plugin_policy.privacy.hooks import Hooks

    surfaces = list(scan.surfaces(plugin))
    yield from declared.find(surfaces, _RULES)
    yield from instructions.find(scan, plugin, surfaces, _RULES)
    uses = scan.uses(plugin)
    hooks = Hooks(surfaces)
    places = _Places(scan, plugin, uses)
    seen: set[tuple[object, ...]] = set()
    for use in uses:
        if use.capability == "connect" and not use.subject and (id(use.text), use.start) in places.named:
            continue  # a variable that may take the place of the host that stands there
        for finding in _of_use(use, hooks, places):
            key: tuple[object, ...] = (finding.path, finding.line, finding.subject)
            if finding.rule == "no-undisclosed-data/telemetry" and finding.path.endswith((".html", ".htm")):
                key = (finding.message,)  # a service that every page of a site calls is one fact
            if key not in seen:  # one line that opens and writes is one place
                seen.add(key)
                yield finding


class _Places:
    """What single uses do not show: log files that were set up, hosts the plugin's pages tie to a variable."""

    def __init__(self, scan: Scan, plugin: Plugin, uses: list[Use]) -> None:
        self.plugin = plugin
        self.logs = {use.text.path: use.subject or "" for use in uses if use.detail.get("note") == "log"}
        self.named = {(id(use.text), use.start) for use in uses if use.capability == "connect" and use.subject}
        self.remotes = _remotes(uses)
        self._pages: str | None = None

    def tied(self, name: str, host: str) -> bool:
        """Whether a page of the plugin names both the variable and the host."""
        if self._pages is None:
            pages = [file.text.data for file in self.plugin.files if file.path.endswith((".md", "plugin.json"))]
            self._pages = b"\n".join(pages).decode("utf-8", "replace")
        base = ".".join(host.split(".")[-2:])
        return name in self._pages and base in self._pages


def _remotes(uses: list[Use]) -> dict[tuple[str, str], str]:
    """Remotes that a script adds itself: (path, name) -> host."""
    from plugin_policy.misuse.misuse import argv_of
    from plugin_policy.network.hosts import host_of

    found = {}
    for use in uses:
        words = argv_of(use) if use.subject == "git" else []
        if words[1:2] == ["remote"] and words[2:3] in (["add"], ["set-url"]) and len(words) > 4:
            found[use.text.path, words[3]] = host_of(words[4])
    return found


def _of_use(use: Use, hooks: Hooks, places: _Places) -> Iterator[Finding]:
    from plugin_policy.text import INSTRUCTS, RUNS

    if use.capability == "connect" and use.text.channel in (RUNS, INSTRUCTS):
        yield from _sent(use, hooks, places)
    elif use.capability in ("write", "keep") and use.text.channel == RUNS:
        yield from _kept(use, hooks, places)
    elif use.capability == "command" and use.subject == "git" and use.text.channel == RUNS:
        yield from _pushed(use, places)


def _pushed(use: Use, places: _Places) -> Iterator[Finding]:
    from plugin_policy.misuse.misuse import argv_of

    words = argv_of(use)
    if words[1:2] == ["push"]:
        name = next((word for word in words[2:] if not word.startswith("-")), "")
        host = places.remotes.get((use.text.path, name))
        if host:
            yield _say("sent", use, "source-code", "high", what="source code", host=f"`{host}`")


def _sent(use: Use, hooks: Hooks, places: _Places) -> Iterator[Finding]:
    from plugin_policy.network.hosts import host_of, loopback
    from plugin_policy.privacy.flows import meaning

    host = host_of(use.subject or "")
    note = use.detail.get("note")
    if loopback(host) or note == "listen" or (note == "dns" and "." not in host.lstrip("*.")):
        return
    shown = f"`{host}`" if host else "an unknown place"
    found: dict[str, Data] = {}
    for flow in _flows(use):
        kind, _, name = flow.partition(":")
        if kind == "environment" and name != "*":
            yield from _credential(use, name, host, places)
        data = meaning(flow, use, hooks)
        if data is not None and not _at_home(data.category, host):
            known = found.get(data.category)
            if known is None or RANK[data.severity] > RANK[known.severity]:
                found[data.category] = data
    measures = note == "telemetry" or (_measures(host) and not _asks(use, host))
    if not found and measures and use.text.channel == "runs":
        yield _say("telemetry", use, "telemetry", "medium", host=shown)
    for category, data in found.items():
        yield _say("sent", use, category, data.severity, what=data.what, host=shown)


def _credential(use: Use, name: str, host: str, places: _Places) -> Iterator[Finding]:
    from plugin_policy.privacy.credentials import foreign

    how = foreign(name, host)
    if how == "known" or (how == "unknown" and not places.tied(name, host)):
        severity = "high" if how == "known" else "medium"
        yield _say("foreign-credential", use, "credentials", severity, what=name, host=f"`{host}`")


def _at_home(category: str, host: str) -> bool:
    """The agent's own service, and the code's own home."""
    from plugin_policy.privacy.tables import CODE_HOSTS, OWN_SERVICE

    own = (*OWN_SERVICE, *CODE_HOSTS) if category == "source-code" else OWN_SERVICE
    return category != "environment" and any(host == name or host.endswith("." + name) for name in own)


def _asks(use: Use, host: str) -> bool:
    """A request to a service's own interface, with a credential of that service and nothing to send: it reads."""
    from plugin_policy.privacy.credentials import at_home

    named = [flow.partition(":")[2] for flow in _flows(use) if flow.startswith("environment:")]
    source = use.text.data[use.start : use.end]
    return any(at_home(name, host) for name in named) and not _SENDS.search(source)


def _measures(host: str) -> bool:
    from plugin_policy.privacy.tables import TELEMETRY

    labels, known = host.split("."), TELEMETRY.split()
    return any(".".join(labels[at:]) in known for at in range(len(labels) - 1))


def _kept(use: Use, hooks: Hooks, places: _Places) -> Iterator[Finding]:
    from plugin_policy.capabilities.sensitive import outside
    from plugin_policy.privacy.flows import meaning

    path = use.subject or ""
    if path == "log" and use.via.startswith("logging."):
        path = places.logs.get(use.text.path, "/dev/stderr")
    if path.startswith(_OWN) and path != "/dev/log":
        return
    temporary = path.startswith("/tmp/")
    away = outside(path) or temporary or path == "log"
    where = "the system's log" if path == "log" else f"`{path}`" if path else "an unknown place"
    found: dict[str, str] = {}
    for flow in _flows(use):
        data = meaning(flow, use, hooks)
        if data is None or data.category in ("usage", "source-code"):
            continue
        severity = _when_kept(flow, data, away, temporary)
        if severity and RANK[severity] > RANK.get(found.get(data.category, "note"), 0):
            found[data.category] = severity
            yield _say("recorded", use, data.category, severity, what=data.what, host=where)


def _when_kept(flow: str, data: Data, away: bool, temporary: bool) -> str:
    """What a plugin hook sees counts wherever it is kept; other data only outside the workspace."""
    if flow.startswith("input:stdin") or flow in ("read:0", "read:/dev/stdin"):
        return "low" if data.weak else "high" if away else "medium"
    if not away or temporary or flow.startswith(("read", "list")):
        return ""
    return SEVERITIES[RANK[data.severity] - 1]


def _flows(use: Use) -> list[str]:
    flows = use.detail.get("flows")
    return [str(flow) for flow in flows] if isinstance(flows, list) else []


def _say(rule: str, use: Use, category: str, severity: str, **words: str) -> Finding:
    if use.text.channel == "instructs":
        severity = SEVERITIES[max(RANK[severity] - 1, RANK["low"])]
    message = _RULES[rule].message.format(**words)
    return at(_RULES[rule], use.text, use.start, use.end, severity=severity, message=message, subject=category,
              capability="collect")  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
