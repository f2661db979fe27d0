"""Installed plugins held against their marketplaces: removed, unsafe, changed, behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from plugin_policy.discovery import is_users, local_source
from plugin_policy.finding import RANK, Finding
from plugin_policy.incident.register import CLOSED, FOLDER, Incident, parse
from plugin_policy.installed.advisories import concerning, is_affected, records
from plugin_policy.installed.content import blobs_at, differences, in_words
from plugin_policy.installed.layout import Installed, Layout
from plugin_policy.installed.rules import RULES

if TYPE_CHECKING:
    from plugin_policy.scan import Scan


def judge_installed(scan: Scan, layout: Layout) -> Iterator[Finding]:
    """Findings at the rows of installed_plugins.json."""
    if not layout.readable:
        found = RULES["installed/unreadable"]
        yield Finding(
            found.id, found.severity, found.message, path=layout.file.path, fix=found.fix, plugin=".", evidence=found.id
        )
        return
    folder = str(scan.options.get("advisories") or "")
    if not folder:
        from plugin_policy.advisories.database import default_folder

        folder = default_folder()
    known = list(records(folder))
    for plugin in layout.plugins():
        yield from _Judge(scan, layout, plugin).findings(known)


class _Judge:
    def __init__(self, scan: Scan, layout: Layout, plugin: Installed) -> None:
        self.scan = scan
        self.layout = layout
        self.plugin = plugin
        self.entry: dict[str, Any] | None = None

    def findings(self, known: list[dict[str, Any]]) -> Iterator[Finding]:
        found = self.layout.marketplace(self.plugin.marketplace)
        if found is None:
            if self.layout.known(self.plugin.marketplace):
                yield self.say("unverified", what="the marketplace's files are not in this folder")
            else:
                yield self.say("unknown-marketplace")
        else:
            folder, market = found
            entries = market.get("plugins")
            named = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
            self.entry = next((one for one in named if one.get("name") == self.plugin.name), None)
            if self.entry is None:
                yield self._removed(market)
            else:
                yield from self._content(folder, self.entry, market)
            yield from self._incidents(folder)
        yield from self._advisories(known)

    def say(self, rule: str, severity: str = "", **facts: str) -> Finding:
        found = RULES["installed/" + rule]
        facts |= {"id": self.plugin.id, "marketplace": self.plugin.marketplace, "version": self.plugin.version}
        line, column, end_line, end_column = self.scan.manifest(self.layout.file).position(self.plugin.pointer)
        return Finding(
            found.id, severity or found.severity, found.message.format(**facts), path=self.layout.file.path, line=line,
            column=column, end_line=end_line, end_column=end_column, fix=found.fix.format(**facts),
            plugin=self.plugin.folder or ".", evidence=" ".join((self.plugin.id, *facts.values())),
            subject=self.plugin.id, names=(self.plugin.name, facts.get("advisory", "")),
        )  # fmt: skip

    def _removed(self, market: dict[str, Any]) -> Finding:
        renames = market.get("renames")
        name: Any = self.plugin.name
        seen: set[str] = set()
        while isinstance(renames, dict) and isinstance(name, str) and name in renames and name not in seen:
            seen.add(name)
            name = renames[name]
        if name is None:
            return self.say("removed", more=", for good")
        if name != self.plugin.name and isinstance(name, str):
            return self.say("renamed", name=name)
        return self.say("removed", "medium", more="")

    def _content(self, folder: str, entry: dict[str, Any], market: dict[str, Any]) -> Iterator[Finding]:
        """Against the commit that the client recorded, as far as that is here."""
        plugin, source = self.plugin, entry.get("source")
        metadata = market.get("metadata")
        inside = local_source(source, metadata.get("pluginRoot") if isinstance(metadata, dict) else None)
        if not plugin.folder:
            yield self.say("unverified", what="its files are not in this folder")
            return
        if inside is None:
            pin = str(source.get("sha") or "") if isinstance(source, dict) else ""
            if pin and plugin.commit and pin != plugin.commit:
                yield self.say("behind-pin", commit=plugin.commit[:12], pin=pin[:12])
            yield self.say("unverified", what="it comes from elsewhere, and its history is not here")
            return
        root = os.path.join(self.scan.repository.root, folder)
        best: list[str] | None = None
        for commit in dict.fromkeys((plugin.commit, "HEAD")):
            wanted = blobs_at(root, commit, inside) if commit else None
            # Some versions of the client leave the commit of the first installation behind: HEAD may be the right one.
            found = differences(self.scan.repository, plugin.folder, wanted) if wanted else None
            if found is not None and (best is None or len(found) < len(best)):
                best, at = found, commit
        if best is None:
            yield self.say("unverified", what="the commit that it was installed from is not here")
        elif best and not (at == "HEAD" and self._other_version(root, inside)):
            yield self.say("changed", commit=at[:12], what=in_words(best))
        elif best:
            yield self.say("unverified", what="the commit that it was installed from is not here, and HEAD is newer")

    def _other_version(self, root: str, inside: str) -> bool:
        """Whether HEAD is another version than the installed one, so that other files are no surprise."""
        from plugin_policy.incident.affected import version_at

        there = version_at(root, "HEAD", inside) or str((self.entry or {}).get("version") or "")
        return there != self.plugin.version

    def _incidents(self, folder: str) -> Iterator[Finding]:
        """The marketplace's own register."""
        start = f"{folder}/{FOLDER}/"
        for path, file in sorted(self.scan.repository.by_path.items()):
            if not path.startswith(start) or not path.endswith(".toml"):
                continue
            one = parse(path, file.data)
            if not isinstance(one, Incident) or one.plugin != self.plugin.name:
                continue
            severity = one.severity if one.severity in ("critical", "high") else "medium"
            if one.open:
                yield self.say("incident", severity, incident=one.id, grade=one.severity or "of unknown severity")
            elif one.state == CLOSED and self.plugin.version in map(str, one.values.get("affected-versions") or ()):
                fixed = str(one.values.get("fixed-version") or "")
                advisory = str(one.values.get("advisory") or one.id)
                yield self.say("affected", severity, advisory=advisory, more=f"; fixed in {fixed}" if fixed else "")

    def _advisories(self, known: list[dict[str, Any]]) -> Iterator[Finding]:
        from plugin_policy.advisories.severity import record_severity

        source = (self.entry or {}).get("source")
        repo = str(source.get("url") or source.get("repo") or "") if isinstance(source, dict) else ""
        for record in known:
            for one in concerning(record, self.plugin.name, self.plugin.marketplace, repo):
                severity = record_severity(record, one) or "medium"
                verdict = is_affected(one, self.plugin.version, self.plugin.commit)
                if verdict:
                    yield self.say("affected", severity, advisory=record["id"], more="")
                elif verdict is None:
                    yield self.say("advisory", min(severity, "medium", key=RANK.__getitem__), advisory=record["id"])


def selection(layout: Layout) -> tuple[set[str], int]:
    """Paths to judge, and how many files are left: catalogues of marketplaces and versions that are not used.

    In the user's own folder only: elsewhere a made-up list would hide what lies beside it.
    """
    if not is_users(layout.repository, layout.base):
        return set(layout.repository.by_path), 0
    folders = {plugin.folder for plugin in layout.plugins() if plugin.folder}
    paths = {
        path
        for path in layout.repository.by_path
        if not path.startswith((layout.base + "marketplaces/", layout.base + "cache/"))
        or any(path.startswith(folder + "/") for folder in folders)
    }
    return paths, len(layout.repository.by_path) - len(paths)
