"""One attestation held against the file it speaks of and the repository it should come from.

A sigstore bundle holds a DSSE envelope, the certificate of the key that signed it, and the log's proof of when. Three
things are read off the bundle: whether the certificate's key made the signature, whether the statement is about this
file, and whether the certificate names this repository (Fulcio's "OID information"; DSSE v1 "Protocol"; in-toto
Statement v1; SLSA provenance v1). That the certificate is genuine, and was valid when the log saw the signature, is
verified by `sigstore` (extra `[sigstore]`), offline, with the roots that package carries. Only all of it is a pass.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from plugin_policy.verdict import FAIL, PASS, UNKNOWN

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

INSTALL = "pip install 'plugin-policy[sigstore]'"
LACKING = "the bundle is not verified: the extra `sigstore` is not installed"
STATEMENT = "application/vnd.in-toto+json"
SOURCE_REPOSITORY = "1.3.6.1.4.1.57264.1.12"
BUILD_CONFIG = "1.3.6.1.4.1.57264.1.18"
SHOWN = 160


class Malformed(Exception):
    """The bundle is not one that we read; the text says why."""


def judge(bundle: Any, algorithm: str, digest: str, repository: str) -> tuple[str, str]:
    """(state, words). digest: hexadecimal. repository: its address, such as `https://github.com/owner/name`."""
    try:
        from cryptography.x509 import load_der_x509_certificate
        from sigstore.errors import Error
    except ImportError:
        return UNKNOWN, LACKING
    try:
        envelope = _object(bundle, "dsseEnvelope")
        payload = _bytes(envelope.get("payload"))
        certificate = load_der_x509_certificate(_bytes(_leaf(_object(bundle, "verificationMaterial"))))
        wrong = _wrong(envelope, payload, certificate, algorithm, digest, repository)
    except (Malformed, ValueError) as error:
        return UNKNOWN, f"the bundle cannot be read: {error}"
    if wrong:
        return FAIL, wrong
    if _extension(certificate, SOURCE_REPOSITORY) is None:
        return UNKNOWN, "the certificate names no repository"
    try:
        verify(bundle)
    except (Error, ValueError, TypeError) as error:
        return UNKNOWN, f"the bundle does not verify: {' '.join(str(error).split())[:SHOWN]}"
    return PASS, f"attested by `{_extension(certificate, BUILD_CONFIG) or repository}`"


def verify(bundle: Any) -> None:
    """Certificate chain, transparency log and time, offline. Raises errors of sigstore.

    Whose certificate it is was judged before; `UnsafeNoOp` leaves that alone, and nothing else.
    """
    import logging

    from sigstore.models import Bundle
    from sigstore.verify import Verifier, policy

    logging.getLogger("sigstore").setLevel(logging.ERROR)
    Verifier.production(offline=True).verify_dsse(Bundle.from_json(json.dumps(bundle)), policy.UnsafeNoOp())


def _wrong(
    envelope: dict[str, Any], payload: bytes, certificate: Certificate, algorithm: str, digest: str, repository: str
) -> str:
    """What is provably wrong, whoever issued the certificate; "" when nothing is."""
    if envelope.get("payloadType") != STATEMENT:
        raise Malformed("it holds no in-toto statement")
    if not _signed(envelope, payload, certificate):
        return "the signature is not by the key of its certificate"
    try:
        statement = json.loads(payload)
    except (ValueError, RecursionError):
        raise Malformed("its statement is not JSON") from None
    subjects = [row.get("digest") for row in _rows(statement, "subject")]
    digests = [str(found.get(algorithm)).lower() for found in subjects if isinstance(found, dict)]
    if digest.lower() not in digests:
        return "it speaks of another file"
    named = {_extension(certificate, SOURCE_REPOSITORY), _workflow_repository(statement)} - {None}
    foreign = sorted(str(name) for name in named if str(name).lower() != repository.lower())
    return f"it was made in `{foreign[0]}`" if foreign else ""


def _signed(envelope: dict[str, Any], payload: bytes, certificate: Certificate) -> bool:
    """Is one of the signatures by this key, over DSSE's pre-authentication encoding of the payload?"""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.hashes import SHA256

    key = certificate.public_key()
    if not isinstance(key, EllipticCurvePublicKey):
        raise Malformed("its key is none of those that Fulcio certifies for workflows")
    kind = STATEMENT.encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    for row in _rows(envelope, "signatures"):
        try:
            key.verify(_bytes(row.get("sig")), signed, ECDSA(SHA256()))
        except InvalidSignature:
            continue
        return True
    return False


def _workflow_repository(statement: Any) -> str | None:
    """The repository that SLSA provenance names; None for other predicates."""
    value: Any = statement
    for name in ("predicate", "buildDefinition", "externalParameters", "workflow", "repository"):
        value = value.get(name) if isinstance(value, dict) else None
    return value.removesuffix(".git") if isinstance(value, str) else None


def _extension(certificate: Certificate, oid: str) -> str | None:
    """The text of one of Fulcio's extensions, a DER UTF8String; None when it is absent or something else."""
    from cryptography import x509

    try:
        found = certificate.extensions.get_extension_for_oid(x509.ObjectIdentifier(oid)).value
    except x509.ExtensionNotFound:
        return None
    value = found.value if isinstance(found, x509.UnrecognizedExtension) else b""
    # Short and the first long form of DER lengths: up to 255 bytes.
    start = 3 if value[1:2] == b"\x81" else 2
    return value[start:].decode("utf-8", "replace") if value[:1] == b"\x0c" else None


def _leaf(material: dict[str, Any]) -> Any:
    """The signing certificate: alone since bundles of version 0.3, first of a chain before."""
    single = material.get("certificate")
    if isinstance(single, dict):
        return single.get("rawBytes")
    chain = _rows(material.get("x509CertificateChain"), "certificates")
    return chain[0].get("rawBytes") if chain else None


def _object(value: Any, name: str) -> dict[str, Any]:
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, dict):
        raise Malformed(f"it has no `{name}`")
    return found


def _rows(value: Any, name: str) -> list[dict[str, Any]]:
    found = value.get(name) if isinstance(value, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("it holds what is not base64") from None
