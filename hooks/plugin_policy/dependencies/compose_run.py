"""What `docker compose` starts: the services of a compose file, here or at an address.

https://docs.docker.com/reference/cli/docker/compose/  https://docs.docker.com/compose/how-tos/oci-artifact/
"""

from __future__ import annotations

import re

from plugin_policy.dependencies.dependency import (
    DOCKER,
    GIT_FLOATING,
    GIT_SHA,
    IMAGE_DIGEST,
    LAUNCHER,
    LOCAL,
    URL,
    Dependency,
)
from plugin_policy.dependencies.options import read_options, words

VIA = "docker compose"  # how `via` begins
_VALUES = words(
    "-f --file -p --project-name --profile --env-file --project-directory --ansi --parallel --progress --workdir"
)
_STARTS = frozenset(("run", "up", "start", "create", "pull", "watch"))


def run(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    """argv behind `docker compose`. A file of the tree is local: its images are judged where they are written."""
    options = read_options(argv, _VALUES)
    if not options.operands or options.operands[0] not in _STARTS:
        return [], []
    files = options.all("-f", "--file") or ["compose.yaml"]
    via = f"{VIA} {options.operands[0]}"
    return [_file(path, via) for path in files], []


def _file(path: str, via: str) -> Dependency:
    state, version = LOCAL, ""
    if path.startswith("oci://"):
        state, version = (IMAGE_DIGEST if "@sha256:" in path else URL), path.partition("@")[2]
    elif re.match(r"git@|ssh://|https?://\S+\.git\b", path):
        version = path.partition("#")[2].partition(":")[0]
        state = GIT_SHA if re.fullmatch(r"[0-9a-f]{40}", version) else GIT_FLOATING
    elif re.match(r"https?://", path):
        state = URL
    return Dependency(DOCKER, path.partition("#")[0], version, state, origin=LAUNCHER, address=path, via=via)
