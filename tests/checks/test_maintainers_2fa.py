"""maintainers-2fa on the command line: exit codes, exceptions, evidence, and what is printed."""

from __future__ import annotations

import json
from datetime import date, timedelta

import fake as fakes
import state as states

from helpers import repository, run

EXCEPTION = """\
[[exception]]
rule = "maintainers-2fa"
reason = "owners check it by hand every month"
expires = {}
"""


def asked(github, root, *arguments, viewer=fakes.OWNER, check="maintainers-2fa"):
    done = run(
        check, "--repository", "market/place", "--format", "json", *arguments,
        cwd=root, GH_TOKEN=fakes.token(viewer), GITHUB_API_URL=github.url,
    )  # fmt: skip
    assert done.stdout.startswith("{"), done.stderr
    assert not fakes.token(viewer) or fakes.token(viewer) not in done.stdout + done.stderr
    return json.loads(done.stdout), done.returncode


def rules(result):
    return sorted(row["rule"] for row in result["findings"] if row["check"] == "maintainers-2fa")


def test_all_is_well(github, tmp_path):
    root = repository(tmp_path, {"README.md": "x"})
    result, code = asked(github, root)
    assert (rules(result), result["not_run"], code) == ([], [], 0)
    assert {row["verdict"] for row in result["promises"]} == {"pass"}
    assert result["promises"][0]["evidence"][0]["endpoint"] == "GET /orgs/market"


def test_unknown_is_exit_2_and_no_finding(github, tmp_path):
    root = repository(tmp_path, {"README.md": "x"})
    result, code = asked(github, root, viewer=fakes.ACTIONS)
    assert rules(result) == []
    assert code == 2
    assert len(result["not_run"]) == 4
    assert all(row["promise"] and row["cause"] and "token" in row["cure"] for row in result["not_run"])


def test_unknown_does_not_hide_a_fail(github, tmp_path):
    github.state["org"]["two_factor_requirement_enabled"] = False
    github.state["org"]["members"] = states.people(5, user1="none")
    github.faults.append(fakes.Fault("2fa_insecure", 403, "Forbidden", times=9))
    root = repository(tmp_path, {"SECURITY.md": "# Security\n\nTwo-factor authentication is required.\n"})
    result, code = asked(github, root)
    assert rules(result) == ["maintainers-2fa/members", "maintainers-2fa/organisation-requires"]
    places = {(row["path"], row["line"]) for row in result["findings"] if row["check"] == "maintainers-2fa"}
    assert places == {("SECURITY.md", 3)}
    assert code == 2


def test_policy_accepts_an_unknown_with_a_reason(github, tmp_path):
    policy = EXCEPTION.format(date.today() + timedelta(days=100))
    root = repository(tmp_path, {"README.md": "x", ".plugin-policy.toml": policy})
    result, code = asked(github, root, viewer=fakes.ACTIONS)
    assert (rules(result), result["not_run"], code) == ([], [], 0)
    assert {row["finding"]["rule"] if "finding" in row else row["rule"] for row in result["allowed"]} == {
        "maintainers-2fa/organisation-requires", "maintainers-2fa/members",
        "maintainers-2fa/outside-collaborators", "maintainers-2fa/secure-methods",
    }  # fmt: skip


def test_an_exception_for_one_person_excuses_that_person_alone(github, tmp_path):
    github.state["org"]["two_factor_requirement_enabled"] = False
    github.state["org"]["members"] = states.people(5, user0="none", user1="none")
    only = EXCEPTION.format(date.today() + timedelta(days=100)).replace(
        '"maintainers-2fa"', '"maintainers-2fa/members"'
    )
    root = repository(tmp_path, {"README.md": "x", ".plugin-policy.toml": only + 'person = "user1"\n'})
    result, _ = asked(github, root)
    subjects = [row["subject"] for row in result["findings"] if row["rule"] == "maintainers-2fa/members"]
    assert subjects == ["user0"]
    result, code = asked(github, root, viewer=fakes.ACTIONS)
    assert "maintainers-2fa/members" in {row["promise"] for row in result["not_run"]}
    assert code == 2


def test_evidence_is_recorded_and_judged_again(github, tmp_path):
    github.state["org"]["two_factor_requirement_enabled"] = False
    root = repository(tmp_path / "r", {"README.md": "x"})
    record = tmp_path / "evidence.json"
    first, _ = asked(github, root, "--record", str(record))
    count = len(github.log)
    assert fakes.token(fakes.OWNER) not in record.read_text()
    again, code = asked(github, root, "--evidence", str(record), viewer=fakes.NONE)
    assert len(github.log) == count
    assert rules(again) == rules(first) == ["maintainers-2fa/organisation-requires"]
    assert code == 1
    assert [row["verdict"] for row in again["promises"]] == [row["verdict"] for row in first["promises"]]


def test_missing_evidence_is_not_run(github, tmp_path):
    root = repository(tmp_path, {"README.md": "x"})
    result, code = asked(github, root, "--evidence", "nowhere.json")
    assert code == 2
    assert "nowhere.json" in result["not_run"][0]["cause"]


def test_which_repository_must_be_known(tmp_path):
    root = repository(tmp_path, {"README.md": "x"})
    done = run("maintainers-2fa", cwd=root, GITHUB_REPOSITORY="")
    assert done.returncode == 2
    assert "--repository OWNER/REPO" in done.stdout


def test_it_is_no_part_of_scan(tmp_path):
    root = repository(tmp_path, {"README.md": "x"})
    done = run("scan", cwd=root)
    assert "maintainers-2fa" not in done.stdout
    (root / ".plugin-policy.toml").write_text('[policy]\nchecks = ["maintainers-2fa"]\n')
    done = run("scan", cwd=root, GITHUB_REPOSITORY="")
    assert "maintainers-2fa" in done.stdout
    assert done.returncode == 2
