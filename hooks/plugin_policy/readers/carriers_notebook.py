"""Cells of Jupyter notebooks, with shell lines (`!cmd`, `%sx`) and cell magics (`%%bash`).

Source: nbformat 4.5; IPython, Built-in magic commands.
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers.carriers_build import Builder
from plugin_policy.readers.manifest import Document, parse
from plugin_policy.text import Text

_CELL_MAGIC = later(rb"\s*%%([A-Za-z_!]+)[^\n]*\n?")
_LINE_MAGIC = later(
    rb"^[ \t]*(?:[\w, \t]{1,80}=[ \t]*)?(?:(!!?)|%(sx|system|sc|run|pip|conda|uv)\b|%[A-Za-z]\w*)[ \t]*([^\n]*)\n?",
    re.MULTILINE,
)
_CELLS = {
    b"bash": "shell", b"sh": "shell", b"script": "shell", b"!": "shell", b"sx": "shell", b"system": "shell",
    b"cmd": "batch", b"javascript": "javascript", b"js": "javascript", b"html": "html", b"svg": "html",
    b"python": "python", b"python3": "python", b"time": "python", b"timeit": "python", b"capture": "python",
    b"prun": "python", b"markdown": "markdown", b"perl": "perl", b"ruby": "ruby", b"powershell": "powershell",
    b"pwsh": "powershell",
}  # fmt: skip
_KERNELS = {"javascript": "javascript", "typescript": "typescript", "bash": "shell", "deno": "typescript"}


def cut(text: Text) -> list[Text]:
    document = parse(text)
    cells = document.get("cells")
    name = str(document.get("metadata", "kernelspec", "language") or document.get("metadata", "language_info", "name"))
    kernel = _KERNELS.get(name.lower(), "python" if name == "None" else name.lower())
    found: list[Text] = []
    for index, cell in enumerate(cells if isinstance(cells, list) else ()):
        source = _source(document, index, cell.get("source")) if isinstance(cell, dict) else None
        if source is None:
            continue
        if cell.get("cell_type") == "code":
            found += _code(source, kernel)
        elif cell.get("cell_type") == "markdown":
            source.language = "markdown"
            found.append(source)
    return found


def _source(document: Document, index: int, source: object) -> Text | None:
    """A cell's source: one string or a list of lines."""
    if isinstance(source, str):
        return document.child(("cells", index, "source"), "python")
    if not isinstance(source, list):
        return None
    builder = Builder(document.text)
    for line in range(len(source)):
        piece = document.child(("cells", index, "source", line), "python")
        if piece is not None:
            builder.add(piece)
    return builder.text("python")


def _code(source: Text, kernel: str) -> list[Text]:
    magic = _CELL_MAGIC.match(source.data)
    if magic:
        language = _CELLS.get(magic.group(1).lower(), "")
        inner = _pieces(source, [(magic.end(), len(source.data))], language)
        return [inner] if language != "python" else _lines(inner)
    source.language = kernel
    return _lines(source) if kernel == "python" else [source]


def _lines(source: Text) -> list[Text]:
    """A Python cell without its magic lines, and the commands in these."""
    if not re.search(rb"^[^\n#'\"]*[!%]", source.data, re.MULTILINE):
        return [source]
    found: list[Text] = []
    kept: list[tuple[int, int]] = []
    at = 0
    for match in _LINE_MAGIC.finditer(source.data):
        kept.append((at, match.start()))
        at = match.end()
        start, end = match.span(3)
        if match.group(2) in (b"run", b"pip", b"conda", b"uv"):
            start = match.start(2) if match.group(2) != b"run" else start
        if match.group(1) or match.group(2):
            found.append(_pieces(source, [(start, end)], "shell"))
    if not found and not kept:
        return [source]
    kept.append((at, len(source.data)))
    return [_pieces(source, kept, "python"), *found]


def _pieces(source: Text, spans: list[tuple[int, int]], language: str) -> Text:
    """Spans of a cell as a child of the cell."""
    builder = Builder(source)
    for start, end in spans:
        builder.take(start, end)
    return builder.text(language)
