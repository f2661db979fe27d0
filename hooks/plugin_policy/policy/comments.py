"""Allow comments: `plugin-policy: allow[RULE-or-CHECK, …] reason`, optionally ending in `until YYYY-MM-DD`.

In the comment form of the language, on the line of the finding or alone on the line above; `<!-- … -->` in Markdown,
none in JSON. Other tools' comments count where the policy lists them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from plugin_policy.policy.comment_forms import (
    ANY,
    FOREIGN,
    FOREIGN_FORMS,
    HASH,
    MARKUP,
    OPENERS,
    SLASH,
    behind,
    markdown_zones,
    opener_before,
)
from plugin_policy.text import Text

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    import re

MARKER = b"plugin-policy:"
MAX_COMMENTS = 1000  # of one file; further ones are not read
MAX_LINE = 10_000  # bytes; nobody reviews a comment in a longer line, so it counts for nothing

MAX_REASON = 1000  # characters

Spans = Sequence[tuple[int, int]]

_ALLOW = r"allow\[(?P<rules>[^\]\[]{0,1000})\](?P<reason>.*)"
_UNTIL = r"[ \t,;(]*\buntil[ \t]+(?P<day>\d{4}-\d{2}-\d{2})[ \t).]*$"


class Comment:
    """One allow comment.

    line, column: where it stands; target: the line it speaks of; about: the bytes from here to there. until: ISO date
    or "". tool: "" for our own form, else whose it is. problem: why it cannot be read, "" if it can. new: the change
    under judgement adds it. used: it cleared or tried to clear a finding. secret: the one secret that it clears.
    """

    __slots__ = (
        "about", "column", "line", "new", "path", "problem", "reason", "rules", "secret", "target", "text", "tool",
        "until", "used",
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
        self.about = b""
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
    for comment in found:
        comment.about = search.about(comment)
    return found[:MAX_COMMENTS]


def mark_new(comments: Iterable[Comment], before: Iterable[Comment]) -> None:
    """Set `new` of the comments of a file that its earlier state does not have.

    A comment is the same when it says the same about the same line: neither a copy of it nor the same words about
    another line were there before.
    """
    left = [(comment.text, comment.about) for comment in before]
    for comment in comments:
        same = (comment.text, comment.about)
        comment.new = same not in left
        if not comment.new:
            left.remove(same)


class _Search:
    def __init__(self, text: Text, spans: Spans | None) -> None:
        self.text = text
        self.spans = sorted(spans) if spans is not None else None
        self.starts = text.line_starts()
        self.zones = markdown_zones(text) if text.language == "markdown" else None

    def own(self) -> Iterator[Comment]:
        import re

        allow = re.compile(_ALLOW)
        previous: list[Comment] = []
        for offset in _occurrences(self.text.data, MARKER):
            number = bisect_right(self.starts, offset)
            if not self.in_comment(offset, number):
                continue
            before, after = self.line_parts(offset + len(MARKER), number)
            opener, start = opener_before(before[: -len(MARKER)])
            after = after.lstrip(" \t")
            if not after.startswith("allow") or not self.may_open(opener, number, before[:start]):
                continue
            end = self.end_line(offset, number)
            alone = not before[:start].strip() and (end > number or not behind(opener, after))
            comment = Comment(self.text.path, number, start + 1, end + 1 if alone else number, before[start:] + after)
            _fill(comment, allow.match(_body(after)))
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
            number = bisect_right(self.starts, offset)
            if not self.in_comment(offset, number):
                continue
            before, after = self.line_parts(offset, number)
            match = form.search(before + after)
            if match:
                target = number + 1 if match.groupdict().get("next") else number
                comment = Comment(self.text.path, number, match.start() + 1, target, match[0], tool=tool)
                comment.rules, comment.reason = FOREIGN[tool][1], match[0]
                yield comment

    def in_comment(self, offset: int, number: int) -> bool:
        start, end = self.bounds(number)
        return end - start <= MAX_LINE and (self.spans is None or self.span_end(offset) >= 0)

    def bounds(self, number: int) -> tuple[int, int]:
        """Bytes of a line, its end counted in."""
        end = self.starts[number] if number < len(self.starts) else len(self.text.data)
        return self.starts[number - 1], end

    def line_parts(self, offset: int, number: int) -> tuple[str, str]:
        """What stands in the line before and behind an offset."""
        start, end = self.bounds(number)
        before, after = self.text.data[start:offset], self.text.data[offset:end].rstrip(b"\r\n")
        return before.decode("utf-8", "replace"), after.decode("utf-8", "replace")

    def about(self, comment: Comment) -> bytes:
        """The lines from the comment to the one it speaks of."""
        last = min(comment.target, len(self.starts))
        return self.text.data[self.starts[comment.line - 1] : self.bounds(last)[1]][: 2 * MAX_LINE].strip()

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
                return opener[:1] in ("#", "/", "*")
            # What stands in backticks is shown, not meant.
            return opener in MARKUP and before.count("`") % 2 == 0
        known = OPENERS.get(language, ANY)
        if self.zones is not None:
            known = (*MARKUP, *HASH, *SLASH)
        return opener in known


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
    reason = match["reason"][:MAX_REASON].strip(" \t:-")
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


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
