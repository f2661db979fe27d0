"""Commands in JSON, YAML and TOML files: package scripts, workflows, plugin hooks, servers, tasks.

Sources: npm package.json (scripts), GitHub Actions workflow and metadata syntax, Claude Code hooks, MCP and settings
references, GitLab CI, Compose, pre-commit, dev containers, VS Code tasks; PEP 621 and the tools' own pages.
What is a command is decided by the name of the file and the keys on the way, never by the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.pattern import later
from plugin_policy.readers.carriers_build import Builder
from plugin_policy.readers.exec_form import pack
from plugin_policy.readers.manifest import Document, Pointer, parse
from plugin_policy.text import RUNS, Text

MAX_VALUES = 20_000  # values of one document that are looked at

# Keys that hold shell text, or text of another language, by kind of file (a pattern on its path).
_SHELL = "shell"
_KINDS: tuple[tuple[str, dict[str, str]], ...] = (
    (r"(?:^|/)package\.json$", {"scripts.*": _SHELL, "husky.hooks.*": _SHELL, "lint-staged.*": _SHELL}),
    (r"(?:^|/)composer\.json$", {"scripts.*": _SHELL}),
    (r"(?:^|/)deno\.jsonc?$", {"tasks.*": _SHELL}),
    (
        r"(?:^|/)\.github/workflows/[^/]+\.ya?ml$|(?:^|/)action\.ya?ml$",
        {"run": _SHELL, "with.script": "javascript"},
    ),
    (r"(?:^|/)\.gitlab-ci\.ya?ml$", {"script": _SHELL, "before_script": _SHELL, "after_script": _SHELL}),
    (r"(?:^|/)\.circleci/config\.ya?ml$", {"run": _SHELL, "run.command": _SHELL}),
    (
        r"(?:^|/)azure-pipelines[^/]*\.ya?ml$",
        {"script": _SHELL, "bash": _SHELL, "pwsh": "powershell", "powershell": "powershell"},
    ),
    (r"(?:^|/)(?:docker-)?compose[^/]*\.ya?ml$", {"command": _SHELL, "entrypoint": _SHELL, "healthcheck.test": _SHELL}),
    (r"(?:^|/)\.pre-commit-config\.ya?ml$|(?:^|/)\.pre-commit-hooks\.ya?ml$", {"entry": _SHELL}),
    (r"(?:^|/)Taskfile\.ya?ml$", {"cmds": _SHELL, "cmd": _SHELL, "sh": _SHELL}),
    (r"(?:^|/)lefthook\.ya?ml$", {"run": _SHELL}),
    (
        r"(?:^|/)\.?devcontainer(?:\.json$|/)",
        {
            key + suffix: _SHELL
            for key in ("initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand",
                        "postStartCommand", "postAttachCommand")
            for suffix in ("", ".*")
        },
    ),
    (
        r"(?:^|/)pyproject\.toml$",
        {"tool.poe.tasks.*": _SHELL, "poe.tasks.*.cmd": _SHELL, "poe.tasks.*.shell": _SHELL, "pdm.scripts.*": _SHELL,
         "pdm.scripts.*.cmd": _SHELL, "pdm.scripts.*.shell": _SHELL, "envs.*.scripts.*": _SHELL,
         "taskipy.tasks.*": _SHELL},
    ),
)  # fmt: skip

# Files whose objects with a `command` start programs: plugin hooks, MCP and LSP servers, monitors, tasks.
_COMMANDS = later(
    r"(?:^|/)(?:hooks[^/]*\.json|[^/]*hooks\.json|\.?mcp[^/]*\.json|\.?lsp[^/]*\.json|monitors[^/]*\.json|plugin\.json"
    r"|marketplace\.json|settings[^/]*\.json|\.claude\.json|claude_desktop_config\.json|tasks\.json|launch\.json"
    r"|manifest\.json|smithery\.ya?ml|\.codex/config\.toml|gemini-extension\.json)$"
)
_HELPERS = frozenset(("headersHelper", "apiKeyHelper", "awsAuthRefresh", "awsCredentialExport", "otelHeadersHelper",
                      "gcpAuthRefresh"))  # fmt: skip
_EXPRESSION = later(rb"\$\{\{(.{0,500}?)\}\}", re.DOTALL)
_SHELLS = {
    "bash": "shell", "sh": "shell", "pwsh": "powershell", "powershell": "powershell", "python": "python",
    "cmd": "batch", "node": "javascript",
}  # fmt: skip
_PLACES = {
    "hooks": "plugin hook", "mcpServers": "MCP server", "mcp_servers": "MCP server", "lspServers": "LSP server",
    "monitors": "monitor", "statusLine": "status line", "mcp_config": "MCP server",
}  # fmt: skip


def cut(text: Text) -> list[Text]:
    front = text.parent is not None and text.parent.language == "markdown"
    if text.parent is not None and not front:
        return []
    keys = next((keys for pattern, keys in _KINDS if re.search(pattern, text.path)), None)
    commands = bool(_COMMANDS.search(text.path)) or front
    if (keys is None and not commands) or (front and b"command" not in text.data):
        return []
    document = parse(text)
    found: list[Text] = []
    for pointer, value in _walk(document.value):
        if keys is not None and isinstance(value, str):
            language = _language(keys, pointer)
            if language:
                found += _script(document, pointer, language)
        elif keys is not None and isinstance(value, list) and _language(keys, pointer) and _is_exec(document, pointer):
            found += _exec(document, pointer, (), range(len(value)))
        elif commands:
            found += _started(document, pointer, value)
    return found


def _walk(value: object) -> Iterator[tuple[Pointer, object]]:
    stack: list[tuple[Pointer, object]] = [((), value)]
    for _ in range(MAX_VALUES):
        if not stack:
            return
        pointer, item = stack.pop()
        yield pointer, item
        if isinstance(item, dict):
            stack += [((*pointer, str(key)), inner) for key, inner in reversed(item.items())]
        elif isinstance(item, list):
            stack += [((*pointer, index), inner) for index, inner in reversed(list(enumerate(item)))]


def _language(keys: dict[str, str], pointer: Pointer) -> str:
    """The language of the value at a pointer, "" when it is no script; positions in lists do not count."""
    names = [part for part in pointer if isinstance(part, str)]
    for key, language in keys.items():
        wanted = key.split(".")
        tail = names[-len(wanted) :]
        if len(tail) == len(wanted) and all(a in ("*", b) for a, b in zip(wanted, tail, strict=True)):
            return language
    return ""


def _script(document: Document, pointer: Pointer, language: str) -> list[Text]:
    if pointer and isinstance(pointer[-1], int) and _is_exec(document, pointer[:-1]):
        return []
    shell = str(document.get(*pointer[:-1], "shell") or "").partition(" ")[0]
    child = document.child(pointer, _SHELLS.get(shell, shell or language), channel=RUNS)
    return [_expressions(child)] if child is not None else []


def _is_exec(document: Document, pointer: Pointer) -> bool:
    """A list under command or entrypoint of Compose is one argument list; elsewhere a list holds scripts."""
    return bool(re.search(r"compose", document.text.path)) and isinstance(document.get(*pointer), list)


def _expressions(child: Text) -> Text:
    """`${{ github.event.x }}` is text from outside: a variable called github_event_x."""
    if b"${{" not in child.data:
        return child
    parent, segments = child.parent, child.segments
    assert parent is not None
    builder = Builder(child)
    at = 0
    for match in _EXPRESSION.finditer(child.data):
        builder.take(at, match.start())
        name = re.sub(rb"\W+", b"_", match.group(1).strip()).strip(b"_") or b"expression"
        builder.put(b"${" + name[:80] + b"}", match.start(), match.end())
        at = match.end()
    builder.take(at, len(child.data))
    return builder.text(child.language) if segments else child


def _started(document: Document, pointer: Pointer, value: object) -> list[Text]:
    """An object with a command, or a helper's command."""
    surface = next((_PLACES[part] for part in pointer if part in _PLACES), "")
    if isinstance(value, str) and pointer and pointer[-1] in _HELPERS:
        child = document.child(pointer, "shell", channel=RUNS, surface="headers helper")
        return [child] if child is not None else []
    if not isinstance(value, dict) or not isinstance(value.get("command"), str):
        return []
    args = value.get("args")
    if isinstance(args, list) or surface in ("MCP server", "LSP server"):
        count = len(args) if isinstance(args, list) else 0
        names = value.get("env")
        variables = [str(name) for name in names] if isinstance(names, dict) else []
        found = _exec(document, pointer, tuple(variables), range(count), "command", "args")
        for each in found:
            each.surface = surface or each.surface
        return found
    shell = "powershell" if value.get("shell") in ("powershell", "pwsh") else "shell"
    child = document.child((*pointer, "command"), shell, channel=RUNS, surface=surface)
    return [child] if child is not None else []


def _exec(
    document: Document, pointer: Pointer, variables: tuple[str, ...], indexes: range, first: str = "", rest: str = ""
) -> list[Text]:
    """The argument list at a pointer: an array, or a `command` with its `args` and `env`."""
    pointers: list[Pointer] = [(*pointer, first)] if first else []
    pointers += [(*pointer, rest, index) if rest else (*pointer, index) for index in indexes]
    words = [child for each in pointers if (child := document.child(each, "exec")) is not None]
    env = [
        (name, child) for name in variables if (child := document.child((*pointer, "env", name), "exec")) is not None
    ]
    made = pack(Builder(document.text), env, words)
    made.channel = RUNS
    return [made] if words else []
