"""Gemfile and gemspec, read as text: they are Ruby, and are not run. https://bundler.io/man/gemfile.5.html"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import GEM, LOCAL, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import gem_version, git_ref

FILES = r"Gemfile|gems\.rb|.+\.gemfile|.+\.gemspec"

_GEM = re.compile(r"\s*(?:gem|\w+\.add_(?:(runtime|development)_)?dependency)[\s(]+(['\"])([\w.-]+)\2(.*)\Z")
_OPTION = re.compile(
    r"(?::(git|github|path|ref|tag|branch|group|groups)\s*=>|\b(git|github|path|ref|tag|branch|group|groups):)\s*:?\[?:?['\"]?([^'\",\]\s]+)"
)


def read(source: Source) -> Iterator[Dependency]:
    group, depth = "", 0
    for number, text in source.lines():
        text = re.sub(r"\A\s*#.*\Z", "", text)
        block = re.match(r"\s*group\s+:?['\"]?(\w+).*\bdo\b", text)
        if block:
            group, depth = block.group(1), depth + 1
        elif depth and re.match(r"\s*end\b", text):
            group, depth = "", depth - 1
        found = _GEM.match(text)
        if not found:
            continue
        kind, rest = found.group(1), found.group(4)
        options = {one or other: value for one, other, value in _OPTION.findall(rest)}
        plain = _OPTION.sub("", rest)
        requirement = ", ".join(re.findall(r"['\"]\s*([~<>=!]*\s*\d[^'\"]*)['\"]", plain))
        version, state = gem_version(requirement)
        address = options.get("git") or options.get("github", "")
        if address:
            version, state = git_ref(options.get("ref") or options.get("tag") or options.get("branch", ""))
        elif "path" in options:
            version, state = "", LOCAL
        yield Dependency(
            GEM, found.group(3), version, state, path=source.path, line=number, address=address, via=source.basename,
            group="dev" if kind == "development" else _group(options.get("group") or options.get("groups") or group),
        )  # fmt: skip


def _group(name: str) -> str:
    return "dev" if name == "development" else name
