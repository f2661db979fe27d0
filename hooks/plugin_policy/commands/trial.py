"""`plugin-policy trial`: run a plugin where it can do no harm, and hold what it does against what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from plugin_policy.report.result import Result

HELP = "run a plugin in a sandbox and hold what it does against what it says"
ARGUMENTS = "PLUGIN"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _trial(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser
    from plugin_policy.options import BASELINE, EXIT_CODES, FAIL_ON, POLICY, version

    made = Parser(
        prog="plugin-policy trial",
        description="Run every plugin hook, MCP server, monitor and program in bin/ of a plugin inside bubblewrap, with"
        " a made-up home full of marked decoys and no network but a recorder, and report what it touched, started,"
        " called and sent. Linux only; needs bubblewrap, strace and user namespaces.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    add = made.add_argument
    add("plugin", metavar="PLUGIN", help="folder of a plugin, or of a marketplace (then every plugin of it)")
    add("--time", type=float, default=10.0, metavar="SECONDS", help="for each run (default: %(default)g)")
    add("--total", type=float, default=600.0, metavar="SECONDS", help="for all runs (default: %(default)g)")
    add(
        "--format", action="append", default=[], metavar="FORMAT[=FILE]",
        help="how to report (text, json, sarif, github, markdown); repeatable, `sarif=out.sarif` writes a file",
    )  # fmt: skip
    add("--policy", metavar="FILE", help=f"policy to judge by (default: {POLICY} in the root of the repository)")
    add("--baseline", metavar="FILE", help=f"known findings (default: {BASELINE} beside the policy)")
    add(
        "--fail-on", choices=FAIL_ON, help="lowest severity that makes exit code 1 (default: the policy's, else medium)"
    )
    add("--quiet", action="store_true", help="print nothing but findings")
    add("--version", action="version", version=version())
    return made


def _trial(args: argparse.Namespace) -> int:
    from plugin_policy.errors import UsageError
    from plugin_policy.report.output import parse_formats, write_reports

    parse_formats(args.format)
    if args.time <= 0 or args.total <= 0:
        raise UsageError("--time and --total are numbers of seconds above 0")
    return write_reports(_result(args), args.format, quiet=args.quiet)


def _result(args: argparse.Namespace) -> Result:
    from plugin_policy.trial.trying import try_plugins

    return try_plugins(
        args.plugin, policy_file=args.policy, baseline=args.baseline, fail_on=args.fail_on, limit=args.time,
        total=args.total,
    )  # fmt: skip
