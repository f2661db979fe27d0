"""Gemfile.lock: https://bundler.io/guides/gemfile.html; sections of indented lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, GEM, LOCAL, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import git_ref

FILES = r"Gemfile\.lock|gems\.locked|.+\.gemfile\.lock"

_PLATFORM = re.compile(
    r"-(?:java|jruby|mswin\d*|mingw\d*|universal|arm\w*|aarch64|x64|x86|x86_64|i[3-6]86|ruby|powerpc\w*|sparc\w*|ppc\w*)"
    r"(?:[-_][\w.-]+)?\Z"
)


def read(source: Source) -> Iterator[Dependency]:
    section, remote, revision, where = "", "", "", ""
    seen: set[tuple[str, str]] = set()
    for number, text in source.lines():
        if text and text[0] not in " <=>":
            section, remote, revision = text.strip(), "", ""
        setting = re.match(r"  (remote|revision): (.*)\Z", text)
        if setting and setting.group(1) == "remote":
            remote = setting.group(2).strip()
        elif setting:
            revision = setting.group(2).strip()
        spec = re.match(r"    ([^\s(]+)(?: \(([^)]+)\))!?\s*\Z", text)
        if not spec or section not in ("GEM", "GIT", "PATH", "PLUGIN SOURCE"):
            continue
        name, version = spec.group(1), _PLATFORM.sub("", spec.group(2))
        if (name, version) in seen:  # once for every platform
            continue
        seen.add((name, version))
        state, where = EXACT, remote
        if section == "GIT":
            version, state = git_ref(revision)
        elif section == "PATH":
            state = LOCAL
        yield source.locked(GEM, name, version, state, number, address=where)
