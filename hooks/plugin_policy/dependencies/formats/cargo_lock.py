"""Cargo.lock, versions 1 to 4: https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.dependencies.dependency import CARGO, EXACT, LOCAL, Dependency
from plugin_policy.dependencies.source import Source, mapping, string
from plugin_policy.dependencies.specs import git_ref
from plugin_policy.dependencies.tables import read_tables

FILES = r"Cargo\.lock"


def read(source: Source) -> Iterator[Dependency]:
    document, packages = read_tables(source)
    metadata = mapping(document.get("metadata"))  # versions 1 keeps checksums there
    root = mapping(document.get("root"))
    if root:
        packages.append((root, 1))
    for package, line in packages:
        name, version = string(package.get("name")), string(package.get("version"))
        origin = string(package.get("source"))
        if origin.startswith("git+"):
            address, _, commit = origin.partition("#")
            written, state = git_ref(commit)
            yield source.locked(CARGO, name, written, state, line, address=address)
            continue
        integrity = "checksum" in package or f"checksum {name} {version} ({origin})" in metadata
        state = EXACT if origin else LOCAL
        yield source.locked(CARGO, name, version, state, line, address=origin, integrity=integrity)
