"""What is known of releases: whether their authors took them back, and how old they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from plugin_policy.dependencies.dependency import EXACT, Dependency


def deprecated(dependencies: list[Dependency]) -> Iterator[list[Dependency]]:
    """Deprecated releases, those of one lock together."""
    by_path: dict[str, list[Dependency]] = {}
    for one in dependencies:
        if one.deprecated:
            by_path.setdefault(one.path, []).append(one)
    yield from by_path.values()


def ages(dependencies: list[Dependency], now: float) -> Iterator[tuple[Dependency, float | None]]:
    """(dependency, age in hours; None when nothing tells) of every exact release. now: seconds since the epoch."""
    for one in dependencies:
        if one.state == EXACT and one.ecosystem in SYSTEMS:
            released = _seconds(one.released)
            yield one, None if released is None else (now - released) / 3600


def complete(dependencies: list[Dependency], ask: Callable[[list[Dependency]], dict[Key, Facts]]) -> None:
    """Put in what `ask` knows of releases whose time the lock does not give."""
    facts = ask([one for one in dependencies if one.state == EXACT and one.ecosystem in SYSTEMS])
    for one in dependencies:
        released, taken_back = facts.get((one.ecosystem, one.name, one.version), ("", False))
        one.released = one.released or released
        if taken_back and not one.deprecated:
            one.deprecated = "by its registry"


def _seconds(text: str) -> float | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


Key = tuple[str, str, str]  # ecosystem, name, version
Facts = tuple[str, bool]  # time of release, deprecated or yanked

# Ecosystems whose releases can be asked for, as the service names them.
SYSTEMS = {
    "PyPI": "PYPI", "npm": "NPM", "Go": "GO", "crates.io": "CARGO", "RubyGems": "RUBYGEMS", "Maven": "MAVEN",
    "NuGet": "NUGET",
}  # fmt: skip
