"""A secret is found wherever a language, a file format or a command line may carry it, and however it is written."""

from __future__ import annotations

import base64
import json

import pytest

from plugin_policy.secrets.engine import find
from tokens import ALNUM, draw

VALUE = draw(40, seed="carrier")
PASSWORD = draw(11, ALNUM + "!#^", seed="password") + "7!"
HALF = VALUE[:17], VALUE[17:]

CARRIERS = {
    "folded YAML": ("a.yml", "api_key: >-\n  {v}\n"),
    "name and value": ("a.yml", "- name: API_KEY\n  value: '{v}'\n"),
    "terraform variable": ("a.tf", 'variable "api_key" {{\n  type = string\n  default = "{v}"\n}}\n'),
    "returned": ("a.py", "def api_key():\n    return '{v}'\n"),
    "property": ("a.cs", 'public string ApiKey {{ get; set; }} = "{v}";\n'),
    "next argument": (".mcp.json", '"args": [\n  "--api-key",\n  "{v}"\n]\n'),
    "token of a URL": ("a.sh", "git clone https://{v}@git.example.org/x.git\n"),
    "pgpass": (".pgpass", "db.internal:5432:app:bob:{v}\n"),
    "redis": ("redis.conf", "requirepass {v}\n"),
    "column": ("a.csv", "user,api_key\nbob,{v}\n"),
    "insert": ("a.sql", "INSERT INTO t (id, api_key) VALUES (1, '{v}');\n"),
    "account": ("a.sql", "CREATE USER 'a'@'%' IDENTIFIED BY '{v}';\n"),
    "first sign": ("a.env", "API_KEY=ab=cd={v}\n"),
}
PASSWORDS = {
    "attribute": ("a.xml", '<add key="DbPassword" value="{v}"/>\n'),
    "key and string": ("a.plist", "<key>password</key>\n<string>{v}</string>\n"),
    "define": ("a.c", '#define DB_PASSWORD "{v}"\n'),
    "typed": ("a.rs", 'const DB_PASSWORD: &str = "{v}";\n'),
    "constructor": ("a.rs", 'let db_password = String::from("{v}");\n'),
    "flag": ("a.sh", "tool --db-password {v} run\n"),
    "account": ("a.sql", "CREATE USER app WITH PASSWORD '{v}';\n"),
    "table": ("a.md", "| DB_PASSWORD | {v} |\n"),
    "in a literal": ("a.sh", 'echo "DB_PASSWORD={v}" >> .env\n'),
}
JOINED = {
    "list": ("a.py", 'api_key = "".join(["{0}", "{1}"])\n'),
    "array": ("a.js", "const apiKey = ['{0}', '{1}'].join('');\n"),
    "concat": ("a.js", "const apiKey = '{0}'.concat('{1}');\n"),
    "continued": ("a.py", 'api_key = "{0}\\\n{1}"\n'),
}
CODED = {
    "base64 call": ("a.py", lambda: f'api_key = b64decode("{base64.b64encode(VALUE.encode()).decode()}")'),
    "hex call": ("a.py", lambda: f'api_key = bytes.fromhex("{VALUE.encode().hex()}")'),
    "hex escapes": ("a.js", lambda: 'const apiKey = "' + "".join(f"\\x{ord(sign):02x}" for sign in VALUE) + '"'),
    "unicode escapes": ("a.js", lambda: 'const apiKey = "' + "".join(f"\\u{ord(sign):04x}" for sign in VALUE) + '"'),
    "codes": ("a.js", lambda: f"const apiKey = String.fromCharCode({', '.join(str(ord(sign)) for sign in VALUE)})"),
}


@pytest.mark.parametrize("name", CARRIERS)
def test_carrier(name: str) -> None:
    path, carrier = CARRIERS[name]
    text = carrier.format(v=VALUE)
    assert any(text[hit.start : hit.end].endswith(VALUE) for hit in find(text.encode(), path))


@pytest.mark.parametrize("name", PASSWORDS)
def test_password(name: str) -> None:
    path, carrier = PASSWORDS[name]
    text = carrier.format(v=PASSWORD)
    assert [text[hit.start : hit.end] for hit in find(text.encode(), path)] == [PASSWORD]


@pytest.mark.parametrize("name", JOINED)
def test_joined(name: str) -> None:
    path, carrier = JOINED[name]
    text = carrier.format(*HALF)
    assert [hit.secret.decode() for hit in find(text.encode(), path)] == [VALUE]


@pytest.mark.parametrize("name", CODED)
def test_coded(name: str) -> None:
    path, make = CODED[name]
    assert len(find(make().encode(), path)) == 1


HARMLESS = {
    "pinned action": "- uses: aws-actions/configure-aws-credentials@{h40}\n",
    "websocket": '"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="\n',
    "zone": "key: 'eu-central-1-ee-vpc'\n",
    "anchor": "### Code blocks {{ #code-blocks-with-comments }}\n",
    "other alphabet": '"PASSWORD": "Пароль-для-входа1"\n',
    "words in a URL": "https://links-user:links-pass@page.example.org/ redis://[[user]:[password]]@h http://foo:bar002@h/\n",
    "fingerprint": "gpg: using RSA key 8BA69B87D43BE294F23E812089A2AD3C07D962E8\n",
    "signature": '"token": "MEUCIDrLNspFeU5NZ6d55ycVBZIMXnPJi/XnI1Y2dlJvK8P1AiEAnXjn1IOMUd+U7YfPH"\n',
    "inside a digest": "integrity sha512-{a20}/K2{a64}==\n",
    "reference": "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\n",
    "host": '"host": "pod-payment-7d4f8b9c-xk2l9"\n',
    "call": "splitter = TokenTextSplitter(\n    chunk_size=512,\n",
    "dated name": "`user-auth_20250115`, `nav-bug_20250115`\n",
    "encoded word": "  database_password: cGFzc3dvcmQtMTIzNA==\n",
    "type": "@ViewChild('resetPwdForm') resetPwdForm: NgForm;\n",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless(name: str) -> None:
    text = HARMLESS[name].format(h40=draw(40, "0123456789abcdef"), a20=draw(20), a64=draw(64))
    assert find(text.encode(), "a.ts" if name == "type" else "a.yml") == []


def _token(claims: dict, key: bytes) -> str:
    import hmac

    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in ({"alg": "HS256"}, claims)
    )
    signature = base64.urlsafe_b64encode(hmac.digest(key, head + b"." + body, "sha256")).rstrip(b"=")
    return b".".join((head, body, signature)).decode()


def test_token_signed_with_a_key_that_everybody_knows() -> None:
    claims = {"sub": "u-4711", "exp": 1999999999}
    assert find(f"jwt: {_token(claims, b'your-256-bit-secret')}".encode()) == []
    assert [hit.rule for hit in find(f"jwt: {_token(claims, draw(32).encode())}".encode())] == ["jwt"]


def test_table_of_vectors() -> None:
    rows = [f'    "password": "{draw(32, "0123456789abcdef", seed)}",' for seed in range(30)]
    assert find("\n".join(rows).encode(), "a.json") == []
    assert len(find("\n".join(rows[:3]).encode(), "a.json")) == 3
