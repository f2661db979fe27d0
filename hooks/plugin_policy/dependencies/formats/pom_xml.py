"""pom.xml: https://maven.apache.org/pom.html. Properties and managed versions also of parents in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCAL, MAVEN, NONE, RANGE, Dependency
from plugin_policy.dependencies.markup import Element, elements
from plugin_policy.dependencies.source import MalformedError, Source

FILES = r"pom\.xml"

MAX_PARENTS = 8
_WANTED = re.compile(r"project(?:/profiles/profile)?/(?:dependencies/dependency|build/plugins/plugin)")
_GROUPS = {"test": "test", "provided": "provided", "system": "system"}


class _Project:
    """properties: with those of the parents. managed: (group, artifact) -> version."""

    def __init__(self) -> None:
        self.properties: dict[str, str] = {}
        self.managed: dict[tuple[str, str], str] = {}
        self.wanted: list[Element] = []


def read(source: Source) -> Iterator[Dependency]:
    project = _read_with_parents(source)
    for element in project.wanted:
        group, name = (_filled(element.value(key), project.properties) for key in ("groupId", "artifactId"))
        is_plugin = element.name == "plugin"
        if not name or not (group or is_plugin):
            continue
        group = group or "org.apache.maven.plugins"
        version = _filled(element.value("version") or project.managed.get((group, name), ""), project.properties)
        state = _state(version)
        if element.value("scope") == "system":
            state = LOCAL
        pinned = re.fullmatch(r"\[([^,\[\]()]+)\]", version)
        kind = "build" if is_plugin else "optional" if element.value("optional") == "true" else ""
        yield Dependency(
            MAVEN, f"{group}:{name}", pinned.group(1) if pinned else version, state,
            group=kind or _GROUPS.get(element.value("scope"), ""), path=source.path, line=element.line,
            via=source.basename,
        )  # fmt: skip


def _state(version: str) -> str:
    """https://maven.apache.org/pom.html#dependency-version-requirement-specification"""
    if not version:
        return NONE
    if re.fullmatch(r"\[[^,\[\]()]+\]", version):
        return EXACT
    return RANGE if version[0] in "[(" or "$" in version or version in ("LATEST", "RELEASE") else EXACT


def _read_with_parents(source: Source) -> _Project:
    project, current, seen = _read(source, own=True), source, {source.path}
    for _ in range(MAX_PARENTS):
        parent = next((one for one in _roots(current) if one.name == "parent"), None)
        where = None if parent is None else (parent.value("relativePath") or "../pom.xml")
        above = current.beside(where) or current.beside(where + "/pom.xml") if where else None
        if above is None or above.path in seen:
            break
        seen.add(above.path)
        try:
            other = _read(above, own=False)
        except MalformedError:
            break
        project.properties = {**other.properties, **project.properties}
        project.managed = {**other.managed, **project.managed}
        current = above
    return project


def _roots(source: Source) -> list[Element]:
    root = None
    for element in elements(source):
        root = element
    return root.children if root else []


def _read(source: Source, *, own: bool) -> _Project:
    found = _Project()
    for element in elements(source):
        path = element.path()
        if path.startswith("project/properties/"):
            found.properties[element.name] = element.text
        elif path in ("project/version", "project/groupId", "project/artifactId"):
            found.properties["project." + element.name] = element.text
        elif path in ("project/parent/version", "project/parent/groupId"):
            found.properties.setdefault("project." + element.name, element.text)
            found.properties["project.parent." + element.name] = element.text
        elif path.endswith("/dependencyManagement/dependencies/dependency"):
            key = (element.value("groupId"), element.value("artifactId"))
            found.managed[key] = element.value("version")
        elif own and re.fullmatch(
            r"project(?:/profiles/profile)?/(?:dependencies/dependency|build/plugins/plugin)", path
        ):
            found.wanted.append(element)
    return found


def _filled(text: str, properties: dict[str, str]) -> str:
    """`${name}` replaced, a few levels deep; a name that is not known stays as written."""
    for _ in range(4):
        filled = re.sub(r"\$\{([\w.-]{1,100})\}", lambda found: properties.get(found.group(1), found.group()), text)
        if filled == text or len(filled) > 500:
            break
        text = filled
    return text
