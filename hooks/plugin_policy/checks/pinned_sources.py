"""What can change under the reviewer: sources, launchers, install commands and images that are not pinned.

A review holds for what was reviewed. An entry whose source names a branch, an `npx tool@latest` in a plugin hook, a
container image by tag: each of them brings other code to users tomorrow, and nobody looks at it again.

- Every external source of a marketplace has the full commit (`sha`), an archive its `sha256`, an npm package one exact
  version, and is fetched over https. Addresses and references that git or a shell would take as commands are critical,
  and so are sources of kind `command` and `headersHelper`: both run a command on the user's machine.
- Launchers (`npx`, `uvx`, `bunx`, `pnpm dlx`, `docker run`, `go run`, `deno run`, …) in MCP and LSP servers, plugin
  hooks, monitors and scripts name one exact version; images are named by digest. What a skill, command or agent tells
  a model to run is one severity lower.
- Install commands name exact versions, or install from a lock.

What runs by itself is said at every place; a page that tells a model to run the same thing in many places gets one
finding with all of them.

A launcher without a version is silent where the plugin's own `package.json` or lock has the package, or one whose
program it names (`npx tsc` beside `typescript`): npx runs what is installed.

    .mcp.json:5:16: medium pinned-sources/unpinned-launcher `npx` fetches `some-mcp` without a version whenever it runs

- A plugin that an open incident took down (docs/incidents.md) is not listed, under its own name or another.

Policy: `[sources] exempt-owners` (owners on GitHub whose sources need no pin), `allowed-hosts`, and `changed-only` for
a marketplace that grew without pins: an entry fails only when a change touches it (`--changed-since`), then for
everything that is wrong with it, old or new; a scan of everything shows entries as notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.check import PLUGIN, Check
from plugin_policy.checks import pinned_sources_rules as rules
from plugin_policy.checks.pinned_sources_rules import RULES
from plugin_policy.finding import Finding, Rule

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.dependencies.dependency import Dependency
    from plugin_policy.readers.manifest import Document, Pointer
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan

__all__ = ["CHECK", "RULES", "main", "run"]

CHECK = Check(
    "pinned-sources",
    PLUGIN,
    "sources, launchers, install commands and images that can change under the reviewer",
    10,
)

_SYSTEM = frozenset(("apt", "apk", "rpm", "pacman", "Homebrew", "winget", "Chocolatey", "Scoop", "snap", "conda"))
_NPM_LOCAL = ("npx", "bunx", "bun x", "npm exec", "npm x", "pnpm dlx", "pnpx")
_INSTRUCTIONS = ("skill", "command", "agent")
MAX_NAMED = 3  # packages that a message names

_ONE_LOWER = {"critical": "high", "high": "medium", "medium": "low", "low": "note", "note": "note"}


def run(scan: Scan) -> Iterator[Finding]:
    from plugin_policy.dependencies.compose_run import VIA
    from plugin_policy.dependencies.dependency import SOURCE
    from plugin_policy.dependencies.inventory import inventory_of

    yield from _entries(scan)
    for plugin in scan.plugins:
        yield from _helpers(scan, plugin)
    files = [file for plugin in scan.plugins for file in plugin.files]
    inventory = inventory_of(scan, files)
    declared = _declared(inventory.dependencies)
    composed = {one.plugin for one in inventory.dependencies if one.via.startswith(VIA) and not one.instructs}
    made = [
        (several[0], found)
        for several in _together(inventory.dependencies)
        if several[0].origin != SOURCE and not _runs_declared(several[0], declared)
        for found in _judge(several[0], several, composed)
    ]
    yield from _said_once(made)


def _said_once(made: list[tuple[Dependency, Finding]]) -> Iterator[Finding]:
    """A page that tells an agent to run the same thing in many places is mended in one go: one finding, with all
    places. What runs by itself is said at every place."""
    first: dict[tuple[str, str], Finding] = {}
    kept = []
    for dependency, found in made:
        instructs = dependency.instructs or dependency.surface in _INSTRUCTIONS
        earlier = first.setdefault((found.path, found.message), found) if instructs else found
        if earlier is found:
            kept.append(found)
        else:
            earlier.related += ((found.path, found.line, found.column),)
    for found in kept:
        if found.related:
            lines = [str(line) for _, line, _ in found.related]
            more = f" and {len(lines) - MAX_NAMED} more" if len(lines) > MAX_NAMED else ""
            found.message += f" (also line {', '.join(lines[:MAX_NAMED])}{more})"
        yield found


def _declared(dependencies: list[Dependency]) -> set[tuple[str, str]]:
    """(plugin, name) of npm packages that a manifest or lock of the plugin names, and of the programs in them."""
    from plugin_policy.dependencies.npm_programs import PROGRAMS

    return {
        (one.plugin, name)
        for one in dependencies
        if one.ecosystem == "npm" and one.origin in ("manifest", "lock")
        for name in (one.name, *one.programs, *PROGRAMS.get(one.name, ()))
    }


def _together(dependencies: list[Dependency]) -> list[list[Dependency]]:
    """Packages that one install command names without a pin make one finding; everything else stands alone."""
    groups: dict[tuple[object, ...], list[Dependency]] = {}
    for number, one in enumerate(dependencies):
        installs = one.origin == "install" and _why(one)
        groups.setdefault((one.path, one.line, one.via) if installs else (number,), []).append(one)
    return list(groups.values())


_ENTRY_RULES = {
    "unpinned": rules.UNPINNED_SOURCE,
    "archive": rules.ARCHIVE,
    "npm": rules.NPM_SOURCE,
    "insecure": rules.INSECURE,
    "injection": rules.INJECTION,
    "login": rules.LOGIN,
    "outside": rules.OUTSIDE,
    "host": rules.HOST,
    "command": rules.COMMAND,
    "helper": rules.HELPER,
}


def _entries(scan: Scan) -> Iterator[Finding]:
    from plugin_policy.dependencies.entry_sources import entries_of, problems
    from plugin_policy.repository import MARKETPLACE

    market = scan.repository.by_path.get(MARKETPLACE)
    if market is None or market.plugin not in scan.plugins:
        return
    document = scan.manifest(market)
    yield from _relisted(scan, document, market.plugin.path)
    settings = scan.policy.sources
    exempt, hosts = list(settings.exempt_owners), list(settings.allowed_hosts)
    before = _entries_before(scan) if settings.changed_only else []
    for index, entry in entries_of(document.value):
        if before is None or entry in before:
            continue
        for kind, pointer, facts in problems(entry, ("plugins", index), exempt, hosts):
            yield _softer(scan, _at(_ENTRY_RULES[kind], document, pointer, market.plugin.path, facts))
        folder = _untracked(scan, entry.get("source"))
        if folder:
            facts = {"entry": str(entry.get("name") or ""), "name": folder}
            pointer = ("plugins", index, "source")
            yield _softer(scan, _at(rules.UNTRACKED, document, pointer, market.plugin.path, facts))


def _relisted(scan: Scan, document: Document, plugin: str) -> Iterator[Finding]:
    """Entries of plugins that an incident took down; nobody but `incident close` lists them again."""
    from plugin_policy.incident.relisted import relisted, unreadable

    for why in unreadable(scan.repository):
        yield _at(rules.INCIDENT, document, ("plugins",), plugin, {"why": why})
    for index, facts in relisted(scan.repository):
        yield _at(rules.RELISTED, document, ("plugins", index, "name"), plugin, facts)


def _entries_before(scan: Scan) -> list[dict[str, object]] | None:
    """Entries that the base has as well; None when this is the base: what is wrong there excuses nothing."""
    from plugin_policy.dependencies.entry_sources import entries_of
    from plugin_policy.readers.manifest import parse
    from plugin_policy.repository import MARKETPLACE

    if scan.options.get("is_base"):
        return None
    market = scan.base.by_path.get(MARKETPLACE) if scan.base is not None else None
    return [] if market is None else [entry for _, entry in entries_of(parse(market.text).value)]


def _softer(scan: Scan, finding: Finding) -> Finding:
    """Under `changed-only` an entry of a whole scan is shown, and fails nothing."""
    if scan.policy.sources.changed_only and scan.base is None:
        finding.severity = "note"
    return finding


def _untracked(scan: Scan, source: object) -> str:
    """The entry's local folder, when there are files in it and git tracks none of them."""
    import posixpath

    if not isinstance(source, str):
        return ""
    folder = posixpath.normpath(source)
    files = scan.repository.below(folder)
    return folder if files and not any(file.entry.tracked for file in files) else ""


