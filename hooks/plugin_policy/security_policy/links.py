"""Links and e-mail addresses of a Markdown text, and what a link into GitHub means for this repository."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

_INLINE = re.compile(
    r"\]\(\s*<?([^()\s<>]{1,1000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,200})?)>?(?:\s+[\"'(][^\"')]{0,300}[\"')])?\s*\)"
)
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]{1,200}\]:\s*<?(\S{1,1000}?)>?(?:\s|$)")
_BARE = re.compile(r"https?://[^\s<>()\[\]\"'`*]{3,1000}")
_HREF = re.compile(r"\b(?:href|src)=[\"']([^\"'<>\s]{1,1000})[\"']", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}\b")
# `security at python dot org`, `name[@]host.org`, `name (at) host.org`
_HIDDEN = re.compile(
    r"\b([\w.+-]{1,64})\s*(?:\[\s*(?:at|@)\s*\]|\(\s*(?:at|@)\s*\)|<at>|\s+at\s+)\s*"
    r"([A-Za-z0-9-]{1,62}(?:\s*(?:\.|\[\s*(?:dot|\.)\s*\]|\(\s*dot\s*\)|\s+dot\s+)\s*[A-Za-z0-9-]{1,62}){1,4})\b",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s*(?:\.|\[\s*(?:dot|\.)\s*\]|\(\s*dot\s*\)|\s+dot\s+)\s*", re.IGNORECASE)
_TOP_LEVEL = re.compile(r"\.(?:com|org|net|io|dev|edu|gov|me|ai|app|eu|de|uk|fr|nl|ch|co|cc)$", re.IGNORECASE)
_CODE = re.compile(r"(`{1,2})(?!`).{1,600}?(?<!`)\1(?!`)")


class Link:
    """target as written, without fragment; line."""

    __slots__ = ("fragment", "line", "target")

    def __init__(self, target: str, line: int) -> None:
        self.target, _, self.fragment = target.partition("#")
        self.line = line

    def __repr__(self) -> str:
        return f"{self.line}: {self.target}#{self.fragment}"


def links(lines: list[str]) -> Iterator[Link]:
    """All link targets of Markdown lines (comments and fences already blanked)."""
    for number, line in enumerate(lines, 1):
        seen = set()
        visible = _CODE.sub(lambda match: " " * len(match.group()), line)
        for pattern, text in ((_INLINE, visible), (_DEFINITION, visible), (_HREF, visible), (_BARE, line)):
            for match in pattern.finditer(text) if pattern is not _DEFINITION else _first(pattern, text):
                target = match[1] if pattern is not _BARE else match[0].rstrip(".,;:!?")
                if target not in seen:
                    seen.add(target)
                    yield Link(target, number)


def _first(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    match = pattern.match(text)
    return [match] if match else []


def emails(text: str) -> list[str]:
    """Addresses of a text, lower case, also those written to hide from robots."""
    found = [match.group().lower() for match in EMAIL.finditer(text)]
    for match in _HIDDEN.finditer(text):
        host = _DOT.sub(".", match[2])
        if _TOP_LEVEL.search(host):
            found.append(f"{match[1]}@{host}".lower())
    return list(dict.fromkeys(found))


class Place:
    """A link into a code host: owner/name (lower case) and the rest of the path."""

    __slots__ = ("repository", "rest")

    def __init__(self, repository: str, rest: str) -> None:
        self.repository = repository
        self.rest = rest

    @property
    def reports(self) -> bool:
        """Is this where a private report is opened?"""
        return self.rest in ("security/advisories/new", "security/advisories", "security", "security/policy")

    @property
    def public(self) -> bool:
        """Is this a public place: issues, discussions, pull requests?"""
        return self.rest.split("/")[0] in ("issues", "discussions", "pulls")


def place(target: str, own: str, folder: str) -> Place | None:
    """Where on GitHub a link leads, None for elsewhere or for a file of this repository.

    own: `owner/name` of this repository, "" when unknown. folder: of the document. A relative link beyond the
    root is one of GitHub's pages, as seen from `/owner/name/blob/BRANCH/`: `../../security/advisories/new`.
    """
    parts = urlsplit(target)
    if parts.scheme in ("http", "https"):
        pieces = parts.path.strip("/").split("/")
        if "github" not in (parts.hostname or "") or len(pieces) < 2:
            return None
        return Place("/".join(pieces[:2]).lower().removesuffix(".git"), "/".join(pieces[2:]))
    if parts.scheme or not target:
        return None
    joined = posixpath.normpath(posixpath.join("blob/main", folder, parts.path))
    if parts.path.startswith("/") or joined.startswith(("blob/main/", "blob/main")):
        return None
    return Place(own.lower(), joined) if not joined.startswith("..") else None


def local_path(target: str, folder: str) -> str:
    """The repository path a relative link names, "" when it is not a relative link to a file."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    base = "" if parts.path.startswith("/") else folder
    path = posixpath.normpath(posixpath.join(base, unquote(parts.path).lstrip("/")))
    return "" if path.startswith("..") else path


_ANCHOR = re.compile(r"[^\w\- ]")


def anchors(titles: list[str]) -> set[str]:
    """The fragments GitHub gives to headings: lower case, punctuation dropped, blanks to hyphens, -1, -2, …"""
    found: set[str] = set()
    for title in titles:
        base = _ANCHOR.sub("", title.lower()).strip().replace(" ", "-")
        name, count = base, 0
        while name in found:
            count += 1
            name = f"{base}-{count}"
        found.add(name)
    return found
