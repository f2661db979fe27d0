"""The baseline: fingerprints from the day of adoption, `.plugin-policy-baseline.json` beside the policy.

A JSON list of {"fingerprint", "rule", "path"}, sorted by path, one a line. Critical findings are never covered.

A file that moved does not re-open its findings: a finding that no entry covers is also tried with the path (and the
plugin, which is one of the folders above it) of the entries of its rule whose file is gone. Nothing more than the
entry itself is needed for that, since a fingerprint can be made for any path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from plugin_policy.finding import Finding, fingerprint
from plugin_policy.policy.settings import PolicyError

BASELINE_NAME = ".plugin-policy-baseline.json"
MAX_SIZE = 64 << 20
MAX_TRIES = 200_000  # fingerprints made in search of moved files


class Entry:
    __slots__ = ("fingerprint", "path", "rule")

    def __init__(self, fingerprint: str, rule: str, path: str) -> None:
        self.fingerprint = fingerprint
        self.rule = rule
        self.path = path


class Baseline:
    """Entries of one baseline file. path: as shown to users, "" for none."""

    __slots__ = ("by_fingerprint", "path")

    def __init__(self, entries: Iterable[Entry] = (), path: str = "") -> None:
        self.by_fingerprint = {entry.fingerprint: entry for entry in entries}
        self.path = path

    @classmethod
    def load(cls, path: str, *, data: bytes | None = None, shown: str = "") -> Baseline:
        """The baseline in the file at `path`, which must exist. data: its content, where that comes from elsewhere.
        shown: its path in messages.

        PolicyError: it cannot be used.
        """
        import json

        shown = shown or path
        if data is None:
            try:
                with open(path, "rb") as file:
                    data = file.read(MAX_SIZE + 1)
            except OSError as error:
                raise PolicyError([f"{shown}:1: cannot be read: {(error.strerror or str(error)).lower()}"]) from None
        if len(data) > MAX_SIZE:
            raise PolicyError([f"{shown}:1: is larger than {MAX_SIZE >> 20} MB"])
        try:
            rows = json.loads(data)
        except json.JSONDecodeError as error:
            raise PolicyError(
                [f"{shown}:{error.lineno}: is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"]
            ) from None
        except (UnicodeDecodeError, RecursionError):
            raise PolicyError([f"{shown}:1: is not a list of findings in UTF-8"]) from None
        if not isinstance(rows, list):
            raise PolicyError([f'{shown}:1: must be a list of {{"fingerprint", "rule", "path"}}'])
        return cls([_entry(shown, number, row) for number, row in enumerate(rows, 1)], shown)


def _entry(path: str, number: int, row: object) -> Entry:
    if isinstance(row, dict) and set(row) == {"fingerprint", "rule", "path"}:
        values = (row["fingerprint"], row["rule"], row["path"])
        if all(isinstance(value, str) for value in values):
            return Entry(*values)
    raise PolicyError(
        [f'{path}:{number + 1}: entry {number} must be {{"fingerprint", "rule", "path"}}, each a string; '
         "run `plugin-policy baseline` to write it anew"]
    )  # fmt: skip


def render_baseline(findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """The file's text for these findings, which have fingerprints, and the critical ones that it refuses.

    Notes are left out, as they never fail, and so is what the policy says about its own parts.
    """
    import json

    refused: list[Finding] = []
    rows: list[tuple[str, str, str]] = []
    for finding in findings:
        if finding.severity == "critical":
            refused.append(finding)
        elif finding.severity != "note" and finding.check != "policy":
            rows.append((finding.path, finding.rule, finding.fingerprint))
    lines = [
        json.dumps({"fingerprint": fingerprint, "rule": rule, "path": path})
        for path, rule, fingerprint in sorted(set(rows))
    ]
    return ("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"), refused


def covered(
    findings: list[Finding], baseline: Baseline, exists: Callable[[str], bool]
) -> tuple[dict[int, Entry], list[Entry]]:
    """Index of each finding that the baseline lists -> its entry; and the entries that list none of them.

    exists: is there still a file of this path in the repository? Critical findings are matched like others: what that
    means is the caller's.
    """
    found: dict[int, Entry] = {}
    left = dict(baseline.by_fingerprint)
    for index, finding in enumerate(findings):
        if entry := left.pop(finding.fingerprint, None):
            found[index] = entry
    gone: dict[str, list[Entry]] = {}
    for entry in left.values():
        if not exists(entry.path):
            gone.setdefault(entry.rule, []).append(entry)
    tries = MAX_TRIES
    for index, finding in enumerate(findings):
        if index in found or not gone.get(finding.rule):
            continue
        for entry in gone[finding.rule]:
            plugins = _folders(entry.path)
            tries -= len(plugins)
            if tries < 0:
                return found, list(left.values())
            if any(_same_but_moved(finding, entry, plugin) for plugin in plugins):
                found[index] = entry
                gone[finding.rule].remove(entry)
                del left[entry.fingerprint]
                break
    return found, list(left.values())


def _same_but_moved(finding: Finding, entry: Entry, plugin: str) -> bool:
    text, number = finding.identity
    return fingerprint(finding.rule, plugin, entry.path, text, number) == entry.fingerprint


def _folders(path: str) -> list[str]:
    """The folders that may be the plugin of a path: `.` and each one above it."""
    parts = path.split("/")[:-1]
    return [".", *("/".join(parts[: end + 1]) for end in range(len(parts)))][:32]
