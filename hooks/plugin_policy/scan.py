"""Scan: everything a check may ask for, made once and on demand; and the loop that runs checks over it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.check import BROKEN, NotRunError
from plugin_policy.code import Code
from plugin_policy.finding import Finding
from plugin_policy.reading import say
from plugin_policy.report.result import NotRun
from plugin_policy.repository import File, Plugin, Repository

if TYPE_CHECKING:
    from types import ModuleType

    from plugin_policy.capabilities.use import Use
    from plugin_policy.dependencies.collect import Inventory
    from plugin_policy.policy.settings import Policy
    from plugin_policy.readers.manifest import Document
    from plugin_policy.secrets.masking import Mask
    from plugin_policy.shards import Shard
    from plugin_policy.surface import Surface
    from plugin_policy.text import Text
    from plugin_policy.verdict import Verdict


class Scan:
    """files: to judge. plugins: to judge, the repository itself among them. whole: nothing was left out by selection.

    options: the checks' own command-line options, by name with underscores.
    base: the tree that a change is judged against; None when everything is judged.
    shard: the part of the plugins that is judged here; the others are judged elsewhere, so that the scan is whole.
    """

    def __init__(
        self,
        repository: Repository,
        policy: Policy,
        *,
        selected: set[str] | None = None,
        options: dict[str, object] | None = None,
        base: Repository | None = None,
        shard: Shard | None = None,
    ) -> None:
        self.repository = repository
        self.base = base
        self.shard = shard
        self.policy = policy
        self.options = options or {}
        self.whole = selected is None
        every = repository.files() if shard is None else [f for f in repository.files() if shard.has(f.plugin)]
        self.files = every if selected is None else [file for file in every if file.path in selected]
        units = [*repository.plugins, repository.itself]
        chosen = {id(file.plugin) for file in self.files}
        everything = self.whole and shard is None
        self.plugins = [unit for unit in units if unit.files and (everything or id(unit) in chosen)]
        self.notes: list[Finding] = []
        self.not_run: list[NotRun] = []
        self.verdicts: list[Verdict] = []  # answers of the organisation's checks, passes included
        self.code = Code(self)
        self._paths = {file.path for file in self.files}
        self._manifests: dict[str, Document] = {}
        self._surfaces: dict[int, list[Surface]] = {}
        self._masks: dict[str, Mask] = {}
        self.inventory: tuple[tuple[str, ...], Inventory] | None = None  # (paths it was taken of, what they pull in)
        self.dependency_rows: list[dict[str, object]] = []  # as the JSON report lists them; filled by the collector

    def judges(self, path: str) -> bool:
        """Whether findings in this file are wanted."""
        return path in self._paths

    def manifest(self, file: File) -> Document:
        """The parsed JSON, YAML or TOML of a file, with positions and every syntax error."""
        document = self._manifests.get(file.path)
        if document is None:
            from plugin_policy.readers.manifest import parse

            document = self._manifests[file.path] = parse(file.text)
        return document

    def surfaces(self, plugin: Plugin) -> list[Surface]:
        found = self._surfaces.get(id(plugin))
        if found is None:
            from plugin_policy.surfaces import surfaces

            found = self._surfaces[id(plugin)] = surfaces(plugin, self.manifest)
        return found

    def mask(self, path: str) -> Mask:
        """What hides the secrets of a file in everything that is said of it."""
        found = self._masks.get(path)
        if found is None:
            from plugin_policy.secrets.masking import Mask

            file = self.repository.by_path.get(path)
            data = b"" if file is None else file.text.data or file.data
            found = self._masks[path] = Mask(data, path)
        return found

    def texts(self, file: File) -> list[Text]:
        """The file's own Text and every Text cut from it (fences, inline commands, plugin-hook commands, …)."""
        return self.code.texts(file)

    def uses(self, plugin: Plugin) -> list[Use]:
        """Everything the plugin does, by place. Files that could not be read are noted once."""
        return self.code.uses(plugin)


def run_checks(scan: Scan, modules: Iterable[ModuleType]) -> list[Finding]:
    """Every finding of the given checks and of reading itself. A check that lacks something lands in `not_run`."""
    findings: list[Finding] = []
    for module in modules:
        check = module.CHECK
        try:
            findings.extend(module.run(scan))
        except NotRunError as error:
            scan.not_run.append(NotRun(check.id, error.cause, error.cure, asked=False))
        except BROKEN as error:
            scan.repository.failures[f"({check.id})"] = broken(error)
    findings.extend(reading_findings(scan))
    if scan.repository.installed and scan.judges(scan.repository.installed):
        findings.extend(installed_findings(scan))
    shard = scan.shard
    if shard is not None:
        findings = [finding for finding in findings if shard.judges(scan.repository, finding.path)]
    return findings


def installed_findings(scan: Scan) -> Iterator[Finding]:
    """Where the folder of installed plugins is scanned: what their marketplaces say of them."""
    from plugin_policy.installed.judge import judge_installed
    from plugin_policy.installed.layout import layout_of

    try:
        yield from judge_installed(scan, layout_of(scan.repository))
    except BROKEN as error:
        scan.repository.failures["(installed)"] = broken(error)


def reading_findings(scan: Scan) -> list[Finding]:
    repository = scan.repository
    found = list(scan.notes)
    for notice in repository.notices:
        if scan.whole or (notice.severity != "note" and scan.judges(notice.path)):
            found.append(say(notice.rule, notice.message, notice.path, severity=notice.severity))
    for file in scan.files:
        if file.huge:
            size = file.entry.size >> 20
            message = f"{size} MB: searched for secrets only"
            found.append(say("huge", message, file.path, severity="high" if file.executable else "note"))
    return found


def broken(error: BaseException) -> str:
    """One line for a bug of ours: what and where, without a traceback."""
    where = ""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        where = f" ({os.path.basename(code.co_filename)}:{trace.tb_lineno})"
        trace = trace.tb_next
    return f"internal error: {type(error).__name__}: {str(error)[:120]}{where}"


__all__ = ["NotRun", "Scan", "run_checks"]
