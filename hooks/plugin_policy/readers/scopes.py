"""Scopes, bindings, functions and classes of the code being evaluated."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from plugin_policy.readers.values import Value, union

if TYPE_CHECKING:
    from plugin_policy.readers import ir
    from plugin_policy.text import Text


# Languages that share names and tables.
FAMILIES = {"typescript": "javascript", "tsx": "javascript", "exec": "shell", "batch": "shell"}


class Binding:
    """What a name stands for. now: at this point of straight-line code; ever: all values it is bound to.
    sure: some binding of it is reached unconditionally, so that it shadows what lies outside.
    stamp: the machine's clock when `ever` last grew."""

    __slots__ = ("ever", "now", "stamp", "sure")

    def __init__(self, value: Value, sure: bool, stamp: int) -> None:
        self.now = value
        self.ever = value
        self.sure = sure
        self.stamp = stamp

    def assign(self, value: Value, sure: bool, stamp: int) -> None:
        """A strong update where the code is sure to come by, else one more possibility."""
        if sure:
            self.now = value
            self.sure = True
        else:
            self.now = union([self.now, value])
        if value is not self.ever:
            grown = union([self.ever, value])
            if len(grown.alts) != len(self.ever.alts) or grown.origins != self.ever.origins:
                self.stamp = stamp
            self.ever = grown


class Scope:
    """kind: "module", "function", "class", "block", "narrow" (only what a test tells) or "shell" (a subshell).
    frame: whose straight line it is on."""

    __slots__ = ("frame", "kind", "outer", "parent", "vars")

    def __init__(self, kind: str, parent: Scope | None, frame: object) -> None:
        self.kind = kind
        self.parent = parent
        self.frame = frame
        self.vars: dict[str, Binding] = {}
        self.outer: dict[str, Scope] | None = None

    def function(self) -> Scope:
        """The innermost scope that is not a block."""
        scope = self
        while scope.kind in ("block", "narrow") and scope.parent is not None:
            scope = scope.parent
        return scope

    def module(self) -> Scope:
        scope = self
        while scope.parent is not None and scope.kind != "module":
            scope = scope.parent
        return scope


class FunctionInfo:
    """A function of the code. results: what it gave back, by signature of its arguments. seen: the union of the
    arguments of known calls. escaped: somebody we do not see may call it."""

    __slots__ = (
        "active", "attrs", "escaped", "language", "missed", "node", "owner", "reads", "results", "rounds", "scope",
        "seen", "stamp", "text", "traits",
    )  # fmt: skip

    def __init__(
        self, node: ir.Function, scope: Scope, text: Text, owner: ClassInfo | None, traits: frozenset[str]
    ) -> None:
        self.node = node
        self.scope = scope
        self.text = text
        self.language = text.language
        self.owner = owner
        self.traits = traits  # names of its decorators
        self.results: dict[Hashable, Value] = {}
        self.seen: list[Value] = []
        self.escaped = False
        self.missed = False  # a call was not evaluated: too many or too deep
        self.rounds = 0  # evaluations without a call
        self.active = False
        self.attrs: dict[str, Binding] = {}
        self.reads: set[Binding] = set()
        self.stamp = -1


class ClassInfo:
    """A class of the code. attrs: what is assigned to its instances, whichever instance it is."""

    __slots__ = ("attrs", "bases", "name", "scope", "text")

    def __init__(self, name: str, bases: list[Value], scope: Scope, text: Text) -> None:
        self.name = name
        self.bases = bases
        self.scope = scope
        self.text = text
        self.attrs: dict[str, Binding] = {}


class Frame:
    """One body being evaluated."""

    __slots__ = (
        "conditional", "family", "folders", "function", "level", "loops", "outputs", "returns", "scope", "stdin",
        "text",
    )  # fmt: skip

    def __init__(self, text: Text, scope: Scope | None, function: FunctionInfo | None, level: int) -> None:
        self.text = text
        self.family = FAMILIES.get(text.language, text.language)
        self.scope = scope if scope is not None else Scope("module", None, self)
        self.function = function
        self.level = level  # of calls in calls
        self.conditional = 0
        self.loops = 0
        self.returns: list[Value] = []
        self.outputs: list[Value] = []  # what a shell body writes
        self.stdin: Value | None = None
        self.folders: list[Value] = []  # where a shell's `cd` has led, the last one counts
