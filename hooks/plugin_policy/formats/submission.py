"""What a marketplace asks of a submission, in profile `marketplace`: papers of a plugin, and rules for entries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.formats.issue import Issue
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
            yield Issue("missing-paper", manifest.document, manifest.pointer, paper=paper,
                        severity="note" if paper == "CHANGELOG" else "")  # fmt: skip


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
        if isinstance(name, str):
            if not NAME.fullmatch(name):
                yield Issue("entry-name", item.document, (*place.pointer, "name"), name=name)
            if name.lower() < before:
                yield Issue("entry-order", item.document, (*place.pointer, "name"), name=name)
            before = name.lower()
