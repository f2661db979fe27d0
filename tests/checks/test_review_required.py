"""review-required on the command line."""

from __future__ import annotations

import fake as fakes
from test_maintainers_2fa import asked

from helpers import git, repository

FILES = {
    ".claude-plugin/marketplace.json": '{"name": "place", "owner": {"name": "M"}, "plugins": []}',
    ".github/CODEOWNERS": "* @market/reviewers\n",
    ".plugin-policy.toml": '[maintainers]\npeople = ["user0", "user1", "guest"]\n',
}


def rules(result):
    return sorted(row["rule"] for row in result["findings"] if row["check"] == "review-required")


def test_all_is_well(github, tmp_path):
    root = repository(tmp_path, FILES)
    result, code = asked(github, root, check="review-required")
    assert (rules(result), result["not_run"], code) == ([], [], 0)


def test_absent_bypass_is_unknown(github, tmp_path):
    root = repository(tmp_path, FILES)
    result, code = asked(github, root, check="review-required", viewer=fakes.MEMBER)
    assert rules(result) == []
    assert {row["promise"] for row in result["not_run"]} == {"review-required/bypass", "review-required/tags"}
    assert code == 2


def test_nothing_is_protected(github, tmp_path):
    github.state["rulesets"] = []
    root = repository(tmp_path, {**FILES, ".github/CODEOWNERS": "/docs/ @someone\n"})
    result, code = asked(github, root, check="review-required")
    assert "review-required/pull-request" in rules(result)
    assert "review-required/codeowners" in rules(result)
    assert "review-required/gate" in rules(result)
    assert code == 1


def test_history_since_a_revision_of_the_clone(github, tmp_path):
    root = repository(tmp_path, FILES)
    base = git(root, "rev-parse", "HEAD").strip()
    direct = {"oid": "e" * 40, "associatedPullRequests": {"nodes": []}}
    github.state["history"] = [direct, {**direct, "oid": base}]
    result, code = asked(github, root, "--since", "HEAD", check="review-required")
    assert rules(result) == ["review-required/history"]
    assert code == 1
    result, code = asked(github, root, "--since", "nowhere", check="review-required")
    assert code == 2
