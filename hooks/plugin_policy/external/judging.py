"""Judging the external plugins of a marketplace, and adding what was found to the Result of the marketplace itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from plugin_policy.errors import UsageError
from plugin_policy.external.bring import PROTOCOLS, Bounds, BringError, bring, tree_of
from plugin_policy.external.pins import Pin, pins
from plugin_policy.reading import say
from plugin_policy.report.joining import join
from plugin_policy.report.result import NotAnalysed, Result

if TYPE_CHECKING:
    from types import ModuleType

    from plugin_policy.abilities import Profile
    from plugin_policy.policy.settings import Policy
    from plugin_policy.repository import Repository
    from plugin_policy.shards import Shard
    from plugin_policy.verdicts import Verdicts

JOBS = 8  # entries that are brought at the same time; they wait for the network
CURE = "try again; what was brought is kept"


class External:
    """How external plugins are judged. options, named: as for the marketplace. protocols: beside https.

    verdicts: whether they are kept.
    """

    def __init__(
        self,
        policy: Policy,
        modules: Sequence[ModuleType],
        *,
        baseline: str,
        options: dict[str, object],
        named: set[str],
        protocols: Sequence[str],
        verdicts: bool,
        quiet: bool,
        shard: Shard | None = None,
    ) -> None:
        from plugin_policy.advisories.database import cache_folder

        self.policy = policy
        self.modules = [module for module in modules if module.CHECK.default and module.CHECK.scope != "repository"]
        self.baseline = baseline
        self.options = options
        self.named = named
        self.bounds = Bounds((*PROTOCOLS, *protocols))
        self.keeps = verdicts  # whether verdicts are kept
        self.quiet = quiet
        self.shard = shard
        self.cache = os.path.join(cache_folder(), "external")
        self._verdicts: Verdicts | None = None
        self._common: list[str] | None = None

    def add_to(self, result: Result, repository: Repository, base: Repository | None) -> None:
        """Judge the external entries; with a base, those it names otherwise, and tell what their new content can do."""
        old = {pin.name: pin for pin in self._pins(base)} if base is not None else {}
        wanted = []
        for found in pins(repository.marketplace, list(self.policy.sources.allowed_hosts), self.bounds.protocols):
            if self.shard is not None and not self.shard.holds(found[0] if isinstance(found, tuple) else found.path):
                continue
            if isinstance(found, tuple):
                result.notes.append(f"external plugin `{found[0]}` was not judged: {found[1]}")
            elif found.name not in old or old[found.name].identity != found.identity:
                wanted.append(found)
        self._open(repository)
        results = self._known(wanted)
        moved = [(old[pin.name], pin) for pin in wanted if pin.name in old]
        missing = [pin for pin in wanted if pin.path not in results]
        failures = self._bring([*missing, *(pin for pair in moved for pin in pair)])
        for pin in wanted:
            judged = results.get(pin.path) or failures.get(pin.identity) or self._judge(pin)
            if isinstance(judged, Result):
                join(result, judged)
            else:
                self._failed(result, pin, judged)
        result.difference += [row for before, after in moved for row in self._difference(before, after)]

    def _open(self, repository: Repository) -> None:
        """The kept verdicts, and what they depend on besides their content."""
        from plugin_policy.verdicts import circumstances, open_verdicts

        self._verdicts = open_verdicts(repository.root) if self.keeps else None
        if self._verdicts is not None:
            self._common = circumstances(
                repository, self.policy, self.modules, baseline=self.baseline, options=self.options, named=self.named
            )

    def _pins(self, repository: Repository) -> Iterable[Pin]:
        return (pin for pin in pins(repository.marketplace, [], self.bounds.protocols) if isinstance(pin, Pin))

    def _known(self, wanted: list[Pin]) -> dict[str, Result]:
        """Verdicts that were kept, by the path of their pin."""
        from plugin_policy.judging import all_rules
        from plugin_policy.verdict_entries import result_of

        results: dict[str, Result] = {}
        for pin in wanted if self._verdicts is not None else ():
            entry = self._verdicts.load(self._key(pin)) if self._verdicts is not None and self._key(pin) else None
            found = result_of(entry, all_rules(self.modules)) if entry is not None else None
            if found is not None:
                results[pin.path] = found
        return results

    def _bring(self, wanted: list[Pin]) -> dict[tuple[str, str, str, str], BringError]:
        """Bring several pins at a time; what failed, by the identity of the pin."""
        from concurrent.futures import ThreadPoolExecutor

        from plugin_policy import progress

        # Commits of one repository share its folder, so that they are brought one after the other.
        by_address: dict[str, list[Pin]] = {}
        for pin in {pin.identity: pin for pin in wanted}.values():
            by_address.setdefault(pin.address, []).append(pin)
        failures: dict[tuple[str, str, str, str], BringError] = {}
        shows, total, done = progress.wanted(self.quiet), sum(map(len, by_address.values())), 0

        def one(several: list[Pin]) -> None:
            nonlocal done
            for pin in several:
                try:
                    bring(pin, self.cache, self.bounds)
                except BringError as error:
                    failures[pin.identity] = error
                done += 1
                if shows:
                    progress.bar("external plugins", done, total)

        with ThreadPoolExecutor(JOBS) as pool:
            list(pool.map(one, by_address.values()))
        if shows:
            progress.clear()
        return failures

    def _key(self, pin: Pin) -> str:
        """What its verdict is kept under: a pin names its content exactly. "" when verdicts are not kept."""
        if self._common is None:
            return ""
        from plugin_policy.verdicts import hash_of

        return hash_of([*self._common, *pin.identity, pin.path]).hexdigest()

    @contextmanager
    def _opened(self, pin: Pin) -> Iterator[Repository]:
        from plugin_policy.selection import listed
        from plugin_policy.sources import Under

        with closing(tree_of(pin, self.cache)) as tree:
            try:
                repository = listed(self.cache, Under(pin.path, tree), self.policy, brought=pin)
            except UsageError as error:
                raise BringError(str(error), theirs=True) from None
            if not repository.by_path:
                raise BringError(f"there is nothing in `{pin.folder or pin.address}` at its pin", theirs=True)
            yield repository

    def _judge(self, pin: Pin) -> Result | BringError:
        from plugin_policy.judging import judge_tree
        from plugin_policy.verdict_entries import entry_of

        try:
            with self._opened(pin) as repository:
                result = judge_tree(
                    repository, self.policy, self.modules, baseline=self.baseline, options=self.options,
                    named=self.named,
                )  # fmt: skip
        except BringError as error:
            return error
        key = self._key(pin)
        entry = entry_of(result) if key else None
        if entry is not None and self._verdicts is not None:
            self._verdicts.store(key, entry)
        return result

    def _failed(self, result: Result, pin: Pin, error: BringError) -> None:
        """What stands behind the pin is at fault: a finding. Else we failed."""
        if error.theirs:
            result.findings.append(
                say("external", f"`{pin.name}` cannot be brought: {error}", pin.path, plugin=pin.path)
            )
        else:
            result.not_analysed.append(NotAnalysed(pin.path, str(error), CURE))

    def _difference(self, before: Pin, after: Pin) -> list[dict[str, object]]:
        """What the new content of an entry can do that the old could not."""
        from plugin_policy.difference import compare

        try:
            old, new = self._profiles(before), self._profiles(after)
        except BringError:
            return []  # said where it was brought
        return [change.row() for change in compare(old, new)]

    def _profiles(self, pin: Pin) -> list[Profile]:
        from plugin_policy.abilities import profiles
        from plugin_policy.scan import Scan

        with self._opened(pin) as repository:
            return profiles(Scan(repository, self.policy))
