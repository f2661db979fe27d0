"""setup.cfg: https://setuptools.pypa.io/en/latest/userguide/declarative_config.html. setup.py is code: never run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import PYPI, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import python_requirement

FILES = r"setup\.cfg"

_KEYS = {"install_requires": "", "setup_requires": "build", "tests_require": "test"}


def read(source: Source) -> Iterator[Dependency]:
    section, group = "", None
    for number, text in source.lines():
        if re.match(r"\s*(?:[#;]|\Z)", text):
            continue
        header = re.match(r"\[([^\]]+)\]", text)
        key = re.match(r"([\w.-]+)\s*[=:]\s*(.*)\Z", text)
        if header:
            section, group = header.group(1).strip(), None
            continue
        if key:
            text = key.group(2)
            name = key.group(1).replace("-", "_")
            group = _KEYS.get(name) if section == "options" else None
            if section == "options.extras_require":
                group = "optional"
        if group is None:
            continue
        for requirement in re.split(
            r";(?=\s*[A-Za-z][\w.-]*\s*[=<>!~])(?!\s*(?:python|sys|os|platform|extra|implementation)_?)", text
        ):
            found = python_requirement(requirement) if requirement.strip() else None
            if found:
                dependency, version, state, address = found
                yield Dependency(
                    PYPI, dependency, version, state, group=group, path=source.path, line=number, address=address,
                    via=source.basename,
                )  # fmt: skip
