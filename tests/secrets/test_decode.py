"""What is encoded once is found, at its place in the original."""

from __future__ import annotations

import base64
import json
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin_policy.secrets.engine import find
from tokens import draw

SECRET = "ghp_" + draw(36)


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.rule, text.encode()[hit.start : hit.end].decode()) for hit in find(text.encode(), "notes.txt")]


def test_base64() -> None:
    encoded = base64.b64encode(f"export GITHUB_TOKEN={SECRET}\n".encode()).decode()
    assert found(f"run: {encoded} now") == [("github-pat", encoded)]


def test_base64_over_lines() -> None:
    encoded = base64.encodebytes(f"some text before it\nexport GITHUB_TOKEN={SECRET}\nand after\n".encode()).decode()
    assert [rule for rule, _ in found(f"data:\n{encoded}")] == ["github-pat"]


def test_hex() -> None:
    encoded = f"token={SECRET}".encode().hex()
    assert found(f'x = "{encoded}"') == [("github-pat", encoded)]


def test_percent() -> None:
    encoded = urllib.parse.quote(f"a=1&token={SECRET}", safe="")
    assert found(f"https://example.com/?next={encoded}") == [("github-pat", SECRET)]


def test_percent_inside_the_secret() -> None:
    secret = SECRET.replace("_", "%5F")
    assert found(f"https://example.com/?next={secret}&x=%20") == [("github-pat", secret)]


def test_json_in_json() -> None:
    inner = json.dumps({"token": SECRET, "n": 1})
    assert found(json.dumps({"body": inner})) == [("github-pat", SECRET)]


def test_notebook_cell() -> None:
    cell = {"cells": [{"cell_type": "code", "source": ["import os\n", f"os.environ['GITHUB_TOKEN'] = '{SECRET}'\n"]}]}
    assert found(json.dumps(cell)) == [("github-pat", SECRET)]


@pytest.mark.parametrize("joint", ['" + "', '" "', '" +\n    "', '"\n  "', "' . '", '" \\\n"', '" & "', "` + `"])
def test_joined_literals(joint: str) -> None:
    quote = joint[0]
    written = SECRET[:20] + joint + SECRET[20:]
    assert found(f"x = {quote}{written}{quote}") == [("github-pat", written)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before}\n{SECRET}\n{after}".encode("utf-8", "surrogatepass")
    assert SECRET.encode() in [hit.secret for hit in find(text)]


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for hit in find(data):
        assert 0 <= hit.start < hit.end <= len(data)
