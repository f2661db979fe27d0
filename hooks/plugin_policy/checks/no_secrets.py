"""Rejects secrets in any file.

## What it does
Reads the bytes of every file, whatever its kind, and reports credentials: those whose provider gave them a shape of
their own (`ghp_…`, `sk-ant-…`, `AKIA…`), those that stand beside their provider's name, private keys, passwords in URLs
and headers, and values that look drawn at random and are given to a name such as `api_key` or `password`.

## Why is this bad
A secret in a plugin is a secret of everyone who installs it. Taking it out of the newest commit does not help: it stays
in the history, and it must be revoked.

## Example
    {"env": {"GITHUB_TOKEN": "ghp_…"}}

## Use instead
    {"env": {"GITHUB_TOKEN": "${GITHUB_TOKEN}"}}

## Options
`--history` reads every version of every file once and names the first commit and its author's date. `--deep` adds the
detectors of detect-secrets, filtered; with `--changed-since` on added lines only.

## Allowing
A provider's secret needs an exception in the policy. What only looks like one (`generic-secret`, `password`, `jwt`,
`detect-secrets`) may be cleared by an allow comment.
"""

from __future__ import annotations

from plugin_policy.check import FILE, Check, NotRunError
from plugin_policy.finding import Finding, Rule
from plugin_policy.text import Text

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plugin_policy.repository import File, Repository
    from plugin_policy.scan import Scan
    from plugin_policy.secrets.hit import Hit

CHECK = Check(
    "no-secrets",
    FILE,
    "secrets in any file",
    1,
    options=(
        ("--history", "also read every version of every file that git holds", ""),
        ("--deep", "also run the detectors of detect-secrets (extra `detect-secrets`)", ""),
    ),
)

_FIX = "revoke it{where}, read it from the environment or a secret store, and take it out of the history"
_PLAIN = (
    ("private-key", "critical", "a private key"),
    ("pgp-private-key", "critical", "a PGP private key"),
    ("url-password", "critical", "a password in a URL"),
    ("authorization-header", "critical", "a credential in an Authorization header"),
    ("webhook-url", "critical", "the address of a webhook, which is its only secret"),
    ("netrc-password", "critical", "a password in a .netrc file"),
    ("npm-credentials", "critical", "credentials of a package registry"),
    ("docker-auth", "critical", "credentials of a container registry"),
    ("kubernetes-secret", "critical", "a value of a Kubernetes Secret"),
    ("jwt", "high", "a JSON Web Token"),
    ("curl-credentials", "critical", "a user's password on a curl command line"),
    ("generic-secret", "high", "a value that looks like a secret"),
    ("password", "medium", "a value that looks like a password"),
    ("detect-secrets", "medium", "detect-secrets takes this for a secret"),
)
_JUSTIFIABLE = frozenset(("generic-secret", "password", "jwt", "detect-secrets"))
_WHAT = {row[0]: row[2] for row in _PLAIN}


_STREAM, _PIECE = 6 << 20, 2 << 20  # bytes: larger files are read in pieces, which bounds the memory
_CONTINUATION = bytes(range(0x80, 0xC0))


def __getattr__(name: str) -> tuple[Rule, ...]:
    """RULES, made when somebody asks: a clean commit needs none of them."""
    if name != "RULES":
        raise AttributeError(name)
    from plugin_policy.secrets.named_rules import NAMED
    from plugin_policy.secrets.prefixed_rules import PREFIXED

    rows = [(row[0], "critical", f"a secret of {row[1]}", row[1]) for row in PREFIXED]
    rows += [(row[0], "critical", f"a secret of {row[1]}", row[1]) for row in NAMED]
    rows += [(*row, "") for row in _PLAIN]
    sites = {row[0]: row[2] for row in NAMED}
    return tuple(
        Rule(
            f"no-secrets/{id}",
            severity,
            f"{message} (`{{redacted}}`)",
            _fix(provider),
            justifiable=id in _JUSTIFIABLE,
            help=_help(provider, sites.get(id, "")),
        )
        for id, severity, message, provider in rows
    )


def _fix(provider: str) -> str:
    from plugin_policy.secrets.pages import PAGES

    page = f" ({PAGES[provider][0]})" if provider in PAGES else ""
    return _FIX.format(where=f" at {provider}{page}" if provider else "")


def _help(provider: str, site: str) -> str:
    """Where the format comes from, for `explain` and the reports."""
    from plugin_policy.secrets.pages import PAGES

    if provider in PAGES:
        return f"Format: {PAGES[provider][1]}"
    return f"The provider's site: https://{site}" if "." in site else ""


def prefilter(data: bytes, path: str) -> bool:
    """Whether the file may hold a finding; it is read as it lies on disk."""
    from plugin_policy.secrets.engine import find

    return b"\0" in data[:1024] or bool(find(data, path))


def run(scan: Scan) -> Iterator[Finding]:
    from plugin_policy.repository import OPAQUE

    deep = bool(scan.options.get("deep"))
    for file in scan.files:
        found = list(judge(scan, file))
        yield from found
        if deep and not file.huge and file.state != OPAQUE:
            yield from _deep(file, scan, found)
    if scan.options.get("history"):
        yield from _history(scan)


