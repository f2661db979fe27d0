"""Sources of marketplace entries: what is wrong with each, as (kind, pointer, facts) for the check that says it.

https://code.claude.com/docs/en/plugins/marketplace-reference and, for what git reads as more than an address,
https://git-scm.com/docs/git-remote-ext and https://git-scm.com/docs/git-check-ref-format
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, without_login
from plugin_policy.dependencies.formats.components import entry_source
from plugin_policy.dependencies.source import mapping, string
from plugin_policy.dependencies.specs import npm_version

Pointer = tuple[str | int, ...]
Problem = tuple[str, Pointer, dict[str, str]]

EXTERNAL = ("github", "url", "git-subdir", "npm", "archive")
GIT_KINDS = ("github", "url", "git-subdir")

_COMMIT = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})\Z")
# Parentheses alone are plain characters of an address (RFC 3986): a shell cannot run anything by them.
_METACHARACTERS = re.compile(r"[;|`<>{}\\\"'\x00-\x1f\x7f]|&&|\$[({A-Za-z]|\s")
# `https://user:password@host`, also a token alone, and a well-known host written where a login stands.
_LOGIN = re.compile(r"\A\s*(?:git\+)?(?:https?|ftps?)://[^/?#]*@([^/?#@]*)", re.I)
_TRANSPORT = re.compile(r"\A\s*(?:\w+\+)?([A-Za-z][A-Za-z0-9+.-]*)::")
# Not encrypted, or a path on the machine of whoever installs.
_INSECURE = re.compile(r"\A(?:(?:http|git|ftp|file)://|[/~]|\.\.?/)", re.I)
# A host that begins with a hyphen is an option to ssh.
_OPTION_HOST = re.compile(r"\A(?:[A-Za-z][\w+.-]*://)?(?:[^/@]*@)?-")
_NPM_NAME = re.compile(r"(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*", re.I)


def problems(entry: dict[str, object], pointer: Pointer, exempt: list[str], hosts: list[str]) -> Iterator[Problem]:
    """pointer: of the entry. exempt: owners on GitHub that need no pin. hosts: those that are allowed, [] for any."""
    source = entry.get("source")
    name = string(entry.get("name"))
    helper = entry.get("headersHelper")
    if isinstance(helper, str):
        yield "helper", (*pointer, "headersHelper"), {"entry": name, "name": helper[:80]}
    if not isinstance(source, dict):
        return
    at = (*pointer, "source")
    for kind, key, facts in _source_problems(source, exempt, hosts):
        yield kind, (*at, key) if key in source else at, {"entry": name, **facts}


def _source_problems(
    source: dict[str, object], exempt: list[str], hosts: list[str]
) -> Iterator[tuple[str, str, dict[str, str]]]:
    kind = string(source.get("source"))
    if kind == "command":
        yield "command", "command", {"name": string(source.get("command"))[:80]}
        return
    if kind not in EXTERNAL:
        return
    yield from _injections(source)
    for key in ("url", "registry"):
        address = string(source.get(key))
        login = _LOGIN.match(address)
        if login:
            yield "login", key, {"name": login.group(1)[:80]}
        if _INSECURE.match(address):
            yield "insecure", key, {"name": without_login(address)}
    path = string(source.get("path"))
    if ".." in re.split(r"[/\\]", path) or re.match(r"\s*(?:[/\\~]|[A-Za-z]:)", path):
        yield "outside", "path", {"name": path[:80]}
    host = host_of(source)
    if hosts and host and not any(host == one or (one[:2] == "*." and host.endswith(one[1:])) for one in hosts):
        yield "host", "url" if "url" in source else "repo", {"name": host}
    if kind == "npm":
        yield from _npm(source)
    elif kind == "archive":
        digest = string(source.get("sha256"))
        if not re.fullmatch(r"[0-9a-fA-F]{64}", digest):
            yield "archive", "url", {"why": "has no `sha256`" if not digest else "has a `sha256` that is none"}
    else:
        yield from _git(source, exempt)


def _npm(source: dict[str, object]) -> Iterator[tuple[str, str, dict[str, str]]]:
    version = string(source.get("version"))
    package = string(source.get("package"))
    if package and not _NPM_NAME.fullmatch(package) and not package.startswith("-"):
        why = "is no plain name: npm fetches what the address or the version in it says"
        yield "npm", "package", {"name": package, "why": why}
        return
    if npm_version(version)[1] != EXACT:
        why = f"names `{version}`, not one version" if version else "names no version"
        yield "npm", "version" if version else "package", {"name": string(source.get("package")), "why": why}


def _git(source: dict[str, object], exempt: list[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    sha, ref = string(source.get("sha")), string(source.get("ref"))
    found = entry_source(source)
    name = found.name if found else ""
    owner = name.partition("/")[0].lower() if found and found.ecosystem == "GitHub" else ""
    if _COMMIT.match(sha.lower()) or owner in {one.lower() for one in exempt}:
        return
    if sha:
        why = f"gives `{sha[:60]}` as `sha`, which is no full commit"
    elif ref:
        why = f"follows `{ref[:60]}`, which can move"
    else:
        why = "names no commit"
    key = "sha" if sha else "ref" if ref else "repo" if "repo" in source else "url"
    yield "unpinned", key, {"name": name, "why": why}


def _injections(source: dict[str, object]) -> Iterator[tuple[str, str, dict[str, str]]]:
    for key, value in source.items():
        if not isinstance(value, str) or key == "source":
            continue
        transport = _TRANSPORT.match(value) if key in ("url", "repo", "registry") else None
        why = ""
        if transport:
            why = f"makes git run its helper `{transport.group(1)}`, which can run any command"
        elif key in ("url", "repo", "registry") and _OPTION_HOST.match(value.strip()):
            why = "names a host that begins with `-`, so that ssh reads an option"
        elif value.lstrip().startswith("-"):
            why = "begins with `-`, so that git reads an option"
        elif re.search(r"(?:\A|\s)--?(?:upload-pack|receive-pack|exec|config|template|c)\b", value):
            why = "holds an option of git"
        elif key not in ("version", "description") and _METACHARACTERS.search(
            value.replace(" ", "") if key == "path" else value
        ):
            why = "holds characters that a shell reads as more than text"
        if why:
            yield "injection", key, {"field": key, "why": why}


def host_of(source: dict[str, object]) -> str:
    """Host that a source is fetched from, "" when it names none."""
    if source.get("source") == "github":
        return "github.com"
    address = string(source.get("url")) or string(source.get("registry"))
    found = re.match(r"[A-Za-z][\w+.-]*://(?:[^/@]*@)?([^/:?#]+)|(?:[\w.-]+@)([\w.-]+):", address)
    if found:
        return (found.group(1) or found.group(2)).lower()
    if source.get("source") == "npm":
        return ""
    return "github.com" if re.fullmatch(r"[\w.-]+/[\w.-]+", address) else ""


def entries_of(marketplace: object) -> Iterator[tuple[int, dict[str, object]]]:
    entries = mapping(marketplace).get("plugins")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield index, entry
