"""References of .NET projects: PackageReference, PackageVersion, packages.config.

https://learn.microsoft.com/en-us/nuget/concepts/package-versioning
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCK, MANIFEST, NONE, NUGET, RANGE, Dependency
from plugin_policy.dependencies.markup import Element, elements
from plugin_policy.dependencies.source import Source

FILES = r".+\.(?:cs|fs|vb)proj|Directory\.(?:Packages|Build)\.(?:props|targets)|packages\.config"

_TAGS = ("PackageReference", "PackageVersion", "GlobalPackageReference", "package")


def read(source: Source) -> Iterator[Dependency]:
    pinned = source.basename == "packages.config"
    for element in elements(source):
        name = element.attributes.get("Include") or element.attributes.get("Update") or element.attributes.get("id", "")
        if element.name not in _TAGS or not name or "$(" in name:
            continue
        version = _version(element)
        exact = re.fullmatch(r"\[\s*([^,\s\]]+)\s*\]", version)
        state = NONE if not version else EXACT if pinned or exact else RANGE
        yield Dependency(
            NUGET, name, exact.group(1) if exact else version, state, path=source.path, line=element.line,
            origin=LOCK if pinned else MANIFEST, via=source.basename,
        )  # fmt: skip


def _version(element: Element) -> str:
    attributes = element.attributes
    given = attributes.get("Version") or attributes.get("VersionOverride") or attributes.get("version") or ""
    return given or next((child.text for child in element.children if child.name == "Version"), "")
