"""review-required: rules of branches and tags, bypass, CODEOWNERS, the gate, and who may publish."""

from __future__ import annotations

import fake as fakes
import pytest
import state as states_of
from judged import failures, states, subject

from plugin_policy.organisation import codeowners, history, review
from plugin_policy.policy.settings import Maintainers, Policy
from plugin_policy.verdict import FAIL, PASS, UNKNOWN

FILES = {
    ".claude-plugin/marketplace.json": "{}",
    ".github/CODEOWNERS": "* @market/reviewers\n",
    ".plugin-policy.toml": "",
}
BRANCH = (
    "pull-request", "approvals", "code-owners", "last-push", "stale-approvals", "no-force-push", "status-check",
    "bypass",
)  # fmt: skip
ALL = (*BRANCH, "tags", "codeowners", "gate", "publishers")


def named(*people):
    policy = Policy()
    policy.maintainers = Maintainers({"people": list(people)})
    return policy


POLICY = named("user0", "@user1", "Guest")


def judged(client, viewer=fakes.OWNER, files=FILES, policy=POLICY):
    return list(review.verdicts(subject(client(viewer), files, policy)))


def test_owner_sees_that_all_is_well(client):
    assert states(judged(client)) == dict.fromkeys(ALL, PASS)


def test_what_a_token_without_rights_sees(client):
    """Active rules are public; who may bypass them is not, and absent is not nobody."""
    found = states(judged(client, fakes.ACTIONS))
    assert {name for name, state in found.items() if state == UNKNOWN} == {"bypass", "tags", "publishers"}
    assert {name for name, state in found.items() if state == PASS} == {*ALL} - {"bypass", "tags", "publishers"}


