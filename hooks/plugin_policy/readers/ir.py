"""The language-neutral form every reader lowers its syntax tree to.

Readers know syntax, never meaning: nothing here says what `eval` or `curl` is. `readers/values.py` and
`readers/names.py` evaluate this form; the capability tables give it meaning.
Every node carries `start` and `end`: byte offsets in the Text it came from.
A statement is a node too; a body is a list of nodes in source order.
"""

from __future__ import annotations

from collections.abc import Iterator


class Node:
    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class Const(Node):
    """A literal: str, bytes, int, float, bool or None (null, undefined)."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: object) -> None:
        self.start = start
        self.end = end
        self.value = value


class Name(Node):
    """A variable, or a shell variable (`$x`: id "x"; positional parameters "1", "@", "*")."""

    __slots__ = ("id",)

    def __init__(self, start: int, end: int, id: str) -> None:
        self.start = start
        self.end = end
        self.id = id


class Ref(Node):
    """Something known by its qualified name whatever is bound here: an imported module or its member.

    Python `from os import path as p` binds Name p to Ref "os.path"; JavaScript `require("node:fs")` is
    Ref "fs" (`node:` dropped); a relative module is Ref "./x" resolved by the evaluator among the plugin's files.
    """

    __slots__ = ("dotted",)

    def __init__(self, start: int, end: int, dotted: str) -> None:
        self.start = start
        self.end = end
        self.dotted = dotted


class Attr(Node):
    """obj.name with a constant name."""

    __slots__ = ("name", "obj")

    def __init__(self, start: int, end: int, obj: Node, name: str) -> None:
        self.start = start
        self.end = end
        self.obj = obj
        self.name = name


class Item(Node):
    """obj[key]; slices have a Sequence of kind "slice" as key."""

    __slots__ = ("key", "obj")

    def __init__(self, start: int, end: int, obj: Node, key: Node) -> None:
        self.start = start
        self.end = end
        self.obj = obj
        self.key = key


class Star(Node):
    """*args or ...args in a call, list or pattern."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: Node) -> None:
        self.start = start
        self.end = end
        self.value = value


