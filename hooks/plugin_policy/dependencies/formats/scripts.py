"""Launchers and install commands of shell scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.shell_text import PREFILTER, from_shell
from plugin_policy.dependencies.source import Source

FILES = r".+\.(?:sh|bash|zsh|ksh|bats)|[\w-]+"
CONTENT = PREFILTER
CODE = True

_SHEBANG = re.compile(r"#!\s*\S*(?:/|env\s+(?:-S\s+)?)(?:ba|z|da|k|a)?sh\b")


def read(source: Source) -> Iterator[Dependency]:
    if "." not in source.basename and not _SHEBANG.match(source.text):
        return
    for dependency, offset in from_shell(source.text):
        dependency.path, dependency.line, dependency.surface = source.path, source.line(offset), "script"
        yield dependency
