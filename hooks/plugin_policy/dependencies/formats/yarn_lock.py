"""yarn.lock, version 1 (https://classic.yarnpkg.com/lang/en/docs/yarn-lock/) and berry.

Both are blocks of indented lines under a header of descriptors; nothing in them needs a YAML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCAL, NPM, URL, Dependency
from plugin_policy.dependencies.source import MalformedError, Source
from plugin_policy.dependencies.specs import npm_git, split_npm

FILES = r"yarn\.lock"

_FIELD = re.compile(r'  "?(version|resolution|resolved|checksum|integrity)"?:?\s+"?([^"\s][^"]*?)"?\s*\Z')


def read(source: Source) -> Iterator[Dependency]:
    header, line = "", 0
    fields: dict[str, str] = {}
    for number, text in source.lines():
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if text[0] not in " \t":
            if header:
                yield from _block(source, header, line, fields)
            if not text.rstrip().endswith(":"):
                raise MalformedError("not a yarn lock: a header ends with a colon", number)
            header, line, fields = text.rstrip()[:-1], number, {}
            continue
        field = _FIELD.match(text)
        if field:
            fields.setdefault(field.group(1), field.group(2))
    if header:
        yield from _block(source, header, line, fields)


def _block(source: Source, header: str, line: int, fields: dict[str, str]) -> Iterator[Dependency]:
    descriptor = header.replace('"', "").partition(",")[0].strip()
    if descriptor == "__metadata":
        return
    name, _, wanted = split_npm(descriptor)
    version, integrity = fields.get("version", ""), "integrity" in fields or "checksum" in fields
    resolution = fields.get("resolution", "")
    if resolution:  # berry: the locator `name@protocol:reference`
        name, _, reference = split_npm(resolution)
        if reference.startswith("workspace:"):
            if reference != "workspace:.":
                yield source.locked(NPM, name, "", LOCAL, line, address=reference[10:])
            return
    else:
        reference = fields.get("resolved", "")
        if wanted.startswith("npm:"):
            name = split_npm(wanted[4:])[0] if "@" in wanted[4:] else name
    if re.match(r"(?:file|link|portal):|\.{0,2}/", reference if resolution else wanted):
        yield source.locked(NPM, name, "" if version == "0.0.0-use.local" else version, LOCAL, line)
        return
    git = None if reference.startswith(("npm:", "patch:")) else _address(reference, wanted, bool(resolution))
    if git:
        version, state, address = git
        yield source.locked(NPM, name, version, state, line, address=address, integrity=integrity)
    else:
        yield source.locked(NPM, name, version, EXACT, line, integrity=integrity)


def _address(reference: str, wanted: str, berry: bool) -> tuple[str, str, str] | None:
    """A git or archive source. In version 1 only the descriptor tells it from a registry's archive."""
    if berry:
        return npm_git(reference)
    asked = npm_git(wanted)
    if asked is None and not re.match(r"git[+:@]|ssh:", reference):
        return None
    found = npm_git(reference)
    return found if found and (found[0] or found[1] == URL) else asked
