"""Sentences that tell an agent to run code that somebody else hands it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUN = rb"(?:run|execute|eval(?:uate)?|exec|pipe|interpret|invoke)"
_CODE = (
    rb"(?:code|script|commands?|snippet|payload|instructions?|contents?|output|response|expression|javascript|python)"
)
_GIVEN = (
    rb"(?:(?:that|which)? ?(?:it|the (?:server|page|site|api|url|endpoint|response|model|website|user)) "
    rb"(?:returns?|sends?|gives?|contains?|provides?|responds with)"
    rb"|(?:returned|sent|provided|supplied|received|fetched|downloaded|embedded|found|contained|decoded|hidden)"
    rb"(?: (?:by|from|in|at|on|inside|within))?"
    rb"|from (?:the |that |this )?(?:url|page|response|server|api|website|web ?site|internet|remote|issue|comment)"
    rb"|at https?://|of https?://|from https?://)"
)
_ORDERS = re.compile(
    rb"\b(?:then |and |always |immediately |must |should |silently )?"
    rb"(?:" + _RUN + rb" (?:\w+ ){0,4}?" + _CODE + rb" (?:\w+ ){0,3}?" + _GIVEN + rb""
    rb"|(?:pass|feed|give|send) (?:\w+ ){0,5}?(?:to|into|through) `?(?:eval|exec)(?:\(\))?`?"
    rb"|(?:use|call|with|using|through|via) `?(?:eval|exec)(?:\(\))?`? (?:to|on|over|for) (?:\w+ ){0,4}?"
    + _CODE
    + rb")",
    re.IGNORECASE,
)
_NOT = re.compile(
    rb"\b(?:never|not|n't|don.t|avoid|without|instead of|rather than|refuse|reject|flag|detect|warn|forbid|forbidden|"
    rb"prevent|attackers?|attacks?|malicious|vulnerab\w+|dangerous|unsafe|untrusted|injection|may|might|could|can|if)\b",
    re.IGNORECASE,
)


def orders(data: bytes) -> Iterator[tuple[int, int]]:
    """Spans of such orders; a sentence that forbids, warns or describes is none."""
    for match in _ORDERS.finditer(data):
        start = max(match.start() - 300, 0)
        begin = max(data.rfind(stop, start, match.start()) for stop in (b". ", b"\n", b"! ", b": "))
        after = min([at for stop in (b". ", b"\n") if (at := data.find(stop, match.end())) >= 0], default=match.end())
        if not _NOT.search(data, max(begin, 0), min(after, match.end() + 200)):
            yield match.start(), match.end()
