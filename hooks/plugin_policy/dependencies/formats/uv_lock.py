"""uv.lock: https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCAL, PYPI, URL, Dependency
from plugin_policy.dependencies.source import Source, mapping, sequence, string
from plugin_policy.dependencies.specs import git_ref, pypi_name
from plugin_policy.dependencies.tables import read_tables, upload_times

FILES = r"uv\.lock|.+\.py\.lock"  # the second is the lock of a script


def read(source: Source) -> Iterator[Dependency]:
    document, packages = read_tables(source)
    times = upload_times(source, [line for _, line in packages])
    groups = _reachable(document, [package for package, _ in packages])
    for package, line in packages:
        origin = mapping(package.get("source"))
        if string(origin.get("virtual")) == "." or string(origin.get("editable")) == ".":
            continue  # the project itself
        name, version = pypi_name(string(package.get("name"))), string(package.get("version"))
        git = string(origin.get("git"))
        address = git or string(origin.get("url"))
        if git:
            address, _, commit = git.partition("#")
            version, state = git_ref(commit)
        elif any(key in origin for key in ("editable", "virtual", "directory", "path")):
            state = LOCAL
        else:
            state = URL if address else EXACT
        integrity = "wheels" in package or "sdist" in package
        group = groups.get(name, "")
        found = source.locked(PYPI, name, version, state, line, group=group, address=address, integrity=integrity)
        found.released = times.get(line, "")
        yield found


def _reachable(document: dict[str, object], packages: list[dict[str, object]]) -> dict[str, str]:
    """name -> group: a package belongs to the first group of a project of this tree that reaches it."""
    needs: dict[str, list[str]] = {}
    roots: dict[str, list[str]] = {"": _names(mapping(document.get("manifest")).get("requirements"))}
    optional: dict[str, list[str]] = {}
    development: dict[str, list[str]] = {}
    for package in packages:
        origin = mapping(package.get("source"))
        name, direct = pypi_name(string(package.get("name"))), _names(package.get("dependencies"))
        extras = _tables(package, "optional-dependencies")
        if any(key in origin for key in ("editable", "virtual", "directory")):
            roots[""] += direct
            optional |= extras
            development |= _tables(package, "dev-dependencies")
            needs[name] = direct
        else:
            needs.setdefault(name, []).extend(direct + [need for names in extras.values() for need in names])
    if not roots[""] and not optional and not development:
        return {}
    groups: dict[str, str] = {}
    for group, names in [*roots.items(), *(("optional", names) for names in optional.values()), *development.items()]:
        stack = list(names)
        while stack:
            name = stack.pop()
            if name not in groups:
                groups[name] = group
                stack += needs.get(name, [])
    return groups


def _tables(package: dict[str, object], key: str) -> dict[str, list[str]]:
    return {group: _names(names) for group, names in mapping(package.get(key)).items()}


def _names(value: object) -> list[str]:
    return [pypi_name(string(mapping(item).get("name"))) for item in sequence(value)]
