"""The action's own steps, run as GitHub would run them, hostile inputs included."""

from __future__ import annotations

import json
import os
import pathlib
import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from action_runner import ActionRunner
from helpers import PLUGIN, ROOT, SCRIPTS, git, repository, write

ACTION_EXTRAS = ("bandit", "pip-audit", "detect-secrets", "network", "report")
EVAL = "import sys\n\nprint(eval(sys.argv[1]))\n"


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory, hook_repository: pathlib.Path) -> ActionRunner:
    return ActionRunner(hook_repository, tmp_path_factory.mktemp("runner"))


def pull_request(tmp_path: pathlib.Path, base: dict[str, str], change: dict[str, str]) -> tuple[pathlib.Path, str, str]:
    """(shallow checkout of the change, base sha, server url): as actions/checkout leaves it, base not there."""
    origin = repository(tmp_path / "server" / "owner" / "repository", {**PLUGIN, **base})
    sha = git(origin, "rev-parse", "HEAD").strip()
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(origin, "checkout", "-q", "-b", "change")
    write(origin, change)
    git(origin, "add", "-A")
    git(origin, "commit", "-q", "-m", "change")
    checkout = tmp_path / "workspace"
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", "--branch=change", f"file://{origin}", str(checkout)], check=True
    )
    return checkout, sha, f"file://{tmp_path}/server"


def payload(sha: str) -> dict[str, object]:
    return {"pull_request": {"base": {"sha": sha}, "head": {"ref": "x'; touch pwned; '"}, "title": "$(touch pwned)"}}


