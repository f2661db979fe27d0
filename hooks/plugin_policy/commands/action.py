"""The composite action's one step: policy and baseline of the base commit, annotations, summary, SARIF, outputs.

Inputs come through the environment only (INPUT_*, GITHUB_*).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence

from plugin_policy.action.event import ActionError, base_commit
from plugin_policy.action.fetching import fetch, from_commit, is_elsewhere, policy_from_elsewhere
from plugin_policy.errors import UsageError

HELP = ""
ARGUMENTS = ""


def arguments(env: Mapping[str, str], root: str, base: str, folder: str) -> list[str]:
    """The command line of the scan that the action stands for."""
    args = ["--no-cache"]  # what another job left in the runner's cache is no verdict of ours
    policy, name = _policy(env, root, base, folder)
    args += ["--policy", policy, f"--policy-name={name}", "--baseline", _baseline(env, root, base, folder)]
    if env.get("INPUT_FAIL_ON"):
        args += ["--fail-on", env["INPUT_FAIL_ON"]]
    changed = env.get("INPUT_CHANGED_ONLY", "auto")
    if changed not in ("auto", "true", "false"):
        raise ActionError(f"changed-only is {changed!r}: say auto, true or false")
    if base and changed != "false":
        args += ["--changed-since", base]
    if changed == "true" and not base:
        raise ActionError("changed-only is true, but this event has no base commit: say auto")
    return args


def _policy(env: Mapping[str, str], root: str, base: str, folder: str) -> tuple[str, str]:
    """The file, and what reports call it. What a pull request says about the policy does not count."""
    name = env.get("INPUT_POLICY", "")
    if is_elsewhere(name):
        return policy_from_elsewhere(name, folder, env), name
    found = _file(name, root, base, folder)
    if found is None:
        return _empty(folder, "default-policy.toml", ""), "the default"
    return found, f"{name} of {base[:12]}" if base else name


def _baseline(env: Mapping[str, str], root: str, base: str, folder: str) -> str:
    return _file(env.get("INPUT_BASELINE", ""), root, base, folder) or _empty(folder, "no-baseline.json", "[]\n")


def _file(name: str, root: str, base: str, folder: str) -> str | None:
    """A file of the base commit, or of the checkout where nothing is under review; None when it is not there."""
    if base:
        return from_commit(root, base, name, folder) if name else None
    path = os.path.join(root, name)
    return path if name and os.path.isfile(path) else None


def _empty(folder: str, name: str, text: str) -> str:
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def output(env: Mapping[str, str], **values: str) -> None:
    """Outputs of the step. Values are ours (numbers, one path), but a newline must never add a line of its own."""
    path = env.get("GITHUB_OUTPUT")
    if path:
        with open(path, "a", encoding="utf-8") as stream:
            for key, value in values.items():
                line = value.replace("\n", "").replace("\r", "")
                stream.write(f"{key.replace('_', '-')}={line}\n")


def main(argv: Sequence[str] | None = None) -> int:
    env = dict(os.environ)
    try:
        return act(env)
    except UsageError as error:
        print(f"::error title=plugin-policy::{error}".replace("\r", "").replace("\n", " "))
        output(env, findings="0", sarif_file="", exit_code="2")
        return 2


def act(env: Mapping[str, str]) -> int:
    import tempfile

    workspace = os.path.normpath(env.get("GITHUB_WORKSPACE") or os.getcwd())
    root = _inside(workspace, env.get("INPUT_PATH") or ".", "path")
    if not os.path.isdir(root):
        raise ActionError(f"no such folder in the workspace: {env.get('INPUT_PATH')}")
    sarif = os.path.normpath(os.path.join(workspace, env.get("INPUT_SARIF_FILE") or "plugin-policy.sarif"))
    with tempfile.TemporaryDirectory(prefix="plugin-policy-") as folder:
        report = os.path.join(folder, "report.json")
        formats = ["text", "github", f"sarif={sarif}", f"json={report}"]
        if env.get("GITHUB_STEP_SUMMARY"):
            formats.append(f"markdown={env['GITHUB_STEP_SUMMARY']}")
        if env.get("INPUT_JSON_FILE"):
            formats.append(f"json={os.path.join(workspace, env['INPUT_JSON_FILE'])}")
        args = [word for name in formats for word in ("--format", name)]
        if env.get("INPUT_MERGE"):
            code = _merge(_inside(workspace, env["INPUT_MERGE"], "merge"), args)
        else:
            code = _judge(env, workspace, root, folder, args)
        findings = "0"
        if os.path.exists(report):
            with open(report, encoding="utf-8") as stream:
                findings = str(len(json.load(stream)["findings"]))
    output(env, findings=findings, sarif_file=sarif if os.path.exists(sarif) else "", exit_code=str(code))
    return code


def _inside(workspace: str, path: str, what: str) -> str:
    full = os.path.normpath(os.path.join(workspace, path))
    if not (full + "/").startswith(workspace + "/"):
        raise ActionError(f"{what} leaves the workspace")
    return full


def _judge(env: Mapping[str, str], workspace: str, root: str, folder: str, formats: list[str]) -> int:
    from plugin_policy.commands import report, scan

    base = base_commit(env)
    if base:
        fetch(root, base, env)
    args = [root, *arguments(env, root, base, folder), *formats, *_checks(env, root, under_review=bool(base))]
    if env.get("INPUT_SHARD"):
        args.append(f"--shard={env['INPUT_SHARD']}")
    page = env.get("INPUT_REPORT_FILE", "")
    if page:
        return report.main([*args, "--output", os.path.normpath(os.path.join(workspace, page))])
    return scan.main(args)


def _merge(folder: str, formats: list[str]) -> int:
    """The JSON reports of all parts, one in each folder that an artifact was unpacked to, or all in one."""
    from plugin_policy.commands import merge

    found = [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names]
    reports = sorted(name for name in found if name.endswith(".json"))
    if not reports:
        raise ActionError(f"there is no report in {folder}: did every part run, and was its artifact downloaded?")
    return merge.main([*formats, "--", *reports])


def _checks(env: Mapping[str, str], root: str, *, under_review: bool) -> list[str]:
    """Every check is asked for by name, so that one that cannot be run fails the job."""
    from plugin_policy.action.audit import audit_arguments
    from plugin_policy.check import all_checks

    checks = env.get("INPUT_CHECKS", "").replace(",", " ").split()
    checks = checks or [module.CHECK.id for module in all_checks() if module.CHECK.default]
    args = [word for check in checks for word in ("--check", check)]
    if "no-secrets" in checks:
        args.append("--deep")
    if env.get("INPUT_TOKEN"):
        os.environ.setdefault("GH_TOKEN", env["INPUT_TOKEN"])  # where the organisation's checks look for it
    if "dependency-audit" in checks:
        args += audit_arguments(env, root, under_review=under_review)
    return args
