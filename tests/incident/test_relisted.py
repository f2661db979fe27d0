"""pinned-sources/relisted: a plugin that an open incident took down is listed again."""

from __future__ import annotations

import json

import pytest

from helpers import of_check, report, write

NAMED = {".claude-plugin/plugin.json": json.dumps({"name": "demo", "version": "1.0.0"})}


def found(root, incident, *entries):
    plugins = [{"name": name, "source": source} for name, source in entries]
    market = {"name": "m", "owner": {"name": "o"}, "plugins": plugins}
    write(root, {
        ".claude-plugin/marketplace.json": json.dumps(market, indent=1),
        "incidents/2026-1.toml": incident,
        "plugins/demo/.claude-plugin/plugin.json": NAMED[".claude-plugin/plugin.json"],
        "plugins/other/run.py": "print(1)\n",
    })  # fmt: skip
    rows = of_check(report("pinned-sources", cwd=root), "pinned-sources")
    return [(row["rule"].partition("/")[2], row["severity"], row["line"]) for row in rows]


DEMO, OTHER = ("demo", "./plugins/demo"), ("other", "./plugins/other")
OPEN = 'id = "2026-1"\nplugin = "demo"\nstate = "open"\nopened = 2026-03-02T09:00:00Z\n'


@pytest.mark.parametrize("entry", [DEMO, ("Demo", "./plugins/demo"), ("new-name", "./plugins/demo"),
                                   ("demo", {"source": "github", "repo": "o/r", "sha": "f" * 40})])  # fmt: skip
def test_back_under_any_name(tmp_path, entry):
    assert found(tmp_path, OPEN, OTHER, entry) == [("relisted", "high", 12)]


@pytest.mark.parametrize("incident", [
    OPEN.replace('"open"', '"closed"'),
    OPEN + "closed = 2026-03-03T09:00:00Z\n", OPEN.replace('"open"', '"pinned-back"'),
    OPEN.replace("demo", "third"), OPEN.replace('plugin = "demo"\n', ""),
])  # fmt: skip
def test_what_may_be_listed(tmp_path, incident):
    assert found(tmp_path, incident, OTHER, DEMO) == []


def test_taken_down(tmp_path):
    assert found(tmp_path, OPEN, OTHER) == []


def test_a_file_that_cannot_be_read_hides_nothing(tmp_path):
    assert found(tmp_path, "plugin = ", OTHER, DEMO) == [("incident-unreadable", "medium", 6)]
