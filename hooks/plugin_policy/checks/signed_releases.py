"""Release tags are signed by a maintainer.

## What it does
Verifies every release tag of the clone with git, offline, against the signers that the tip of the default branch
allows: SSH keys in `.github/allowed_signers` (and `.github/revoked_signers`), OpenPGP keys in
`.github/maintainers.asc`. Lightweight and unsigned tags fail; so do keys that are not allowed, revoked or expired, and
a signed tag that was put under another name. Only git's exit code and the principal count: "Good signature" is printed
for the keys of strangers as well. `--commits REV` asks the same of the default branch's commits. `--artifacts` asks
GitHub whether release assets are immutable or attested, and holds each attestation against the asset's digest, this
repository, the key of its certificate and, with the extra `[sigstore]`, the public transparency log.

## Why is this bad
Who can push can move a tag. Without a signature nobody notices that `v1.2.0` is another program today.

## Example
    git tag v1.2.0

## Use instead
    git tag -s v1.2.0 -m "Release 1.2.0"

## What it does not do
Keys in the tag itself, in the pull request or in somebody's own key ring never count. A signed tag where the default
branch names no signers is unknown; so is an attestation without the extra `[sigstore]`, and one of a private
repository, whose roots are not the public ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import REPOSITORY, Check, NotRunError
from plugin_policy.finding import Finding
from plugin_policy.organisation.artifacts import ARTIFACTS
from plugin_policy.organisation.options import OPTIONS
from plugin_policy.organisation.signing_promises import CLONE, PROMISES

if TYPE_CHECKING:
    from plugin_policy.scan import Scan

CHECK = Check(
    "signed-releases",
    REPOSITORY,
    "release tags and artifacts not signed by a maintainer",
    16,
    place="PR, schedule",
    default=False,
    manual=True,
    options=(
        ("--since", "release tags older than this one do not count", "TAG"),
        ("--commits", "also verify every commit of the default branch since this one", "REV"),
        ("--artifacts", "also ask GitHub about the assets of the newest releases (needs the network)", ""),
        *OPTIONS,
    ),
)
RULES = tuple(promise.rule for promise in (*PROMISES, ARTIFACTS))


def run(scan: Scan) -> Iterator[Finding]:
    # First what needs no clone: that there is none must not hide what GitHub shows.
    yield from _artifacts(scan)
    yield from _tags(scan)


def _tags(scan: Scan) -> Iterator[Finding]:
    import tempfile

    from plugin_policy.git import GitError
    from plugin_policy.organisation import signing
    from plugin_policy.organisation.settle import settle

    root = scan.repository.root
    if getattr(scan.repository.source, "top", None) is None:
        raise NotRunError("this is no git clone", f"needs {CLONE}")
    try:
        with tempfile.TemporaryDirectory(prefix="plugin-policy-") as folder:
            keys = signing.Keys(root, folder)
            found = signing.tags(root, str(scan.options.get("since") or ""))
            if not found:
                raise NotRunError("this clone has no release tags", f"needs {CLONE}, or a first release")
            yield from settle(scan, signing.tag_verdicts(root, keys, found))
            if scan.options.get("commits"):
                yield from settle(scan, signing.commit_verdicts(root, keys, str(scan.options["commits"])))
    except GitError as error:
        raise NotRunError(f"git does not answer: {error}", f"needs {CLONE}") from None


def _artifacts(scan: Scan) -> Iterator[Finding]:
    if not scan.options.get("artifacts"):
        return
    from plugin_policy.organisation import artifacts
    from plugin_policy.organisation.settle import settle
    from plugin_policy.organisation.subject import save_record, subject_of

    yield from settle(scan, artifacts.verdicts(subject_of(scan)))
    save_record(scan.options)


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
