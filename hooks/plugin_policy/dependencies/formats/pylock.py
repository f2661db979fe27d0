"""pylock.toml: https://packaging.python.org/en/latest/specifications/pylock-toml/"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.dependency import EXACT, LOCAL, PYPI, URL, Dependency
from plugin_policy.dependencies.source import Source, mapping, string
from plugin_policy.dependencies.specs import git_ref, pypi_name
from plugin_policy.dependencies.tables import read_tables, upload_times

FILES = r"pylock(?:\.[\w-]+)?\.toml"

_GROUP = re.compile(r"""['"]([\w.-]+)['"]\s+in\s+(extras|dependency_groups)""")


def read(source: Source) -> Iterator[Dependency]:
    _, packages = read_tables(source, "packages")
    times = upload_times(source, [line for _, line in packages])
    for package, line in packages:
        name, version = pypi_name(string(package.get("name"))), string(package.get("version"))
        vcs, archive = mapping(package.get("vcs")), mapping(package.get("archive"))
        address = string(vcs.get("url")) or string(archive.get("url"))
        if vcs:
            version, state = git_ref(string(vcs.get("commit-id")) or string(vcs.get("requested-revision")))
        elif "directory" in package or (archive and not address):
            state = LOCAL
        else:
            state = URL if archive else EXACT
        if string(mapping(package.get("directory")).get("path")) == ".":
            continue  # the project itself
        found = _GROUP.search(string(package.get("marker")))
        group = "" if not found else "optional" if found.group(2) == "extras" else found.group(1)
        group = "" if group == "default" else group
        integrity = any(key in package for key in ("wheels", "sdist", "archive"))
        locked = source.locked(PYPI, name, version, state, line, group=group, address=address, integrity=integrity)
        locked.released = times.get(line, "")
        yield locked
