"""MCP and LSP servers, monitors, userConfig and channels: what shapes cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plugin_policy.formats.issue import Issue, shown
from plugin_policy.formats.nearest import nearest
from plugin_policy.formats.urls import is_loopback, is_url
from plugin_policy.surface import Declared

VARIABLE = re.compile(r"\$\{user_config\.([^}]*)\}")

# A whole header value that is a credential, not a reference to one. The prefixes are those of well-known providers.
_SECRET_NAME = re.compile(r"(?i)^(?:proxy-)?authorization$|(?:^|[-_])(?:api[-_]?key|token|secret|password)$")
_PREFIXED = re.compile(r"(?:^|[\s=:])(?:sk-|gh[pousr]_|github_pat_|xox[abpros]-|glpat-|AKIA)[A-Za-z0-9_-]{10,}")


def servers_of(item: Declared, wrapper: str) -> Declared:
    """The map of servers, below its wrapper where a file has one."""
    inner = item.at(wrapper)
    return inner if isinstance(inner.value, dict) else item


def strings_in(item: Declared) -> Iterator[Declared]:
    """Every string value below a place, in order; an explicit stack."""
    todo = [item]
    while todo:
        place = todo.pop()
        if isinstance(place.value, str):
            yield place
        elif isinstance(place.value, dict):
            todo.extend(place.at(key) for key in reversed(list(place.value)))
        elif isinstance(place.value, list):
            todo.extend(place.at(index) for index in reversed(range(len(place.value))))


def judge_mcp(servers: Declared, options: dict[str, set[str]]) -> Iterator[Issue]:
    """options: the declared userConfig keys, of the plugin under "" and of a channel under its server's name."""
    several: Iterable[str | int] = servers.value if isinstance(servers.value, dict) else ()
    for name in range(len(servers.value)) if isinstance(servers.value, list) else several:
        server = servers.at(name)
        if not isinstance(server.value, dict):
            continue
        yield from _url(server)
        yield from _headers(server)
        declared = options.get("", set()) | options.get(str(name), set())
        yield from undeclared(server, declared)


def undeclared(item: Declared, declared: set[str]) -> Iterator[Issue]:
    """`${user_config.x}` that userConfig does not declare."""
    for place in strings_in(item):
        for match in VARIABLE.finditer(str(place.value)):
            if match[1] not in declared:
                guess = nearest(match[1], declared)
                yield Issue(
                    "undeclared-option", place.document, place.pointer, name=match[1],
                    hint=f"; did you mean `{guess}`" if guess else "",
                )  # fmt: skip


def _url(server: Declared) -> Iterator[Issue]:
    place = server.at("url")
    url = place.value
    if not isinstance(url, str) or not url.strip() or "${" in url or not isinstance(server.at("type").value, str):
        return
    if not is_url(url):
        yield Issue("bad-url", place.document, place.pointer, value=shown(url))
    elif re.match(r"(?i)\s*(http|ws):", url) and not is_loopback(url):
        yield Issue("cleartext-url", place.document, place.pointer, value=shown(url))


def _headers(server: Declared) -> Iterator[Issue]:
    headers = server.at("headers")
    for name, value in headers.value.items() if isinstance(headers.value, dict) else ():
        if isinstance(value, str) and looks_like_credential(name, value):
            place = headers.at(name)
            yield Issue("literal-credential", place.document, place.pointer, name=name)


def looks_like_credential(name: str, value: str) -> bool:
    """A literal of 16 characters or more under a name that says credential, or with a provider's prefix."""
    if "${" in value:
        return False
    if _PREFIXED.search(value):
        return True
    bare = re.sub(r"(?i)^(?:bearer|basic|token)\s+", "", value.strip())
    return bool(_SECRET_NAME.search(name)) and len(bare) >= 16 and re.fullmatch(r"[\w.+/=~-]+", bare) is not None


def judge_options(item: Declared) -> Iterator[Issue]:
    """userConfig: options and default of every field."""
    for key, field in item.value.items() if isinstance(item.value, dict) else ():
        if not isinstance(field, dict):
            continue
        options, default = field.get("options"), field.get("default")
        if not isinstance(options, list) or not options:
            continue
        place = item.at(key)
        if field.get("type") != "string" or field.get("multiple") or field.get("sensitive"):
            message = "`options` needs `type` `string` without `multiple` or `sensitive`"
            yield Issue("option-conflict", place.document, (*place.pointer, "options"), message=message)
        elif "default" in field and default not in options:
            message = f"the default {shown(default)} is not one of the options"
            yield Issue("option-conflict", place.document, (*place.pointer, "default"), message=message)
        elif "default" not in field and field.get("required") is not True:
            message = "a field with `options` needs a default among them, or `required: true`"
            yield Issue("option-conflict", place.document, place.pointer, message=message)


def declared_options(manifest: Declared) -> dict[str, set[str]]:
    """userConfig keys: of the plugin under "", of a channel under the name of its server."""
    found: dict[str, set[str]] = {"": _keys(manifest.at("userConfig").value)}
    channels = manifest.at("channels").value
    for channel in channels if isinstance(channels, list) else ():
        if isinstance(channel, dict) and isinstance(channel.get("server"), str):
            found.setdefault(channel["server"], set()).update(_keys(channel.get("userConfig")))
    return found


def _keys(value: object) -> set[str]:
    return set(value) if isinstance(value, dict) else set()


def judge_monitors(item: Declared) -> Iterator[Issue]:
    """Names are unique."""
    seen: set[str] = set()
    for index, monitor in enumerate(item.value if isinstance(item.value, list) else ()):
        name = monitor.get("name") if isinstance(monitor, dict) else None
        if isinstance(name, str):
            if name in seen:
                yield Issue("duplicate-name", item.document, (*item.pointer, index, "name"), kind="monitor", name=name)
            seen.add(name)
