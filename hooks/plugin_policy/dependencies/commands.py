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
    |(?P<redirect>\d*(?:>>|>&|<&|>\||<<<|[<>])&?(?:\d+(?=[\s;&|)]|\Z)|-)?)
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
    """Every simple command of the text, those of substitutions and quoted substitutions included."""
    return _Splitter(text).run()


class _Splitter:
    """words: those of the command so far. word: the one being read, None between words."""

    __slots__ = ("documents", "offset", "skip", "text", "word", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.word: str | None = None
        self.offset = 0
        self.skip = False  # the next word is the target of a redirection
        self.documents: list[str] = []  # end marks of here-documents that begin behind this line

    def run(self) -> Iterator[Command]:
        at, count = 0, 0
        while at < len(self.text) and count < MAX_COMMANDS:
            match = _TOKEN.match(self.text, at)
            if match is None:
                return
            kind, token, at = str(match.lastgroup), match.group(), match.end()
            if kind in ("single", "double", "escape", "plain", "other"):
                yield from self._piece(kind, token, match.start())
                continue
            self._close_word()
            if match.group("heredoc"):
                self.documents.append(match.group("tag"))
            elif kind == "redirect":
                self.skip = True
            elif kind == "end":
                if self.words:
                    count += 1
                    yield Command(self.words, self.offset, token)
                self.words, self.skip = [], False
                if token[0] in "\r\n" and self.documents:
                    at = _skip_documents(self.text, at, self.documents)
                    self.documents = []
        self._close_word()
        if self.words:
            yield Command(self.words, self.offset, "")

    def _piece(self, kind: str, token: str, at: int) -> Iterator[Command]:
        """A part of a word; commands inside a quoted substitution come first."""
        if not self.words and self.word is None:
            self.offset = at
        self.word = (self.word or "") + _unquote(kind, token)
        start = token.find("$(") if kind == "double" else -1
        if start >= 0:
            for inner in split_commands(token[start + 2 : -1]):
                inner.offset += at + start + 2
                yield inner

    def _close_word(self) -> None:
        if self.word is None:
            return
        if self.skip:
            self.skip = False
        elif self.words or self.word not in _KEYWORDS:
            self.words.append(self.word)
        self.word = None


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
