"""`plugin-policy scan`: every offline check on a repository, marketplace or plugin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "every offline check on a repository, marketplace or plugin"
ARGUMENTS = "[PATH]"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _scan(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    import argparse

    from plugin_policy.options import EXIT_CODES, add_common, version

    made = argparse.ArgumentParser(
        prog="plugin-policy scan",
        description="Every offline check on a repository, marketplace or plugin.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    made.add_argument("path", nargs="?", default=".", metavar="PATH", help="folder to scan (default: this one)")
    made.add_argument("--check", action="append", default=[], metavar="CHECK", help="run only this check; repeatable")
    made.add_argument("--advisories", metavar="DIR", help="folder with advisories (default: the user's cache)")
    made.add_argument("--online", action="store_true", help="ask OSV's service about dependencies (needs the network)")
    made.add_argument("--engine", metavar="TOOL", help="also run this tool on exact Python requirements: `pip-audit`")
    add_common(made)
    made.add_argument("--version", action="version", version=version())
    return made


def _scan(args: argparse.Namespace) -> int:
    from plugin_policy.check import all_checks
    from plugin_policy.entry import run_scan
    from plugin_policy.errors import UsageError

    modules = all_checks()
    named = set(args.check)
    if named:
        known = [module.CHECK.id for module in modules]
        for unknown in sorted(named.difference(known)):
            from plugin_policy.cli import suggestion

            raise UsageError(f"no check {unknown!r}{suggestion(unknown)}")
        modules = [module for module in modules if module.CHECK.id in named]
    return run_scan(args, modules, path=args.path, named=named)
