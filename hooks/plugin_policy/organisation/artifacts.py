"""Release assets: immutable releases and attestations (GitHub REST, "Releases" and "Attestations")."""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.github.evidence import Answer
from plugin_policy.organisation import attestations
from plugin_policy.organisation.subject import Subject, evidence, rows, unknown
from plugin_policy.verdict import FAIL, PASS, UNKNOWN, Promise, Verdict

ARTIFACTS = Promise(
    "signed-releases/artifacts", "low", "release assets are immutable or attested",
    "a release asset can be replaced, and nothing attests where it came from: {reason}",
    "turn on immutable releases, or attest assets with `actions/attest-build-provenance`",
    "the extra `sigstore`, or by hand: `gh attestation verify FILE --repo OWNER/REPO`",
)  # fmt: skip
NO_DIGEST = "assets uploaded since GitHub keeps digests: upload them anew"
MAX_RELEASES = 5
MAX_BUNDLES = 10  # of one asset


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
    """Pass when an attestation of every asset verifies; what is provably wrong fails, the rest is unknown."""
    answers: list[Answer] = []
    words: set[str] = set()
    unverified = ""

    def verdict(state: str, reason: str, need: str = "") -> Verdict:
        return Verdict(ARTIFACTS, state, reason, permission=need, evidence=evidence(*answers), subject=name)

    for digest in digests:
        algorithm, _, value = digest.partition(":")
        if not value:
            return verdict(UNKNOWN, f"`{name}` has assets without a digest", NO_DIGEST)
        answer = subject.client.get(subject.under("attestations", digest))
        answers.append(answer)
        if answer.status != 404 and (not answer.ok or not isinstance(answer.data, dict)):
            return unknown(ARTIFACTS, answer, subject=name)
        bundles = list(rows(answer.data.get("attestations"))) if answer.ok else []
        if not bundles:
            return verdict(FAIL, f"`{name}`")
        state, said = _best(subject, [row.get("bundle") for row in bundles], algorithm, value)
        if state == FAIL:
            return verdict(FAIL, f"`{name}`: the attestation does not hold, {said}")
        if state == UNKNOWN:
            unverified = said
        words.add(said)
    if unverified:
        need = attestations.INSTALL if unverified == attestations.LACKING else ""
        return verdict(UNKNOWN, f"`{name}`: {unverified}", need)
    return verdict(
        PASS, f"`{name}`: {len(digests)} asset{'' if len(digests) == 1 else 's'}, {', '.join(sorted(words)[:3])}"
    )


def _best(subject: Subject, bundles: list[object], algorithm: str, digest: str) -> tuple[str, str]:
    """The best of the attestations of one file: anybody with write access may add another that proves nothing."""
    repository = str(subject.field("html_url") or f"https://github.com/{subject.full}")
    found = [attestations.judge(bundle, algorithm, digest, repository) for bundle in bundles[:MAX_BUNDLES]]
    return min(found, key=lambda one: (PASS, UNKNOWN, FAIL).index(one[0]))
