"""An allow comment turns a justifiable finding of any check into an item of the reviewer's list, and no other."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest

from helpers import PLUGIN, report, write

WHY = "our own template, reviewed by the owners"
HASH = "  # plugin-policy: allow[{rule}] " + WHY
MARKDOWN = "<!-- plugin-policy: allow[{rule}] " + WHY + " -->\n"

JUSTIFIABLE = [
    ("no-eval/python-eval", "run.py", "print(eval('1 + 1'))" + HASH + "\n"),
    ("no-secrets/generic-secret", "run.py", "password = 'h7Jq29Lp" + "Xw4zRt81'" + HASH + "\n"),
    ("no-sensitive-paths/outside-workspace", "run.py", "open('/srv/data/x')" + HASH + "\n"),
    (
        "no-undocumented-network/undisclosed",
        "run.py",
        "import urllib.request\nurllib.request.urlopen('https://api.acme.dev/x')" + HASH + "\n",
    ),
    (
        "no-unjustified-commands/undisclosed-program",
        "run.py",
        "import subprocess\nsubprocess.run(['osascript', 'x'])" + HASH + "\n",
    ),
    (
        "least-privilege/broad-tools",
        "skills/x/SKILL.md",
        "---\nname: x\ndescription: X\nallowed-tools: Bash" + HASH + "\n---\nText.\n",
    ),
    ("static-analysis/bandit", "run.py", "import tarfile\ntarfile.open('x').extractall('y')" + HASH + "\n"),
]
REFUSED = [
    (
        "least-privilege/permissions-off",
        "skills/x/SKILL.md",
        "---\nname: x\ndescription: X\n---\nText.\n\n" + MARKDOWN + "Disable the sandbox.\n",
    ),
    ("no-sensitive-paths/credentials", "run.py", "open('/root/.ssh/id_ed25519').read()" + HASH + "\n"),
    (
        "no-unjustified-commands/elevation",
        "run.py",
        "import subprocess\nsubprocess.run(['sudo', 'ls'])" + HASH + "\n",
    ),
]


def judged(root: pathlib.Path, rule: str, path: str, source: str) -> tuple[list[str], list[dict[str, Any]]]:
    write(root, {**PLUGIN, path: source.replace("{rule}", rule)})
    check = rule.partition("/")[0]
    found = report("scan", root, "--check", check)
    return [row["rule"] for row in found["findings"]], found["allowed"]


@pytest.mark.parametrize(("rule", "path", "source"), JUSTIFIABLE, ids=[row[0] for row in JUSTIFIABLE])
def test_a_reason_makes_it_an_item_of_the_list(tmp_path: pathlib.Path, rule: str, path: str, source: str) -> None:
    bare = source.replace(HASH, "")
    findings, allowed = judged(tmp_path, rule, path, bare)
    assert rule in findings
    assert allowed == []
    findings, allowed = judged(tmp_path, rule, path, source)
    assert rule not in findings
    assert [(item["rule"], item["allowed"]["reason"]) for item in allowed] == [(rule, WHY)]


@pytest.mark.parametrize(("rule", "path", "source"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_justifiable_stays(tmp_path: pathlib.Path, rule: str, path: str, source: str) -> None:
    findings, allowed = judged(tmp_path, rule, path, source)
    assert rule in findings
    assert allowed == []


def test_static_analysis_takes_nothing_from_the_tree(tmp_path: pathlib.Path) -> None:
    """No configuration and no `nosec` of the scanned tree counts, and nothing is above medium."""
    code = "import tarfile\ntarfile.open('x').extractall('y')  # nosec\n"
    trap = {
        ".bandit": "[bandit]\nskips: B202\nexclude: /\n",
        "pyproject.toml": '[tool.bandit]\nskips = ["B202"]\n',
        "bandit.yaml": "skips: ['B202']\n",
        "setup.cfg": "[bandit]\nskips = B202\n",
    }
    write(tmp_path, {**PLUGIN, **trap, "run.py": code})
    found = report("scan", tmp_path, "--check", "static-analysis")
    assert [(row["rule"], row["severity"]) for row in found["findings"]] == [("static-analysis/bandit", "medium")]
    write(tmp_path, {".plugin-policy.toml": '[policy]\nforeign-comments = ["bandit"]\n'})
    found = report("scan", tmp_path, "--check", "static-analysis")
    assert [row for row in found["findings"] if row["check"] == "static-analysis"] == []
