"""What a path stands for: whose it is, and whether it lies outside the workspace."""

from __future__ import annotations

from functools import lru_cache

# Readable by everyone and about nobody, or where temporary files belong.
COMMON = (
    "/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd", "/dev/tty", "/dev/zero", "/dev/random",
    "/dev/urandom", "/dev/shm", "/tmp", "/private/tmp", "/var/tmp", "/var/folders", "/proc/cpuinfo", "/proc/meminfo",
    "/proc/version", "/proc/sys", "/proc/self/fd", "/proc/loadavg", "/etc/os-release", "/etc/lsb-release",
    "/etc/debian_version", "/etc/alpine-release", "/etc/redhat-release", "/etc/timezone", "/etc/localtime",
    "/etc/ssl/certs", "/etc/mime.types", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/opt", "/Applications",
    "/System/Library/Fonts", "/Library/Fonts", "/System/Library/CoreServices", "/Windows/Fonts", "/Program Files",
    "/sys", "/.dockerenv", "/proc/1/cgroup", "/proc/self/cgroup", "/mnt/user-data", "/app", "/workspace", "/workspaces",
    "/path/to",
)  # fmt: skip
_INSIDE = ("${CLAUDE_PLUGIN_ROOT}", "${CLAUDE_PLUGIN_DATA}", "${CLAUDE_PROJECT_DIR}", "${CLAUDE_SKILL_DIR}")
_MADE = "/tmp/tmp."  # what `mktemp` gives: the script's own
_CACHES = frozenset(("cache", "caches", "code cache", "gpucache", "cachestorage", "dawncache", "shadercache"))
_FOLDERS = (
    ("%APPDATA%", "~/AppData/Roaming"), ("$env:APPDATA", "~/AppData/Roaming"),
    ("%LOCALAPPDATA%", "~/AppData/Local"), ("$env:LOCALAPPDATA", "~/AppData/Local"),
)  # fmt: skip


class Place:
    """category: of sensitive_paths.CATEGORIES. entry: the path in the list. source: the documentation that names it."""

    __slots__ = ("category", "entry", "source")

    def __init__(self, category: str, entry: str, source: str) -> None:
        self.category = category
        self.entry = entry
        self.source = source


def normal(path: str) -> str:
    """One spelling for a path: `/`, home as `~`, no `.`, `..` or drive letter."""
    path = path.strip().strip("\"'").replace("\\", "/")
    for prefix in ("file://", "//?/", "//./"):
        path = path.removeprefix(prefix)
    for spelled in (
        "$HOME",
        "${HOME}",
        "%USERPROFILE%",
        "$env:USERPROFILE",
        "%HOMEDRIVE%%HOMEPATH%",
        "~root",
        "$env:HOME",
    ):
        if path.startswith(spelled):
            path = "~" + path[len(spelled) :]
    for spelled, meant in _FOLDERS:
        if path.startswith(spelled):
            path = meant + path[len(spelled) :]
    if path[1:2] == ":" and path[:1].isalpha() and path[2:3] == "/":
        path = path[2:]
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] not in ("", "..", "~", "*"):
            parts.pop()
        elif part not in ("", ".") or not parts:
            parts.append(part)
    path = "/".join(parts)
    lower = path.lower()
    if lower.startswith("/root/") or lower == "/root":
        return "~" + path[5:]
    if lower.startswith(("/home/", "/users/")) and len(parts) > 2:
        return "~" + "".join("/" + part for part in parts[3:])
    return path


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[tuple[str, ...], str, str, str], ...]:
    """(segments, root, category, source): root is "~", "~!", "/" or "?"."""
    from plugin_policy.capabilities.sensitive_paths import ROWS

    rows = []
    for category, paths, source in ROWS:
        for path in paths.split():
            root, _, rest = path.replace("_SP_", " ").lower().partition("/")
            rows.append((tuple(rest.split("/")), root or "/", category, source))
    return tuple(rows)


@lru_cache(maxsize=4096)
def place(path: str) -> Place | None:
    """The entry of the list that a path falls under, None for any other path. Globs and unknown parts are `*`."""
    path = normal(path).lower()
    if not path or path.startswith((_MADE, *(item.lower() for item in _INSIDE))):
        return None
    parts = tuple(part for part in path.split("/") if part)
    plain = not any(sign in path for sign in "*?[")
    for segments, root, category, source in _table():
        if plain and segments[0] != "*" and segments[0] not in parts:
            continue  # most rows, at once
        if any(_fits(parts[at:], segments) for at in _starts(parts, root, path, segments)):
            if category == "browser" and _CACHES & set(parts):
                return None
            if category == "browser" and "nativemessaginghosts" in parts:  # which programs extensions may start
                category = "tool"
            if parts[-1].endswith(".pub") or (parts[-1] in ("known_hosts", "config") and category == "keys"):
                category = "tool"
            return Place(category, root.rstrip("!").rstrip("/") + "/" + "/".join(segments), source)
    return None


def _starts(parts: tuple[str, ...], root: str, path: str, segments: tuple[str, ...]) -> list[int]:
    """Where in the path an entry of this root may begin."""
    if root == "?":
        return list(range(len(parts)))
    if root == "/":
        up = next((at for at, part in enumerate(parts) if part != ".."), 0)
        return [up] if path.startswith("/") or up > 2 else []  # so many `..` lead to the root from anywhere
    if parts[:1] == ("~",):
        return [1]
    if root == "~" and parts[:1] == ("*",) and len(segments) > 1:
        return [1]  # the way to the home folder is not known
    return []


def _fits(parts: tuple[str, ...], segments: tuple[str, ...]) -> bool:
    return len(parts) >= len(segments) and all(map(_same, parts, segments))


def _same(part: str, segment: str) -> bool:
    if segment == "*" or part == segment:
        return True
    if "*" not in part and "?" not in part and "[" not in part:
        return False
    from fnmatch import fnmatchcase

    # `*.json` could be anything; `id_*` and `.s?h` are meant.
    prefix = len(part) - len(part.lstrip("abcdefghijklmnopqrstuvwxyz0123456789_.-"))
    spelled = sum(char not in "*?[]" for char in part)
    return (prefix >= 2 or spelled * 2 >= len(segment)) and fnmatchcase(segment, part)


def outside(path: str) -> bool:
    """Whether a path certainly leads out of the workspace; temporary folders and COMMON count as inside."""
    path = normal(path)
    if path == "~" or path.startswith("~/"):
        return True
    if not path.startswith("/") or path == "/":
        return False
    return not any(path == common or path.startswith(common + "/") for common in COMMON)
