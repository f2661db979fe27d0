"""Images of compose files: https://docs.docker.com/reference/compose-file/services/#image"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import DOCKER, IMAGE, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import image_reference

FILES = r"(?:[\w-]+[.-])?(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml"

_IMAGE = re.compile(r"\s*(['\"]?)image\1\s*:\s*(['\"]?)([^\s'\"#]+)\2\s*(?:#.*)?\Z")
_VARIABLE = re.compile(r"\$\{\w+(?::?[-?+]([^}]*))?\}|\$\w+")


def read(source: Source) -> Iterator[Dependency]:
    for number, text in source.lines():
        found = _IMAGE.match(text)
        image = _VARIABLE.sub(lambda m: m.group(1) or "$", found.group(3)) if found else ""
        if image and "$" not in image:
            name, version, state = image_reference(image)
            yield Dependency(
                DOCKER, name, version, state, path=source.path, line=number, origin=IMAGE, via=source.basename
            )
