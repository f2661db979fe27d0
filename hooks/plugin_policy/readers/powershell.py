"""PowerShell to the neutral form.

Sources: about_Parsing, about_Pipelines, about_If, about_Foreach, about_Switch, about_Try_Catch_Finally,
about_Functions, about_Redirection, about_Splatting (learn.microsoft.com/powershell). A parser of our own, for the
reasons in readers/shell.py. Cmdlets and programs are Commands with lower-case names; `-Name:value` is two words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.powershell_expressions import Expressions, output, type_name, valued
from plugin_policy.readers.powershell_words import named

if TYPE_CHECKING:
    from plugin_policy.text import Text

_KEYWORD = later(
    rb"(?:if|elseif|else|while|do|until|foreach|for|switch|function|filter|workflow|class|enum|try|catch|finally|trap"
    rb"|return|exit|throw|break|continue|param|begin|process|end|dynamicparam|using|data|clean)(?![\w.-])",
    re.IGNORECASE,
)
_BARE = later(rb"(?:[^\s\"'`$(){};|&,<>@#]|(?<=\S)#|`(?!\r?\n)[^\s]|@(?![\w({'\"]))+")
_PARAMETER = later(rb"-([A-Za-z_?][\w-]*)(?:(:)|(?=[\s;|)}$'\"(,]|\Z))")
_REDIRECT = later(rb"(?:[1-6*])?(>>|>|<)(&[12])?")
_ASSIGN = later(rb"[ \t]*(\?\?=|[-+*/%]?=)(?!=)")
_CALLED = later(rb"\.\w+\(|\[")  # a member of a quoted word
_FUNCTION = later(rb"[ \t]+(?:\w+:)?([\w.:-]+)[ \t\r\n]*")
_LABEL = later(rb":\w+[ \t]+(?=(?:for|foreach|while|do|switch)\b)", re.IGNORECASE)


def read(text: Text) -> ir.Module:
    """The Program of a PowerShell Text, complete whatever its syntax errors."""
    parser = _Parser(text.data)
    body = parser.statements(b"")
    return ir.Module(body, parser.comments, parser.errors)


class _Parser(Expressions):
    def statements(self, closer: bytes) -> list[ir.Node]:
        found: list[ir.Node] = []
        while True:
            self.skip(newlines=True)
            if self.pos >= self.limit or (closer and not self.flat and self.peek() == closer):
                return found
            if self.peek() == b";" or (self.flat and self.peek() in b"(){}[]@,&|\"'"):
                self.pos += 1
                continue
            before = self.pos
            found += self.statement()
            if self.pos == before:
                self.error(before, before + 1)
                self.pos += 1

    def statement(self) -> list[ir.Node]:
        start = self.pos
        label = _LABEL.match(self.data, start, self.limit)
        self.pos = label.end() if label else start
        match = _KEYWORD.match(self.data, self.pos, self.limit)
        handler = _HANDLERS.get(match.group().lower()) if match else None
        if match and handler:
            if not self.deeper(start):
                self.pos = match.end()
                return []
            self.pos = match.end()
            found = handler(self, start)
            self.depth -= 1
            return found
        return self.chain(start)

    def chain(self, start: int) -> list[ir.Node]:
        """Pipelines with `&&` and `||` between them."""
        found = self.pipeline(start)
        while True:
            self.skip()
            if self.peek(2) not in (b"&&", b"||"):
                if self.peek() == b"&":  # runs in the background
                    self.pos += 1
                return found
            at = self.pos
            self.pos += 2
            self.skip(newlines=True)
            found.append(ir.Branch(at, self.pos, [self.pipeline(self.pos)]))

    def pipeline(self, start: int) -> list[ir.Node]:
        stages: list[ir.Node] = []
        while self.pos < self.limit:
            before = self.pos
            stages += self.element()
            if len(stages) > 1 and isinstance(stages[-1], ir.Function):
                return stages
            self.skip()
            if self.peek() != b"|" or self.peek(2) == b"||" or self.pos == before:
                break
            self.pos += 1
            self.skip(newlines=True)
        if len(stages) <= 1:
            return stages
        return [ir.Pipe(start, self.pos, stages)]

    def element(self) -> list[ir.Node]:
        start, char = self.pos, self.peek()
        if char in b"&." and char and not re.match(rb"\.[\w.\\/]", self.peek(2)):
            self.pos += 1
            self.skip()
            return dotted(self.command(start)) if char == b"." else self.command(start)
        if char and (char in b"$'\"(@{[+-!,0123456789"):
            before_errors = len(self.errors)
            node = self.expression()
            if node is not None:
                return self.finished(start, node)
            del self.errors[before_errors:]
            self.pos = start
            if char in b"$'\"(@{[!,":
                return []
        return self.command(start)

    def finished(self, start: int, node: ir.Node) -> list[ir.Node]:
        """An expression statement: an assignment, or output, with redirections."""
        match = _ASSIGN.match(self.data, self.pos, self.limit)
        if match and not self.flat:
            self.pos = match.end()
            self.skip(newlines=True)
            begin = self.pos
            value = valued(begin, self.pos, self.statement())
            target = assigned(node)
            operator = match.group(1)
            if operator not in (b"=", b"+=", b"??="):
                value = ir.Binary(begin, self.pos, operator[:1].decode(), target, value)
            return [ir.Bind(start, self.pos, target, value, append=operator == b"+=")]
        command = output(node)
        command.redirects = self.redirects()
        return [command]

    # Commands

    def command(self, start: int) -> list[ir.Node]:
        words: list[ir.Node] = []
        redirects: list[ir.Redirect] = []
        while self.pos < self.limit:
            self.skip()
            char = self.peek()
            if not char or char in b"\n;|)}&" or (self.flat and char in b"({$"):
                break
            redirects += self.redirects()
            before = self.pos
            if self.peek(3) == b"--%":
                words += self.verbatim()
                break
            words += self.argument(first=not words)
            if self.pos == before:
                break
        if not words:
            return []
        made = instantiated(start, self.pos, words)
        if made:
            return [output(made)]
        command = ir.Command(start, self.pos, words, redirects)
        return [command, *alias_of(command), *variable_of(command)]

    def redirects(self) -> list[ir.Redirect]:
        found: list[ir.Redirect] = []
        while True:
            self.skip()
            match = _REDIRECT.match(self.data, self.pos, self.limit)
            if match is None:
                return found
            start, self.pos = self.pos, match.end()
            if match.group(2):
                continue
            self.skip()
            target = self.argument(first=False)
            if target:
                found.append(ir.Redirect(start, self.pos, match.group(1).decode(), target[0]))

    def verbatim(self) -> list[ir.Node]:
        """`--%`: the rest of the line as it stands."""
        end = re.compile(rb"[|\n]|\Z").search(self.data, self.pos, self.limit)
        start, self.pos = self.pos + 3, end.start() if end else self.limit
        rest = self.data[start : self.pos].decode("utf-8", "replace")
        return [ir.Const(start, self.pos, word.strip("\"'")) for word in rest.split()]

    def argument(self, first: bool) -> list[ir.Node]:
        """A word of a command; a list `a,b` is one; `-Name:value` is two."""
        start = self.pos
        match = None if first else _PARAMETER.match(self.data, start, self.limit)
        if match:
            self.pos = match.end()
            name = ir.Const(start, match.end(1), "-" + match.group(1).decode().lower())
            if not match.group(2):
                return [name]
            self.skip()
            return [name, *self.argument(first=False)]
        items: list[ir.Node] = []
        while self.pos < self.limit:
            node = self.piece(first)
            if node is None:
                break
            items.append(node)
            at = self.pos
            self.skip()
            if first or self.peek() != b",":
                self.pos = at
                break
            self.pos += 1
            self.skip(newlines=True)
        if len(items) > 1:
            return [ir.Sequence(start, self.pos, items)]
        if not items and self.peek() == b",":
            self.pos += 1
        return items

    def piece(self, first: bool) -> ir.Node | None:
        """One argument: pieces that stand side by side."""
        start = self.pos
        parts: list[ir.Node] = []
        while self.pos < self.limit:
            at, char = self.pos, self.peek()
            bare = _BARE.match(self.data, at, self.limit)
            if bare:
                self.pos = bare.end()
                text = re.sub(rb"`(.)", rb"\1", bare.group()).decode("utf-8", "replace")
                parts.append(ir.Const(at, self.pos, text.lower() if first else text))
            elif char == b"$" and self.peek(2) != b"$(":
                node = self.variable() or self.dollar()
                parts.append(self.members(at, node) if not parts else node)
            elif self.flat:
                break
            elif char in b"'\"$" or (not parts and char in b"(@{"):
                primary = self.primary()
                if primary is None:
                    break
                called = char in b"(@" or (not parts and _CALLED.match(self.data, self.pos, self.limit) is not None)
                parts.append(self.members(at, primary) if called else primary)
            else:
                break
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else ir.Join(start, self.pos, parts)

    def dollar(self) -> ir.Node:
        self.pos += 1
        return ir.Const(self.pos - 1, self.pos, "$")

    # Blocks and keywords

    def block(self) -> ir.Node | None:
        start = self.pos
        if not self.deeper(start):
            return None
        self.pos += 1
        params, body = self.inside()
        self.depth -= 1
        self.expect(b"}", start)
        return ir.Function(start, self.pos, "", params, body)

    def inside(self) -> tuple[list[ir.Param], list[ir.Node]]:
        """Parameters and statements up to the closing brace."""
        self.skip(newlines=True)
        self.attributes()
        params: list[ir.Param] = []
        match = re.compile(rb"param[ \t\r\n]*(?=\()", re.IGNORECASE).match(self.data, self.pos, self.limit)
        if match:
            self.pos = match.end()
            params = self.parameters()
        return params, self.statements(b"}")

    def attributes(self) -> None:
        """`[CmdletBinding()]` and its like."""
        attribute = re.compile(rb"\[\w+\((?:[^()\n\"']|\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)){0,500}\)\]")
        match = attribute.match(self.data, self.pos, self.limit)
        while match:
            self.pos = match.end()
            self.skip(newlines=True)
            match = attribute.match(self.data, self.pos, self.limit)

    def parameters(self) -> list[ir.Param]:
        start = self.pos
        self.pos += 1
        params: list[ir.Param] = []
        while self.pos < self.limit and not self.flat:
            self.skip(newlines=True)
            self.attributes()
            if self.peek() in (b")", b""):
                break
            before = self.pos
            kind = re.compile(rb"(?:\[[\w.+\[\], ]{1,100}\][ \t\r\n]*)+").match(self.data, self.pos, self.limit)
            self.pos = kind.end() if kind else self.pos
            target = self.variable()
            self.skip(newlines=True)
            default: ir.Node | None = None
            if self.peek() == b"=":
                self.pos += 1
                self.skip(newlines=True)
                default = self.expression(9)
                self.skip(newlines=True)
            if target is not None:
                params.append(ir.Param(before, self.pos, target, default))
            if self.peek() == b"," or self.pos == before:
                self.pos += 1
        self.expect(b")", start)
        return params

    def body(self, start: int) -> list[ir.Node]:
        """`{ … }` of a statement."""
        self.skip(newlines=True)
        if self.peek() != b"{":
            self.error(start, self.pos)
            return []
        self.pos += 1
        found = self.statements(b"}")
        self.expect(b"}", start)
        return found

    def condition(self, start: int) -> list[ir.Node]:
        self.skip(newlines=True)
        if self.peek() != b"(":
            return []
        self.pos += 1
        found = self.statements(b")")
        self.expect(b")", start)
        return found

    def next_word(self, *words: bytes) -> bytes:
        """Pass one of these keywords if it comes next."""
        at = self.pos
        self.skip(newlines=True)
        match = _KEYWORD.match(self.data, self.pos, self.limit)
        if match and match.group().lower() in words:
            self.pos = match.end()
            return match.group().lower()
        self.pos = at
        return b""

    def if_(self, start: int) -> list[ir.Node]:
        found = quiet(self.condition(start))
        bodies = [self.body(start)]
        word = self.next_word(b"elseif", b"else")
        while word:
            test = quiet(self.condition(start)) if word == b"elseif" else []
            bodies.append(test + self.body(start))
            word = self.next_word(b"elseif", b"else")
        return [*found, ir.Branch(start, self.pos, bodies)]

    def while_(self, start: int) -> list[ir.Node]:
        body = quiet(self.condition(start)) + self.body(start)
        return [ir.Loop(start, self.pos, None, None, body)]

    def do(self, start: int) -> list[ir.Node]:
        body = self.body(start)
        if self.next_word(b"while", b"until"):
            body += quiet(self.condition(start))
        return [ir.Loop(start, self.pos, None, None, body)]

    def foreach(self, start: int) -> list[ir.Node]:
        self.skip()
        if self.peek() != b"(":  # the alias of ForEach-Object
            self.pos = start
            return self.chain(start)
        self.pos += 1
        self.skip(newlines=True)
        target = self.variable() or ir.Name(self.pos, self.pos, "_")
        self.skip(newlines=True)
        if self.peek(2).lower() == b"in":
            self.pos += 2
        begin = self.pos
        values = valued(begin, self.pos, self.statements(b")"))
        self.expect(b")", start)
        body = self.body(start)
        return [ir.Loop(start, self.pos, target, values, body)]

    def switch(self, start: int) -> list[ir.Node]:
        self.skip()
        while self.peek() == b"-":
            self.argument(first=False)
            self.skip()
        found = quiet(self.condition(start))
        self.skip(newlines=True)
        bodies: list[list[ir.Node]] = []
        if self.peek() == b"{":
            self.pos += 1
            while self.pos < self.limit and not self.flat:
                self.skip(newlines=True)
                if self.peek() in (b"}", b""):
                    break
                before = self.pos
                if self.piece(first=False) is None:
                    self.pos += 1
                self.skip(newlines=True)
                if self.peek() == b"{":
                    bodies.append(self.body(before))
            self.expect(b"}", start)
        return [*found, ir.Branch(start, self.pos, bodies)]

    def try_(self, start: int) -> list[ir.Node]:
        found = self.body(start)
        bodies: list[list[ir.Node]] = []
        word = self.next_word(b"catch", b"finally")
        while word:
            types = re.compile(rb"[ \t]*(?:\[[\w.+]+\][, \t\r\n]*)*").match(self.data, self.pos, self.limit)
            self.pos = types.end() if types else self.pos
            bodies.append(self.body(start))
            word = self.next_word(b"catch", b"finally")
        return [*found, ir.Branch(start, self.pos, bodies)]

    def function(self, start: int) -> list[ir.Node]:
        match = _FUNCTION.match(self.data, self.pos, self.limit)
        if match is None:
            self.error(start, self.pos)
            return []
        self.pos = match.end()
        name = match.group(1).decode("utf-8", "replace").lower()
        params = self.parameters() if self.peek() == b"(" else []
        self.skip(newlines=True)
        if self.peek() != b"{":
            self.error(start, self.pos)
            return []
        self.pos += 1
        more, body = self.inside()
        self.expect(b"}", start)
        return [ir.Function(start, self.pos, name, params + more, body, statement=True)]

    def class_(self, start: int) -> list[ir.Node]:
        """Methods of a class are read as what they do; who calls them is not followed."""
        brace = self.data.find(b"{", self.pos, self.limit)
        if brace < 0:
            return []
        self.pos = brace
        return [ir.Branch(start, self.pos, [self.body(start)])]

    def block_keyword(self, start: int) -> list[ir.Node]:
        """begin, process, end, trap, finally, data … with a body."""
        self.skip(newlines=True)
        if self.peek() == b"{":
            return self.body(start)
        return []

    def leaving(self, start: int) -> list[ir.Node]:
        """return and its like: the statement behind the word."""
        self.skip()
        return self.statement() if self.peek() not in (b"\n", b";", b"}", b")", b"") else []

    def param(self, start: int) -> list[ir.Node]:
        """Parameters of the script: what the caller gives."""
        self.skip(newlines=True)
        params = self.parameters() if self.peek() == b"(" else []
        found: list[ir.Node] = []
        for each in params:
            given = ir.Name(each.start, each.start, "args")
            value = ir.Choice(each.start, each.end, [given, each.default]) if each.default else given
            found.append(ir.Bind(each.start, each.end, each.target, value))
        return found

    def using(self, start: int) -> list[ir.Node]:
        end = self.data.find(b"\n", self.pos, self.limit)
        self.pos = self.limit if end < 0 else end
        return []


def quiet(nodes: list[ir.Node]) -> list[ir.Node]:
    """A condition writes nothing."""
    return [ir.Opaque(nodes[0].start, nodes[-1].end, [valued(nodes[0].start, nodes[-1].end, nodes)])] if nodes else []


def assigned(node: ir.Node) -> ir.Node:
    """The target of an assignment: a cast in front of it means nothing, a list takes apart."""
    if isinstance(node, ir.Call) and node.args and isinstance(node.func, ir.Ref):
        return node.args[0]
    if isinstance(node, ir.Sequence):
        return ir.Sequence(node.start, node.end, node.items, "pattern")
    return node


def instantiated(start: int, end: int, words: list[ir.Node]) -> ir.Node | None:
    """`New-Object Net.WebClient` makes what `[Net.WebClient]::new()` makes."""
    if not isinstance(words[0], ir.Const) or words[0].value != "new-object":
        return None
    rest = [
        word for word in words[1:] if not (isinstance(word, ir.Const) and word.value in ("-typename", "-argumentlist"))
    ]
    if not rest or not isinstance(rest[0], ir.Const) or str(rest[0].value).startswith("-"):
        return None
    args: list[ir.Node] = []
    for word in rest[1:]:
        args += word.items if isinstance(word, ir.Sequence) else [word]
    kind = type_name(str(rest[0].value).encode("utf-8", "replace"))
    return ir.Call(start, end, ir.Ref(rest[0].start, rest[0].end, "net." + kind), args, new=True)


def dotted(found: list[ir.Node]) -> list[ir.Node]:
    """`. ./x.ps1` reads a script into this scope; `. cmd` calls like `& cmd`."""
    for node in found:
        if isinstance(node, ir.Command):
            last = node.words[0].parts[-1] if isinstance(node.words[0], ir.Join) else node.words[0]
            if isinstance(last, ir.Const) and str(last.value).lower().endswith((".ps1", ".psm1")):
                node.words.insert(0, ir.Const(node.start, node.start, "."))
    return found


def alias_of(command: ir.Command) -> list[ir.Node]:
    """`Set-Alias x Invoke-Expression`: a function that hands its arguments on."""
    head = command.words[0]
    if not isinstance(head, ir.Const) or head.value not in ("set-alias", "new-alias", "sal", "nal"):
        return []
    names = [word for word in command.words[1:] if not (isinstance(word, ir.Const) and str(word.value)[:1] == "-")]
    if len(names) < 2 or not isinstance(names[0], ir.Const):
        return []
    start, end = command.start, command.end
    body: list[ir.Node] = [ir.Command(start, end, [names[1], ir.Star(start, end, ir.Name(start, end, "args"))])]
    return [ir.Function(start, end, str(names[0].value).lower(), [], body, statement=True)]


def variable_of(command: ir.Command) -> list[ir.Node]:
    """`Set-Variable x value` binds like `$x = value`."""
    head = command.words[0]
    if not isinstance(head, ir.Const) or head.value not in ("set-variable", "new-variable", "sv", "nv"):
        return []
    given = [word for word in command.words[1:] if not (isinstance(word, ir.Const) and str(word.value)[:1] == "-")]
    if len(given) < 2 or not isinstance(given[0], ir.Const):
        return []
    name = named(given[0].start, given[0].end, str(given[0].value))
    return [ir.Bind(command.start, command.end, name, given[1])]


_HANDLERS: dict[bytes, Callable[[_Parser, int], list[ir.Node]]] = {
    b"if": _Parser.if_,
    b"while": _Parser.while_,
    b"for": _Parser.while_,
    b"do": _Parser.do,
    b"foreach": _Parser.foreach,
    b"switch": _Parser.switch,
    b"try": _Parser.try_,
    b"function": _Parser.function,
    b"filter": _Parser.function,
    b"workflow": _Parser.function,
    b"class": _Parser.class_,
    b"enum": _Parser.class_,
    b"param": _Parser.param,
    b"using": _Parser.using,
    **dict.fromkeys((b"begin", b"process", b"end", b"dynamicparam", b"clean", b"data", b"trap"), _Parser.block_keyword),
    **dict.fromkeys((b"return", b"exit", b"throw", b"break", b"continue"), _Parser.leaving),
}
