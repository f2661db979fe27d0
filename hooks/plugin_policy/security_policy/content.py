"""What a SECURITY.md tells those who report: channels, times, versions, severities, and the rest.

`read_content` turns the statements of the document into one `Content`. It records what stands there and where;
what is missing or contradicts is judged in `judge.py`.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from plugin_policy.security_policy import document, links, phrases, ranges, times
from plugin_policy.security_policy.document import HEADING, ROW, Statement


class Supported:
    """One row of the table of versions. range is None when the words are not a range."""

    __slots__ = ("line", "range", "supported", "text")

    def __init__(self, text: str, supported: bool, line: int) -> None:
        self.text = text
        self.range = ranges.parse(text)
        self.supported = supported
        self.line = line


class Content:
    """places: links into GitHub; emails: address -> line; programs: links to reporting programs.

    mentions: topic -> line of the first statement about it ("include", "versions", "severity", "timeline",
    "safe harbour", "bounty", "hall of fame", "not public", "private", "public issue", "vague time",
    "channel elsewhere": a statement on reporting with a link or a person).
    """

    def __init__(self, text: str, path: str, own: str) -> None:
        self.path = path
        self.folder = path.rpartition("/")[0]
        self.own = own.lower()
        self.statements = document.read(text)
        self.lines = document.visible_lines(text)
        self.links = list(links.links(self.lines))
        self.places: list[tuple[links.Link, links.Place]] = []
        self.emails: dict[str, int] = {}
        self.programs: list[links.Link] = []
        self.mentions: dict[str, int] = {}
        self.versions: list[Supported] = []
        self.promised = times.promised(self.statements)
        self.timeline = times.timeline(self.statements)
        self.updated: tuple[date, int] | None = None
        self.placeholders: list[tuple[str, int]] = []
        self.template = 0

    @property
    def words(self) -> int:
        return sum(len(statement.text.split()) for statement in self.statements)

    @property
    def own_channels(self) -> list[links.Link]:
        """Links where a private report to this repository is opened."""
        return [link for link, place in self.places if place.reports and place.repository in (self.own, "")]

    @property
    def foreign_channels(self) -> list[tuple[links.Link, links.Place]]:
        return [
            (link, place)
            for link, place in self.places
            if place.reports and self.own and place.repository not in (self.own, "")
        ]


def read_content(text: str, path: str, own: str = "") -> Content:
    """text: the file; path: in the repository; own: `owner/name` of the repository, "" when unknown."""
    content = Content(text, path, own)
    _channels(content)
    for statement in content.statements:
        _topics(content, statement)
        _version_row(content, statement)
        _dates(content, statement)
    for number, line in enumerate(content.lines, 1):
        match = phrases.PLACEHOLDER.search(line)
        if match:
            content.placeholders.append((match.group(), number))
        if phrases.TEMPLATE.search(line):
            content.template = content.template or number
    return content


def _channels(content: Content) -> None:
    for link in content.links:
        place = links.place(link.target, content.own, content.folder)
        host = urlsplit(link.target).hostname or ""
        if place:
            content.places.append((link, place))
        elif phrases.PROGRAM_HOST.search(host):
            content.programs.append(link)
    for number, line in enumerate(content.lines, 1):
        for address in links.emails(line):
            content.emails.setdefault(address, number)


# topic -> (pattern over the text, pattern over the nearest headings or None)
_TOPICS = (
    ("timeline", phrases.TIMELINE),
    ("safe harbour", phrases.SAFE_HARBOUR),
    ("bounty", phrases.BOUNTY),
    ("hall of fame", phrases.FAME),
    ("not public", phrases.NOT_PUBLIC),
    ("private", phrases.PRIVATE),
    ("severity", phrases.CVSS),
    ("versions", phrases.VERSION_WORDS),
)
_LEVELS = re.compile(r"\W*(?:critical|high|medium|moderate|low)\b", re.IGNORECASE)


def _topics(content: Content, statement: Statement) -> None:
    mentions = content.mentions
    for topic, pattern in _TOPICS:
        if pattern.search(statement.text):
            mentions.setdefault(topic, statement.line)
    if statement.kind == HEADING:
        if phrases.TIMELINE_TITLE.search(statement.text):
            mentions.setdefault("timeline", statement.line)
        return
    if phrases.INCLUDE.search(statement.text) and not statement.under(phrases.EXAMPLES):
        mentions.setdefault("include", statement.line)
    if statement.under(phrases.VERSION_TITLE):
        mentions.setdefault("versions", statement.line)
    if phrases.VAGUE_TIME.search(statement.text) and phrases.KINDS[phrases.ACKNOWLEDGE].search(statement.text):
        mentions.setdefault("vague time", statement.line)
    levelled = _LEVELS.match(statement.text) or (statement.kind == ROW and _LEVELS.match(statement.cells[0]))
    in_section = phrases.SEVERITY_TITLE.search(statement.heading) and not statement.under(phrases.EXAMPLES)
    if in_section or (levelled and statement.kind != document.SENTENCE):
        mentions.setdefault("severity", statement.line)
    if phrases.REPORT_WORD.search(statement.text) and _elsewhere(statement.raw):
        mentions.setdefault("channel elsewhere", statement.line)
    if phrases.OPEN_ISSUE.search(statement.text) and not phrases.NOT_PUBLIC.search(statement.text):
        mentions.setdefault("public issue", statement.line)


def _elsewhere(raw: str) -> bool:
    return "](http" in raw or "<http" in raw or "](/" in raw or "](." in raw or "http" in raw or "[@" in raw


def _version_row(content: Content, statement: Statement) -> None:
    if statement.kind != ROW or len(statement.cells) < 2 or len(statement.columns) < 2:
        return
    columns = statement.columns
    version = next((i for i, title in enumerate(columns) if phrases.VERSION_COLUMN.search(title)), None)
    if version is None or version >= len(statement.cells):
        return
    support = next(
        (i for i, title in enumerate(columns) if i != version and phrases.SUPPORT_COLUMN.search(title)), None
    )
    if support is None or support >= len(statement.cells):
        return
    mark = statement.cells[support]
    text = document.plain(statement.cells[version])
    if phrases.NO.search(mark):
        content.versions.append(Supported(text, False, statement.line))
    elif phrases.YES.search(mark):
        content.versions.append(Supported(text, True, statement.line))
    content.mentions.setdefault("versions", statement.line)


_ISO = re.compile(r"\b(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"\s+(?:(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)


def parse_date(text: str) -> date | None:
    """`2025-01-18`, `18 January 2025`, `January 18, 2025`, `January 2025` (its last days count as the 28th)."""
    match = _ISO.search(text)
    if match:
        return _date(int(match[1]), int(match[2]), int(match[3]))
    named = _NAMED.search(text)
    if named:
        month = _MONTHS.index(named["month"].lower()) + 1
        return _date(int(named["year"]), month, int(named["day"] or named["day2"] or 28))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dates(content: Content, statement: Statement) -> None:
    if content.updated is None and phrases.UPDATED.search(statement.text):
        found = parse_date(statement.text)
        if found:
            content.updated = (found, statement.line)
