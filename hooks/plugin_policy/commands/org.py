"""`plugin-policy org`: every promise about the organisation, with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "the organisation's promises, each pass, fail or unknown, with evidence"
ARGUMENTS = "OWNER/REPO"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _org(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser
    from plugin_policy.options import EXIT_CODES, add_common, version
    from plugin_policy.organisation.options import OPTIONS

    made = Parser(
        prog="plugin-policy org",
        description="Every promise about the organisation: pass, fail or unknown, with evidence. The token comes from "
        "GH_TOKEN or GITHUB_TOKEN, the API from GITHUB_API_URL.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    made.add_argument("repository", metavar="OWNER/REPO", help="the repository on GitHub")
    made.add_argument(
        "path", nargs="?", default="", metavar="PATH", help="its clone (default: this folder, when it is)"
    )
    for flag, help, metavar in OPTIONS[1:]:
        made.add_argument(flag, metavar=metavar, help=help)
    made.add_argument("--since", metavar="REV", help="release tags and commits before this one do not count")
    add_common(made)
    made.add_argument("--version", action="version", version=version())
    return made


def _org(args: argparse.Namespace) -> int:
    import tempfile

    from plugin_policy.check import all_checks
    from plugin_policy.entry import run_scan
    from plugin_policy.errors import UsageError
    from plugin_policy.organisation.subject import is_full_name

    if not is_full_name(args.repository):
        raise UsageError(f"{args.repository!r} is not OWNER/REPO")
    # The checks that are not part of `scan`, and SECURITY.md, which makes the promises.
    modules = [m for m in all_checks() if not m.CHECK.default or m.CHECK.id == "security-policy"]
    named = {module.CHECK.id for module in modules}
    args.artifacts = True
    path = args.path or ("." if _is_clone_of(args.repository) else "")
    if path:
        return run_scan(args, modules, path=path, named=named)
    # Without a clone there are no files to read: what GitHub shows is judged, the rest is said to be not run.
    modules = [module for module in modules if module.CHECK.id != "security-policy"]
    with tempfile.TemporaryDirectory(prefix="plugin-policy-") as empty:
        return run_scan(args, modules, path=empty, named=named)


def _is_clone_of(full: str) -> bool:
    from plugin_policy.github.origin import origin

    return origin(".").lower() == full.lower()
