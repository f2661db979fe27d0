"""Hooks modules: what the client reads is silent, what escapes its reading is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugin_policy.checks.manifest_schema import main

HOOK = (
    "function h(q) {{ return q.fs.read('x') }}\n"
    "export function register(on) {{ on('a.b', async ($, e, next) => {{ {} }}) }}\n"
)
HELPERS = "export function h(q) { return 1 }\nexport function bad(q) { return q['fs'] }\n"


def judge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], source: str
) -> list[str]:
    monkeypatch.chdir(tmp_path)
    manifest = {"name": "demo", "version": "1", "description": "d", "author": {"name": "a"}}
    files = {
        ".claude-plugin/plugin.json": json.dumps(manifest),
        "hooks/hooks.json": json.dumps({"modules": ["./r.js"]}),
        "hooks/r.js": source,
        "hooks/h.js": HELPERS,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    main(["--format", "json"])
    rows = json.loads(capsys.readouterr().out)["findings"]
    return [row["path"] for row in rows if row["rule"] == "manifest-schema/bad-module"]


@pytest.mark.parametrize(
    "source",
    [
        HOOK.format("await $.fs.read('/etc/hosts'); h($); return next.to(e, 'core')"),
        HOOK.format("await ($).fs.read('x'); await (($.fs)).read('x'); await ($.fs.read)('x'); return next(e)"),
        "import { h } from './h.js';\n"
        "export const register = (on) => { on(`a.b`, async ($, e, next) => { h($); return next(e) }) };\n",
        "import 'claude-code';\nasync function hook($, e, next) { return next(e) }\n"
        "function r(on) { on('a.b', hook) }\nexport { r as register };\n",
    ],
)
def test_what_can_be_read(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judge(tmp_path, monkeypatch, capsys, source) == []


@pytest.mark.parametrize(
    ("source", "path"),
    [
        *((HOOK.format(body), "hooks/r.js") for body in (
            "$['fs'].read('x')", "await ($)['fs'].read('x')", "const q = await ($)",
            "$?.fs.read('x')", "const q = $", "const { fs } = $", "return { $ }", "unknown($)",
            "const f = $.fs", "const f = $.fs.read", "next['to'](e)", "const n = next", "next.to(e, 'x')",
            "import('./h.js')",
        )),
        ("import fs from 'fs';\nexport function register(on) {}\n", "hooks/r.js"),
        ("import { x } from './none.js';\nexport function register(on) {}\n", "hooks/r.js"),
        ("import { x } from '../../x.js';\nexport function register(on) {}\n", "hooks/r.js"),
        ("import { bad } from './h.js';\n"
         "export function register(on) { on('a', async ($, e, n) => { bad($) }) }\n", "hooks/h.js"),
        ("export default function (on) {}\n", "hooks/r.js"),
        ("export function register(on) { on('a' + 'b', async ($, e, n) => n(e)) }\n", "hooks/r.js"),
        ("export function register(on) { const o = on; }\n", "hooks/r.js"),
        ("export function register(on) { on?.('a.b', async ($, e, n) => n(e)) }\n", "hooks/r.js"),
        ("export function register(on) { const = ; }\n", "hooks/r.js"),
    ],
)  # fmt: skip
def test_what_escapes_reading(
    source: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert path in judge(tmp_path, monkeypatch, capsys, source)
