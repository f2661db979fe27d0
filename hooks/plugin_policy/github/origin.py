"""Which repository on GitHub a clone belongs to."""

from __future__ import annotations

import re

# https://github.com/o/n.git, git@github.company.test:o/n, ssh://git@github.com:22/o/n
_REMOTE = re.compile(r"github[^/:]*(?::\d+)?[:/]([\w.-]+)/([\w.-]+?)(?:\.git)?/?$")


def origin(root: str) -> str:
    """`owner/name` of the remote `origin` of the clone at `root`, "" when there is none on GitHub."""
    from plugin_policy.git import GitError, git

    try:
        url = git(root, "config", "--get", "remote.origin.url").decode("utf-8", "replace").strip()
    except GitError:
        return ""
    match = _REMOTE.search(url)
    return f"{match[1]}/{match[2]}" if match else ""
