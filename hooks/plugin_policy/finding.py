"""What a check says. Imports nothing of ours, so that reports can stand on it alone."""

from __future__ import annotations

SEVERITIES = ("note", "low", "medium", "high", "critical")  # rising; a note never fails
RANK = {name: rank for rank, name in enumerate(SEVERITIES)}

VIOLATION = "violation"  # no disclosure excuses it
UNDISCLOSED = "undisclosed"  # a statement with a reason clears it


class Rule:
    """One thing a check can say. `id` is `check/name` and is a promise to users."""

    __slots__ = ("fix", "help", "id", "justifiable", "kind", "message", "severity")

    def __init__(
        self,
        id: str,
        severity: str,
        message: str,
        fix: str,
        *,
        kind: str = VIOLATION,
        justifiable: bool = False,
        help: str = "",
    ) -> None:
        self.id = id
        self.severity = severity
        self.message = message  # lower case, no full stop; may hold {fields} that the check fills
        self.fix = fix
        self.kind = kind
        self.justifiable = justifiable  # may an allow comment clear it
        self.help = help  # a paragraph for `explain` and the rule's page


class Finding:
    """One rule at one place. Lines and columns are 1-based; columns count Unicode code points.

    `path` is relative to the repository root, with `/`, and may hold surrogate escapes
    (bytes that are not UTF-8). `evidence` is the finding's source text: the fingerprint is made of it
    and no report prints it. `secret` tells that `evidence` is a secret, to be hashed before use.
    """

    __slots__ = (
        "_fingerprint",
        "capability",
        "column",
        "end_column",
        "end_line",
        "evidence",
        "fix",
        "identity",
        "justifiable",
        "kind",
        "line",
        "message",
        "names",
        "path",
        "plugin",
        "pointer",
        "random",
        "related",
        "rule",
        "secret",
        "severity",
        "subject",
        "surface",
    )

    def __init__(
        self,
        rule: str,
        severity: str,
        message: str,
        *,
        path: str = "",
        line: int = 1,
        column: int = 1,
        end_line: int = 0,
        end_column: int = 0,
        fix: str = "",
        kind: str = VIOLATION,
        justifiable: bool = False,
        plugin: str = "",
        surface: str = "",
        evidence: str = "",
        secret: bool = False,
        random: bool = False,
        capability: str = "",
        subject: str = "",
        pointer: str = "",
        names: tuple[str, ...] = (),
        related: tuple[tuple[str, int, int], ...] = (),
    ) -> None:
        self.rule = rule
        self.severity = severity
        self.message = message if message.isprintable() else one_line(message)
        self.path = path
        self.line = line
        self.column = column
        self.end_line = end_line or line
        self.end_column = end_column or column
        self.fix = fix
        self.kind = kind
        self.justifiable = justifiable
        self.plugin = plugin  # the plugin's path in the repository, "." for the repository itself
        self.surface = surface  # "plugin hook", "skill", "script", …
        self.evidence = evidence
        self.secret = secret
        self.random = random  # the secret's format guarantees at least 80 bits of randomness
        self.capability = capability
        self.subject = subject  # host, program, path, variable or package; reports group by it
        self.pointer = pointer  # JSON pointer, for findings in manifests
        self.names = names  # what an exception may name besides the subject: package, advisory and aliases, person
        self.related = related  # further places: (path, line, column)
        # Set by policy.fingerprint, once all findings of a file are known.
        self._fingerprint: str | None = ""
        self.identity = ("", 0)  # what the fingerprint is made of besides rule and place

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits, "" before all findings of the file are known. Made when it is first asked for."""
        if self._fingerprint is None:
            self._fingerprint = fingerprint(self.rule, self.plugin, self.path, *self.identity)
        return self._fingerprint

    @fingerprint.setter
    def fingerprint(self, value: str) -> None:
        self._fingerprint = value

    def identify(self, text: str, number: int) -> None:
        """What stands for the finding in its file, and its number among equals there."""
        self.identity = (text, number)
        self._fingerprint = None

    @property
    def check(self) -> str:
        return self.rule.partition("/")[0]

    @property
    def rank(self) -> int:
        return RANK[self.severity]

    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.path, self.line, self.column, self.rule, self.message)

    def __repr__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity} {self.rule} {self.message}"


def fingerprint(rule: str, plugin: str, path: str, text: str, number: int) -> str:
    """64 hexadecimal digits; what text and number are stands in policy/fingerprint.py."""
    from hashlib import sha256

    joined = "\0".join(("1", rule, plugin, path, text, str(number)))
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def one_line(message: str) -> str:
    """A message may quote what stands in a file: whatever would break or hide a part of the line is written out."""
    return "".join([char if char.isprintable() else char.encode("unicode_escape").decode() for char in message])
