"""Launchers and sources in JSON: MCP and LSP servers, plugin hooks, monitors, status lines, marketplace entries.

The files are known by their content, not by their names: a manifest may name any file, and templates of
configuration are copied from anywhere. https://code.claude.com/docs/en/plugins/manifest-reference
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import (
    GIT,
    GIT_FLOATING,
    GIT_SHA,
    GITHUB,
    MCP,
    NPM,
    REMOTE,
    SERVER,
    SOURCE,
    URL,
    Dependency,
)
from plugin_policy.dependencies.launch import from_argv, from_command_line
from plugin_policy.dependencies.source import Source, mapping, string
from plugin_policy.dependencies.specs import SHA, npm_version

FILES = r".+\.json"
CONTENT = re.compile(rb'"(?:command|mcpServers|lspServers|headersHelper|url|plugins)"\s*:')

MAX_NODES = 200_000

_DECLARES = re.compile(
    rb'"(?:mcpServers|lspServers|mcp_config|hooks|monitors|statusLine|subagentStatusLine|headersHelper)"\s*:'
)
_SERVER = re.compile(r'"args"\s*:\s*\[')
_BARE = ("mcp.json", "lsp.json", "monitors.json", "hooks.json")
_SURFACES = {
    "mcpServers": "MCP server",
    "lspServers": "LSP server",
    "mcp_config": "MCP server",
    "hooks": "plugin hook",
    "monitors": "monitor",
    "statusLine": "status line",
    "subagentStatusLine": "status line",
}

Path = tuple[str | int, ...]


def read(source: Source) -> Iterator[Dependency]:
    from plugin_policy.readers.manifest import parse
    from plugin_policy.text import Text

    declares = _wanted(source)
    if not declares and not _SERVER.search(source.text):
        return
    document = parse(Text(source.path, source.text.encode("utf-8", "replace"), "json"))
    if not declares and not _is_map_of_servers(document.value):
        return
    surface = {"mcp.json": "MCP server", "lsp.json": "LSP server"}.get(source.basename.lstrip("."), "")
    surface = surface if declares else "MCP server"
    for found, pointer in walk_components(document.value, surface):
        found.path = source.path
        found.line = document.position(pointer)[0]
        yield found


def _is_map_of_servers(value: object) -> bool:
    """A bare map from names to `{command, args}`: a manifest or a user may point at it."""
    servers = [item for item in value.values() if isinstance(item, dict)] if isinstance(value, dict) else []
    return any(isinstance(one.get("command"), str) and isinstance(one.get("args"), list) for one in servers)


def _wanted(source: Source) -> bool:
    if source.basename.endswith(_BARE) or source.path.endswith(".claude-plugin/marketplace.json"):
        return True
    return bool(_DECLARES.search(source.text.encode("utf-8", "replace")))


def walk_components(value: object, surface: str) -> Iterator[tuple[Dependency, Path]]:
    """Every object that holds a command, and every server's address, with an explicit stack in document order.

    surface: where `value` itself stands, "" where keys such as `mcpServers` tell.
    """
    stack: list[tuple[object, Path, str]] = [(value, (), surface)]
    seen = 0
    if isinstance(value, dict) and isinstance(value.get("plugins"), list):
        yield from _entries(value)
    while stack and seen < MAX_NODES:
        node, pointer, surface = stack.pop()
        seen += 1
        if isinstance(node, dict):
            yield from _commands(node, pointer, surface)
            children = [(child, (*pointer, key), _SURFACES.get(key, surface)) for key, child in node.items()]
        elif isinstance(node, list):
            children = [(child, (*pointer, index), surface) for index, child in enumerate(node)]
        else:
            if surface in ("MCP server", "LSP server") and isinstance(node, str) and pointer[-1:] != ("url",):
                yield from _bundle(node, pointer, surface)
            continue
        stack += [child for child in reversed(children) if isinstance(child[0], dict | list | str)]


def _commands(node: dict[str, object], pointer: Path, surface: str) -> Iterator[tuple[Dependency, Path]]:
    command, arguments = node.get("command"), node.get("args")
    found: list[tuple[Dependency, Path]] = []
    if isinstance(command, list):
        words = [word for word in command if isinstance(word, str)]
        found = [(dependency, (*pointer, "command")) for dependency in from_argv(words)]
    elif isinstance(command, str):
        found = list(_command(command, arguments, pointer))
    helper = node.get("headersHelper")
    if isinstance(helper, str):
        found += [(dependency, (*pointer, "headersHelper")) for dependency, _ in from_command_line(helper)]
    url = string(node.get("url"))
    if surface == "MCP server" and not isinstance(command, str) and re.match(r"(?:https?|wss?)://", url, re.I):
        server = Dependency(MCP, url, "", REMOTE, origin=SERVER, address=url, via=string(node.get("type")))
        found.append((server, (*pointer, "url")))
    for dependency, where in found:
        dependency.surface = surface
        yield dependency, where


def _command(command: str, arguments: object, pointer: Path) -> Iterator[tuple[Dependency, Path]]:
    """A program with its arguments, or, without `args`, a line for a shell."""
    if not isinstance(arguments, list) or not arguments:
        for dependency, _ in from_command_line(command):
            yield dependency, (*pointer, "command")
        return
    words = [argument for argument in arguments if isinstance(argument, str)]
    program = command if " " not in command.strip() else ""
    argv = [program, *words] if program else [*command.split(), *words]
    for dependency in from_argv(argv):
        yield dependency, _argument(dependency, arguments, pointer)


def _argument(dependency: Dependency, arguments: list[object], pointer: Path) -> Path:
    """The argument that names the package, so that the line is the one to mend."""
    for index, argument in enumerate(arguments):
        if isinstance(argument, str) and dependency.name in argument:
            return (*pointer, "args", index)
    return (*pointer, "command")


def _bundle(text: str, pointer: Path, surface: str) -> Iterator[tuple[Dependency, Path]]:
    """`"mcpServers": "https://…/server.mcpb"`: a bundle that is fetched."""
    direct = pointer[-1] == "mcpServers" or (
        len(pointer) > 1 and pointer[-2] == "mcpServers" and isinstance(pointer[-1], int)
    )
    if direct and re.match(r"https?://", text, re.I):
        yield Dependency(MCP, text, "", URL, surface=surface, origin=SERVER, address=text, via="bundle"), pointer


def _entries(marketplace: dict[str, object]) -> Iterator[tuple[Dependency, Path]]:
    """External sources of a marketplace's entries."""
    entries = marketplace["plugins"]
    assert isinstance(entries, list)
    for index, entry in enumerate(entries):
        source = mapping(mapping(entry).get("source"))
        found = entry_source(source)
        if found:
            found.via = string(mapping(entry).get("name"))
            key = next((name for name in ("repo", "url", "package") if name in source), "source")
            yield found, ("plugins", index, "source", key)


def entry_source(source: dict[str, object]) -> Dependency | None:
    """https://code.claude.com/docs/en/plugins/marketplace-reference: kinds github, url, git-subdir, npm, archive."""
    kind, url, sha = string(source.get("source")), string(source.get("url")), string(source.get("sha"))
    if kind == "npm":
        version, state, _ = npm_version(string(source.get("version")))
        return Dependency(NPM, string(source.get("package")), version, state, origin=SOURCE)
    if kind == "archive":
        digest = string(source.get("sha256"))
        return Dependency("archive", url, digest, URL, origin=SOURCE, address=url, integrity=bool(digest))
    if kind not in ("github", "url", "git-subdir"):
        return None
    address = string(source.get("repo")) or url
    version, state = (sha, GIT_SHA) if SHA.match(sha) else (sha or string(source.get("ref")), GIT_FLOATING)
    hosted = re.match(
        r"(?:(?:https?|ssh)://(?:git@)?github\.com/|git@github\.com:)?([\w.-]+/[\w.-]+?)(?:\.git)?/?\Z", address
    )
    name, ecosystem = (hosted.group(1), GITHUB) if hosted else (address, GIT)
    return Dependency(ecosystem, name, version, state, origin=SOURCE, address=address)
