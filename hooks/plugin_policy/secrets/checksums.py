"""Checksums and structure that some formats carry: they tell a token that a provider issued from one that is made up.

A wrong checksum hides nothing, it is only said: a token that was mistyped in one place is still most of a token.
Sources: GitHub, "Behind GitHub's new authentication token formats" (2021); npm, "npm's new access token format" (2021);
GitLab, design document on routable tokens; PyPI, macaroons of `pypitoken`.
"""

from __future__ import annotations

_BASE62 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE36 = b"0123456789abcdefghijklmnopqrstuvwxyz"
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_PREFIXES = (b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_", b"npm_")


def holds(rule: str, secret: bytes) -> bool | None:
    """Whether the checksum of a secret holds; None where its format has none that is known here."""
    if secret.startswith(_PREFIXES) and len(secret) == 40:
        return _number(secret[34:], _BASE62) == _crc(secret[4:34])
    if rule == "gitlab-pat" and secret.count(b".") == 2:
        return True if _number(secret[-7:], _BASE36) == _crc(secret[:-7]) else None
    if rule == "pypi-token":
        return b"pypi." in _decoded(secret[5:])[:40]
    if rule == "discord-token":
        return _decoded(secret.partition(b".")[0]).isdigit()  # the account's number
    return None


def _crc(data: bytes) -> int:
    from binascii import crc32

    return crc32(data)


def _number(digits: bytes, alphabet: bytes) -> int:
    value = 0
    for digit in digits:
        value = value * len(alphabet) + alphabet.find(digit)
    return value


def _decoded(part: bytes) -> bytes:
    from binascii import Error, a2b_base64

    try:
        return a2b_base64(part.translate(_URL_SAFE) + b"=" * (-len(part) % 4))
    except Error:
        return b""
