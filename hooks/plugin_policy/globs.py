"""Globs of policy and disclosure: `*` and `?` stay within one folder, `**` crosses folders, `[…]` is a set."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=512)
def _compile(glob: str) -> re.Pattern[str]:
    out, at = [], 0
    while at < len(glob):
        char = glob[at]
        if glob.startswith("**/", at):
            out.append("(?:[^/]+/)*")
            at += 3
            continue
        if glob.startswith("**", at):
            out.append(".*")
            at += 2
            continue
        if char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        elif char == "[" and "]" in glob[at + 2 :]:
            end = glob.index("]", at + 2)
            inner = glob[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            out.append("[" + ("^" + inner[1:] if inner[0] in "!^" else inner) + "]")
            at = end
        else:
            out.append(re.escape(char))
        at += 1
    return re.compile("".join(out), re.DOTALL)


def matches(path: str, glob: str) -> bool:
    """Whether the whole path fits the glob; a glob that names a folder (`x/`) covers all below it."""
    if glob.endswith("/"):
        glob += "**"
    try:
        return _compile(glob.removeprefix("./")).fullmatch(path) is not None
    except re.error:
        return path == glob
