"""What a reviewer wants to know about each plugin, gathered from a finished scan as JSON-ready sheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.abilities import matched, profiles, rows
from plugin_policy.finding import RANK, Finding

if TYPE_CHECKING:
    from plugin_policy.abilities import Profile
    from plugin_policy.report.result import Allowed, Result
    from plugin_policy.repository import File, Plugin
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface

Sheet = dict[str, object]

LARGEST = 5  # files named by size
FOLDERS = 12
BEFORE, AFTER = 2, 3  # lines of an excerpt around the finding
LONGEST = 12  # lines of an excerpt
WIDTH = 180  # code points of one of its lines
MAX_FILE = 4 << 20  # bytes; larger files are shown without excerpts
_LINE_END = re.compile(r"\r\n|\r|\n")


def sheets(scan: Scan, result: Result) -> list[Sheet]:
    """One for each plugin with files and one for the repository itself, the ones with the gravest findings first."""
    excerpts = Excerpts(scan)
    found: dict[str, list[Finding]] = {}
    allowed: dict[str, list[Allowed]] = {}
    for finding in result.findings:
        found.setdefault(_owner(scan, finding), []).append(finding)
    for one in result.allowed:
        allowed.setdefault(_owner(scan, one.finding), []).append(one)
    by_path = {profile.path: profile for profile in profiles(scan)}
    made = []
    for plugin in scan.plugins:
        key = "" if plugin.is_repository else plugin.path
        sheet = _sheet(scan, plugin, by_path[plugin.path])
        sheet["findings"] = [excerpts.finding(one) for one in sorted(found.get(key, []), key=_gravest_first)]
        sheet["allowed"] = [excerpts.allowed(one) for one in allowed.get(key, [])]
        sheet["worst"] = max((one.severity for one in found.get(key, [])), key=RANK.__getitem__, default="")
        made.append(sheet)
    made.sort(key=lambda sheet: (-RANK.get(str(sheet["worst"]), -1), str(sheet["path"])))
    return made


def _owner(scan: Scan, finding: Finding) -> str:
    """Path of the plugin a finding is about, "" for the repository itself."""
    file = scan.repository.by_path.get(finding.path)
    if file is not None:
        return "" if file.plugin.is_repository else file.plugin.path
    return finding.plugin if any(one.path == finding.plugin and not one.is_repository for one in scan.plugins) else ""


def _gravest_first(finding: Finding) -> tuple[object, ...]:
    return (-finding.rank, finding.path, finding.line, finding.column)


def _sheet(scan: Scan, plugin: Plugin, profile: Profile) -> Sheet:
    return {
        "path": plugin.path,
        "name": profile.name,
        "repository": plugin.is_repository,
        "manifest": _manifest(scan, plugin),
        **_size(plugin),
        "surfaces": [_surface(scan, one) for one in scan.surfaces(plugin) if one.kind != "script"],
        "abilities": list(rows(profile)),
        "statements": _statements(scan, plugin),
    }


def _manifest(scan: Scan, plugin: Plugin) -> dict[str, str]:
    """version, description, author, license, homepage as the manifest gives them, "" for what it does not."""
    from plugin_policy.surfaces import manifests

    known = dict.fromkeys(("version", "description", "author", "license", "homepage"), "")
    for declared in () if plugin.is_repository else manifests(plugin, scan.manifest):
        for key in known:
            value = declared.at(key).value
            if key == "author" and isinstance(value, dict):
                value = value.get("name")
            if isinstance(value, str) and not known[key]:
                known[key] = value
    return known


def _size(plugin: Plugin) -> dict[str, object]:
    languages: Counter[str] = Counter()
    folders: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for file in plugin.files:
        languages[file.language or "other"] += file.size
        folders[_folder(plugin, file)] += 1
        states[file.state] += 1
    total = sum(languages.values())
    largest = sorted(plugin.files, key=lambda file: -file.size)[:LARGEST]
    return {
        "files": len(plugin.files),
        "bytes": total,
        "languages": [
            (name, many, round(100 * many / total) if total else 0) for name, many in languages.most_common(8)
        ],
        "folders": folders.most_common(FOLDERS),
        "largest": [(file.path, file.size) for file in largest],
        "tests": sum(_is_test(file) for file in plugin.files),
        "states": dict(states),
    }


def _folder(plugin: Plugin, file: File) -> str:
    inside = file.path if plugin.path == "." else file.path.removeprefix(plugin.path + "/")
    head, slash, _ = inside.partition("/")
    return head + slash if slash else "(top)"


def _is_test(file: File) -> bool:
    parts = file.path.lower().split("/")
    name = parts[-1]
    return (
        any(part in ("test", "tests", "__tests__", "spec", "specs") for part in parts[:-1])
        or name.startswith("test_")
        or ".test." in name
        or ".spec." in name
    )


def _surface(scan: Scan, surface: Surface) -> dict[str, object]:
    from plugin_policy.abilities import runs

    line = 1
    if surface.document is not None:
        text = surface.document.text
        line = text.position(surface.document.locate(surface.pointer)[0])[0]
    condition = surface.value.get("if")
    return {
        "kind": surface.kind,
        "name": surface.name,
        "matcher": sorted(matched(surface.matcher)) if surface.event else [],
        "gate": condition if isinstance(condition, str) else "",
        "runs": runs(scan, surface),
        "path": surface.path,
        "line": line,
        "inert": surface.inert,
    }


def _statements(scan: Scan, plugin: Plugin) -> list[dict[str, object]]:
    """Every statement of the disclosure, with whether it gives a reason and whether something needs it."""
    from plugin_policy.policy.disclosure import Disclosure

    if plugin.is_repository:
        return []
    disclosure = Disclosure(plugin)
    for use in scan.uses(plugin):
        disclosure.mark(use.capability, use.subject or "", use.text.path)
    return [
        {
            "section": one.section,
            "subject": one.subject,
            "why": str(one.value.get("why") or ""),
            "reasoned": one.reasoned,
            "used": one.used,
        }
        for one in disclosure.statements
    ]


class Excerpts:
    """Findings with the lines around them, secrets blotted out."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._lines: dict[str, list[str]] = {}

    def finding(self, finding: Finding) -> dict[str, object]:
        return {
            "rule": finding.rule,
            "check": finding.check,
            "severity": finding.severity,
            "message": finding.message,
            "fix": finding.fix,
            "path": finding.path,
            "line": finding.line,
            "surface": finding.surface,
            "fingerprint": finding.fingerprint,
            "excerpt": list(self._excerpt(finding)),
        }

    def allowed(self, one: Allowed) -> dict[str, object]:
        said = {"by": one.by, "reason": one.reason, "place": one.place, "expires": one.expires, "new": one.new}
        return {**self.finding(one.finding), **said}

    def _excerpt(self, finding: Finding) -> Iterator[tuple[int, str, bool]]:
        """(line number, text, whether the finding is on it)."""
        lines = self._of(finding.path)
        if not lines or finding.line > len(lines):
            return
        last = min(max(finding.end_line, finding.line), finding.line + LONGEST - BEFORE - AFTER)
        for number in range(max(finding.line - BEFORE, 1), min(last + AFTER, len(lines)) + 1):
            here = finding.line <= number <= last
            column = finding.column if number == finding.line else 1
            yield number, _cut(lines[number - 1], column), here

    def _of(self, path: str) -> list[str]:
        found = self._lines.get(path)
        if found is None:
            file = self._scan.repository.by_path.get(path)
            data = file.text.data if file is not None else b""
            data = self._scan.mask(path).blotted(data) if len(data) <= MAX_FILE else b""
            found = self._lines[path] = _LINE_END.split(data.decode("utf-8", "replace"))
        return found


def _cut(line: str, column: int) -> str:
    """A window of a long line that holds the column."""
    if len(line) <= WIDTH:
        return line
    start = max(0, min(column - 1 - WIDTH // 3, len(line) - WIDTH))
    return ("…" if start else "") + line[start : start + WIDTH] + ("…" if start + WIDTH < len(line) else "")
