"""`plugin-policy scan`: every offline check on a repository, marketplace or plugin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from types import ModuleType

HELP = "every offline check on a repository, marketplace or plugin"
ARGUMENTS = "[PATH]"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _scan(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser
    from plugin_policy.options import EXIT_CODES

    made = Parser(
        prog="plugin-policy scan",
        description="Every offline check on a repository, marketplace or plugin.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    add_options(made, "scan")
    return made


def add_options(parser: argparse.ArgumentParser, does: str) -> None:
    """The options of every command that judges a whole tree."""
    from plugin_policy.options import add_common, version

    add = parser.add_argument
    add("path", nargs="?", default=".", metavar="PATH", help=f"folder to {does} (default: this one)")
    add("--check", action="append", default=[], metavar="CHECK", help="run only this check; repeatable")
    add("--advisories", metavar="DIR", help="folder with advisories (default: the user's cache)")
    add("--online", action="store_true", help="ask OSV's service about dependencies (needs the network)")
    add("--engine", metavar="TOOL", help="also run this tool on exact Python requirements: `pip-audit`")
    add("--deep", action="store_true", help="also run detect-secrets over added lines")
    add("--external", action="store_true", help="bring the plugins that the marketplace only names, at their pins, too")
    add(
        "--external-over", action="append", default=[], choices=("http", "file", "ssh"), metavar="PROTOCOL",
        help="also bring them over http, file or ssh; https alone is the default",
    )  # fmt: skip
    add("--shard", metavar="K/N", help="judge only this part of the plugins; `plugin-policy merge` joins the parts")
    add_common(parser)
    add("--version", action="version", version=version())


def chosen(names: Sequence[str]) -> list[ModuleType]:
    """The checks of these names, all when there are none. UsageError for one that does not exist."""
    from plugin_policy.check import all_checks
    from plugin_policy.errors import UsageError

    modules = all_checks()
    known = [module.CHECK.id for module in modules]
    for unknown in sorted(set(names).difference(known)):
        from plugin_policy.cli import suggestion

        raise UsageError(f"no check {unknown!r}{suggestion(unknown)}")
    return [module for module in modules if not names or module.CHECK.id in names]


def _scan(args: argparse.Namespace) -> int:
    from plugin_policy.entry import run_scan

    return run_scan(args, chosen(args.check), path=args.path, named=set(args.check))
