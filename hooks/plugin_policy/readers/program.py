"""Program: what the files of one plugin do, as flat lists. Meaning comes from the capability tables."""

from __future__ import annotations

from plugin_policy.readers.rows import Api
from plugin_policy.readers.rows import Program as ProgramRow
from plugin_policy.readers.values import NONE, Value, union
from plugin_policy.text import Text


class Place:
    """Where something happens. function: the name of the enclosing function, "" at module level, with the offset
    of its definition. conditional: whether a branch or loop leads there."""

    __slots__ = ("conditional", "end", "function", "start", "text")

    def __init__(self, text: Text, start: int, end: int, function: str, conditional: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.function = function
        self.conditional = conditional


class Call(Place):
    """A call of `callee` (a qualified name, `X().m` on an instance, `*.m` on an unknown receiver), or the reading of
    a name whose row has a capability. Arguments are merged over all evaluations of the place."""

    __slots__ = ("args", "callee", "kwargs", "more", "receiver", "rows")

    def __init__(
        self,
        text: Text,
        start: int,
        end: int,
        function: str,
        conditional: bool,
        *,
        callee: str,
        rows: tuple[Api, ...],
        args: list[Value],
        kwargs: dict[str, Value],
        more: bool = False,
        receiver: Value | None = None,
    ) -> None:
        super().__init__(text, start, end, function, conditional)
        self.callee = callee
        self.rows = rows
        self.args = args
        self.kwargs = kwargs
        self.more = more  # a spread argument may bring more
        self.receiver = receiver

    def merge(self, args: list[Value], kwargs: dict[str, Value], receiver: Value | None) -> None:
        """Another evaluation of the same place."""
        for index, value in enumerate(args):
            if index < len(self.args):
                self.args[index] = union([self.args[index], value])
            else:
                self.args.append(value)
        for name, value in kwargs.items():
            self.kwargs[name] = union([self.kwargs[name], value]) if name in self.kwargs else value
        if receiver is not None and self.receiver is not None:
            self.receiver = union([self.receiver, receiver])


class Command(Place):
    """One program started with an argument list, by whatever language. argv[0] names it; name "" when unknown.

    options: values by option name ("" when it takes none); rest: positionals. stdin: what it reads (None: nothing
    known). kept: flows of what it reads from files that the code wrote before. output: what it writes, when that is
    redirected. redirects: (operator, target). by: what started it ("subprocess.run", "sudo", "" for a shell line).
    env: variables set for it. inner: it was started by the program before it (sudo x), and is only its argument.
    folder: where it runs, as far as it is known and outside the workspace. home: the folder that the script has put
    in the place of the user's own, "" for none.
    """

    __slots__ = (
        "argv", "by", "env", "folder", "home", "kept", "name", "options", "output", "redirects", "rest", "row", "stdin",
    )  # fmt: skip

    def __init__(
        self,
        text: Text,
        start: int,
        end: int,
        function: str,
        conditional: bool,
        *,
        name: str,
        argv: list[Value],
        row: ProgramRow | None,
        options: dict[str, Value],
        rest: list[Value],
        stdin: Value | None,
        redirects: list[tuple[str, Value]],
        by: str,
        env: dict[str, Value],
        folder: str = "",
        home: str = "",
        kept: frozenset[str] = NONE,
    ) -> None:
        super().__init__(text, start, end, function, conditional)
        self.kept = kept
        self.output: Value | None = None
        self.name = name
        self.argv = argv
        self.row = row
        self.options = options
        self.rest = rest
        self.stdin = stdin
        self.redirects = redirects
        self.by = by
        self.env = env
        self.folder = folder
        self.home = home


class Evaluated(Place):
    """Text of a language handed to something that runs it, whatever is known of it. via: "builtins.eval", "bash -c".
    row: the row of the function that runs it, None when a program does."""

    __slots__ = ("language", "row", "value", "via")

    def __init__(
        self,
        text: Text,
        start: int,
        end: int,
        function: str,
        conditional: bool,
        *,
        language: str,
        value: Value,
        via: str,
        row: Api | None,
    ) -> None:
        super().__init__(text, start, end, function, conditional)
        self.row = row
        self.language = language
        self.value = value
        self.via = via


class Write(Place):
    """An assignment to a known object outside the code's own names: `builtins.print = …`, `process.env.X = …`."""

    __slots__ = ("target", "value")

    def __init__(
        self, text: Text, start: int, end: int, function: str, conditional: bool, *, target: str, value: Value
    ) -> None:
        super().__init__(text, start, end, function, conditional)
        self.target = target
        self.value = value


class Spelled(Place):
    """A name that does not stand in the source as such: put together, turned around, decoded. rows: what the tables
    say of what it names."""

    __slots__ = ("name", "origins", "rows")

    def __init__(
        self,
        text: Text,
        start: int,
        end: int,
        function: str,
        conditional: bool,
        *,
        name: str,
        origins: frozenset[str],
        rows: tuple[Api, ...],
    ) -> None:
        super().__init__(text, start, end, function, conditional)
        self.name = name
        self.origins = origins
        self.rows = rows


class Bound:
    """A bound that was hit: reading stopped there. reason: "depth", "size", "time", "decoding", "alternatives"."""

    __slots__ = ("offset", "reason", "text")

    def __init__(self, text: Text, offset: int, reason: str) -> None:
        self.text = text
        self.offset = offset
        self.reason = reason


class Program:
    """calls, commands, evaluated, writes: in the order they were first met. children: Texts cut while evaluating.
    errors: (text, start, end) of syntax errors; bounds: see Bound."""

    __slots__ = ("bounds", "calls", "children", "commands", "errors", "evaluated", "spelled", "writes")

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.commands: list[Command] = []
        self.evaluated: list[Evaluated] = []
        self.spelled: list[Spelled] = []
        self.writes: list[Write] = []
        self.children: list[Text] = []
        self.errors: list[tuple[Text, int, int]] = []
        self.bounds: list[Bound] = []