def _helpers(scan: Scan, plugin: Plugin) -> Iterator[Finding]:
    from plugin_policy.repository import MARKETPLACE
    from plugin_policy.surface import HELPER

    for surface in scan.surfaces(plugin):
        in_entry = surface.path == MARKETPLACE  # said with the entry
        if surface.kind == HELPER and surface.document is not None and not in_entry:
            facts = {"name": surface.command[:80]}
            yield _at(rules.HELPER, surface.document, (*surface.pointer, surface.key), plugin.path, facts, HELPER)


def _at(
    rule: Rule, document: Document, pointer: Pointer, plugin: str, facts: dict[str, str], surface: str = ""
) -> Finding:
    from plugin_policy.readers.manifest import pointer_text

    line, column, end_line, end_column = document.position(pointer)
    return Finding(
        rule.id,
        rule.severity,
        rule.message.format(**facts),
        path=document.text.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        fix=rule.fix,
        plugin=plugin,
        surface=surface,
        evidence=" ".join(facts.values()),
        subject=facts.get("entry", ""),
        pointer=pointer_text(pointer),
        names=(facts.get("name", ""),),
    )


def _runs_declared(dependency: Dependency, declared: set[tuple[str, str]]) -> bool:
    """npx takes what is installed in the folder before it fetches anything."""
    if dependency.state != "none" or dependency.via not in _NPM_LOCAL:
        return False
    return (dependency.plugin, dependency.name) in declared


