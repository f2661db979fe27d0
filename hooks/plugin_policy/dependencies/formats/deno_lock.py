"""deno.lock, versions 1 to 5: https://docs.deno.com/runtime/fundamentals/modules/#lock-file

Version 1 is a map from address to hash; 2 has `npm.packages`, 3 `packages.npm` and `packages.jsr`, 4 and 5 have `npm`
and `jsr` at the top. Modules fetched by address stand under `remote`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import DENO, EXACT, JSR, NPM, URL, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping
from plugin_policy.dependencies.specs import split_npm

FILES = r"deno\.lock"


def read(source: Source) -> Iterator[Dependency]:
    lock = source.json()
    if not isinstance(lock, dict):
        raise MalformedError("not a deno lock: an object was expected")
    inner = mapping(lock.get("packages"))
    npm = mapping(lock.get("npm")) or mapping(inner.get("npm"))
    npm = mapping(npm["packages"]) if "packages" in npm else npm
    for ecosystem, packages in ((JSR, mapping(lock.get("jsr")) or mapping(inner.get("jsr"))), (NPM, npm)):
        cursor = _section(source, ecosystem.lower())
        for key in packages:
            name, at, version = split_npm(key)
            line = cursor.key(key, r"\{")
            if at:  # `_` begins the peers that the package was resolved with
                yield source.locked(ecosystem, name, version.partition("_")[0], EXACT, line, integrity=True)
    remote = lock if "version" not in lock else mapping(lock.get("remote"))
    cursor = _section(source, "remote")
    for address in remote:
        if re.match(r"https?://", address):
            yield source.locked(DENO, address, "", URL, cursor.key(address, '"'), address=address, integrity=True)


def _section(source: Source, key: str) -> Cursor:
    start = re.search(rf'^\s*"{key}"\s*:\s*\{{', source.text, re.M)
    return Cursor(source, start.end() if start else 0)
