"""Shards: a marketplace judged on several machines, each its part of the plugins.

A plugin's shard is a hash of its path, so that it stays where it is when others come and go. The repository itself, and
what is said about the tree as a whole, belong to the first shard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugin_policy.errors import UsageError

if TYPE_CHECKING:
    from plugin_policy.repository import Plugin, Repository

MAX = 1000


class Shard:
    """number: 1 to `many`."""

    __slots__ = ("many", "number")

    def __init__(self, number: int, many: int) -> None:
        self.number = number
        self.many = many

    def __str__(self) -> str:
        return f"{self.number}/{self.many}"

    @property
    def first(self) -> bool:
        return self.number == 1

    def holds(self, path: str) -> bool:
        """Whether the plugin at a path is this shard's."""
        from hashlib import blake2b

        digest = blake2b(path.encode("utf-8", "surrogateescape"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.many == self.number - 1

    def has(self, plugin: Plugin) -> bool:
        return self.first if plugin.is_repository else self.holds(plugin.path)

    def judges(self, repository: Repository, path: str) -> bool:
        """Whether a finding at a path is this shard's to report: that of the deepest plugin around it."""
        file = repository.by_path.get(path)
        if file is not None:
            return self.has(file.plugin)
        inside = [one.path for one in repository.plugins if one.path == "." or path.startswith(one.path + "/")]
        return self.holds(max(inside, key=len)) if inside else self.first


def parse_shard(text: str) -> Shard:
    """`3/16`. UsageError for anything else."""
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    number, many = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= many <= MAX:
        raise UsageError(f"--shard {text}: say which of how many, such as 3/16 (at most {MAX})")
    return Shard(number, many)
