"""What the action does before the scan: which advisories it brings, and when a second engine runs."""

import pytest

from helpers import repository
from plugin_policy.action import audit
from plugin_policy.errors import UsageError

LOCK = {"requirements.txt": "jinja2==3.1.2\n", "package.json": '{"dependencies": {"left-pad": "1.3.0"}}'}


@pytest.fixture
def updated(monkeypatch):
    asked = []
    monkeypatch.setattr(audit, "_update", asked.append)
    return asked


def arguments(root, *, review=False, **inputs):
    return audit.audit_arguments({f"INPUT_{key.upper()}": value for key, value in inputs.items()}, str(root),
                                        under_review=review)  # fmt: skip


def test_push_updates_what_the_tree_needs_and_runs_the_engine_on_own_locks(tmp_path, updated):
    repo = repository(tmp_path / "repo", LOCK)
    assert arguments(repo, engine="pip-audit") == ["--engine", "pip-audit"]
    assert updated == [["PyPI", "npm"]]


def test_a_change_under_review_asks_the_service_because_it_can_write_the_cache(tmp_path, updated):
    repo = repository(tmp_path / "repo", LOCK)
    assert arguments(repo, review=True, engine="none") == ["--online"]
    assert arguments(repo, advisories="online") == ["--online"]
    assert updated == []


def test_offline_fetches_nothing(tmp_path, updated):
    assert arguments(repository(tmp_path / "repo", LOCK), advisories="offline") == []
    assert updated == []


def test_nothing_to_judge_fetches_nothing(tmp_path, updated):
    assert arguments(repository(tmp_path / "repo", {"README.md": "x\n"}), engine="pip-audit") == []
    assert updated == []


def test_the_engine_is_for_the_repository_itself_not_for_a_plugin(tmp_path, updated):
    files = {"plugins/x/.claude-plugin/plugin.json": '{"name": "x"}', "plugins/x/requirements.txt": "jinja2==3.1.2\n"}
    assert arguments(repository(tmp_path / "repo", files), engine="pip-audit") == []


@pytest.mark.parametrize("inputs", [{"advisories": "yes"}, {"engine": "safety"}])
def test_an_input_that_is_none_of_the_words(tmp_path, inputs):
    with pytest.raises(UsageError, match="say one of"):
        arguments(tmp_path, **inputs)
