"""conda's environment files, and the locks of conda-lock and of explicit specifications.

https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html
https://conda.github.io/conda-lock/output/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import CONDA, EXACT, LOCK, NONE, PYPI, RANGE, Dependency
from plugin_policy.dependencies.source import MalformedError, Source, mapping, sequence, string
from plugin_policy.dependencies.specs import pypi_name, python_requirement

FILES = (
    r"(?:[\w.-]*[_.-])?(?:environment|env)(?:[_.-][\w.-]+)?\.ya?ml"
    r"|(?:[\w.-]*[.-])?conda-lock\.ya?ml|conda-[\w.-]+\.lock"
)
CONTENT = re.compile(rb"(?m)^(?:dependencies|package):|^@EXPLICIT")

_SPEC = re.compile(r"(?:[\w./-]+::)?([A-Za-z0-9_][\w.-]*)\s*(?:\[[^\]]*\])?\s*(.*)\Z")
_ARCHIVE = re.compile(r"/([^/#]+)-([^-/]+)-[^-/]+\.(?:conda|tar\.bz2)(?:#|\Z)")


def read(source: Source) -> Iterator[Dependency]:
    if source.basename.endswith(".lock"):
        yield from _explicit(source)
        return
    document = source.yaml()
    if not isinstance(document, dict):
        raise MalformedError("not a conda environment: a mapping was expected")
    if isinstance(document.get("package"), list):
        yield from _locked(source, sequence(document["package"]))
    else:
        yield from _environment(source, sequence(document.get("dependencies")))


def _environment(source: Source, items: list[object]) -> Iterator[Dependency]:
    at = re.compile(r"^dependencies:", re.M).search(source.text)
    where = at.end() if at else 0
    for item in items:
        pip = sequence(mapping(item).get("pip"))
        for text in [item] if isinstance(item, str) else [one for one in pip if isinstance(one, str)]:
            found = source.text.find(text, where)
            where = found + len(text) if found >= 0 else where
            parsed = python_requirement(text) if pip else _spec(text)
            if parsed is None or text.startswith("-"):
                continue
            name, version, state, address = parsed
            yield Dependency(
                PYPI if pip else CONDA, name, version, state, path=source.path, line=source.line(max(found, 0)),
                address=address, via=source.basename,
            )  # fmt: skip


def _spec(text: str) -> tuple[str, str, str, str] | None:
    """https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html#package-match-specifications"""
    found = _SPEC.match(text.strip())
    if found is None:
        return None
    name, wanted = found.group(1).lower(), found.group(2).strip()
    exact = re.match(r"={0,2}\s*(\d[\w.!+-]*)(?:(?:=|\s+)[\w.]+)?\Z", wanted)
    # One `=` also takes longer versions; with three numbers, as `conda env export` writes them, there are none.
    if exact and (re.search(r"\A==|\A[^=]|.[=\s]", wanted) or exact.group(1).count(".") > 1):
        return (name, exact.group(1), EXACT, "")
    return (name, wanted, RANGE if wanted else NONE, "")


def _locked(source: Source, packages: list[object]) -> Iterator[Dependency]:
    lines = [number for number, text in source.lines() if re.match(r"\s*(?:-\s+)?name:\s", text)]
    seen: set[tuple[str, str, str]] = set()
    for index, value in enumerate(packages):
        package = mapping(value)
        ecosystem = PYPI if package.get("manager") == "pip" else CONDA
        name, version = string(package.get("name")), str(package.get("version") or "")
        name = pypi_name(name) if ecosystem == PYPI else name
        if (ecosystem, name, version) in seen:  # once for every platform
            continue
        seen.add((ecosystem, name, version))
        category = string(package.get("category"))
        yield source.locked(
            ecosystem, name, version, EXACT, lines[index] if len(lines) == len(packages) else 1,
            group="" if category == "main" else category, integrity="hash" in package,
        )  # fmt: skip


def _explicit(source: Source) -> Iterator[Dependency]:
    for number, text in source.lines():
        found = _ARCHIVE.search(text)
        if found and not text.startswith("#"):
            name, version = found.groups()
            yield Dependency(
                CONDA, name, version, EXACT, path=source.path, line=number, origin=LOCK, address=text.partition("#")[0],
                via=source.basename, integrity="#" in text,
            )  # fmt: skip
