"""The engine finds secrets where they stand, and nothing where there is none."""

from __future__ import annotations

import pytest

from plugin_policy.secrets.engine import find
from tokens import BASE32, HEX, draw, uuid

FOUND = (
    ("github-pat", "ghp_" + draw(36), "x = '{}'"),
    ("anthropic-api-key", "sk-ant-api" + "03-" + draw(95), "KEY={}"),
    ("aws-access-key-id", "AKIA" + draw(16, BASE32), "client(aws_access_key_id={!r})"),
    ("slack-token", "xoxb-" + draw(12, "0123456789") + "-" + draw(24), "export const bot = `{}`;"),
    ("sendgrid-key", "SG." + draw(22) + "." + draw(43), "mail: {}"),
    ("stripe-key", "sk_live_" + draw(24), '{{\\"key\\": \\"{}\\"}}'),
    ("datadog-credential", draw(32, HEX), "DATADOG_API_KEY={}"),
    ("heroku-credential", uuid(), "heroku_key: {}"),
    ("url-password", draw(12), "postgres://app:{}@db.example.com/app"),
    ("authorization-header", draw(40), "curl -H 'Authorization: Bearer {}'"),
    ("generic-secret", draw(32), '"apiKey": "{}"'),
    ("generic-secret", draw(32), '<add key="ApiKey" value="{}"/>'),
    ("generic-secret", draw(32), "- name: API_KEY\n  value: {}"),
    ("generic-secret", draw(32), "const apiKey: string = '{}';"),
)


@pytest.mark.parametrize(("rule", "secret", "carrier"), FOUND)
def test_finds(rule: str, secret: str, carrier: str) -> None:
    text = carrier.format(secret)
    hits = find(text.encode(), "config")
    assert [hit.rule for hit in hits] == [rule]
    assert text[hits[0].start : hits[0].end] == secret


CLEAN = (
    'commit = "{h40}"',
    '"integrity": "sha512-{b86}=="',
    "uses: actions/checkout@{h40}",
    "sha256:{h64}",
    'public_key = "{a40}"',
    "api_key = ${{API_KEY}}",
    "api_key = your-api-key-0123456789",
    "token = get_user_token_2fa(request)",
    "id: {uuid}",
    "password: str",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
)


@pytest.mark.parametrize("carrier", CLEAN)
def test_leaves_alone(carrier: str) -> None:
    text = carrier.format(h40=draw(40, HEX), h64=draw(64, HEX), a40=draw(40), b86=draw(86), uuid=uuid())
    assert find(text.encode(), "config") == []
