"""MCP and LSP servers: variables nobody reads, and containers or folders that give them the machine.

A server's own source is known only when its command names a file of the plugin; of a published package nothing is
said. Options of docker run: docs.docker.com/reference/cli/docker/container/run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.languages import CODE
from plugin_policy.privilege.excess import Excess, located
from plugin_policy.privilege.settings import WIDE_FOLDERS

if TYPE_CHECKING:
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface

# Read by interpreters, loaders and libraries themselves.
_USUAL = re.compile(
    r"(?:NODE|NPM|PYTHON|UV|PIP|VIRTUAL|DENO|BUN|RUST|GO|JAVA|DOTNET|RUBY|LOG|OTEL|XDG|LC|SSL|REQUESTS|CURL|AWS|AZURE|GOOGLE|GCP"
    r"|DOCKER|FASTMCP|MCP|PATH|HOME|USER|LANG|TERM|TZ|TMPDIR|DEBUG|ENV|ENVIRONMENT|PORT|HOST|HTTPS?|NO|ALL|FORCE|CI|SHELL|DISPLAY)(?:_|$)"
)
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|AUTH")
_WHOLE_READ = re.compile(
    rb"dotenv|load_dotenv|BaseSettings|pydantic_settings|environs|decouple|process\.env\s*[;,)\]}]|\.\.\.process\.env"
    rb"|os\.environ\s*[,)\]:}]|dict\(os\.environ|os\.environ\.(?:copy|items)|envalid|convict|\bprintenv\b|env\[[a-z]"
)
_SOCKET = "/docker.sock"


def spare_environment(scan: Scan, surface: Surface) -> Iterator[Excess]:
    """A variable that a server gets and that nothing in its source names."""
    document = surface.document
    if document is None or not surface.env:
        return
    line = " ".join([surface.command, *(surface.argv or ())])
    own = [file for file in surface.plugin.files if file.language in CODE]
    if not any(_names(line, file.name) for file in own):
        return
    source = b"\n".join([file.text.data for file in surface.plugin.files if _may_read(file.language, file.name)])
    if _WHOLE_READ.search(source):
        return
    folded = source.lower()
    for name in surface.env:
        stem = name.partition("_")[0].lower().encode()
        if _USUAL.match(name) or name.encode() in source or name in line or (len(stem) > 2 and stem in folded):
            continue
        severity = "medium" if _SECRET.search(name.upper()) else ""
        yield located("spare-environment", document, (*surface.pointer, "env", name), name, severity=severity, subject=name)  # fmt: skip  # noqa: E501


def _may_read(language: str, name: str) -> bool:
    return language in CODE or name in ("package.json", "pyproject.toml", "requirements.txt", "Dockerfile")


def _names(line: str, name: str) -> bool:
    return re.search(rf"(?:^|[\s/\"']){re.escape(name)}(?:[\s\"']|$)", line) is not None


def broad_rights(surface: Surface) -> Iterator[Excess]:
    """The machine, its container daemon, or all of its files."""
    document = surface.document
    arguments = surface.value.get("args")
    if document is None or not isinstance(arguments, list):
        return
    words = [word if isinstance(word, str) else "" for word in arguments]
    program = surface.command.rpartition("/")[2]
    for index, word in enumerate(words):
        what = ""
        if program in ("docker", "podman", "nerdctl"):
            what = _of_container(word, words[index - 1] if index else "")
        elif word in WIDE_FOLDERS and any("filesystem" in other for other in words[:index]):
            what = f"all files below `{word}`"
        if what:
            yield located("broad-server", document, (*surface.pointer, "args", index), what, subject=surface.name)


def _of_container(word: str, before: str) -> str:
    if word in ("--privileged", "--privileged=true"):
        return "every right of the machine (`--privileged`)"
    if word in ("--pid=host", "--ipc=host", "--userns=host") or (word == "host" and before in ("--pid", "--userns")):
        return f"the machine's own processes (`{before} {word}`)" if word == "host" else f"the machine's own (`{word}`)"
    if (word in ("ALL", "SYS_ADMIN") and before == "--cap-add") or word in ("--cap-add=ALL", "--cap-add=SYS_ADMIN"):
        return f"every right of the machine (`--cap-add {word.rpartition('=')[2]}`)"
    mount = word.partition("=")[2] if word.startswith(("--volume=", "--mount=", "-v=")) else word
    if before in ("-v", "--volume", "--mount") or mount is not word:
        source = re.search(r"(?:source|src)=([^,]+)", mount)
        path = source[1] if source else mount.partition(":")[0]
        if path.endswith(_SOCKET):
            return "the container daemon, which is every right of the machine"
        if path in WIDE_FOLDERS:
            return f"all files below `{path}`"
    return ""
