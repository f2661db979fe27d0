"""Which versions a range in a manifest or command allows, per ecosystem."""

from __future__ import annotations

import re
from collections.abc import Callable

from plugin_policy.advisories import npm_range
from plugin_policy.advisories.versions import Key, gem_key, maven_key, nuget_key

Allows = Callable[[str], bool]


def allows(ecosystem: str, text: str) -> Allows | None:
    """A test of versions; None when the range cannot be understood. "" and `*` allow every version."""
    text = text.strip()
    if text in ("", "*"):
        return lambda version: True
    reader = _READERS.get(ecosystem)
    return reader(text) if reader else None


def _npm(text: str) -> Allows | None:
    ranges = npm_range.parse(text)
    return None if ranges is None else lambda version: npm_range.satisfies(version, ranges)


def _cargo(text: str) -> Allows | None:
    """Commas mean "and"; a bare version is a caret range."""
    parts = [part.strip() for part in text.split(",")]
    return _npm(" ".join("^" + part if part[:1].isdigit() else part for part in parts))


def _composer(text: str) -> Allows | None:
    """`|` or `||` mean "or", commas and spaces "and"; `~1.2` reaches up to 2.0, unlike npm's."""
    text = re.sub(r"@\w+", "", text)
    text = re.sub(r"\s*\|\|?\s*", " || ", text).replace(",", " ")
    text = re.sub(r"~\s*v?(\d+)\.(\d+)(?![.\d])", r">=\1.\2.0 <\1.9999999", text)
    return _npm(text)


def _python(text: str) -> Allows | None:
    """A set of PEP 440 specifiers; poetry's `^` and `~` as npm's."""
    if text[:1] in "^~" and not text.startswith("~="):
        return _npm(text.replace(",", " "))
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(text)
    except InvalidSpecifier:
        return None
    return lambda version: _meets(specifiers, version)


def _meets(specifiers: object, version: str) -> bool:
    from packaging.specifiers import SpecifierSet
    from packaging.version import InvalidVersion

    assert isinstance(specifiers, SpecifierSet)
    try:
        return specifiers.contains(version, prereleases=True)
    except InvalidVersion:
        return False


def _gem(text: str) -> Allows | None:
    """https://guides.rubygems.org/patterns/#pessimistic-version-constraint"""
    tests: list[Allows] = []
    for part in text.split(","):
        found = re.fullmatch(r"\s*(~>|>=|<=|!=|=|>|<)?\s*([\w.-]+)\s*", part)
        if found is None or gem_key(found.group(2)) is None:
            return None
        tests.append(_gem_test(found.group(1) or "=", found.group(2)))
    return lambda version: all(test(version) for test in tests)


def _gem_test(operator: str, bound: str) -> Allows:
    low = gem_key(bound)
    numbers = re.findall(r"\d+", bound)
    upper = gem_key(".".join([*numbers[:-2], str(int(numbers[-2]) + 1)]) if len(numbers) > 1 else "99999999")

    def test(version: str) -> bool:
        key = gem_key(version)
        if key is None:
            return False
        if operator == "~>":
            return bool(low <= key < upper)
        return bool(
            {"=": key == low, "!=": key != low, ">": key > low, "<": key < low, ">=": key >= low, "<=": key <= low}[
                operator
            ]
        )

    return test


def _interval(key_of: Callable[[str], Key | None]) -> Callable[[str], Allows | None]:
    """`[1.0,2.0)`, `(,1.0],[1.2,)`; a bare version is the least: https://maven.apache.org/pom.html, NuGet likewise."""

    def read(text: str) -> Allows | None:
        if text[:1].isdigit():
            text = f"[{text},)"
        found = re.findall(r"([\[(])\s*([^,\[\]()]*?)\s*(?:(,)\s*([^,\[\]()]*?)\s*)?([\])])", text)
        if not found:
            return None
        parts = [(opens == "[", key_of(low), key_of(high if comma else low), closes == "]")
                 for opens, low, comma, high, closes in found]  # fmt: skip

        def test(version: str) -> bool:
            key = key_of(version)
            return key is not None and any(
                (low is None or low < key or (with_low and low == key))
                and (high is None or key < high or (with_high and high == key))
                for with_low, low, high, with_high in parts
            )

        return test

    return read


_READERS: dict[str, Callable[[str], Allows | None]] = {
    "npm": _npm,
    "PyPI": _python,
    "crates.io": _cargo,
    "Packagist": _composer,
    "RubyGems": _gem,
    "Pub": _npm,
    "Maven": _interval(maven_key),
    "NuGet": _interval(nuget_key),
}
