"""A child Text made of pieces of its parent, with every offset mapped."""

from __future__ import annotations

from plugin_policy.text import Segment, Text


class Builder:
    """take() copies a span of the parent; put() writes other bytes that stand for a span of it."""

    def __init__(self, parent: Text) -> None:
        self.parent = parent
        self.data = bytearray()
        self.segments: list[Segment] = []

    def take(self, start: int, end: int) -> None:
        if end > start:
            self.segments.append(Segment(len(self.data), start, end))
            self.data += self.parent.data[start:end]

    def put(self, content: bytes, start: int, end: int) -> None:
        if content:
            self.segments.append(Segment(len(self.data), start, end, exact=False))
            self.data += content

    def add(self, child: Text) -> None:
        """Another child of the same parent."""
        base = len(self.data)
        for segment in child.segments or ():
            self.segments.append(Segment(base + segment.start, segment.parent_start, segment.parent_end, segment.exact))
        self.data += child.data

    def text(self, language: str, *, channel: str = "", surface: str = "") -> Text:
        segments = self.segments or [Segment(0, 0, 0, exact=False)]
        return self.parent.child(bytes(self.data), language, segments, channel=channel, surface=surface)
