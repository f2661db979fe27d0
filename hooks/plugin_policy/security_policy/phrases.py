"""The words that security policies use, as patterns over one statement. Data only.

Written after GitHub's "Adding a security policy to your repository", the OpenSSF guide to coordinated
vulnerability disclosure, disclose.io's terms for safe harbour, and RFC 9116.
"""

from __future__ import annotations

import re


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + ")", re.IGNORECASE)


# Kinds of times, in the order in which a statement is asked.
ACKNOWLEDGE, ASSESS, UPDATE, FIX, DISCLOSE = "acknowledge", "assess", "update", "fix", "disclose"
KINDS = {
    UPDATE: _words(
        r"status updates?",
        r"updates? (?:you|on|about|every|at least)",
        r"keep you (?:informed|updated|up)",
        r"progress updates?",
        r"regular updates?",
        r"(?:send|provide|receive|get) (?:\w+ ){0,3}updates?",
    ),
    ASSESS: _words(
        r"assess",
        r"triag",
        r"evaluat",
        r"(?:more )?detailed (?:response|reply|answer)",
        r"follow[- ]?up (?:response|reply)",
        r"validat(?:e|ion)",
        r"severity (?:rating|decision)",
        r"initial analysis",
        r"next steps",
    ),
    ACKNOWLEDGE: _words(
        r"acknowledg",
        r"confirm(?:ation of)? (?:the )?receipt",
        r"(?:initial|first) (?:response|reply|answer|contact)",
        r"respond\b",
        r"responses?\b",
        r"reply\b",
        r"get back to you",
        r"hear (?:back|from)\b",
        r"receipt\b",
    ),
    FIX: _words(
        r"fix(?:es|ed)?\b", r"patch(?:es|ed)?\b", r"resol(?:ve|ution)", r"remediat", r"mitigat", r"correct(?:ed|ion)"
    ),
    DISCLOSE: _words(
        r"disclos", r"embargo", r"made public", r"go public", r"publish", r"publication", r"public announcement"
    ),
}

SEVERITIES = {
    "critical": _words(r"critical"),
    "high": _words(r"high(?:[- ]severity)?\b"),
    "medium": _words(r"medium", r"moderate"),
    "low": _words(r"low(?:[- ]severity)?\b"),
}
# A time without a number is told, too; nobody can be late for it.
VAGUE_TIME = _words(
    r"(?:within|in|after) (?:a few|a couple of|several|some) (?:business |working |calendar )?(?:hours|days|weeks)"
)
# A time with these words beside it promises nothing.
HEDGED = _words(
    r"usually", r"often", r"in most cases", r"at least (?:a|one|two|\d)", r"sometimes", r"can take", r"ahead of"
)
NOT_OURS = _words(
    r"if (?:you|we|the (?:project|team|maintainers?|vendor)) (?:have |has |do |does |did |are |is )?(?:not|n't|un)",
    r"if (?:you|we|the (?:project|team|maintainers?)) (?:do|have|did|does|has)n['’]t",
    r"if you haven",
    r"if for some reason",
    r"within which you",
    r"wait (?:at least )?\d",
    r"please (?:allow|wait|give)",
    r"allow us",
    r"give us",
    r"escalat",
)
INCIDENT = _words(r"incident", r"compromise")
EXAMPLES = _words(r"example", r"threat model", r"scope", r"not (?:a|considered) vulnerabilit", r"non-vulnerabilit")

VERSION_TITLE = _words(
    r"supported (?:versions?|releases?|branches)", r"versions? support", r"security updates", r"maintained versions"
)
VERSION_WORDS = _words(
    r"(?:only )?(?:the )?(?:latest|newest|most recent|current)(?: \w+){0,4} (?:version|release|branch)",
    r"each version is supported",
    r"versions? (?:are|is) supported",
    r"supported versions?",
    r"security (?:fixes|updates|patches) (?:are|will be) (?:only )?(?:provided|released|applied|made|backported)",
    r"no (?:versions?|releases?)",
    r"(?:main|master) branch",
    r"long[- ]term support",
    r"end[- ]of[- ]life",
    r"version support",
)
VERSION_COLUMN = _words(r"version", r"release", r"branch")
SUPPORT_COLUMN = _words(r"support", r"status", r"security", r"maintain", r"receives", r"updates?")
YES = re.compile(
    r":(?:white_check_mark|heavy_check_mark|ballot_box_with_check|green_circle):|[✅✔☑🟢]|"
    r"\b(?:yes|true|supported|active|maintained|current|lts|security)\b",
    re.IGNORECASE,
)
NO = re.compile(
    r":(?:x|negative_squared_cross_mark|no_entry\w*|warning|red_circle):|[❌✖✗✘⛔🔴⚠]|\b(?:no|"
    r"not|false|unsupported|eol|end.of.life|ended|none|never|unmaintained)\b",
    re.IGNORECASE,
)

PRIVATE = _words(
    r"private vulnerability report",
    r"privately",
    r"report a vulnerability",
    r"security advisor",
    r"draft (?:a )?(?:security )?advisory",
    r"security tab",
    r"report new vulnerability",
    r"private(?:ly)? (?:report|disclos)",
    r"confidential",
)
PROGRAM_HOST = re.compile(
    r"(?:^|\.)(?:hackerone\.com|bugcrowd\.com|intigriti\.com|yeswehack\.com|huntr\.(?:dev|com)"
    r"|tidelift\.com|msrc\.microsoft\.com|bughunters\.google\.com|g\.co|openbugbounty\.org|"
    r"immunefi\.com|synack\.com|federacy\.com)$",
    re.IGNORECASE,
)
REPORT_WORD = _words(
    r"report", r"contact", r"reach", r"send", r"e-?mail", r"disclos", r"submit", r"submission", r"notify"
)
SECURITY_WORD = _words(r"securit", r"vulnerab", r"exploit", r"advisor")
NOT_PUBLIC = _words(
    r"(?:do not|don['’]t|never|avoid|rather than|instead of|without|not) (?:\w+[ ,]+)"
    r"{0,8}(?:public|issue|issues|issue tracker|discussions?|pull requests?)",
    r"(?:not|never) (?:be )?(?:reported|filed|disclosed|opened) (?:\w+ ){0,3}(?:public|issue)",
)
OPEN_ISSUE = _words(
    r"(?:open|file|create|submit|raise|report (?:it|them) (?:in|as|on|via|through))(?: \w+){0,4} (?:github )?issues?\b"
)

