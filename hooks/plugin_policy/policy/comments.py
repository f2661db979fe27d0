"""Allow comments: `plugin-policy: allow[RULE-or-CHECK, …] reason`, optionally ending in `until YYYY-MM-DD`.

In the comment form of the language, on the line of the finding or alone on the line above; `<!-- … -->` in Markdown,
none in JSON. Other tools' comments count where the policy lists them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from plugin_policy.text import Text

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    import re

MARKER = b"plugin-policy:"
MAX_COMMENTS = 1000  # of one file; further ones are not read

Spans = Sequence[tuple[int, int]]

# Languages by how a comment may begin. What is not listed may use any of them; JSON has none.
HASH, SLASH, DASH = ("#",), ("//", "/*", "*"), ("--",)
MARKUP = ("<!--",)
OPENERS: dict[str, tuple[str, ...]] = {
    "json": (), "notebook": (), "csv": (),
    "markdown": MARKUP, "html": (*MARKUP, *SLASH),
    "php": (*HASH, *SLASH), "sql": (*DASH, "/*"), "lua": DASH, "haskell": DASH, "batch": ("rem", "::"),
    "clojure": (";",), "ini": (*HASH, ";"), "erlang": ("%",), "applescript": (*HASH, *DASH), "vbscript": ("'", "rem"),
    **dict.fromkeys(("python", "shell", "powershell", "yaml", "toml", "makefile", "dockerfile", "ruby", "perl", "r",
                     "julia", "elixir", "fish", "nushell", "tcl", "awk", "coffeescript"), HASH),
    **dict.fromkeys(("javascript", "typescript", "tsx", "go", "rust", "java", "kotlin", "swift", "c", "cpp", "csharp",
                     "scala", "groovy"), SLASH),
}  # fmt: skip
ANY = (*HASH, *SLASH[:2], *DASH, *MARKUP, ";")

# Other tools: name in the policy -> (bytes to look for, checks their comments speak of).
FOREIGN = {
    "detect-secrets": (b"pragma:", ("no-secrets",)),
    "gitleaks": (b"gitleaks:allow", ("no-secrets",)),
    "bandit": (b"nosec", ("static-analysis",)),
}
FOREIGN_FORMS = {
    "detect-secrets": r"pragma:\s?(?:allow|white)list(?P<next>[ -]nextline)?[ -]secret\b",
    "gitleaks": r"gitleaks:allow\b",
    "bandit": r"#\s*nosec\b",
}

_OPENER = r"(?P<open><!--+|--+|#+|//+|/\*+|\*|;+|%+|'|(?i:\brem)|::)[ \t]*plugin-policy:[ \t]*"
_ALLOW = r"allow\[(?P<rules>[^\]\[]{0,1000})\](?P<reason>.*)"
_UNTIL = r"[ \t,;(]*\buntil[ \t]+(?P<day>\d{4}-\d{2}-\d{2})[ \t).]*$"


class Comment:
    """One allow comment. line, column: where it stands; target: the line it speaks of. until: ISO date or "".

    tool: "" for our own form, else whose it is. problem: why it cannot be read, "" if it can. new: set by the caller
    for comments that the change under judgement adds. used: it cleared or tried to clear a finding. secret: the one
    secret that it clears.
    """

    __slots__ = (
        "column", "line", "new", "path", "problem", "reason", "rules", "secret", "target", "text", "tool", "until",
        "used",
    )  # fmt: skip

    def __init__(self, path: str, line: int, column: int, target: int, text: str, *, tool: str = "") -> None:
        self.path = path
        self.line = line
        self.column = column
        self.target = target
        self.text = text
        self.tool = tool
        self.rules: tuple[str, ...] = ()
        self.reason = ""
        self.until = ""
        self.problem = ""
        self.new = False
        self.used = False
        self.secret = ""


def may_hold_comments(data: bytes, foreign: Iterable[str] = ()) -> bool:
    """Is it worth to look closer? Costs one pass over the bytes."""
    return MARKER in data or any(FOREIGN[tool][0] in data for tool in foreign)


def find_comments(
    text: Text, *, spans: Callable[[], Spans | None] | None = None, foreign: Iterable[str] = ()
) -> list[Comment]:
    """The allow comments of a file's own Text, in order.

    spans: gives the byte spans of comments as a parser sees them (`ir.Module.comments`, those of child Texts mapped to
    the file), or None; asked only when a marker is there. Without it the line's own look decides.
    foreign: names of other tools whose comments count, as in the policy.
    """
    tools = [tool for tool in foreign if FOREIGN[tool][0] in text.data]
    if not text.data or (MARKER not in text.data and not tools) or OPENERS.get(text.language) == ():
        return []
    search = _Search(text, spans() if spans else None)
    found = list(search.own())
    for tool in tools:
        found += search.foreign(tool)
    found.sort(key=lambda comment: (comment.line, comment.column))
    return found[:MAX_COMMENTS]


class _Search:
    def __init__(self, text: Text, spans: Spans | None) -> None:
        self.text = text
        self.spans = sorted(spans) if spans is not None else None
        self.starts = text.line_starts()
        self.zones = _markdown_zones(text) if text.language == "markdown" else None

    def own(self) -> Iterator[Comment]:
        import re

        opener, allow = re.compile(_OPENER), re.compile(_ALLOW)
        previous: list[Comment] = []
        for offset in _occurrences(self.text.data, MARKER):
            number, line = self.line_at(offset)
            if self.spans is not None and self.span_end(offset) < 0:
                continue
            column = len(self.text.data[self.starts[number - 1] : offset].decode("utf-8", "replace"))
            match = next((one for one in opener.finditer(line) if one.start() <= column < one.end()), None)
            if not match or not self.may_open(match["open"], number, line[: match.start()]):
                continue
            rest = line[match.end() :]
            if not rest.startswith("allow"):
                continue
            end = self.end_line(offset, number)
            alone = not line[: match.start()].strip() and (end > number or not _after(line, match))
            target = end + 1 if alone else number
            comment = Comment(self.text.path, number, match.start() + 1, target, line[match.start() :].strip())
            _fill(comment, allow.match(_body(rest)))
            previous = [one for one in previous if one.target == number] if alone else []
            for one in previous:  # several comments, each alone on its line, speak of the line below the last
                one.target = comment.target
            if alone:
                previous.append(comment)
            yield comment

    def foreign(self, tool: str) -> Iterator[Comment]:
        import re

        form = re.compile(FOREIGN_FORMS[tool])
        for offset in _occurrences(self.text.data, FOREIGN[tool][0]):
            number, line = self.line_at(offset)
            match = form.search(line)
            if not match or (self.spans is not None and self.span_end(offset) < 0):
                continue
            target = number + 1 if match.groupdict().get("next") else number
            comment = Comment(self.text.path, number, match.start() + 1, target, match[0], tool=tool)
            comment.rules, comment.reason = FOREIGN[tool][1], match[0]
            yield comment

    def line_at(self, offset: int) -> tuple[int, str]:
        """1-based number and text of the line that holds the offset."""
        number = bisect_right(self.starts, offset)
        end = self.starts[number] if number < len(self.starts) else len(self.text.data)
        return number, self.text.data[self.starts[number - 1] : end].decode("utf-8", "replace").rstrip("\r\n")

    def span_end(self, offset: int) -> int:
        """End of the comment that holds the offset, -1 if none does."""
        assert self.spans is not None
        index = bisect_right(self.spans, offset, key=lambda span: span[0]) - 1
        return self.spans[index][1] if index >= 0 and offset < self.spans[index][1] else -1

    def end_line(self, offset: int, number: int) -> int:
        if self.spans is None:
            return number
        end = self.span_end(offset)
        while end > offset and self.text.data[end - 1] in b"\r\n":  # some grammars count the line end in
            end -= 1
        return bisect_right(self.starts, end)

    def may_open(self, opener: str, number: int, before: str) -> bool:
        language = self.text.language
        if self.zones is not None and self.spans is None:
            if self.zones[number - 1]:
                return opener[0] in "#/*"
            # What stands in backticks is shown, not meant.
            return opener.startswith("<!--") and before.count("`") % 2 == 0
        known = OPENERS.get(language, ANY)
        if self.zones is not None:
            known = (*MARKUP, *HASH, *SLASH)
        return any(opener.lower().startswith(one) for one in known)


def _occurrences(data: bytes, marker: bytes) -> Iterator[int]:
    at = data.find(marker)
    for _ in range(MAX_COMMENTS):
        if at < 0:
            return
        yield at
        at = data.find(marker, at + len(marker))


def _fill(comment: Comment, match: re.Match[str] | None) -> None:
    import re

    if not match:
        comment.problem = "it needs a list in brackets"
        return
    comment.rules = tuple(one.strip() for one in match["rules"].split(",") if one.strip())
    if not comment.rules:
        comment.problem = "its brackets are empty"
    reason = match["reason"].strip(" \t:-")
    if day := re.search(_UNTIL, reason):
        comment.until, reason = day["day"], reason[: day.start()].rstrip()
        if not _is_day(comment.until):
            comment.problem = f"there is no day {comment.until}"
    comment.reason = reason


def _body(rest: str) -> str:
    """The comment's text up to the end of the comment."""
    for close in ("*/", "-->"):
        rest = rest.partition(close)[0]
    return rest


def _after(line: str, match: re.Match[str]) -> str:
    """What stands on the line behind a comment that ends on it."""
    close = {"<": "-->", "/": "*/"}.get(match["open"][0], "")
    if not close or match["open"].startswith("//"):
        return ""
    return line[match.end() :].partition(close)[2].strip()


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _markdown_zones(text: Text) -> list[bool]:
    """For each line: does it stand in a fence or in the front matter, whose languages have `#` or `//` comments?"""
    zones: list[bool] = []
    fence = ""
    for number, raw in enumerate(text.data.split(b"\n") if b"\r" not in text.data else _lines(text)):
        line = raw.strip().decode("utf-8", "replace")
        if fence:
            zones.append(True)
            if line.startswith(fence) and not line.strip(fence[0]):
                fence = ""
        elif line.startswith(("```", "~~~")):
            fence = line[: len(line) - len(line.lstrip(line[0]))]
            zones.append(False)
        else:
            if number == 0 and line == "---":
                fence = "---"
            zones.append(False)
    return zones


def _lines(text: Text) -> list[bytes]:
    starts = text.line_starts()
    return [text.data[start:end] for start, end in zip(starts, [*starts[1:], len(text.data)], strict=True)]
