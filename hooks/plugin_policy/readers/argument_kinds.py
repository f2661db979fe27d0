"""Subjects of program arguments that are neither a plain path nor a URL. "" means: this argument is none."""

from __future__ import annotations

import re
from collections.abc import Callable

from plugin_policy.pattern import later

_SCP = later(r"(?:[\w.+-]+@)?\[?([\w*.-]+(?::[\da-f:]+)?)\]?:(?!//)(?!\\)")
_SOCKET = later(r"(?:tcp|udp|openssl|ssl|socks|proxy|sctp)[\w-]*:([\w*.-]+):(\d+|\*|\w+)", re.IGNORECASE)
_ADDRESS = later(r"[\w.+-]+@([\w*.-]+\.\w+)")
_IDENTITY = ("user.name", "user.email", "author.", "committer.", "github.user")


def remote(text: str, host_of: Callable[[str], str | None]) -> str | None:
    """The host of a URL or of `user@host:path`; "" for a local path."""
    if "://" in text:
        return "" if text.startswith("file:") else host_of(text)
    match = _SCP.match(text)
    if match and len(match.group(1)) > 1:
        return match.group(1).lower()
    return "" if text.strip("*") else None


def local(text: str) -> str:
    """A path that is not on another machine."""
    return "" if "://" in text or _SCP.match(text) or text.startswith("-") else text


def upload(text: str) -> str:
    """`@file`, `name=@file` and `name=<file` of curl; `-` is standard input."""
    match = re.match(r"(?:[^=@<]{0,200}=)?[@<]([^;]+)", text)
    return match.group(1) if match and match.group(1) != "-" else ""


def socket(text: str) -> str:
    match = _SOCKET.match(text)
    return f"{match.group(1).lower()}:{match.group(2)}" if match else ""


def name(text: str) -> str:
    """A name to look up, or the server to ask (`@host` of dig)."""
    plain = text.removeprefix("@").rstrip(".").lower()
    return plain if "." in plain or plain == "*" else ""


def login(text: str) -> str:
    return text.rpartition("@")[2].partition(":")[0].lower()


def mail(text: str) -> str:
    match = _ADDRESS.match(text)
    return match.group(1).lower() if match else ""


def image(text: str) -> str:
    """The registry of a container image."""
    first, slash, _ = text.partition("/")
    return first.lower() if slash and ("." in first or ":" in first) else "docker.io"


def git(text: str) -> str:
    return "identity" if text.startswith(_IDENTITY) else ""


def registry(text: str) -> str:
    return text.replace("\\", "/")


def preferences(text: str) -> str:
    return text if text.startswith(("/", "~")) else f"~/Library/Preferences/{text}.plist"


def _store(pattern: str, path: str) -> Callable[[str], str]:
    """The place that an argument of this form reads from."""
    expression = re.compile(pattern, re.IGNORECASE)
    return lambda text: path if expression.search(text) else ""


# Arguments that name a secret in the store of a program: its own documentation says where it keeps them.
STORES: dict[str, Callable[[str], str]] = {
    "npm key": _store(r"_auth|token|password", "~/.npmrc"),
    "aws key": _store(r"secret|session_token|access_key", "~/.aws/credentials"),
    "hive": _store(r"^(?:hklm|hkey_local_machine)\\(?:sam|security|system)\b", "/Windows/System32/config/SAM"),
    "windows vault": _store(r"^/list|keymgr", "~/AppData/Local/Microsoft/Credentials"),
    "wireless key": _store(r"^key=clear$", "/ProgramData/Microsoft/Wlansvc"),
}


def mount(text: str) -> str:
    """The folder of this computer that a container gets: `-v FOLDER:/x`, `--mount type=bind,source=FOLDER,…`."""
    match = re.search(r"(?:^|,)(?:source|src)=([^,]+)", text)
    folder = match.group(1) if match else text.partition(":")[0]
    return folder if folder[:1] in ("/", "~") else ""


def file_url(text: str) -> str:
    return text[7:] if text.startswith("file://") else ""


def operand(text: str, key: str) -> str:
    """`if=path` of dd."""
    return text[len(key) + 1 :] if text.startswith(key + "=") else ""