def _judge(dependency: Dependency, several: list[Dependency], composed: set[str]) -> Iterator[Finding]:
    from plugin_policy.dependencies import dependency as words

    why = _why(dependency)
    if dependency.origin == words.SERVER:
        if dependency.state == words.URL:
            yield finding(rules.BUNDLE, dependency, why)
        return
    if not why:
        return
    if dependency.origin == words.LAUNCHER:
        yield finding(rules.LAUNCHER, dependency, why)
    elif dependency.origin == words.INSTALL:
        system = dependency.ecosystem in _SYSTEM  # the distribution's own keys and review stand behind these
        made = finding(rules.INSTALL, dependency, why, severity="note" if system else "")
        if len(several) > 1:
            made.message = made.message.replace(
                f"`{dependency.name}` {why}", f"{_listed(several)} without exact versions"
            )
            made.names = tuple(one.name for one in several)
        yield made
    elif dependency.origin == words.IMAGE:
        # A Dockerfile's, a workflow's, or of a compose file that nothing starts.
        started = "compose" in dependency.via and dependency.plugin in composed
        built = dependency.surface == "" and not dependency.instructs and not started
        yield finding(rules.IMAGE, dependency, why, severity="low" if built else "")
    elif dependency.origin == words.ACTION:
        yield finding(rules.ACTION, dependency, why)


def _listed(several: list[Dependency]) -> str:
    more = len(several) - MAX_NAMED
    return ", ".join(f"`{one.name}`" for one in several[:MAX_NAMED]) + (f" and {more} more" if more > 0 else "")


def _why(dependency: Dependency) -> str:
    """What stands in the place of a pin, "" when it is pinned."""
    from plugin_policy.dependencies import dependency as words

    return {
        words.NONE: "without a version" if dependency.origin != words.IMAGE else "has neither tag nor digest",
        words.TAG: f"at `{dependency.version}`",
        words.RANGE: f"in the range `{dependency.version}`",
        words.GIT_FLOATING: f"at `{dependency.version}`, a branch or tag," if dependency.version else "from a branch",
        words.IMAGE_TAG: f"is named by the tag `{dependency.version}`",
        words.URL: "from an address" if dependency.origin != words.IMAGE and not dependency.integrity else "",
    }.get(dependency.state, "")


_FIXES = {
    "git-floating": "name the full commit that was reviewed",
    "url": "put what is fetched into the plugin, or take it from a registry at one exact version",
}


def finding(rule: Rule, dependency: Dependency, why: str, *, severity: str = "") -> Finding:
    severity = severity or rule.severity
    if dependency.instructs or dependency.surface in _INSTRUCTIONS:
        severity = _ONE_LOWER[severity]
    fields = {"name": dependency.name, "via": dependency.via, "why": why}
    fix = _FIXES.get(dependency.state, rule.fix) if rule in (rules.LAUNCHER, rules.INSTALL) else rule.fix
    return Finding(
        rule.id,
        severity,
        rule.message.format(**fields),
        path=dependency.path,
        line=dependency.line,
        fix=fix.format(**fields),
        kind=rule.kind,
        justifiable=rule.justifiable,
        plugin=dependency.plugin,
        surface=dependency.surface,
        evidence=f"{dependency.via} {dependency.name} {dependency.version}",
        subject=dependency.name,
        names=(dependency.name,),
    )


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
