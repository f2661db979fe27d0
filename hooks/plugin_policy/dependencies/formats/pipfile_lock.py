"""Pipfile.lock: https://pipenv.pypa.io/en/latest/pipfile.html"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.dependencies.dependency import LOCAL, PYPI, URL, Dependency
from plugin_policy.dependencies.source import Cursor, MalformedError, Source, mapping, string
from plugin_policy.dependencies.specs import git_ref, pypi_name, python_version

FILES = r"Pipfile\.lock"


def read(source: Source) -> Iterator[Dependency]:
    lock = source.json()
    if not isinstance(lock, dict):
        raise MalformedError("not a Pipfile lock: an object was expected")
    cursor = Cursor(source)
    for section, packages in lock.items():
        cursor.key(section)
        if section == "_meta":
            continue
        group = {"default": "", "develop": "dev"}.get(str(section), str(section))
        for name, value in mapping(packages).items():
            line, entry = cursor.key(name, r"\{"), mapping(value)
            git, url = string(entry.get("git")), string(entry.get("file"))
            if git:
                version, state = git_ref(string(entry.get("ref")))
            elif "path" in entry:
                version, state = "", LOCAL
            else:
                version, state = python_version(string(entry.get("version")))
                state = URL if url and not version else state
            yield source.locked(
                PYPI,
                pypi_name(name),
                version,
                state,
                line,
                group=group,
                address=git or url,
                integrity="hashes" in entry,
            )
