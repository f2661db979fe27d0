"""What a report may show of a secret: the provider's prefix, and nothing that was drawn at random."""

from __future__ import annotations

from plugin_policy.secrets.hit import Hit


def redact(hit: Hit) -> str:
    """The recognisable prefix and an ellipsis, `ghp_…`; only the length for a secret without a prefix."""
    if hit.rule.endswith("private-key"):
        return hit.secret[: hit.secret.find(b"-----", 11) + 5].decode("ascii", "replace") + "…"
    prefix = _prefix(hit)
    return f"{prefix}…" if prefix else f"{len(hit.secret)} characters"


def _prefix(hit: Hit) -> str:
    from plugin_policy.secrets.prefixed_rules import PREFIXED

    for row in PREFIXED:
        if row[0] == hit.rule:
            known = [keyword for keyword in row[2].split() if hit.secret.startswith(keyword)]
            return max(known, key=len).decode() if known else ""
    return ""
