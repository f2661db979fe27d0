"""Release assets: immutable releases and attestations (GitHub REST, "Releases" and "Attestations")."""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.github.evidence import Answer
from plugin_policy.organisation.subject import Subject, evidence, rows, unknown
from plugin_policy.verdict import FAIL, PASS, UNKNOWN, Promise, Verdict

ARTIFACTS = Promise(
    "signed-releases/artifacts", "low", "release assets are immutable or attested",
    "a release asset can be replaced, and nothing attests where it came from: {reason}",
    "turn on immutable releases, or attest assets with `actions/attest-build-provenance`",
    "verify the bundle: `gh attestation verify FILE --repo OWNER/REPO`",
)  # fmt: skip
MAX_RELEASES = 5


def verdicts(subject: Subject) -> Iterator[Verdict]:
    """One verdict for each of the newest releases that has assets; none where no release has any."""
    answer = subject.client.get(subject.under("releases"), per_page=MAX_RELEASES)
    if not answer.ok:
        yield unknown(ARTIFACTS, answer)
        return
    for release in rows(answer.data):
        assets = list(rows(release.get("assets")))
        name = str(release.get("tag_name"))
        if not assets or release.get("draft") is True:
            continue
        if release.get("immutable") is True:
            reason = f"`{name}` is immutable"
            yield Verdict(ARTIFACTS, PASS, reason, evidence=evidence(answer), subject=name)
        else:
            yield _attested(subject, name, [str(asset.get("digest") or "") for asset in assets])


def _attested(subject: Subject, name: str, digests: list[str]) -> Verdict:
    """An attestation that is there is not yet one that was verified: that needs the transparency log's keys."""
    answers: list[Answer] = []
    for digest in digests:
        if not digest:
            reason = f"`{name}` has assets without a digest"
            return Verdict(ARTIFACTS, UNKNOWN, reason, evidence=evidence(*answers), subject=name)
        answer = subject.client.get(subject.under("attestations", digest))
        answers.append(answer)
        if answer.status == 404:
            return Verdict(ARTIFACTS, FAIL, f"`{name}`", evidence=evidence(*answers), subject=name)
        if not answer.ok or not isinstance(answer.data, dict):
            return unknown(ARTIFACTS, answer, subject=name)
        if not list(rows(answer.data.get("attestations"))):
            return Verdict(ARTIFACTS, FAIL, f"`{name}`", evidence=evidence(*answers), subject=name)
    reason = f"`{name}` has an attestation for each asset, whose bundles are not verified here"
    return Verdict(ARTIFACTS, UNKNOWN, reason, evidence=evidence(*answers), subject=name)
