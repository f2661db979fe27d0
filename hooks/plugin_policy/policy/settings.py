"""The policy: `.plugin-policy.toml`, every table and key of it.

A setting is one line in its section below. `Policy()` is the default policy; `loading.load_policy` reads a file.
"""

from __future__ import annotations

from plugin_policy.errors import UsageError
from plugin_policy.finding import SEVERITIES
from plugin_policy.policy.duration import Duration
from plugin_policy.policy.knobs import (
    AllowComments,
    Day,
    Days,
    Fingerprint,
    Flag,
    Place,
    Places,
    Reason,
    Section,
    Span,
    Strings,
    Table,
    Word,
)

POLICY_NAME = ".plugin-policy.toml"
PROFILES = ("default", "marketplace")
FOREIGN_COMMENTS = ("detect-secrets", "gitleaks", "bandit")
CAPABILITIES = ("connect", "file", "read", "write", "command", "environment", "evaluate", "collect", "install")
# Promises about an organisation have no path; the only thing an exception can name is the promise itself.
ORGANISATION_CHECKS = ("maintainers-2fa", "review-required", "signed-releases", "response-times")


class PolicyError(UsageError):
    """The policy or baseline cannot be used: exit 2, nothing is judged. `problems`: one line each, `file:line: …`."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Disclosure(Section):
    __slots__ = ()
    required = Flag("every plugin needs a disclosure, and programs and files need statements", marketplace=True)


class Network(Section):
    __slots__ = ()
    allowed = Strings("hosts that need no disclosure, `*.example.com` for one level below")


class Commands(Section):
    __slots__ = ()
    allowed = Strings("programs that need no disclosure, on top of the shipped list of harmless ones")


class Files(Section):
    __slots__ = ()
    allowed = Strings("paths outside the workspace that need no disclosure, with everything below them")


class Sources(Section):
    __slots__ = ()
    exempt_owners = Strings("owners on GitHub whose sources need no pin")
    allowed_hosts = Strings("hosts that sources may come from; empty: any")
    changed_only = Flag("entries fail only when a change touches them, then in full; in whole scans they are notes")


class Dependencies(Section):
    __slots__ = ()
    warn_age = Span("age of the advisory database from which on a note is given", Duration(7, "days"))
    max_age = Span("age from which on advisories are not run", Duration(30, "days"))
    minimum_release_age = Span("how old a release must be before a plugin may use it")
    unknown_severity = Word("severity of advisories that give none", "medium", options=SEVERITIES)


class LeastPrivilege(Section):
    __slots__ = ()
    broad_scope = Word(
        "severity of broad scope alone: unrestricted Bash, match-all plugin hooks, spare tools",
        "note",
        options=SEVERITIES[:4],
        marketplace="low",
    )


class Maintainers(Section):
    __slots__ = ()
    people = Strings("logins of the people who may merge and publish")
    teams = Strings("teams whose members may merge and publish")


class Responses(Section):
    __slots__ = ()
    acknowledge = Span("time to acknowledge a report")
    assess = Span("time to a first assessment")
    update = Span("time between updates to the reporter")
    critical = Span("time to fix a critical vulnerability")
    high = Span("time to fix a high vulnerability")
    medium = Span("time to fix a medium vulnerability")
    low = Span("time to fix a low vulnerability")
    disclose = Span("time to public disclosure")
    incident = Span("time to assess an incident in a published plugin")
    audit = Span("time between regular audits")
    holidays = Days("days that are no working days", ())
    time_zone = Word("time zone whose days count as working days, such as Europe/Berlin", "UTC")


class PluginFormat(Section):
    """A kind of plugin that is not Claude Code's own."""

    __slots__ = ()
    name = Word("name of the format", required=True)
    manifest = Places("patterns of the manifests; a plugin is the folder that holds one", required=True)
    schema = Place("JSON Schema of the manifest")
    permissions = Table("permission of the manifest -> capability it grants", options=CAPABILITIES)


class Schema(Section):
    """A marketplace's own JSON Schema, on top of ours."""

    __slots__ = ()
    files = Places("patterns of the files it holds for", required=True)
    schema = Place("path of the schema", required=True)


class PolicyException(Section):
    """Findings that are accepted until a day. Every selector that is given must match."""

    __slots__ = ()
    rule = Word("a rule, a check, or `*`", required=True)
    path = Place("pattern of the finding's path")
    fingerprint = Fingerprint("the finding's fingerprint")
    pointer = Word("JSON pointer of the finding")
    plugin = Word("name or path of the plugin")
    package = Word("name of the package")
    advisory = Word("id or alias of the advisory")
    host = Word("host, `*.example.com` for one level below")
    person = Word("login of the person")
    reason = Reason("why this is accepted", required=True)
    expires = Day("last day on which it counts, at most 366 days ahead", required=True)


SELECTORS = ("path", "fingerprint", "pointer", "plugin", "package", "advisory", "host", "person")


# Every table a policy may have; those of ARRAYS are written [[name]] and may come many times.
TABLES: dict[str, type[Section]] = {
    "disclosure": Disclosure,
    "network": Network,
    "commands": Commands,
    "files": Files,
    "sources": Sources,
    "dependencies": Dependencies,
    "least-privilege": LeastPrivilege,
    "maintainers": Maintainers,
    "responses": Responses,
}
ARRAYS: dict[str, type[Section]] = {"plugin-format": PluginFormat, "schema": Schema, "exception": PolicyException}


class Policy(Section):
    """Everything the policy says; the settings of `[policy]` are its own attributes."""

    __slots__ = (
        "_lines", "commands", "dependencies", "disclosure", "exceptions", "files", "formats", "least_privilege",
        "maintainers", "network", "path", "responses", "schemas", "sources", "text",
    )  # fmt: skip

    fail_on = Word("lowest severity that fails", "medium", options=SEVERITIES[1:])
    checks = Strings("checks that are asked for by name")
    profile = Word("set of defaults", "default", options=PROFILES)
    allow_comments = AllowComments('which rules allow comments may clear: "justifiable", false or a list of ids')
    allow_new_comments = Flag("do allow comments that a pull request adds count in it", True)
    foreign_comments = Strings("other tools whose comments count", options=FOREIGN_COMMENTS)

    disclosure: Disclosure
    network: Network
    commands: Commands
    files: Files
    sources: Sources
    dependencies: Dependencies
    least_privilege: LeastPrivilege
    maintainers: Maintainers
    responses: Responses
    formats: list[PluginFormat]
    schemas: list[Schema]
    exceptions: list[PolicyException]

    def __init__(self, given: dict[str, object] | None = None, *, path: str = "", text: str = "") -> None:
        """given: `[policy]`, read. path: as shown to users, "" without a file. The other tables are set by loading."""
        super().__init__(given, marketplace=(given or {}).get("profile") == "marketplace")
        self.path = path
        self.text = text
        self._lines: dict[tuple[str, int, str], int] | None = None
        for name, kind in TABLES.items():
            setattr(self, name.replace("-", "_"), kind(marketplace=self.marketplace))
        self.formats, self.schemas, self.exceptions = [], [], []

    def line_of(self, table: str, key: str = "", index: int = 0) -> int:
        """Line of a key, else of its table's head, else 1. index: which of several [[table]]."""
        if self._lines is None:
            from plugin_policy.policy.positions import positions

            self._lines = positions(self.text)
        return self._lines.get((table, index, key)) or self._lines.get((table, index, "")) or 1
