"""Fingerprints: what makes a finding the same finding tomorrow.

`sha256("1" | rule | plugin | path | text | n)` with NUL between the parts. text: the finding's source with white
space collapsed, or the subject of an undisclosed use; n: ordinal among equals in the file. No line number, no date:
moving code keeps a fingerprint, changing it makes a new one.

A secret's text is a hash of the secret: plain where the format guarantees 80 bits of randomness, else scrypt, because
a baseline is public and a short password could be guessed from a plain hash. Each file's first MAX_PER_FILE
guessable secrets have a hash of their own; the rest of the file shares one, so that a change of any of these re-opens
all of them. Beyond MAX_PER_SCAN hashes in one run, the remaining files' secrets share one in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable

from plugin_policy.finding import UNDISCLOSED, Finding

MAX_PER_FILE = 8
MAX_PER_SCAN = 256
SALT = b"plugin-policy fingerprint 1"
COST = 1 << 14  # scrypt N with r = 8: 16 MB and about 0.04 s a hash


def set_fingerprints(findings: Iterable[Finding]) -> None:
    """Set `fingerprint` and `identity` of every finding. All findings of a file must be given together."""
    ordered = sorted(findings, key=Finding.sort_key)
    secrets = _secret_texts(ordered)
    seen: dict[tuple[str, str, str, str], int] = {}
    for finding in ordered:
        text = secrets[finding.path, finding.evidence] if _guessable(finding) else source_text(finding)
        equal = (finding.rule, finding.plugin, finding.path, text)
        number = seen[equal] = seen.get(equal, -1) + 1
        finding.identify(text, number)


def source_text(finding: Finding) -> str:
    """The text that stands for a finding that is no guessable secret."""
    if finding.secret:
        return _sha256(finding.evidence)
    if finding.kind == UNDISCLOSED and finding.subject:
        return finding.subject
    return " ".join((finding.evidence or finding.subject or finding.pointer).split())


def _guessable(finding: Finding) -> bool:
    return finding.secret and not finding.random


def _secret_texts(ordered: list[Finding]) -> dict[tuple[str, str], str]:
    """(path, secret) -> hash, for the guessable ones."""
    by_file: dict[str, list[str]] = {}
    for finding in ordered:
        if _guessable(finding):
            by_file.setdefault(finding.path, []).append(finding.evidence)
    texts: dict[tuple[str, str], str] = {}
    made: dict[str, str] = {}
    late: list[tuple[str, str]] = []
    for path, secrets in by_file.items():
        distinct = list(dict.fromkeys(secrets))
        groups = [[secret] for secret in distinct[:MAX_PER_FILE]]
        if rest := sorted(distinct[MAX_PER_FILE:]):
            groups.append(rest)
        for group in groups:
            joined = "\0".join(group)
            if joined not in made and len(made) >= MAX_PER_SCAN:
                late += [(path, secret) for secret in group]
                continue
            if joined not in made:
                made[joined] = _slow_hash(joined)
            texts.update(((path, secret), made[joined]) for secret in group)
    if late:
        shared = _slow_hash("\0".join(sorted({secret for _, secret in late})))
        texts.update((key, shared) for key in late)
    return texts


def _slow_hash(text: str) -> str:
    from hashlib import scrypt

    return scrypt(_bytes(text), salt=SALT, n=COST, r=8, p=1, dklen=32).hex()


def _sha256(text: str) -> str:
    from hashlib import sha256

    return sha256(_bytes(text)).hexdigest()


def _bytes(text: str) -> bytes:
    """UTF-8; names and sources may hold lone surrogates."""
    return text.encode("utf-8", "surrogatepass")
