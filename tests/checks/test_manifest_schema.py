"""manifest-schema agrees with the client on every measured verdict, and sees what the client does not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from helpers import report, repository
from plugin_policy.checks.manifest_schema import main

VERDICTS = [json.loads(line) for line in (Path(__file__).parent.parent / "data" / "verdicts.jsonl").open()]
# A repository without any plugin is a note of reading, not of this check.
SILENT = {"pj-missing-file"}
# What may be medium or above although the client accepts it.
STRICTER = {
    "duplicate-key", "missing-source", "missing-script", "missing-path", "bad-matcher", "strict-conflict",
    "entry-hooks-path", "reserved-marketplace", "unlisted-plugin", "name-differs", "option-in-shell",
}  # fmt: skip
GRAVE = ("medium", "high", "critical")
MANIFEST = {"name": "demo", "version": "1.0.0", "description": "d", "author": {"name": "a"}}


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def place(root: Path, files: dict[str, Any]) -> None:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict) and "symlink" in content:
            target.symlink_to(content["symlink"])
        else:
            text = content if isinstance(content, str) else json.dumps(content, indent=1)
            target.write_text(text, encoding="utf-8", newline="")


def judge(capsys: pytest.CaptureFixture[str], files: dict[str, Any], *argv: str) -> list[dict[str, Any]]:
    place(Path.cwd(), files)
    main(["--format", "json", *argv])
    return [row for row in json.loads(capsys.readouterr().out)["findings"] if row["check"] == "manifest-schema"]


def names(found: list[dict[str, Any]]) -> set[str]:
    return {row["rule"].partition("/")[2] for row in found}


@pytest.mark.parametrize("case", VERDICTS, ids=lambda case: case["name"])
def test_agrees_with_the_client(case: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    found = judge(capsys, case["files"])
    grave = [row for row in found if row["severity"] in GRAVE]
    if case["name"] in SILENT:
        assert found == []
    elif case["verdict"] == "reject":
        assert grave
    elif case["verdict"] == "warn":
        assert found
    else:
        # A folder that no entry lists is judged by itself, so what it rejects there is grave too.
        assert not names(grave) - STRICTER or "unlisted-plugin" in names(grave)


def plugin(**more: Any) -> dict[str, Any]:
    return {".claude-plugin/plugin.json": {**MANIFEST, **more}}


def market(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    top = {"name": "mkt", "description": "d", "owner": {"name": "o"}, "plugins": list(entries), **more}
    return {".claude-plugin/marketplace.json": top}


def hook(command: str, event: str = "Stop", **group: Any) -> dict[str, Any]:
    return {event: [{**group, "hooks": [{"type": "command", "command": command}]}]}


ENTRY = {"name": "p", "source": "./plugins/p", "description": "d"}
INNER = {"plugins/p/.claude-plugin/plugin.json": {**MANIFEST, "name": "p"}}
ROOT = '"${CLAUDE_PLUGIN_ROOT}"'

OPTION = {"type": "string", "title": "t", "description": "d"}

WORSE = [
    ("duplicate-key", {".claude-plugin/plugin.json": '{"name": "a", "name": "a"}'}),
    ("bad-matcher", plugin(hooks=hook("x", "PreToolUse", matcher="("))),
    ("missing-script", plugin(hooks=hook(f"{ROOT}/none.sh"))),
    ("missing-script", plugin(hooks=hook("node ${CLAUDE_PLUGIN_ROOT}/none.js --x"))),
    ("option-in-shell", plugin(hooks=hook("x ${user_config.k}"), userConfig={"k": OPTION})),
    ("missing-source", market(ENTRY)),
    ("strict-conflict", {**market({**ENTRY, "strict": False, "agents": ["./a.md"]}), **INNER, "plugins/p/a.md": "x"}),
    ("missing-path", {**market({**ENTRY, "commands": ["./none.md"]}), **INNER}),
    ("entry-hooks-path", {**market({**ENTRY, "hooks": "./h.json"}), **INNER}),
    ("name-differs", {**market({**ENTRY, "name": "q"}), **INNER}),
    ("reserved-marketplace", {**market(ENTRY, name="claude.code.plugins"), **INNER}),
    ("look-alike-name", {**market(ENTRY, {**ENTRY, "name": "р"}), **INNER}),
    ("unlisted-plugin", {**market(ENTRY), **INNER, "plugins/q/.claude-plugin/plugin.json": {**MANIFEST, "name": "q"}}),
    ("hidden-character", plugin(description="a\u200bb")),
    ("misspelt-variable", plugin(hooks=hook("${CLAUDE_PLUGIN_ROT}/x"))),
    ("front-matter-syntax", {**market(ENTRY), **INNER, "plugins/p/skills/s/SKILL.md": "---\nname: 'a'b\n---\n"}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "files"), WORSE, ids=[f"{row[0]}-{i}" for i, row in enumerate(WORSE)])
def test_is_stricter_where_the_client_is_blind(
    rule: str, files: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    found = judge(capsys, files)
    assert rule in {row["rule"].partition("/")[2] for row in found if row["severity"] in (*GRAVE, "low")}


FINE = [
    plugin(),
    {**plugin(hooks=hook(f"{ROOT}/a.sh")), "a.sh": "#!/bin/sh\n"},
    {**plugin(hooks=hook('[ -f "${CLAUDE_PLUGIN_ROOT}/none.sh" ] && echo x')), "a.sh": ""},
    plugin(hooks=hook('cd "${CLAUDE_PLUGIN_ROOT}" && ls')),
    plugin(hooks=hook('bash "${CLAUDE_PLUGIN_ROOT}/hooks/$HOOK.sh"')),
    plugin(hooks=hook("x", "PreToolUse", matcher="Edit|mcp__.*__(read|write)")),
    plugin(mcpServers={"a": {"type": "http", "url": "http://localhost:1/${X}"}}),
    plugin(metadata={"anything": [1, {"a": None}]}),
    {**market(ENTRY, {**ENTRY, "name": "other"}), **INNER},
    {**plugin(skills=["./"]), "SKILL.md": "---\nname: demo\ndescription: Use when a: b, or `c`\n---\n"},
    {**plugin(), "skills/s/SKILL.md": "---\nname: s\ndescription: d\nallowed-tools: Bash(git:*), Read\n---\n"},
]


@pytest.mark.parametrize("files", FINE, ids=range(len(FINE)))
def test_says_nothing_grave_about_what_is_fine(files: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row for row in judge(capsys, files) if row["severity"] != "note"]
    assert {row["rule"] for row in rows} <= {"manifest-schema/not-executable", "manifest-schema/name-differs"}


def test_all_errors_of_a_file_with_place_pointer_and_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    source = '{\n "name": "demo",\n "versoin": "1",\n "userConfig": {"k": {"type": "str", "titel": "t"}}\n}\n'
    found = judge(capsys, {".claude-plugin/plugin.json": source})
    rows = {(row["line"], row["column"], row["message"]) for row in found if row["line"] > 1}
    assert (3, 2, "unknown field `versoin`; did you mean `version`: the client ignores it") in rows
    assert (
        4,
        source.splitlines()[3].index('"str"') + 1,
        "`str` is not one of `string`, `number`, `boolean`, `directory`, `file`",
    ) in rows
    assert any("unknown field `titel`; did you mean `title`" in message for _, _, message in rows)
    assert any(message.startswith("`description` is missing in `") for _, _, message in rows)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_manifest_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    place(Path.cwd(), plugin())
    Path(".claude-plugin/plugin.json").chmod(0)
    assert main([]) == 2


def test_profile_marketplace_asks_for_papers_and_descriptions(capsys: pytest.CaptureFixture[str]) -> None:
    text = "does one thing and does it well"
    entries = [{**ENTRY, "description": text}, {**ENTRY, "name": "o", "description": text}, {**ENTRY, "name": "q"}]
    files = {**market(*entries), **INNER, ".plugin-policy.toml": '[policy]\nprofile = "marketplace"\n'}
    found = judge(capsys, files)
    papers = {"missing-paper", "entry-description", "entry-order"}
    assert papers <= names(found)
    assert sum(row["rule"].endswith("entry-description") for row in found) == 3  # a manifest's own among them
    assert {row["message"] for row in found if row["rule"].endswith("missing-paper") and row["severity"] in GRAVE} == {
        "the plugin has no README", "the plugin has no LICENSE", "the plugin has no SECURITY.md",
    }  # fmt: skip
    more = {"README.md": "x", "plugins/p/LICENSE": "x", ".github/SECURITY.md": "x", "CHANGELOG.md": "x"}
    assert "missing-paper" not in names(judge(capsys, more))


CONTACTS = [
    ("# Security\n\nWe care about it a lot.\n", True),
    ("# Security\n\nSee https://example.com/blog for news.\n", True),
    ("# Security\n\nReport to security@market.example within a day.\n", False),
    ("# Security\n\nOpen https://github.com/o/r/security/advisories/new instead of an issue.\n", False),
]


@pytest.mark.parametrize(("text", "missing"), CONTACTS)
def test_a_security_policy_names_a_contact(text: str, missing: bool, capsys: pytest.CaptureFixture[str]) -> None:
    files = {**market(ENTRY), **INNER, ".plugin-policy.toml": MARKETPLACE, "SECURITY.md": text}
    assert ("no-security-contact" in names(judge(capsys, files))) is missing
    own = {"plugins/p/SECURITY.md": "Write to sec@plugin.example about vulnerabilities.\n"}
    assert "no-security-contact" not in names(judge(capsys, own))


def test_a_description_that_another_manifest_has_too(capsys: pytest.CaptureFixture[str]) -> None:
    manifests = [{"name": name, "description": f"{LONG},\n{end}"} for name, end in (("a", "x"), ("b", "X"), ("c", "y"))]
    entries = [{"name": m["name"], "source": f"./plugins/{m['name']}", "description": f"{LONG} {m['name']}"}
               for m in manifests]  # fmt: skip
    files = {f"plugins/{m['name']}/.claude-plugin/plugin.json": m for m in manifests}
    found = judge(capsys, {**market(*entries), **files, ".plugin-policy.toml": MARKETPLACE})
    copies = [row for row in found if row["rule"].endswith("entry-description")]
    assert [(row["path"], row["message"]) for row in copies] == [
        ("plugins/b/.claude-plugin/plugin.json", "the description is that of the plugin in `plugins/a` too")
    ]


MARKETPLACE = '[policy]\nprofile = "marketplace"\n'
LONG = "says in a sentence what it does"


def changed(root: Path, before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Rules about what a change does, in profile marketplace."""
    files = {
        ".plugin-policy.toml": MARKETPLACE,
        "README.md": "x",
        "LICENSE": "x",
        "SECURITY.md": "Write to sec@market.example.",
    }
    text = {path: item if isinstance(item, str) else json.dumps(item) for path, item in before.items()}
    repository(root, {**files, **text})
    place(root, after)
    found = report("manifest-schema", "--changed-since", "HEAD", cwd=root)
    return {row["rule"].partition("/")[2] for row in found["findings"]}