class Call(Node):
    """func(args, **kwargs). A keyword of None is a mapping spread into the keywords. `new` is JavaScript's."""

    __slots__ = ("args", "func", "kwargs", "new")

    def __init__(
        self,
        start: int,
        end: int,
        func: Node,
        args: list[Node],
        kwargs: list[tuple[str | None, Node]] | None = None,
        new: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.func = func
        self.args = args
        self.kwargs = kwargs or []
        self.new = new


class Redirect(Node):
    """A redirection of a Command. op: ">", ">>", "<", "<<" (here-document or here-string: its text), "&>" …"""

    __slots__ = ("op", "target")

    def __init__(self, start: int, end: int, op: str, target: Node) -> None:
        self.start = start
        self.end = end
        self.op = op
        self.target = target


class Command(Node):
    """A simple command of a shell: words[0] names the program, function or built-in.

    env: assignments that stand before it (`X=1 cmd`). An assignment alone is a Bind. A word that holds an unquoted
    expansion is Star(value): it may split into several words. A Command without words passes its input on through
    its redirections. Operators of parameters are calls of Ref "shell.NAME" (readers/shell_expansions.py).
    """

    __slots__ = ("env", "redirects", "words")

    def __init__(
        self,
        start: int,
        end: int,
        words: list[Node],
        redirects: list[Redirect] | None = None,
        env: list[Bind] | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.words = words
        self.redirects = redirects or []
        self.env = env or []


class Pipe(Node):
    """a | b | c: each stage reads what the one before writes; the value is the last one's output."""

    __slots__ = ("stages",)

    def __init__(self, start: int, end: int, stages: list[Node]) -> None:
        self.start = start
        self.end = end
        self.stages = stages


class Capture(Node):
    """$(body), `body`, <(body) (kind "file"): its value is what the body writes (or a file that holds it);
    >(body) (kind "sink"): a file whose content the body reads."""

    __slots__ = ("body", "kind")

    def __init__(self, start: int, end: int, body: list[Node], kind: str = "text") -> None:
        self.start = start
        self.end = end
        self.body = body
        self.kind = kind


class Join(Node):
    """Parts set side by side to one string: concatenation, templates, f-strings, shell words. Always flattened."""

    __slots__ = ("parts",)

    def __init__(self, start: int, end: int, parts: list[Node]) -> None:
        self.start = start
        self.end = end
        self.parts = parts


class Binary(Node):
    """left op right for every other operator (`%`, `*`, `/`, comparison …); unary ones have right = None.

    `+` is a Join when a part is a string literal, template or Join; otherwise Binary "+", folded by type.
    """

    __slots__ = ("left", "op", "right")

    def __init__(self, start: int, end: int, op: str, left: Node, right: Node | None) -> None:
        self.start = start
        self.end = end
        self.op = op
        self.left = left
        self.right = right


class Sequence(Node):
    """kind: "list", "tuple", "set", "slice" (start, stop, step; absent is Const None), "pattern"."""

    __slots__ = ("items", "kind")

    def __init__(self, start: int, end: int, items: list[Node], kind: str = "list") -> None:
        self.start = start
        self.end = end
        self.items = items
        self.kind = kind


class Mapping(Node):
    """Pairs of key and value; a key of None spreads a mapping. As the target of a Bind it is a destructuring
    pattern ({a, b: c} is [(Const "a", Name "a"), (Const "b", Name "c")])."""

    __slots__ = ("pairs",)

    def __init__(self, start: int, end: int, pairs: list[tuple[Node | None, Node]]) -> None:
        self.start = start
        self.end = end
        self.pairs = pairs


class Choice(Node):
    """One of several values: a if c else b, a or b, a ?? b, ${x:-y}. `also` is evaluated for its effects (the test)."""

    __slots__ = ("also", "options")

    def __init__(self, start: int, end: int, options: list[Node], also: list[Node] | None = None) -> None:
        self.start = start
        self.end = end
        self.options = options
        self.also = also or []


class Opaque(Node):
    """Anything else: its parts are evaluated for what they do, its value is unknown."""

    __slots__ = ("parts",)

    def __init__(self, start: int, end: int, parts: list[Node]) -> None:
        self.start = start
        self.end = end
        self.parts = parts


class Param(Node):
    """A parameter. target: Name or pattern; kind: "", "*", "**"."""

    __slots__ = ("default", "kind", "target")

    def __init__(self, start: int, end: int, target: Node, default: Node | None = None, kind: str = "") -> None:
        self.start = start
        self.end = end
        self.target = target
        self.default = default
        self.kind = kind


class Function(Node):
    """def, lambda, function, arrow, method, shell function. name "" for anonymous ones.

    As a statement it binds its name (hoisted in JavaScript); as an expression it is a value.
    decorators are evaluated and applied: the value is decorator(function).
    """

    __slots__ = ("body", "decorators", "hoisted", "name", "params", "statement")

    def __init__(
        self,
        start: int,
        end: int,
        name: str,
        params: list[Param],
        body: list[Node],
        *,
        statement: bool = False,
        hoisted: bool = False,
        decorators: list[Node] | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.params = params
        self.body = body
        self.statement = statement
        self.hoisted = hoisted
        self.decorators = decorators or []


class Class(Node):
    """A class; body holds Functions (methods) and Binds (attributes)."""

    __slots__ = ("bases", "body", "decorators", "name", "statement")

    def __init__(
        self,
        start: int,
        end: int,
        name: str,
        bases: list[Node],
        body: list[Node],
        *,
        statement: bool = False,
        decorators: list[Node] | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.bases = bases
        self.body = body
        self.statement = statement
        self.decorators = decorators or []


class Bind(Node):
    """target = value. target: Name, Attr, Item, Sequence("pattern"), Mapping, Star.

    declare: "" (assignment), "var", "let" (also const, class), "local" (shell), "export" (shell), "walrus".
    append: `+=` in any language (value is added to what is there).
    """

    __slots__ = ("append", "declare", "target", "value")

    def __init__(
        self, start: int, end: int, target: Node, value: Node, declare: str = "", append: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.value = value
        self.declare = declare
        self.append = append


class Import(Node):
    """Every import statement. module: as written ("os.path", "./x", ".pkg"); names: (imported, bound) pairs;
    ("*", "") star import; ("", bound) the module itself (`import os.path` binds "os": the evaluator cuts it;
    `import a.b as c` binds c to a.b: as_alias True). An import for effects only has no names."""

    __slots__ = ("as_alias", "module", "names")

    def __init__(self, start: int, end: int, module: str, names: list[tuple[str, str]], as_alias: bool = True) -> None:
        self.start = start
        self.end = end
        self.module = module
        self.names = names
        self.as_alias = as_alias


class Export(Node):
    """JavaScript: name -> value pairs the module exports ("default" included); `module.exports = …` stays a Bind.
    source: re-export from another module (names as in Import)."""

    __slots__ = ("pairs", "source")

    def __init__(self, start: int, end: int, pairs: list[tuple[str, Node]], source: str = "") -> None:
        self.start = start
        self.end = end
        self.pairs = pairs
        self.source = source


class Return(Node):
    """return or yield (and the body of an expression arrow)."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: Node) -> None:
        self.start = start
        self.end = end
        self.value = value


class Branch(Node):
    """if/else, switch, try/except/else, case, `a && b`: any of the bodies may run. A body that always runs
    (finally, the first part of try, the left of &&) stands before the Branch."""

    __slots__ = ("bodies",)

    def __init__(self, start: int, end: int, bodies: list[list[Node]]) -> None:
        self.start = start
        self.end = end
        self.bodies = bodies


class Narrow(Node):
    """A body that runs only when a test holds. facts: (name or `name.name`, what the test holds it against, how):
    "same", "one" of these, "start" or "end" of it."""

    __slots__ = ("body", "facts")

    def __init__(self, start: int, end: int, facts: list[tuple[Node, Node, str]], body: list[Node]) -> None:
        self.start = start
        self.end = end
        self.facts = facts
        self.body = body


class Loop(Node):
    """for target in iterable: body; while has target and iterable None (its test stands first in body)."""

    __slots__ = ("body", "iterable", "target")

    def __init__(self, start: int, end: int, target: Node | None, iterable: Node | None, body: list[Node]) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.iterable = iterable
        self.body = body


class Scope(Node):
    """A block with its own bindings: JavaScript { }, a shell subshell ( )."""

    __slots__ = ("body",)

    def __init__(self, start: int, end: int, body: list[Node]) -> None:
        self.start = start
        self.end = end
        self.body = body


class Outer(Node):
    """Python's global and nonlocal. kind: "global" or "nonlocal"."""

    __slots__ = ("kind", "names")

    def __init__(self, start: int, end: int, kind: str, names: list[str]) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.names = names


class Delete(Node):
    """del x, unset x: the name's earlier values still count (sets), a shadowed built-in shows again."""

    __slots__ = ("target",)

    def __init__(self, start: int, end: int, target: Node) -> None:
        self.start = start
        self.end = end
        self.target = target


class Module:
    """What a reader returns for one Text. comments: spans, for allow comments. errors: spans of syntax errors."""

    __slots__ = ("body", "comments", "errors")

    def __init__(self, body: list[Node], comments: list[tuple[int, int]], errors: list[tuple[int, int]]) -> None:
        self.body = body
        self.comments = comments
        self.errors = errors


_fields: dict[type, tuple[str, ...]] = {}  # of each kind of node, those that may hold nodes


def walk(body: list[Node]) -> Iterator[Node]:
    """Every node below a body, in no particular order."""
    stack: list[object] = list(body)
    while stack:
        item = stack.pop()
        if isinstance(item, Node):
            yield item
            kind = type(item)
            if kind not in _fields:
                every = [name for base in kind.__mro__ for name in getattr(base, "__slots__", ())]
                _fields[kind] = tuple(name for name in every if name not in ("start", "end"))
            stack += [getattr(item, name, None) for name in _fields[kind]]
        elif isinstance(item, (list, tuple)):
            stack += item
