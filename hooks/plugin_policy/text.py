"""Text: bytes with a language, a surface, a channel and an origin.

A Text is either the content of a file or a piece of another Text (a shell command inside JSON, a fence
inside Markdown, the argument of `bash -c`, a decoded payload). Offsets are bytes into `data`, which is
always UTF-8; every Text can say where an offset stands in the original file.
"""

from __future__ import annotations

from bisect import bisect_right

# Channels in falling force (what each means: docs/design.md).
RUNS = "runs"
INSTRUCTS = "instructs"
SHOWS = "shows"
SAYS = "says"
CHANNELS = (RUNS, INSTRUCTS, SHOWS, SAYS)

MAX_DEPTH = 4  # nesting of Texts
MAX_DECODED = 1 << 20  # bytes of one decoded Text
MAX_EXPANSION = 4  # decoded bytes in all, times the size of the file


class Segment:
    """From `start` on, child offsets map to the parent's `parent_start` on; inexact ones all map to one span."""

    __slots__ = ("exact", "parent_end", "parent_start", "start")

    def __init__(self, start: int, parent_start: int, parent_end: int, exact: bool = True) -> None:
        self.start = start
        self.parent_start = parent_start
        self.parent_end = parent_end
        self.exact = exact


class Text:
    """One readable thing.

    path: the file's path in the repository. data: UTF-8 without byte-order mark. language: "python",
    "javascript", "typescript", "tsx", "shell", "powershell", "markdown", "json", "yaml", "toml", …, "" when
    unknown. surface: what kind of place it is ("plugin hook", "skill", …), "" for none. plugin: the plugin's
    path, "." for the repository itself. parent/segments: None for the content of a file.
    """

    __slots__ = ("_lines", "channel", "data", "language", "parent", "path", "plugin", "segments", "surface")

    def __init__(
        self,
        path: str,
        data: bytes,
        language: str,
        *,
        surface: str = "",
        channel: str = RUNS,
        plugin: str = ".",
        parent: Text | None = None,
        segments: list[Segment] | None = None,
    ) -> None:
        self.path = path
        self.data = data
        self.language = language
        self.surface = surface
        self.channel = channel
        self.plugin = plugin
        self.parent = parent
        self.segments = segments
        self._lines: list[int] | None = None

    @property
    def depth(self) -> int:
        depth, text = 0, self.parent
        while text is not None:
            depth, text = depth + 1, text.parent
        return depth

    @property
    def root(self) -> Text:
        text = self
        while text.parent is not None:
            text = text.parent
        return text

    def child(
        self, data: bytes, language: str, segments: list[Segment], *, channel: str = "", surface: str = ""
    ) -> Text:
        """A Text inside this one; channel and surface are inherited unless given."""
        return Text(
            self.path,
            data,
            language,
            surface=surface or self.surface,
            channel=channel or self.channel,
            plugin=self.plugin,
            parent=self,
            segments=segments,
        )

    def slice(self, start: int, end: int, language: str, *, channel: str = "", surface: str = "") -> Text:
        """The child Text that is exactly the bytes from start to end."""
        return self.child(self.data[start:end], language, [Segment(0, start, end)], channel=channel, surface=surface)

    def whole(self, data: bytes, start: int, end: int, language: str, *, channel: str = "") -> Text:
        """A child Text whose every offset maps to the span start..end (decoded or folded text)."""
        return self.child(data, language, [Segment(0, start, end, exact=False)], channel=channel)

    def to_root(self, start: int, end: int) -> tuple[int, int]:
        """The span in the file's own Text."""
        text = self
        while text.parent is not None:
            start, end = text._to_parent(start), text._to_parent(end, is_end=True)
            text = text.parent
        return start, max(start, end)

    def _to_parent(self, offset: int, is_end: bool = False) -> int:
        segments = self.segments
        assert segments
        # An end stands behind its last byte, which decides the segment.
        probe = offset - 1 if is_end and offset else offset
        index = max(bisect_right(segments, probe, key=lambda segment: segment.start) - 1, 0)
        segment = segments[index]
        if not segment.exact:
            return segment.parent_end if is_end else segment.parent_start
        return min(segment.parent_start + offset - segment.start, segment.parent_end)

    def position(self, offset: int) -> tuple[int, int]:
        """1-based line and column (code points) of an offset, in the original file."""
        start, _ = self.to_root(offset, offset)
        return self.root._line_column(start)

    def span(self, start: int, end: int) -> tuple[int, int, int, int]:
        """line, column, end line, end column of start..end in the original file."""
        start, end = self.to_root(start, end)
        root = self.root
        return (*root._line_column(start), *root._line_column(end))

    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; CR, CRLF and LF end lines."""
        if self._lines is None:
            data = self.data
            if b"\r" not in data:
                starts, at = [0], data.find(b"\n")
                while at >= 0:
                    starts.append(at + 1)
                    at = data.find(b"\n", at + 1)
            else:
                import re

                starts = [0, *(match.end() for match in re.finditer(rb"\r\n|\r|\n", data))]
            self._lines = starts
        return self._lines

    def _line_column(self, offset: int) -> tuple[int, int]:
        starts = self.line_starts()
        line = bisect_right(starts, offset)
        begin = starts[line - 1]
        return line, len(self.data[begin:offset].decode("utf-8", "replace")) + 1

    def __repr__(self) -> str:
        return f"Text({self.path!r}, {self.language}, {self.channel}, {len(self.data)} bytes, depth {self.depth})"
