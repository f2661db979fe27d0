"""The composite action's one step: policy and baseline of the base commit, annotations, summary, SARIF, outputs.

Inputs come through the environment only (INPUT_*, GITHUB_*). Facts about events and files: GitHub's documentation of
webhook payloads and of workflow commands.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence

from plugin_policy.errors import UsageError

HELP = ""
ARGUMENTS = ""

EVENTS = {  # event -> where its payload names the base commit
    "pull_request": ("pull_request", "base", "sha"),
    "merge_group": ("merge_group", "base_sha"),
}


class ActionError(UsageError):
    """One line: what is missing and what to add to the workflow. Exit 2."""


def payload(env: Mapping[str, str]) -> dict[str, object]:
    path = env.get("GITHUB_EVENT_PATH", "")
    if not path:
        return {}
    try:
        with open(path, encoding="utf-8") as stream:
            value = json.load(stream)
    except (OSError, ValueError) as error:
        raise ActionError(f"the event payload cannot be read: {error}") from None
    return value if isinstance(value, dict) else {}


def base_commit(env: Mapping[str, str]) -> str:
    """Sha of the commit that the change is judged against, "" when the event is not a change under review."""
    event = env.get("GITHUB_EVENT_NAME", "")
    if event == "pull_request_target":
        raise ActionError("pull_request_target runs with secrets on foreign code: use `on: pull_request`")
    if event not in EVENTS:
        return ""
    value: object = payload(env)
    for key in EVENTS[event]:
        value = value.get(key) if isinstance(value, dict) else None
    if (
        not isinstance(value, str)
        or len(value) not in (40, 64)
        or not all(char in "0123456789abcdef" for char in value)
    ):
        raise ActionError(f"the payload of {event} names no base commit")
    return value


def fetch(root: str, sha: str, env: Mapping[str, str]) -> None:
    """Bring one commit into the checkout, with the action's own token, which never stands on a command line."""
    import base64

    from plugin_policy.git import GitError, git

    try:
        git(root, "cat-file", "-e", sha + "^{commit}")
        return
    except GitError:
        pass  # a shallow checkout, the usual case
    url = f"{env.get('GITHUB_SERVER_URL', 'https://github.com')}/{env.get('GITHUB_REPOSITORY', '')}"
    extra = {}
    token = env.get("INPUT_TOKEN", "")
    if token and url.startswith("https://"):
        basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        extra = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{url}.extraHeader",
            "GIT_CONFIG_VALUE_0": f"Authorization: Basic {basic}",
        }
    try:
        git(root, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head",
            "--", url, sha, extra_env=extra)  # fmt: skip
    except GitError as error:
        raise ActionError(
            f"the base commit {sha[:12]} cannot be fetched ({error}): give the job `permissions: contents: read`"
            " and the action a `token` that can read this repository"
        ) from None


def from_base(root: str, sha: str, path: str, folder: str) -> str | None:
    """A file as it is in the base commit, written to `folder`; None when the base does not have it."""
    from plugin_policy.git import GitError, git

    if os.path.isabs(path) or ".." in path.split("/"):
        raise ActionError(f"{path}: name a file inside the repository")
    try:
        if not git(root, "ls-tree", "-z", sha, "--", path):
            return None
        data = git(root, "cat-file", "blob", f"{sha}:./{path}")
    except GitError as error:
        raise ActionError(f"{path} of the base commit cannot be read: {error}") from None
    target = os.path.join(folder, os.path.basename(path))
    with open(target, "wb") as stream:
        stream.write(data)
    return target


def arguments(env: Mapping[str, str], root: str, base: str, folder: str) -> list[str]:
    """The command line of the scan that the action stands for."""
    args = ["--no-cache"]  # what another job left in the runner's cache is no verdict of ours
    policy, baseline = env.get("INPUT_POLICY", ""), env.get("INPUT_BASELINE", "")
    if base:
        # What the pull request says about policy and baseline does not count; a base without them has the defaults.
        found = {name: from_base(root, base, name, folder) for name in (policy, baseline) if name}
        args += ["--policy", found.get(policy) or _empty(folder, "default-policy.toml", "")]
        args += ["--baseline", found.get(baseline) or _empty(folder, "no-baseline.json", "[]\n")]
    else:
        for flag, name in (("--policy", policy), ("--baseline", baseline)):
            if name and os.path.isfile(os.path.join(root, name)):
                args += [flag, os.path.join(root, name)]
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

    from plugin_policy.action_audit import audit_arguments
    from plugin_policy.commands.scan import main as scan_main

    workspace = env.get("GITHUB_WORKSPACE") or os.getcwd()
    root = os.path.normpath(os.path.join(workspace, env.get("INPUT_PATH") or "."))
    if not (root + "/").startswith(os.path.normpath(workspace) + "/"):
        raise ActionError("path leaves the workspace")
    if not os.path.isdir(root):
        raise ActionError(f"no such folder in the workspace: {env.get('INPUT_PATH')}")
    base = base_commit(env)
    if base:
        fetch(root, base, env)
    sarif = os.path.normpath(os.path.join(workspace, env.get("INPUT_SARIF_FILE") or "plugin-policy.sarif"))
    with tempfile.TemporaryDirectory(prefix="plugin-policy-") as folder:
        report = os.path.join(folder, "report.json")
        args = [root, *arguments(env, root, base, folder), "--format", "text", "--format", "github"]
        args += ["--format", f"sarif={sarif}", "--format", f"json={report}"]
        if env.get("GITHUB_STEP_SUMMARY"):
            args += ["--format", f"markdown={env['GITHUB_STEP_SUMMARY']}"]
        checks = env.get("INPUT_CHECKS", "").replace(",", " ").split()
        for check in checks:
            args += ["--check", check]
        if not checks or "dependency-audit" in checks:
            args += audit_arguments(env, root, under_review=bool(base))
        code = scan_main(args)
        findings = "0"
        if os.path.exists(report):
            with open(report, encoding="utf-8") as stream:
                findings = str(len(json.load(stream)["findings"]))
    output(env, findings=findings, sarif_file=sarif if os.path.exists(sarif) else "", exit_code=str(code))
    return code
