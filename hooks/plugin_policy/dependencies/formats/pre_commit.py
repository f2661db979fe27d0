"""Hooks of pre-commit: repositories with their `rev`, and additional dependencies. https://pre-commit.com/#plugins"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import GIT, GITHUB, MANIFEST, PYPI, Dependency
from plugin_policy.dependencies.runners import npm
from plugin_policy.dependencies.source import MalformedError, Source, mapping, sequence, string
from plugin_policy.dependencies.specs import git_ref, package_of, python_requirement

FILES = r"\.pre-commit-config\.ya?ml"


def read(source: Source) -> Iterator[Dependency]:
    document = source.yaml()
    if not isinstance(document, dict):
        raise MalformedError("not a pre-commit configuration: a mapping was expected")
    at = 0
    for value in sequence(document.get("repos")):
        repo = mapping(value)
        address = string(repo.get("repo"))
        line, at = _find(source, address, at)
        if address not in ("local", "meta", "builtin", ""):
            version, state = git_ref(str(repo.get("rev") or ""))
            yield Dependency(
                GITHUB if "github.com" in address else GIT, package_of(address), version, state, path=source.path,
                line=line, address=address, via=source.basename,
            )  # fmt: skip
        for hook in sequence(repo.get("hooks")):
            for text in sequence(mapping(hook).get("additional_dependencies")):
                line, at = _find(source, str(text), at)
                yield from _additional(source, str(text), string(mapping(hook).get("language")), line)


def _find(source: Source, text: str, at: int) -> tuple[int, int]:
    found = source.text.find(text, at)
    return (source.line(found), found + len(text)) if found >= 0 else (source.line(at), at)


def _additional(source: Source, text: str, language: str, line: int) -> Iterator[Dependency]:
    """The hook's own manifest tells the language; from here only the spelling does."""
    if text.startswith((".", "/", "-")):
        return
    if language == "node" or re.match(r"@[\w.-]+/|[\w.-]+@[\d^~*]", text):
        found = next(npm(text, source.basename, MANIFEST), None)
    else:
        parsed = python_requirement(text) if language in ("", "python") else None
        found = Dependency(PYPI, *parsed[:3], address=parsed[3], via=source.basename) if parsed else None
    if found:
        found.path, found.line, found.group = source.path, line, "dev"
        yield found
