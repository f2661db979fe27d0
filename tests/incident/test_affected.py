"""Affected versions on a history with branches, reverts, cherry-picks and moved tags."""

from __future__ import annotations

import json
import pathlib

import pytest

from helpers import git, repository, write
from plugin_policy.errors import UsageError
from plugin_policy.incident.affected import Affected, History, find, holds

FOLDER = "plugins/demo"


class Repo:
    def __init__(self, root: pathlib.Path) -> None:
        self.root = repository(root, {"README.md": "x\n"})
        self.commit("start", version="1.0.0", code="safe = 1\n")

    def commit(self, message: str, *, version: str = "", code: str = "", other: str = "") -> str:
        files: dict[str, str | bytes] = {}
        if version:
            files[f"{FOLDER}/.claude-plugin/plugin.json"] = json.dumps({"name": "demo", "version": version})
        if code:
            files[f"{FOLDER}/run.py"] = code
        if other:
            files["other.txt"] = other
        write(self.root, files)
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", message)
        return self.head()

    def head(self) -> str:
        return git(self.root, "rev-parse", "HEAD").strip()

    def git(self, *args: str) -> str:
        git(self.root, *args)
        return self.head()

    def find(self, *bad: str, fixed: tuple[str, ...] = ()) -> Affected:
        return find(History(str(self.root), FOLDER), list(bad), list(fixed))


@pytest.fixture
def repo(tmp_path: pathlib.Path) -> Repo:
    return Repo(tmp_path / "repo")


def bad_and_fixed(repo: Repo) -> tuple[str, str]:
    repo.git("tag", "v1.0.0")
    bad = repo.commit("hole", code="safe = 1\nhole = 1\n", version="1.1.0")
    repo.git("tag", "-a", "v1.1.0", "-m", "v1.1.0")
    repo.commit("more", other="y\n", version="1.2.0")
    repo.git("tag", "v1.2.0")
    fixed = repo.commit("fix", code="safe = 1\nhole = 0\n", version="1.2.1")
    repo.git("tag", "v1.2.1")
    return bad, fixed


def test_a_straight_line(repo):
    bad, fixed = bad_and_fixed(repo)
    found = repo.find(bad, fixed=(fixed,))
    assert (found.tags, found.versions, found.branches) == (["v1.1.0", "v1.2.0"], ["1.1.0", "1.2.0"], [])
    assert found.ranges == [{"introduced": [bad], "fixed": [fixed]}]
    assert repo.find("v1.1.0", fixed=("v1.2.1",)).tags == found.tags
    assert repo.find("v1.1.0").branches == ["main"]


def test_without_a_bad_commit_everything_before_the_fix(repo):
    _, fixed = bad_and_fixed(repo)
    found = repo.find(fixed=(fixed,))
    assert found.tags == ["v1.0.0", "v1.1.0", "v1.2.0"]
    assert found.ranges == [{"introduced": ["0"], "fixed": [fixed]}]


def test_branches_have_what_they_have(repo):
    bad, fixed = bad_and_fixed(repo)
    repo.git("checkout", "-q", "-b", "old", "v1.0.0")
    repo.commit("old work", version="1.0.1")
    repo.git("tag", "v1.0.1")
    repo.git("checkout", "-q", "-b", "lts", "v1.1.0")
    repo.commit("lts", version="1.1.1", other="lts\n")
    found = repo.find(bad, fixed=(fixed,))
    assert found.branches == ["lts"]
    assert found.versions == ["1.1.0", "1.1.1", "1.2.0"]
    assert "v1.0.1" not in found.tags


