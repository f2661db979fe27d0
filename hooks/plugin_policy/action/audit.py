"""What the composite action does for dependency-audit before it scans: bring the advisories, choose a second engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plugin_policy.errors import UsageError

if TYPE_CHECKING:
    from plugin_policy.dependencies.dependency import Dependency

MODES = ("auto", "online", "database", "offline")
ENGINES = ("pip-audit", "none")


def audit_arguments(env: Mapping[str, str], root: str, *, under_review: bool) -> list[str]:
    """Options of the scan; the database is updated where it is wanted. A failure is said, and the scan says the rest.

    under_review: the event is a change that may not be trusted. It can write the cache that its own runs read, so
    that OSV's service is asked instead of a database.
    """
    mode = env.get("INPUT_ADVISORIES") or "auto"
    engine = env.get("INPUT_ENGINE") or "none"
    if mode not in MODES or engine not in ENGINES:
        raise UsageError(f"advisories is {mode!r}, engine is {engine!r}: say one of {MODES}, one of {ENGINES}")
    from plugin_policy.advisories.audit import needed

    dependencies = _dependencies(root)
    ecosystems = needed(dependencies)
    if not ecosystems:
        return []
    arguments = []
    if mode == "online" or (mode == "auto" and under_review):
        arguments.append("--online")
    elif mode != "offline":
        _update(ecosystems)
    if engine != "none" and any(_own_lock(one) for one in dependencies):
        arguments += ["--engine", engine]
    return arguments


def _dependencies(root: str) -> list[Dependency]:
    from plugin_policy.dependencies.collect import collect
    from plugin_policy.policy.settings import Policy
    from plugin_policy.selection import listed, select
    from plugin_policy.sources import WorkTree

    root, top, _ = select(root, None)
    return collect(listed(root, WorkTree(root, top), Policy()).by_path.values())


def _own_lock(one: Dependency) -> bool:
    """An exact Python requirement of the repository itself, not of a plugin that it holds."""
    return one.ecosystem == "PyPI" and one.state == "exact" and one.origin == "lock" and one.plugin == "."


def _update(ecosystems: list[str]) -> None:
    from plugin_policy.commands.advisories import main

    if main(["update", *ecosystems]):
        print("::warning title=plugin-policy::the advisory database could not be updated")
