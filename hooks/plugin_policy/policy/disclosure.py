"""The disclosure: what an author says a plugin does, and whether that covers what it does.

The file's form is `schemas/disclosure.schema.json`. Covering: a host equal or `*.` one level above, a program's name, a
path or a folder above it, a name, a category; `where` is a glob on the plugin's files. A statement counts only with a
reason: `why` of at least MIN_WHY characters that is not a placeholder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.finding import RANK, UNDISCLOSED, Finding, Rule
from plugin_policy.globs import host_matches, matches
from plugin_policy.policy import shape

if TYPE_CHECKING:
    from plugin_policy.policy.settings import Policy
    from plugin_policy.repository import Plugin
    from plugin_policy.text import Text

MIN_WHY = 20
PATH = ".claude-plugin/disclosure.json"
OTHER_PATH = "plugin-disclosure.json"  # for plugins of other formats

# section -> (capabilities it speaks of, the key that names the subject)
SECTIONS = {
    "network": (("connect",), "host"),
    "commands": (("command", "install"), "program"),
    "files": (("read", "write", "list", "delete"), "path"),
    "environment": (("environment",), "name"),
    "data": (("collect",), "category"),
    "dynamic-code": (("evaluate",), "kind"),
}
_PLACEHOLDERS = ("todo", "tbd", "fixme", "xxx", "fill in", "why is this needed", "reason here", "lorem ipsum", "...")

RULES = (
    Rule(
        "disclosure/missing",
        "medium",
        "the policy asks every plugin for a disclosure, and this one has none",
        "run `plugin-policy disclose` and fill in each `why`",
    ),
    Rule(
        "disclosure/invalid",
        "medium",
        "the disclosure cannot be read: {problem}",
        "mend it; `plugin-policy disclose` writes one that holds",
    ),
    Rule(
        "disclosure/why",
        "low",
        "the statement about `{subject}` gives no reason of at least 20 characters, so it discloses nothing",
        "say in `why` what the user gets from it",
    ),
    Rule(
        "disclosure/unused",
        "note",
        "nothing the plugin does needs the statement about `{subject}`",
        "take it out, or run `plugin-policy disclose`",
    ),
)
_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}


def schema() -> dict[str, object]:
    """The JSON Schema of a disclosure; `docs/disclosure.schema.json` is a copy for editors."""
    import json
    import os

    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "schemas", "disclosure.schema.json")
    with open(path, encoding="utf-8") as stream:
        loaded: dict[str, object] = json.load(stream)
    return loaded


def _said(pointer: tuple[str | int, ...], problem: str) -> str:
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in pointer)
    return f"`{where}` {problem}" if where else f"it {problem}"


class Statement:
    """One row of a section. pointer: where it stands in the file."""

    __slots__ = ("first", "pointer", "section", "severity", "subject", "used", "value")

    def __init__(self, section: str, index: int, subject: str, value: dict[str, object]) -> None:
        self.section = section
        self.pointer = (section, index)
        self.subject = subject
        self.value = value
        self.used = False
        self.severity = ""  # of the gravest finding that it would cover if it gave a reason
        self.first: Finding | None = None

    @property
    def reasoned(self) -> bool:
        return has_reason(self.value.get("why"))


def has_reason(why: object) -> bool:
    """Whether a `why` says something: long enough, more than one word, and no placeholder."""
    text = why.strip() if isinstance(why, str) else ""
    lower = text.lower()
    return len(text) >= MIN_WHY and len(text.split()) > 2 and not lower.startswith(_PLACEHOLDERS)


class Disclosure:
    """A plugin's disclosure. text: the file's Text, None when there is none. problem: why it cannot be used."""

    def __init__(self, plugin: Plugin) -> None:
        self.plugin = plugin
        self.statements: list[Statement] = []
        self.sections: set[str] = set()
        self.problem = ""
        self.place: tuple[str | int, ...] = ()
        self.granted: frozenset[str] = frozenset()  # capabilities that permissions of the manifest declare
        self.text: Text | None = None
        file = plugin.file(PATH) or plugin.file(OTHER_PATH)
        if file is not None and not plugin.is_repository:
            self.text = file.text
            self._read()

    def _read(self) -> None:
        from plugin_policy.readers.manifest import parse

        assert self.text is not None
        document = parse(self.text)
        if document.failed or not isinstance(document.value, dict):
            first = next(
                (problem.message for problem in document.problems if problem.fatal), "it must be a JSON object"
            )
            self.problem = first
            return
        wrong = shape.problem(document.value, schema())
        if wrong is not None:
            self.place, self.problem = wrong[0], _said(*wrong)
            return
        for section, (_, key) in SECTIONS.items():
            rows = document.value.get(section)
            if isinstance(rows, list):
                self.sections.add(section)
                self.statements += [Statement(section, index, row[key], row) for index, row in enumerate(rows)]

    def covers(self, finding: Finding) -> bool:
        """Whether statements speak of what the finding says, at each of its places; marks those it uses.

        One without a reason covers nothing: it is reported itself, with the severity of the finding it replaces.
        A permission that the manifest declares speaks of its capability where the subject cannot be known.
        """
        if not finding.subject and finding.capability in self.granted:
            return True
        if self.problem:
            return False
        bare: list[Statement] = []
        for path in dict.fromkeys((finding.path, *[place[0] for place in finding.related])):
            speaking = [statement for statement in self.statements if self._speaks_of(statement, finding, path)]
            if not speaking:
                return False
            for statement in speaking:
                statement.used = True
            if not any(statement.reasoned for statement in speaking):
                bare.append(speaking[0])
        for statement in bare:
            if RANK[finding.severity] > RANK[statement.severity or "note"]:
                statement.severity, statement.first = finding.severity, finding
        return True

    def mark(self, capability: str, subject: str, path: str) -> None:
        """A use that no finding is about still supports the statements about it."""
        use = Finding("", "note", "", path=path, capability=capability, subject=subject)
        for statement in self.statements:
            if not statement.used and self._speaks_of(statement, use, path):
                statement.used = True

    def speaks_of(self, capability: str, subject: str, path: str) -> bool:
        """Whether a statement with a reason covers such a use in this file."""
        use = Finding("", "note", "", path=path, capability=capability, subject=subject)
        return not self.problem and any(one.reasoned and self._speaks_of(one, use, path) for one in self.statements)

    def _speaks_of(self, statement: Statement, finding: Finding, path: str) -> bool:
        capabilities, _ = SECTIONS[statement.section]
        if finding.capability not in capabilities:
            return False
        where = statement.value.get("where")
        if isinstance(where, str) and not matches(self.plugin.inside(where.removeprefix("./")), path):
            return False
        if statement.section == "files" and not _access(statement.value.get("access"), finding.capability):
            return False
        return subject_covers(statement.section, statement.subject, finding.subject)

    def findings(self, policy: Policy) -> list[Finding]:
        """What the disclosure itself lacks."""
        if self.text is None:
            if policy.disclosure.required and not self.plugin.is_repository:
                rule = _RULES["missing"]
                path = self.plugin.manifest_path
                return [Finding(rule.id, rule.severity, rule.message, path=path, fix=rule.fix, plugin=self.plugin.path)]
            return []
        if self.problem:
            return [self._say("invalid", self.place, problem=self.problem)]
        said = []
        for statement in self.statements:
            if not statement.reasoned:
                said.append(self._without_reason(statement))
            elif not statement.used:
                said.append(self._say("unused", statement.pointer, subject=statement.subject))
        return said

    def _without_reason(self, statement: Statement) -> Finding:
        found = self._say("why", statement.pointer, subject=statement.subject)
        found.severity = statement.severity if RANK[statement.severity or "note"] > RANK["low"] else "low"
        if statement.first is not None:
            found.related = ((statement.first.path, statement.first.line, statement.first.column),)
        return found

    def _say(self, name: str, pointer: tuple[str | int, ...], **fields: str) -> Finding:
        from plugin_policy.readers.manifest import parse

        assert self.text is not None
        rule = _RULES[name]
        start, end = parse(self.text).locate(pointer)
        line, column, end_line, end_column = self.text.span(start, end)
        return Finding(
            rule.id, rule.severity, rule.message.format(**fields), path=self.text.path, line=line, column=column,
            end_line=end_line, end_column=end_column, fix=rule.fix, plugin=self.plugin.path,
            evidence="/".join(map(str, (name, *fields.values()))),
        )  # fmt: skip


def _access(access: object, capability: str) -> bool:
    reads = capability in ("read", "list")
    return access == "read-write" or access == ("read" if reads else "write")


def subject_covers(section: str, stated: str, subject: str) -> bool:
    """Whether a statement about `stated` speaks of `subject`; "" is one that cannot be known."""
    if section == "network":
        return stated == "*" if not subject or subject == "*" else host_matches(stated, subject)
    if section == "files":
        stated = stated.rstrip("/")
        return subject == stated or subject.startswith(stated + "/") or matches(stated, subject)
    return stated == subject or (stated == "*" and not subject)


def allowed_by_policy(finding: Finding, policy: Policy) -> bool:
    """Whether `[network]`, `[commands]` or `[files]` of the policy allow the subject of an undisclosed use."""
    if finding.capability == "connect":
        return any(host_matches(host, finding.subject) for host in policy.network.allowed)
    if finding.capability == "command":
        return finding.subject in policy.commands.allowed
    if finding.capability in ("read", "write", "list", "delete"):
        return any(subject_covers("files", path, finding.subject) for path in policy.files.allowed)
    return False


def apply(findings: list[Finding], disclosures: dict[str, Disclosure], policy: Policy) -> list[Finding]:
    """Findings without those that a statement or the policy covers. disclosures: by the plugin's path."""
    kept = []
    for finding in findings:
        if finding.kind == UNDISCLOSED and finding.capability:
            disclosure = disclosures.get(finding.plugin)
            covered = disclosure is not None and disclosure.covers(finding)
            if covered or allowed_by_policy(finding, policy):
                continue
        kept.append(finding)
    return kept
