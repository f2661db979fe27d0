"""Release assets: immutable releases, and attestations that are held against key, file, repository and log."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json

import fake as fakes
import pytest
import state as states_of
from judged import failures, states, subject

from plugin_policy.organisation import artifacts, attestations
from plugin_policy.verdict import FAIL, PASS, UNKNOWN

x509 = pytest.importorskip("cryptography.x509", reason="needs the extra sigstore")
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402

HERE = "https://github.com/market/place"
FILE = b"an asset"
DIGEST = hashlib.sha256(FILE).hexdigest()


def utf8(text):
    """A DER UTF8String, as Fulcio writes its extensions."""
    data = text.encode()
    return b"\x0c" + (bytes([len(data)]) if len(data) < 128 else b"\x81" + bytes([len(data)])) + data


def certificate(key, repository):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    start = datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(start).not_valid_after(start + datetime.timedelta(minutes=10))
    for oid, text in (
        (attestations.SOURCE_REPOSITORY, repository),
        (attestations.BUILD_CONFIG, repository and f"{repository}/.github/workflows/{'x' * 90}.yml@refs/heads/main"),
    ):
        if text:
            made = made.add_extension(x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), utf8(text)), False)
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def bundle(*, digest=DIGEST, repository=HERE, built=HERE, signer=None, kind=attestations.STATEMENT):
    """What `actions/attest-build-provenance` leaves, signed by a key of our own and seen by no log."""
    key = ec.generate_private_key(ec.SECP256R1())
    workflow = {"repository": built, "path": ".github/workflows/release.yml", "ref": "refs/tags/v1.0.0"}
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "other", "digest": {"sha256": "0" * 64}}, {"name": "a", "digest": {"sha256": digest}}],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {"buildDefinition": {"externalParameters": {"workflow": workflow}}},
    }
    payload = json.dumps(statement).encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    signature = (signer or key).sign(signed, ec.ECDSA(hashes.SHA256()))
    return {
        "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
        "verificationMaterial": {
            "certificate": {"rawBytes": base64.b64encode(certificate(key, repository)).decode()},
            "tlogEntries": [],
        },
        "dsseEnvelope": {
            "payloadType": kind,
            "payload": base64.b64encode(payload).decode(),
            "signatures": [{"sig": base64.b64encode(signature).decode()}],
        },
    }


def judged(made):
    return attestations.judge(made, "sha256", DIGEST, HERE)


@pytest.fixture
def logged(monkeypatch):
    """The part that the public log and its roots would answer: genuine, and seen in time."""
    monkeypatch.setattr(attestations, "verify", lambda bundle: None)


def test_no_pass_without_the_log():
    """Key, file and repository agree, but anybody can make such a certificate: `sigstore` itself refuses it."""
    state, words = judged(bundle())
    assert state == UNKNOWN
    assert "does not verify" in words


@pytest.mark.usefixtures("logged")
def test_pass_names_the_workflow():
    state, words = judged(bundle())
    assert state == PASS
    assert f"{HERE}/.github/workflows/" in words


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"digest": "1" * 64}, "another file"),
        ({"repository": "https://github.com/evil/place"}, "evil/place"),
        ({"built": "https://github.com/evil/place"}, "evil/place"),
        ({"signer": ec.generate_private_key(ec.SECP256R1())}, "key of its certificate"),
    ],
)
def test_what_is_provably_wrong_fails(changed, words):
    state, said = judged(bundle(**changed))
    assert state == FAIL
    assert words in said


@pytest.mark.usefixtures("logged")
def test_a_payload_that_was_changed_after_signing():
    made = bundle()
    payload = base64.b64decode(made["dsseEnvelope"]["payload"]).replace(b'"a"', b'"b"')
    made["dsseEnvelope"]["payload"] = base64.b64encode(payload).decode()
    assert judged(made)[0] == FAIL


@pytest.mark.usefixtures("logged")
def test_case_of_the_address_does_not_count():
    assert judged(bundle(repository=HERE.upper().replace("HTTPS", "https")))[0] == PASS


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("made", [None, [], {}, {"dsseEnvelope": {}}, bundle(kind="text/plain"), bundle(repository="")])
def test_what_cannot_be_read_is_unknown(made):
    assert judged(made)[0] == UNKNOWN


def test_a_bundle_with_rubbish_in_any_field_is_no_pass():
    for path in (("dsseEnvelope", "payload"), ("dsseEnvelope", "signatures"), ("verificationMaterial", "certificate")):
        for rubbish in (None, 7, "%%%", [1], {"rawBytes": "AAAA"}, "e30="):
            made = bundle()
            made[path[0]][path[1]] = rubbish
            assert judged(made)[0] in (UNKNOWN, FAIL)


# -- releases ---------------------------------------------------------------------------------------------------


def release(github, *bundles, immutable=False, digest="sha256:" + DIGEST):
    github.state["releases"] = [
        {"tag_name": "v1.0.0", "draft": False, "immutable": immutable, "assets": [states_of.asset(digest)]}
    ]
    rows = [{"bundle": one, "repository_id": 1, "bundle_url": "https://host.invalid/b"} for one in bundles]
    github.state["attestations"] = {digest: rows} if rows else {}


def verdicts(client, viewer=fakes.OWNER):
    return list(artifacts.verdicts(subject(client(viewer))))


def test_an_immutable_release_needs_no_attestation(github, client):
    release(github, immutable=True)
    assert states(verdicts(client)) == {"artifacts": PASS}


def test_a_release_with_neither_fails(github, client):
    release(github)
    assert failures(verdicts(client)) == {("artifacts", "v1.0.0")}


def test_drafts_and_releases_without_assets_are_left_alone(github, client):
    release(github)
    github.state["releases"][0]["draft"] = True
    assert verdicts(client) == []
    github.state["releases"][0].update(draft=False, assets=[])
    assert verdicts(client) == []


def test_attestations_decide(github, client, logged):
    release(github, bundle())
    found = verdicts(client)
    assert states(found) == {"artifacts": PASS}
    assert "1 asset," in found[0].reason
    release(github, bundle(built="https://github.com/evil/place"))
    assert failures(verdicts(client)) == {("artifacts", "v1.0.0")}


def test_a_worthless_attestation_beside_a_good_one_changes_nothing(github, client, logged):
    release(github, bundle(digest="1" * 64), bundle())
    assert states(verdicts(client)) == {"artifacts": PASS}


def test_an_attestation_that_the_log_does_not_know_is_unknown(github, client):
    release(github, bundle())
    found = verdicts(client)
    assert states(found) == {"artifacts": UNKNOWN}
    assert found[0].permission


def test_without_the_extra_the_reason_names_it(github, client, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "sigstore.errors", None)
    release(github, bundle())
    found = verdicts(client)
    assert states(found) == {"artifacts": UNKNOWN}
    assert "sigstore" in found[0].permission


def test_no_digest_is_unknown(github, client):
    release(github, digest=None)
    assert states(verdicts(client)) == {"artifacts": UNKNOWN}


@pytest.mark.parametrize("status", [403, 500])
def test_attestations_that_are_not_shown_are_unknown(github, client, status):
    release(github)
    github.faults.append(fakes.Fault("/attestations/", status, "no", times=99))
    assert states(verdicts(client)) == {"artifacts": UNKNOWN}
