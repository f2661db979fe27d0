"""Actions, reusable workflows and images of GitHub workflows and action manifests.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import ACTION, ACTIONS, DOCKER, IMAGE, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import git_ref, image_reference

FILES = r"action\.ya?ml"
PATHS = r"(?:.*/)?\.github/workflows/[^/]+\.ya?ml"

_USES = re.compile(r"\s*(?:-\s+)?(['\"]?)(uses|image|container)\1\s*:\s*(['\"]?)([^\s'\"#]+)\3\s*(?:#.*)?\Z")


def read(source: Source) -> Iterator[Dependency]:
    """Line by line: a `uses` is a scalar on one line, in block or flow style."""
    block = -1
    for number, text in source.lines():
        indent = len(text) - len(text.lstrip())
        if text.strip() and block >= 0 and indent > block:
            continue  # inside a block scalar, `run: |`
        block = indent if re.search(r":\s*[|>][\d+-]*\s*(?:#.*)?\Z", text) else -1
        found = _USES.match(text) or re.search(r"[{,]\s*(['\"]?)(uses)\1\s*:\s*(['\"]?)([^\s'\",}]+)\3\s*[,}]", text)
        if found:
            yield from _dependency(source, found.group(2), found.group(4), number)


def _dependency(source: Source, key: str, value: str, line: int) -> Iterator[Dependency]:
    if value.startswith(("./", "$/")) or "${{" in value or value == "Dockerfile":
        return
    if key != "uses" or value.startswith("docker://"):
        name, version, state = image_reference(value.removeprefix("docker://"))
        yield Dependency(DOCKER, name, version, state, path=source.path, line=line, origin=IMAGE, via=source.basename)
        return
    name, _, ref = value.partition("@")
    version, state = git_ref(ref)
    yield Dependency(ACTIONS, name, version, state, path=source.path, line=line, origin=ACTION, via=source.basename)
