"""`plugin-policy advisories update`: fetch the advisory database that dependency-audit reads."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from plugin_policy.advisories.fetch import Client

HELP = "fetch the advisory database (needs the network)"
ARGUMENTS = "update [ECOSYSTEM...]"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _update(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.advisories.update import SOURCE
    from plugin_policy.advisories.versions import SUPPORTED
    from plugin_policy.arguments import Parser

    made = Parser(
        prog="plugin-policy advisories",
        description="Fetch OSV's advisories into the user's cache: whole, or only what changed since the last time.",
        epilog="exit codes: 0 everything is up to date; 2 something could not be fetched (what was there stays)",
        allow_abbrev=False,
    )
    made.add_argument("action", choices=["update"])
    made.add_argument("ecosystems", nargs="*", metavar="ECOSYSTEM", help=", ".join(sorted(SUPPORTED)))
    made.add_argument("--advisories", metavar="DIR", help="folder to fetch into (default: the user's cache)")
    made.add_argument("--source", metavar="URL", default=SOURCE, help="a mirror of OSV's archives (default: OSV's own)")
    made.add_argument("--whole", action="store_true", help="fetch whole archives, whatever is there")
    made.add_argument("--quiet", action="store_true", help="print nothing but errors")
    return made


def _update(args: argparse.Namespace) -> int:
    from plugin_policy.advisories.database import default_folder
    from plugin_policy.advisories.fetch import FetchError, open_client
    from plugin_policy.advisories.versions import SUPPORTED
    from plugin_policy.errors import UsageError

    for name in args.ecosystems:
        if name not in SUPPORTED:
            raise UsageError(f"no ecosystem {name!r}: there are {', '.join(sorted(SUPPORTED))}")
    try:
        client = open_client(args.source)
    except FetchError as error:
        print(f"plugin-policy: {error}; {error.cure}", file=sys.stderr)
        return 2
    failed = 0
    with client:
        for ecosystem in args.ecosystems or sorted(SUPPORTED):
            failed += not _one(client, args, args.advisories or default_folder(), ecosystem)
    return 2 if failed else 0


def _one(client: Client, args: argparse.Namespace, folder: str, ecosystem: str) -> bool:
    from plugin_policy import progress
    from plugin_policy.advisories.fetch import FetchError
    from plugin_policy.advisories.index import CorruptError
    from plugin_policy.advisories.update import silent, update

    shows = progress.wanted(args.quiet)
    failure: Exception | None = None
    try:
        index = update(client, folder, ecosystem, whole=args.whole, progress=progress.bar if shows else silent)
    except (FetchError, CorruptError, OSError) as error:
        failure = error
    if shows:
        progress.clear()
    if failure is not None:
        print(f"plugin-policy: {ecosystem}: {failure}; what was there stays", file=sys.stderr)
        return False
    if not args.quiet:
        print(f"{ecosystem}: {index.records:,} records, the newest of {index.meta['newest'][:10]}")
    index.close()
    return True
