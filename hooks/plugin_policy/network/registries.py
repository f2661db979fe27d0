"""Hosts of package registries, label by label: wherever a registry is spoken of it goes by its own name.

Where package managers fetch from: the documentation of npm, pip, cargo, gem, go, docker and composer.
"""

from __future__ import annotations

_LABELS = (
    ("npm", "registry npmjs org"), ("npm", "npmjs org"), ("npm", "npmjs com"), ("npm", "registry yarnpkg com"),
    ("npm", "npm jsr io"), ("npm", "jsr io"), ("PyPI", "pypi org"), ("PyPI", "files pythonhosted org"),
    ("crates.io", "index crates io"), ("crates.io", "static crates io"), ("crates.io", "crates io"),
    ("RubyGems", "rubygems org"), ("RubyGems", "index rubygems org"), ("Go", "proxy golang org"),
    ("Docker Hub", "registry-1 docker io"), ("Docker Hub", "auth docker io"), ("Packagist", "repo packagist org"),
)  # fmt: skip


def registries() -> dict[str, str]:
    """host -> the registry's name."""
    return {labels.replace(" ", "."): name for name, labels in _LABELS}


def hosts_of(registry: str) -> list[str]:
    """Every host of a registry, the one that its package manager fetches from first."""
    return [host for host, name in registries().items() if name == registry]
