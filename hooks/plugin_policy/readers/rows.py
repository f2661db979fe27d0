"""The row types of the capability tables. Rows are data: what a name or a program means, never how a language
spells it. The evaluator asks them what a call gives back; `capabilities/uses.py` asks them what it does.

A *where* tells which argument is meant:
    0, 1, …          positional argument          "1:"     all from the second on (an argument list)
    "name"           keyword argument (Python)    "0.key"  member of an options object (JavaScript)
    "self"           the receiver of a method     "=text"  a fixed subject
    "self/0"         a path below the receiver ("self/0:": of all arguments), "2/3", "1.cwd/0": below another argument
    "template"       the text of a tagged template
    (0, "url")       the first of these that is there
"""

from __future__ import annotations

Where = int | str | tuple[int | str, ...] | None


class Api:
    """What calling (or reading) one qualified name does and gives.

    names: dotted names separated by blanks; an instance's members are written `requests.Session().get`,
    an item access `os.environ[]` (its argument 0 is the key), a method of an unknown receiver `*.name`,
    an assignment `name.member=` (its argument 0 is the value).
    capability: one of capabilities/use.py, "" when the row only describes the value that comes back.
    subject: where its subject is. kind: how to read it: "" text, "url", "host", "address" (a host and port
    pair or object), "path", "paths" (one or a list), "module", "program".
    data: where what it sends, writes or evaluates is (its flows and origins are the Use's).
    program: the subject is text of this language and is read as a child Text ("shell", "python", …).
    argv: where a whole argument list is; it goes through the program rows. "0+1": the program is argument 0, its
    arguments the list 1; "0/1": so, but the list starts with the program's name again ("1:" as always: the rest).
    shell: where a flag is that turns argv into shell text. stdin: where standard input is.
    mode: where an open mode is that decides READ or WRITE.
    returns: dotted name of the instance that comes back (`requests.Session()`), the name of an argument
    that is handed back ("0"), or what a listing gives ("entries", "matches", "walk": see effects.listed).
    origin: origin of what comes back (use.py).
    flow: what kind of sensitive content comes back: `flow="environment"` adds "environment:SUBJECT" to its flows.
    decode: name of a decoder in readers/decoders.py. fold: name of a folding function in readers/folding.py.
    calls: where a callback is, called with a value of `origin`.
    note: how checks tell rows apart ("deserialise", "function", "timer", "vm", "import", "loader", …).
    when / unless: "1|Loader: SafeLoader CSafeLoader": the row holds only if the argument at one of these places
    is / is not one of the words: a constant as text or the last part of a qualified name; without words, if it is
    given at all.
    """

    __slots__ = (
        "argv", "calls", "capability", "data", "decode", "flow", "fold", "kind", "mode", "names", "note", "origin",
        "program", "returns", "shell", "stdin", "subject", "unless", "when",
    )  # fmt: skip

    def __init__(
        self,
        names: str,
        capability: str = "",
        subject: Where = None,
        *,
        kind: str = "",
        data: Where = None,
        program: str = "",
        argv: Where = None,
        shell: Where = None,
        stdin: Where = None,
        mode: Where = None,
        returns: str = "",
        origin: str = "",
        flow: str = "",
        decode: str = "",
        fold: str = "",
        calls: Where = None,
        note: str = "",
        when: str = "",
        unless: str = "",
    ) -> None:
        self.names = names
        self.capability = capability
        self.subject = subject
        self.when = when
        self.unless = unless
        self.kind = kind
        self.data = data
        self.program = program
        self.argv = argv
        self.shell = shell
        self.stdin = stdin
        self.mode = mode
        self.returns = returns
        self.origin = origin
        self.flow = flow
        self.decode = decode
        self.fold = fold
        self.calls = calls
        self.note = note


class Arg:
    """What one argument of a program means.

    at: an option and its aliases separated by blanks ("-o --output": its value), or a positional among what
    the options leave over: "0", "-1" (last), "1:" (all from the second), ":-1" (all but the last), "=text" (a
    fixed subject that needs no argument).
    capability, kind, note: as in Api. program: the argument is text of this language.
    when / unless: only if one of these options (blank-separated) is / is not given.
    """

    __slots__ = ("at", "capability", "kind", "note", "program", "unless", "when")

    def __init__(
        self,
        at: str,
        capability: str = "",
        kind: str = "",
        *,
        program: str = "",
        when: str = "",
        unless: str = "",
        note: str = "",
    ) -> None:
        self.at = at
        self.capability = capability
        self.kind = kind
        self.program = program
        self.when = when
        self.unless = unless
        self.note = note


class Program:
    """What a program does with its argument list, whatever language started it.

    names: program names separated by blanks (matched without folder and `.exe`). values: options that take a
    value ("-o --output -H"); clustered short options and `--x=y` are understood. args: see Arg.
    command: position among the positionals where a nested command begins (`sudo`, `timeout 5 cmd` is "1"),
    "" for none; assignments: X=1 words may stand before it (`env`). until: options end the option part
    (`find -exec … ;`: "-exec -execdir -ok"): what follows up to ";" or "+" is a nested command.
    stdin: language that it runs from its standard input when no script is given. script: position of a script
    file that it runs. subcommands: rows by first positional (`git push`); they get the remaining arguments.
    output: what its standard output is: "args" (echo), "stdin" (a filter), or an origin of use.py.
    flow: capability under which its subjects flow to the output (cat: "read", curl: "connect", env: "environment").
    decode: decoder applied to stdin or file on the way to the output, when one of `decode_when` is given.
    collect: category of machine facts it prints ("hostname"), a COLLECT use. note: as in Api.
    """

    __slots__ = (
        "args", "assignments", "collect", "command", "decode", "decode_when", "flow", "names", "note", "output",
        "script", "stdin", "subcommands", "until", "values",
    )  # fmt: skip

    def __init__(
        self,
        names: str,
        args: tuple[Arg, ...] = (),
        *,
        values: str = "",
        command: str = "",
        assignments: bool = False,
        until: str = "",
        stdin: str = "",
        script: str = "",
        subcommands: tuple[Program, ...] = (),
        output: str = "",
        flow: str = "",
        decode: str = "",
        decode_when: str = "",
        collect: str = "",
        note: str = "",
    ) -> None:
        self.names = names
        self.args = args
        self.values = values
        self.command = command
        self.assignments = assignments
        self.until = until
        self.stdin = stdin
        self.script = script
        self.subcommands = subcommands
        self.output = output
        self.flow = flow
        self.decode = decode
        self.decode_when = decode_when
        self.collect = collect
        self.note = note
