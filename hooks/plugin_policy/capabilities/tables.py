"""The capability tables, looked up by name. A table is a module with ROWS (Api), and optionally FREE (names a
language has without import -> qualified name), ALIASES, CONSTANTS (qualified name -> text), MODULES and
HANDLERS (first parameters of a function -> how many of all of them bring input)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.readers.scopes import FAMILIES

if TYPE_CHECKING:
    from types import ModuleType

    from plugin_policy.readers.rows import Api, Program

# language family -> modules under capabilities/ whose tables it uses
LANGUAGES = {
    "python": ("python_code", "python_files", "python_input", "python_network", "python_machine", "python_programs"),
    "javascript": ("javascript",),
    "shell": ("shell",),
    "powershell": ("powershell",),
}
PROGRAMS = (
    "programs",
    "programs_network",
    "programs_machine",
    "interpreters",
    "programs_install",
    "programs_powershell",
)


class Family:
    """The merged tables of one language."""

    __slots__ = ("aliases", "constants", "free", "handlers", "modules", "rows")

    def __init__(self) -> None:
        self.rows: dict[str, tuple[Api, ...]] = {}
        self.free: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        self.constants: dict[str, str] = {}
        self.modules: set[str] = set()
        self.handlers: dict[str, str] = {}

    def add(self, table: ModuleType) -> None:
        for row in table.ROWS:
            for name in row.names.split():
                self.rows[name] = (*self.rows.get(name, ()), row)
                head = name.partition(".")[0]
                if head.isidentifier():
                    self.modules.add(head)
        self.free.update(getattr(table, "FREE", {}))
        self.aliases.update(getattr(table, "ALIASES", {}))
        self.handlers.update(getattr(table, "HANDLERS", {}))
        self.constants.update(getattr(table, "CONSTANTS", {}))


class Tables:
    """What readers/machine.py asks for, loaded language by language on first need."""

    def __init__(self) -> None:
        self.families: dict[str, Family] = {}
        self.programs: dict[str, Program] | None = None
        self.variables: dict[str, str] | None = None

    def family(self, name: str) -> Family:
        name = FAMILIES.get(name, name)
        found = self.families.get(name)
        if found is None:
            found = self.families[name] = Family()
            for table in LANGUAGES.get(name, ()):
                found.add(_load(table))
        return found

    def api(self, family: str, dotted: str) -> tuple[Api, ...]:
        """The rows of a qualified name; an item of a plain member falls back to nothing."""
        return self.family(family).rows.get(dotted, ())

    def alias(self, family: str, dotted: str) -> str:
        return self.family(family).aliases.get(dotted, dotted)

    def free(self, family: str, name: str) -> str:
        """The qualified name that a name without binding stands for, "" when the language does not have it."""
        return self.family(family).free.get(name, "")

    def handed(self, family: str, params: list[str]) -> int:
        """How many of a function's parameters a server or cloud hands it from outside, going by their names."""
        handlers = self.family(family).handlers
        many = handlers.get(" ".join(params[:2])) or handlers.get(" ".join(params[:1])) or "0"
        return len(params) if many == "*" else int(many)

    def constant(self, family: str, dotted: str) -> str | None:
        return self.family(family).constants.get(dotted)

    def module(self, family: str, name: str) -> bool:
        """Whether a top-level module is one the tables speak of."""
        return name in self.family(family).modules

    def members(self, family: str, dotted: str) -> list[str]:
        """The members of a known object that the tables speak of: what listing it may bring."""
        start = dotted + "."
        found = {name[len(start) :] for name in self.family(family).rows if name.startswith(start)}
        return sorted(name for name in found if name.isidentifier())[:128]

    def variable(self, name: str) -> str | None:
        """What an environment variable is known to hold: `HOME` is `~`."""
        if self.variables is None:
            self.variables = dict(_load("variables").VARIABLES)
        return self.variables.get(name)

    def runs(self, name: str) -> bool:
        """Whether something runs the text of an environment variable."""
        return name in _load("variables").RUN

    def program(self, name: str) -> Program | None:
        return self._programs().get(name)

    def matching(self, pattern: str) -> list[str]:
        """The first known programs that a pattern such as `c?rl` matches, else the pattern itself."""
        import fnmatch

        if pattern.count("*") > 3 or not any(char.isalnum() for char in pattern):
            return [pattern]
        return [name for name in self._programs() if fnmatch.fnmatchcase(name, pattern)][:4] or [pattern]

    def _programs(self) -> dict[str, Program]:
        if self.programs is None:
            rows = [row for table in PROGRAMS for row in _load(table).PROGRAMS]
            self.programs = {name: row for row in rows for name in row.names.split()}
        return self.programs


def _load(name: str) -> ModuleType:
    import importlib

    return importlib.import_module("plugin_policy.capabilities." + name)
