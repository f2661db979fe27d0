"""The proof that a fixed version is fit to be listed: a scan and a trial of exactly its commit."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plugin_policy.git import GitError, git
from plugin_policy.incident.affected import History
from plugin_policy.incident.place import Place
from plugin_policy.repository import MARKETPLACE
from plugin_policy.sources import REGULAR, Entry, GitTree

if TYPE_CHECKING:
    from plugin_policy.policy.settings import Policy
    from plugin_policy.report.result import Result

SHOWN = 10  # findings


class _Relisted(GitTree):
    """A revision with another marketplace.json: the one in it lists the plugin no more."""

    def __init__(self, root: str, revision: str, market: bytes) -> None:
        super().__init__(root, revision)
        self.market = market

    def entries(self) -> list[Entry]:
        return [*(one for one in super().entries() if one.path != MARKETPLACE), Entry(MARKETPLACE, REGULAR)]

    def read(self, entry: Entry) -> bytes:
        return self.market if entry.path == MARKETPLACE else super().read(entry)


def scan_at(
    place: Place, policy: Policy, history: History, sha: str, local: str | None, entry: dict[str, Any]
) -> tuple[int, list[str]]:
    """Exit code and lines of the default checks on the plugin as it is at a commit.

    A plugin of this repository is judged in its place, with the policy's exceptions and the baseline; one from
    elsewhere as `scan --external` does.
    """
    from plugin_policy.check import all_checks
    from plugin_policy.judging import judge_tree
    from plugin_policy.policy.baseline import BASELINE_NAME
    from plugin_policy.repository import Repository

    folder = history.folder
    market = json.dumps({"name": place.name, "plugins": [entry]}).encode()
    tree = _Relisted(history.root, sha, market) if local is not None else GitTree(history.root, sha)
    formats = [(item.name, list(item.manifest)) for item in policy.formats]
    repository = Repository(history.root, tree, formats)
    repository.entry = (folder, 0, entry)
    repository.read_listing()
    modules = [module for module in all_checks() if module.CHECK.default and module.CHECK.scope != "repository"]
    baseline = os.path.join(place.root, BASELINE_NAME) if local is not None else ""
    result = judge_tree(repository, policy, modules, baseline=baseline, selected={folder}, options={}, named=set())
    result.findings = [one for one in result.findings if one.plugin == folder]
    if not any(result.counts[state] for state in ("read", "opaque", "partly read")):
        return 2, [f"  scan: there is nothing in `{folder}` at {sha[:12]}"]
    return result.exit_code(), _said(result, sha)


def _said(result: Result, sha: str) -> list[str]:
    from plugin_policy.report.escape import plain

    failing = [one for one in result.findings if one.rank >= _limit(result)]
    lines = [f"  {plain(repr(one))}" for one in sorted(failing, key=lambda one: one.sort_key())[:SHOWN]]
    lines += [f"  {plain(f'{one.path}: {one.reason}')}" for one in result.not_analysed[:SHOWN]]
    lines += [f"  scan: {one.check} was not run: {one.cause}" for one in result.not_run]
    word = "clean" if not result.exit_code() else f"{len(failing)} findings, {len(result.not_analysed)} not analysed"
    return [*lines, f"  scan at {sha[:12]}: {word}"]


def _limit(result: Result) -> int:
    from plugin_policy.finding import RANK

    return max(RANK[result.fail_on], RANK["low"])


def trial_at(history: History, sha: str, trial: Callable[[str], int] | None) -> tuple[int, list[str]]:
    """A trial of the plugin at a commit. trial: takes a folder, gives an exit code; None where there is none."""
    import tempfile

    if trial is None:
        return 0, ["  trial: was not run: there is no such command in this installation"]
    with tempfile.TemporaryDirectory(prefix="plugin-policy-") as folder:
        target = os.path.join(folder, os.path.basename(os.path.abspath(history.folder)) or "plugin")
        try:
            _extract(history, sha, target)
        except (GitError, OSError) as error:
            return 2, [f"  trial: the plugin cannot be taken out of git: {error}"]
        code = trial(target)
    if code == 2:
        return 0, ["  trial: was not run to its end (see above): try the plugin where its means are there"]
    return code, ["  trial: clean" if not code else "  trial: has findings"]


def _extract(history: History, sha: str, target: str) -> None:
    """The plugin's files as git has them, without filters; symlinks stay out."""
    inside = "" if history.folder == "." else history.folder
    tree = GitTree(history.root, git(history.root, "rev-parse", f"{sha}:{inside}").decode().strip())
    os.makedirs(target, exist_ok=True)
    try:
        for entry in tree.entries():
            if entry.kind != REGULAR:
                continue
            full = os.path.join(target, entry.path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as stream:
                stream.write(tree.read(entry))
            if entry.executable:
                os.chmod(full, 0o755)
    finally:
        tree.close()
