"""Which repository a command line speaks of, and which of its files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plugin_policy.errors import UsageError

if TYPE_CHECKING:
    from plugin_policy.external.pins import Pin
    from plugin_policy.policy.settings import Policy
    from plugin_policy.repository import Repository
    from plugin_policy.sources import Tree


def select(path: str, files: Sequence[str] | None) -> tuple[str, str | None, set[str] | None]:
    """Root, git top level and the selected paths (None: everything). UsageError for what is not there."""
    from plugin_policy.repository import find_root

    if not os.path.exists(path):
        raise UsageError(f"no such path: {path}")
    if files is None and os.path.isfile(path):
        files, path = [path], os.path.dirname(path) or "."
    start = path
    if files:
        for file in files:
            if not os.path.lexists(file):
                raise UsageError(f"no such file: {file}")
        start = path if _below(files, path) else os.path.dirname(os.path.abspath(files[0]))
    root, top = find_root(start)
    names = files if files is not None else ([path] if os.path.realpath(path) != root else None)
    if names is None:
        return root, top, None
    selected = set()
    for name in names:
        # The last component is not resolved: a symlink is itself.
        folder, base = os.path.split(os.path.abspath(name))
        relative = os.path.relpath(os.path.join(os.path.realpath(folder), base), root)
        if relative == ".." or relative.startswith("../"):
            raise UsageError(f"{name} is outside {root}: name files of one repository")
        selected.add(relative)
    return root, top, selected


def root_of(path: str) -> str:
    """The root of the repository that a folder belongs to. UsageError when there is no such folder."""
    from plugin_policy.repository import find_root

    if not os.path.isdir(path):
        raise UsageError(f"no such folder: {path}")
    return find_root(path)[0]


def _below(files: Sequence[str], path: str) -> bool:
    folder = os.path.realpath(path)
    return all(os.path.realpath(os.path.dirname(file) or ".").startswith(folder) for file in files)


def staged(root: str, top: str | None) -> set[str]:
    from plugin_policy.git import GitError, git

    if top is None:
        raise UsageError("--staged needs a git repository")
    try:
        out = git(root, "diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRT", "--relative", "--no-ext-diff")
    except GitError as error:
        raise UsageError(f"git cannot tell what is staged: {error}") from None
    return {os.fsdecode(name) for name in out.split(b"\0") if name}


def listed(root: str, source: Tree, policy: Policy, *, brought: Pin | None = None) -> Repository:
    """The repository with its files and plugins. brought: the entry of a marketplace that the tree belongs to."""
    from plugin_policy.git import GitError
    from plugin_policy.repository import Repository

    formats = [(item.name, list(item.manifest)) for item in policy.formats]
    repository = Repository(root, source, formats)
    if brought is not None:
        repository.entry = (brought.path, brought.index, brought.entry)
    try:
        repository.read_listing()
    except GitError as error:
        raise UsageError(f"git cannot list the files of {root}: {error}") from None
    return repository


def revision(root: str, name: str) -> str:
    """The full name of a commit. UsageError when there is none."""
    from plugin_policy.git import GitError, git

    try:
        return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}").decode().strip()
    except GitError:
        raise UsageError(f"no such revision: {name} (a shallow clone? fetch it first)") from None
