"""Findings of dependency-audit that need no advisory: locks, what is unused, deprecated or too young."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.checks import dependency_audit_rules as rules
from plugin_policy.finding import Finding, Rule

if TYPE_CHECKING:
    from plugin_policy.dependencies.collect import Inventory
    from plugin_policy.dependencies.dependency import Dependency
    from plugin_policy.scan import Scan

CHECK_ID = "dependency-audit"
MAX_NAMED = 3  # packages that a message names


def unreadable(inventory: Inventory) -> Iterator[Finding]:
    for path, line, reason in inventory.unreadable:
        yield Finding(
            rules.UNREADABLE.id, rules.UNREADABLE.severity, rules.UNREADABLE.message.format(what=reason), path=path,
            line=line, fix=rules.UNREADABLE.fix, evidence=reason,
        )  # fmt: skip


def stale(inventory: Inventory, lookup: Callable[[str], bytes | None]) -> Iterator[Finding]:
    """One finding a manifest, with what its lock lacks or has otherwise."""
    from plugin_policy.advisories.ranges import allows
    from plugin_policy.dependencies.locks import out_of_step

    groups: dict[tuple[str, str], list[tuple[Dependency, str]]] = {}
    for one, lock, instead in out_of_step(inventory.dependencies, lookup, allows):
        groups.setdefault((one.path, lock), []).append((one, instead))
    for (manifest, lock), several in groups.items():
        lacking = [one for one, instead in several if not instead]
        what = [f"it lacks {listed(lacking)}"] if lacking else []
        other = [(one, instead) for one, instead in several if instead]
        what += [f"it has `{one.name}` {instead} instead of {one.version}" for one, instead in other[:MAX_NAMED]]
        known = {"lock": lock, "manifest": manifest, "what": "; ".join(what)}
        names = tuple(one.name for one, _ in several)
        yield make(rules.STALE_LOCK, several[0][0], known, names=names, evidence=" ".join(names))


def unused_declared(scan: Scan, inventory: Inventory) -> Iterator[Finding]:
    from plugin_policy.dependencies.locks import is_lock, unused

    def contents(manifest: str) -> Iterator[bytes]:
        prefix = manifest[: manifest.rfind("/") + 1]
        for path, file in scan.repository.by_path.items():
            if path.startswith(prefix) and not is_lock(path) and path != manifest:
                yield file.data

    if scan.whole:
        for one in unused(inventory.dependencies, contents):
            yield make(rules.UNUSED, one, {"name": one.name})


def releases(scan: Scan, inventory: Inventory) -> Iterator[Finding]:
    """Releases that their authors took back, and those that are younger than the policy allows."""
    import time

    from plugin_policy.dependencies.releases import ages, complete, deprecated
    from plugin_policy.report.result import NotRun

    minimum = scan.policy.dependencies.minimum_release_age
    if minimum is not None and scan.options.get("online"):
        from plugin_policy.advisories.fetch import FetchError
        from plugin_policy.advisories.releases import ask

        try:
            complete(inventory.dependencies, ask)
        except FetchError as error:
            scan.not_run.append(
                NotRun(CHECK_ID, f"the age of releases cannot be asked for: {error}", error.cure, asked=False)
            )
            minimum = None
    for several in deprecated(inventory.dependencies):
        facts = {"names": listed(several), "why": several[0].deprecated}
        yield make(rules.DEPRECATED, several[0], facts, names=tuple(one.name for one in several))
    if minimum is None:
        return
    unknown = 0
    for one, hours in ages(inventory.dependencies, time.time()):
        unknown += hours is None
        if hours is not None and hours < minimum.hours:
            age = f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
            facts = {"name": one.name, "version": one.version, "age": age, "minimum": repr(minimum)}
            yield make(rules.TOO_YOUNG, one, facts)
    if unknown:
        scan.not_run.append(NotRun(CHECK_ID, f"nothing tells the age of {unknown} releases", "--online", asked=False))


def listed(several: list[Dependency]) -> str:
    names = list(dict.fromkeys(f"`{one.name}`" for one in several))
    more = len(names) - MAX_NAMED
    return ", ".join(names[:MAX_NAMED]) + (f" and {more} more" if more > 0 else "")


def make(
    rule: Rule,
    one: Dependency,
    known: dict[str, str],
    *,
    severity: str = "",
    evidence: str = "",
    names: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        rule.id,
        severity or rule.severity,
        rule.message.format(**known),
        path=one.path,
        line=one.line,
        fix=rule.fix.format(**known),
        kind=rule.kind,
        justifiable=rule.justifiable,
        plugin=one.plugin,
        surface=one.surface,
        evidence=evidence or f"{one.name} {one.version}",
        subject=one.name,
        names=names or (one.name,),
    )
