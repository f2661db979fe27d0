"""Every connection of a plugin: from the uses of its code, from what its manifests declare, and from its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.capabilities.known_hosts import REGISTRIES
from plugin_policy.network.hosts import computed, host_of
from plugin_policy.text import INSTRUCTS, RUNS, Text

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan
    from plugin_policy.surface import Surface

# What a page loads by itself. A link waits for a click.
_LOADED = re.compile(
    rb"<(?:script|iframe|img|embed|object|source|video|audio|link)\b[^>]{0,500}?\b(?:src|data|href)\s*=\s*[\"']?(?:https?:)?//([^\"'\s/>]+)",
    re.IGNORECASE,
)
_IMAGE = re.compile(
    rb"!\[[^\]\n]{0,200}\]\(\s*<?(https?://[^)\s>]+)|<img\b[^>\n]{0,300}?\bsrc\s*=\s*[\"']?(https?://[^\"'\s>]+)",
    re.IGNORECASE,
)
_BADGES = ("shields.io", "badge.fury.io", "badgen.net", "github.com", "githubusercontent.com", "codecov.io")
_DECIDED = frozenset(("input", "environment", "network", "file", "model", "decoded"))
_BROUGHT = frozenset(("network", "model", "decoded"))
_SPOKEN = ("skill", "command", "agent", "output style")
_VARIABLE = re.compile(r"\$\{([^}:]+)(?::-([^}]*))?\}")


class Connection:
    """host: bare, "" when unknown. registry: a package manager's default registry, whose name is `host` then.

    declared: a manifest says the address itself. instructs: the agent is told to, the plugin does not do it itself.
    """

    __slots__ = ("declared", "end", "host", "instructs", "registry", "start", "text")

    def __init__(
        self,
        host: str,
        text: Text,
        start: int,
        end: int,
        *,
        registry: bool = False,
        declared: bool = False,
        instructs: bool = False,
    ) -> None:
        self.host = host
        self.text = text
        self.start = start
        self.end = end
        self.registry = registry
        self.declared = declared
        self.instructs = instructs


def connections(scan: Scan, plugin: Plugin) -> Iterator[Connection]:
    uses = [use for use in scan.uses(plugin) if use.text.channel in (RUNS, INSTRUCTS)]
    known = {(id(use.text), use.start) for use in uses if use.capability == "connect" and _known(use)}
    for use in uses:
        # A variable that may take the place of a host that stands there is the user's own choice.
        if use.capability != "connect" or _known(use) or (id(use.text), use.start) not in known:
            yield from _of_use(use)
    for surface in scan.surfaces(plugin):
        yield from _of_surface(surface)
    for file in plugin.files:
        for text in scan.texts(file):
            if text.language == "html" and text.channel in (RUNS, INSTRUCTS):
                yield from _of_page(text)
            elif text.language == "prose" and text.surface in _SPOKEN:
                yield from _of_prose(text)


def _known(use: Use) -> bool:
    host = host_of(use.subject or "")
    return host != "" and not computed(host)


def _of_use(use: Use) -> Iterator[Connection]:
    instructs = use.text.channel == INSTRUCTS
    if use.capability == "connect" and use.detail.get("note") != "send":  # the connection was made elsewhere
        host = host_of(use.subject or "")
        if not host and use.via.startswith("dom.") and not use.origins & _DECIDED:
            return  # most pictures and frames of a page are of the page itself, or hold their content
        if not host and use.detail.get("note") == "browser" and not use.origins & _BROUGHT:
            return  # a page that the plugin wrote itself, or one that the user names
        if host or use.subject is None or _computed(use.subject):
            yield Connection(host, use.text, use.start, use.end, instructs=instructs)
    elif use.capability == "evaluate" and str(use.detail.get("code", "")).startswith(("https://", "http://")):
        yield Connection(host_of(str(use.detail["code"])), use.text, use.start, use.end, instructs=instructs)
    elif use.capability == "install":
        registry = REGISTRIES.get(use.via.rpartition(".")[2])
        if registry:
            yield Connection(registry, use.text, use.start, use.end, registry=True, instructs=instructs)


def _computed(subject: str) -> bool:
    """A host with a part that nobody knows, and nothing around it that would make it a name."""
    return subject.strip("*:/ ") == "" or subject.startswith(("*:", "*/"))


def _of_surface(surface: Surface) -> Iterator[Connection]:
    """Servers and plugin hooks that are an address."""
    if not surface.url or surface.document is None:
        return
    start, end = surface.document.locate((*surface.pointer, "url"))
    address = _VARIABLE.sub(lambda match: match[2] or "*", surface.url)
    declared = surface.kind in ("MCP server", "LSP server")
    yield Connection(host_of(address), surface.document.text, start, end, declared=declared)


def _of_prose(text: Text) -> Iterator[Connection]:
    """Images that an agent is told to show: whoever renders the answer fetches them."""
    for match in _IMAGE.finditer(text.data):
        host = host_of((match[1] or match[2]).decode("utf-8", "replace"))
        if host and not host.endswith(_BADGES):
            yield Connection(host, text, match.start(), match.end(), instructs=True)


def _of_page(text: Text) -> Iterator[Connection]:
    for match in _LOADED.finditer(text.data):
        host = host_of(match[1].decode("utf-8", "replace"))
        if host:
            yield Connection(host, text, match.start(1), match.end(1), instructs=text.channel == INSTRUCTS)
