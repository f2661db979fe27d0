"""A picture of who talks to whom, as coordinates for inline SVG."""

from __future__ import annotations

from collections.abc import Iterable

MAX_ROWS = 24
ROW = 26  # units between two boxes
LEFT, RIGHT, WIDTH, HEIGHT = 8, 400, 300, 20
LABEL = 38  # code points


class Picture:
    """boxes: (x, y, label, style, whole name). lines: (x1, y1, x2, y2, style). left_out: names without a box."""

    __slots__ = ("boxes", "height", "left_out", "lines", "said", "width")

    def __init__(self) -> None:
        self.boxes: list[tuple[int, int, str, str, str]] = []
        self.lines: list[tuple[int, int, int, int, str]] = []
        self.left_out = 0
        self.width = RIGHT + WIDTH + 8
        self.height = 0
        self.said = ""


def talk(links: list[tuple[str, str, bool]]) -> Picture | None:
    """links: (who, whom, disclosed), most important first. None when there is nothing to draw."""
    if not links:
        return None
    who, whom = _names(one for one, _, _ in links), _names(one for _, one, _ in links)
    picture = Picture()
    picture.left_out = max(len(who) - MAX_ROWS, 0) + max(len(whom) - MAX_ROWS, 0)
    who, whom = who[:MAX_ROWS], whom[:MAX_ROWS]
    rows = max(len(who), len(whom))
    picture.height = rows * ROW + 8
    left, right = _column(who, rows), _column(whom, rows)
    unsaid = {target for _, target, disclosed in links if not disclosed}
    picture.boxes = [(LEFT, y, _label(name), "who", name) for name, y in left.items()]
    picture.boxes += [(RIGHT, y, _label(name), _style(name not in unsaid), name) for name, y in right.items()]
    for one, target, disclosed in links:
        if one in left and target in right:
            middle = HEIGHT // 2
            ends = (LEFT + WIDTH, left[one] + middle, RIGHT, right[target] + middle)
            picture.lines.append((*ends, _style(disclosed)))
    picture.said = "; ".join(f"{one} reaches {target}" for one, target, _ in links[:MAX_ROWS])
    return picture


def _style(disclosed: bool) -> str:
    return "said" if disclosed else "unsaid"


def _names(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _column(names: list[str], rows: int) -> dict[str, int]:
    """y of each name, the column centred on the higher one."""
    start = 4 + (rows - len(names)) * ROW // 2
    return {name: start + at * ROW for at, name in enumerate(names)}


def _label(name: str) -> str:
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"
