"""Credentials, keys, browser profiles, keychains, wallets, histories, and other files outside the workspace.

A plugin works on the project, its own folder and its data folder. This check follows every path that code, plugin hooks
or instructions read, write, list, delete or hand to a program, by whatever spelling of home, glob, variable or
concatenation it is reached, in the forms of Linux, macOS and Windows:

- credentials, private keys, browser profiles, keychains, wallets, shell histories, private messages and secrets of the
  system are never a plugin's business: high, and critical when what was read can leave the machine (it flows into a
  connection, or one stands in the same function);
- other tools' configuration is an undisclosed use, medium: the disclosure says which and why;
- other paths outside the workspace are an undisclosed use, low.

Programs that print what they keep (`gh auth token`, `security find-generic-password`, `gpg --export-secret-keys`) read
the place they keep it in; `@path` references are read by the client; a sentence that tells an agent to read such a
place is medium. Prose, a table or a deny-list that merely names a path is no use. The list of places is data, with the
documentation that names each: `capabilities/sensitive_paths.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.check import PLUGIN, Check, at
from plugin_policy.entry import run_check
from plugin_policy.finding import RANK, SEVERITIES, UNDISCLOSED, Finding, Rule

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.capabilities.sensitive import Place
    from plugin_policy.capabilities.use import Use
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan

CHECK = Check("no-sensitive-paths", PLUGIN, "access to credentials, keys and other files outside the workspace", 4)

_LEAVE = "leave the file alone; ask the user for what you need, or take it from `userConfig`"

RULES = (
    Rule("no-sensitive-paths/credentials", "high", "{does} {what}: `{path}`", _LEAVE),
    Rule("no-sensitive-paths/browser-data", "high", "{does} {what}: `{path}`", _LEAVE),
    Rule("no-sensitive-paths/keychain", "high", "{does} {what}: `{path}`", _LEAVE),
    Rule("no-sensitive-paths/wallet", "high", "{does} {what}: `{path}`", _LEAVE),
    Rule("no-sensitive-paths/history", "high", "{does} {what}: `{path}`", _LEAVE),
    Rule(
        "no-sensitive-paths/private-data",
        "high",
        "{does} {what}: `{path}`",
        "leave it alone, or disclose the path under `files` and say why",
        kind=UNDISCLOSED,
    ),
    Rule("no-sensitive-paths/system-secrets", "high", "{does} {what}: `{path}`", _LEAVE),
    Rule(
        "no-sensitive-paths/startup-file",
        "medium",
        "{does} {what}: `{path}`",
        "leave it alone, or disclose the path under `files` and say why",
        kind=UNDISCLOSED,
        justifiable=True,
    ),
    Rule(
        "no-sensitive-paths/tool-config",
        "medium",
        "{does} {what}: `{path}`",
        "leave it alone, or disclose the path under `files` and say why",
        kind=UNDISCLOSED,
        justifiable=True,
    ),
    Rule(
        "no-sensitive-paths/outside-workspace",
        "low",
        "{does} a path outside the workspace: `{path}`",
        "use the project, `${{CLAUDE_PLUGIN_DATA}}` or a temporary folder, or disclose the path under `files`",
        kind=UNDISCLOSED,
        justifiable=True,
    ),
    Rule(
        "no-sensitive-paths/symlink",
        "high",
        "a symlink leads to {what}: `{path}`",
        "take the symlink out",
    ),
)

_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}
_DOES = {"read": "reads", "write": "writes", "list": "lists", "delete": "deletes"}


def run(scan: Scan) -> Iterator[Finding]:
    for plugin in scan.plugins:
        yield from _of_plugin(scan, plugin)
    if scan.whole:
        yield from _links(scan)


def _of_plugin(scan: Scan, plugin: Plugin) -> Iterator[Finding]:
    from plugin_policy.capabilities.sensitive import outside, place

    uses = sorted(scan.uses(plugin), key=_depth)  # a folder stands for what is in it
    first: set[tuple[str, str]] = set()
    for use in uses:
        if use.capability not in _DOES or not use.subject or use.text.channel not in ("runs", "instructs"):
            continue
        found = place(use.subject)
        if found is not None:
            yield from _sensitive(use, found, uses, first, plugin)
        elif not plugin.is_repository and outside(use.subject):
            yield from _undisclosed(use, _RULES["outside-workspace"], "", first)
    yield from _instructions(scan, plugin)


def _instructions(scan: Scan, plugin: Plugin) -> Iterator[Finding]:
    """Prose that tells an agent to read such a place, and `@path` references that the client reads."""
    files = [file for file in plugin.files if file.language == "markdown"]
    if not files:
        return
    from plugin_policy.capabilities.sensitive import place
    from plugin_policy.capabilities.sensitive_paths import CATEGORIES
    from plugin_policy.checks.no_sensitive_paths_prose_rules import mentions, orders, references

    for file in files:
        if not mentions(file.data):
            continue
        for text in scan.texts(file):
            if text.channel != "says" or text.root.channel not in ("instructs", "runs"):
                continue
            for severity, found in (("medium", orders(text.data)), ("high", references(text.data))):
                for start, end, path in found:
                    entry = place(path)
                    rule = _RULES[CATEGORIES[entry.category][0]] if entry is not None else None
                    if entry is None or rule is None or rule.kind == UNDISCLOSED:
                        continue
                    what = CATEGORIES[entry.category][1]
                    does = "tells an agent to read" if severity == "medium" else "reads"
                    message = rule.message.format(does=does, what=what, path=path)
                    yield at(
                        rule, text, start, end, severity=severity, message=message, subject=path, capability="read"
                    )


def _sensitive(
    use: Use, found: Place, uses: list[Use], first: set[tuple[str, str]], plugin: Plugin
) -> Iterator[Finding]:
    from plugin_policy.capabilities.sensitive_paths import CATEGORIES

    name, what = CATEGORIES[found.category]
    rule = _RULES[name]
    if rule.kind == UNDISCLOSED:
        if not plugin.is_repository:
            yield from _undisclosed(use, rule, what, first)
        return
    severity = rule.severity
    leaves = use.capability == "read" and _leaves(use, uses)
    home = _goes_home(use, uses) if leaves else ""
    if home == "known":
        message = f"asks `{use.via}` for its own credential, which goes to the service that it belongs to"
        yield at(rule, use.text, use.start, use.end, severity="note", message=message, subject=use.subject or "",
                 capability=use.capability)  # fmt: skip
        return
    if leaves and not home:
        severity = "critical"
    if use.text.channel == "instructs" or use.text.root.language == "dockerfile":  # the image's files, not the user's
        severity = SEVERITIES[RANK[severity] - 1]
    message = rule.message.format(does=_DOES[use.capability], what=what, path=use.subject)
    if leaves:
        message += f", and {leaves}"
    yield at(rule, use.text, use.start, use.end, severity=severity, message=message, subject=use.subject or "",
             capability=use.capability)  # fmt: skip


# Programs that hand out the credential they keep -> the word of privacy.tables.PROVIDERS for their service.
_OWN_PROGRAM = {"gh": "GITHUB", "glab": "GITLAB", "gcloud": "GOOGLE", "az": "AZURE", "aws": "AWS", "vercel": "VERCEL"}


def _receivers(use: Use, uses: list[Use]) -> list[Use]:
    """The connections that what was read may go to: those it flows to, else those of the same code."""
    connects = [other for other in uses if other.capability == "connect" and other.text.path == use.text.path]
    reached = [other for other in connects if f"read:{use.subject}" in _flows(other)]
    function = use.detail.get("function")
    return reached or [one for one in connects if one.text is use.text and one.detail.get("function") == function]


def _flows(use: Use) -> list[str]:
    flows = use.detail.get("flows")
    return [str(flow) for flow in flows] if isinstance(flows, (list, tuple, set, frozenset)) else []


def _goes_home(use: Use, uses: list[Use]) -> str:
    """Whether a credential that its own program hands out goes to the service it belongs to: "known", "possible" when
    every host is put together (an enterprise's own server is named by a variable), "" when it goes elsewhere."""
    from plugin_policy.network.hosts import computed, host_of
    from plugin_policy.privacy.tables import PROVIDERS

    if use.via not in _OWN_PROGRAM:
        return ""
    own = PROVIDERS[_OWN_PROGRAM[use.via]].split()
    places: dict[tuple[int, int], set[str]] = {}
    for other in _receivers(use, uses):
        host = host_of(other.subject or "")
        places.setdefault((id(other.text), other.start), set()).update([host] if host and not computed(host) else [])
    named = {host for hosts in places.values() for host in hosts}
    at_home = {host for host in named if any(host == one or host.endswith("." + one) for one in own)}
    if any(hosts and not hosts & at_home for hosts in places.values()):
        return ""
    return "known" if named and named == at_home else "possible"  # one function that asks many hosts


def _leaves(use: Use, uses: list[Use]) -> str:
    """How what was read can leave the machine, "" when nothing shows that it can."""
    for other in uses:
        if other.capability != "connect" or other.text.path != use.text.path:
            continue
        flows = other.detail.get("flows")
        if isinstance(flows, (list, tuple, set, frozenset)) and any(
            str(flow).endswith(f":{use.subject}") for flow in flows
        ):
            return f"sends it to {_host(other)}"
    function = use.detail.get("function")
    for other in uses:
        same = other.text is use.text and other.detail.get("function") == function
        if other.capability == "connect" and same and not _loopback(other):
            return f"the same code connects to {_host(other)}"
    return ""


def _host(use: Use) -> str:
    return f"`{use.subject}`" if use.subject else "an unknown host"


def _loopback(use: Use) -> bool:
    return (use.subject or "").partition(":")[0] in ("localhost", "127.0.0.1", "[", "0.0.0.0")


_GRAVITY = ("write", "delete", "read", "list")


def _depth(use: Use) -> tuple[int, int]:
    """Writing before reading, folders before what is in them: a folder that is written is the plugin's own."""
    access = _GRAVITY.index(use.capability) if use.capability in _GRAVITY else 0
    return access, (use.subject or "").count("/")


def _undisclosed(use: Use, rule: Rule, what: str, first: set[tuple[str, str]]) -> Iterator[Finding]:
    """One finding for a subject, at its first use."""
    from plugin_policy.capabilities.sensitive import normal

    path = normal(use.subject or "")
    known = [
        above for name, above in first if name == rule.id and path.startswith(above + "/") and above.count("/") > 1
    ]
    if (rule.id, path) in first or known:
        return
    first.add((rule.id, path))
    message = rule.message.format(does=_DOES[use.capability], what=what, path=path)
    fix = rule.fix.replace("{{", "{").replace("}}", "}")
    yield at(rule, use.text, use.start, use.end, message=message, subject=path, capability=use.capability, fix=fix)


def _links(scan: Scan) -> Iterator[Finding]:
    from plugin_policy.capabilities.sensitive import place
    from plugin_policy.capabilities.sensitive_paths import CATEGORIES

    rule = _RULES["symlink"]
    for path, target, inside in scan.repository.links:
        found = None if inside else place(target) or place("*/" + target.lstrip("./"))
        if found is not None:
            what = CATEGORIES[found.category][1]
            message = rule.message.format(what=what, path=target)
            yield Finding(rule.id, rule.severity, message, path=path, fix=rule.fix, evidence=target, subject=target)


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
