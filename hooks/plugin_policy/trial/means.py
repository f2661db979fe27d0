"""What a trial needs, and whether it is there."""

from __future__ import annotations

import shutil
import sys

from plugin_policy.check import NotRunError

PROGRAMS = {"bwrap": "bubblewrap", "strace": "strace", "ip": "iproute2"}
KERNEL = (5, 14)  # limits on processes count per user namespace
_SETTINGS = (
    "allow user namespaces: on GitHub's runners `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`,"
    " on Debian `sudo sysctl -w kernel.unprivileged_userns_clone=1`, elsewhere `user.max_user_namespaces`; a container"
    " must allow them too (`--security-opt seccomp=unconfined --security-opt systempaths=unconfined`)"
)


def check() -> None:
    """NotRunError, with cause and cure, where no sandbox can be made."""
    if sys.platform != "linux":
        raise NotRunError("a trial needs Linux, whose namespaces are its sandbox", "run it on Linux, for example in CI")
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        packages = " ".join(PROGRAMS[name] for name in missing)
        raise NotRunError(f"{', '.join(missing)} not installed", f"sudo apt-get install {packages}")
    if _kernel() < KERNEL:
        raise NotRunError("the kernel is older than 5.14", "run it on a newer one")


def refused(reason: str) -> NotRunError:
    """The system would not make the sandbox."""
    return NotRunError(f"no sandbox can be made here: {reason}", _SETTINGS)


def _kernel() -> tuple[int, ...]:
    import os
    import re

    return tuple(int(part) for part in re.findall(r"\d+", os.uname().release)[:2])
