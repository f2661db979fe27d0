"""Cargo.toml: https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import CARGO, LOCAL, RANGE, Dependency
from plugin_policy.dependencies.source import Source, mapping, string
from plugin_policy.dependencies.specs import cargo_version, git_ref

FILES = r"Cargo\.toml"

_TABLES = (("dependencies", ""), ("dev-dependencies", "dev"), ("build-dependencies", "build"))


def read(source: Source) -> Iterator[Dependency]:
    document = source.toml()
    places = [document, mapping(document.get("workspace"))]
    places += [mapping(target) for target in mapping(document.get("target")).values()]
    for place in places:
        for table, group in _TABLES:
            for key, value in mapping(place.get(table)).items():
                yield _dependency(source, key, value, group)


def _dependency(source: Source, key: str, value: object, group: str) -> Dependency:
    table = mapping(value)
    name = string(table.get("package")) or key
    git, version, state = string(table.get("git")), "", LOCAL
    if git:
        ref = next((string(table[field]) for field in ("rev", "tag", "branch") if field in table), "")
        version, state = git_ref(ref)
    elif table.get("workspace") is True:
        version, state = "workspace", RANGE  # written in the workspace's own manifest
    elif "path" not in table:
        version, state = cargo_version(value if isinstance(value, str) else string(table.get("version")))
    if not group and table.get("optional") is True:
        group = "optional"
    at = re.search(
        rf"^[ \t]*(?:[\"']?{re.escape(key)}[\"']?[ \t]*[.=]|\[[\w.'\"()= -]*dependencies\.{re.escape(key)}\])",
        source.text,
        re.M,
    )
    return Dependency(
        CARGO, name, version, state, group=group, path=source.path, line=source.line(at.start()) if at else 1,
        address=git, via=source.basename,
    )  # fmt: skip