def test_a_picked_hole_and_a_picked_fix(repo):
    """The hole came to another branch by cherry-pick, without a word in the message, and so did the fix."""
    repo.git("branch", "lts")
    bad = repo.commit("hole", code="safe = 1\nhole = 1\n")
    fixed = repo.commit("fix", code="safe = 1\nhole = 0\n")
    repo.git("checkout", "-q", "lts")
    repo.commit("own", version="1.0.5")
    picked = repo.git("cherry-pick", bad)
    repo.git("tag", "v1.0.5")
    assert set(repo.find(bad, fixed=(fixed,)).introduced) == {bad, picked}
    assert repo.find(bad, fixed=(fixed,)).branches == ["lts"]
    mended = repo.git("cherry-pick", fixed)
    found = repo.find(bad, fixed=(fixed,))
    assert (found.branches, found.tags, set(found.fixed)) == ([], ["v1.0.5"], {fixed, mended})


def test_reverts(repo):
    bad = repo.commit("hole", code="safe = 1\nhole = 1\n", version="1.1.0")
    repo.git("tag", "v1.1.0")
    reverted = repo.git("revert", "--no-edit", bad)
    repo.git("tag", "v1.1.1")
    found = repo.find(bad)
    assert (found.tags, found.branches, found.fixed) == (["v1.1.0"], [], [reverted])
    again = repo.git("revert", "--no-edit", reverted)
    repo.git("tag", "v1.1.2")
    found = repo.find(bad)
    assert (found.tags, found.branches) == (["v1.1.0", "v1.1.2"], ["main"])
    assert found.ranges == [{"introduced": [bad], "fixed": [reverted]}, {"introduced": [again], "fixed": []}]


def test_a_reverted_fix(repo):
    bad, fixed = bad_and_fixed(repo)
    again = repo.git("revert", "--no-edit", fixed)
    found = repo.find(bad, fixed=(fixed,))
    assert again in found.introduced
    assert found.branches == ["main"]
    assert holds(History(str(repo.root), FOLDER), again, found.ranges)
    assert not holds(History(str(repo.root), FOLDER), fixed, found.ranges)


def test_words_mend_nothing(repo):
    """Messages are the authors' words: one that claims to revert the hole is told, and believed only by its patch."""
    bad = repo.commit("hole", code="safe = 1\nhole = 1\n")
    claim = repo.commit(f"clean\n\nThis reverts commit {bad}.", other="z\n")
    found = repo.find(bad)
    assert (found.branches, found.fixed, found.claims) == (["main"], [], [claim])
    assert repo.find(bad, fixed=(claim,)).branches == []


def test_merges(repo):
    bad, _ = bad_and_fixed(repo)
    repo.git("checkout", "-q", "-b", "feature", "v1.0.0")
    repo.commit("feature", other="f\n")
    repo.git("merge", "-q", "--no-edit", "v1.1.0")
    found = repo.find(bad, fixed=("v1.2.1",))
    assert found.branches == ["feature"]
    repo.git("merge", "-q", "--no-edit", "-X", "ours", "main")
    assert repo.find(bad, fixed=("v1.2.1",)).branches == []


def test_a_moved_tag(repo):
    """v1.2.0 was moved to the fixed commit: who has version 1.2.0 may have either content."""
    bad, fixed = bad_and_fixed(repo)
    repo.git("tag", "-f", "v1.2.0", fixed)
    found = repo.find(bad, fixed=(fixed,))
    assert (found.tags, found.moved, found.versions) == (["v1.1.0"], ["v1.2.0"], ["1.1.0", "1.2.0"])


def test_what_git_does_not_know(repo):
    bad, fixed = bad_and_fixed(repo)
    for name in ("f" * 40, "no-such-tag", "--all", ""):
        with pytest.raises(UsageError, match="knows no commit"):
            repo.find(name)
    with pytest.raises(UsageError, match="nothing is affected"):
        repo.find(fixed, fixed=(bad, fixed))


def test_a_commit_that_nothing_holds(repo):
    lost = repo.commit("lost", code="lost = 1\n")
    repo.git("reset", "-q", "--hard", "HEAD~1")
    with pytest.raises(UsageError, match="no branch or tag"):
        repo.find(lost)


def test_shallow_clones_are_refused(repo, tmp_path):
    repo.commit("two", other="2\n")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repo.root}", "shallow")
    with pytest.raises(UsageError, match="shallow"):
        History(str(tmp_path / "shallow"), FOLDER)