SKILL = {"skills/s/SKILL.md": "---\nname: s\ndescription: d\n---\na"}
OWN = {".claude-plugin/plugin.json": {**MANIFEST, "description": LONG}}


def versioned(number: str) -> dict[str, Any]:
    return {".claude-plugin/plugin.json": {**MANIFEST, "description": LONG, "version": number}}


CHANGES = [
    ({**OWN, "hooks/run.sh": "a"}, {"hooks/run.sh": "b"}, {"version-not-bumped"}),
    ({**OWN, **SKILL}, {"skills/s/x.py": "x = 1\n"}, {"version-not-bumped"}),
    ({**OWN, "hooks/run.sh": "a"}, {**versioned("1.0.1"), "hooks/run.sh": "b"}, set()),
    ({**OWN, "hooks/run.sh": "a"}, {"README.md": "y", "docs/x.py": "y", "tests/t.py": "y"}, set()),
    ({**OWN, "hooks/run.sh": "a\n"}, {"hooks/run.sh": "a\r\n"}, set()),
    (OWN, versioned("0.9.0"), {"version-falls"}),
    (OWN, versioned("1.0.10"), set()),
    ({**OWN, "CHANGELOG.md": "## 1.0.0\n"}, versioned("1.1.0"), {"changelog-entry"}),
    ({**OWN, "CHANGELOG.md": "## 1.0.0\n"}, {**versioned("1.1.0"), "CHANGELOG.md": "## v1.1.0\n"}, set()),
    ({}, versioned("1.0.0"), {"missing-paper"}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "wanted"), CHANGES, ids=range(len(CHANGES)))
