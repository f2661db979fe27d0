"""Judge one tree: run the checks, apply policy, exceptions, comments and baseline, and put the Result together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plugin_policy import __version__
from plugin_policy.repository import FAILED, OPAQUE, PARTLY, READ, Repository
from plugin_policy.scan import Scan, run_checks

if TYPE_CHECKING:
    from types import ModuleType

    from plugin_policy.policy.settings import Policy
    from plugin_policy.report.result import Result


def expand(repository: Repository, selected: set[str] | None) -> set[str] | None:
    """Selected paths with folders replaced by their files; a path git ignores is still the caller's wish."""
    if selected is None:
        return None
    out = set()
    for path in selected:
        if path in repository.by_path:
            out.add(path)
        else:
            prefix = "" if path == "." else path.rstrip("/") + "/"
            out.update(name for name in repository.by_path if name.startswith(prefix))
    return out


def judge_tree(
    repository: Repository,
    policy: Policy,
    modules: Sequence[ModuleType],
    *,
    baseline: str,
    selected: set[str] | None,
    options: dict[str, object],
    named: set[str],
) -> Result:
    raise SystemExit
