"""Collection held against what other tools expect of their own fixtures: `compare_dependencies.py FOLDER [FORMAT]`.

FOLDER: a checkout of osv-scalibr; its Go tests say which package, version and line each fixture holds. Nothing of it is
run. Prints one line for every format, and with FORMAT (a folder's name, `pnpmlock`) every difference.
"""

from __future__ import annotations

import json
import pathlib
import re
import sys

from plugin_policy.dependencies.collect import take_inventory

# Folder of the fixtures: name under which the file would stand in a repository.
NAMES = {
    "bunlock": "bun.lock",
    "packagelockjson": "package-lock.json",
    "pnpmlock": "pnpm-lock.yaml",
    "yarnlock": "yarn.lock",
    "denojson": "deno.json",
    "packagejson": "package.json",
    "composerlock": "composer.lock",
    "pdmlock": "pdm.lock",
    "pipfilelock": "Pipfile.lock",
    "poetrylock": "poetry.lock",
    "pylock": "pylock.toml",
    "requirements": "requirements.txt",
    "uvlock": "uv.lock",
    "gemfilelock": "Gemfile.lock",
    "cargolock": "Cargo.lock",
    "cargotoml": "Cargo.toml",
    "gomod": "go.mod",
    "packageslockjson": "packages.lock.json",
    "gradlelockfile": "gradle.lockfile",
    "pomxml": "pom.xml",
    "pubspec": "pubspec.lock",
    "mixlock": "mix.lock",
    "packageresolved": "Package.resolved",
    "pyprojecttoml": "pyproject.toml",
    "packagesconfig": "packages.config",
}

_PACKAGE = re.compile(
    r'Name:\s+"(?P<name>[^"]+)",(?=\s+(?:Version|PURLType|Location|SourceCode))|'
    r'\b\w+\(t,\s+"(?P<n>[^"]+)",\s+"(?P<v>[^"]*)",\s+"[^"]*",\s+(?P<l>\d+)'
)
Expected = tuple[str, str, str, int]  # name, version, commit, line


class File:
    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data


def expectations(test: pathlib.Path) -> dict[str, list[Expected]]:
    """Fixture -> its packages, of entries that want no error."""
    text = test.read_text()
    found: dict[str, list[Expected]] = {}
    parts = re.split(r'\b[Pp]ath:\s+"(testdata/[^"]+)"', text)
    for path, body in zip(parts[1::2], parts[2::2], strict=True):
        if re.search(r"[Ww]antErr:\s+(?!nil|false)", body):
            continue
        found.setdefault(path, list(_packages(body)))
    return found


def _packages(body: str):
    matches = list(_PACKAGE.finditer(body))
    for match, after in zip(matches, [*matches[1:], None], strict=False):
        if match["n"]:
            yield (match["n"], match["v"], "", int(match["l"]))
            continue
        own = body[match.end() : after.start() if after else len(body)]
        version = re.search(r'\sVersion:\s+"([^"]*)"', own)
        commit = re.search(r'Commit:\s+"([0-9a-f]+)"', own)
        line = re.search(r'LocationFromPathAndLine\("[^"]*",\s*(\d+)\)', own)
        yield (match["name"], version[1] if version else "", commit[1] if commit else "", int(line[1]) if line else 0)


def ours(folder: pathlib.Path, path: str, name: str):
    real = folder / path

    def lookup(wanted: str) -> bytes | None:
        if wanted == name.replace(".mod", ".sum"):
            beside = real.with_suffix(".sum")
        else:
            beside = real.parent / wanted
        return beside.read_bytes() if beside.is_file() else None

    return take_inventory([File(name, real.read_bytes())], lookup)


def main(argv: list[str]) -> int:
    root, wanted = pathlib.Path(argv[0]), argv[1:]
    rows = []
    for test in sorted(root.glob("extractor/filesystem/language/*/*/*_test.go")):
        name = NAMES.get(test.parent.name)
        if name is None:
            continue
        files = packages = same = lines = 0
        for path, expected in expectations(test).items():
            if not (test.parent / path).is_file():
                continue
            files += 1
            inventory = ours(test.parent, path, name)
            got = {(one.name.lower(), one.version.lstrip("v")): one for one in inventory.dependencies}
            want = {(each[0].lower(), each[2] or each[1].lstrip("v")): each for each in expected}
            packages += len(want)
            same += len(want.keys() & got.keys())
            lines += sum(1 for key in want.keys() & got.keys() if got[key].line == want[key][3])
            if wanted == [test.parent.name]:
                lacks, more = want.keys() - got.keys(), got.keys() - want.keys()
                if lacks or more or inventory.unreadable:
                    found = {"lacks": sorted(lacks), "more": sorted(f"{got[key]!r}" for key in more)}
                    print(path, json.dumps(found, indent=1), inventory.unreadable)
        rows.append((test.parent.name, files, packages, same, lines))
    for row in rows:
        print("{:20} {:4} files {:6} packages {:6} same {:6} same line".format(*row))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
