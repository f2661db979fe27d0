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
    from plugin_policy.arguments import Parser

    made = Parser(
        prog="plugin-policy disclose",
        description="Write or refresh .claude-plugin/disclosure.json of a plugin: what it does, read from its code."
        " Your own words and their order stay; statements that nothing needs any more are kept, and `scan` names them;"
        " each new `why` is empty, for you to fill in.",
        epilog="exit codes: 0 written, or nothing to change; 1 with --check: something is stale or a `why` is empty;"
        " 1 with --table: a README was changed or could not be; 2 something could not be read",
        allow_abbrev=False,
    )
    add = made.add_argument
    add("plugin", nargs="*", metavar="PLUGIN", help="folder of a plugin, or of a marketplace (default: .)")
    add("--check", action="store_true", help="change nothing; exit 1 when a file would change")
    add("--readme", action="store_true", help="also keep the table between markers in README.md, where there are any")
    add("--table", action="store_true", help="only the tables, from the disclosures as they are; PLUGIN may be a file")
    add("--policy", metavar="FILE", help="policy to judge by")
    return made


def _disclose(args: argparse.Namespace) -> int:
    paths = args.plugin or ["."]
    if args.table:
        from plugin_policy.disclosure_table import refresh

        return max([refresh(folder, check=args.check) for folder in _folders(paths)], default=0)
    return max(_refresh(path, args) for path in paths)


def _folders(paths: Sequence[str]) -> list[str]:
    """The plugins' folders of files or folders, each once."""
    found: dict[str, None] = {}
    for path in paths:
        folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
        if os.path.basename(os.path.abspath(folder)) == ".claude-plugin":
            folder = os.path.dirname(folder) or "."
        found[folder] = None
    return list(found)


def _refresh(path: str, args: argparse.Namespace) -> int:
    from plugin_policy.entry import load_scan
    from plugin_policy.errors import UsageError

    scan = load_scan(path, args.policy)
    plugins = [plugin for plugin in scan.plugins if not plugin.is_repository]
    if not plugins:
        raise UsageError(f"{path}: there is no plugin here")
    stale = False
    for plugin in plugins:
        stale = _one(scan, plugin, check=args.check, readme=args.readme) or stale
    for failed, reason in scan.repository.failures.items():
        print(f"{failed}: {reason}", file=sys.stderr)
    if scan.repository.failures:
        return 2
    return 1 if args.check and stale else 0


def _one(scan: Scan, plugin: Plugin, *, check: bool, readme: bool) -> bool:
    """Refresh one plugin's files; whether anything was or would be changed."""
    from plugin_policy.disclosing import merge, render, statements
    from plugin_policy.disclosure_table import render_table, table_in
    from plugin_policy.policy.disclosure import OTHER_PATH, PATH

    relative = PATH if plugin.format in ("claude", "") else OTHER_PATH
    file = plugin.file(relative)
    document = merge(scan, file, statements(scan, plugin))
    old = file.text.data.decode() if file else ""
    same = file is not None and scan.manifest(file).value == document
    text = old if same else render(document)  # the author's own layout, as long as nothing is new
    changed = _write(scan, plugin.inside(relative), old, text, check=check)
    empty = _empty(document)
    if empty:
        print(f"  {empty} `why` still empty: say what the user gets from it")
    if readme:
        page = plugin.file("README.md")
        shown = page.text.data.decode("utf-8", "replace") if page is not None else ""
        new = table_in(shown, render_table(document))
        changed = (bool(new) and _write(scan, plugin.inside("README.md"), shown, new, check=check)) or changed
    return changed or (check and empty > 0)


def _empty(document: dict[str, object]) -> int:
    rows = [row for value in document.values() if isinstance(value, list) for row in value if isinstance(row, dict)]
    return sum(not str(row.get("why") or "").strip() for row in rows)


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
