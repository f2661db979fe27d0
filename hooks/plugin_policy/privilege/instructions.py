"""Sentences that tell an agent, or its user, to do without questions, sandbox or trust dialogs, or to change what the
agent may do. Saying that something must never be done, and describing or quoting it, is no such instruction.

Names: code.claude.com/docs/en/cli-reference, permissions, settings; the command-line references of Codex and Gemini.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.privilege.excess import Excess

if TYPE_CHECKING:
    from plugin_policy.text import Text

_FLAGS = (
    rb"--(?:allow-)?dangerously-skip-permissions|--permission-mode[ =]+[\"']?bypassPermissions"
    rb"|--dangerously-bypass-approvals-and-sandbox|dangerouslyDisableSandbox|--yolo\b|danger-full-access"
    rb"|skipDangerousModePermissionPrompt|hasTrustDialogAccepted|enableAllProjectMcpServers|\bbypassPermissions\b"
    rb"|bypassPermissionsModeAccepted"
)
_FLAG = re.compile(_FLAGS)
_WHAT = (
    rb"(?:permission|approval|confirmation|trust|safety|security|sandbox|tool[- ](?:use|call))s?"
    rb"(?:[- ](?:prompt|dialog|question|check|request|warning|gate|confirmation|mode|restriction|approval)(?:s|ing)?)+"
    rb"|permissions?[- ]system|sandbox(?:ing)?\b|permission[- ]mode"
)
_SWITCH = re.compile(
    rb"\b(?:disable|turn(?:ing)?\s+off|switch(?:ing)?\s+off|bypass|skip|suppress|deactivate|circumvent|dismiss)\s+"
    rb"(?:(?:the|all|every|any|claude(?:\s+code)?(?:'s)?|your|its|agent(?:'s)?|of|tool)\s+){0,4}(?:" + _WHAT + rb")",
    re.IGNORECASE,
)
_APPROVE = re.compile(
    rb"\b(?:auto[- ]?(?:matically)?[- ]?(?:approve|accept|allow|confirm)|(?:always\s+)?(?:approve|accept|allow|grant))"
    rb"\s+(?:(?:all|every|any|each)\s+)(?:of\s+)?"
    rb"(?:(?:the|incoming|future|subsequent|pending|bash|tool|shell|claude)\s+){0,2}"
    rb"(?:permission|tool[- ](?:use|call)|approval|trust|bash)"
    rb"(?:s|[- ](?:prompt|request|dialog|question|call|use|command)s?)\b",
    re.IGNORECASE,
)
_GRANT = re.compile(
    rb"\b(?:add|put|write|append|insert|merge|set|include)\b[^.\n]{0,80}?[`\"'](?:Bash(?:\((?:\*\*?|:\*|\*:\*)\))?|\*|mcp__\*)[`\"']"
    rb"[^.\n]{0,60}?(?:permissions\.allow|allow(?:ed)?[- ]?list|\ballow\b|settings(?:\.local)?\.json)",
    re.IGNORECASE,
)
# An order: the verb begins its sentence or clause, or somebody is obliged. "is run with", "was tested" tell a story.
_ASK = re.compile(
    r"(?:^|[,;:>]\s|\b(?:must|should|shall|always|then|first|next|please|to|and|or|now|will|can|(?:need|have|want)s? to"
    r"|step|by|before|recommend(?:ed)?|prefer(?:ably)?|simply|just)\s)[\s>*_#`\-\d.)\"'(]*"
    r"(?:always\s+|then\s+|first\s+|simply\s+|just\s+)?"
    r"(?:(?:re-?)?(?:run|start|launch|invoke|open|call)(?:ning|ing)?|restart|us(?:e|ing)|execut(?:e|ing)|pass(?:ing)?|add"
    r"|set|enable|switch|turn|put|write|append|configure|make sure|ensure|tell|ask|instruct|advise|spawn|edit|update"
    r"|change|include|apply|give|accept|require)\b",
    re.IGNORECASE,
)
# Programs that take such a flag: what has it in another's command line means something else by it.
_AGENTS = re.compile(rb"\b(?:claude|codex|gemini|qwen|copilot|cursor-agent|opencode|crush|grok|amp)\b|dangerously-skip")
# What forbids, looks for, describes or doubts; one of these before the words, and nobody is told to do it.
_REFUSED = re.compile(
    r"\b(?:never|not|don'?t|doesn'?t|won'?t|isn'?t|aren'?t|can'?t|cannot|avoid\w*|refuse\w*|reject\w*|forbid\w*"
    r"|forbidden|prohibit\w*|without|instead of|rather than|no\s+need|unless|stop|block\w*|prevent\w*|detect\w*"
    r"|flag(?:s|ged)|warn\w*|disallow\w*|deny|denied|illegal|attack\w*|malicious|risk\w*|dangerous|unsafe|insecure"
    r"|anti-?pattern|red flag|report\w*|check (?:for|if|whether|that)|look for|scan\w* for|search\w* for|audit\w*"
    r"|verify that|if (?:you|the user|someone|a|an|it|they)|such as|for example|e\.g|example|like|whether|looks? for"
    r"|attempts?|tries|try|trying|vulnerab\w*|violat\w*|suspicious|untrusted|injection|phrases?|means?|describes?"
    r"|explains?|documentation|known|bug|issue|finding|critical|severity|high|bad|wrong|when|only|may|might|could"
    r"|should we|users? who|some|other)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^[^.!?\n]{0,60}\b(?:is|are)\s+(?:not|never|forbidden|dangerous|unsafe|prohibited|off[- ]limits|risky|disallowed"
    r"|blocked)",
    re.IGNORECASE,
)
_OVERRIDES = (
    (
        re.compile(
            rb"\b(?:ignore|disregard|forget|override)\s+(?:all\s+)?(?:of\s+)?(?:your\s+|the\s+|any\s+)?"
            rb"(?:(?:previous|prior|earlier|above|system)\s+){1,2}(?:instructions|rules|guidelines|prompts?|directives)\b",
            re.IGNORECASE,
        ),
        "ignore its rules",
    ),
    (
        re.compile(
            rb"\b(?:never|do\s+not|don't)\s+(?:tell|inform|mention\s+\w+\s+to|reveal\s+\w+\s+to|show|alert|notify)"
            rb"\s+(?:this\s+to\s+)?the\s+user\s+(?:about\s+(?:this|these|the\s+"
            rb"(?:upload|request|command|transfer|instruction))|what\s+you\s+(?:send|do|run)"
            rb"|that\s+you\s+(?:sent|send|read|ran|upload|are\s+(?:sending|reading|uploading)))",
            re.IGNORECASE,
        ),
        "hide what it does from the user",
    ),
)
_OBLIGED = re.compile(
    r"\b(?:must|always|please|you (?:should|will|can|are to)|then|first|now|so|to begin|immediately|also|and|IMPORTANT"
    r"|step)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    rb"\b(?:never|do not|don't|must not|detect|such as|e\.g\.|example|attack|inject\w*|phrases?|like|patterns?|says?"
    rb"|contain\w*)\b",
    re.IGNORECASE,
)


def of_prose(text: Text) -> Iterator[Excess]:
    """What the prose or a comment of an instructing page asks for; each place once."""
    for match in _FLAG.finditer(text.data):
        if _asked(text.data, match.start(), match.end()):
            yield _off(text, match, f"`{match[0].decode('ascii', 'replace')}`")
    for pattern in (_SWITCH, _APPROVE, _GRANT):
        for match in pattern.finditer(text.data):
            if _commanded(text.data, match.start(), match.end()):
                what = " ".join(match[0].decode("utf-8", "replace").split())
                yield _off(text, match, f'"{what}"')
    yield from _overrides(text)


def _off(text: Text, match: re.Match[bytes], what: str) -> Excess:
    said = f"an instruction, {what}"
    return Excess("permissions-off", text, match.start(), match.end(), said)


def of_command(text: Text) -> Iterator[Excess]:
    """A command in a fence of a page, with such a flag; inline code is part of its sentence."""
    start, _ = text.to_root(0, 0)
    if text.root.data[max(0, start - 1) : start] == b"`":
        return
    for match in _FLAG.finditer(text.data):
        begin = text.data.rfind(b"\n", 0, match.start()) + 1
        end = text.data.find(b"\n", match.end())
        line = text.data[begin : end if end >= 0 else len(text.data)]
        asks = _AGENTS.search(text.data, max(0, begin - 400), match.end()) is not None
        if asks and not line.lstrip().startswith((b"#", b"grep", b"rg ", b"//")):
            yield _off(text, match, f"`{match[0].decode('ascii', 'replace')}`")


# What ends a sentence: its mark, an empty line, the next item, cell, quotation or heading, a comment, a colon's line.
_ENDS = re.compile(r"(?<=[.!?;])\s|\n\s*\n|\n\s*(?:[-*+#>|]|\d+[.)])\s|\||-->|:[ \t]*\n")
_HEADING = re.compile(r"(?:\A|\n)[ \t]*#{1,6}[ \t][^\n]*\n")


def _sentence(data: bytes, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a place in its sentence; a sentence may go over lines, not over paragraphs."""
    head = data[max(0, start - 400) : start].decode("utf-8", "replace")
    tail = data[end : end + 200].decode("utf-8", "replace")
    before = _ENDS.split(_HEADING.sub("\n\n", head))[-1]
    behind = _ENDS.split(tail)[0]
    return before, behind


