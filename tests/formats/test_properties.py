"""Laws of manifest-schema: any bytes in any manifest are judged, the same way twice, at places that exist; and
`--fix` touches nothing but what it mends, leaves fewer findings, and comes to an end."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin_policy.checks.manifest_schema import main

HOOKS = '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "echo é"}]}]}, "modules": ["./m.js"]}'
MANIFEST = '{"name": "demo", "version": "1.0.0", "description": "d", "hooks": "./hooks/more.json"}'
MARKET = '{"name": "m", "owner": {"name": "o"}, "plugins": [{"name": "demo", "source": "./"}]}'
SAMPLES = {
    ".claude-plugin/plugin.json": MANIFEST,
    ".claude-plugin/marketplace.json": MARKET,
    "hooks/hooks.json": HOOKS,
    ".mcp.json": '{"mcpServers": {"a": {"command": "npx", "args": ["é@1.0.0"], "env": {"A": "b"}}}}',
    ".lsp.json": '{"go": {"command": "gopls", "extensionToLanguage": {".go": "go"}}}',
    "settings.json": '{"agent": "a", "permissions": {"allow": ["Bash"]}}',
    "monitors/monitors.json": '[{"name": "a", "command": "tail -f x", "description": "d"}]',
    "themes/dark.json": '{"name": "dark", "colors": {"text": "#fff"}}',
    "skills/s/SKILL.md": "---\nname: s\ndescription: é\nallowed-tools: [Read]\n---\nText\n",
    "commands/c.md": "---\ndescription: d\n---\nText\n",
    "agents/a.md": "---\nname: a\ndescription: d\ntools: Read\n---\nText\n",
    "output-styles/o.md": "---\nname: o\ndescription: d\n---\nText\n",
}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@contextlib.contextmanager
def folder(files: dict[str, bytes]) -> Iterator[Path]:
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as name:
        for path, data in files.items():
            target = Path(name, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        os.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(before)


def judged(*argv: str) -> tuple[int, list[dict[str, Any]]]:
    code = main([*argv, "--quiet", "--format", "json=../out.json"])
    out = Path("../out.json").resolve()
    rows = json.loads(out.read_text())["findings"]
    out.unlink()
    return code, rows


def holds(data: bytes, row: dict[str, Any]) -> bool:
    """Does the place of a finding exist in the file?"""
    text = data.decode("utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    inside = 1 <= row["line"] <= row["end_line"] <= len(lines)
    return inside and row["column"] >= 1 and (row["end_line"], row["end_column"]) >= (row["line"], row["column"])


@st.composite
def disturbed(draw: st.DrawFn, sample: str) -> bytes:
    """The sample with bytes put in, taken out and written twice; or a manifest whose values are anything."""
    if sample[0] in "{[" and draw(st.booleans()):
        return json.dumps(replaced(draw, json.loads(sample))).encode()
    data = bytearray(sample.encode())
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 3))
        data[at : at + length] = draw(
            st.binary(max_size=6) | st.sampled_from([b"{", b'"', b",", b"\n", b"\r", b"---\n"])
        )
    return bytes(data)


def replaced(draw: st.DrawFn, value: Any) -> Any:
    if draw(st.integers(0, 3)) == 0:
        return draw(VALUES)
    if isinstance(value, dict):
        return {key: replaced(draw, item) for key, item in value.items()}
    return [replaced(draw, item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", SAMPLES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_bytes_of_any_manifest(path: str, data: st.DataObject) -> None:
    content = data.draw(st.binary(max_size=60) | disturbed(SAMPLES[path]))
    files = {".claude-plugin/plugin.json": MANIFEST.encode(), path: content}
    with folder({"p/" + name: text for name, text in files.items()}):
        os.chdir("p")
        code, rows = judged()
        assert code in (0, 1)
        assert judged() == (code, rows)
        for row in rows:
            assert holds(files.get(row["path"], b""), row), row
            assert "\n" not in row["message"]


STOP = '"hooks": {"Stop": [{"hooks": [{"type": "command", "command": %s}]}]}'
KEYS = {
    '"name": "demo"': ['"name": "demo"'],
    '"version": "1.0"': ['"version": 1.5', '"version": 2', '"versoin": "1.0"', '"version": "1.0"'],
    '"description": "é"': ['"descripton": "é"', '"description": "é"'],
    '"author": {"name": "A"}': ['"author": "A B"', '"author": "A <a@b.example>"', '"author": {"nam": "A"}'],
    '"agents": "./agents/a.md"': ['"agents": "agents/a.md"', '"agents": ["agents/a.md"]', '"agents": "agents/none.md"'],
    '"repository": "https://e.com"': ['"repository": {"type": "git", "url": "https://e.com"}', '"repository": []'],
    '"hooks": {}': [
        STOP % '"bash ${CLAUDE_PLUGIN_ROOT}/a.sh", "timeout": "5"',
        STOP % '"${CLAUDE_PLUGIN_ROT}/a.sh"',
        '"hoks": {"Stop": []}',
    ],
}  # fmt: skip


@st.composite
def layouts(draw: st.DrawFn) -> bytes:
    """A manifest with some mistakes, one field a line, laid out in a way no formatter would."""
    chosen = [draw(st.sampled_from(spellings)) for spellings in KEYS.values()]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = [
        draw(st.sampled_from(["", " ", "\t", "    "])) + text + draw(st.sampled_from(["", "  "])) for text in chosen
    ]
    trailing = draw(st.sampled_from(["", "", " ,"]))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return mark + ("{" + end + ("," + end).join(lines) + trailing + end + "}" + end).encode()


@settings(max_examples=60, deadline=None)
@given(layouts())
def test_fix_mends_and_keeps_the_rest(before: bytes) -> None:
    files = {"agents/a.md": b"---\nname: a\ndescription: d\n---\n", "a.sh": b"#!/bin/sh\n"}
    with folder({"p/" + name: text for name, text in {**files, ".claude-plugin/plugin.json": before}.items()}):
        os.chdir("p")
        os.chmod("a.sh", 0o755)
        manifest = Path(".claude-plugin/plugin.json")
        for _ in range(6):
            was = manifest.read_bytes()
            _, rows = judged("--fix")
            mended = [row for row in rows if row["fix"] == "mended in place"]
            now = manifest.read_bytes()
            assert (now != was) == bool(mended)
            old, new = was.removeprefix(b"\xef\xbb\xbf").split(b"\n"), now.removeprefix(b"\xef\xbb\xbf").split(b"\n")
            touched = {line for row in mended for line in range(row["line"], row["end_line"] + 1)}
            assert len(old) == len(new)
            assert all(a == b for number, (a, b) in enumerate(zip(old, new, strict=True), 1) if number not in touched)
            if not mended:
                break
            # What a text that is no JSON hid comes out once it is.
            hid = any(row["rule"].endswith("/syntax") for row in mended)
            assert hid or len(judged()[1]) < len(rows)
        assert not mended
        assert all(Path(name).read_bytes() == text for name, text in files.items())
        json.loads(now)
        assert judged("--fix")[1] == judged()[1]
