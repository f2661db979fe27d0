"""Command lines out of shell text, tolerant of anything: words, quotes, operators, comments, here-documents.

Only what a launcher or an install command needs; the readers know the language itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_COMMANDS = 20_000  # of one text

# A word is a run of plain characters, escapes, quoted strings and substitutions; newlines and operators end commands.
_TOKEN = re.compile(
    r"""(?P<space>[ \t]+|\\\r?\n)
    |(?P<comment>(?<![^\s;&|()])\#[^\n]*)
    |(?P<heredoc><<-?\s*(?P<q>['"]?)(?P<tag>\w+)(?P=q))
    |(?P<redirect>\d*(?:>>|>&|<&|>\||<<<|[<>])&?)
    |(?P<end>\n|\r\n?|;;?|&&|\|\|?&?|&|\(|\)|\{(?=\s)|\}(?=\s|\Z|;)|`|\$\()
    |(?P<single>\$?'[^']*'?)
    |(?P<double>\$?"(?:[^"\\]|\\.)*"?)
    |(?P<escape>\\.)
    |(?P<plain>(?:\$\{[^}\n]*\}?|[^\s'"\\;&|()<>`$\#{}]|\#|\$|[{}])+)
    |(?P<other>.)""",
    re.X | re.S,
)
_KEYWORDS = frozenset(
    ["if", "then", "elif", "else", "fi", "while", "until", "do", "done", "for", "case", "esac", "!", "time", "{", "}"]
)


class Command:
    """argv: words with quotes removed, variables as written. offset: of the first word. ends_with: the operator."""

    __slots__ = ("argv", "ends_with", "offset")

    def __init__(self, argv: list[str], offset: int, ends_with: str) -> None:
        self.argv = argv
        self.offset = offset
        self.ends_with = ends_with


def split_commands(text: str) -> Iterator[Command]:
    """Every simple command of the text, those of substitutions and quoted substitutions included, in order."""
    words: list[str] = []
    word, begun, offset, skip, at, count = "", False, 0, False, 0, 0
    here: list[str] = []
    while at < len(text) and count < MAX_COMMANDS:
        match = _TOKEN.match(text, at)
        if match is None:
            break
        kind, token = str(match.lastgroup), match.group()
        kind = "heredoc" if match.group("heredoc") else kind
        if kind in ("single", "double", "escape", "plain", "other"):
            if not words and not begun:
                offset = at
            word, begun = word + _unquote(kind, token), True
            if kind == "double" and "$(" in token:
                for inner in split_commands(token[token.index("$(") + 2 : -1]):
                    inner.offset += at
                    yield inner
            at = match.end()
            continue
        if begun:
            if skip:
                skip = False
            elif words or word not in _KEYWORDS:
                words.append(word)
            word, begun = "", False
        at = match.end()
        if kind == "heredoc":
            here.append(match.group("tag"))
        elif kind == "redirect":
            if words and words[-1].isdigit() and text[match.start() - 1 : match.start()].isdigit():
                words.pop()
            skip = True
        elif kind == "end":
            if words:
                count += 1
                yield Command(words, offset, token)
            words, skip = [], False
            if token[0] in "\r\n" and here:
                at = _skip_documents(text, at, here)
                here = []
    if begun and not skip and (words or word not in _KEYWORDS):
        words.append(word)
    if words:
        yield Command(words, offset, "")


def _unquote(kind: str, token: str) -> str:
    if kind == "single":
        return token.removeprefix("$")[1:].removesuffix("'")
    if kind == "double":
        return re.sub(r'\\(["\\$`])', r"\1", token.removeprefix("$")[1:].removesuffix('"').replace("\\\n", ""))
    return token[1:] if kind == "escape" else token


def _skip_documents(text: str, at: int, tags: list[str]) -> int:
    for tag in tags:
        found = re.compile(rf"^[ \t]*{re.escape(tag)}[ \t]*\r?$", re.M).search(text, at)
        at = found.end() if found else at
    return at
