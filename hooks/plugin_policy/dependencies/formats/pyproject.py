"""pyproject.toml: project, dependency-groups, build-system, and what poetry, pdm and uv add.

https://packaging.python.org/en/latest/specifications/pyproject-toml/
https://python-poetry.org/docs/pyproject/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import LOCAL, NONE, PYPI, RANGE, URL, Dependency
from plugin_policy.dependencies.source import Source, mapping, sequence, string
from plugin_policy.dependencies.specs import git_ref, pypi_name, python_requirement, python_version

FILES = r"pyproject\.toml"

Found = tuple[str, str, str, str]  # name, version, state, address


def read(source: Source) -> Iterator[Dependency]:
    document = source.toml()
    project, tool = mapping(document.get("project")), mapping(document.get("tool"))
    local = {pypi_name(name): mapping(value) for name, value in mapping(mapping(tool.get("uv")).get("sources")).items()}
    at = 0
    for group, text in _requirements(document, project, tool):
        found = python_requirement(text)
        if found is None:
            continue
        line, at = _line(source, text, at)
        override = local.get(found[0])
        yield _dependency(source, _uv_source(found, override) if override else found, group, line)
    for group, name, value in _poetry(mapping(tool.get("poetry"))):
        line, at = _key_line(source, name, at)
        yield _dependency(source, poetry_constraint(name, value), group, line)


def _requirements(
    document: dict[str, object], project: dict[str, object], tool: dict[str, object]
) -> Iterator[tuple[str, str]]:
    """(group, requirement)"""
    lists: list[tuple[str, object]] = [
        ("build", mapping(document.get("build-system")).get("requires")),
        ("", project.get("dependencies")),
    ]
    lists += [("optional", value) for value in mapping(project.get("optional-dependencies")).values()]
    lists += list(mapping(document.get("dependency-groups")).items())
    lists += list(mapping(mapping(tool.get("pdm")).get("dev-dependencies")).items())
    lists.append(("dev", mapping(tool.get("uv")).get("dev-dependencies")))
    for group, value in lists:
        yield from ((group, text) for text in sequence(value) if isinstance(text, str))


def _uv_source(found: Found, override: dict[str, object]) -> Found:
    """https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources"""
    git, url = string(override.get("git")), string(override.get("url"))
    if git:
        ref = next((string(override[key]) for key in ("rev", "tag", "branch") if key in override), "")
        return (found[0], *git_ref(ref), git)
    if override.get("workspace") is True or "path" in override:
        return (found[0], "", LOCAL, "")
    return (found[0], "", URL, url) if url else found


def _poetry(poetry: dict[str, object]) -> Iterator[tuple[str, str, object]]:
    tables = [("", poetry.get("dependencies")), ("dev", poetry.get("dev-dependencies"))]
    tables += [(name, mapping(value).get("dependencies")) for name, value in mapping(poetry.get("group")).items()]
    for group, table in tables:
        for name, value in mapping(table).items():
            if name.lower() == "python":
                continue
            optional = group == "" and mapping(value).get("optional") is True
            yield "optional" if optional else group, name, value


def poetry_constraint(name: str, value: object) -> Found:
    """https://python-poetry.org/docs/dependency-specification/: a bare version is exact, unlike in Cargo."""
    table = mapping(value)
    if isinstance(value, list):
        table = mapping(value[0]) if value else {}
    git, url = string(table.get("git")), string(table.get("url"))
    name = pypi_name(name)
    if git:
        ref = next((string(table[key]) for key in ("rev", "ref", "tag", "branch") if key in table), "")
        return (name, *git_ref(ref), git)
    if "path" in table or "file" in table:
        return (name, "", LOCAL, "")
    if url:
        return (name, "", URL, url)
    version = value if isinstance(value, str) else string(table.get("version"))
    if re.match(r"\d[\w.!+-]*\Z", version):
        version = f"=={version}"
    if version.strip() == "*":
        return (name, "*", RANGE, "")
    return (name, *python_version(version), "") if version else (name, "", NONE, "")


def _line(source: Source, text: str, at: int) -> tuple[int, int]:
    """Line of a string value; searched from `at`, then from the start."""
    for quoted in (f'"{text}"', f"'{text}'", text.replace("\\", "\\\\").replace('"', '\\"')):
        for start in (at, 0):
            found = source.text.find(quoted, start)
            if found >= 0:
                return source.line(found), found + len(quoted)
    return source.line(at), at


def _key_line(source: Source, name: str, at: int) -> tuple[int, int]:
    pattern = re.compile(rf"^[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*[.=]", re.M)
    found = pattern.search(source.text, at) or pattern.search(source.text)
    return (source.line(found.start()), found.end()) if found else (source.line(at), at)


def _dependency(source: Source, found: Found, group: str, line: int) -> Dependency:
    name, version, state, address = found
    return Dependency(
        PYPI, name, version, state, group=group, path=source.path, line=line, address=address, via=source.basename
    )
