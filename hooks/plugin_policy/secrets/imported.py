"""What a baseline of detect-secrets knows: https://github.com/Yelp/detect-secrets, `.secrets.baseline`."""

from __future__ import annotations

from collections.abc import Iterable

from plugin_policy.finding import Finding

MAX_SIZE = 64 << 20


class ImportFileError(Exception):
    """The file is no baseline of detect-secrets."""


def known(path: str) -> set[tuple[str, str]]:
    """(file, SHA-1 of the secret) of every entry. ImportFileError: it cannot be read as such a baseline."""
    import json

    try:
        with open(path, "rb") as stream:
            results = json.loads(stream.read(MAX_SIZE))["results"]
        return {(file, entry["hashed_secret"]) for file, entries in results.items() for entry in entries}
    except OSError as error:
        raise ImportFileError(f"{path}: {error.strerror or error}") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ImportFileError(f"{path} is no baseline of detect-secrets: it has no `results` by file") from None


def covered(findings: Iterable[Finding], entries: set[tuple[str, str]]) -> list[Finding]:
    """The secrets among the findings that the imported baseline lists for the same file."""
    from hashlib import sha1

    return [
        finding
        for finding in findings
        if finding.secret
        and (finding.path, sha1(finding.evidence.encode("utf-8", "surrogateescape")).hexdigest()) in entries
    ]
