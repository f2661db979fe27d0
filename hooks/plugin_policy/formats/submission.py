"""What a marketplace asks of a submission, in profile `marketplace`: papers of a plugin, and rules for entries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.formats.issue import Issue, shown
from plugin_policy.readers.manifest import parse
from plugin_policy.repository import Plugin, Repository
from plugin_policy.surface import Declared

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")
SHORT, LONG = 10, 2000  # characters of a description


def judge_papers(plugin: Plugin, manifest: Declared) -> Iterator[Issue]:
    """README, licence, a way to report a vulnerability: in the plugin's folder or at the root of the repository."""
    names = {path.lower() for path in plugin.repository.by_path}
    places = {"", "" if plugin.path == "." else plugin.path.lower() + "/"}

    def has(*stems: str) -> bool:
        wanted = {place + folder + stem for place in places for folder in ("", ".github/", "docs/") for stem in stems}
        return any(name.rsplit(".", 1)[0] in wanted or name in wanted for name in names)

    licence = manifest.at("license").value
    for paper, there in (
        ("README", has("readme")),
        ("LICENSE", has("license", "licence", "copying") or (isinstance(licence, str) and bool(licence))),
        ("SECURITY.md", has("security")),
        ("CHANGELOG", has("changelog", "changes", "history")),
    ):
        if not there:
            yield Issue("missing-paper", manifest.document, (*manifest.pointer, "name"), paper=paper,
                        severity="note" if paper == "CHANGELOG" else "")  # fmt: skip
    yield from _contact(plugin, manifest)
    yield from _changelog(plugin, manifest)
    description = manifest.at("description")
    text = " ".join(description.value.split()) if isinstance(description.value, str) else ""
    if not manifest.pointer and not SHORT <= len(text) <= LONG:
        why = f"has {len(text)} characters, not {SHORT} to {LONG:,}"
        yield Issue("entry-description", manifest.document, ("description",), why=why)
    elif not manifest.pointer:
        yield from _copied(plugin, manifest, text)


def _contact(plugin: Plugin, manifest: Declared) -> Iterator[Issue]:
    """The security policy that holds for the plugin says where a vulnerability is reported."""
    from plugin_policy.security_policy.content import read_content
    from plugin_policy.security_policy.judge import has_channel

    folders = dict.fromkeys(("" if plugin.path == "." else plugin.path + "/", ""))
    places = [folder + inner for folder in folders for inner in ("", ".github/", "docs/")]
    files = {path.lower(): file for path, file in plugin.repository.by_path.items()}
    for folder in places:
        file = next((files[name] for end in ("", ".md", ".txt", ".rst")
                     if (name := f"{folder}security{end}".lower()) in files), None)  # fmt: skip
        if file is None:
            continue
        content = read_content(file.text.data.decode("utf-8", "replace"), file.path)
        if not has_channel(content) and not any(place.reports for _, place in content.places):
            yield Issue("no-security-contact", manifest.document, (*manifest.pointer, "name"), path=file.path)
        return


def _copied(plugin: Plugin, manifest: Declared, text: str) -> Iterator[Issue]:
    """A manifest's description that an earlier plugin's manifest has too."""
    for other in plugin.repository.plugins:
        if other.path == plugin.path:
            return
        file = other.file(".claude-plugin/plugin.json")
        said = parse(file.text).value if file is not None else None
        theirs = said.get("description") if isinstance(said, dict) else None
        if isinstance(theirs, str) and " ".join(theirs.split()).lower() == text.lower():
            why = f"is that of the plugin in `{other.path}` too"
            yield Issue("entry-description", manifest.document, ("description",), why=why)
            return


def _changelog(plugin: Plugin, manifest: Declared) -> Iterator[Issue]:
    """A changelog of the plugin's own has a word on the version that is published."""
    version = manifest.at("version")
    if not isinstance(version.value, str) or not version.value.strip():
        return
    for file in plugin.files:
        folder, _, name = file.path.rpartition("/")
        own = folder == ("" if plugin.path == "." else plugin.path)
        if own and re.fullmatch(r"(?i)(changelog|changes|history)(\.(md|txt|rst))?", name):
            if version.value.strip().removeprefix("v").encode() not in file.data:
                yield Issue("changelog-entry", version.document, version.pointer, path=file.path,
                            value=shown(version.value))  # fmt: skip
            return


