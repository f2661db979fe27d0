"""What of a plugin is run, in the order of a session, and what cannot be."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from plugin_policy.abilities import name_of
from plugin_policy.report.result import NotRun
from plugin_policy.surface import BIN, HELPER, HOOK, INSTALL, LSP, MCP, MOD, MONITOR, STATUS
from plugin_policy.trial.box import Box
from plugin_policy.trial.child import ONCE, SERVER, STAYS, Order
from plugin_policy.trial.decoys import HOME, PROJECT, Decoys
from plugin_policy.trial.inputs import ORDER, inputs

if TYPE_CHECKING:
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface

CHECK = "trial"
MAX_RUNS = 200
_SHELL = "/bin/bash"
_VARIABLE = re.compile(r"\$\{(?:user_config\.)?([A-Za-z_]\w*)(?::-([^}]*))?\}")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_SECRET = re.compile(r"(?i)key|token|secret|passw|credential|(?:^|_)pat(?:$|_)")
_KINDS = {HOOK: ONCE, BIN: ONCE, STATUS: ONCE, HELPER: ONCE, INSTALL: ONCE, MCP: SERVER, MONITOR: STAYS}


class Run:
    """surface: what is run. occasion: the tool or reason that a hook is tried with, "" for none."""

    def __init__(self, surface: Surface, occasion: str, order: Order) -> None:
        self.surface = surface
        self.occasion = occasion
        self.order = order

    @property
    def name(self) -> str:
        surface = self.surface
        what = f"{surface.kind} {surface.event or surface.name}".strip()
        return f"{what} ({self.occasion})" if self.occasion else what


class Plan:
    """Everything a trial of one plugin needs, made before anything runs."""

    def __init__(self, scan: Scan, plugin: Plugin, limit: float) -> None:
        self.plugin = plugin
        self.limit = limit
        self.decoys = Decoys()
        self.runs: list[Run] = []
        self.not_run: list[NotRun] = []
        name = re.sub(r"[^A-Za-z0-9_-]", "-", name_of(scan, plugin))[:64] or "plugin"
        self.root = f"{HOME}/.claude/plugins/cache/market/{name}/1.0.0"
        self.data = f"{HOME}/.claude/plugins/data/{name}-market"
        surfaces = sorted(scan.surfaces(plugin), key=lambda one: ORDER.index(one.event) if one.event in ORDER else 99)
        for surface in surfaces:
            if not surface.inert:
                self._add(surface)
        if len(self.runs) > MAX_RUNS:
            self.not_run.append(
                NotRun(CHECK, f"{len(self.runs) - MAX_RUNS} more runs than {MAX_RUNS}", "split the plugin")
            )
            del self.runs[MAX_RUNS:]
        self.box = Box(self.decoys, *_content(plugin), self.root, self.data)

    def _add(self, surface: Surface) -> None:
        kind = _KINDS.get(surface.kind)
        if surface.kind in (LSP, MOD):
            self._cannot(surface, "no trial runs it", "judge it by reading it")
        if kind is None or (surface.kind == HOOK and surface.value.get("type", "command") != "command"):
            return
        if surface.kind == MCP and not surface.command:
            return  # an address: nothing of it runs here
        argv = self._argv(surface)
        if not argv:
            return
        fetched = downloads(argv)
        if fetched:
            self._cannot(surface, fetched, "ship the package with the plugin, or judge it where it is published")
            return
        variables = {name: self._filled(value) for name, value in surface.env.items() if _NAME.fullmatch(name)}
        if not all(map(_sayable, (*argv, *variables.values()))):
            self._cannot(surface, "its command holds characters that no command line can", "take them out")
            return
        fed = inputs(surface.event, surface.matcher, self.decoys) if surface.kind == HOOK else [("", b"")]
        if surface.kind == STATUS:
            fed = inputs("Status", None, self.decoys)
        for occasion, stdin in fed:
            self.runs.append(Run(surface, occasion, Order(argv, stdin, kind, variables, self._limit(surface))))

    def _limit(self, surface: Surface) -> float:
        """Seconds; a hook that gives itself less has less."""
        own = surface.value.get("timeout")
        if surface.kind == HOOK and isinstance(own, (int, float)) and own > 0:
            return min(self.limit, float(own))
        return self.limit

    def _argv(self, surface: Surface) -> list[str]:
        if surface.document is None:
            inside = posixpath.relpath(surface.path, self.plugin.path)
            return [f"{self.root}/{inside}"] if surface.file.executable else []
        if not surface.command:
            return []
        if surface.argv is None:
            return [_SHELL, "-c", self._filled(surface.command)]
        return [self._filled(word) for word in (surface.command, *surface.argv)]

    def _filled(self, text: str) -> str:
        """Variables of the client replaced; one that holds a secret gets a marked value."""
        text = text.replace("${CLAUDE_PLUGIN_ROOT}", self.root).replace("${CLAUDE_PLUGIN_DATA}", self.data)
        text = text.replace("${CLAUDE_PROJECT_DIR}", PROJECT)
        return _VARIABLE.sub(self._value, text)

    def _value(self, found: re.Match[str]) -> str:
        name, default = found.group(1), found.group(2)
        if name in ("HOME", "PATH", "USER", "PWD") or name.startswith("CLAUDE_"):
            return found.group(0)
        if _SECRET.search(name):
            return self.decoys.variable(name)
        return default if default is not None else found.group(0)

    def _cannot(self, surface: Surface, cause: str, cure: str) -> None:
        what = f"{surface.kind} {surface.event or surface.name}".strip()
        self.not_run.append(NotRun(CHECK, f"{surface.path}: {what}: {cause}", cure))


def _sayable(word: str) -> bool:
    try:
        return b"\0" not in word.encode()
    except UnicodeEncodeError:
        return False


def downloads(argv: list[str]) -> str:
    """What a launcher would fetch before anything of the plugin runs, "" when it is no launcher."""
    from plugin_policy.dependencies.commands import split_commands
    from plugin_policy.dependencies.dependency import IMAGE, LAUNCHER
    from plugin_policy.dependencies.launch import from_argv

    if argv[:2] == [_SHELL, "-c"]:
        commands = list(split_commands(argv[2]))
        argv = commands[0].argv if commands else []
    for found in from_argv(argv):
        if found.origin in (LAUNCHER, IMAGE):
            return f"`{found.via}` would have to download `{found.name}`"
    return ""


def _content(plugin: Plugin) -> tuple[dict[str, tuple[bytes, bool]], dict[str, str]]:
    """The plugin's own files as clients get them, and its symlinks."""
    prefix = "" if plugin.path == "." else plugin.path + "/"
    files = {file.path.removeprefix(prefix): (file.data, file.executable) for file in plugin.files}
    links = {}
    for path, target, inside in plugin.repository.links:
        relative = path.removeprefix(prefix)
        if inside and path.startswith(prefix) and relative not in files:
            links[relative] = target
    return files, links
