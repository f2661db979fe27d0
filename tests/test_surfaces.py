"""Surfaces are found wherever they may be declared, with the position of what they run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugin_policy.repository import Plugin, Repository
from plugin_policy.sources import WorkTree
from plugin_policy.surface import Surface
from plugin_policy.surfaces import surfaces

EVENTS = {"Stop": [{"matcher": "x", "hooks": [{"type": "command", "command": 'echo "hi"'}]}]}


def plugin_of(root: Path, files: dict[str, object]) -> Plugin:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content if isinstance(content, str) else json.dumps(content, indent=1))
    repository = Repository(str(root), WorkTree(str(root), None))
    repository.read_listing()
    return repository.plugins[0]


def kinds(found: list[Surface]) -> set[tuple[str, str]]:
    return {(surface.kind, surface.path) for surface in found}


PLACES = [
    ("default file", {"hooks/hooks.json": {"hooks": EVENTS}}, "hooks/hooks.json"),
    ("manifest, inline", {".claude-plugin/plugin.json": {"name": "p", "hooks": EVENTS}}, ".claude-plugin/plugin.json"),
    (
        "manifest, path",
        {".claude-plugin/plugin.json": {"name": "p", "hooks": "./x/h.json"}, "x/h.json": {"hooks": EVENTS}},
        "x/h.json",
    ),
    (
        "manifest, list",
        {".claude-plugin/plugin.json": {"name": "p", "hooks": ["./h.json", {}]}, "h.json": {"hooks": EVENTS}},
        "h.json",
    ),
    (
        "entry",
        {".claude-plugin/marketplace.json": {"plugins": [{"name": "p", "source": "./", "hooks": EVENTS}]}},
        ".claude-plugin/marketplace.json",
    ),
    (
        "skill",
        {
            "skills/s/SKILL.md": "---\nname: s\nhooks:\n  Stop:\n    - hooks:\n        - type: command\n"
            '          command: echo "hi"\n---\nbody\n'
        },
        "skills/s/SKILL.md",
    ),
    ("command", {"commands/a/c.md": f"---\nhooks: {json.dumps(EVENTS)}\n---\nbody\n"}, "commands/a/c.md"),
    ("agent", {"agents/a.md": f"---\nhooks: {json.dumps(EVENTS)}\n---\nbody\n"}, "agents/a.md"),
    ("project settings", {".claude/settings.json": {"hooks": EVENTS}}, ".claude/settings.json"),
]


@pytest.mark.parametrize(("files", "path"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_plugin_hooks_are_found_everywhere(tmp_path: Path, files: dict[str, object], path: str) -> None:
    found = [surface for surface in surfaces(plugin_of(tmp_path, files)) if surface.kind == "plugin hook"]
    assert [(surface.path, surface.event, surface.command) for surface in found] == [(path, "Stop", 'echo "hi"')]
    text = found[0].text()
    assert text is not None
    assert text.data == b'echo "hi"'
    line, column = text.position(text.data.index(b"hi"))
    source = (tmp_path / path).read_text().splitlines()[line - 1]
    assert source[column - 1 :].startswith("hi")
    assert bool(found[0].inert) == (path == "agents/a.md")


def test_servers_monitors_and_whole_files(tmp_path: Path) -> None:
    plugin = plugin_of(
        tmp_path,
        {
            ".claude-plugin/plugin.json": {
                "name": "p",
                "mcpServers": {"a": {"command": "npx", "args": ["-y", "x"], "env": {"K": "v"}}},
                "lspServers": {"l": {"command": "lsp", "extensionToLanguage": {".x": "x"}}},
                "experimental": {"monitors": [{"name": "m", "command": "tail -f x", "description": "d"}]},
                "commands": {"inline": {"content": "do"}, "named": {"source": "./other/n.md"}},
                "agents": "./other/agent.md",
                "skills": ["./more"],
                "settings": {"subagentStatusLine": {"type": "command", "command": "date"}},
            },
            ".mcp.json": {
                "b": {"type": "http", "url": "https://e.com", "headersHelper": "token", "headers": {"A": "b"}}
            },
            ".lsp.json": {"k": {"command": "k"}},
            "monitors/monitors.json": [{"name": "n", "command": "watch", "description": "d"}],
            "hooks/hooks.json": {"modules": ["./mod.js"]},
            "hooks/mod.js": "export function register(on) {}\n",
            "bin/tool": "#!/bin/sh\n",
            "lib/run": "#!/usr/bin/env python3\n",
            "more/deep/SKILL.md": "x",
            "other/n.md": "x",
            "other/agent.md": "x",
            "output-styles/o.md": "x",
            "workflows/w.js": "x",
            "README.md": "x",
        },
    )
    found = surfaces(plugin)
    assert kinds(found) == {
        ("MCP server", ".claude-plugin/plugin.json"),
        ("MCP server", ".mcp.json"),
        ("headers helper", ".mcp.json"),
        ("LSP server", ".claude-plugin/plugin.json"),
        ("LSP server", ".lsp.json"),
        ("monitor", ".claude-plugin/plugin.json"),
        ("monitor", "monitors/monitors.json"),
        ("command", ".claude-plugin/plugin.json"),
        ("command", "other/n.md"),
        ("agent", "other/agent.md"),
        ("skill", "more/deep/SKILL.md"),
        ("status line", ".claude-plugin/plugin.json"),
        ("mod", "hooks/mod.js"),
        ("bin", "bin/tool"),
        ("script", "lib/run"),
        ("output style", "output-styles/o.md"),
        ("workflow", "workflows/w.js"),
    }
    by_name = {(surface.kind, surface.name): surface for surface in found}
    server = by_name["MCP server", "a"]
    assert (server.command, server.argv, server.env) == ("npx", ["-y", "x"], {"K": "v"})
    helper = by_name["headers helper", "b"]
    assert helper.command == "token"
    assert helper.text() is not None
    assert by_name["MCP server", "b"].headers == {"A": "b"}


def test_an_entry_can_run_commands(tmp_path: Path) -> None:
    entry = {
        "name": "p", "source": "./p", "headersHelper": "curl x", "mcpServers": "./m.json", "hooks": "./h.json",
    }  # fmt: skip
    plugin = plugin_of(
        tmp_path,
        {
            ".claude-plugin/marketplace.json": {"plugins": [entry]},
            "p/m.json": {"mcpServers": {"a": {"command": "x"}}},
            "p/h.json": {"hooks": EVENTS},
        },
    )
    found = {surface.kind: surface for surface in surfaces(plugin)}
    assert found["headers helper"].command == "curl x"
    assert found["MCP server"].path == "p/m.json"
    assert found["plugin hook"].inert


@pytest.mark.parametrize("odd", [None, 1, "x", [], {}, [[]], [None], {"a": None}, {"a": [None]}, {"hooks": [1]}])
def test_odd_shapes_are_no_surfaces(tmp_path: Path, odd: object) -> None:
    keys = [
        "hooks",
        "mcpServers",
        "lspServers",
        "monitors",
        "commands",
        "agents",
        "skills",
        "settings",
        "experimental",
        "workflows",
    ]
    files: dict[str, object] = {".claude-plugin/plugin.json": {"name": "p", **dict.fromkeys(keys, odd)}}
    for path in ("hooks/hooks.json", ".mcp.json", ".lsp.json", "monitors/monitors.json", "settings.json"):
        files[path] = json.dumps(odd)
    assert surfaces(plugin_of(tmp_path, files)) == []