def test_profile_marketplace_holds_a_change_to_its_version(
    before: dict[str, Any], after: dict[str, Any], wanted: set[str], tmp_path: Path
) -> None:
    assert changed(tmp_path, before, after) == wanted


def test_profile_marketplace_holds_entries_to_its_rules(capsys: pytest.CaptureFixture[str]) -> None:
    entries = [
        {"name": "a1", "source": "./a1", "description": LONG},
        {"name": "b1", "source": {"source": "url", "url": "git@github.com:o/r.git"}, "description": LONG + "."},
        {"name": "c1", "source": {"source": "git-subdir", "url": "o/r", "path": "x"}, "description": LONG + "!"},
    ]
    found = judge(capsys, {**market(*entries), "a1/commands/x.md": "x", ".plugin-policy.toml": MARKETPLACE})
    rules = [row["rule"].partition("/")[2] for row in found if row["path"].endswith("marketplace.json")]
    assert sorted(set(rules)) == ["entry-source", "missing-paper", "no-manifest"]
    assert rules.count("entry-source") == 1


SERVERS = [
    (1, "reject"), (None, "reject"), ("x", "reject"), ([], "accept"), ([{"command": "x"}], "warn"), ([{}], "reject"),
    ({"$schema": "x", "s": {"command": "x"}}, "reject"), ({"mcpServers": None}, "reject"),
    ({"mcpServers": [{"command": "x"}]}, "warn"), ({"mcpServers": {}, "other": 1}, "accept"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "verdict"), SERVERS, ids=range(len(SERVERS)))
