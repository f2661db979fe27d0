"""SECURITY.md as statements: sentences, list items and table rows, each with its line and its headings.

A small reader of the Markdown that such files use (CommonMark headings, lists, pipe tables; fences and comments
are skipped). Bounded by lines, no regular expression looks across a line.
"""

from __future__ import annotations

import re

# Real documents stay far below: of 50 measured, the longest has 220 lines and statements of 850 characters.
MAX_LINES = 1500
MAX_LINE = 4000
MAX_BLOCK = 4000  # characters of one paragraph or item
MAX_STATEMENT = 1200  # characters of one statement that patterns look at
MAX_TEXT = 100_000

SENTENCE, ITEM, ROW, HEADING = "sentence", "item", "row", "heading"

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_RULE = re.compile(r"[\s|:-]+$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_END = re.compile(r"(?<=[.!?])[\"')*_]*\s+(?=[\"'(*_\[]*[A-Z*])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKS = re.compile(r"\*{1,3}|`{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\](?:\([^()\s]{0,600}(?:\s+\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,100}\])")


class Statement:
    """One thing the document says. text: without emphasis marks, links by their words. raw: as written.

    headings: titles above it, outermost first. columns: for a row, the header's cells; cells: its own.
    """

    __slots__ = ("cells", "columns", "headings", "kind", "line", "raw", "text")

    def __init__(
        self,
        kind: str,
        raw: str,
        line: int,
        headings: tuple[str, ...],
        columns: tuple[str, ...] = (),
        cells: tuple[str, ...] = (),
    ) -> None:
        self.kind = kind
        self.raw = raw
        self.text = plain(raw[:MAX_STATEMENT])
        self.line = line
        self.headings = headings
        self.columns = columns
        self.cells = cells

    @property
    def heading(self) -> str:
        return self.headings[-1] if self.headings else ""

    def under(self, pattern: re.Pattern[str]) -> bool:
        """Does any heading above it match?"""
        return any(pattern.search(title) for title in self.headings)

    def __repr__(self) -> str:
        return f"{self.line} {self.kind} {self.text!r} under {self.headings}"


def plain(text: str) -> str:
    """Text as a reader sees it: links by their words, no emphasis marks, single spaces."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).replace("\\", "").split())


def without_comments(content: str) -> str:
    """HTML comments blanked, line breaks kept: readers do not see them."""
    return _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), content)


def is_cut(content: str) -> bool:
    """Is the document longer than what is read of it?"""
    return len(content) > MAX_TEXT or content.count("\n") >= MAX_LINES


def read(content: str) -> list[Statement]:
    """The statements of a Markdown text, in order."""
    return _Reader(without_comments(content[:MAX_TEXT])).read()


class _Reader:
    def __init__(self, content: str) -> None:
        self.lines = [line[:MAX_LINE] for line in content.splitlines()[:MAX_LINES]]
        self.out: list[Statement] = []
        self.titles: list[tuple[int, str]] = []
        self.block: list[str] = []  # lines of the open paragraph or item
        self.size = 0  # of the block, in characters
        self.start = 1
        self.kind = SENTENCE
        self.columns: tuple[str, ...] = ()

    def read(self) -> list[Statement]:
        fence = ""
        for number, line in enumerate(self.lines, 1):
            mark = _FENCE.match(line)
            if fence:
                if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                    fence = ""
            elif mark:
                self.flush()
                fence = mark[1]
            else:
                self.take(number, line)
        self.flush()
        return self.out

    def headings(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.titles)

    def take(self, number: int, line: str) -> None:
        line = line.lstrip("> \t") if line.lstrip().startswith(">") else line
        heading = _ATX.match(line)
        if heading:
            self.flush()
            self.head(len(heading[1]), heading[2], number)
        elif not line.strip():
            self.flush()
        elif _SETEXT.match(line) and len(self.block) == 1 and self.kind == SENTENCE:
            title, start = self.block[0], self.start
            self.block = []
            self.head(1 if "=" in line else 2, title, start)
        elif line.strip().startswith("|") or (self.columns and "|" in line):
            self.row(number, line)
        else:
            self.prose(number, line)

    def prose(self, number: int, line: str) -> None:
        item = _ITEM.match(line)
        if item or not self.block:
            self.flush()
            self.start = number
            self.kind = ITEM if item else SENTENCE
            self.block = [line[item.end() :] if item else line.strip()]
            self.size = len(line)
        elif self.size < MAX_BLOCK:
            self.block.append(line.strip())
            self.size += len(line)

    def head(self, level: int, title: str, number: int) -> None:
        while self.titles and self.titles[-1][0] >= level:
            self.titles.pop()
        self.out.append(Statement(HEADING, title, number, self.headings()))
        self.titles.append((level, plain(title)))

    def row(self, number: int, line: str) -> None:
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        if self.block:
            columns = self.columns
            self.flush()
            self.columns = columns
        if _RULE.match(line):
            return
        if not self.columns:
            self.columns = tuple(plain(cell) for cell in cells)
            return
        self.out.append(Statement(ROW, line.strip(), number, self.headings(), self.columns, cells))

    def flush(self) -> None:
        """Close the open block: an item is one statement, a paragraph one per sentence."""
        self.columns = ()
        if not self.block:
            return
        if self.kind == ITEM:
            self.out.append(Statement(ITEM, " ".join(self.block), self.start, self.headings()))
        else:
            self.sentences()
        self.block = []

    def sentences(self) -> None:
        text, starts = "", []
        for piece in self.block:
            starts.append(len(text))
            text += piece + " "
        at = 0
        for end in [match.end() for match in _END.finditer(text)] + [len(text)]:
            if text[at:end].strip():
                line = sum(1 for start in starts if start <= at) - 1
                self.out.append(Statement(SENTENCE, text[at:end].strip(), self.start + line, self.headings()))
            at = end


def visible_lines(content: str) -> list[str]:
    """Lines as readers see them: comments and fenced code blanked, numbers kept."""
    out, fence = [], ""
    for line in without_comments(content[:MAX_TEXT]).splitlines()[:MAX_LINES]:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
            out.append("")
        elif mark:
            fence = mark[1]
            out.append("")
        else:
            out.append(line[:MAX_LINE])
    return out
