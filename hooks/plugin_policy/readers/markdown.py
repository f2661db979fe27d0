"""Cut the Texts out of Markdown: front matter, fences, commands that run at load, inline code, comments, prose.

A line scanner that follows CommonMark 0.31.2 for fences (4.5), indented code (4.4) and code spans (6.1), with two
liberties: a fence inside a list may be indented by any amount, and a comment hides nothing, because an agent reads
the source and not the rendered page. What runs at load: code.claude.com/docs/en/skills.
Channels: docs/design.md, section 2.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from plugin_policy.pattern import later
from plugin_policy.readers.markdown_words import asked, is_command, is_listing, warned
from plugin_policy.text import INSTRUCTS, MAX_DEPTH, RUNS, SAYS, SHOWS, Segment, Text

# Info string of a fence -> language of its Text; what is not here is kept as it is.
LANGUAGES = {
    "bash": "shell", "sh": "shell", "shell": "shell", "zsh": "shell", "ksh": "shell", "shellscript": "shell",
    "console": "console", "terminal": "console", "shell-session": "console", "sh-session": "console",
    "shellsession": "console", "bash-session": "console", "commandline": "console", "cli": "console",
    "powershell": "powershell", "ps1": "powershell", "ps": "powershell", "pwsh": "powershell", "posh": "powershell",
    "cmd": "batch", "bat": "batch", "batch": "batch", "dos": "batch", "batchfile": "batch",
    "python": "python", "py": "python", "python3": "python", "py3": "python", "pycon": "", "ipython": "",
    "javascript": "javascript", "js": "javascript", "node": "javascript", "mjs": "javascript", "cjs": "javascript",
    "jsx": "javascript", "typescript": "typescript", "ts": "typescript", "mts": "typescript", "tsx": "tsx",
    "json": "json", "jsonc": "json", "json5": "json", "yaml": "yaml", "yml": "yaml", "toml": "toml",
    "dockerfile": "dockerfile", "docker": "dockerfile", "makefile": "makefile", "make": "makefile",
    "html": "html", "svg": "html", "vue": "html", "markdown": "markdown", "md": "markdown", "mdx": "markdown",
}  # fmt: skip
_INSTRUCTING = ("shell", "console", "powershell", "batch")

_OPENER = later(rb"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})[ \t]*([^\r\n]*)")
_LIST = later(rb"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_QUOTE = later(rb"[ \t]*(?:>[ ]?)+")
_INFO = later(r"[{.\s]*([A-Za-z0-9_+#!-]*)")
_SPAN = later(rb"(?<![`\\])(`{1,2})(?!`)([^\n]{1,1000}?)(?<!`)\1(?!`)")
_AT_LOAD = later(rb"(?<![^\s(>*_|:-])!`([^`\n]+)`")
_COMMENT = later(rb"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_PROMPT = later(rb"[ \t]*(?:[\w.-]{0,40}@[\w.@~:/\\ -]{0,80}[$%#>]|(?:PS )?[A-Z]:\\[^>\n]{0,80}>|[$%>])[ \t]*(?=\S)")
# `<skill-dir>/run.sh`: a placeholder that the reader fills in, where a shell would see two redirections.
_PLACEHOLDER = later(rb"<([A-Za-z][A-Za-z0-9 _|-]{0,60})>(?![A-Za-z0-9_])")
_DOLLAR = later(rb"[ \t]*\$[ \t]+(?=\S)")
_FRONT = later(rb"---[ \t]*\r?\n(?:[^\n]*\n)*?---[ \t]*(?:\r?\n|\Z)")
_POWERSHELL = later(rb"^shell:[ \t]*['\"]?(?:powershell|pwsh)\b", re.MULTILINE)


class Block:
    """Lines of one kind. kind: "fence", "indented" or "prose". spans: content of each line without the markers of
    its containers, with its line end. info: the fence's info string. before: offset where the line before it ends."""

    __slots__ = ("before", "info", "kind", "spans")

    def __init__(self, kind: str, before: int, info: str = "") -> None:
        self.kind = kind
        self.before = before
        self.info = info
        self.spans: list[tuple[int, int]] = []


