"""`plugin-policy disclose`: write or refresh a plugin's disclosure from its code, and the table of it in a README."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan

HELP = "write or refresh a plugin's disclosure from its code"
ARGUMENTS = "[PLUGIN]"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _disclose(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    import argparse

    made = argparse.ArgumentParser(
        prog="plugin-policy disclose",
        description="Write or refresh .claude-plugin/disclosure.json of a plugin: what it does, read from its code."
        " Your own words stay; statements that nothing needs any more are kept and named; each new `why` is empty, for"
        " you to fill in.",
        epilog="exit codes: 0 written, or nothing to change; 1 with --check: something is stale or a `why` is empty;"
        " 2 something could not be read",
        allow_abbrev=False,
    )
    add = made.add_argument
    add("plugin", nargs="?", default=".", metavar="PLUGIN", help="folder of a plugin, or of a marketplace (default: .)")
    add("--check", action="store_true", help="change nothing; exit 1 when a file would change")
    add("--readme", action="store_true", help="also keep the table between markers in README.md, where there are any")
    add("--policy", metavar="FILE", help="policy to judge by")
    return made


def _disclose(args: argparse.Namespace) -> int:
    from plugin_policy.entry import load_scan
    from plugin_policy.errors import UsageError

    scan = load_scan(args.plugin, args.policy)
    plugins = [plugin for plugin in scan.plugins if not plugin.is_repository]
    if not plugins:
        raise UsageError(f"{args.plugin}: there is no plugin here")
    stale = False
    for plugin in plugins:
        stale = _one(scan, plugin, check=args.check, readme=args.readme) or stale
    for path, reason in scan.repository.failures.items():
        print(f"{path}: {reason}", file=sys.stderr)
    if scan.repository.failures:
        return 2
    return 1 if args.check and stale else 0


def _one(scan: Scan, plugin: Plugin, *, check: bool, readme: bool) -> bool:
    """Refresh one plugin's files; whether anything was or would be changed."""
    from plugin_policy.disclosing import merge, render, render_table, statements, table_in
    from plugin_policy.policy.disclosure import OTHER_PATH, PATH

    relative = PATH if plugin.format in ("claude", "") else OTHER_PATH
    file = plugin.file(relative)
    document = merge(scan, file, statements(scan, plugin))
    text = render(document)
    changed = _write(scan, plugin.inside(relative), file.text.data.decode() if file else "", text, check=check)
    empty = text.count('"why": ""')
    if empty and not check:
        print(f"  {empty} `why` still empty: say what the user gets from it")
    if readme:
        page = plugin.file("README.md")
        old = page.text.data.decode("utf-8", "replace") if page is not None else ""
        new = table_in(old, render_table(document))
        changed = (bool(new) and _write(scan, plugin.inside("README.md"), old, new, check=check)) or changed
    return changed


def _write(scan: Scan, path: str, old: str, new: str, *, check: bool) -> bool:
    if old == new:
        print(f"{path}: up to date")
        return False
    print(f"{path}: {'stale' if check else 'written'}")
    if not check:
        full = os.path.join(scan.repository.root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(new)
    return True
