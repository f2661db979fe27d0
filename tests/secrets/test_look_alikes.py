"""What looks like a secret and is none, as it was met in public repositories; and what beside it still is one."""

from __future__ import annotations

import pytest

from plugin_policy.secrets.engine import find
from plugin_policy.secrets.shape import is_label, is_short_secret, is_slug
from tokens import ALNUM, HEX, draw

DIGEST = draw(40, HEX)

CLEAN = (
    ("docs/checks.md", "| `no-secrets/mongodb-atlas-credential` | critical | no | a secret of MongoDB Atlas |"),
    ("docs/checks.md", "| `no-secrets/caspio-credential` | critical |"),
    ("a.json", '"license_key": "gpl-2.0-broadcom-linking",'),
    ("a.json", '"spdx_license_key": "BSD-3-Clause-LBNL",'),
    ("a.md", '# Figma Token: "Desktop/Title/H1"'),
    ("a.json", '"host": "pod-payment-7d4f8b9c-xk2l9",'),
    ("a.yaml", "- name: registry-htpasswd\n  mountPath: /etc/registry/passwd\n  subPath: passwd-file1\n"),
    ("a.go", 'grant_types = ["code", "password"]\n    }\n    "logout.v1" = %q'),
    ("a.py", 'token = r"[-!#$%&\'*+.^_`|~0-9a-zA-Z]+"'),
    ("a.py", "password = r'([a-f0-9]{48}(?![a-f0-9]))'"),
    ("a.js", "x.color=`var(--vscode-debugTokenExpression-number)`"),
    ("a.json", f'"key": "Linux-node-{DIGEST}"'),
    ("a.json", f'"label": "github:branch-{DIGEST}"'),
    ("a.rb", f"#   user.token # => {draw(24)}"),
    ("a.json", f'"_rev": "103-{DIGEST}",\n"name": "js-tokens", "x": y.join("")'),
    ("a.txt", "https://user:he%2F%2Fo@pypi.company.com/simple"),
    ("a.txt", "http://user:pass:word@example.com/path#anchor"),
    ("a.html", '<iframe src="file:///etc/passwd" height=1000 width=800>'),
    ("a.md", f"Call `get_screenshot(fileKey={draw(22)!r})`"),
    ("a.json", f'"keyid": "", "sig": "{draw(94)}=="'),
    ("a.py", 'push(name, user_password, "registry.example.io/nightly/app/log:v1.10.0", "x")'),
    ("a.md", "DISCORD_BOT_TOKEN=MTIz" + "NDU2Nzg5MDEyMzQ1Njc4.AbCdEf.GhIjKlMnOpQrStUvWxYz"),
    ("a.sdp", f"a=ice-ufrag:{draw(16)}\r\na=ice-pwd:{draw(24)}\r\n"),
)


@pytest.mark.parametrize(("path", "text"), CLEAN)
def test_leaves_alone(path: str, text: str) -> None:
    assert find(text.encode(), path) == []


FOUND = (
    ("a.md", "ATLAS_SECRET={}", draw(8, "abcdefghijklmnopqrstuvwxyz0123456789", 3)),
    ("a.md", "Use `TIINGO_KEY={}` here", draw(40)),
    ("a.json", '"args": ["--db-password",\n    "{}"]', draw(14) + "!7Kq"),
    ("a.env", "TOKEN={}", "12|" + draw(40)),
    ("a.txt", "Authorization: SSWS {}", "00" + draw(40)),
    ("a.txt", "Authorization: GenieKey {}", draw(36)),
    ("a.py", "KEY = '{}'", "cfut" + "_" + draw(48)),
    ("a.py", "x = '{}'", "ghs" + f"_123456_eyJ{draw(40)}.{draw(180)}.{draw(86)}"),
    ("a.py", "x = '{}'", "dt0c01." + draw(24, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") + "." + draw(64)),
    ("a.env", "BUNDLE_ENTERPRISE__CONTRIBSYS__COM: {}", draw(8, HEX) + ":" + draw(8, HEX, 1)),
    ("a.md", "password = {}", draw(10) + "#k9T"),
)


@pytest.mark.parametrize(("path", "carrier", "secret"), FOUND)
def test_still_finds(path: str, carrier: str, secret: str) -> None:
    text = carrier.format(secret)
    assert any(secret in text[hit.start : hit.end] for hit in find(text.encode(), path)), text


def test_wrapped_base64_is_no_token() -> None:
    """A line of a signature may begin like a key with a short prefix."""
    first, second, third = (draw(64, ALNUM, seed) for seed in range(3))
    assert find(f"-----BEGIN PGP SIGNATURE-----\n\n{first}\nAKIA{second[4:20]}\n{third}\n".encode()) == []


def test_published_examples() -> None:
    """The key of the storage emulator, and a token that the OAuth specification prints."""
    emulator = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2U" + "VErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
    assert find(f"AccountKey={emulator};".encode()) == []
    assert find(b'"access_token": "2YotnFZFEjr1' + b'zCsicMWpAA"') == []
    assert find(f'"access_token": "{draw(22)}"'.encode())


@pytest.mark.parametrize("word", ["critical", "Critical", "medium", "python38", "ubuntu22", "readOnly", "v1beta1"])
def test_words_are_no_short_secrets(word: str) -> None:
    assert not is_short_secret(word.encode())


def test_most_short_secrets_are_seen() -> None:
    drawn = [draw(8, "abcdefghijklmnopqrstuvwxyz0123456789", seed) for seed in range(500)]
    assert sum(is_short_secret(value.encode()) for value in drawn) > 400


def test_random_values_are_no_names() -> None:
    drawn = [draw(32, ALNUM + "-_", seed).encode() for seed in range(500)]
    assert sum(is_slug(value) or is_label(value) for value in drawn) <= 2
