"""Pipfile: https://pipenv.pypa.io/en/latest/pipfile.html"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import PYPI, RANGE, Dependency
from plugin_policy.dependencies.formats.pyproject import poetry_constraint
from plugin_policy.dependencies.source import Source, mapping

FILES = r"Pipfile"

_SETTINGS = ("source", "requires", "scripts", "pipenv")


def read(source: Source) -> Iterator[Dependency]:
    for section, table in source.toml().items():
        if section in _SETTINGS or not isinstance(table, dict):
            continue
        group = {"packages": "", "dev-packages": "dev"}.get(section, section)
        header = re.search(rf"^\[{re.escape(section)}\]", source.text, re.M)
        for name, value in mapping(table).items():
            key = re.compile(rf"^[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*[.=]", re.M)
            at = key.search(source.text, header.end() if header else 0)
            real, version, state, address = poetry_constraint(name, value)
            if value == "*" or mapping(value).get("version") == "*":
                version, state = "*", RANGE
            yield Dependency(
                PYPI, real, version, state, group=group, path=source.path,
                line=source.line(at.start()) if at else 1, address=address, via=source.basename,
            )  # fmt: skip
