"""`plugin-policy baseline`: accept today's findings, but never critical ones, so that only new ones fail."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from plugin_policy.finding import Finding

HELP = "accept today's findings, so that only new ones fail"
ARGUMENTS = "[PATH]"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _write(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser
    from plugin_policy.options import add_common

    made = Parser(
        prog="plugin-policy baseline",
        description="Write .plugin-policy-baseline.json: the fingerprints of today's findings, one a line. Findings in"
        " it no longer fail; entries that match nothing are removed. Critical findings are never accepted.",
        epilog="exit codes: 0 written; 2 something could not be judged, nothing is written",
        allow_abbrev=False,
    )
    made.add_argument("path", nargs="?", default=".", metavar="PATH", help="repository (default: this one)")
    made.add_argument(
        "--from",
        dest="imported",
        metavar="FILE",
        help="accept only the secrets that this baseline of detect-secrets has",
    )
    add_common(made)
    return made


def _imported(findings: list[Finding], path: str) -> list[Finding]:
    from plugin_policy.errors import UsageError
    from plugin_policy.secrets.imported import ImportFileError, covered, known

    try:
        entries = known(path)
    except ImportFileError as error:
        raise UsageError(str(error)) from None
    found = covered(findings, entries)
    print(f"{path}: {len(entries)} secret{'s' if len(entries) != 1 else ''}, {len(found)} of them still found")
    return found


def _write(args: argparse.Namespace) -> int:
    from plugin_policy.check import all_checks
    from plugin_policy.entry import judge_path
    from plugin_policy.options import BASELINE
    from plugin_policy.policy.baseline import render_baseline
    from plugin_policy.selection import root_of

    target = args.baseline or os.path.join(root_of(args.path), BASELINE)
    args.baseline = None
    checks = [module for module in all_checks() if module.CHECK.default]
    result = judge_path(args, checks, path=args.path, files=None, named=set(), with_baseline=False)
    if result.not_analysed:
        for one in result.not_analysed:
            print(f"{one.path}: {one.reason}")
        print("nothing is written: not everything could be judged")
        return 2
    findings = [finding for finding in result.findings if finding.rank > 0]
    if args.imported:
        findings = _imported(findings, args.imported)
    text, refused = render_baseline(findings)
    with open(target, "w", encoding="utf-8") as stream:
        stream.write(text)
    for finding in refused:
        print(f"{finding.path}:{finding.line}: {finding.rule} is critical: mend it, no baseline accepts it")
    accepted = text.count('"fingerprint"')
    print(f"{target}: {accepted} finding{'s' if accepted != 1 else ''} accepted, {len(refused)} refused")
    return 0
