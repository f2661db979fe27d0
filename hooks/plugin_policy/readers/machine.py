"""The state of an evaluation: frames, names, budgets, records. The handlers of each kind of node stand in
expressions.py, statements.py, calls.py and commands.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.program import Bound, Call, Evaluated, Program, Spelled, Write
from plugin_policy.readers.rows import Api
from plugin_policy.readers.rows import Program as ProgramRow
from plugin_policy.readers.scopes import Binding, ClassInfo, Frame, FunctionInfo, Scope
from plugin_policy.readers.values import NONE, Known, Named, Value, given, join_pieces, union, unknown
from plugin_policy.text import MAX_EXPANSION

if TYPE_CHECKING:
    from plugin_policy.text import Text

MAX_LEVEL = 4  # calls evaluated inside calls
_ARROW = later(rb"(?:async\s+)?(?:[(<]|[\w$]+\s*=>)")
_HOLE = later(r"(__hole_\d+__)")

Evaluate = Callable[["Machine", Any], Value]
Keywords = dict[str, Value]
Function = Callable[["Machine", list[Value], Keywords], Value | None]  # a pure one


class Tables(Protocol):
    """What the capability tables tell the evaluator; see capabilities/tables.py."""

    def api(self, family: str, dotted: str) -> tuple[Api, ...]: ...

    def alias(self, family: str, dotted: str) -> str: ...

    def free(self, family: str, name: str) -> str: ...

    def constant(self, family: str, dotted: str) -> str | None: ...

    def variable(self, name: str) -> str | None: ...

    def runs(self, name: str) -> bool: ...

    def program(self, name: str) -> ProgramRow | None: ...

    def members(self, family: str, dotted: str) -> list[str]: ...

    def matching(self, pattern: str) -> list[str]: ...

    def module(self, family: str, name: str) -> bool: ...

    def handed(self, family: str, params: list[str]) -> int: ...


class Finder(Protocol):
    """The files of the plugin as modules; see modules.py."""

    def find(self, machine: Machine, dotted: str) -> Value | None: ...

    def bring(self, machine: Machine, node: ir.Import) -> list[tuple[str, Value]]: ...

    def sourced(self, machine: Machine, path: str) -> Scope | None: ...


class Engine(Protocol):
    """How calls and texts are evaluated; see names.py."""

    handlers: dict[type[ir.Node], Evaluate]
    functions: dict[str, Function]

    def apply(self, machine: Machine, node: ir.Node, callee: Value, args: list[Value], kwargs: Keywords) -> Value: ...

    def evaluate(self, machine: Machine, info: FunctionInfo, args: list[Value], kwargs: Keywords) -> Value: ...


def own_this(scope: Scope | None) -> bool:
    """Whether JavaScript's `this` is that of a function, which its caller chooses; an arrow has none of its own."""
    while scope is not None:
        info = scope.frame.function if isinstance(scope.frame, Frame) and scope.kind == "function" else None
        if info is not None and not _ARROW.match(info.text.data, info.node.start):
            return True
        scope = scope.parent
    return False


