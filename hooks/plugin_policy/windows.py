"""Windows into code that is too large to parse whole: the stretches around whatever may do something."""

from __future__ import annotations

import re

REACH = 4096  # bytes read on either side
MAX_TOTAL = 8 << 20  # bytes of all windows together

# Words without which code in none of the parsed languages evaluates, starts, connects, reads or hides something.
_WORDS = re.compile(
    rb"eval|[Ee]xec|Function|constructor|require|import|fetch|XMLHttp|WebSocket|sendBeacon|https?://|subprocess|system"
    rb"|spawn|child_process|fork|popen|atob|base64|fromCharCode|socket|environ|getenv|process\.|pickle|marshal|__\w+__"
    rb"|readFile|writeFile|open\(|curl|wget|\.ssh|\.aws|passwd|sudo|crontab|setTimeout|setInterval|iex|Invoke-"
)


def windows(data: bytes) -> list[tuple[int, int]]:
    """(start, end) spans in order, cut at line ends or semicolons where one is near; never more than MAX_TOTAL."""
    spans: list[list[int]] = []
    total = 0
    for match in _WORDS.finditer(data):
        start, end = max(match.start() - REACH, 0), min(match.end() + REACH, len(data))
        if spans and start <= spans[-1][1]:
            total += end - spans[-1][1]
            spans[-1][1] = end
        else:
            total += end - start
            spans.append([start, end])
        if total > MAX_TOTAL:
            break
    return [(_begin(data, start), _end(data, end)) for start, end in spans]


def _begin(data: bytes, at: int) -> int:
    if at == 0:
        return 0
    cut = max(data.find(b"\n", at, at + 512), data.find(b";", at, at + 512))
    return cut + 1 if cut >= 0 else at


def _end(data: bytes, at: int) -> int:
    cut = max(data.rfind(b"\n", at - 512, at), data.rfind(b";", at - 512, at))
    return cut + 1 if cut > 0 else at
