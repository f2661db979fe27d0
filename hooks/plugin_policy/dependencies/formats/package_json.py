"""package.json: https://docs.npmjs.com/cli/v11/configuring-npm/package-json"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import JSR, NPM, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping
from plugin_policy.dependencies.specs import npm_spec

FILES = r"package\.json"

GROUPS = {
    "dependencies": "",
    "devDependencies": "dev",
    "optionalDependencies": "optional",
    "peerDependencies": "peer",
}


def read(source: Source) -> Iterator[Dependency]:
    manifest = source.json()
    if not isinstance(manifest, dict):
        raise MalformedError("not a package manifest: an object was expected")
    optional = mapping(manifest.get("optionalDependencies"))
    for section, group in GROUPS.items():
        start = re.search(rf'"{section}"\s*:\s*\{{', source.text)
        cursor = Cursor(source, start.end() if start else 0)
        for name, spec in mapping(manifest.get(section)).items():
            line = cursor.key(name, '"')
            if isinstance(spec, str) and not (section == "dependencies" and name in optional):
                yield dependency(source, name, spec, line, group)


def dependency(source: Source, name: str, spec: str, line: int, group: str) -> Dependency:
    name, version, state, address = npm_spec(name, spec)
    return Dependency(
        JSR if spec.startswith("jsr:") else NPM,
        name,
        version,
        state,
        group=group,
        path=source.path,
        line=line,
        address=address,
        via=source.basename,
    )
