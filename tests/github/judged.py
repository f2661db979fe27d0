"""Verdicts of one subject on the fake: promise -> states."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from plugin_policy.github.client import Client
from plugin_policy.organisation.subject import Subject
from plugin_policy.policy.settings import Policy
from plugin_policy.verdict import FAIL, Verdict, worst

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


class Files:
    """A clone as the subject needs it, work tree and branch in one."""

    def __init__(self, files: dict[str, str]) -> None:
        self.by_path = {path: _File(content) for path, content in files.items()}

    def read(self, path: str) -> bytes | None:
        return self.by_path[path].data if path in self.by_path else None

    def folder(self, path: str) -> list[str]:
        return sorted(name for name in self.by_path if name.rpartition("/")[0] == path)


class _File:
    def __init__(self, content: str) -> None:
        self.data = content.encode()


def subject(
    client: Client, files: dict[str, str] | None = None, policy: Policy | None = None, **changed: Any
) -> Subject:
    full = changed.get("full", "market/place")
    now = changed.get("now", NOW)
    clone: Any = Files(files) if files is not None else None
    return Subject(full, client, policy or Policy(), now, clone, clone)


def states(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """promise -> the worst of its states."""
    found: dict[str, list[str]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.promise.id.partition("/")[2], []).append(verdict.state)
    return {promise: worst(all_states) for promise, all_states in found.items()}


def failures(verdicts: Iterable[Verdict]) -> set[tuple[str, str]]:
    return {(v.promise.id.partition("/")[2], v.subject) for v in verdicts if v.state == FAIL}