def test_bypass_actors(github, client):
    actor = {"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}
    github.state["rulesets"][0]["bypass_actors"] = [actor]
    found = judged(client)
    assert states(found)["bypass"] == FAIL
    assert any("RepositoryRole 5" in verdict.reason for verdict in found)


@pytest.mark.parametrize(
    ("parameter", "value", "broken"),
    [
        ("required_approving_review_count", 0, "approvals"),
        ("require_code_owner_review", False, "code-owners"),
        ("require_last_push_approval", False, "last-push"),
        ("dismiss_stale_reviews_on_push", False, "stale-approvals"),
    ],
)
def test_one_rule_missing(github, client, parameter, value, broken):
    github.state["rulesets"][0]["rules"] = states_of.review_rules(**{parameter: value})
    found = states(judged(client))
    assert found[broken] == FAIL
    assert found["pull-request"] == PASS


def test_rules_of_two_levels_are_joined(github, client):
    first = github.state["rulesets"][0]
    second = {**first, "id": 9, "rules": states_of.review_rules(required_approving_review_count=0)[:1]}
    github.state["rulesets"].append(second)
    assert states(judged(client))["approvals"] == PASS


@pytest.mark.parametrize("enforcement", ["disabled", "evaluate"])
def test_rules_that_are_not_active_do_not_count(github, client, enforcement):
    github.state["rulesets"][0]["enforcement"] = enforcement
    found = states(judged(client))
    assert found["pull-request"] == FAIL
    assert found["bypass"] == FAIL


CLASSIC = {
    "required_pull_request_reviews": {
        "required_approving_review_count": 2,
        "require_code_owner_reviews": True,
        "dismiss_stale_reviews": True,
        "require_last_push_approval": True,
    },
    "required_status_checks": {"contexts": [], "checks": [{"context": "plugin-policy", "app_id": None}]},
    "enforce_admins": {"url": "https://host.invalid/x", "enabled": True},
    "allow_force_pushes": {"enabled": False},
    "allow_deletions": {"enabled": False},
}


def test_classic_protection(github, client):
    github.state["rulesets"][0]["enforcement"] = "disabled"
    github.state["branches"]["main"]["protection"] = CLASSIC
    found = states(judged(client))
    assert all(found[name] == PASS for name in BRANCH)


def test_classic_protection_that_is_not_visible_is_unknown(github, client):
    """Its 403 or 404 says nothing: not that there is none."""
    github.state["rulesets"][0]["enforcement"] = "disabled"
    github.state["branches"]["main"]["protection"] = CLASSIC
    for viewer in (fakes.BLIND, fakes.ACTIONS, fakes.MEMBER):
        found = judged(client, viewer)
        assert all(states(found)[name] == UNKNOWN for name in BRANCH)
    blind = {verdict.promise.id: verdict for verdict in judged(client, fakes.BLIND)}
    assert "administration=read" in blind["review-required/pull-request"].permission


def test_administrators_outside_classic_protection(github, client):
    github.state["rulesets"][0]["enforcement"] = "disabled"
    admins = {"url": "https://host.invalid/x", "enabled": False}
    github.state["branches"]["main"]["protection"] = {**CLASSIC, "enforce_admins": admins}
    assert states(judged(client))["bypass"] == FAIL


def test_no_answer_is_unknown(github, client):
    github.faults.append(fakes.Fault("/rules/branches", 500, "oops", times=99))
    found = states(judged(client))
    assert all(found[name] == UNKNOWN for name in (*BRANCH, "gate"))
    assert found["tags"] == PASS


def test_release_branches_count(github, client):
    github.state["branches"]["release/1.x"] = {}
    github.state["branches"]["feature/x"] = {}
    assert ("pull-request", "release/1.x") in failures(judged(client))
    github.state["rulesets"][0]["branches"].append("release/1.x")
    assert failures(judged(client)) == set()


def test_tags_that_can_be_moved(github, client):
    github.state["rulesets"][1]["rules"] = [{"type": "deletion"}]
    assert states(judged(client))["tags"] == FAIL
    github.state["rulesets"].pop()
    assert states(judged(client))["tags"] == FAIL


def test_tag_rules_with_exceptions_do_not_count(github, client):
    names = {"include": ["~ALL"], "exclude": ["refs/tags/v1"]}
    github.state["rulesets"][1]["conditions"] = {"ref_name": names}
    assert states(judged(client))["tags"] == FAIL


@pytest.mark.parametrize(
    ("owners", "state"),
    [
        ("* @a\n", PASS),
        ("/.claude-plugin/ @a\n/.github/ @a\n/.plugin-policy.toml @a\n", PASS),
        ("* @a\n.github/\n", FAIL),
        ("* @a\n/.plugin-policy.toml\n", FAIL),
        ("docs/ @a\n", FAIL),
        ("", FAIL),
    ],
)
def test_codeowners_cover(client, owners, state):
    found = states(judged(client, files={**FILES, ".github/CODEOWNERS": owners}))
    assert found["codeowners"] == state
    assert found["gate"] == state


def test_no_codeowners(client):
    files = {path: content for path, content in FILES.items() if "CODEOWNERS" not in path}
    found = states(judged(client, files=files))
    assert found["codeowners"] == FAIL
    assert found["gate"] == FAIL


def test_invalid_codeowners(github, client):
    error = {
        "line": 3, "column": 1, "source": "x", "kind": "Unknown owner", "message": "m", "path": ".github/CODEOWNERS"
    }  # fmt: skip
    github.state["codeowners_errors"] = [error]
    assert failures(judged(client)) == {("codeowners", "errors")}


def test_codeowners_errors_not_visible(github, client):
    github.state["codeowners_errors"] = None
    assert states(judged(client))["codeowners"] == UNKNOWN


def test_required_workflow_guards_the_gate(github, client):
    rule = {
        "type": "workflows",
        "parameters": {
            "workflows": [{"path": ".github/workflows/plugin-policy.yml", "repository_id": 1, "sha": "a" * 40}]
        },
    }
    github.state["rulesets"][0]["rules"] = [*states_of.review_rules(require_code_owner_review=False)[:1], rule]
    found = states(judged(client))
    assert found["gate"] == PASS
    assert found["status-check"] == PASS
    rule["parameters"]["workflows"][0].pop("sha")
    assert states(judged(client))["gate"] == FAIL


@pytest.mark.parametrize(
    ("context", "workflow", "state"),
    [
        ("policy", "jobs:\n  policy:\n    steps:\n      - uses: market/plugin-policy@v1\n", PASS),
        ("Gate", "jobs:\n  policy:\n    name: Gate\n    steps:\n      - run: plugin-policy scan\n", PASS),
        ("policy (3.12)", "jobs:\n  policy:\n    steps:\n      - run: plugin-policy scan\n", PASS),
        ("call / scan", "jobs:\n  call:\n    uses: market/plugin-policy/.github/workflows/x.yml@v1\n", PASS),
        (
            "test",
            "jobs:\n  test:\n    steps:\n      - run: make\n  policy:\n    uses: x/plugin-policy/y.yml@v1\n",
            FAIL,
        ),
        ("policy", "jobs: [plugin-policy", FAIL),
        ("policy", "jobs:\n  policy:\n    steps:\n      - run: make  # plugin-policy\n", FAIL),
    ],
)
def test_own_check_by_the_job_that_runs_it(github, client, context, workflow, state):
    rule = github.state["rulesets"][0]["rules"][1]
    rule["parameters"]["required_status_checks"] = [{"context": context}]
    found = states(judged(client, files={**FILES, ".github/workflows/x.yml": workflow}))
    assert found["status-check"] == state


def test_own_check_is_unknown_when_workflows_are_hidden(github, client):
    rule = github.state["rulesets"][0]["rules"][1]
    rule["parameters"]["required_status_checks"] = [{"context": "policy"}]
    github.faults.append(fakes.Fault("/contents/", 403, "Forbidden", times=99))
    mine = subject(client(), None, POLICY)
    assert states(review.verdicts(mine))["status-check"] == UNKNOWN


def test_who_can_push(github, client):
    assert failures(judged(client, policy=named("user0", "user1"))) == {("publishers", "guest")}
    assert states(judged(client, policy=Policy()))["publishers"] == UNKNOWN


def test_a_team_of_any_name_stays_one_part_of_the_address(github, client):
    policy = Policy()
    policy.maintainers = Maintainers({"teams": ["market/a?b"]})
    judged(client, policy=policy)
    assert ("GET", "/orgs/market/teams/a%3Fb/members?per_page=100") in github.log


def test_missing_repository_is_unknown(client):
    found = list(review.verdicts(subject(client(), FILES, POLICY, full="market/other")))
    assert set(states(found).values()) == {UNKNOWN}


def test_without_a_clone_files_come_from_the_api(github, client):
    github.state["files"] = FILES
    found = list(review.verdicts(subject(client(), None, POLICY)))
    assert states(found) == dict.fromkeys(ALL, PASS)
    github.state["files"] = {"README.md": "x"}
    assert states(review.verdicts(subject(client(), None, POLICY)))["codeowners"] == FAIL


def test_files_that_are_hidden_are_not_absent(github, client):
    github.state["files"] = FILES
    github.state["hide_contents"] = True
    found = states(review.verdicts(subject(client(fakes.BLIND), None, POLICY)))
    assert found["codeowners"] == UNKNOWN
    assert found["gate"] == UNKNOWN


# -- CODEOWNERS -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "path", "owned"),
    [
        ("*", "a/b.c", True),
        ("*.js", "a/b.js", True),
        ("*.js", "a/b.json", False),
        ("/docs/", "docs/a/b", True),
        ("/docs/", "x/docs/a", False),
        ("docs/*", "docs/a", True),
        ("docs/*", "docs/a/b", False),
        ("apps/", "x/apps/b", True),
        ("/a/**/z", "a/b/c/z", True),
        ("**/logs", "x/y/logs/z", True),
        (".github/", ".github/workflows/x.yml", True),
        (".github", ".github/workflows/x.yml", True),
        ("README.md", "docs/README.md", True),
        ("/README.md", "docs/README.md", False),
    ],
)
def test_codeowners_patterns(pattern, path, owned):
    lines = codeowners.parse(f"{pattern} @x # comment\n")
    assert (codeowners.owners(lines, path) is not None) == owned


