"""Whether the files of an installed plugin are those of the commit that it was installed from."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from plugin_policy.git import GitError, git

if TYPE_CHECKING:
    from plugin_policy.repository import Repository

NO_FETCH = {"GIT_NO_LAZY_FETCH": "1"}
SHOWN = 3  # files
LOCKS = ("package-lock.json", "npm-shrinkwrap.json", "bun.lock")


def blobs_at(root: str, commit: str, folder: str) -> dict[str, str] | None:
    """path -> object name of the regular files of a folder at a commit; None when git does not have it."""
    inside = "" if folder in ("", ".") else folder
    try:
        out = git(root, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{inside}", extra_env=NO_FETCH)
    except GitError:
        return None
    found = {}
    for line in out.split(b"\0"):
        meta, _, name = line.partition(b"\t")
        if meta[:3] == b"100":
            found[os.fsdecode(name)] = meta.split()[2].decode()
    return found


def differences(repository: Repository, folder: str, wanted: dict[str, str]) -> list[str]:
    """What is other than it should be, for people: `x changed`, `y added`, `z missing`."""
    there = {
        path[len(folder) + 1 :]: file for path, file in repository.by_path.items() if path.startswith(folder + "/")
    }
    installs = "package.json" in wanted and any(lock in wanted for lock in LOCKS)
    found = []
    for path, file in sorted(there.items()):
        if path in wanted:
            if not file.huge and wanted[path] not in _names(file.data, len(wanted[path])):
                found.append(f"`{path}` changed")
        elif not _clients(path, installs):
            found.append(f"`{path}` added")
    found += [f"`{path}` missing" for path in sorted(wanted.keys() - there.keys())]
    return found


def in_words(found: list[str]) -> str:
    more = len(found) - SHOWN
    return ", ".join(found[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _clients(path: str, installs: bool) -> bool:
    """Files that the client itself puts there."""
    first = path.partition("/")[0]
    return first in (".in_use", ".orphaned_at") or (installs and "node_modules" in path.split("/"))


def _names(data: bytes, length: int) -> set[str]:
    """Object names of the content, as it is and with the line ends that git stores."""
    kind = hashlib.sha256 if length == 64 else hashlib.sha1
    return {kind(b"blob %d\0" % len(one) + one).hexdigest() for one in (data, data.replace(b"\r\n", b"\n"))}
