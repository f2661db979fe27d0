"""Words of tool lists, matchers, and the severity that the policy gives to broad scope."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import PLUGIN, report, write
from plugin_policy.privilege.matching import matches_all
from plugin_policy.privilege.tools import Grant, grants

BROAD = ["Bash", "Bash()", "Bash(*)", "Bash(**)", "Bash(:*)", "Bash(*:*)", "Bash( * )", "Bash(* *)", "PowerShell", "*",
         "mcp__*", "mcp__*__*", "Bash(sh:*)", "Bash(bash -c *)", "Bash(sudo *)", "Bash(env:*)",
         "Bash(/bin/sh *)"]  # fmt: skip
NARROW = ["Read", "Bash(git:*)", "Bash(git log:*)", "Bash(npm run *)", "mcp__github", "mcp__github__*", "Bash(ls)",
          'Bash(bash "${CLAUDE_PLUGIN_ROOT}/x.sh" *)', "Write(./**)", "WebFetch(domain:*)", "Bash(bash)"]  # fmt: skip


@pytest.mark.parametrize("word", BROAD)
def test_broad(word: str) -> None:
    assert Grant(word).broad


@pytest.mark.parametrize("word", NARROW)
def test_narrow(word: str) -> None:
    assert not Grant(word).broad


@given(st.lists(st.sampled_from(BROAD + NARROW), min_size=1, max_size=6), st.sampled_from([", ", ",", " ", "  "]))
def test_a_list_and_its_text_say_the_same(words: list[str], separator: str) -> None:
    assert [grant.word for _, grant in grants(words)] == words
    assert [grant.word for _, grant in grants(separator.join(words))] == words


@given(st.recursive(st.text() | st.none() | st.integers(), lambda inner: st.lists(inner, max_size=4)))
def test_any_value_is_read(value: object) -> None:
    for _, grant in grants(value):
        assert grant.word.strip()


@pytest.mark.parametrize("matcher", [None, "", "*", ".*", ".+", "^.*$", "(.*)", "[\\s\\S]*", "Bash|.*", "\\w"])
def test_matchers_of_everything(matcher: str | None) -> None:
    assert matches_all(matcher)


@pytest.mark.parametrize("matcher", ["Bash", "Edit|Write", "mcp__.*", "^(Read|Bash)$", "Notebook.*", "(", "a" * 500])
def test_matchers_of_something(matcher: str) -> None:
    assert not matches_all(matcher)


@pytest.mark.parametrize(
    ("policy", "severity"),
    [
        ("", "note"),
        ('[policy]\nprofile = "marketplace"\n', "low"),
        ('[least-privilege]\nbroad-scope = "medium"\n', "medium"),
    ],
)
def test_the_policy_gives_broad_scope_its_severity(tmp_path: pathlib.Path, policy: str, severity: str) -> None:
    skill = "---\nname: x\ndescription: X\nallowed-tools: Bash\n---\nText.\n"
    write(tmp_path, {**PLUGIN, "skills/x/SKILL.md": skill, ".plugin-policy.toml": policy})
    found = report("scan", tmp_path, "--check", "least-privilege")["findings"]
    assert [row["severity"] for row in found if row["rule"] == "least-privilege/broad-tools"] == [severity]