def test_what_is_installed_is_locked_by_hashes(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    action.run(repository(tmp_path / "workspace", PLUGIN))
    if not action.locked and "No matching distribution" in action.install_log:
        pytest.skip("the package index has other releases than the lock")
    assert action.locked, action.install_log


def test_the_lock_holds_what_the_package_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [
        Requirement(line) for line in project["dependencies"] + [x for name in ACTION_EXTRAS for x in extras[name]]
    ]
    lock = (ROOT / "requirements" / "action.txt").read_text()
    pins = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", lock, re.MULTILINE))
    assert lock.count("--hash=sha256:") >= len(pins) > len(wanted)
    for one in wanted:
        assert pins[canonicalize_name(one.name)] in one.specifier, one


ORGANISATION = '[policy]\nfail-on = "critical"\n'


def test_policy_of_the_organisation(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    checkout, sha, server = pull_request(
        tmp_path, {".plugin-policy.toml": '[policy]\nfail-on = "low"\n'}, {"new.py": EVAL}
    )
    elsewhere = repository(tmp_path / "server" / "acme" / "policies", {"marketplace.toml": ORGANISATION})
    git(elsewhere, "config", "uploadpack.allowAnySHA1InWant", "true")
    pinned = git(elsewhere, "rev-parse", "HEAD").strip()
    done = action.run(
        checkout,
        event="pull_request",
        payload=payload(sha),
        server=server,
        policy=f"acme/policies@{pinned}:marketplace.toml",
    )
    assert done.code == 0, done.log
    assert "new.py:3:7" in done.log
    for wrong, says in (
        ("acme/policies@main:marketplace.toml", "full sha"),
        (f"acme/policies@{pinned}:absent.toml", "has no absent.toml"),
        (f"acme/policies@{'0' * 40}:marketplace.toml", "cannot be fetched"),
        (f"acme/policies@{pinned}:../marketplace.toml", "inside the repository"),
    ):
        done = action.run(checkout, event="pull_request", payload=payload(sha), server=server, policy=wrong)
        assert done.code == 2
        assert says in done.log


def test_summary_shows_the_permission_difference_and_new_comments(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    base = {"scripts/run.py": "print(1)\n"}
    hooks = {"hooks": {"PreToolUse": [{"matcher": "*", "hooks": [{"type": "command", "command": "sh run.sh"}]}]}}
    change = {
        "scripts/run.py": "import requests\n\nrequests.get('https://new.acme.dev/')\n",
        "hooks/hooks.json": json.dumps(hooks),
        "scripts/more.py": "import subprocess\n\n"
        "# plugin-policy: allow[no-unjustified-commands] the tool is ours and small\n"
        "subprocess.run(['acmetool'])\n",
    }
    checkout, sha, server = pull_request(tmp_path, base, change)
    done = action.run(
        checkout, event="pull_request", payload=payload(sha), server=server, report_file="out/../page.html"
    )
    assert "host new.acme.dev" in done.summary
    assert "plugin hook PreToolUse" in done.summary
    assert done.summary.index("Allow comments that this change adds") < done.summary.index("### Findings")
    assert "the tool is ours and small" in done.summary
    assert "host new.acme.dev" in (checkout / "page.html").read_text()


def test_parts_are_joined(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    plugin = {**PLUGIN, "run.py": EVAL}
    files = {f"plugins/p{number}/{name}": text for number in range(6) for name, text in plugin.items()}
    repo = repository(tmp_path / "workspace", files)
    whole = action.run(repo)
    for number in (1, 2):
        action.run(repo, shard=f"{number}/2", json_file=f"part{number}.json")
        (repo / "parts" / f"a{number}").mkdir(parents=True)
        (repo / f"part{number}.json").rename(repo / "parts" / f"a{number}" / "plugin-policy.json")
    joined = action.run(repo, merge="parts")
    assert (joined.code, joined.outputs["findings"]) == (whole.code, whole.outputs["findings"])
    assert joined.outputs["sarif-file"]
    assert "plugins/p3/run.py" in joined.summary
    (repo / "parts" / "a1" / "plugin-policy.json").unlink()
    missing = action.run(repo, merge="parts")
    assert missing.code == 2
    assert "shard 1/2 is missing" in missing.log
    assert action.run(repo, merge="../..").code == 2


def test_push_judges_everything(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "workspace", {**PLUGIN, "run.py": EVAL})
    done = action.run(repo)
    assert done.code == 1, done.log
    assert done.outputs["exit-code"] == "1"
    assert int(done.outputs["findings"]) >= 1
    assert "::error" in done.log
    assert "run.py" in done.summary
    sarif = json.loads(pathlib.Path(done.outputs["sarif-file"]).read_text())
    assert "no-eval/python-eval" in {row["ruleId"] for row in sarif["runs"][0]["results"]}


def test_pull_request_judges_what_changed(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    checkout, sha, server = pull_request(tmp_path, {"old.py": EVAL}, {"new.py": EVAL})
    done = action.run(checkout, event="pull_request", payload=payload(sha), server=server)
    assert done.code == 1, done.log
    assert "new.py:3:7" in done.log
    assert "old.py:" not in done.log
    assert not (checkout / "pwned").exists()


def test_policy_baseline_and_exceptions_of_the_change_do_not_count(
    action: ActionRunner, tmp_path: pathlib.Path
) -> None:
    exception = '[[exception]]\nrule = "*"\npath = "**"\nreason = "trust me, it is fine"\nexpires = 2027-01-01\n'
    checkout, sha, server = pull_request(
        tmp_path, {}, {"new.py": EVAL, ".plugin-policy.toml": exception, ".plugin-policy-baseline.json": "[]\n"}
    )
    done = action.run(checkout, event="pull_request", payload=payload(sha), server=server)
    assert done.code == 1, done.log
    assert "new.py:3:7" in done.log


def test_policy_of_the_base_counts_although_the_change_removes_it(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    policy = '[policy]\nfail-on = "critical"\n'
    checkout, sha, server = pull_request(tmp_path, {".plugin-policy.toml": policy}, {"new.py": EVAL})
    git(checkout, "rm", "-q", ".plugin-policy.toml")
    done = action.run(checkout, event="pull_request", payload=payload(sha), server=server)
    assert done.code == 0, done.log
    assert "new.py:3:7" in done.log


def test_base_that_cannot_be_fetched(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    checkout, _, server = pull_request(tmp_path, {}, {"new.py": EVAL})
    done = action.run(checkout, event="pull_request", payload=payload("0" * 40), server=server)
    assert done.code == 2
    assert "contents: read" in done.log
    assert done.outputs["exit-code"] == "2"


def test_hostile_inputs(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "workspace", {**PLUGIN, "run.py": EVAL})
    for name in ("checks", "path", "policy", "baseline", "fail_on", "changed_only", "token"):
        done = action.run(repo, **{name: "$(touch pwned) `touch pwned`\n::set-output name=x::y\n; touch pwned"})
        assert done.code in (0, 1, 2), done.log
        assert "Traceback" not in done.log
        assert not (repo / "pwned").exists()
        assert set(done.outputs) <= {"findings", "sarif-file", "exit-code"}
    outside = action.run(repo, path="../..")
    assert outside.code == 2


def test_hostile_names_and_contents(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    name = "x\n::error::injected\n%0A::warning::injected.py"
    repo = repository(tmp_path / "workspace", {**PLUGIN, name: EVAL + "# ::error::injected <img src=x> @everyone\n"})
    done = action.run(repo)
    assert done.code == 1
    assert not any(line.startswith(("::error::injected", "::warning::injected")) for line in done.log.splitlines())
    assert "<img" not in done.summary


def test_python_path_of_the_job_does_not_reach_us(action: ActionRunner, tmp_path: pathlib.Path) -> None:
    trap = "open('trapped', 'w').write('x')\n"
    files = dict.fromkeys(("argparse.py", "re.py", "sitecustomize.py", "plugin_policy/__init__.py"), trap)
    repo = repository(tmp_path / "workspace", {**PLUGIN, **files, "run.py": EVAL})
    done = action.run(repo, env={"PYTHONPATH": str(repo), "PYTHONSTARTUP": str(repo / "re.py")})
    assert done.code == 1, done.log
    assert not (repo / "trapped").exists()


def test_zizmor_and_schema_are_content() -> None:
    env = {key: value for key, value in os.environ.items() if key != "GH_TOKEN"}
    audit = subprocess.run(
        [str(SCRIPTS / "zizmor"), "--offline", "--persona=auditor", "--no-progress", str(ROOT / "action.yml")],
        capture_output=True, text=True, env=env, check=False,
    )  # fmt: skip
    assert audit.returncode == 0, audit.stdout + audit.stderr
    schema = subprocess.run(
        [str(SCRIPTS / "check-jsonschema"), "--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert schema.returncode == 0, schema.stdout + schema.stderr
