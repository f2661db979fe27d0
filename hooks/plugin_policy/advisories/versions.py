"""The order of versions, per ecosystem. `order(ecosystem)` gives a function from a version to a comparable key.

PyPI: https://packaging.python.org/en/latest/specifications/version-specifiers/  npm, Go, crates.io:
https://semver.org  RubyGems: https://docs.ruby-lang.org/en/master/Gem/Version.html  Packagist:
https://getcomposer.org/doc/articles/versions.md  NuGet: https://learn.microsoft.com/nuget/concepts/package-versioning
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Key = Any  # tuples that compare with one another within one ecosystem
LOWEST: Key = ()  # OSV's version "0": before every version

MAX_LENGTH = 256  # characters; longer ones are not versions

_SEMVER = re.compile(r"[v=\s]*(\d+(?:\.\d+)*)(?:-?([0-9A-Za-z][0-9A-Za-z.-]*))?(?:\+[0-9A-Za-z.-]*)?\s*\Z")
_COMPOSER = re.compile(
    r"v?(\d+(?:\.(?:\d+|x))*)(?:[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)((?:[.-]?\d+)*))?([.-]?dev)?(?:\+.*)?\Z",
    re.I,
)
_STAGES = {"dev": 0, "alpha": 1, "a": 1, "beta": 2, "b": 2, "rc": 3, "": 4, "stable": 4, "patch": 5, "pl": 5, "p": 5}


def semver_key(version: str) -> Key | None:
    """None when it is no semantic version. Build metadata does not count; missing numbers are 0."""
    found = _SEMVER.match(version) if len(version) <= MAX_LENGTH else None
    if found is None:
        return None
    numbers = [int(part) for part in found.group(1).split(".")]
    while len(numbers) > 3 and numbers[-1] == 0:
        numbers.pop()
    numbers += [0] * (3 - len(numbers))
    before = found.group(2)
    if not before:
        return (tuple(numbers), 1)
    parts = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in before.split(".")]
    return (tuple(numbers), 0, *parts)


def pypi_key(version: str) -> Key | None:
    from packaging.version import InvalidVersion, Version

    if len(version) > MAX_LENGTH:
        return None
    try:
        return (1, Version(version))
    except InvalidVersion:
        # What PEP 440 does not take sorted before every version that it does.
        return (
            0,
            [int(part) if part.isdigit() else -1 for part in re.findall(r"\d+|[a-z]+", version.lower())],
            version,
        )


def gem_key(version: str) -> Key | None:
    """Numbers and words; a word stands before any number, zeros at the end of either part do not count."""
    if len(version) > MAX_LENGTH or not re.fullmatch(r"\s*\d[0-9A-Za-z.-]*\s*", version):
        return None
    parts = re.findall(r"\d+|[A-Za-z]+", version.replace("-", ".pre."))
    word = next((index for index, part in enumerate(parts) if not part.isdigit()), len(parts))
    key: list[tuple[int, int, str]] = []
    for group in (parts[:word], parts[word:]):
        while group and group[-1].isdigit() and int(group[-1]) == 0:
            group.pop()
        key += [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in group]
    return tuple(key + [(1, 0, "")] * max(1, 24 - len(key)))


def composer_key(version: str) -> Key | None:
    found = _COMPOSER.match(version) if len(version) <= MAX_LENGTH else None
    if found is None:
        return None
    numbers = [9_999_999 if part in "xX" else int(part) for part in found.group(1).split(".")]
    numbers += [0] * (4 - len(numbers))
    stage = _STAGES[(found.group(2) or "").lower()]
    counts = tuple(int(part) for part in re.findall(r"\d+", found.group(3) or ""))
    if found.group(4) and not found.group(2):
        return (tuple(numbers), 0, (), 0)
    return (tuple(numbers), stage, counts, 0 if found.group(4) else 1)


_MAVEN_ORDER = {"alpha": 0, "beta": 1, "milestone": 2, "rc": 3, "cr": 3, "snapshot": 4}
_MAVEN_SAME = ("", "final", "ga", "release")
_MAVEN_SHORT = {"a": "alpha", "b": "beta", "m": "milestone"}


def maven_key(version: str) -> Key | None:
    """https://maven.apache.org/pom.html#version-order-specification: numbers and qualifiers, trailing nulls cut off."""
    if len(version) > MAX_LENGTH or not re.match(r"\s*[0-9A-Za-z]", version):
        return None
    key: list[tuple[int, int, str]] = []
    for separator, number, word in re.findall(r"([.\-_+]?)(?:(\d+)|([a-z]+))", version.strip().lower()):
        if separator in ("-", "_") or (key and bool(word) != (key[-1][0] in (0, 2))):
            _cut_nulls(key)
        if number:
            # A change from word to number is a hyphen.
            key.append((4 if separator == "." or not key else 3, int(number), ""))
            continue
        word = _MAVEN_SHORT.get(word, word) if len(word) == 1 else word
        if word in _MAVEN_SAME:
            key.append((1, 0, ""))
        else:
            key.append((0, _MAVEN_ORDER[word], "") if word in _MAVEN_ORDER else (2, 0, "" if word == "sp" else word))
    _cut_nulls(key)
    return (*key, (1, 0, ""))


def _cut_nulls(key: list[tuple[int, int, str]]) -> None:
    while key and (key[-1][0] == 1 or key[-1][:2] in ((3, 0), (4, 0))):
        key.pop()


def nuget_key(version: str) -> Key | None:
    """Semantic versions with up to four numbers; words do not differ by case."""
    return semver_key(version.lower())


_KEYS: dict[str, Callable[[str], Key | None]] = {
    "PyPI": pypi_key,
    "npm": semver_key,
    "Go": semver_key,
    "crates.io": semver_key,
    "RubyGems": gem_key,
    "Packagist": composer_key,
    "NuGet": nuget_key,
    "Maven": maven_key,
    "Pub": semver_key,
    "Hex": semver_key,
    "SwiftURL": semver_key,
}

SUPPORTED = frozenset(_KEYS)


_REMEMBERED: dict[str, Callable[[str], Key | None]] = {}


def order(ecosystem: str) -> Callable[[str], Key | None]:
    """The key function of an ecosystem (`Packagist:vendor` has the suffix dropped); semver for unknown ones."""
    ecosystem = ecosystem.partition(":")[0]
    function = _REMEMBERED.get(ecosystem)
    if function is None:
        from functools import lru_cache

        # The same few versions bound the ranges of many records.
        function = _REMEMBERED[ecosystem] = lru_cache(1 << 16)(_KEYS.get(ecosystem, semver_key))
    return function
