"""What one flow of a Use says about the user: category, severity and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugin_policy.privacy import tables

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.privacy.hooks import Hooks

SENT = {
    "environment": "critical", "machine-facts": "medium", "usage": "medium", "location": "high",
}  # fmt: skip
_STDIN = ("input:stdin", "read:0", "read:/dev/stdin")
_CODE = re.compile(
    r"\.(?:py|pyi|js|mjs|cjs|ts|tsx|jsx|java|kt|go|rs|rb|php|c|cc|cpp|h|hpp|cs|swift|scala|vue|svelte|sql|ipynb|ex|exs|dart"
    r"|lua|r|m|sol|zig)$",
    re.IGNORECASE,
)
_WORKSPACE = re.compile(
    r"(?:\.|\*{1,2}|\./|\$\{CLAUDE_PROJECT_DIR\}|\$\{CLAUDE_PROJECT_DIR\}/.*|(?:\./)?(?:src|lib|app|source)(?:/.*)?)"
)
# The project's own way of leaving the machine, or a copy that a deployment is made of.
_DELIVERS = frozenset(("gh", "glab", "git", "vercel", "netlify", "heroku", "wrangler", "firebase", "gcloud", "docker"))
# Programs that deliver what the user builds: told to the agent, that is the user's own deployment.
_DEPLOYS = frozenset(("aws", "gsutil", "az", "azcopy", "rsync", "scp", "sftp", "s3cmd", "s5cmd", "rclone"))
_LOGIN = frozenset(("ssh", "scp", "rsync", "sftp", "psql", "mysql", "git", "mongo", "redis-cli"))


class Data:
    """category: of a disclosure. severity: when it is sent. what: for the message. weak: only a path or number."""

    __slots__ = ("category", "severity", "weak", "what")

    def __init__(self, category: str, what: str = "", severity: str = "", *, weak: bool = False) -> None:
        self.category = category
        self.what = what or category
        self.severity = severity or SENT.get(category, "high")
        self.weak = weak


def meaning(flow: str, use: Use, hooks: Hooks) -> Data | None:
    """None for what is not about the user."""
    kind, _, name = flow.partition(":")
    if flow in _STDIN or flow.startswith("input:stdin."):
        return _event(name.partition(".")[2], use, hooks)
    if kind == "environment":
        if name == "*":
            return Data("environment", "the whole environment")
        category = tables.VARIABLES.get(name)
        return Data(category, f"{category} (`{name}`)") if category and use.via not in _LOGIN else None
    if kind == "collect":
        category = "environment" if name == "*" else tables.FACTS.get(name)
        return Data(category, "the whole environment" if name == "*" else "") if category else None
    if kind == "source":
        return None if use.via in _DELIVERS else Data("source-code")
    if kind in ("read", "list"):
        return _file(kind, name, use)
    return None


def _event(keys: str, use: Use, hooks: Hooks) -> Data | None:
    """The input of a plugin hook, or one member of it."""
    first, _, rest = keys.partition(".")
    held = hooks.held(use)
    if not held and first not in tables.CERTAIN:
        return None
    category = tables.KEYS.get(first, held)
    if rest in tables.KEYS and tables.KEYS[rest] == "usage":
        category = "usage"
    return Data(category, weak=first == "tool_input" and rest in ("file_path", "path", "notebook_path"))


def _file(kind: str, path: str, use: Use) -> Data | None:
    if path.lower().startswith("env:"):  # the drive of PowerShell
        return Data("environment", "the whole environment")
    for pattern, category in tables.FILES:
        if re.search(pattern, path):
            return Data(category, f"{category} (`{path}`)")
    if path.startswith(("/", "~", "${CLAUDE_PLUGIN_", "http")) or use.via in _DELIVERS:
        return None
    if use.via in _DEPLOYS and (use.text.channel != "runs" or not use.subject):
        return None
    if _WORKSPACE.fullmatch(path) or (_CODE.search(path) and "{" not in path):
        return Data("source-code", f"source code (`{path}`)")
    return None
