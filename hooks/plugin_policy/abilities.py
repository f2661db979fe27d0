"""What each plugin can do and what it says of itself, in a form that two trees can be compared in.

An ability is one thing (a host, a program, a plugin hook, a tool …) with its scopes: how far it goes (the access to a
path, the tools a hook matches, the version of a dependency). What needs no disclosure is left out: harmless programs,
paths of the workspace, loopback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.text import INSTRUCTS, RUNS

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.dependencies.dependency import Dependency
    from plugin_policy.policy.disclosure import Disclosure
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan
    from plugin_policy.secrets.masking import Mask
    from plugin_policy.surface import Surface
    from plugin_policy.text import Text

# Kinds, in the order of reports.
HOOK, SERVER, TOOL, HOST, PROGRAM, FILE = "plugin hook", "server", "tool", "host", "program", "file"
CODE, DATA, ENVIRONMENT, PACKAGE, COMPONENT = "dynamic code", "data", "environment", "dependency", "component"
KINDS = (HOOK, SERVER, TOOL, HOST, CODE, DATA, PROGRAM, FILE, ENVIRONMENT, COMPONENT, PACKAGE)

# Capability of a use -> kind.
_OF_USE = {
    "command": PROGRAM, "read": FILE, "write": FILE, "delete": FILE, "list": FILE, "environment": ENVIRONMENT,
    "evaluate": CODE, "collect": DATA,
}  # fmt: skip
_CAPABILITY = {HOST: "connect", PROGRAM: "command", CODE: "evaluate", DATA: "collect", ENVIRONMENT: "environment"}
_COMPONENTS = ("skill", "command", "agent", "output style", "workflow", "mod", "bin", "theme")
_SERVERS = ("MCP server", "LSP server", "monitor", "status line", "headers helper", "install command")
UNKNOWN = ""  # subject of what cannot be known from the files


class Ability:
    """subject: "" when it cannot be known. scopes: how far it goes. places: (path, line), first use first.

    channel: "runs", or "instructs" when an agent is only told to do it. disclosed: a statement with a reason covers it.
    """

    __slots__ = ("channel", "disclosed", "kind", "places", "scopes", "subject", "surface")

    def __init__(self, kind: str, subject: str) -> None:
        self.kind = kind
        self.subject = subject
        self.scopes: set[str] = set()
        self.places: list[tuple[str, int]] = []
        self.channel = INSTRUCTS
        self.surface = ""
        self.disclosed = False

    @property
    def key(self) -> tuple[str, str]:
        return (self.kind, self.subject)


class Profile:
    """One plugin. name: as its manifest or its entry gives it. statements: (section, subject) of its disclosure.

    mask: hides the secrets of the file at a path.
    """

    __slots__ = ("abilities", "mask", "name", "path", "statements")

    def __init__(self, path: str, name: str, mask: Callable[[str], Mask]) -> None:
        self.path = path
        self.name = name
        self.mask = mask
        self.abilities: dict[tuple[str, str], Ability] = {}
        self.statements: set[tuple[str, str]] = set()

    def add(self, kind: str, subject: str, scope: str, place: tuple[str, int], channel: str, surface: str) -> Ability:
        hide = self.mask(place[0]).text
        subject, scope = hide(subject), hide(scope)
        ability = self.abilities.setdefault((kind, subject), Ability(kind, subject))
        if scope:
            ability.scopes.add(scope)
        if place not in ability.places:
            ability.places.append(place)
        if not ability.surface or (channel == RUNS and ability.channel != RUNS):
            ability.surface = surface
        if channel == RUNS:
            ability.channel = RUNS
        return ability

    def ordered(self) -> list[Ability]:
        """By kind, then by subject."""
        return sorted(self.abilities.values(), key=lambda one: (KINDS.index(one.kind), one.subject))


def profiles(scan: Scan) -> list[Profile]:
    """A profile of every plugin of the scan and of the repository itself, by path."""
    from plugin_policy.dependencies.inventory import inventory_of

    files = [file for plugin in scan.plugins for file in plugin.files]
    by_plugin: dict[str, list[Dependency]] = {}
    for dependency in inventory_of(scan, files).dependencies:
        by_plugin.setdefault(dependency.plugin, []).append(dependency)
    made = [_profile(scan, plugin, by_plugin.get(plugin.path, [])) for plugin in scan.plugins]
    return sorted(made, key=lambda one: one.path)


def _profile(scan: Scan, plugin: Plugin, dependencies: list[Dependency]) -> Profile:
    from plugin_policy.policy.disclosure import Disclosure

    profile = Profile(plugin.path, name_of(scan, plugin), scan.mask)
    for surface in scan.surfaces(plugin):
        _of_surface(profile, surface, runs(scan, surface))
    for use in scan.uses(plugin):
        if use.text.channel in (RUNS, INSTRUCTS):
            _of_use(profile, use)
    _connections(scan, plugin, profile)
    for one in dependencies:
        _dependency(profile, one)
    if not plugin.is_repository:
        disclosure = Disclosure(plugin)
        profile.statements = {(one.section, one.subject) for one in disclosure.statements}
        for ability in profile.abilities.values():
            ability.disclosed = _disclosed(disclosure, ability)
    return profile


def _dependency(profile: Profile, one: Dependency) -> None:
    """What a lock holds is one ability with many scopes: who reviews a change wants its list, not its pages."""
    subject, scope = f"{one.ecosystem} {one.name}", one.version or one.state
    if one.origin == "lock":
        subject, scope = f"locked in {one.path}", f"{one.name} {scope}"
    channel = INSTRUCTS if one.instructs else RUNS
    profile.add(PACKAGE, subject, scope, (one.path, one.line), channel, one.surface)


def name_of(scan: Scan, plugin: Plugin) -> str:
    """The name in the manifest, else of its entry, else of its folder."""
    from plugin_policy.surfaces import manifests

    if plugin.is_repository:
        return ""
    for declared in manifests(plugin, scan.manifest):
        name = declared.at("name").value
        if isinstance(name, str) and name:
            return name
    return plugin.name


def _disclosed(disclosure: Disclosure, ability: Ability) -> bool:
    if ability.kind == FILE:
        capabilities = ability.scopes
    else:
        capabilities = {_CAPABILITY[ability.kind]} if ability.kind in _CAPABILITY else set()
    path = ability.places[0][0]
    return bool(capabilities) and all(disclosure.speaks_of(each, ability.subject, path) for each in capabilities)


def _line(text: Text, start: int) -> tuple[str, int]:
    return (text.path, text.position(start)[0])


def _of_surface(profile: Profile, surface: Surface, line: str) -> None:
    """line: what it runs, without secrets."""
    if surface.inert:
        return
    place = (surface.path, 1)
    if surface.document is not None:
        place = _line(surface.document.text, surface.document.locate(surface.pointer)[0])
    if surface.event:
        ability = profile.add(HOOK, f"{surface.event}: {line}", "", place, RUNS, surface.kind)
        ability.scopes.update(matched(surface.matcher))
    elif surface.kind in _SERVERS:
        profile.add(SERVER, f"{surface.kind} {surface.name}", line, place, RUNS, surface.kind)
    elif surface.kind in _COMPONENTS and surface.document is None:
        profile.add(COMPONENT, f"{surface.kind} {surface.name}", "", place, surface.channel, surface.kind)
        _tools(profile, surface)


def runs(scan: Scan, surface: Surface) -> str:
    """What the surface starts, calls or asks, on one line and without secrets."""
    words = [surface.command, *(surface.argv or ())] if surface.command else [surface.url]
    for key in ("prompt", "tool", "agent"):
        value = surface.value.get(key)
        if not any(words) and isinstance(value, str):
            words = [f"{key} {value}"]
    line = " ".join(scan.mask(surface.path).text(" ".join(words)).split())
    return line if len(line) <= 200 else line[:199] + "…"


def matched(matcher: str | None) -> set[str]:
    """The names a matcher is made of; "*" for everything."""
    if matcher in (None, "", "*", ".*"):
        return {"*"}
    assert matcher is not None
    return {part.strip() for part in matcher.split("|")} if "(" not in matcher else {matcher}


def _tools(profile: Profile, surface: Surface) -> None:
    from plugin_policy.privilege.tools import TOOL_KEYS, grants
    from plugin_policy.readers.manifest import front_matter

    if not surface.file.data.lstrip(b"\xef\xbb\xbf").startswith(b"---"):
        return
    document = front_matter(surface.file.text)
    if document is None or not isinstance(document.value, dict):
        return
    for key in TOOL_KEYS:
        for _, grant in grants(document.get(key)):
            place = _line(document.text, document.locate((key,))[0])
            subject = f"{grant.name} of {surface.kind} {surface.name}"
            profile.add(TOOL, subject, grant.word, place, surface.channel, surface.kind)


def _of_use(profile: Profile, use: Use) -> None:
    from plugin_policy.capabilities.harmless import HARMLESS
    from plugin_policy.capabilities.sensitive import outside, place
    from plugin_policy.capabilities.use import CONSTANT

    kind = _OF_USE.get(use.capability)
    if kind is None:
        return
    subject, scope = use.subject or UNKNOWN, ""
    if kind == PROGRAM and subject.removesuffix(".exe") in HARMLESS:
        return
    if kind == CODE and use.origins <= {CONSTANT}:
        return  # constant text is read as code: what it does is listed by itself
    if kind == FILE:
        if not subject or (place(subject) is None and not outside(subject)):
            return
        scope = use.capability
    if not subject:
        scope = f"{use.via} in {use.text.path}"
    profile.add(kind, subject, scope, _line(use.text, use.start), use.text.channel, use.text.surface)


def _connections(scan: Scan, plugin: Plugin, profile: Profile) -> None:
    from plugin_policy.network.connections import connections
    from plugin_policy.network.hosts import loopback

    for one in connections(scan, plugin):
        if one.host and loopback(one.host):
            continue
        scope = "" if one.host else f"in {one.text.path}"
        channel = INSTRUCTS if one.instructs else RUNS
        profile.add(HOST, one.host, scope, _line(one.text, one.start), channel, one.text.surface)


def rows(profile: Profile) -> Iterator[dict[str, object]]:
    """The abilities as JSON-ready rows."""
    for one in profile.ordered():
        yield {
            "kind": one.kind,
            "subject": one.subject,
            "scopes": sorted(one.scopes),
            "surface": one.surface,
            "channel": one.channel,
            "disclosed": one.disclosed,
            "places": [{"path": path, "line": line} for path, line in one.places],
        }
