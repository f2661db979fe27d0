"""Images of a Dockerfile: https://docs.docker.com/reference/dockerfile/#from"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import DOCKER, IMAGE, Dependency
from plugin_policy.dependencies.source import Source
from plugin_policy.dependencies.specs import image_reference

FILES = r"(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?|.+\.[Dd]ockerfile"

_VARIABLE = re.compile(r"\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)")


def read(source: Source) -> Iterator[Dependency]:
    """`ARG`s before the first `FROM` are put in; stages and `scratch` are no images."""
    arguments: dict[str, str] = {}
    stages: list[str] = []
    for number, text in source.lines():
        argument = re.match(r"\s*ARG\s+(\w+)=(\S+)", text, re.I)
        if argument and not stages:
            arguments[argument.group(1)] = argument.group(2).strip("\"'")
        image, stage = "", ""
        start = re.match(r"\s*FROM\s+(?:--[\w-]+=\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?", text, re.I)
        if start:
            image, stage = start.group(1), (start.group(2) or "").lower()
        copied = re.match(r"\s*(?:COPY|ADD)\s+(?:--[\w-]+=\S+\s+)*--from=(\S+)|\s*RUN\s.*\bfrom=([^,\s]+)", text, re.I)
        if copied:
            image = copied.group(1) or copied.group(2)
        known = image.lower() in stages or (copied and image.isdigit())
        if start:
            stages.append(stage)
        if not image or known or image.lower() == "scratch":
            continue
        image = _VARIABLE.sub(lambda m: arguments.get(m.group(1) or m.group(3)) or m.group(2) or m.group(), image)
        name, version, state = image_reference(image)
        yield Dependency(DOCKER, name, version, state, path=source.path, line=number, origin=IMAGE, via=source.basename)