# What users do not run: papers, documentation, tests.
_PAPERS = re.compile(r"(?i)(?:.*/)?(?:docs|tests?|\.github)/.*|[^/]*\.(?:md|txt|rst)|licen[cs]e|copying|\.git[a-z]+")
_INSTRUCTS = re.compile(r"(?:SKILL|skill)\.md")


def judge_change(plugin: Plugin, manifest: Declared, base: Repository) -> Iterator[Issue]:
    """Content that changed since the base under the version it had there: a version pins users until it changes."""
    before = next((other for other in base.plugins if other.path == plugin.path), None)
    version = manifest.at("version")
    if before is None or not isinstance(version.value, str):
        return
    old = before.file(".claude-plugin/plugin.json")
    said = parse(old.text).value if old is not None else None
    was = said.get("version") if isinstance(said, dict) else None
    if not isinstance(was, str):
        return
    if was == version.value:
        path = _changed(plugin, before)
        if path:
            yield Issue("version-not-bumped", version.document, version.pointer, path=path, value=shown(was))
    elif _falls(was, version.value):
        yield Issue("version-falls", version.document, version.pointer, other=shown(was), value=shown(version.value))


def _falls(before: str, after: str) -> bool:
    numbers = [re.fullmatch(r"v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})", text) for text in (before, after)]
    if numbers[0] is None or numbers[1] is None:
        return False
    was, now = ([int(part) for part in match.groups()] for match in numbers if match is not None)
    return now < was


def _changed(plugin: Plugin, before: Plugin) -> str:
    """A file that users run or read as instructions and that differs, is new or gone; "" when none does."""
    now = {file.path: file for file in plugin.files}
    was = {file.path: file for file in before.files}
    start = 0 if plugin.path == "." else len(plugin.path) + 1
    for path in sorted(now.keys() | was.keys()):
        inside = path[start:]
        if _PAPERS.fullmatch(inside) and not _INSTRUCTS.fullmatch(inside):
            continue
        left, right = now.get(path), was.get(path)
        if left is None or right is None:
            return path
        if not (left.huge or right.huge) and left.data.replace(b"\r\n", b"\n") != right.data.replace(b"\r\n", b"\n"):
            return path
    return ""


def judge_entries(repository: Repository, item: Declared) -> Iterator[Issue]:
    """Descriptions that say something of their own, names and order."""
    entries = item.at("plugins").value
    seen: dict[str, int] = {}
    before = ""
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        place = item.at("plugins", index)
        name, description = entry.get("name"), entry.get("description")
        text = " ".join(description.split()) if isinstance(description, str) else ""
        if not SHORT <= len(text) <= LONG:
            why = f"has {len(text)} characters, not {SHORT} to {LONG:,}"
            yield Issue("entry-description", item.document, (*place.pointer, "description"), why=why)
        elif text.lower() in seen:
            why = f"is that of entry {seen[text.lower()] + 1} too"
            yield Issue("entry-description", item.document, (*place.pointer, "description"), why=why)
        seen.setdefault(text.lower(), index)
        yield from _entry_source(repository, place)
        if isinstance(name, str):
            if not NAME.fullmatch(name):
                yield Issue("entry-name", item.document, (*place.pointer, "name"), name=name)
            if name.lower() < before:
                yield Issue("entry-order", item.document, (*place.pointer, "name"), name=name)
            before = name.lower()


def _entry_source(repository: Repository, entry: Declared) -> Iterator[Issue]:
    """Only https and `owner/repo`; a folder of this repository holds the plugin's own manifest."""
    place = entry.at("source")
    if isinstance(place.value, dict):
        url = place.at("url")
        if isinstance(url.value, str) and not re.match(r"https://|[\w.-]+/[\w.-]+\Z", url.value):
            why = "is neither an https address nor `owner/repo`"
            yield Issue("entry-source", url.document, url.pointer, value=shown(url.value), why=why)
        return
    index = entry.pointer[-1]
    for plugin in repository.plugins:
        if any(number == index for number, _ in plugin.entries) and plugin.file(".claude-plugin/plugin.json") is None:
            yield Issue("no-manifest", place.document, place.pointer, name=str(entry.at("name").value))
