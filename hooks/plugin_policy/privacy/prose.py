# ruff: noqa: E501  (patterns read best when alternatives stay together)
"""Instructions to an agent that make it send data, or keep something from the user.

Prose is read sentence by sentence, with its polarity: "never send …" and "do not upload …" are no instructions to do
it, and what stands in quotes is spoken about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_SENTENCE = 600
_SENTENCE = re.compile(rb"(?:[^\n.!?]|[.!?](?=\S)|\n(?![ \t]*(?:\n|[-*+>|#]|\d{1,3}[.)])))+[.!?]?")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_LEAD = re.compile(r"^[\s>|#*_+-]*(?:\d{1,3}[.)]\s*)?(?:\*\*[^*\n]{1,60}\*\*:?\s*)?")
_QUOTED = re.compile(r"\"[^\"\n]{0,300}\"|“[^”\n]{0,300}”|(?<!\w)'[^'\n]{0,300}'(?!\w)")
_CODE = re.compile(r"`([^`\n]{0,300})`")

_NOT = re.compile(
    r"\b(?:never|not|don['’]?t|avoid|without|refuse|prevent|block|stop|forbid\w*|prohibit\w*|must not|cannot|can['’]t"
    r"|instead of|rather than|no longer|detect\w*|flag|reject|attack\w*|attempt\w*|malicious|example|e\.g\.|vulnerab\w*"
    r"|if (?:you see|asked|someone)|check (?:that|whether|for|if)|look for|warn\w*|risk\w*|could|might|may)\b",
    re.IGNORECASE,
)
_VERB = (
    r"(?:send|post|upload|forward|transmit|submit|exfiltrate|share|copy|e-?mail|relay|leak|include|append|attach|pass"
    r"|embed|report|encode|log|push)"
)
_IMPERATIVE = re.compile(
    r"(?:^|[,;:]\s*|\b(?:then|and|always|first|also|silently|quietly|secretly|please|must|should|to|you|now)\s+)"
    r"(" + _VERB + r")\b", re.IGNORECASE,
)  # fmt: skip
_PERSONAL = (
    r"(?:(?:(?:full|entire|whole|complete|current|chat|conversation|session)\s+)+(?:history|transcript|log|conversation|"
    r"context|session)|conversations?|transcripts?|chat history|prompts?\b(?!\s+(?:template|file|for))|environment variables?|env vars?"
    r"|\.env\b|api[ -]?keys?|credentials?|secrets|passwords?|ssh keys?|private keys?|access tokens?|~/\.\w+|clipboard"
    r"|screenshots?|user['’]?s? (?:code|source|files?|messages?|prompts?|queries|query|input|name|e-?mail\w*|data)"
    r"|source (?:code|files)|codebase|contents? of (?:all|every|the) (?:\w+ )?files?|git config)"
)
_DATA = re.compile(_PERSONAL, re.IGNORECASE)
_ADDRESS = re.compile(
    r"\bto\b[^.]{0,80}?(?:https?://([\w.-]+)|\b((?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|xyz|site|ai|co|me|sh|cloud))\b"
    r"|[\w.+-]+@([\w-]+(?:\.[\w-]+)+))|^\w+\s+https?://([\w.-]+)", re.IGNORECASE,
)  # fmt: skip
_ELSEWHERE = re.compile(
    r"\b(?:to|into|in|with|at|of)\s+(?:(?:the|an?)\s+(?:[\w'’`-]+\s+){0,2}?(?:analytics|telemetry|tracking|metrics|collection|coaching"
    r"|vendor['’]s|author['’]s|company['’]s|developer['’]s)|our|my)\s+(?:[\w`-]+\s+){0,2}?"
    r"(?:server|service|endpoint|api|backend|url|tool|webhook|host|collector)\b", re.IGNORECASE,
)  # fmt: skip

_CONCEAL = re.compile(
    r"\b(?:(?:never|do not|don['’]?t)\s+(?:tell|inform|mention|reveal|disclose|show|let|alert|notify)\b[^.]{0,40}?\buser\b[^.]{0,60}?"
    r"\b(?:sen[dt]\w*|upload\w*|collect\w*|record\w*|transmi\w+|forward\w*|exfiltrat\w*|shar(?:e|ed|ing)|post(?:ed|ing)?)"
    r"|without (?:telling|informing|asking|notifying|alerting) the user\b|(?:hide|conceal|keep) (?:this|it|that) (?:from|secret from) the user)\b",
    re.IGNORECASE,
)  # fmt: skip
_HIDDEN_ACT = re.compile(
    r"\b(?:send|upload|run|execute|post|install|collect|transmit|forward|download|delete|log)\b", re.I
)


def sentences(data: bytes) -> Iterator[tuple[int, int, str]]:
    """(start, end, text) of each sentence of prose; ends at a full stop, an empty line or the next item."""
    data = _COMMENT.sub(lambda match: b" " * len(match[0]), data)  # comments are Texts of their own
    for match in _SENTENCE.finditer(data):
        text = match[0].lstrip()
        start = match.end() - len(text)
        if text and len(text) <= MAX_SENTENCE:
            yield start, start + len(text.rstrip()), text.decode("utf-8", "replace")


def instructed(sentence: str) -> str | None:
    """The host (or words for a place) that a sentence tells the agent to send the user's data to, None for none."""
    plain = _QUOTED.sub(" ", _CODE.sub(r"\1", _LEAD.sub("", sentence))).replace("\n", " ")
    verb = _IMPERATIVE.search(plain)
    if verb is None or _negative(plain, verb.start(1)):
        return None
    after = plain[verb.start() :]
    data = _DATA.search(plain if re.search(r"\b(?:it|them)\b", after) else after)
    if data is None:
        return None
    address = _ADDRESS.search(after)
    if address is not None:
        host = next((group for group in address.groups() if group), "")
        return host.lower().rstrip(".") if not _kept_here(host) else None
    return "another service" if _ELSEWHERE.search(after) else None


def _negative(plain: str, at: int) -> bool:
    """Whether the clause denies it, asks for it, or speaks of attacks. "Never tell the user: send …" does not."""
    before = re.split(r"[:;]\s", plain[:at])[-1]
    return _NOT.search(before) is not None or plain.rstrip().endswith("?")


def _kept_here(host: str) -> bool:
    from plugin_policy.network.hosts import loopback
    from plugin_policy.privacy.tables import OWN_SERVICE

    host = host.lower().rstrip(".")
    return loopback(host) or any(host == own or host.endswith("." + own) for own in OWN_SERVICE)


def hidden(sentence: str) -> str:
    """What a sentence does behind the user's back, "" when it does nothing of the kind."""
    plain = _QUOTED.sub(" ", _CODE.sub(" ", _LEAD.sub("", sentence))).replace("\n", " ").strip()
    match = _CONCEAL.search(plain)
    if match is None:
        return ""
    silent = match[0].lower().startswith(("without", "hide", "conceal", "keep"))
    before = plain[: match.start()]
    if silent and (_NOT.search(before) or not _HIDDEN_ACT.search(plain)):
        return ""
    return "tells the agent to keep from the user what it does"
