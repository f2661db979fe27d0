"""The console script `plugin-policy`: one verb or check, then its arguments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType

USAGE = """\
usage: plugin-policy COMMAND [ARGUMENTS]

Hold the plugins of a marketplace to its security policy.

commands:
{verbs}  {check:<35}one check on some files, or on the whole repository

checks:
{checks}
`plugin-policy COMMAND --help` tells more.
exit codes: 0 nothing at or above --fail-on; 1 findings; 2 something could not be judged
"""


def verbs() -> list[str]:
    """Every verb, found by walking commands/. Verbs are reserved: no check may take such an id."""
    import os

    from plugin_policy import commands

    names = {entry[:-3] for folder in commands.__path__ for entry in os.listdir(folder) if entry.endswith(".py")}
    return sorted(name for name in names if not name.startswith("_"))


def load_verb(name: str) -> ModuleType:
    import importlib

    return importlib.import_module("plugin_policy.commands." + name)


def main(argv: Sequence[str] | None = None) -> int:
    args = list(sys.argv[1:] if argv is None else argv)
    if not args or args[0] in ("-h", "--help", "help"):
        print(usage(), end="")
        return 0 if args else 2
    name, rest = args[0], args[1:]
    if name == "--version":
        from plugin_policy.options import version

        print(version())
        return 0
    if name in verbs():
        return int(load_verb(name).main(rest))
    from plugin_policy.check import check_names, load_check

    if name.replace("-", "_") in check_names() and "_" not in name:
        return int(load_check(name).main(rest))
    print(f"plugin-policy: no command or check {name!r}{suggestion(name)}", file=sys.stderr)
    return 2


def suggestion(name: str) -> str:
    """The nearest name for a typo, as the end of a sentence."""
    from difflib import get_close_matches

    from plugin_policy.check import check_names

    words = [*verbs(), *(check.replace("_", "-") for check in check_names())]
    close = get_close_matches(name, words, 1)
    return f"; did you mean {close[0]!r}" if close else "; `plugin-policy --help` lists them"


def usage() -> str:
    from plugin_policy.check import all_checks

    modules = [(name, load_verb(name)) for name in verbs()]
    rows = [(f"{name} {module.ARGUMENTS}", module.HELP) for name, module in modules if module.HELP]
    rows.sort(key=lambda row: not row[0].startswith("scan"))
    lines = "".join(f"  {name:<35}{help}\n" for name, help in rows)
    checks = "".join(f"  {module.CHECK.id:<35}rejects {module.CHECK.rejects}\n" for module in all_checks())
    return USAGE.format(verbs=lines, check="CHECK [FILE...]", checks=checks)
