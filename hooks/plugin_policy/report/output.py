"""Writing the reports that were asked for: to the terminal, or each to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from plugin_policy.errors import UsageError
from plugin_policy.report.result import Result

FORMATS = ("text", "json", "sarif", "github", "markdown")


class FormatError(UsageError):
    """An unknown format or a file that cannot be written."""


def parse_formats(given: Sequence[str], known: Sequence[str] = FORMATS) -> list[tuple[str, str]]:
    """(format, file) pairs; file "" is standard output, which only one format but `github` may have."""
    pairs = []
    for item in given or ["text"]:
        name, _, path = item.partition("=")
        if name not in known:
            raise FormatError(f"no format {name!r}: choose from {', '.join(known)}")
        pairs.append((name, path))
    return pairs


def write_reports(result: Result, given: Sequence[str], *, quiet: bool = False) -> int:
    """Write every report and return the exit code. FormatError: nothing was written that could not be."""
    for name, path in parse_formats(given):
        write_text(render(name, result, quiet=quiet, to_terminal=not path), path, adds=name == "markdown")
    return result.exit_code()


def write_text(text: str, path: str, *, adds: bool = False) -> None:
    """Write to a file, or to standard output when path is "". adds: a step summary keeps what earlier steps wrote."""
    if not path:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may know fewer characters than the files
        _print(text)
        return
    try:
        mode = "a" if adds and path == os.environ.get("GITHUB_STEP_SUMMARY") else "w"
        with open(path, mode, encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise FormatError(f"{path} cannot be written: {error.strerror or error}") from None


def _print(text: str) -> None:
    """FormatError when standard output takes no more, such as a full disk. A closed pipe stays a BrokenPipeError."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries again when it ends
        raise FormatError(f"standard output cannot be written: {error.strerror or error}") from None


def render(name: str, result: Result, *, quiet: bool, to_terminal: bool) -> str:
    import importlib

    module = importlib.import_module("plugin_policy.report." + name)
    if name == "text":
        colour = to_terminal and module.wants_colour(sys.stdout, os.environ)
        return str(module.render(result, colour=colour, quiet=quiet))
    return str(module.render(result))
