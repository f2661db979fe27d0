"""Sentences that tell an agent to run code that somebody else hands it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

_RUN = rb"(?:run|execute|eval(?:uate)?|exec|pipe)"
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
    rb"(?:"
    + _RUN
    + rb" (?!(?:the |a |your )?(?:\w+ )?(?:linter|formatter|tests?|review|check|analysis|scan|tool|command on))"
    rb"(?:(?!after |before |when |while |until |once )\w+ ){0,4}?" + _CODE + rb" (?:\w+ ){0,3}?" + _GIVEN + rb""
    rb"|(?:pass|feed|give|send) (?:[\w']+ ){0,5}?(?:to|into|through) `?(?:eval|exec)(?:\(\))?`?"
    rb"|(?:use|call|with|using|through|via) `?(?:eval|exec)(?:\(\))?`? (?:to|on|over|for) (?:\w+ ){0,4}?"
    + _CODE
    + rb")",
    re.IGNORECASE,
)
# Text that is made or fetched first and run then: the second step only says "it" or "the result".
_IT = (
    rb"(?:it|them|th(?:e|at|is) (?:result|output|decoded|resulting|reassembled|decrypted|string|text|payload)\w*"
    rb"(?: (?:code|command|string|script|text))?)\b(?! (?:through|past|by|against|on|for|in parallel))"
)
_RUN_IT = _RUN + rb" " + _IT
_THEN = rb"(?:[^.\n]|\.(?=\w)){1,120}?\b(?:and|then|,) ?(?:then |immediately |silently )?" + _RUN_IT
_MADE = (
    rb"\b(?:(?:(?:base64|base32|hex|url|rot ?13)[- ])?(?:decode|decrypt)|deobfuscate|decompress|unescape|reverse"
    rb"|concatenate|join|joining|assemble|reassemble|treat [^.\n]{1,60} as [^.\n]{0,20}(?:commands?|code|script)"
    rb"|interpret [^.\n]{1,60} as [^.\n]{0,20}(?:commands?|code|script))\b"
)
_SAVED = (
    rb"\b(?:save|write|store|dump|put) (?:the|its|that) (?:\w+ )?"
    rb"(?:response|reply|body|payload|output of the (?:request|server|api|page))"
)
_FETCHED = (
    rb"\b(?:download|fetch|get|retrieve|pull) [^.\n]{1,60}?(?:(?:url|link|address) (?:in|from|given|provided|returned)"
    rb"|the (?:issue|comment|server|api|page|response))"
)
_CONTAINED = (
    rb"\b" + _RUN + rb" (?:the |any |all |every )?(?:commands?|code|snippets?|scripts?|instructions) (?:that |which )?"
    rb"(?:they|it) contains?|\brunning (?:every|all|any|each|the) commands? (?:listed|given|found|written|shown)"
    rb" (?:there|in it|on it|on the page)"
)
_ANSWERED = (
    rb"\b(?:when|once|whenever|after) [^.,\n]{1,80}(?:returns?|sends?|gives?|answers with) (?:a|any|some) (?:\w+ )?"
    rb"(?:script|code|command|snippet)s?,? (?:then )?" + _RUN_IT
)
# What others hand over, run at once: "execute it as code", "run exactly what it returns", "pipe it into a shell"
_HANDED = (
    rb"\b(?:execute|run|evaluate) (?:it|them) as (?:\w+ )?(?:code|commands?|script)\b"
    rb"|\b(?:execute|run) (?:exactly )?what(?:ever)? (?:it|they|the \w+) (?:returns?|sends?|says|answers)\b"
    rb"|\bpipe (?:the|its) (?:response|output|reply|body|content)s? (?:in)?to (?:a |the )?"
    rb"`?(?:shell|bash|sh|python|node)\b"
    rb"|\b(?:fetch|download|curl|get|load) (?:https?://|the (?:remote|url|endpoint|address|page))[^\n]{1,120}?"
    rb"\b(?:execute|run|running) (?:its contents?|any commands? it contains?|what it contains)\b"
    rb"|\b(?:decode|unzip|unpack|decompress) [^.\n]{0,40}\b(?:blob|payload|base64|string|archive)\b[^.\n]{0,40}"
    rb"\b(?:run|execute) what is inside\b"
)
_BY_NAME = rb"\b(?:evaluate|run|execute) (?:it|them|the \w+) (?:with|using|via|through|in) `?(?:eval|exec)\b"
_STEPS = re.compile(
    rb"(?:" + _MADE + rb"|" + _SAVED + rb"|" + _FETCHED + rb")" + _THEN
    + rb"|" + _HANDED + rb"|" + _CONTAINED + rb"|" + _ANSWERED + rb"|" + _BY_NAME,
    re.IGNORECASE,
)  # fmt: skip
# What comes with the plugin is no stranger's.
_OWN = re.compile(
    rb"\b(?:in|by|with|inside|from) (?:this|the) (?:skill|plugin|repo\w*|project|folder|directory|package|prompt"
    rb"|sandbox)\b|`scripts/",
    re.IGNORECASE,
)
_NOT = re.compile(
    rb"\b(?:never|not|n't|don.t|avoid|without(?! (?:asking|confirm|prompt|review|check|telling|warning))|instead of|"
    rb"rather than|refuse|reject|flag|detect|warn|forbid|forbidden|"
    rb"prevent|attackers?|attacks?|malicious|vulnerab\w+|dangerous|unsafe|untrusted|injection|may|might|could|can|if)\b",
    re.IGNORECASE,
)


def orders(data: bytes) -> Iterator[tuple[int, int]]:
    """Spans of such orders; a sentence that forbids, warns or describes is none."""
    for match in chain(_ORDERS.finditer(data), _STEPS.finditer(data)):
        start = max(match.start() - 300, 0)
        begin = max(data.rfind(stop, start, match.start()) for stop in (b". ", b"\n", b"! ", b": "))
        after = min([at for stop in (b". ", b"\n") if (at := data.find(stop, match.end())) >= 0], default=match.end())
        end = min(after, match.end() + 200)
        if not _NOT.search(data, max(begin, 0), end) and not _OWN.search(
            data, match.start(), min(end, match.end() + 20)
        ):
            yield match.start(), match.end()
