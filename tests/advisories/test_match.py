"""Ranges, lists, aliases, withdrawn records, orders of versions."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from osv import introduced_fixed, record
from packaging.version import Version

from plugin_policy.advisories.match import match
from plugin_policy.advisories.ranges import allows
from plugin_policy.advisories.reach import reach
from plugin_policy.advisories.record import read_record
from plugin_policy.advisories.severity import base_score
from plugin_policy.advisories.versions import (
    SUPPORTED,
    composer_key,
    gem_key,
    maven_key,
    nuget_key,
    pypi_key,
    semver_key,
)


def advisories(*records, ecosystem="npm"):
    return [advisory for one in records for _, advisory in read_record(one, ecosystem)]


def ids(records, version, ecosystem="npm"):
    return sorted(found.id for found in match(advisories(*records, ecosystem=ecosystem), version, ecosystem))


def test_ranges_and_lists_both_count():
    one = record("A-1", "npm", "x", introduced_fixed("1.0.0", "1.2.0"), versions=["2.5.0"])
    for version, affected in (
        ("0.9.9", False), ("1.0.0", True), ("1.0.0-rc.1", False), ("1.1.9", True), ("1.2.0-rc.1", True),
        ("1.2.0", False),
        ("2.5.0", True), ("v1.1.0", True),
    ):  # fmt: skip
        assert bool(ids([one], version)) is affected, version


def test_several_intervals_in_any_order_and_last_affected():
    events = [{"introduced": "2.0.0"}, {"fixed": "2.1.0"}, {"introduced": "0"}, {"last_affected": "1.5.0"}]
    one = record("A-1", "npm", "x", events)
    for version, affected in (("0.0.1", True), ("1.5.0", True), ("1.5.1", False), ("2.0.5", True), ("2.1.0", False)):
        assert bool(ids([one], version)) is affected, version


def test_a_fix_older_than_what_it_fixes_does_not_affect_all_of_time():
    one = record("A-1", "npm", "x", introduced_fixed("2.0.0-beta.5", "2.0.0-beta.1"))
    assert ids([one], "30.0.0") == []


def test_withdrawn_records_and_other_ecosystems_do_not_count():
    events = [{"introduced": "0"}]
    assert ids([record("A-1", "npm", "x", events, withdrawn="2026-01-01T00:00:00Z")], "1.0.0") == []
    assert ids([record("A-1", "PyPI", "x", events)], "1.0.0") == []


def test_aliases_are_one_match_with_the_gravest_severity_and_the_common_fix():
    first = record("GHSA-1", "npm", "x", introduced_fixed("0", "1.1.0"), aliases=["CVE-1"],
                   database_specific={"severity": "LOW"})  # fmt: skip
    second = record("A-2", "npm", "x", introduced_fixed("0", "1.3.0"), aliases=["CVE-1"],
                    severity=[{"type": "CVSS_V3",
                               "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}])  # fmt: skip
    third = record("A-3", "npm", "x", introduced_fixed("0", "1.2.0"))
    found = match(advisories(first, second, third), "1.0.0", "npm")
    assert [(one.id, one.severity, one.fixed) for one in found] == [
        ("GHSA-1", "critical", ["1.3.0"]),
        ("A-3", "", ["1.2.0"]),
    ]
    assert set(found[0].names) == {"GHSA-1", "CVE-1", "A-2"}


@pytest.mark.parametrize(
    ("vector", "score"),
    [
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
        ("CVSS:3.0/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N", 2.5),
        ("AV:N/AC:L/Au:N/C:P/I:P/A:P", 7.5),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10.0),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 9.3),
        ("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:P/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N", 1.0),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0.0),
        ("7.5", 7.5),
        ("CVSS:3.1/AV:N", None),
        ("nonsense", None),
    ],
)
def test_base_scores(vector, score):
    assert base_score(vector) == score


numbers = st.integers(0, 20)
releases = st.lists(numbers, min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts)))
pep440 = st.builds(
    "{}{}{}".format,
    releases,
    st.sampled_from(["", "a1", "b2", "rc1", "a10"]),
    st.sampled_from(["", ".post1", ".dev1", ".post2.dev3"]),
)


@given(pep440, pep440)
def test_python_versions_are_ordered_as_packaging_does(one, other):
    assert (pypi_key(one) < pypi_key(other)) == (Version(one) < Version(other))


ASCENDING = {
    # The specification's own example and node-semver's, Gem::Version's, Composer's.
    semver_key: ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
                 "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0", "2.0.0-0", "2.0.0"],
    gem_key: ["0.9", "1.0.a", "1.0.a.2", "1.0.b1", "1.0.pre", "1", "1.0.1.pre", "1.0.1", "1.0.10", "1.1"],
    composer_key: ["1.0.0-dev", "1.0.0-alpha1", "1.0.0-alpha2", "1.0.0-beta1", "1.0.0-RC1", "1.0.0", "1.0.0-p1",
                   "v1.0.1",
                   "1.10", "2.0.0", "2.0.x-dev"],
    maven_key: ["1-alpha", "1-beta-1", "1-milestone", "1-rc1", "1-SNAPSHOT", "1", "1-sp", "1-abc", "1-1", "1.0.1",
                "1.1-rc", "1.1", "1.2.3", "1.10"],
    nuget_key: ["1.0.0-Alpha", "1.0.0-beta", "1.0.0", "1.0.0.1", "1.0.1"],
}  # fmt: skip


@pytest.mark.parametrize(("key", "one", "other"), [
    (maven_key, "1.0.0.Final", "1"), (maven_key, "1.0-rc1", "1.0-RC-1"), (maven_key, "1-a1", "1-alpha-1"),
    (nuget_key, "1.0", "1.0.0.0"), (gem_key, "1.0", "1"), (composer_key, "v1.0", "1.0.0.0"),
])  # fmt: skip
def test_spellings_of_one_version(key, one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize("key", ASCENDING)
def test_order(key):
    keys = [key(version) for version in ASCENDING[key]]
    assert all(one < other for one, other in itertools.pairwise(keys))


@given(st.text(max_size=30))
def test_no_text_breaks_an_order(text):
    for key in (semver_key, gem_key, composer_key, pypi_key, maven_key, nuget_key):
        made, other = key(text), key("1.2.3")
        if made is not None:  # exactly one of the three holds in an order
            assert (made < other) + (made == other) + (made > other) == 1
            assert made == key(text)
    for ecosystem in sorted(SUPPORTED):
        test = allows(ecosystem, text)
        assert test is None or test("1.2.3") in (True, False)


@pytest.mark.parametrize(
    ("ecosystem", "text", "yes", "no"),
    [
        ("npm", "^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0", "2.0.0-0", "1.3.0-beta"]),
        ("npm", "^0.2.3", ["0.2.3"], ["0.3.0"]),
        ("npm", "~1.2", ["1.2.0", "1.2.9"], ["1.3.0"]),
        ("npm", "1.x || >=2.5.0 <3", ["1.0.0", "2.6.0"], ["2.4.0", "3.0.0"]),
        ("npm", "1.2.3 - 2.3", ["1.2.3", "2.3.9"], ["2.4.0"]),
        ("npm", ">1.2.3-alpha.3", ["1.2.3-alpha.7", "3.4.5"], ["3.4.5-alpha.9"]),
        ("PyPI", ">=1,<2,!=1.5", ["1.0", "1.9"], ["1.5", "2.0"]),
        ("PyPI", "^1.2", ["1.9"], ["2.0"]),
        ("crates.io", "1.2", ["1.2.0", "1.9.0"], ["2.0.0"]),
        ("Packagist", "~1.2", ["1.2.0", "1.9.0"], ["2.0.0"]),
        ("Packagist", "^1.0 | ^2.0", ["1.1.0", "2.1.0"], ["3.0.0"]),
        ("Maven", "[1.0,2.0)", ["1.0", "1.9.9"], ["0.9", "2.0"]),
        ("Maven", "(,1.0],[1.2,)", ["0.1", "1.0", "1.2", "3"], ["1.1"]),
        ("NuGet", "1.2", ["1.2.0", "9.0"], ["1.1"]),
        ("NuGet", "(1.0,2.0]", ["1.0.1", "2.0"], ["1.0", "2.0.1"]),
        ("RubyGems", "~> 1.2", ["1.2", "1.9"], ["2.0", "1.1"]),
        ("RubyGems", "~> 1.2.3, != 1.2.5", ["1.2.4"], ["1.2.5", "1.3"]),
    ],
)
def test_ranges_of_manifests(ecosystem, text, yes, no):
    test = allows(ecosystem, text)
    assert [version for version in yes if not test(version)] == []
    assert [version for version in no if test(version)] == []


@pytest.mark.parametrize(
    ("events", "version", "open_end", "expected"),
    [
        (introduced_fixed("0", "1.5.0"), "^1.0.0", False, "can"),
        (introduced_fixed("0", "2.0.0"), "^1.0.0", False, "always"),
        (introduced_fixed("0", "1.5.0"), "^1.5.0", False, ""),
        (introduced_fixed("0", "1.5.0"), "^2.0.0", False, ""),
        ([{"introduced": "0"}], ">=1", False, "always"),
        ([{"introduced": "0"}], "", True, "always"),
        (introduced_fixed("0", "1.5.0"), "", True, ""),
        (introduced_fixed("3.0.0", "3.1.0"), "^1.0.0 || ^3.0.0", False, "can"),
    ],
)
def test_reach(events, version, open_end, expected):
    (one,) = advisories(record("A-1", "npm", "x", events))
    assert reach(one, "npm", version, open_end=open_end) == expected


def test_a_version_that_the_record_names_as_fixed_is_fixed_although_another_range_or_the_list_holds_it():
    branches = record("A-1", "npm", "x", ranges=[introduced_fixed("0", "2.0.18"), introduced_fixed("0", "3.0.16")])
    assert ids([branches], "2.0.18") == []
    assert ids([branches], "2.0.17") == ["A-1"]
    assert ids([record("A-1", "npm", "x", introduced_fixed("0", "1.5.0"), versions=["1.5.0"])], "1.5.0") == []
    open_end = record("A-1", "npm", "x", ranges=[[{"introduced": "1.0.0"}], introduced_fixed("1.4.0", "1.4.7")])
    assert ids([open_end], "1.4.7") == []
    assert ids([open_end], "1.5.0") == ["A-1"]


def test_a_fix_that_a_later_range_takes_back_is_no_fix():
    again = record("A-1", "Go", "x", ranges=[introduced_fixed("0", "1.20.11"), introduced_fixed("1.20.11", "1.20.12")])
    assert ids([again], "1.20.11", "Go") == ["A-1"]
    assert ids([again], "1.20.12", "Go") == []


def test_a_version_that_has_no_order_counts_where_it_is_written():
    one = record("A-1", "npm", "x", [{"introduced": "2.0.x"}, {"last_affected": "2.0.x"}])
    assert ids([one], "2.0.x") == ["A-1"]
    assert ids([one], "2.1.x") == []