INCLUDE = _words(
    r"steps? (?:required |needed )?(?:to|for) reproduc",
    r"step[- ]by[- ]step",
    r"reproduc",
    r"proof[- ]of[- ]concept",
    r"(?:potential )?impact\b",
    r"description of (?:the|what)",
    r"affected versions?",
    r"versions? (?:of the \w+ )?(?:that (?:are|may be) )?affected",
)
SEVERITY_TITLE = _words(r"severity", r"severities", r"classif", r"rating", r"priority", r"prioriti")
CVSS = _words(r"cvss")
TIMELINE_TITLE = _words(
    r"disclosure (?:process|policy|schedule|timeline|tim)", r"coordinated", r"public disclosure", r"publication$"
)
TIMELINE = _words(
    r"coordinat\w+ (?:\w+ ){0,4}disclos",
    r"responsibl[ey] disclos",
    r"reasonable (?:amount of )?(?:time|opportunity)",
    r"before (?:\w+ ){0,5}(?:disclos\w+|public (?:exposure|release|announcement))",
    r"(?:planned|agreed) release date",
    r"embargo",
    r"disclos\w+ (?:\w+ ){0,6}(?:after|once|until|within|when|date)",
    r"(?:after|once|until|when) (?:\w+ ){0,8}disclos",
    r"made public",
    r"publicly disclos",
    r"disclosure (?:date|deadline|timeline)",
    r"details private until",
)
SAFE_HARBOUR = _words(
    r"safe harbou?r",
    r"(?:not|never) (?:\w+ ){0,3}(?:pursue|take|bring|initiate|support) (?:\w+ ){0,4}(?:legal|law)",
    r"legal action",
    r"good[- ]faith(?! effort)",  # "make a good faith effort" is asked of reporters, and promises them nothing
    r"authori[sz]ed (?:conduct|research|testing)",
    r"disclose\.io",
)
BOUNTY = _words(r"bount(?:y|ies)", r"reward", r"monetary", r"swag", r"compensat")
FAME = _words(
    r"hall of fame",
    r"credit",
    r"acknowledge (?:your|the|you|all|their) (?:contribution|reporter|finder|researcher|help|effort)",
    r"publicly (?:thank|acknowledg)",
    r"recogni[sz]",
    r"thank(?:s|ed)? (?:the |our |all )?(?:reporters?|researchers?)",
    r"attribution",
    r"give (?:you )?(?:full )?credit",
    r"list of (?:security )?researchers",
    r"acknowledge your contributions",
    r"acknowledgements?$",
    r"acknowledgments?$",
)
UPDATED = _words(
    r"last (?:updated?|modified|reviewed|revised|changed)",
    r"updated(?: on)?:?\s",
    r"effective(?: date| as of)?",
    r"as of",
    r"revision date",
    r"date:",
    r"last review",
)
TESTING = _words(r"test", r"validat", r"verif", r"\bqa\b")
PLACEHOLDER = re.compile(
    r"\[(?:insert|your|enter|add|put)\b[^\]]{0,80}\](?!\()|<(?:insert|your|enter|add)\b[^>]"
    r"{0,60}>|\{\{[^}]{1,60}\}\}|\b(?:security|your|you|name|contact|email|user|someone)"
    r"[\w.+-]{0,20}@(?:example|yourdomain|your-domain|domain|yourcompany|company|your-org)"
    r"\.(?:com|org|net)\b|"
    r"\bYOUR[_-](?:EMAIL|ORG|ORGANIZATION|USERNAME|REPO|PROJECT|DOMAIN)\b|\bowner/repo\b|"
    r"\byour-(?:org|username|repo|project|company)/",
    re.IGNORECASE,
)
TEMPLATE = re.compile(
    r"Use this section to tell people (?:about which versions|how to report)|"
    r"Tell them where to go, how often they can expect",
    re.IGNORECASE,
)
ELSEWHERE = _words(
    r"(?:can be |is |are )?(?:found|described|outlined|documented|available|defined|located|maintained)\b",
    r"see\b",
    r"read\b",
    r"refer to",
    r"please (?:follow|review|visit)",
    r"visit\b",
    r"policy (?:is|lives)",
    r"guidelines on",
)
# A web page that is called the policy itself, or the way to report: what is not here may stand there.
POLICY_PAGE = _words(
    r"(?:our|the|full|complete) (?:\w+ ){0,2}(?:security|disclosure) polic(?:y|ies)\b",
    r"(?:guidelines|guide|instructions|process|procedure|page) (?:on|for) (?:\w+ ){0,2}report",
    r"report\w* (?:\w+ ){0,2}(?:guidelines|instructions|process|procedure)\b",
)
# Explains a feature of the host; no project's policy stands there.
HOST_DOCS = re.compile(r"^docs\.git(?:hub|lab)\.com$", re.IGNORECASE)
SECURITY_ADDRESS = re.compile(r"secur|vuln|disclos|report", re.IGNORECASE)