def _asked(data: bytes, start: int, end: int) -> bool:
    """A flag in a sentence that asks for it."""
    before, behind = _sentence(data, start, end)
    if _REFUSED.search(before) or _BEHIND.search(behind) or _table(data, start):
        return False
    return _ASK.search(before.lstrip("\n ")) is not None


def _commanded(data: bytes, start: int, end: int) -> bool:
    """A phrase that is itself the order: it begins its sentence, or the sentence obliges."""
    before, behind = _sentence(data, start, end)
    if _REFUSED.search(before) or _BEHIND.search(behind) or _table(data, start):
        return False
    bare = re.sub(r"[\s>*_#`\-\d.)\"']", "", before)
    if before.rstrip().endswith(('"', "'", "`", "\u201c")):
        return False
    return not bare or _OBLIGED.search(before) is not None


def _table(data: bytes, start: int) -> bool:
    begin = data.rfind(b"\n", 0, start) + 1
    return data[begin : begin + 3].lstrip().startswith((b"|", b"#"))


def _overrides(text: Text) -> Iterator[Excess]:
    data = text.data
    for pattern, what in _OVERRIDES:
        for match in pattern.finditer(data):
            begin = max(data.rfind(b"\n", 0, match.start()), data.rfind(b". ", 0, match.start())) + 1
            before = data[begin : match.start()]
            if _QUOTED.search(before) or before.rstrip().endswith((b'"', b"'", b"`", b"(", b"|")) or b"|" in before:
                continue
            yield Excess("agent-override", text, match.start(), match.end(), what)


_ABOUT_SETTINGS = re.compile(
    rb"\b(?:add|put|write|paste|merge|insert|append|copy|set|update|edit|create|use|apply|save|include)\b[^\n]*"
    rb"(?:settings(?:\.local)?\.json|\.claude\.json|settings|configuration|config)\b[^\n]*$",
    re.IGNORECASE,
)


def asks_for_settings(page: Text, start: int) -> bool:
    """Whether the line above a fence asks to put what follows into the agent's settings."""
    above = page.data[max(0, start - 400) : start].rstrip().rpartition(b"\n")
    line = above[2] if not above[2].lstrip().startswith(b"```") else above[0].rstrip().rpartition(b"\n")[2]
    return _ABOUT_SETTINGS.search(line) is not None and not _REFUSED.search(line.decode("utf-8", "replace"))
