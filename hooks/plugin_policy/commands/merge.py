"""`plugin-policy merge`: one report out of those of all shards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "one report out of the JSON reports of all shards"
ARGUMENTS = "FILE..."


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _merge(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser
    from plugin_policy.options import EXIT_CODES, version
    from plugin_policy.report.output import FORMATS

    made = Parser(
        prog="plugin-policy merge",
        description="Join the JSON reports of `scan --shard 1/N` to `scan --shard N/N` into one, in any format; SARIF "
        "stays within what GitHub takes. Every shard must be there, once, judged by the same version and policy.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    add = made.add_argument
    add("files", nargs="+", metavar="FILE", help="a JSON report of one shard")
    add(
        "--format", action="append", default=[], metavar="FORMAT[=FILE]",
        help=f"how to report ({', '.join(FORMATS)}); repeatable",
    )  # fmt: skip
    add("--quiet", action="store_true", help="print nothing but findings")
    add("--version", action="version", version=version())
    return made


def _merge(args: argparse.Namespace) -> int:
    from plugin_policy.check import all_checks
    from plugin_policy.judging import all_rules
    from plugin_policy.report.joining import merged
    from plugin_policy.report.loading import load_report
    from plugin_policy.report.output import parse_formats, write_reports

    parse_formats(args.format)
    rules = all_rules(all_checks())
    return write_reports(merged([load_report(path, rules) for path in args.files]), args.format, quiet=args.quiet)
