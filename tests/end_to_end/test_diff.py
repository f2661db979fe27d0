"""The permission difference of real commits."""

from __future__ import annotations

import json
import pathlib
from typing import Any

from helpers import git, repository, run, write

MANIFEST = '{"name": "demo", "version": "1.0.0", "description": "A demo", "author": {"name": "A"}}\n'
FETCH = "import requests\n\nrequests.get('https://%s/v1')\n"
BASE = {
    "plugins/demo/.claude-plugin/plugin.json": MANIFEST,
    "plugins/demo/scripts/run.py": FETCH % "api.acme.dev",
    "plugins/demo/skills/build/SKILL.md": "---\nname: build\ndescription: B\nallowed-tools: Bash(git log:*)\n---\n",
    "plugins/demo/hooks/hooks.json": json.dumps(
        {"hooks": {"PreToolUse": [{"matcher": "Write", "hooks": [{"type": "command", "command": "echo ok"}]}]}}
    ),
}


def commit(root: pathlib.Path, files: dict[str, str | bytes]) -> None:
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "change")


def difference(root: pathlib.Path, *args: str) -> list[dict[str, Any]]:
    done = run("diff", *args, "--format", "json", cwd=root)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["plugins"]


def changes(root: pathlib.Path) -> set[tuple[str, str, str]]:
    (plugin,) = difference(root, "HEAD~1", "HEAD")
    return {(row["change"], row["kind"], row["subject"]) for row in plugin["changes"]}


def test_added_and_removed(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    commit(root, {"plugins/demo/scripts/run.py": FETCH % "other.acme.dev" + "import os\nos.system('docker ps')\n"})
    assert changes(root) == {
        ("added", "host", "other.acme.dev"),
        ("removed", "host", "api.acme.dev"),
        ("added", "program", "docker"),
    }


def test_a_wider_matcher_and_a_wider_tool(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    skill = str(BASE["plugins/demo/skills/build/SKILL.md"]).replace("Bash(git log:*)", "Bash")
    hooks = str(BASE["plugins/demo/hooks/hooks.json"]).replace('"Write"', '"*"')
    commit(root, {"plugins/demo/skills/build/SKILL.md": skill, "plugins/demo/hooks/hooks.json": hooks})
    (plugin,) = difference(root, "HEAD~1", "HEAD")
    found = {row["kind"]: (row["change"], row["before"], row["after"]) for row in plugin["changes"]}
    assert found["tool"] == ("widened", ["Bash(git log:*)"], ["Bash"])
    assert found["plugin hook"] == ("widened", ["Write"], ["*"])
    back = git(root, "revert", "--no-edit", "HEAD")
    assert back
    (plugin,) = difference(root, "HEAD~1", "HEAD")
    assert {row["change"] for row in plugin["changes"]} == {"narrowed"}


def test_a_plugin_hook_that_runs_something_else(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    hooks = str(BASE["plugins/demo/hooks/hooks.json"]).replace("echo ok", "date")
    commit(root, {"plugins/demo/hooks/hooks.json": hooks})
    (plugin,) = difference(root, "HEAD~1", "HEAD")
    (row,) = [row for row in plugin["changes"] if row["kind"] == "plugin hook"]
    assert (row["change"], row["before"], row["after"]) == ("changed", ["PreToolUse: echo ok"], ["PreToolUse: date"])


def test_a_moved_plugin_keeps_its_history(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    git(root, "mv", "plugins/demo", "plugins/renamed")
    git(root, "commit", "-q", "-m", "move")
    (plugin,) = difference(root, "HEAD~1", "HEAD")
    assert (plugin["state"], plugin["was"], plugin["plugin"]) == ("moved", "plugins/demo", "plugins/renamed")
    assert plugin["changes"] == []


def test_plugins_that_come_and_go(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    other = {"plugins/other/.claude-plugin/plugin.json": MANIFEST.replace("demo", "other")}
    commit(root, other)
    assert [(row["plugin"], row["state"]) for row in difference(root, "HEAD~1")] == [("plugins/other", "added")]
    git(root, "rm", "-q", "-r", "plugins/other")
    git(root, "commit", "-q", "-m", "gone")
    assert [(row["plugin"], row["state"]) for row in difference(root, "HEAD~1")] == [("plugins/other", "removed")]


def test_disclosed_or_not_and_statements(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    statement = {"host": "cdn.acme.dev", "direction": "out", "when": "always", "why": "it serves the list of words"}
    two = FETCH % "cdn.acme.dev" + "requests.get('https://dark.acme.dev/')\n"
    commit(
        root,
        {
            "plugins/demo/.claude-plugin/disclosure.json": json.dumps({"version": 1, "network": [statement]}),
            "plugins/demo/scripts/more.py": two,
        },
    )
    (plugin,) = difference(root, "HEAD~1", "HEAD")
    assert {row["subject"]: row["disclosed"] for row in plugin["changes"] if row["kind"] == "host"} == {
        "cdn.acme.dev": True,
        "dark.acme.dev": False,
    }
    assert plugin["said"] == [{"section": "network", "subject": "cdn.acme.dev"}]


def test_nothing_differs_where_only_words_do(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    commit(
        root, {"plugins/demo/README.md": "# Demo\n", "plugins/demo/scripts/run.py": "# new\n" + FETCH % "api.acme.dev"}
    )
    assert difference(root, "HEAD~1", "HEAD") == []
    done = run("diff", "HEAD~1", cwd=root)
    assert (done.returncode, done.stdout) == (0, "nothing that plugins can do or say differs\n")


def test_text_markdown_and_exit_code(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    commit(root, {"plugins/demo/scripts/a\n::error::b.py": FETCH % "evil.acme.dev"})
    done = run("diff", "HEAD~1", "--exit-code", "--format", "text", "--format", "markdown=out.md", cwd=root)
    assert done.returncode == 1
    assert "+ added host evil.acme.dev" in done.stdout
    assert not any(line.startswith("::") for line in done.stdout.splitlines())
    page = (root / "out.md").read_text()
    assert "🟠 added" in page
    assert "evil.acme.dev" in page


def test_bad_input_is_one_line(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path / "repo", BASE)
    for args, cwd in (
        (("diff", "no-such-rev"), root),
        (("diff", "HEAD"), tmp_path),
        (("diff", "HEAD", "--format", "x"), root),
    ):
        done = run(*args, cwd=cwd)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert "Traceback" not in done.stderr


def test_scan_of_a_change_shows_the_difference(tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path, BASE)
    commit(root, {"plugins/demo/scripts/run.py": FETCH % "other.acme.dev"})
    done = run("scan", ".", "--changed-since", "HEAD~1", "--format", "json", "--format", "markdown=s.md", cwd=root)
    found = json.loads(done.stdout)["difference"]
    assert [(row["change"], row["subject"]) for row in found[0]["changes"]] == [
        ("added", "other.acme.dev"),
        ("removed", "api.acme.dev"),
    ]
    assert "What plugins can do: the difference" in (root / "s.md").read_text()