def judge(scan: Scan, file: File) -> Iterator[Finding]:
    """Every secret in one file, at its line and column."""
    if file.huge or (file.size > _STREAM and not file.loaded and _is_plain(file)):
        yield from _stream(file)
        return
    hits = scan.mask(file.path).hits
    if hits:
        text = file.text if file.text.data else Text(file.path, file.data, "")
        from plugin_policy.secrets.pairs import joined

        for hit, identifier in joined(hits):
            finding = _finding(hit, text, file)
            if identifier:
                line, column, _, _ = text.span(identifier.start, identifier.end)
                finding.severity = "critical"
                finding.message += f", with its identifier in line {line}"
                finding.related = ((text.path, line, column),)
            yield finding


def _is_plain(file: File) -> bool:
    """Whether a file is no binary and in no encoding with NUL bytes, as far as its beginning tells."""
    from itertools import islice

    try:
        return all(b"\0" not in data for _, data in islice(file.chunks(4096), 1))
    except OSError:
        return False


def _stream(file: File) -> Iterator[Finding]:
    """A large file piece by piece. Pieces overlap: what was seen in the last one is not said again."""
    from plugin_policy.secrets.engine import find

    line, before, done, last = 1, 0, 0, b""
    column = 0  # code points of the line in which the piece begins that stand before it
    for offset, data in file.chunks(_PIECE):
        passed = last[: offset - before]
        line += passed.count(b"\n")
        column = _points(passed[passed.rfind(b"\n") + 1 :]) + (0 if b"\n" in passed else column)
        text = Text(file.path, data, "")
        for hit in find(data, file.path):
            if offset + hit.start >= done:
                finding = _finding(hit, text, file)
                finding.column += column if finding.line == 1 else 0
                finding.end_column += column if finding.end_line == 1 else 0
                finding.line += line - 1
                finding.end_line += line - 1
                done = offset + hit.end
                yield finding
        last, before = data, offset


def _points(data: bytes) -> int:
    """Code points in some UTF-8."""
    return len(data.translate(None, _CONTINUATION))


def _deep(file: File, scan: Scan, found: list[Finding]) -> Iterator[Finding]:
    from plugin_policy.secrets.deep import find

    text = file.text
    lines = _added_lines(scan.repository.root, scan.options.get("changed_since"), file.path)
    taken = {finding.line for finding in found}
    for kind, hit in find(text.data, file.path, lines):
        finding = _finding(hit, text, file)
        if finding.line not in taken:
            finding.message = f"{finding.message}: {kind.lower()}"
            yield finding


def depends(repository: Repository, options: dict[str, object]) -> list[str] | None:
    """With --history the verdict depends on what git holds, not on the tree alone."""
    return None if options.get("history") else []


def _added_lines(root: str, revision: object, path: str) -> set[int] | None:
    """1-based lines that a file has and the revision has not; None for all of them."""
    if not revision:
        return None
    import re

    from plugin_policy.git import git

    out = git(root, "diff", "--unified=0", "--no-ext-diff", "--no-textconv", "--no-color", f"{revision}", "--", path)
    lines: set[int] = set()
    for match in re.finditer(rb"(?m)^@@ -\S+ \+(\d+)(?:,(\d+))? @@", out):
        first = int(match.group(1))
        lines.update(range(first, first + int(match.group(2) or 1)))
    return lines


def _history(scan: Scan) -> Iterator[Finding]:
    """Secrets in contents that the files under judgement no longer have."""
    from plugin_policy.git import GitError
    from plugin_policy.secrets import history
    from plugin_policy.secrets.engine import find

    root = scan.repository.root
    known = {file.data for file in scan.files if not file.huge}
    try:
        for name, path, data in history.contents(root, history.blobs(root)):
            if data in known:
                continue
            hits = find(data, path)
            first = history.origin(root, name) if hits else None
            for hit in hits:
                assert first
                finding = _finding(hit, Text(path, data, ""), None)
                finding.message += f", in the history since {first.commit[:12]} of {first.date}"
                yield finding
    except GitError as error:
        raise NotRunError(f"git cannot read the history: {error}", "run --history in a full clone") from None


def _finding(hit: Hit, text: Text, file: File | None) -> Finding:
    from plugin_policy.secrets.checksums import holds
    from plugin_policy.secrets.redact import redact

    line, column, end_line, end_column = text.span(hit.start, hit.end)
    what = f"a secret of {hit.provider}" if hit.provider else _WHAT[hit.rule]
    sound = holds(hit.rule, hit.secret)
    note = "" if sound is None else ", its checksum holds" if sound else ", its checksum does not hold"
    return Finding(
        f"no-secrets/{hit.rule}",
        hit.severity,
        f"{what} (`{redact(hit)}`{note})",
        path=text.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        fix=_fix(hit.provider),
        justifiable=hit.rule in _JUSTIFIABLE,
        plugin=file.plugin.path if file else ".",
        evidence=hit.secret.decode("utf-8", "surrogateescape"),
        secret=True,
        random=hit.strong,
    )


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
