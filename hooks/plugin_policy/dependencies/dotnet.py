"""Tools of .NET: what `dotnet tool` and `dnx` fetch.

https://learn.microsoft.com/dotnet/core/tools/dotnet-tool-install  …/dotnet-tool-exec
https://learn.microsoft.com/nuget/concepts/package-versioning
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, INSTALL, LAUNCHER, NONE, NUGET, RANGE, Dependency
from plugin_policy.dependencies.options import Options, read_options, words

_VALUES = words(
    "--version --tool-path --add-source --source --configfile --framework -f --tool-manifest -v --verbosity -a --arch "
    "--roll-forward"
)


def version_state(version: str) -> str:
    """A tool's version is one version; `1.*` floats, and `[1.0,2.0)` is a range."""
    if not version:
        return NONE
    return EXACT if re.fullmatch(r"\[?v?\d+(?:\.\d+){1,3}(?:[-+][\w.+-]+)?\]?", version) else RANGE


def _tools(options: Options, names: list[str], via: str, origin: str) -> Iterator[Dependency]:
    asked = (options.all("--version") or [""])[-1]
    for text in names:
        name, _, behind = text.partition("@")
        if re.fullmatch(r"[A-Za-z0-9][\w.-]*", name):
            version = behind or asked
            yield Dependency(NUGET, name, version, version_state(version), origin=origin, via=via)


def install(argv: list[str], via: str) -> Iterator[Dependency]:
    options = read_options(argv, _VALUES, stop_at_operand=False)
    yield from _tools(options, options.operands, via, INSTALL)


def run(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    """(what is pulled in, the words behind the package)"""
    options = read_options(argv, _VALUES)
    return list(_tools(options, options.operands[:1], via, LAUNCHER)), options.operands[1:]
