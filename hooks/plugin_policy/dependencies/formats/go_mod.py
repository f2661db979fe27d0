"""go.mod: https://go.dev/ref/mod#go-mod-file. `replace` is applied, `exclude` and `retract` are no dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import GO, LOCAL, LOCK, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import go_version

FILES = r"go\.mod|.+\.go\.mod"

_TOKEN = re.compile(r'"[^"]*"|`[^`]*`|=>|[()]|[^\s()"`]+')


def read(source: Source) -> Iterator[Dependency]:
    required: list[tuple[str, str, int]] = []
    language = (0, 0)
    replaced: dict[tuple[str, str], tuple[str, str, int]] = {}
    for verb, words, number in statements(source):
        if verb == "require" and len(words) >= 2:
            required.append((words[0], words[1], number))
        elif verb == "go" and words and re.match(r"\d+\.\d+", words[0]):
            major, minor = words[0].split(".")[:2]
            language = (int(major), int(re.sub(r"\D.*", "", minor)))
        elif verb == "replace" and "=>" in words:
            at = words.index("=>")
            old, new = words[:at], words[at + 1 :]
            if old and new:
                key = (old[0], old[1] if len(old) > 1 else "")
                replaced[key] = (new[0], new[1] if len(new) > 1 else "", number)
    seen: set[tuple[str, str]] = set()
    for name, version, number in required:
        target = replaced.get((name, version)) or replaced.get((name, ""))
        if target:
            name, version, number = target
        if (name, version) in seen:
            continue
        seen.add((name, version))
        local = not version and re.match(r"\.{0,2}/|[A-Za-z]:[\\/]|\.", name)
        written, state = ("", LOCAL) if local else go_version(version)
        yield Dependency(
            GO, name, written, state, path=source.path, line=number, origin=LOCK, via="go.mod", integrity=True
        )
    sums = source.beside("go.sum") if language < (1, 17) else None
    if sums:  # before 1.17 go.mod named only what is imported directly
        yield from from_sums(sums, {name for name, *_ in required} | {name for name, _ in seen})


def from_sums(sums: Source, known: set[str]) -> Iterator[Dependency]:
    """Modules whose content (not only whose go.mod) has a hash; versions ascend, so the last one is the selected."""
    last: dict[str, tuple[str, int]] = {}
    for number, text in sums.lines():
        words = text.split()
        if len(words) == 3 and not words[1].endswith("/go.mod") and words[0] not in known:
            last[words[0]] = (words[1], number)
    for name, (version, number) in last.items():
        written, state = go_version(version)
        yield Dependency(
            GO, name, written, state, path=sums.path, line=number, origin=LOCK, via="go.sum", integrity=True
        )


def statements(source: Source) -> Iterator[tuple[str, list[str], int]]:
    """(verb, words, line) of each statement, blocks opened."""
    block = ""
    for number, text in source.lines():
        code = text if '"' in text else text.partition("//")[0]
        words = [token.strip('"`') for token in _TOKEN.findall(code)]
        if not words:
            continue
        if block:
            if words[0] == ")":
                block = ""
            else:
                yield block, words, number
        elif len(words) > 1 and words[1] == "(":
            block = words[0]
            inner = [word for word in words[2:] if word != ")"]
            if inner:
                yield block, inner, number
            if words[-1] == ")":
                block = ""
        else:
            yield words[0], words[1:], number
