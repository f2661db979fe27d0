"""Pairs: an identifier and the secret that belongs to it are one finding, at the secret; the identifier is related."""

from __future__ import annotations

from plugin_policy.secrets.hit import Hit

NEAR = 600  # bytes between the two
# rule of the identifier -> rules of the secret
_PAIRS = {
    "aws-access-key-id": ("aws-credential",),
    "twilio-account-sid": ("twilio-credential", "twilio-api-key"),
    "twilio-api-key": ("twilio-credential",),
    "alibaba-access-key": (),
    "tencent-secret-id": (),
    "google-hmac-key": ("google-credential",),
    "scaleway-key": ("scaleway-credential",),
}


def joined(hits: list[Hit]) -> list[tuple[Hit, Hit | None]]:
    """(hit, the identifier that belongs to it) in order; identifiers that found their secret stand for themselves no
    more. A generic secret beside an identifier without a secret of its own is taken for its secret."""
    owner: dict[int, Hit] = {}
    gone: set[int] = set()
    for wanted in (False, True):  # the provider's own secret first
        for hit in hits:
            if id(hit) in gone or hit.rule not in _PAIRS:
                continue
            rules = ("generic-secret",) if wanted else _PAIRS[hit.rule]
            near = [
                other for other in hits if other.rule in rules and id(other) not in owner and _gap(hit, other) <= NEAR
            ]
            if near:
                owner[id(min(near, key=lambda other: _gap(hit, other)))] = hit
                gone.add(id(hit))
    return [(hit, owner.get(id(hit))) for hit in hits if id(hit) not in gone]


def _gap(one: Hit, other: Hit) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
