"""Imports of deno.json: https://docs.deno.com/runtime/fundamentals/configuration/#dependencies"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import DENO, JSR, NPM, URL, Dependency
from plugin_policy.dependencies.formats.bun_lock import plain_json
from plugin_policy.dependencies.source import Cursor, Source, mapping
from plugin_policy.dependencies.specs import npm_version, split_npm

FILES = r"deno\.jsonc?"


def read(source: Source) -> Iterator[Dependency]:
    source.text = plain_json(source.text)
    manifest = mapping(source.json())
    start = re.search(r'"imports"\s*:\s*\{', source.text)
    cursor = Cursor(source, start.end() if start else 0)
    for name, target in mapping(manifest.get("imports")).items():
        line = cursor.key(name, '"')
        scheme, _, spec = str(target).partition(":")
        if scheme in ("npm", "jsr"):
            package, _, version = split_npm(spec.lstrip("/"))
            written, state, _ = npm_version(version.partition("/")[0])
            yield Dependency(
                NPM if scheme == "npm" else JSR, package, written, state, path=source.path, line=line,
                via=source.basename,
            )  # fmt: skip
        elif scheme in ("http", "https"):
            yield Dependency(
                DENO, str(target), "", URL, path=source.path, line=line, address=str(target), via=source.basename
            )
