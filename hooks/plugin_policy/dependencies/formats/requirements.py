"""pip's requirements and constraints files: https://pip.pypa.io/en/stable/reference/requirements-file-format/"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCK, MANIFEST, PYPI, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import python_requirement

FILES = (
    r"[\w.-]*requirements?[\w.-]*\.(?:txt|in|pip)|(?:[\w.-]*[_.-])?reqs?(?:[_.-][\w.-]*)?\.txt"
    r"|constraints?[\w.-]*\.(?:txt|in)"
)
PATHS = r"(?:.*/)?requirements?/[^/]+\.(?:txt|in)"

MAX_INCLUDES = 64

_OPTION = re.compile(r"\s--?[A-Za-z][\w-]*(?:[ =]|\Z)")
_INCLUDE = re.compile(r"(?:-r|--requirement|-c|--constraint)(?:\s+|=|(?<=-[rc])(?=\S))(.+)\Z")
_EDITABLE = re.compile(r"(?:-e|--editable)(?:\s+|=)?(.+)\Z")
_GROUPS = {
    "dev": "dev", "develop": "dev", "development": "dev", "test": "test", "tests": "test", "testing": "test",
    "lint": "lint", "doc": "docs", "docs": "docs", "ci": "ci",
}  # fmt: skip


def read(source: Source) -> Iterator[Dependency]:
    """Files that it includes and that no name gives away as requirements are read as well, each once."""
    pending, seen = [source], {source.path}
    while pending:
        current = pending.pop(0)
        for number, line in logical_lines(current):
            include = _INCLUDE.match(line)
            if include:
                other = current.beside(include.group(1).strip().strip("\"'"))
                if other and other.path not in seen and len(seen) < MAX_INCLUDES and not is_requirements(other.path):
                    seen.add(other.path)
                    pending.append(other)
                continue
            yield from _requirement(current, number, line)


def is_requirements(path: str) -> bool:
    return bool(re.fullmatch(FILES, path.rpartition("/")[2]) or re.fullmatch(PATHS, path))


def logical_lines(source: Source) -> Iterator[tuple[int, str]]:
    """Lines with comments gone and continuations joined, under the number of their first line."""
    first, parts = 0, []
    for number, text in source.lines():
        text = re.sub(r"(?:\A|\s)#.*\Z", "", text)
        first = first or number
        if text.endswith("\\"):
            parts.append(text[:-1])
            continue
        line = "".join((*parts, text)).strip()
        if line:
            yield first, line
        first, parts = 0, []
    line = "".join(parts).strip()
    if line:
        yield first, line


def _requirement(source: Source, number: int, line: str) -> Iterator[Dependency]:
    editable = _EDITABLE.match(line)
    if editable:
        line = editable.group(1)
    elif line.startswith("-"):
        return
    option = _OPTION.search(line)
    options = line[option.start() :] if option else ""
    parsed = python_requirement(line[: option.start()] if option else line)
    if parsed is None:
        return
    name, version, state, address = parsed
    if not address:
        version = version.partition("#")[0].strip()  # no version holds one: a comment without a space before it
    yield Dependency(
        PYPI,
        name,
        version,
        state,
        group=_group(source.path),
        path=source.path,
        line=number,
        origin=LOCK if state == EXACT else MANIFEST,
        address=address,
        via=source.basename,
        integrity="--hash" in options,
    )


def _group(path: str) -> str:
    """`requirements-dev.txt`, `requirements/test.in`, `dev-requirements.txt`: the file's name tells."""
    words = re.split(r"[/_.-]", path.lower().rpartition("/")[2])
    return next((_GROUPS[word] for word in words if word in _GROUPS), "")
