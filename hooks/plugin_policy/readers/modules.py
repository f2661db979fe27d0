"""The files of one plugin as modules that import each other."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable

from plugin_policy.readers import ir
from plugin_policy.readers.calls import hoist
from plugin_policy.readers.machine import Machine
from plugin_policy.readers.scopes import FAMILIES, ClassInfo, Frame, Scope
from plugin_policy.readers.values import ClassRef, Table, Value, constant, union, unknown
from plugin_policy.text import Text

MAX_IMPORTS = 12  # files importing files while they are imported
_SUFFIXES = {
    "python": (".py", "/__init__.py"),
    "javascript": ("", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx", "/index.js", "/index.ts"),
    "shell": ("",),
}


class Module:
    """One file. state: 0 not evaluated, 1 being evaluated, 2 done."""

    __slots__ = ("body", "frame", "state", "text")

    def __init__(self, text: Text, body: list[ir.Node]) -> None:
        self.text = text
        self.body = body
        self.frame = Frame(text, None, None, 0)
        self.state = 0

    @property
    def scope(self) -> Scope:
        return self.frame.scope


class Modules:
    """Finds modules by the names that imports use. read: lowers a Text; called once for each file."""

    def __init__(self, texts: Iterable[Text], read: Callable[[Text], ir.Module]) -> None:
        self.read = read
        self.texts = list(texts)
        self.paths = {text.path: text for text in self.texts if text.parent is None}
        self.modules: dict[int, Module] = {}
        self.depth = 0

    def module(self, machine: Machine, text: Text) -> Module:
        """The evaluated module of a Text."""
        module = self.modules.get(id(text))
        if module is None:
            lowered = self.read(text)
            machine.program.errors += [(text, start, end) for start, end in lowered.errors]
            module = self.modules[id(text)] = Module(text, lowered.body)
            machine.allow(text)
        if module.state == 0 and self.depth < MAX_IMPORTS:
            self.evaluate(machine, module)
        return module

    def evaluate(self, machine: Machine, module: Module) -> None:
        outer = getattr(machine, "frame", module.frame)
        owner = machine.owner
        machine.frame, machine.owner = module.frame, None
        module.state = 1
        self.depth += 1
        self.start(machine, module)
        hoist(machine, module.body)
        machine.run(module.body)
        self.depth -= 1
        module.state = 2
        module.body = []
        machine.frame, machine.owner = outer, owner

    def start(self, machine: Machine, module: Module) -> None:
        """What a file finds bound: its own place and name, and in CommonJS its exports."""
        place = file_path(module.text)
        if machine.family == "python":
            machine.bind("__file__", constant(place), "let")
            machine.bind("__name__", constant("__main__"), "let")
        elif machine.family == "javascript":
            machine.bind("__filename", constant(place), "let")
            machine.bind("__dirname", constant(posixpath.dirname(place)), "let")
            exports = Value((Table({}, True),))
            machine.bind("exports", exports, "let")
            machine.bind("module", Value((Table({"exports": exports}, True),)), "let")

    # Finding

    def find(self, machine: Machine, dotted: str) -> Value | None:
        """The value of a module of the plugin; None when it is not one of its files."""
        text = self.locate(machine, dotted)
        if text is None or text is machine.frame.text.root:
            return None
        return self.exported(machine, self.module(machine, text))

    def sourced(self, machine: Machine, path: str) -> Scope | None:
        """The names of the plugin's shell script that a path means, seen from the script that names it."""
        here = machine.frame.text.root
        plugin = "" if here.plugin == "." else here.plugin
        if path.startswith("${CLAUDE_PLUGIN_ROOT}/"):
            folder, path = plugin, path.removeprefix("${CLAUDE_PLUGIN_ROOT}/")
        else:
            folder = posixpath.dirname(here.path)
        text = self.at(posixpath.normpath(posixpath.join(folder, path)), "shell") if path else None
        return self.module(machine, text).scope if text is not None and text is not here else None

    def exported(self, machine: Machine, module: Module) -> Value:
        if FAMILIES.get(module.text.language, module.text.language) == "javascript":
            table = module.scope.vars.get("module")
            holder = table.ever.table() if table is not None else None
            value = holder.pairs.get("exports") if holder is not None else None
            return value if value is not None else unknown()
        return Value((ClassRef(ClassInfo(module.text.path, [], module.scope, module.text)),))

    def locate(self, machine: Machine, dotted: str) -> Text | None:
        family = machine.family
        here = machine.frame.text.root
        folder = posixpath.dirname(here.path)
        if family == "python":
            return self.locate_python(machine, dotted, folder, here)
        if family == "javascript" and dotted.startswith((".", "/")):
            return self.at(posixpath.normpath(posixpath.join(folder, dotted)), family)
        return None

    def locate_python(self, machine: Machine, dotted: str, folder: str, here: Text) -> Text | None:
        if dotted.startswith("."):
            name = dotted.lstrip(".")
            for _ in range(len(dotted) - len(name) - 1):
                folder = posixpath.dirname(folder)
            return self.at(posixpath.join(folder, name.replace(".", "/")), "python")
        path = dotted.replace(".", "/")
        found = self.at(posixpath.join(folder, path), "python")
        if found is not None or machine.tables.module("python", dotted.partition(".")[0]):
            return found
        top = "" if here.plugin == "." else here.plugin
        while folder != top and len(folder) > len(top):
            folder = posixpath.dirname(folder)
            for base in (folder, posixpath.join(folder, "src"), posixpath.join(folder, "lib")):
                found = self.at(posixpath.join(base, path), "python")
                if found is not None:
                    return found
        return None

    def at(self, path: str, family: str) -> Text | None:
        for suffix in _SUFFIXES.get(family, ("",)):
            text = self.paths.get(path + suffix)
            if text is not None and FAMILIES.get(text.language, text.language) == family:
                return text
        stem, dot, ending = path.rpartition(".")
        if dot and ending in ("js", "mjs", "cjs", "jsx"):  # TypeScript's imports name what it compiles to
            for suffix in (".ts", ".tsx", ".mts", ".cts"):
                text = self.paths.get(stem + suffix)
                if text is not None:
                    return text
        return None

    # Import statements

    def bring(self, machine: Machine, node: ir.Import) -> list[tuple[str, Value]]:
        """The names an import statement binds."""
        source = machine.tables.alias(machine.family, node.module.removeprefix("node:"))
        bound: list[tuple[str, Value]] = []
        own = self.find(machine, source)
        for imported, name in node.names:
            if imported == "*" and not name:
                bound += self.star(machine, source, own)
            elif imported in ("", "*"):
                bound.append((name, self.whole(machine, node, source, name, own)))
            else:
                bound.append((name, self.one(machine, source, imported, own)))
        return bound

    def whole(self, machine: Machine, node: ir.Import, source: str, name: str, own: Value | None) -> Value:
        """`import a.b` binds a; `import a.b as c` binds a.b."""
        renamed = source != node.module.removeprefix("node:")  # `import posixpath` binds os.path
        known = machine.named(source if node.as_alias or renamed else source.partition(".")[0])
        if own is None:
            return known
        if machine.tables.module(machine.family, source.partition(".")[0]):
            return union([own, known])
        if not node.as_alias and "." in source:
            parts = source.split(".")
            return self.packages(own, parts[1:])
        return own

    def packages(self, value: Value, names: list[str]) -> Value:
        """a with a.b.c below it."""
        for name in reversed(names):
            scope = Scope("module", None, None)
            info = ClassInfo(name, [], scope, Text("", b"", "python"))
            from plugin_policy.readers.scopes import Binding

            scope.vars[name] = Binding(value, True, 0)
            value = Value((ClassRef(info),))
        return value

    def one(self, machine: Machine, source: str, imported: str, own: Value | None) -> Value:
        if own is None:
            inner = self.find(machine, f"{source}.{imported}" if source.strip(".") else source + imported)
            if inner is not None:
                return inner
            if imported == "default" and machine.family == "javascript":
                return machine.named(source)
            if source.startswith("."):
                return unknown()
            return self.row_of(machine, source, imported)
        for alt in own.alts:
            if isinstance(alt, ClassRef):
                binding = alt.info.scope.vars.get(imported)
                if binding is not None:
                    return binding.ever
                inner = self.find(machine, f"{source}.{imported}" if source.strip(".") else source + imported)
                if inner is not None:
                    return inner
            elif isinstance(alt, Table) and imported in alt.pairs:
                return alt.pairs[imported]
        if imported == "default":
            return own
        if machine.tables.module(machine.family, source.partition(".")[0]):
            return self.row_of(machine, source, imported)
        return unknown()

    def row_of(self, machine: Machine, source: str, imported: str) -> Value:
        """A name out of a known module; what an item of it means comes from its row."""
        from plugin_policy.readers.expressions import named_member

        anchor = ir.Node(0, 0)
        return named_member(machine, anchor, machine.named(source), source, imported, False)

    def star(self, machine: Machine, source: str, own: Value | None) -> list[tuple[str, Value]]:
        if own is None:
            machine.stars.setdefault(id(machine.frame.text.root), []).append(source)
            machine.names.clear()
            return []
        found: list[tuple[str, Value]] = []
        for alt in own.alts:
            if isinstance(alt, ClassRef):
                found += [(name, binding.ever) for name, binding in alt.info.scope.vars.items()]
            elif isinstance(alt, Table):
                found += [(str(name), value) for name, value in alt.pairs.items()]
        return found


def file_path(text: Text) -> str:
    """Where a file stands, seen from its plugin."""
    path = text.root.path
    if text.plugin != "." and path.startswith(text.plugin + "/"):
        path = path[len(text.plugin) + 1 :]
    return "${CLAUDE_PLUGIN_ROOT}/" + path