def test_last_line_decides():
    lines = codeowners.parse("* @a\n/x/ @b @c\n# y\n/x/y\n")
    assert codeowners.owners(lines, "x/z").owners == ["b", "c"]
    assert codeowners.owners(lines, "x/y") is None
    assert codeowners.owners(lines, "q").number == 1


# -- history ----------------------------------------------------------------------------------------------------


def commit(number, *, merged=True, base="main", author="user1", reviewer="user0", **review):
    reviews = []
    if reviewer:
        given = {"submittedAt": "2026-01-01T00:00:00Z", "authorCanPushToRepository": True, **review}
        reviews = [{**given, "author": {"login": reviewer}}]
    pull = {
        "number": number, "merged": merged, "mergedAt": "2026-01-02T00:00:00Z", "baseRefName": base,
        "author": {"login": author}, "reviews": {"nodes": reviews},
    }  # fmt: skip
    return {"oid": f"{number:040x}", "associatedPullRequests": {"nodes": [pull]}}


BASE = f"{0:040x}"


def followed(github, client, commits, since=BASE):
    github.state["history"] = [*commits, commit(0), {"oid": "f" * 40, "associatedPullRequests": {"nodes": []}}]
    return list(history.verdicts(subject(client()), since))


def test_history_of_reviewed_commits(github, client):
    found = followed(github, client, [commit(n) for n in range(1, 251)])
    assert states(found) == {"history": PASS}
    assert len(github.log) == 4


@pytest.mark.parametrize(
    "bad",
    [
        {"oid": "e" * 40, "associatedPullRequests": {"nodes": []}},
        commit(7, merged=False),
        commit(7, base="elsewhere"),
        commit(7, reviewer=None),
        commit(7, reviewer="user1"),
        commit(7, submittedAt="2026-01-03T00:00:00Z"),
        commit(7, authorCanPushToRepository=False),
    ],
)
def test_history_of_a_commit_that_nobody_reviewed(github, client, bad):
    found = followed(github, client, [commit(9), bad, commit(5)])
    assert failures(found) == {("history", bad["oid"])}


def test_history_that_does_not_reach_back_is_unknown(github, client):
    assert states(followed(github, client, [commit(1)], since="d" * 40)) == {"history": FAIL}
    github.state["history"] = [commit(1)]
    assert states(history.verdicts(subject(client()), "d" * 40)) == {"history": UNKNOWN}
