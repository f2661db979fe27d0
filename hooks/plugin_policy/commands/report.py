"""`plugin-policy report`: the reviewer's page, one self-contained HTML file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from plugin_policy.report.result import Result
    from plugin_policy.scan import Scan

HELP = "the reviewer's page: what each plugin is, can do and says, with the evidence"
ARGUMENTS = "[PATH]"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _report(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser
    from plugin_policy.commands.scan import add_options
    from plugin_policy.options import EXIT_CODES

    made = Parser(
        prog="plugin-policy report",
        description="Judge a repository, marketplace or plugin as `scan` does and write one HTML page for the people "
        "who review it: per plugin what it is, when it acts, what it can do and whether it says so, the findings with "
        "their code, and the justifications, each with a place to tick. The page loads nothing from elsewhere. With "
        "--changed-since it also shows what the change adds to what plugins can do.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    add_options(made, "report on")
    made.add_argument(
        "--output", "-o", default="plugin-review.html", metavar="FILE", help="where (default: %(default)s)"
    )
    return made


def _report(args: argparse.Namespace) -> int:
    from importlib.util import find_spec

    from plugin_policy.commands.scan import chosen
    from plugin_policy.entry import judge_path
    from plugin_policy.errors import UsageError
    from plugin_policy.report.html.page import render
    from plugin_policy.report.output import parse_formats, write_reports, write_text

    if find_spec("jinja2") is None:
        raise UsageError("the page needs Jinja2: install plugin-policy[report]")
    parse_formats(args.format)
    gathered: list[dict[str, object]] = []

    def look(scan: Scan, result: Result) -> None:
        from plugin_policy.reviewing import sheets

        gathered.extend(sheets(scan, result))

    result = judge_path(args, chosen(args.check), path=args.path, files=None, named=set(args.check), visit=look)
    title = os.path.basename(os.path.realpath(args.path)) or "plugins"
    write_text(render(result, gathered, title=title, made=_made(args.path)), args.output)
    if args.format:
        return write_reports(result, args.format, quiet=args.quiet)
    if not args.quiet:
        plugins = sum(not sheet["repository"] for sheet in gathered)
        print(f"{args.output}: {plugins} plugin{'s' if plugins != 1 else ''}", file=sys.stderr)
    return result.exit_code()


def _made(path: str) -> str:
    """The day and the commit, for people."""
    from datetime import UTC, datetime

    from plugin_policy.git import GitError, git

    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    try:
        return f"{day}, commit {git(path, 'rev-parse', '--short=12', 'HEAD').decode().strip()}"
    except GitError:
        return day
