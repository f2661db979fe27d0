"""`--deep`: the detectors of detect-secrets as a second opinion, filtered by what we know of harmless values.

detect-secrets finds by line and by entropy; what it says of digests, placeholders, names and references is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.check import NotRunError
from plugin_policy.secrets.context import key_of, strength
from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.shape import is_hex, is_password, is_placeholder, is_public, is_random, is_uuid

MAX_LINE = 20_000  # bytes; its regular expressions are slow on longer ones
# Its detectors by entropy and by key name, whose finds are held to our shapes; the others know a provider's format.
_LOOSE = frozenset(
    ("Base64 High Entropy String", "Hex High Entropy String", "Secret Keyword", "Basic Auth Credentials")
)
_PLUGINS = (
    "ArtifactoryDetector", "AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector", "CloudantDetector",
    "DiscordBotTokenDetector", "GitHubTokenDetector", "GitLabTokenDetector", "IbmCloudIamDetector",
    "IbmCosHmacDetector", "JwtTokenDetector", "KeywordDetector", "MailchimpDetector", "NpmDetector", "OpenAIDetector",
    "PrivateKeyDetector", "PypiTokenDetector", "SendGridDetector", "SlackDetector", "SoftlayerDetector",
    "SquareOAuthDetector", "StripeDetector", "TelegramBotTokenDetector", "TwilioKeyDetector",
)  # fmt: skip


def find(data: bytes, path: str, lines: set[int] | None = None) -> Iterator[tuple[str, Hit]]:
    """(its name of the detector, Hit) for the given 1-based lines, or all. NotRunError without detect-secrets."""
    try:
        from detect_secrets.core import scan
        from detect_secrets.settings import transient_settings
    except ImportError:
        raise NotRunError(
            "detect-secrets is not installed", "install plugin-policy[detect-secrets], or leave out --deep"
        ) from None
    with transient_settings({"plugins_used": [{"name": name} for name in _PLUGINS]}):
        start = 0
        for number, line in enumerate(data.split(b"\n"), 1):
            if len(line) <= MAX_LINE and (lines is None or number in lines) and line.strip():
                for secret in scan.scan_line(line.decode("utf-8", "replace").rstrip("\r")):
                    hit = _hit(data, start, line, secret.secret_value or "", secret.type)
                    if hit:
                        yield secret.type, hit
            start += len(line) + 1


def _hit(data: bytes, start: int, line: bytes, value: str, kind: str) -> Hit | None:
    secret = value.encode("utf-8", "surrogateescape")
    at = line.find(secret)
    if not secret or at < 0 or is_placeholder(secret) or is_public(secret):
        return None
    if kind in _LOOSE:
        if is_hex(secret) or is_uuid(secret) or not strength(key_of(data, start + at).words):
            return None
        if not (is_password(secret) or (len(secret) > 15 and is_random(secret))):
            return None
    return Hit("detect-secrets", start + at, start + at + len(secret), secret, "medium")
