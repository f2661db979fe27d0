"""What a check is, and the registry: every module under `checks/` that holds a CHECK.

A check module holds `CHECK`, `RULES`, `run(scan)` and `main(argv)`; its docstring is its page. It judges; it does
not print, walk folders, open files or exit.
"""

from __future__ import annotations

from plugin_policy.finding import Finding, Rule

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from types import ModuleType

    from plugin_policy.text import Text

FILE, PLUGIN, REPOSITORY = "file", "plugin", "repository"


class Check:
    """id: the hook's id. scope: "file", "plugin" or "repository". rejects: one line for the README table.

    place: where it runs ("author, PR" …). default: part of `scan` when nothing is named. order: place in tables.
    files: regular expression for the hook's `files`, "" for all. extra: the optional dependency group it needs.
    manual: its hook stands in stage `manual`. token: it needs a token. network: it needs the network.
    options: (flag, help, metavar or "" for a switch) rows for its own command-line options.
    """

    __slots__ = (
        "default", "extra", "files", "id", "manual", "network", "options", "order", "place", "rejects", "scope",
        "token",
    )  # fmt: skip

    def __init__(
        self,
        id: str,
        scope: str,
        rejects: str,
        order: int,
        *,
        place: str = "author, PR",
        default: bool = True,
        files: str = "",
        extra: str = "",
        manual: bool = False,
        token: bool = False,
        network: bool = False,
        options: tuple[tuple[str, str, str], ...] = (),
    ) -> None:
        self.id = id
        self.scope = scope
        self.rejects = rejects
        self.order = order
        self.place = place
        self.default = default
        self.files = files
        self.extra = extra
        self.manual = manual
        self.token = token
        self.network = network
        self.options = options


# What a bug of ours in one reader or check can raise. Caught at two places only (one file's reader, one check's run):
# the rest is still judged, the loss is listed and the exit code is 2.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


class NotRunError(Exception):
    """A check lacks what it needs. `cause` says what is missing, `cure` the command that mends it."""

    def __init__(self, cause: str, cure: str) -> None:
        super().__init__(cause)
        self.cause = cause
        self.cure = cure


def check_names() -> list[str]:
    """Module names under checks/ that may hold a check: `no_eval`, …, found by walking the folder."""
    import os

    from plugin_policy import checks

    names = {entry[:-3] for folder in checks.__path__ for entry in os.listdir(folder) if entry.endswith(".py")}
    return sorted(name for name in names if not name.startswith("_") and not name.endswith("_rules"))


def load_check(name: str) -> ModuleType:
    """The module of one check, by module name or id (`no_eval`, `no-eval`)."""
    import importlib

    return importlib.import_module("plugin_policy.checks." + name.replace("-", "_"))


def all_checks() -> list[ModuleType]:
    """Every check's module, in the order of the tables."""
    return sorted((load_check(name) for name in check_names()), key=lambda module: int(module.CHECK.order))


def find_rule(id: str) -> Rule | None:
    """The rule with this id, None when no check has it."""
    name = id.partition("/")[0]
    if name.replace("-", "_") not in check_names():
        return None
    return next((rule for rule in load_check(name).RULES if rule.id == id), None)


def at(
    rule: Rule,
    text: Text,
    start: int,
    end: int,
    *,
    message: str = "",
    severity: str = "",
    fix: str = "",
    subject: str = "",
    capability: str = "",
    pointer: str = "",
    evidence: str = "",
    secret: bool = False,
) -> Finding:
    """The finding of a rule at a span (byte offsets) of a Text, with its position in the original file."""
    line, column, end_line, end_column = text.span(start, end)
    return Finding(
        rule.id,
        severity or rule.severity,
        message or rule.message,
        path=text.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        fix=fix or rule.fix,
        kind=rule.kind,
        justifiable=rule.justifiable,
        plugin=text.plugin,
        surface=text.surface,
        evidence=evidence or text.data[start:end].decode("utf-8", "replace"),
        secret=secret,
        capability=capability,
        subject=subject,
        pointer=pointer,
    )