def test_servers_of_every_shape(value: object, verdict: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = judge(capsys, {**plugin(), ".mcp.json": json.dumps(value)})
    grave = any(row["severity"] in GRAVE for row in found)
    assert ("reject" if grave else "warn" if found else "accept") == verdict


def test_names_that_are_no_text_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    files = market({**ENTRY, "name": [1]}, renames={"a": "b"})
    assert {"shape", "bad-rename"} <= names(judge(capsys, files))


@pytest.mark.parametrize(
    ("name", "severity"),
    [("builtin", "medium"), ("NPM", "medium"), ("agent-skills", "low"), ("agent.skills", "medium")],
)
def test_reserved_names_of_marketplaces(name: str, severity: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = judge(capsys, {**market(ENTRY, name=name), **INNER})
    assert [row["severity"] for row in found if row["rule"].endswith("reserved-marketplace")] == [severity]


ENCODED = [
    ("hooks/hooks.json", b'\xef\xbb\xbf{"hooks": {}}', True),
    (".mcp.json", b'\xef\xbb\xbf{"mcpServers": {}}', True),
    (".claude-plugin/plugin.json", b"\xef\xbb\xbf" + json.dumps(MANIFEST).encode(), False),
    (".claude-plugin/plugin.json", json.dumps(MANIFEST).encode("utf-16"), True),
    (".mcp.json", '{"mcpServers": {}}'.encode("utf-32-le"), True),
    (".mcp.json", b'{"mcpServers": {}}\0', True),
    ("skills/s/SKILL.md", "---\nname: s\ndescription: d\n---\n".encode("utf-16"), False),
]  # fmt: skip


@pytest.mark.parametrize(("path", "data", "grave"), ENCODED, ids=range(len(ENCODED)))
def test_encodings_the_client_does_not_read(
    path: str, data: bytes, grave: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    place(Path.cwd(), plugin())
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data)
    found = judge(capsys, {})
    assert found
    assert any(row["severity"] in GRAVE for row in found) == grave


SKILL_TEXT = "---\nname: a\ndescription: d\n---\nx\n"
PLACES = [
    ({"CLAUDE.md": "x"}, "context-file"),
    ({"CLAUDE.local.md": "x"}, "context-file"),
    ({"x/a/SKILL.md": SKILL_TEXT, "skills/a": {"symlink": "../x/a"}}, "component-link"),
    ({"x/a.md": SKILL_TEXT, "commands": {"symlink": "x"}}, "component-link"),
    ({"h.json": '{"hooks": {}}', "hooks/hooks.json": {"symlink": "../h.json"}}, "component-link"),
    ({"commands/a.md": SKILL_TEXT + "x" * (1 << 20)}, "large-component"),
    ({"AGENTS.md": "x", "docs/CLAUDE.md": "x"}, ""),
    ({"x.md": SKILL_TEXT, "commands/a.md": {"symlink": "../x.md"}}, ""),
    ({"skills/a/SKILL.md": SKILL_TEXT, "x.md": "x", "skills/a/more.md": {"symlink": "../../x.md"}}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("files", "rule"), PLACES, ids=range(len(PLACES)))
def test_files_the_client_does_not_read(files: dict[str, Any], rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = names(judge(capsys, {**plugin(), **files}))
    assert found == ({rule} if rule else set())


PARTS = [
    ({"settings.json": '{"agent": 1}'}, {"shape"}),
    ({"settings.json": '{"permissions": {"allow": ["Bash"]}}'}, {"unknown-field"}),
    ({"settings.json": "{"}, {"syntax"}),
    ({"settings.json": '{"agent": "a"}'}, set()),
    ({"themes/night.json": '{"overrides": {"text": 1}}'}, {"shape"}),
    ({"themes/night.json": '{"name": "Night", "base": "dark", "overrides": {"text": "#fff"}}'}, set()),
    ({"workflows/a.js": "return 1\n"}, {"no-workflow-meta"}),
    ({"workflows/a.js": "// x\nexport const meta = { name: 'a', description: 'd' }\n"}, set()),
    ({"skills/s/SKILL.md": "---\nname: s\ndescription: d\nuser-invocable: 'no'\n---\n"}, {"front-matter-shape"}),
    ({"skills/s/SKILL.md": "---\nname: s\ndescription: d\ncontext: spoon\n---\n"}, {"front-matter-shape"}),
    ({"commands/c.md": "---\ndescription: d\nargument-hint: [file]\nmodel:\n---\n"}, set()),
    ({"agents/a.md": "---\nname: a\ndescription: d\nmaxTurns: many\n---\n"}, {"front-matter-shape"}),
    ({"agents/a.md": "---\nname: a\ndescription: d\ntools: Read, Grep\nmodel: opus\n---\n"}, set()),
    ({"output-styles/o.md": "---\nname: o\nforce-for-plugin: x\n---\n"}, {"front-matter-shape"}),
]  # fmt: skip


@pytest.mark.parametrize(("files", "rules"), PARTS, ids=range(len(PARTS)))
def test_parts_the_client_takes_without_a_word_are_at_most_low(
    files: dict[str, Any], rules: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = judge(capsys, {**plugin(), **files})
    assert names(found) == rules
    assert all(row["severity"] in ("note", "low") for row in found)