class Machine:
    """Evaluates bodies. steps: how many nodes may still be visited; decoded: bytes that may still be decoded."""

    def __init__(self, tables: Tables, modules: Finder, engine: Engine) -> None:
        self.tables = tables
        self.modules = modules
        self.engine = engine
        self.handlers = engine.handlers
        self.program = Program()
        self.frame: Frame
        self.steps = 0
        self.decoded = 0
        self.clock = 0
        self.reads: set[Binding] | None = None
        self.functions: dict[tuple[int, int, int, int], FunctionInfo] = {}
        self.owner: ClassInfo | None = None  # the class whose body is being evaluated
        self.globals: dict[str, Binding] = {}  # what the code assigned to members of known objects
        self.holes: dict[str, Value] = {}
        self.children: dict[tuple[int, int, bytes], Value | None] = {}
        self.calls: dict[tuple[int, int, int, str], Call] = {}
        self.places: set[object] = set()
        self.stars: dict[int, list[str]] = {}
        self.waiting: list[tuple[Text, Scope]] = []  # Texts met too deep inside calls
        self.names: dict[tuple[str, str], Value] = {}
        self.stopped: set[tuple[int, str]] = set()
        self.written: dict[str, Value] = {}  # files that commands wrote, by path

    @property
    def family(self) -> str:
        return self.frame.family

    def allow(self, text: Text) -> None:
        """Grant the budget that reading this file gives."""
        self.steps += 100_000 + 4 * len(text.data)
        self.decoded += MAX_EXPANSION * len(text.data) + 4096

    def value(self, node: ir.Node) -> Value:
        self.steps -= 1
        if self.steps < 0:
            self.stop(node.start, "time")
            return unknown()
        return self.handlers[type(node)](self, node)

    def run(self, body: list[ir.Node]) -> None:
        handlers = self.handlers
        for node in body:
            self.steps -= 1
            if self.steps < 0:
                self.stop(node.start, "time")
                return
            handlers[type(node)](self, node)

    def stop(self, offset: int, reason: str) -> None:
        """Report a bound once a file."""
        text = self.frame.text
        if (id(text), reason) not in self.stopped:
            self.stopped.add((id(text), reason))
            self.program.bounds.append(Bound(text, offset, reason))

    def apply(self, node: ir.Node, callee: Value, args: list[Value], kwargs: Keywords | None = None) -> Value:
        return self.engine.apply(self, node, callee, args, kwargs or {})

    # Names

    def lookup(self, name: str) -> Value:
        if name in self.holes:
            return self.holes[name]
        frame = self.frame
        scope: Scope | None = frame.scope
        found: list[Value] = []
        while scope is not None:
            binding = scope.vars.get(name)
            if binding is not None and (scope.kind != "class" or scope.frame is frame or name == "this"):
                if scope.frame is frame:
                    found.append(binding.now)
                else:
                    found.append(binding.ever)
                    if self.reads is not None:
                        self.reads.add(binding)
                if binding.sure:
                    return union(found) if len(found) > 1 else found[0]
            scope = scope.parent
        free = self.free(name, bool(found))
        if free is not None:
            found.append(free)
        return union(found)

    def free(self, name: str, bound: bool) -> Value | None:
        """What a name that no scope binds (for sure) stands for."""
        family = self.family
        if family == "shell":
            from plugin_policy.readers.shell_evaluation import free_variable

            return None if bound else free_variable(self, name)
        if family == "powershell":
            from plugin_policy.readers import powershell_evaluation

            return None if bound else powershell_evaluation.free_variable(self, name)
        if name == "this" and (bound or own_this(self.frame.scope)):
            return None if bound else unknown()
        key = (family, name)
        value = self.names.get(key)
        if value is None:
            dotted = self.tables.free(family, name)
            if dotted:
                value = self.named(dotted)
            else:
                for module in self.stars.get(id(self.frame.text.root), ()):
                    if self.tables.api(family, f"{module}.{name}"):
                        return self.named(f"{module}.{name}")
                if bound:
                    return None
                # A name that nothing binds can only be what was put there unseen: the module of that name.
                source = self.tables.alias(family, name)
                known = family == "python" and self.tables.module(family, source.partition(".")[0])
                value = self.named(source) if known else unknown()
            self.names[key] = value
        return value

    def named(self, dotted: str) -> Value:
        """A qualified name as a value: with what the code assigned to it, its constant, its origin and flow."""
        family = self.family
        dotted = self.tables.alias(family, dotted)
        text = self.tables.constant(family, dotted)
        if text is not None:
            value = given(text)
        else:
            origins, flows = NONE, NONE
            for row in self.tables.api(family, dotted):
                if row.origin and not row.capability:
                    origins |= {row.origin}
                if row.flow and not row.capability and isinstance(row.subject, str):
                    flows |= {f"{row.flow}:{row.subject.removeprefix('=')}"}
            value = Value((Named(dotted),), origins, flows)
        if dotted in self.globals:
            value = union([value, self.globals[dotted].ever])
        return value

    def bind(self, name: str, value: Value, declare: str = "", append: bool = False) -> None:
        scope = self.target_scope(name, declare)
        frame = self.frame
        sure = frame.conditional == 0 and scope.frame is frame
        binding = scope.vars.get(name)
        self.clock += 1
        if binding is None:
            scope.vars[name] = Binding(value, sure, self.clock)
        else:
            binding.assign(value, sure, self.clock)

    def target_scope(self, name: str, declare: str) -> Scope:
        scope = self.frame.scope
        while scope.kind == "narrow" and scope.parent is not None:
            scope = scope.parent
        if declare == "let":
            return scope
        home = scope.function()
        if declare in ("var", "local", "walrus"):
            return home
        if self.family == "python":
            return home.outer[name] if home.outer and name in home.outer else home
        at: Scope | None = scope
        while at is not None:
            if name in at.vars and at.kind != "narrow":
                return at
            at = at.parent
        return scope.module()

    def assign_global(self, node: ir.Node, dotted: str, value: Value) -> None:
        """obj.name = value, where obj is a known object of the language."""
        self.clock += 1
        if dotted in self.globals:
            self.globals[dotted].assign(value, False, self.clock)
        else:
            self.globals[dotted] = Binding(value, False, self.clock)
        self.names.clear()
        text, function, conditional = self.here()
        self.program.writes.append(Write(text, node.start, node.end, function, conditional, target=dotted, value=value))

    # Records

    def here(self) -> tuple[Text, str, bool]:
        frame = self.frame
        info = frame.function
        function = f"{info.node.name}:{info.node.start}" if info is not None else ""
        return frame.text, function, frame.conditional > 0

    def record(
        self,
        node: ir.Node,
        callee: str,
        rows: tuple[Api, ...],
        args: list[Value],
        kwargs: dict[str, Value],
        receiver: Value | None = None,
    ) -> None:
        text, function, conditional = self.here()
        key = (id(text), node.start, node.end, callee)
        call = self.calls.get(key)
        if call is not None:
            call.merge(args, kwargs, receiver)
            return
        call = Call(
            text,
            node.start,
            node.end,
            function,
            conditional,
            callee=callee,
            rows=rows,
            args=list(args),
            kwargs=dict(kwargs),
            receiver=receiver,
        )
        self.calls[key] = call
        self.program.calls.append(call)

    def record_text(self, node: ir.Node, language: str, value: Value, via: str, row: Api | None) -> None:
        text, function, conditional = self.here()
        key = (id(text), node.start, node.end, via, value.signature())
        if key in self.places:
            return
        self.places.add(key)
        place = (text, node.start, node.end, function, conditional)
        self.program.evaluated.append(Evaluated(*place, language=language, value=value, via=via, row=row))

    def spelled(self, node: ir.Node, key: Value, found: Value | None = None) -> None:
        """Record names that the source does not write out: those of `found`, else the text itself (a program)."""
        if not any(type(alt) is Known and isinstance(alt.value, str) and not alt.written() for alt in key.alts):
            return
        place = self.here()
        for name in key.strings():
            named = [alt.dotted for alt in found.alts if type(alt) is Named] if found is not None else [name]
            for dotted in named:
                same = (id(place[0]), node.start, dotted, "spelled")
                if same in self.places or (found is not None and not dotted.endswith(name)):
                    continue
                self.places.add(same)
                rows = self.tables.api(self.family, dotted)
                self.program.spelled.append(
                    Spelled(place[0], node.start, node.end, *place[1:], name=dotted, origins=key.origins, rows=rows)
                )

    # Texts with holes

    def hole(self, value: Value) -> str:
        name = f"__hole_{len(self.holes)}__"
        self.holes[name] = value
        return name

    def fill(self, text: str) -> Value | None:
        """The string with the holes of its Text put back; None when it has none."""
        if "__hole_" not in text:
            return None
        pieces: list[str | Value] = []
        for piece in _HOLE.split(text):
            if piece in self.holes:
                pieces.append(self.holes[piece])
            elif piece:
                pieces.append(piece)
        if len(pieces) == 1 and isinstance(pieces[0], Value):
            return pieces[0]
        return join_pieces(pieces)
