"""Links and images of Markdown. Source: CommonMark 0.31.2, 4.7, 6.3, 6.4; HTML attributes that load something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugin_policy.pattern import later
from plugin_policy.readers.markdown import Scanner

if TYPE_CHECKING:
    from plugin_policy.text import Text

_LINK = later(rb"(!?)\[(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,300}\]\([ \t]*<?([^\s()<>]{1,2000}(?:\([^\s()]{0,200}\))?)")
_REFERENCE = later(rb"^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*<?([^\s<>]{1,2000})", re.MULTILINE)
_TAG = later(
    rb"<(img|a|iframe|video|audio|source|link)\b[^<>]{0,1000}?\b(?:src|href)[ \t]*=[ \t]*[\"']?([^\s\"'<>]+)", re.I
)


class Link:
    """Where a page points. image: it is fetched when the page is shown. start, end: the target in the Text."""

    __slots__ = ("end", "image", "start", "target")

    def __init__(self, start: int, end: int, target: str, image: bool) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.image = image


def links(text: Text) -> list[Link]:
    """Links, images and reference definitions of a Markdown Text, code left out."""
    found = []
    for block in Scanner(text.data, 0).run():
        if block.kind != "prose":
            continue
        for start, end in block.spans:
            line = text.data[start:end]
            if b"](" in line or b"]:" in line or b"<" in line:
                found += _links_of(line, start)
    return found


def _links_of(line: bytes, start: int) -> list[Link]:
    found = []
    for match in _LINK.finditer(line):
        found.append(_link(match, 2, start, match.group(1) == b"!"))
    for match in _REFERENCE.finditer(line):
        found.append(_link(match, 1, start, False))
    for match in _TAG.finditer(line):
        found.append(_link(match, 2, start, match.group(1).lower() not in (b"a", b"link")))
    return found


def _link(match: re.Match[bytes], group: int, start: int, image: bool) -> Link:
    begin, end = match.span(group)
    return Link(start + begin, start + end, match.group(group).decode("utf-8", "replace"), image)
