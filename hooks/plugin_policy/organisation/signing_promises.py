"""The promises of signed-releases that a clone can answer, as rows."""

from __future__ import annotations

from plugin_policy.verdict import Promise

CLONE = "a full clone with its tags: `git fetch --tags --unshallow`"
SIGNERS = "put the maintainers' keys into `.github/allowed_signers` (SSH) or `.github/maintainers.asc` (OpenPGP)"

SIGNED = Promise(
    "signed-releases/unsigned-tag", "medium", "release tags are signed",
    "a release tag is not signed: {reason}", "create release tags with `git tag -s`", CLONE,
)  # fmt: skip
SIGNER = Promise(
    "signed-releases/signer", "high", "release tags are signed by a maintainer",
    "a release tag is not signed by a key that the default branch allows: {reason}",
    "sign with an allowed key; " + SIGNERS, SIGNERS,
)  # fmt: skip
RENAMED = Promise(
    "signed-releases/renamed-tag", "high", "a signed tag stands under the name it was signed for",
    "a signed tag stands under another name: {reason}", "delete the tag and create it anew with `git tag -s`", CLONE,
)  # fmt: skip
COMMITS = Promise(
    "signed-releases/commit", "medium", "commits of the default branch are signed by a maintainer",
    "a commit is not signed by a key that the default branch allows: {reason}", "sign commits with `git commit -S`",
    SIGNERS,
)  # fmt: skip

PROMISES = (SIGNED, SIGNER, RENAMED, COMMITS)
