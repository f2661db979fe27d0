"""`plugin-policy diff`: what a change adds to what plugins can do, and to what they say."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from plugin_policy.abilities import Profile
    from plugin_policy.sources import GitTree, WorkTree

HELP = "what a change adds to what plugins can do"
ARGUMENTS = "BASE [HEAD]"
FORMATS = ("text", "json", "markdown", "html")


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _diff(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser
    from plugin_policy.options import version

    made = Parser(
        prog="plugin-policy diff",
        description="The permission difference between two commits, for each plugin: hosts, programs, paths, data, "
        "plugin hooks, tools, servers and dependencies that the change adds, widens or removes, read from the code, "
        "and the statements its disclosure gains and loses. Harmless programs and paths of the workspace are "
        "left out, as in `scan`.",
        epilog="exit codes: 0 compared; 1 with --exit-code: a plugin can do more; 2 a file could not be read",
        allow_abbrev=False,
    )
    add = made.add_argument
    add("base", metavar="BASE", help="the commit, tag or branch to compare with")
    add("head", nargs="?", metavar="HEAD", help="the commit to look at (default: the work tree)")
    add("--path", default=".", metavar="PATH", help="a folder of the repository (default: this one)")
    add(
        "--format", action="append", default=[], metavar="FORMAT[=FILE]",
        help=f"how to report ({', '.join(FORMATS)}); repeatable",
    )  # fmt: skip
    add("--exit-code", action="store_true", help="exit 1 when something is added or widened")
    add("--policy", metavar="FILE", help="policy whose plugin formats apply (default: that of BASE)")
    add("--version", action="version", version=version())
    return made


def _diff(args: argparse.Namespace) -> int:
    from plugin_policy.difference import MORE, compare
    from plugin_policy.errors import UsageError
    from plugin_policy.report.output import parse_formats, write_text
    from plugin_policy.selection import revision, select
    from plugin_policy.sources import GitTree, WorkTree

    formats = parse_formats(args.format, FORMATS)
    root, top, _ = select(args.path, None)
    if top is None:
        raise UsageError(f"{args.path}: not in a git repository")
    base = GitTree(root, revision(root, args.base))
    head = GitTree(root, revision(root, args.head)) if args.head else WorkTree(root, top)
    failures: dict[str, str] = {}
    before = _profiles(root, base, args.policy, failures)
    after = _profiles(root, head, args.policy, failures)
    changes = compare(before, after)
    rows = [change.row() for change in changes]
    title = f"{os.path.basename(root)}, from {args.base} to {args.head or 'the work tree'}"
    for name, path in formats:
        write_text(_rendered(name, rows, failures, title=title, to_terminal=not path), path)
    for path, reason in failures.items():
        print(f"not compared: {path}: {reason}", file=sys.stderr)
    if failures:
        return 2
    return int(args.exit_code and any(one.what in MORE for change in changes for one in change.changes))


def _profiles(
    root: str, source: GitTree | WorkTree, policy_file: str | None, failures: dict[str, str]
) -> list[Profile]:
    from plugin_policy.abilities import profiles
    from plugin_policy.entry import policy_of
    from plugin_policy.policy.loading import load_policy
    from plugin_policy.policy.settings import Policy
    from plugin_policy.scan import Scan
    from plugin_policy.selection import listed

    repository = listed(root, source, load_policy(policy_file) if policy_file else Policy())
    if not policy_file:
        policy = policy_of(repository)
        if policy.formats:
            repository = listed(root, source, policy)
    else:
        policy = load_policy(policy_file)
    found = profiles(Scan(repository, policy))
    failures.update(repository.failures)
    return found


def _rendered(
    name: str, rows: list[dict[str, object]], failures: dict[str, str], *, title: str, to_terminal: bool
) -> str:
    from plugin_policy.report import difference
    from plugin_policy.report.text import wants_colour

    if name == "json":
        from plugin_policy import __version__
        from plugin_policy.report.json import dumped

        not_analysed = [{"path": path, "reason": reason} for path, reason in failures.items()]
        return dumped({"version": __version__, "plugins": rows, "not_analysed": not_analysed}) + "\n"
    if name == "markdown":
        from plugin_policy.report.markdown import difference_section

        return "\n\n".join(difference_section(rows)) + "\n"
    if name == "html":
        from plugin_policy.report.html.page import render_difference

        return render_difference(rows, title=title)
    colour = to_terminal and wants_colour(sys.stdout, os.environ)
    return "\n".join(difference.lines(rows, colour=colour)) + "\n"
