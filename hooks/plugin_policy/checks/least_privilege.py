"""More rights than a plugin needs, and rights it takes by itself.

Privilege escalation, high: settings, scripts and instructions that switch the agent's questions, its sandbox or its
trust dialogs off (`defaultMode` `bypassPermissions`, `--dangerously-skip-permissions`, `enableAllProjectMcpServers`),
a plugin hook that answers every permission question with allow, settings or a manifest that send the agent's own
traffic elsewhere (`ANTHROPIC_BASE_URL`, a proxy, a certificate, `apiKeyHelper`), a server in a container with the
machine's rights, and instructions to ignore the agent's rules or to hide something from the user. Saying that
something must never be done is no such instruction, and a page that is only shown instructs nobody.

A plugin hook that allows whatever it has not refused is medium: what it does not know passes without a question. One
that allows what it has chosen (a list of commands, its own tools) is a note for the reviewer.

Broad scope alone, a note unless the policy says otherwise (`[least-privilege] broad-scope`): unrestricted `Bash` or
wildcard tools of a skill, command, agent or settings file, tools that the text never uses, plugin hooks on tool use or
prompts that match everything and do not look at the project first, permissions of the manifest that nothing uses.

A variable that a server of the plugin gets and never reads is low, a secret one medium. With `permissions` of a
`[[plugin-format]]`, a use without its permission in the manifest is medium.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugin_policy.check import PLUGIN, Check, at
from plugin_policy.checks.least_privilege_rules import BROAD, RULES
from plugin_policy.entry import run_check
from plugin_policy.finding import Finding

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.privilege.excess import Excess
    from plugin_policy.repository import File, Plugin
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface

CHECK = Check("least-privilege", PLUGIN, "rights beyond what the plugin needs", 8)

_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}


def run(scan: Scan) -> Iterator[Finding]:
    for plugin in scan.plugins:
        if plugin.is_repository:
            continue
        seen: set[tuple[str, str, int]] = set()
        for excess in _of_plugin(scan, plugin):
            finding = _finding(scan, excess)
            place = (finding.rule, finding.path, finding.line)
            if place not in seen:  # a script that several plugin hooks run, a sentence with two such words
                seen.add(place)
                yield finding


def _finding(scan: Scan, excess: Excess) -> Finding:
    rule = _RULES[excess.rule]
    severity = excess.severity or (scan.policy.least_privilege.broad_scope if excess.rule in BROAD else "")
    message = rule.message.format(what=excess.what)
    return at(rule, excess.text, excess.start, excess.end, message=message, severity=severity, subject=excess.subject)


def _of_plugin(scan: Scan, plugin: Plugin) -> Iterator[Excess]:
    from plugin_policy.privilege import declared, redirects, settings, settings_code

    for surface in scan.surfaces(plugin):
        if not surface.inert:
            yield from _of_surface(scan, plugin, surface)
    yield from _commands_map(scan, plugin)
    yield from declared.find(scan, plugin)
    for file in plugin.files:
        if settings.is_settings(file):
            yield from settings.find(scan.manifest(file))
        for text in scan.texts(file):
            if text.channel == "runs" and text.language in _CODE:
                yield from settings_code.find(text)
                yield from redirects.of_code(text)
        if file.language == "markdown" and file.text.channel == "instructs":
            yield from _page(scan, file)


_CODE = ("python", "javascript", "typescript", "tsx", "shell", "powershell", "batch")


def _of_surface(scan: Scan, plugin: Plugin, surface: Surface) -> Iterator[Excess]:
    from plugin_policy.privilege import answers, matching, redirects, servers
    from plugin_policy.privilege.excess import Excess, located
    from plugin_policy.privilege.scripts import run_by

    if surface.document is None:
        if surface.kind in ("skill", "command", "agent"):
            yield from _tools(surface)
        elif surface.kind == "mod":
            for answer in answers.answers_of(surface.file.text):
                rule = ("answers-allow", "allows-by-default", "answers-some")[answer.guard]
                yield Excess(rule, surface.file.text, answer.node.start, answer.node.end, "tool.check")
        return
    if surface.kind == "plugin hook" and surface.event in matching.EVENTS:
        texts = run_by(scan, surface)
        if matching.ungated(surface, texts):
            yield located("match-all", surface.document, surface.pointer, surface.event, subject=surface.event)
        yield from answers.find(surface, texts, _own_tools(scan, plugin))
    elif surface.kind in ("MCP server", "LSP server"):
        yield from servers.spare_environment(scan, surface)
        yield from servers.broad_rights(surface)
        env = surface.value.get("env")
        yield from redirects.of_env(surface.document, (*surface.pointer, "env"), env, agent=False)


def _own_tools(scan: Scan, plugin: Plugin) -> re.Pattern[str]:
    """Names of the tools of the plugin's own servers, as a matcher may spell them."""
    names = [surface.name for surface in scan.surfaces(plugin) if surface.kind == "MCP server"]
    either = "|".join(re.escape(name) for name in names) or r"(?!)"
    return re.compile(rf"\^?mcp__(?:plugin_[\w.-]+_)?(?:{either})(?:__[\w.*]+)?(?:\.\*)?\$?")


