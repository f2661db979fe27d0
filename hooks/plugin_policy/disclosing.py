"""Making a disclosure from the code: one statement for each thing a plugin does, in a stable order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugin_policy.capabilities.harmless import HARMLESS
from plugin_policy.policy.disclosure import SECTIONS

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.finding import Finding
    from plugin_policy.repository import File, Plugin
    from plugin_policy.scan import Scan

# A folder with fewer separators (`~/.claude`) is too wide to stand for what lies below it.
MIN_FOLDER_DEPTH = 2
_CREDENTIAL = re.compile(r"(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PAT|CREDENTIALS?)(?:_|$)|APIKEY", re.IGNORECASE)

Row = dict[str, object]
Document = dict[str, object]


def statements(scan: Scan, plugin: Plugin) -> dict[str, list[Row]]:
    """What the plugin does, as statements without reasons: the undisclosed uses that its checks would report, the
    credentials it reads from the environment and the text it runs as code."""
    from plugin_policy.check import all_checks
    from plugin_policy.finding import UNDISCLOSED

    made = _Statements(plugin)
    for module in all_checks():
        if not module.CHECK.default or module.CHECK.scope == "repository":
            continue
        if not any(rule.kind == UNDISCLOSED for rule in module.RULES):
            continue
        for finding in module.run(scan):
            if finding.kind != UNDISCLOSED or not finding.capability or finding.plugin != plugin.path:
                continue
            # A subject that holds a secret is not written down: the secret has to go first.
            if scan.mask(finding.path).text(finding.subject) == finding.subject:
                made.add_finding(finding)
    made.add_uses(scan.uses(plugin))
    return made.rows()


class _Statements:
    """Statements by section and by what tells them apart: the subject, and the file where it is computed."""

    def __init__(self, plugin: Plugin) -> None:
        self.plugin = plugin
        self.found: dict[str, dict[tuple[str, str], Row]] = {section: {} for section in SECTIONS}
        self.access: dict[str, set[str]] = {}

    def rows(self) -> dict[str, list[Row]]:
        for path, row in [(subject, row) for (subject, _), row in self.found["files"].items()]:
            access = self.access.get(path, set())
            row["access"] = "read-write" if len(access) == 2 else next(iter(access), "read")
        self._drop_below()
        return {section: [_ordered(found[key]) for key in sorted(found)] for section, found in self.found.items()}

    def add_finding(self, finding: Finding) -> None:
        for section, (capabilities, key) in SECTIONS.items():
            if finding.capability not in capabilities:
                continue
            subject = finding.subject or "*"
            if section == "commands" and subject in HARMLESS:
                return
            paths = dict.fromkeys((finding.path, *[place[0] for place in finding.related]))
            for path in paths if subject == "*" else (finding.path,):
                self._row(section, key, subject, path, finding)

    def _row(self, section: str, key: str, subject: str, path: str, finding: Finding) -> None:
        inside = self._inside(path)
        computed = subject == "*" or section == "dynamic-code"
        row = self.found[section].setdefault((subject, inside if computed else ""), {key: subject})
        if section == "files":
            self._note_access(subject, finding.capability)
        elif section == "network":
            row["direction"] = "out"
            row.setdefault("when", _when(finding, inside))
        elif section == "data":
            row.setdefault("purpose", "")
            row["leaves-machine"] = bool(row.get("leaves-machine")) or finding.rule.endswith("/sent")
        if computed:
            row["where"] = inside
        row["why"] = ""

    def add_uses(self, uses: list[Use]) -> None:
        """How files are used in all places, and what no check asks a statement for but a reviewer wants to see."""
        from plugin_policy.capabilities.sensitive import normal

        for use in uses:
            if use.text.channel not in ("runs", "instructs") or not use.subject:
                continue
            if use.capability in SECTIONS["files"][0]:
                path = normal(use.subject)
                for stated, _ in self.found["files"]:
                    if path == stated or (not _wide(stated) and path.startswith(stated.rstrip("/") + "/")):
                        self._note_access(stated, use.capability)
            elif use.text.channel == "instructs":
                continue
            elif use.capability == "environment" and _CREDENTIAL.search(use.subject):
                row: Row = {"name": use.subject, "secret": True, "why": ""}
                self.found["environment"].setdefault((use.subject, ""), row)
            elif use.capability == "evaluate" and _makes_code(use):
                inside = self._inside(use.text.path)
                row = {"kind": use.subject, "where": inside, "why": ""}
                self.found["dynamic-code"].setdefault((use.subject, inside), row)

    def _note_access(self, path: str, capability: str) -> None:
        self.access.setdefault(path, set()).add("read" if capability in ("read", "list") else "write")

    def _drop_below(self) -> None:
        """A statement about a folder speaks for what lies below it too, unless the folder is as wide as `~/.claude`."""
        files = self.found["files"]
        for key in list(files):
            path, row = key[0], files[key]
            for above, other in list(files.items()):
                same = other["access"] in (row["access"], "read-write")
                if above != key and not _wide(above[0]) and same and path.startswith(above[0].rstrip("/") + "/"):
                    del files[key]
                    break

    def _inside(self, path: str) -> str:
        return path.removeprefix("" if self.plugin.path == "." else self.plugin.path + "/")


def _wide(folder: str) -> bool:
    return folder.count("/") < MIN_FOLDER_DEPTH


def _ordered(row: Row) -> Row:
    """`where` and `why` last, as the schema has them."""
    last = [key for key in ("where", "why") if key in row]
    return {key: value for key, value in row.items() if key not in last} | {key: row[key] for key in last}


def _makes_code(use: Use) -> bool:
    """Text is evaluated by the language itself; a timer is given a function far more often than text."""
    return use.detail.get("started") == "language" and use.detail.get("note") not in ("timer", "loader", "import")


def _when(finding: Finding, inside: str) -> str:
    """On what occasion, as far as the files tell; the author may say it better."""
    if finding.rule.endswith("/registry"):
        return "when packages are installed"
    if inside.endswith(".md"):
        return f"when the agent follows {inside}"
    if finding.surface in ("MCP server", "LSP server", "monitor"):
        return f"while the {finding.surface} of {inside} runs"
    return f"when {inside} runs"


def merge(scan: Scan, file: File | None, found: dict[str, list[Row]]) -> Document:
    """The disclosure with what is new added; everything that the author wrote, and its order, is kept."""
    from plugin_policy.errors import UsageError

    old: Document = {}
    if file is not None and file.data.strip():
        document = scan.manifest(file)
        if document.failed or not isinstance(document.value, dict):
            raise UsageError(f"{file.path}: is not a JSON object; mend or remove it first")
        old = document.value
    new: Document = dict(old)
    new["version"] = 1
    for section, (_, key) in SECTIONS.items():
        kept = old.get(section)
        rows: list[object] = list(kept) if isinstance(kept, list) else []
        stated = [row for row in rows if isinstance(row, dict)]
        new[section] = rows + [
            row for row in found[section] if not any(_states(one, row, section, key) for one in stated)
        ]
    return new


def _states(stated: Row, row: Row, section: str, key: str) -> bool:
    """Whether a statement of the author already speaks of what a new one would say."""
    from plugin_policy.globs import matches
    from plugin_policy.policy.disclosure import subject_covers

    subject = str(row[key])
    if not subject_covers(section, str(stated.get(key)), "" if subject == "*" else subject):
        return False
    if section == "files" and stated.get("access") not in (row["access"], "read-write"):
        return False
    where = stated.get("where")
    return not isinstance(where, str) or "where" not in row or matches(where.removeprefix("./"), str(row["where"]))


def render(document: Document) -> str:
    """JSON with the keys of a statement in the order of the schema, `why` last."""
    import json

    ordered: Document = {key: document[key] for key in ("$schema", "version") if key in document}
    ordered |= {key: value for key, value in document.items() if key not in ordered}
    return json.dumps(ordered, indent=2, ensure_ascii=False) + "\n"
