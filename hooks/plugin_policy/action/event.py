"""What the event says: the base commit of a change under review.

Facts about events and files: GitHub's documentation of webhook payloads and of workflow commands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from plugin_policy.errors import UsageError

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
    if not isinstance(value, str) or not is_sha(value):
        raise ActionError(f"the payload of {event} names no base commit")
    return value


def is_sha(name: str) -> bool:
    """The full name of a commit, SHA-1 or SHA-256."""
    return len(name) in (40, 64) and all(char in "0123456789abcdef" for char in name)