def _tools(surface: Surface) -> Iterator[Excess]:
    """The tools of a skill, command or agent: every command, or more than its text uses."""
    from plugin_policy.privilege import settings
    from plugin_policy.privilege.excess import located
    from plugin_policy.privilege.tools import TOOL_KEYS, grants, spare
    from plugin_policy.readers.manifest import front_matter

    file = surface.file
    document = front_matter(file.text) if file.data.lstrip(b"\xef\xbb\xbf").startswith(b"---") else None
    if document is None or not isinstance(document.value, dict):
        return
    end = document.text.to_root(0, len(document.text.data))[1]
    body = file.text.data[end:].decode("utf-8", "replace") + str(document.value.get("description") or "")
    if file.name == "SKILL.md":  # what else the skill's folder says is read with it
        folder = file.path.removesuffix(file.name)
        pages = [page for page in surface.plugin.files if page.path.startswith(folder) and page is not file]
        body += "\n".join(page.text.data.decode("utf-8", "replace") for page in pages if page.language == "markdown")
    for key in TOOL_KEYS:
        for place, grant in grants(document.value.get(key)):
            if grant.broad:
                yield located("broad-tools", document, (key, *place), grant.described)
            elif len(body) > 200 and spare(grant, body):
                yield located("spare-tools", document, (key, *place), grant.word, subject=grant.word)
    yield from settings.switched_off(document)


def _commands_map(scan: Scan, plugin: Plugin) -> Iterator[Excess]:
    """`commands` of a manifest as a map: each may pre-approve tools."""
    from plugin_policy.privilege.excess import located
    from plugin_policy.privilege.tools import grants
    from plugin_policy.surfaces import manifests

    for item in manifests(plugin, scan.manifest):
        commands = item.at("commands")
        for name, command in commands.value.items() if isinstance(commands.value, dict) else ():
            given = command.get("allowedTools") if isinstance(command, dict) else None
            for place, grant in grants(given):
                if grant.broad:
                    pointer = (*commands.pointer, name, "allowedTools", *place)
                    yield located("broad-tools", item.document, pointer, grant.described)


def _page(scan: Scan, file: File) -> Iterator[Excess]:
    """What an instructing page asks for, in prose, comments, commands and settings to copy."""
    from plugin_policy.privilege import instructions, settings
    from plugin_policy.readers.manifest import parse

    for text in scan.texts(file):
        if text.language in ("prose", "comment"):
            yield from instructions.of_prose(text)
        elif text.language in ("shell", "powershell", "batch") and text.channel == "instructs":
            yield from instructions.of_command(text)
        elif text.language == "json" and instructions.asks_for_settings(file.text, text.to_root(0, 0)[0]):
            yield from settings.find(parse(text))


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
