"""Values that everybody knows, because a standard or a product's own manual prints them: nobody's secrets.

Kept as the first 16 digits of their SHA-256, so that no tool takes this file for a leak. A value belongs here when its
publisher says that it is an example, or that every installation has it.
"""

from __future__ import annotations

_KNOWN = frozenset(
    (
        # Azurite and the storage emulator (Microsoft)
        "ed967197261c16a9",
        # Cosmos DB emulator (Microsoft)
        "eaa6a9190faf5587",
        # RFC 5849 and OAuth Core 1.0
        "8d567eb88afff34f",
        "9d03b692e941d5ac",
        "293257ab6495ebb1",
        "cb87c87e4a138d9a",
        "649e1f5c769e718b",
        "bb9b1163338b2a51",
        "4c20e6f5cc11b937",
        "80f8b7c904d4a43f",
        "c20fbc2b96183894",
        "b87dad10a32a2d81",
        # RFC 6749, RFC 6750
        "6c96130f130ab0d6",
        "00cf4c781dc37003",
        "ca7459e2b26776de",
        "53f5da0aaa93d64c",
        "e9974c507d2a8021",
        "b8e148545b13c78b",
        "a35b81a7d7927b70",
        # OpenID Connect Core
        "ad71fb4165536675",
        "9e309cccd311ea64",
        # RFC 9449
        "7d41f23b6af66770",
        # RFC 7617, RFC 6455
        "d05f6bb1aa2e4ccd",
        "eb543dc490df6d05",
        # Stripe's documentation
        "4b8cbd96c8530f05",
        "f2d6ca16515033e5",
        "69e5a07ccf06bc5a",
        # Telegram's and Discord's documentation
        "0b5dd075ccdd03c4",
        "731fa294d036e54f",
        "02f7ce3c263f85c0",
        # Slack's documentation
        "a4f06cc536ba5f76",
        # GitHub's description of its API
        "3543c50b0cb9cea8",
        "bc3ae723f57c6b9e",
        "82e74299544e0073",
        "797c0ce414586cc8",
        "0cecafe4ec476606",
        "86007eb367696d32",
        "2ca2724ce3ce1564",
        "0bc74d568394fb8f",
        "0ac25cd47fc2fbbd",
        "58ab891f5503eae6",
        "64c705a5cf4254bc",
        "708142cdecacc33a",
        "cada679e2e6c5c1e",
        "ae726cb601f03dd4",
        "c279be95a1269ced",
        # Dynatrace's documentation
        "9154e2e6fbfb1e50",
        # Hetzner's documentation
        "7c84cadc64c77db9",
        # FastAPI's tutorial
        "570dad43de1af4c9",
        # MinIO's public playground
        "1bbb9293c38acc5e",
        "df452eef23e8cf2c",
        # Hawk's manual
        "b565a141c4095c44",
    )
)


def is_published(secret: bytes) -> bool:
    """Whether a secret, with or without padding, is one of them."""
    from hashlib import sha256

    return sha256(secret.rstrip(b"=")).hexdigest()[:16] in _KNOWN
