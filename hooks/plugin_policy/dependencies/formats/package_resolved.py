"""Package.resolved of Swift, versions 1 to 3: https://docs.swift.org/swiftpm/documentation/packagemanagerdocs"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, GIT_FLOATING, LOCAL, SWIFT, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping, sequence, string
from plugin_policy.dependencies.specs import git_ref

FILES = r"Package\.resolved"


def read(source: Source) -> Iterator[Dependency]:
    lock = source.json()
    if not isinstance(lock, dict):
        raise MalformedError("not a Swift lock: an object was expected")
    pins = lock.get("pins") or mapping(lock.get("object")).get("pins")
    cursor = Cursor(source)
    for value in sequence(pins):
        pin = mapping(value)
        state = mapping(pin.get("state"))
        key = "identity" if "identity" in pin else "package"
        address = string(pin.get("location")) or string(pin.get("repositoryURL"))
        line = cursor.key(key, '"' + re.escape(string(pin.get(key))))
        version, commit = string(state.get("version")), string(state.get("revision"))
        if string(pin.get("kind")) in ("localSourceControl", "fileSystem"):
            version, what = "", LOCAL
        elif version:
            what = EXACT
        else:
            version, what = git_ref(commit) if commit else (string(state.get("branch")), GIT_FLOATING)
        # The advisories of Swift name a package by its address without scheme and suffix.
        name = re.sub(r"\A(?:[a-z+]+://(?:[^/@]*@)?|git@)|(?:\.git)?/?\Z", "", address).replace(":", "/")
        yield source.locked(
            SWIFT, name or string(pin.get(key)), version, what, line, address=address, integrity=bool(commit)
        )
