"""Making a disclosure from the code: one statement for each thing a plugin does, in a stable order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.capabilities.harmless import HARMLESS
from plugin_policy.policy.disclosure import SECTIONS

if TYPE_CHECKING:
    from plugin_policy.finding import Finding
    from plugin_policy.repository import File, Plugin
    from plugin_policy.scan import Scan

BEGIN = "<!-- plugin-policy: disclosure -->"
END = "<!-- /plugin-policy: disclosure -->"

Row = dict[str, object]
Document = dict[str, object]

# section -> (heading, columns: key and heading)
TABLES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "network": ("Network", (("host", "host"), ("when", "when"), ("opt-out", "switched off by"), ("why", "why"))),
    "commands": ("Programs", (("program", "program"), ("why", "why"))),
    "files": ("Files outside the workspace", (("path", "path"), ("access", "access"), ("why", "why"))),
    "environment": ("Environment", (("name", "variable"), ("sent-to", "sent to"), ("why", "why"))),
    "data": ("Data", (("category", "data"), ("purpose", "purpose"), ("recipients", "recipients"), ("why", "why"))),
    "dynamic-code": ("Code made at run time", (("kind", "by"), ("where", "where"), ("why", "why"))),
}


def statements(scan: Scan, plugin: Plugin) -> dict[str, list[Row]]:
    """What the plugin does, as statements without reasons: the undisclosed uses that its checks would report."""
    from plugin_policy.check import all_checks
    from plugin_policy.finding import UNDISCLOSED

    rows: dict[str, dict[str, Row]] = {section: {} for section in SECTIONS}
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
                _add(rows, finding, plugin)
    return {section: [found[key] for key in sorted(found)] for section, found in rows.items()}


def _add(rows: dict[str, dict[str, Row]], finding: Finding, plugin: Plugin) -> None:
    for section, (capabilities, key) in SECTIONS.items():
        if finding.capability not in capabilities:
            continue
        subject = finding.subject or "*"
        if section == "commands" and subject in HARMLESS:
            return
        row = rows[section].setdefault(subject, {key: subject})
        if section == "files":
            access = "read" if finding.capability in ("read", "list") else "write"
            row["access"] = access if row.get("access", access) == access else "read-write"
        if section == "network":
            row["direction"] = "out"
            row.setdefault("when", "")
        if section == "data":
            row.setdefault("purpose", "")
            row.setdefault("leaves-machine", True)
        if subject == "*" or section == "dynamic-code":
            row["where"] = finding.path.removeprefix("" if plugin.path == "." else plugin.path + "/")
        row["why"] = ""


def merge(scan: Scan, file: File | None, found: dict[str, list[Row]]) -> Document:
    """The disclosure with what is new added and everything the author wrote kept."""
    from plugin_policy.errors import UsageError

    old: Document = {}
    if file is not None and file.data.strip():
        document = scan.manifest(file)
        if document.failed or not isinstance(document.value, dict):
            raise UsageError(f"{file.path}: is not a JSON object; mend or remove it first")
        old = document.value
    new: Document = {key: value for key, value in old.items() if key not in SECTIONS}
    new["version"] = 1
    for section, (_, key) in SECTIONS.items():
        kept = old.get(section)
        rows: list[Row] = [row for row in kept if isinstance(row, dict)] if isinstance(kept, list) else []
        stated = {str(row.get(key)) for row in rows}
        rows += [row for row in found[section] if row[key] not in stated]
        new[section] = sorted(rows, key=lambda row: str(row.get(key)))
    return new


def render(document: Document) -> str:
    """JSON with the keys of a statement in the order of the schema, `why` last."""
    import json

    ordered: Document = {key: document[key] for key in ("$schema", "version") if key in document}
    ordered |= {key: value for key, value in document.items() if key not in ordered}
    return json.dumps(ordered, indent=2, ensure_ascii=False) + "\n"


def render_table(document: Document) -> str:
    """The disclosure as Markdown, for a README."""
    out = []
    for section, (heading, columns) in TABLES.items():
        rows = document.get(section)
        if not isinstance(rows, list) or not rows:
            continue
        used = [column for column in columns if column[0] == "why" or any(row.get(column[0]) for row in rows)]
        out.append(f"**{heading}**\n")
        out.append("| " + " | ".join(head for _, head in used) + " |")
        out.append("|" + "---|" * len(used))
        out += ["| " + " | ".join(_cell(row.get(key)) for key, _ in used) + " |" for row in rows]
        out.append("")
    if not out:
        out = [
            "This plugin connects to nothing, starts no programs worth naming and reads nothing outside its folders.",
            "",
        ]
    return "\n".join(out)


def _cell(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def table_in(page: str, table: str) -> str:
    """The page with the table between its markers, "" when it has no markers."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table}{END}{tail}" if begin and end else ""
