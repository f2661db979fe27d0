"""The workflows, the ruleset and the policies that the documentation hands out."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

import pytest
import yaml

from helpers import PLUGIN, ROOT, SCRIPTS, repository, run

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml")) + sorted(
    (ROOT / "examples" / "enforce").glob("*.yml")
)
POLICIES = sorted((ROOT / "examples" / "policies").glob("*.toml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_valid_and_safe(path) -> None:
    schema = subprocess.run(
        [str(SCRIPTS / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert schema.returncode == 0, schema.stdout + schema.stderr
    audit = subprocess.run(
        [str(SCRIPTS / "zizmor"), "--offline", "--no-progress", str(path)], capture_output=True, text=True, check=False
    )
    assert audit.returncode == 0, audit.stdout + audit.stderr
    for job in yaml.safe_load(path.read_text())["jobs"].values():
        for step in job.get("steps", ()):
            assert "${{" not in step.get("run", ""), "expressions belong in env"


def test_a_required_check_always_reports() -> None:
    for name in ("marketplace.yml", "required.yml"):
        events = yaml.safe_load((ROOT / "examples" / "enforce" / name).read_text())[True]  # YAML reads `on` as true
        assert {"pull_request", "merge_group"} <= set(events)
        assert not events["pull_request"]


def test_the_ruleset_pins_the_workflow() -> None:
    ruleset = json.loads((ROOT / "examples" / "enforce" / "ruleset.json").read_text())
    (rule,) = [rule for rule in ruleset["rules"] if rule["type"] == "workflows"]
    assert ruleset["enforcement"] == "active"
    assert ruleset["bypass_actors"] == []
    assert all(re.fullmatch("[0-9a-f]{40}", one["sha"]) for one in rule["parameters"]["workflows"])


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.name)
def test_every_line_of_an_example_policy_has_its_promise(path, tmp_path) -> None:
    lines = path.read_text().splitlines()
    tomllib.loads(path.read_text())
    for number, line in enumerate(lines):
        if re.match(r"[a-z-]+ = ", line):
            assert lines[number - 1].startswith("#"), line
    done = run("scan", repository(tmp_path, PLUGIN), "--policy", path)
    assert done.returncode in (0, 1), done.stderr


def test_our_own_policy_holds_no_exception_without_a_reason(tmp_path) -> None:
    policy = tomllib.loads((ROOT / ".plugin-policy.toml").read_text())
    assert all(len(one["reason"]) > 20 for one in policy["exception"])
    done = run("scan", repository(tmp_path, PLUGIN), "--policy", ROOT / ".plugin-policy.toml")
    assert done.returncode in (0, 1), done.stderr