def cut(text: Text) -> list[Text]:
    """The Texts inside a Markdown Text, in order of their place. Those of a fence of Markdown are shown only."""
    data = text.data
    front = _FRONT.match(data)
    found: list[Text] = []
    if front:
        found.append(text.slice(data.find(b"\n") + 1, data.rfind(b"---", 0, front.end()), "yaml"))
    shell = "powershell" if front and _POWERSHELL.search(front.group()) else "shell"
    blocks = Scanner(data, front.end() if front else 0).run()
    found += _at_load(text, shell)
    prose: list[tuple[int, int]] = []
    for block in blocks:
        if block.kind == "prose":
            prose += block.spans
            found += _inline(text, block)
        elif block.spans:
            found += _code(text, block, shell)
    if prose:
        found += _comments(text, prose)
        found.append(_join(text, prose, "prose", SAYS))
    found.sort(key=lambda child: child.to_root(0, 0))
    return found


def _join(text: Text, spans: list[tuple[int, int]], language: str, channel: str) -> Text:
    """One child made of several spans."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        elif end > start:
            merged.append((start, end))
    segments, offset = [], 0
    for start, end in merged:
        segments.append(Segment(offset, start, end))
        offset += end - start
    content = b"".join([text.data[start:end] for start, end in merged])
    return text.child(content, language, segments or [Segment(0, 0, 0)], channel=channel)


# What stands where


class Scanner:
    def __init__(self, data: bytes, start: int) -> None:
        self.data = data
        self.start = start
        self.blocks: list[Block] = []
        self.fence: tuple[bytes, int, int] | None = None  # mark, indentation, depth of quotes
        self.listed = False  # inside a list, where indentation means nothing
        self.blank = True  # was the line before blank

    def run(self) -> list[Block]:
        data, at = self.data, self.start
        while at < len(data):
            newline = data.find(b"\n", at)
            end = len(data) if newline < 0 else newline + 1
            self.line(at, end)
            at = end
        return self.blocks

    def line(self, start: int, end: int) -> None:
        data, begin, quotes = self.data, start, 0
        head = data[start : min(end, start + 400)]
        first = head.lstrip(b" \t")[:1]
        if first == b">":
            match = _QUOTE.match(data, start, end)
            if match:
                begin, quotes = match.end(), match.group().count(b">")
                head = data[begin : min(end, begin + 400)]
                first = head.lstrip(b" \t")[:1]
        if self.fence is not None and not self.inside(begin, end, head, quotes):
            return
        stripped = head.lstrip(b" \t")
        indent = len(head) - len(stripped)
        opening = stripped[:3] in (b"```", b"~~~") or (first and first in b"-*+0123456789")
        if not (opening and self.opens(begin, indent, stripped, quotes)):
            self.plain(begin, end, indent, head, stripped)

    def inside(self, begin: int, end: int, head: bytes, quotes: int) -> bool:
        """A line of an open fence; True when it ends the fence without belonging to it."""
        assert self.fence is not None
        mark, indent, depth = self.fence
        if depth and not quotes:
            self.fence = None
            return True
        stripped = head.strip()
        if stripped.startswith(mark) and not stripped.strip(mark[:1]):
            self.fence = None
            self.blank = True
            return False
        spaces = len(head) - len(head.lstrip(b" "))
        self.blocks[-1].spans.append((begin + min(indent, spaces), end))
        return False

    def opens(self, begin: int, indent: int, stripped: bytes, quotes: int) -> bool:
        match = _OPENER.match(stripped)
        if match is None or (match.group(1)[:1] == b"`" and b"`" in match.group(2)):
            return False
        if indent >= 4 and not self.listed and not match.start(1) and self.blank:
            return False  # indented code that shows a fence
        self.fence = (match.group(1), indent + match.start(1), quotes)
        self.listed = self.listed or match.start(1) > 0
        self.blocks.append(Block("fence", begin, match.group(2).decode("utf-8", "replace")))
        return True

    def plain(self, begin: int, end: int, indent: int, head: bytes, stripped: bytes) -> None:
        blank = not stripped.strip()
        deep = indent >= 4 or head[:1] == b"\t"
        last = self.blocks[-1] if self.blocks else None
        in_code = last is not None and last.kind == "indented"
        if not blank and not deep:
            self.listed = _LIST.match(stripped) is not None or (self.listed and (indent > 0 or not self.blank))
        code = not self.listed and ((deep and (self.blank or in_code)) or (blank and in_code))
        kind = "indented" if code else "prose"
        if last is None or last.kind != kind:
            last = Block(kind, begin)
            self.blocks.append(last)
        skip = min(indent, 4) if code and head[:1] != b"\t" else int(code and not blank)
        last.spans.append((begin + skip, end))
        self.blank = blank


# What it is


def _at_load(text: Text, shell: str) -> list[Text]:
    """Inline commands that the client runs before the agent reads the page, wherever they stand on it."""
    if not _runs_at_load(text) or b"!`" not in text.data:
        return []
    return [text.slice(*match.span(1), shell, channel=RUNS) for match in _AT_LOAD.finditer(text.data)]


def _runs_at_load(text: Text) -> bool:
    name = text.path.rpartition("/")[2].upper()
    return text.channel == INSTRUCTS and (text.surface == "command" or name == "SKILL.MD") and text.parent is None


def _code(text: Text, block: Block, shell: str) -> list[Text]:
    """The Text of a fence or of indented code."""
    match = _INFO.match(block.info)
    word = match.group(1).lower() if match else ""
    if word == "!" or block.info.startswith("!"):
        return [_join(text, block.spans, shell, RUNS if _runs_at_load(text) else SHOWS)]
    language = LANGUAGES.get(word, word)
    channel = text.channel if language in _INSTRUCTING and text.channel == INSTRUCTS else SHOWS
    if not word:
        lines = [text.data[start:end] for start, end in block.spans]
        if not is_listing(lines):
            return [_join(text, block.spans, "", SHOWS)]
        language, channel = "console", text.channel
    if channel == INSTRUCTS and warned(_lines_before(text.data, block.before)):
        channel = SHOWS
    if language == "console" or language == "shell":
        return [_commands(text, block, channel, language)]
    child = _join(text, block.spans, language, channel)
    if language == "markdown" and text.depth + 1 < MAX_DEPTH:
        child.channel = SHOWS
        return [child, *cut(child)]
    return [child]


def _commands(text: Text, block: Block, channel: str, language: str) -> Text:
    """A shell fence; where it shows prompts, only what is typed behind them."""
    data = text.data
    prompt = _DOLLAR if language == "shell" else _PROMPT
    typed: list[tuple[int, int]] = []
    goes_on = False
    for start, end in block.spans:
        match = prompt.match(data, start, end)
        if match:
            typed.append((match.end(), end))
        elif goes_on:
            typed.append((start, end))
        goes_on = bool(match or goes_on) and data[start:end].rstrip(b"\r\n").endswith(b"\\")
    return _filled(_join(text, typed if typed else block.spans, "shell", channel))


def _filled(child: Text) -> Text:
    """The same Text with a variable of the same length for each placeholder: nobody knows its value."""
    if b"<" in child.data:
        child.data = _PLACEHOLDER.sub(lambda match: b"$" + re.sub(rb"\W", b"_", match[1]) + b"_", child.data)
    return child


def _inline(text: Text, block: Block) -> list[Text]:
    """Inline code that is a command: it instructs where the sentence asks to run it, else it is shown."""
    found = []
    for start, end in block.spans:
        line = text.data[start:end]
        if b"`" not in line:
            continue
        for match in _SPAN.finditer(line):
            code = match.group(2).strip()
            if line[: match.start()].endswith(b"!") or not is_command(code):
                continue
            before = line[: match.start()]
            asks = text.channel == INSTRUCTS and asked(before, _lines_before(text.data, start))
            begin, stop = start + match.start(2), start + match.end(2)
            found.append(_filled(text.slice(begin, stop, "shell", channel=INSTRUCTS if asks else SHOWS)))
    return found


def _lines_before(data: bytes, at: int) -> bytes:
    """The last line with something on it before an offset."""
    return data[max(0, at - 300) : at].rstrip().rpartition(b"\n")[2]


def _comments(text: Text, prose: list[tuple[int, int]]) -> list[Text]:
    """Comments that begin outside code."""
    starts = [start for start, _ in prose]
    found = []
    for match in _COMMENT.finditer(text.data):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < prose[index][1] and match.group(1).strip():
            found.append(text.slice(*match.span(1), "comment", channel=SAYS))
    return found
