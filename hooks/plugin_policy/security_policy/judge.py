"""What a SECURITY.md lacks, contradicts or no longer holds: problems, each with the line that shows it.

Nothing is said to be missing that may stand where we do not read: a policy that points elsewhere gets one problem
of its own, `elsewhere`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import urlsplit

from plugin_policy.security_policy import links, phrases, ranges
from plugin_policy.security_policy.content import Content, Supported
from plugin_policy.security_policy.contradictions import contradictions
from plugin_policy.security_policy.problem import Problem

STALE_DAYS = 366
MAX_SAID = 20  # statements that send elsewhere
SHORT = 130  # words; a longer document with a link elsewhere is a policy of its own


class Facts:
    """What the repository says. exists: path -> is there such a file or folder. tags: names, None when they cannot
    be known (not a clone, or a shallow one). versions: of manifests. owner_email: of marketplace.json."""

    def __init__(
        self,
        today: date,
        *,
        exists: Callable[[str], bool] = lambda path: True,
        tags: list[str] | None = None,
        versions: list[str] | None = None,
        owner_email: str = "",
    ) -> None:
        self.today = today
        self.exists = exists
        self.tags = tags
        self.versions = versions or []
        self.owner_email = owner_email.lower()


def judge(content: Content, linked: list[Content], facts: Facts) -> Iterator[Problem]:
    """All problems of one document. linked: documents of this repository that it points to."""
    elsewhere = _points_elsewhere(content, linked)
    if elsewhere:
        yield elsewhere
    else:
        yield from _channel(content, linked)
        rest = _continued(content)
        yield from [rest] if rest else _missing(content, linked)
    yield from _placeholders(content)
    yield from _foreign(content)
    yield from _versions(content, facts)
    yield from contradictions(content)
    yield from _broken_links(content, facts)
    yield from _age(content, facts)
    yield from _owner(content, facts)


# -- what is missing --------------------------------------------------------------------------------------------

_MISSING = (
    ("include", "no-report-content"),
    ("versions", "no-supported-versions"),
    ("severity", "no-severity-levels"),
    ("timeline", "no-disclosure-timeline"),
    ("safe harbour", "no-safe-harbour"),
    ("bounty", "no-bounty-statement"),
    ("hall of fame", "no-hall-of-fame"),
)


def _points_elsewhere(content: Content, linked: list[Content]) -> Problem | None:
    """A short document whose substance is a link to another one that is not in this repository."""
    if content.words > SHORT or linked or content.emails or content.own_channels or content.programs:
        return None
    if content.promised or content.versions or "include" in content.mentions:
        return None
    found = []
    for link in _web_pages(content):
        near = " ".join(s.text for s in content.statements if abs(s.line - link.line) <= 3)
        if phrases.ELSEWHERE.search(near):
            found.append(link)
    # Of several the one whose address speaks of security.
    best = next((link for link in found if phrases.SECURITY_ADDRESS.search(link.target)), found[0] if found else None)
    return Problem("elsewhere", best.line, best.target) if best else None


def _web_pages(content: Content) -> Iterator[links.Link]:
    """Links that leave the repository for something that may be a policy."""
    for link in content.links:
        address = urlsplit(link.target)
        if not address.scheme.startswith("http") or phrases.HOST_DOCS.search(address.hostname or ""):
            continue
        place = links.place(link.target, content.own, content.folder)
        if not (place and (place.reports or place.public)):
            yield link


def _continued(content: Content) -> Problem | None:
    """A statement that sends reporters to a page of the web for the policy itself."""
    said = [
        statement.raw
        for statement in content.statements
        if phrases.ELSEWHERE.search(statement.text) and phrases.POLICY_PAGE.search(statement.text)
    ]
    for link in _web_pages(content) if said else ():
        if any(link.target in raw for raw in said[:MAX_SAID]):
            return Problem("elsewhere", link.line, link.target)
    return None


def has_channel(content: Content) -> bool:
    """Is there a way to report: an address, a private form, a program, or a word on where it is?"""
    known = content.emails.keys() - {text.lower() for text, _ in content.placeholders}
    mentions = content.mentions
    private = bool(mentions.keys() & {"channel elsewhere", "private"})
    return bool(known or content.own_channels or content.foreign_channels or content.programs or private)


def _channel(content: Content, linked: list[Content]) -> Iterator[Problem]:
    everything = [content, *linked]
    public = [link for document in everything for link, place in document.places if place.public]
    channels = [document for document in everything if has_channel(document)]
    only_public = public and not any(
        d.emails or d.own_channels or d.foreign_channels or d.programs or "private" in d.mentions for d in everything
    )
    warned = any("not public" in document.mentions for document in everything)
    if (only_public and not warned) or (not channels and "public issue" in content.mentions):
        line = public[0].line if public else content.mentions["public issue"]
        yield Problem("public-channel", line)
    elif not channels:
        yield Problem("no-private-channel")


# What a reporting program (HackerOne and the like) tells on its own page.
_PROGRAM_TELLS = ("include", "severity", "timeline", "safe harbour", "bounty", "hall of fame")


def _missing(content: Content, linked: list[Content]) -> Iterator[Problem]:
    everything = [content, *linked]
    program = bool(content.programs) and not content.own_channels
    for topic, rule in _MISSING:
        if program and topic in _PROGRAM_TELLS:
            continue
        if not any(topic in document.mentions for document in everything):
            yield Problem(rule)
    if not program and not any(document.promised or "vague time" in document.mentions for document in everything):
        yield Problem("no-response-times")
    if not any(document.updated for document in everything):
        yield Problem("no-date")


def _placeholders(content: Content) -> Iterator[Problem]:
    if content.template:
        yield Problem("placeholder", content.template, "text of GitHub's template")
    for text, line in content.placeholders[:5]:
        yield Problem("placeholder", line, text)


def _foreign(content: Content) -> Iterator[Problem]:
    """A form of another repository as the only way in. The same name elsewhere is a fork or a move: not judged."""
    if not content.own or content.own_channels or content.emails or content.programs:
        return
    own_name = content.own.partition("/")[2]
    for link, place in content.foreign_channels:
        name = place.repository.partition("/")[2]
        if place.rest.startswith("security/advisories") and name not in (own_name, ".github"):
            yield Problem("foreign-channel", link.line, f"`{place.repository}`, this repository is `{content.own}`")
            return


# -- versions ---------------------------------------------------------------------------------------------------


def _versions(content: Content, facts: Facts) -> Iterator[Problem]:
    supported = [row for row in content.versions if row.supported]
    if facts.tags is None or not supported:
        return
    released = [v for v in map(ranges.tag_version, facts.tags) if v]
    named = [v for v in map(ranges.tag_version, facts.versions) if v]
    for row in supported:
        if row.range and not row.range.newest and not any(row.range.holds(v) for v in released + named):
            yield Problem("version-without-tag", row.line, row.text)
    plain = ranges.newest(v for v in map(ranges.plain_version, facts.tags) if v)
    if plain and all(row.range for row in supported) and not _covers(supported, plain):
        version = ".".join(map(str, plain))
        yield Problem("newest-unsupported", supported[0].line, version)


def _covers(rows: list[Supported], version: ranges.Version) -> bool:
    return any(row.range is not None and row.range.holds(version) for row in rows)


# -- links, dates, contacts -------------------------------------------------------------------------------------


def _broken_links(content: Content, facts: Facts) -> Iterator[Problem]:
    titles = [statement.text for statement in content.statements if statement.kind == "heading"]
    anchors = links.anchors(titles)
    text = "\n".join(content.lines)
    for link in content.links:
        path = own_path(content, link)
        if path and not facts.exists(path):
            yield Problem("broken-link", link.line, f"{link.target}")
        elif not link.target and link.fragment.isascii() and link.fragment:
            name = link.fragment.lower()
            explicit = f'id="{link.fragment}"' in text or f'name="{link.fragment}"' in text
            if name not in anchors and name not in ("top", "readme") and not explicit:
                yield Problem("broken-link", link.line, f"#{link.fragment}")


def own_path(content: Content, link: links.Link) -> str:
    """The path of a link to a file of this repository, relative or by its full address, "" for others."""
    place = links.place(link.target, content.own, content.folder)
    if place is None:
        return links.local_path(link.target, content.folder)
    pieces = place.rest.split("/", 2)
    own = content.own and place.repository == content.own
    if own and len(pieces) == 3 and pieces[0] in ("blob", "tree") and pieces[1] in ("main", "master", "HEAD"):
        return pieces[2].rstrip("/")
    return ""


def _age(content: Content, facts: Facts) -> Iterator[Problem]:
    if content.updated is None:
        return
    updated, line = content.updated
    days = (facts.today - updated).days
    if days > STALE_DAYS:
        yield Problem("stale-date", line, f"last updated {updated.isoformat()}, {days} days ago", subject="stale-date")
    elif days < -1:
        yield Problem("stale-date", line, f"last updated {updated.isoformat()}, in the future", subject="stale-date")


def _owner(content: Content, facts: Facts) -> Iterator[Problem]:
    owner = facts.owner_email
    if not owner or not content.emails or owner in content.emails:
        return
    domain = owner.rpartition("@")[2]
    if all(address.rpartition("@")[2] != domain for address in content.emails):
        address, line = next(iter(content.emails.items()))
        yield Problem("owner-differs", line, f"`{address}`, the marketplace's owner is `{owner}`")
