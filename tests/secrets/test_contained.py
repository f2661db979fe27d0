"""What the provider detectors of detect-secrets find in the shapes they document, ours finds too."""

from __future__ import annotations

import base64
import json

import pytest

from plugin_policy.secrets.engine import find
from tokens import BASE32, HEX, draw

DIGITS = "0123456789"


def _jwt() -> str:
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').rstrip(b"=").decode()
    body = base64.urlsafe_b64encode(json.dumps({"sub": "u-" + draw(12), "iss": "id"}).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{draw(43)}"


SHAPES = {
    "AWSKeyDetector": ("AKIA" + draw(16, BASE32), "aws_access_key_id = {}"),
    "AWSKeyDetector call": ("AKIA" + draw(16, BASE32, 1), 'client(aws_access_key_id="{}")'),
    "ArtifactoryDetector": ("AKCp" + draw(69), "artifactory: {}"),
    "AzureStorageKeyDetector": (draw(86) + "==", "AccountKey={}"),
    "BasicAuthDetector": (draw(14), "https://bob:{}@host.example.org/x"),
    "CloudantDetector": (draw(24, HEX), "https://bob:{}@bob.cloudant.com"),
    "DiscordBotTokenDetector": ("MTk4" + draw(20) + "." + draw(6) + "." + draw(27), "token: {}"),
    "GitHubTokenDetector": ("gho_" + draw(36), "x = {}"),
    "GitLabTokenDetector": ("glpat-" + draw(20), "x = {}"),
    "IbmCloudIamDetector": (draw(44), "ibm_cloud_api_key = '{}'"),
    "IbmCosHmacDetector": (draw(48, HEX), "cos_secret_access_key = '{}'"),
    "JwtTokenDetector": (_jwt(), "cookie {}"),
    "MailchimpDetector": (draw(32, HEX) + "-us12", "mail: {}"),
    "NpmDetector": ("npm_" + draw(36), "//registry.example.com/:_authToken={}"),
    "OpenAIDetector": ("sk-" + draw(20) + "T3Blbk" + "FJ" + draw(20), "x = {}"),
    "PypiTokenDetector": ("pypi-AgE" + "IcHlwaS5vcmc" + draw(80), "password = {}"),
    "SendGridDetector": ("SG." + draw(22) + "." + draw(43), "x = {}"),
    "SlackDetector": ("xoxb-" + draw(12, DIGITS) + "-" + draw(12, DIGITS) + "-" + draw(24), "x = {}"),
    "SlackDetector webhook": (
        "T" + draw(8, BASE32) + "/B" + draw(8, BASE32) + "/" + draw(24),
        "https://hooks.slack" + ".com/services/{}",
    ),
    "SoftlayerDetector": (draw(64, HEX), "softlayer_api_key = '{}'"),
    "SquareOAuthDetector": ("sq0csp-" + draw(43), "x = {}"),
    "StripeDetector": ("rk_live_" + draw(24), "x = {}"),
    "TelegramBotTokenDetector": (draw(9, "123456789") + ":AA" + draw(33), "x = {}"),
    "TwilioKeyDetector": ("SK" + draw(32, HEX), "x = {}"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_contains(name: str) -> None:
    secret, carrier = SHAPES[name]
    text = carrier.format(secret)
    found = [text[hit.start : hit.end] for hit in find(text.encode(), "settings")]
    assert any(secret in one or one in secret for one in found)


def test_private_keys() -> None:
    body = "\n".join(draw(64, seed=line) for line in range(6))
    for kind in ("RSA ", "EC ", "OPENSSH ", "DSA ", "ENCRYPTED ", ""):
        text = f"-----BEGIN {kind}PRIVATE " + f"KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----\n"
        hits = find(text.encode(), "id")
        assert [(hit.rule, hit.start, hit.end) for hit in hits] == [("private-key", 0, len(text) - 1)]
