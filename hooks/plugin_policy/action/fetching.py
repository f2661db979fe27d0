"""What the action brings besides the checkout: the base commit, and a policy that lives in another repository."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from plugin_policy.action.event import ActionError, is_sha
from plugin_policy.git import GitError, git

_ELSEWHERE = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+)@([^:\s]+):(.+)")


def fetch(root: str, sha: str, env: Mapping[str, str]) -> None:
    """Bring the base commit into the checkout."""
    try:
        git(root, "cat-file", "-e", sha + "^{commit}")
        return
    except GitError:
        pass  # a shallow checkout, the usual case
    try:
        _fetch(root, env.get("GITHUB_REPOSITORY", ""), sha, env)
    except GitError as error:
        raise ActionError(
            f"the base commit {sha[:12]} cannot be fetched ({error}): give the job `permissions: contents: read`"
            " and the action a `token` that can read this repository"
        ) from None


def _fetch(root: str, repository: str, sha: str, env: Mapping[str, str]) -> None:
    """One commit, with the action's own token, which never stands on a command line."""
    import base64

    url = f"{env.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}"
    extra = {}
    token = env.get("INPUT_TOKEN", "")
    if token and url.startswith("https://"):
        basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        extra = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{url}.extraHeader",
            "GIT_CONFIG_VALUE_0": f"Authorization: Basic {basic}",
        }
    git(root, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head",
        "--", url, sha, extra_env=extra)  # fmt: skip


def from_commit(root: str, sha: str, path: str, folder: str, *, bare: bool = False) -> str | None:
    """A file as it is in a commit, written to `folder`; None when the commit does not have it. bare: no work tree."""
    if os.path.isabs(path) or ".." in path.split("/"):
        raise ActionError(f"{path}: name a file inside the repository")
    try:
        if not git(root, "ls-tree", "-z", sha, "--", path):
            return None
        data = git(root, "cat-file", "blob", f"{sha}:{path}" if bare else f"{sha}:./{path}")
    except GitError as error:
        raise ActionError(f"{path} of commit {sha[:12]} cannot be read: {error}") from None
    target = os.path.join(folder, os.path.basename(path))
    with open(target, "wb") as stream:
        stream.write(data)
    return target


def is_elsewhere(policy: str) -> bool:
    """Whether the policy input names a file of another repository, `owner/repo@sha:path`."""
    return _ELSEWHERE.fullmatch(policy) is not None


def policy_from_elsewhere(policy: str, folder: str, env: Mapping[str, str]) -> str:
    """The organisation's policy as it is at that commit, written to `folder`. Only a full sha says what will count."""
    match = _ELSEWHERE.fullmatch(policy)
    assert match is not None
    repository, sha, path = match.groups()
    if not is_sha(sha):
        raise ActionError(f"policy {policy}: {sha!r} can move; name the commit by its full sha")
    bare = os.path.join(folder, "policy.git")
    try:
        git(folder, "init", "--quiet", "--bare", bare)
        _fetch(bare, repository, sha, env)
    except GitError as error:
        raise ActionError(
            f"policy {policy} cannot be fetched ({error}): does the commit exist, and can `token` read {repository}?"
        ) from None
    found = from_commit(bare, sha, path, folder, bare=True)
    if found is None:
        raise ActionError(f"policy {policy}: {repository} has no {path} at that commit")
    return found
