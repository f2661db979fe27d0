"""composer.json: https://getcomposer.org/doc/04-schema.md#package-links"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import COMPOSER, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping, string
from plugin_policy.dependencies.specs import composer_version

FILES = r"composer\.json"


def read(source: Source) -> Iterator[Dependency]:
    manifest = source.json()
    if not isinstance(manifest, dict):
        raise MalformedError("not a composer manifest: an object was expected")
    for section, group in (("require", ""), ("require-dev", "dev")):
        start = re.search(rf'"{section}"\s*:\s*\{{', source.text)
        cursor = Cursor(source, start.end() if start else 0)
        for name, constraint in mapping(manifest.get(section)).items():
            line = cursor.key(name, '"')
            if "/" not in name:  # `php`, `ext-json`: the platform, not a package
                continue
            version, state = composer_version(string(constraint))
            yield Dependency(
                COMPOSER, name, version, state, group=group, path=source.path, line=line, via=source.basename
            )
