"""What the rules know of a format: checksum, randomness, pages."""

from __future__ import annotations

import binascii

import pytest

from plugin_policy.checks.no_secrets import RULES
from plugin_policy.secrets.bits import ENOUGH, of_pattern, of_shape
from plugin_policy.secrets.checksums import holds
from plugin_policy.secrets.engine import find
from plugin_policy.secrets.named_rules import NAMED
from plugin_policy.secrets.pages import PAGES
from plugin_policy.secrets.prefixed_rules import PREFIXED
from tokens import draw

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _signed(prefix: str) -> str:
    body, number, sum62 = draw(30, seed=prefix), 0, ""
    number = binascii.crc32(body.encode())
    for _ in range(6):
        number, digit = divmod(number, 62)
        sum62 = BASE62[digit] + sum62
    return prefix + body + sum62


@pytest.mark.parametrize("prefix", ["ghp_", "gho_", "ghs_", "npm_"])
def test_checksum(prefix: str) -> None:
    good = _signed(prefix)
    assert holds("", good.encode()) is True
    assert holds("", (good[:-1] + ("a" if good[-1] != "a" else "b")).encode()) is False
    assert len(find(good.encode())) == 1


def test_no_checksum_is_no_verdict() -> None:
    assert holds("stripe-key", b"sk_live_" + draw(24).encode()) is None


def test_randomness() -> None:
    assert of_pattern(rb"ghp_[A-Za-z0-9]{36}") > ENOUGH
    assert of_pattern(rb"a{3}\d{4}") < 14
    assert of_pattern(rb"x=(\d{4})[a-z]{40}") < 14
    assert of_shape("h32") == 128
    assert of_shape("l8") < ENOUGH
    assert all(of_pattern(row[3]) >= 0 for row in PREFIXED)
    assert all(of_shape(code) > 0 for row in NAMED for code in row[4].split())


def test_pages() -> None:
    assert all(page.startswith("https://") for pages in PAGES.values() for page in pages)
    providers = {row[1] for row in (*PREFIXED, *NAMED)}
    assert set(PAGES) <= providers
    github = next(rule for rule in RULES if rule.id == "no-secrets/github-pat")
    assert "https://github.com/settings/tokens" in github.fix
    assert github.help.startswith("Format: https://docs.github.com/")
