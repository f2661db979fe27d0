"""Reading an argument list by the row of its program."""

from __future__ import annotations

from plugin_policy.pattern import later
from plugin_policy.readers.rows import Program
from plugin_policy.readers.values import NULL, Parts, Value, constant, join_pieces, union

Options = dict[str, Value]
_SLASH = later(r"/[A-Za-z]{1,3}(?::|\Z)")


class Parsed:
    """options: value by option (NULL when it takes none). rest: positionals. nested: argument lists of programs
    that this one starts."""

    __slots__ = ("nested", "options", "rest")

    def __init__(self) -> None:
        self.options: Options = {}
        self.rest: list[Value] = []
        self.nested: list[list[Value]] = []

    def option(self, name: str, value: Value) -> None:
        self.options[name] = union([self.options[name], value]) if name in self.options else value


def parse(row: Program, words: list[Value]) -> Parsed:
    """words: the arguments without the program itself."""
    parsed = Parsed()
    values = frozenset(row.values.split())
    until = frozenset(row.until.split())
    caseless = "caseless" in row.note
    stops = bool(row.command or row.script or row.stdin)
    words = prepared(row, words)
    at, count = 0, len(words)
    while at < count:
        word = words[at]
        text = leading(word)
        at += 1
        if caseless:
            text = text.lower()
        if text == "--":
            parsed.rest += words[at:]
            break
        if text in until:
            at = _nested(parsed, words, at, text)
        elif row.assignments and "=" in text and not text.startswith("-") and not parsed.rest:
            parsed.option("=", word)
        elif text in values or (text.startswith("--") and "=" in text):
            at = _long(parsed, row, words, at, text, values)
        elif len(text) > 1 and text[0] == "-" and not text[1].isspace():
            at = _short(parsed, words, at, text, frozenset() if caseless else values)
        else:
            parsed.rest.append(word)
            if stops:
                parsed.rest += words[at:]
                break
    if row.command and len(parsed.rest) > int(row.command):
        nested = parsed.rest[int(row.command) :]
        parsed.nested.append(nested[1:] if nested[0].text() == "--" else nested)
    return parsed


def prepared(row: Program, words: list[Value]) -> list[Value]:
    """The arguments in the form that most programs have."""
    if "split" in row.note:
        words = split_string(words)
    if "slash" in row.note:  # options of Windows: `xcopy /s`
        words = [word for word in words if not _SLASH.match(word.text() or "")]
    if "bundled" in row.note and words and (words[0].text() or "-").isalpha():
        words = [constant(f"-{words[0].text()}"), *words[1:]]  # tar's old style: `tar xzf a.tgz`
    return words


def split_string(words: list[Value]) -> list[Value]:
    """`env -S "program -x" y`: the words of a known text stand in its place (coreutils manual, env)."""
    for at, word in enumerate(words[:-1]):
        if word.text() in ("-S", "--split-string") and (text := words[at + 1].text()):
            return [*words[:at], *[constant(part) for part in text.split()], *words[at + 2 :]]
    return words


def leading(word: Value) -> str:
    """The text of a word, or what stands before its first hole."""
    if len(word.alts) == 1 and type(word.alts[0]) is Parts:
        first = word.alts[0].parts[0]
        return first if isinstance(first, str) else ""
    return word.text() or ""


def _nested(parsed: Parsed, words: list[Value], at: int, option: str) -> int:
    """find -exec cmd … ; : the words up to the end mark are a command."""
    end = at
    while end < len(words) and leading(words[end]) not in (";", "+", "\\;"):
        end += 1
    parsed.option(option, NULL)
    parsed.nested.append(words[at:end])
    return end + 1


def _long(parsed: Parsed, row: Program, words: list[Value], at: int, text: str, values: frozenset[str]) -> int:
    if text in values:
        rest_of_line = any(arg.at.endswith(":") and text in arg.at[:-1].split() for arg in row.args)
        if rest_of_line:
            parsed.option(text, spaced(words[at:]))
            return len(words)
        at += at < len(words) and words[at].text() == "--"  # bash -c -- TEXT
        if at < len(words):
            parsed.option(text, words[at])
        return at + 1
    name, _, value = text.partition("=")
    word = words[at - 1]
    alt = word.alts[0]
    if type(alt) is Parts:
        parsed.option(name, join_pieces([value, *alt.parts[1:]]))
    else:
        parsed.option(name, constant(value).tainted(word.origins, word.flows))
    return at


def _short(parsed: Parsed, words: list[Value], at: int, text: str, values: frozenset[str]) -> int:
    """A word like -xzf, -ofile or a long option without value."""
    parsed.option(text, NULL)
    if text.startswith("--") or not values:
        return at
    for index, letter in enumerate(text[1:], 1):
        option = "-" + letter
        if option not in values:
            parsed.option(option, NULL)
            continue
        tail = text[index + 1 :]
        word = words[at - 1]
        alt = word.alts[0]
        if type(alt) is Parts:
            parsed.option(option, join_pieces([tail, *alt.parts[1:]]))
        elif tail:
            parsed.option(option, constant(tail).tainted(word.origins, word.flows))
        elif at < len(words):
            parsed.option(option, words[at])
            return at + 1
        break
    return at


def spaced(words: list[Value]) -> Value:
    """Words joined with blanks, as eval, ssh and cmd do."""
    from plugin_policy.readers.folding import join_text
    from plugin_policy.readers.values import Items

    if len(words) == 1:
        return words[0]
    return join_text(constant(" "), Value((Items(words),)))


def positional(at: str, rest: list[Value]) -> list[Value]:
    """The positionals an Arg's `at` means."""
    if at.lstrip("-").isdigit():
        index = int(at)
        return [rest[index]] if -len(rest) <= index < len(rest) else []
    start, _, stop = at.partition(":")
    return rest[int(start) if start else None : int(stop) if stop else None]


def arguments(at: str, options: Options, rest: list[Value]) -> list[Value]:
    """The values an Arg means; [] when the command does not have it. Where a position and options are named, the
    options count, and the position when none of them is given."""
    if at.startswith("="):
        return [constant(at[1:])]
    first, _, others = at.partition(" ")
    if first[:1].isdigit() or first[:1] == ":" or (first[:1] == "-" and first[1:2].isdigit()):
        named = [options[name] for name in others.split() if name in options]
        return named or positional(first, rest)
    return [options[name] for name in at.rstrip(":").split() if name in options]
