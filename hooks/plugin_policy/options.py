"""The options of the command line."""

from __future__ import annotations

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    import argparse
    from types import ModuleType

FAIL_ON = ("note", "low", "medium", "high", "critical")
POLICY = ".plugin-policy.toml"
BASELINE = ".plugin-policy-baseline.json"
EXIT_CODES = "exit codes: 0 nothing at or above --fail-on; 1 findings; 2 something could not be judged"


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options that every command has."""
    import argparse

    add = parser.add_argument
    add(
        "--format", action="append", default=[], metavar="FORMAT[=FILE]",
        help="how to report (text, json, sarif, github, markdown); repeatable, `sarif=out.sarif` writes a file",
    )  # fmt: skip
    add("--policy", metavar="FILE", help=f"policy to judge by (default: {POLICY} in the root of the repository)")
    add("--policy-name", metavar="NAME", help=argparse.SUPPRESS)  # as reports call it, where the file is a copy
    add("--baseline", metavar="FILE", help=f"known findings (default: {BASELINE} beside the policy)")
    add(
        "--fail-on", choices=FAIL_ON, help="lowest severity that makes exit code 1 (default: the policy's, else medium)"
    )
    add("--changed-since", metavar="REV", help="report only what is not in the tree of this revision")
    add("--ignored", action="store_true", help="also read files that git ignores")
    add("--no-cache", action="store_true", help="judge everything anew, also an unchanged tree")
    add("--quiet", action="store_true", help="print nothing but findings")


def _formatter(prog: str) -> argparse.HelpFormatter:
    """argparse makes one for every option; one that finds the width out by itself imports shutil and all its codecs."""
    import argparse
    import os

    try:
        width = int(os.environ.get("COLUMNS") or 0) or os.get_terminal_size().columns
    except (OSError, ValueError):
        width = 80
    return argparse.RawDescriptionHelpFormatter(prog, width=max(width - 2, 20))


def check_parser(module: ModuleType, prog: str) -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser

    check = module.CHECK
    doc = (module.__doc__ or "").strip()
    parser = Parser(
        prog=prog,
        description=doc,
        formatter_class=_formatter,
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="files to judge (default: the whole repository)")
    add_common(parser)
    parser.add_argument("--staged", action="store_true", help="judge what is staged, read from git's index")
    for flag, help, metavar in check.options:
        if metavar:
            parser.add_argument(flag, metavar=metavar, help=help)
        else:
            parser.add_argument(flag, action="store_true", help=help)
    parser.add_argument("--version", action="version", version=version())
    return parser


def version() -> str:
    from plugin_policy import __version__

    return f"plugin-policy {__version__}"
