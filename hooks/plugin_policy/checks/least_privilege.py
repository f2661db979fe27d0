"""More rights than a plugin needs, and rights it takes by itself.

Privilege escalation, high: settings that switch the agent's questions off (`defaultMode` `bypassPermissions`, an
allowed `Bash(*)`, `enableAllProjectMcpServers`), a manifest that sends the agent's own traffic elsewhere
(`ANTHROPIC_BASE_URL` in an `env`), a plugin hook that answers every permission question with allow, and instructions
that tell the agent to ignore its rules or to hide something from the user. Saying that something must never be done is
no such instruction.

Broad scope alone, a note unless the policy says otherwise (`[least-privilege] broad-scope`): unrestricted `Bash` or
wildcard tools of a skill, command or agent, and plugin hooks on tool use or prompts that match everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import PLUGIN, Check, at
from plugin_policy.entry import run_check
from plugin_policy.finding import Finding, Rule

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document
    from plugin_policy.repository import File
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface

CHECK = Check("least-privilege", PLUGIN, "rights beyond what the plugin needs", 8)

RULES = (
    Rule(
        "least-privilege/broad-tools",
        "note",
        "pre-approves `{what}`, which is every command",
        "name the commands it needs, such as `Bash(git log:*)`",
        justifiable=True,
    ),
    Rule(
        "least-privilege/match-all",
        "note",
        "a plugin hook on {what} that matches everything",
        "give it a `matcher` for the tools it is about",
        justifiable=True,
    ),
    Rule(
        "least-privilege/permissions-off",
        "high",
        "switches the agent's permission questions off: {what}",
        "leave the decision to the user",
    ),
    Rule(
        "least-privilege/answers-allow",
        "high",
        "a plugin hook answers every permission question with allow",
        "answer only for the calls it has checked, or leave the decision to the user",
    ),
    Rule(
        "least-privilege/redirected-service",
        "high",
        "sends the agent's own traffic elsewhere: `{what}`",
        "leave the agent's address and token alone",
    ),
    Rule(
        "least-privilege/agent-override",
        "high",
        "tells the agent to {what}",
        "take the sentence out",
    ),
)
_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}
_REDIRECTS = ("ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BEDROCK_BASE_URL", "ANTHROPIC_VERTEX_BASE_URL")
_ALLOW = re.compile(
    r"\\?\"permissionDecision\\?\"\s*:\s*\\?\"allow|\\?\"decision\\?\"\s*:\s*\\?\"approve|\\?\"behavior\\?\"\s*:\s*\\?\"allow"
)
_OVERRIDES = (
    (re.compile(rb"\b(?:ignore|disregard|forget)\s+(?:all\s+)?(?:of\s+)?(?:your\s+|the\s+)?(?:previous|prior|earlier)\s+"
                rb"(?:instructions|rules|guidelines)\b", re.I), "ignore its rules"),
    (re.compile(rb"\b(?:never|do not|don't)\s+(?:tell|inform|mention\s+\w+\s+to)\s+the\s+user\s+"
                rb"(?:what\s+you\s+(?:send|do|run)|that\s+you\s+(?:sent|send|read|ran|upload))", re.I),
     "hide what it does from the user"),
)  # fmt: skip
_QUOTED = re.compile(
    rb"\b(?:never|do not|don't|must not|detect|such as|e\.g\.|example|attack|inject\w*|phrases?|like)\b", re.I
)


def run(scan: Scan) -> Iterator[Finding]:
    for plugin in scan.plugins:
        if plugin.is_repository:
            continue
        for surface in scan.surfaces(plugin):
            yield from _of_surface(scan, surface)
        for file in plugin.files:
            if file.name in ("settings.json", "settings.local.json"):
                yield from _settings(scan.manifest(file))
            elif file.language == "markdown" and scan.texts(file) and file.text.channel == "instructs":
                yield from _overrides(file)


def _broad(scan: Scan, finding: Finding) -> Finding:
    finding.severity = scan.policy.least_privilege.broad_scope
    return finding


def _of_surface(scan: Scan, surface: Surface) -> Iterator[Finding]:
    if surface.inert:
        return
    if surface.document is None:
        if surface.kind in ("skill", "command", "agent"):
            yield from _tools(scan, surface)
        return
    text, rule = surface.document.text, _RULES["match-all"]
    start, end = surface.document.locate(surface.pointer)
    if surface.event in ("PreToolUse", "PostToolUse", "UserPromptSubmit") and surface.matcher in (None, "", "*", ".*"):
        yield _broad(scan, at(rule, text, start, end, message=rule.message.format(what=surface.event)))
    line = surface.command + " " + " ".join(surface.argv or ())
    constant = re.match(r"\s*(?:echo|printf)\b", line) and not re.search(r"&&|\|\||\bif\b|\bcase\b", line)
    if surface.event in ("PreToolUse", "PermissionRequest") and constant and _ALLOW.search(line):
        yield at(_RULES["answers-allow"], text, start, end)
    yield from _redirected(surface.document, surface.pointer, surface.env)


def _redirected(document: Document, pointer: tuple[str | int, ...], env: dict[str, str]) -> Iterator[Finding]:
    rule = _RULES["redirected-service"]
    for name, value in env.items():
        own = value.startswith(("${ANTHROPIC_", "$ANTHROPIC_", "https://api.anthropic.com"))
        if name in _REDIRECTS and value and not own:
            start, end = document.locate((*pointer, "env", name))
            yield at(rule, document.text, start, end, message=rule.message.format(what=name))


def _tools(scan: Scan, surface: Surface) -> Iterator[Finding]:
    from plugin_policy.readers.manifest import front_matter

    file = surface.file
    document = front_matter(file.text) if file.data.startswith(b"---") else None
    if document is None or not isinstance(document.value, dict):
        return
    rule = _RULES["broad-tools"]
    for key in ("allowed-tools", "tools"):
        given = document.value.get(key)
        words = re.split(r"[,\s]+(?![^(]*\))", given) if isinstance(given, str) else given
        for word in words if isinstance(words, list) else ():
            if word in ("Bash", "Bash(*)", "Bash(*:*)", "*"):
                start, end = document.locate((key,))
                yield _broad(scan, at(rule, document.text, start, end, message=rule.message.format(what=word)))
                break


def _settings(document: Document) -> Iterator[Finding]:
    rule = _RULES["permissions-off"]
    for pointer, what in _switched_off(document):
        start, end = document.locate(pointer)
        yield at(rule, document.text, start, end, message=rule.message.format(what=what))
    env = document.get("env")
    if isinstance(env, dict):
        yield from _redirected(document, (), {name: value for name, value in env.items() if isinstance(value, str)})


def _switched_off(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if document.get("permissions", "defaultMode") == "bypassPermissions":
        yield ("permissions", "defaultMode"), "`defaultMode` is `bypassPermissions`"
    if document.get("enableAllProjectMcpServers") is True:
        yield ("enableAllProjectMcpServers",), "`enableAllProjectMcpServers`"
    allowed = document.get("permissions", "allow")
    for index, word in enumerate(allowed if isinstance(allowed, list) else ()):
        if word in ("*", "Bash", "Bash(*)", "Bash(*:*)"):
            yield ("permissions", "allow", index), f"`{word}` is allowed"


def _overrides(file: File) -> Iterator[Finding]:
    """Sentences that instruct; not those that forbid, quote or explain."""
    data = file.text.data
    rule = _RULES["agent-override"]
    for pattern, what in _OVERRIDES:
        for match in pattern.finditer(data):
            begin = max(data.rfind(b"\n", 0, match.start()), data.rfind(b". ", 0, match.start())) + 1
            before = data[begin : match.start()]
            if _QUOTED.search(before) or before.rstrip().endswith((b'"', b"'", b"`", b"(", b"|")) or b"|" in before:
                continue
            yield at(rule, file.text, match.start(), match.end(), message=rule.message.format(what=what))


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
