"""dependency-audit: what is found with a database, and what is said without one."""

import json
import os
import sys

import pytest

from helpers import ROOT, run, write

sys.path.insert(0, str(ROOT / "tests" / "advisories"))
from osv import archive, introduced_fixed, record

RECORDS = {
    "npm": [
        record("GHSA-1", "npm", "vuln", introduced_fixed("0", "1.5.0"), aliases=["CVE-1"], summary="It breaks.",
               database_specific={"severity": "HIGH"}),
        record("PRE-1", "npm", "vuln", introduced_fixed("0", "1.5.0"), aliases=["CVE-1"]),
        record("MAL-1", "npm", "evil", [{"introduced": "0"}]),
        record("GHSA-2", "npm", "endless", [{"introduced": "0"}]),
    ],
    "PyPI": [record("PYSEC-1", "PyPI", "some-name", introduced_fixed("0", "2.0"))],
}  # fmt: skip


@pytest.fixture
def audit(tmp_path):
    """Run the check on files; gives (exit code, JSON report)."""
    for ecosystem, records in RECORDS.items():
        archive(tmp_path / "db" / ecosystem / "all.zip", records)

    def run_it(files, *args, named=(), database="db", **env):
        root = write(tmp_path / "repo", files)
        options = ["--advisories", tmp_path / database] if database else []
        done = run("dependency-audit", *named, "--format", "json", *options, *args, cwd=root,
                   XDG_CACHE_HOME=str(tmp_path / "cache"), **env)  # fmt: skip
        assert done.stdout.startswith("{"), done.stderr
        return done.returncode, json.loads(done.stdout)

    return run_it


def lock(**packages):
    entries = {f"node_modules/{name}": {"version": version} for name, version in packages.items()}
    return json.dumps({"lockfileVersion": 3, "packages": {"": {}, **entries}}, indent=1)


def manifest(**dependencies):
    return json.dumps({"name": "x", "dependencies": dependencies}, indent=1)


def rows(report):
    return [(row["rule"].partition("/")[2], row["severity"], row["path"], row["line"]) for row in found(report)]


def found(report):
    return [row for row in report["findings"] if row["check"] == "dependency-audit"]


def test_a_locked_version_with_an_advisory(audit):
    code, report = audit(
        {"package.json": manifest(vuln="^1.0.0"), "package-lock.json": lock(vuln="1.2.0"), "a.js": "vuln"}
    )
    assert (code, rows(report)) == (1, [("vulnerable", "high", "package-lock.json", 5)])
    (finding,) = found(report)
    assert finding["message"] == "`vuln` 1.2.0 has GHSA-1 (CVE-1): It breaks; fixed in 1.5.0"
    assert "`^1.0.0` in `package.json` allows 1.5.0 already" in finding["fix"]
    assert "https://osv.dev/vulnerability/GHSA-1" in finding["fix"]


def test_the_manifest_may_not_allow_the_fix(audit):
    _, report = audit(
        {"package.json": manifest(vuln="~1.2.0"), "package-lock.json": lock(vuln="1.2.0"), "a.js": "vuln"}
    )
    assert "does not allow 1.5.0" in found(report)[0]["fix"]


def test_fixed_versions_and_unknown_packages_are_clean(audit):
    files = {
        "package.json": manifest(vuln="^1"),
        "package-lock.json": lock(vuln="1.5.0", other="1.0.0"),
        "a.js": "vuln",
    }
    assert audit(files)[0] == 0


def test_malware_counts_by_name_but_not_for_other_sources(audit):
    git = "git+ssh://git@github.com/o/evil.git#" + "0" * 40
    packages = {"node_modules/evil": {"version": "1.0.0", "resolved": git}, "node_modules/b": {"link": True}}
    files = {"package-lock.json": json.dumps({"packages": packages})}
    assert audit(files)[0] == 0
    code, report = audit({"package-lock.json": lock(evil="9.9.9")})
    assert (code, rows(report)) == (1, [("malware", "critical", "package-lock.json", 5)])


def test_what_ranges_and_launchers_can_reach(audit):
    packages = ["endless", "evil@2", "vuln", "vuln@~1.1.0"]
    servers = {"mcpServers": {name: {"command": "npx", "args": ["-y", name]} for name in packages}}
    files = {"package.json": manifest(vuln="^1.0.0"), "a.js": "vuln", ".mcp.json": json.dumps(servers)}
    _, report = audit(files)
    assert sorted(row[:3] for row in rows(report)) == [
        ("malware", "critical", ".mcp.json"),
        ("missing-lock", "low", "package.json"),
        ("range-reaches-vulnerable", "low", "package.json"),
        ("vulnerable-range", "high", ".mcp.json"),
        ("vulnerable-range", "medium", ".mcp.json"),
    ]


def test_severity_that_nobody_knows_is_the_policys(audit):
    files = {
        "requirements.txt": "Some_Name==1.0\n",
        ".plugin-policy.toml": '[dependencies]\nunknown-severity = "low"\n',
    }
    code, report = audit(files)
    assert (code, rows(report)) == (0, [("vulnerable", "low", "requirements.txt", 1)])


@pytest.mark.parametrize("name", ["GHSA-1", "CVE-1", "PRE-1"])
def test_exceptions_take_id_alias_and_package(audit, name):
    policy = f'[[exception]]\nrule = "dependency-audit/vulnerable"\nadvisory = "{name}"\npackage = "vuln"\n' \
             'reason = "not reachable from here"\nexpires = "2027-06-01"\n'  # fmt: skip
    code, report = audit({"package-lock.json": lock(vuln="1.2.0"), ".plugin-policy.toml": policy})
    assert (code, len(report["allowed"])) == (0, 1)


def test_without_a_database_locks_are_judged_and_the_rest_is_not_run(audit):
    code, report = audit({"package.json": manifest(vuln="^1.0.0"), "a.js": "vuln"}, database="nowhere")
    assert (code, rows(report)) == (2, [("missing-lock", "low", "package.json", 4)])
    assert "no advisory database for npm" in report["not_run"][0]["cause"]
    assert "npm/all.zip" in report["not_run"][0]["cure"]


def test_in_a_hook_the_cure_is_the_manual_hook_and_no_index_is_built(audit):
    code, report = audit({"package-lock.json": lock(vuln="1.0.0")}, database="", PRE_COMMIT="1")
    assert code == 2
    assert "advisories-update" in report["not_run"][0]["cure"]
    code, report = audit({"package-lock.json": lock(vuln="1.0.0")}, PRE_COMMIT="1")
    assert (code, "no index" in report["not_run"][0]["cause"]) == (2, True)


def test_age_of_the_database(audit, tmp_path):
    import time

    files = {"package-lock.json": lock(a="1.0.0")}
    for days, code in ((1, 0), (10, 0), (40, 2)):
        then = time.time() - days * 86400
        os.utime(tmp_path / "db/npm/all.zip", (then, then))
        ended, report = audit(files)
        assert ended == code
        assert [row[:2] for row in rows(report)] == ([("old-database", "note")] if days == 10 else [])


def test_locks_missing_and_out_of_step(audit):
    files = {
        "a/package.json": manifest(gone="^1.0.0", old="^2.0.0", fine="^1"),
        "a/package-lock.json": lock(old="1.0.0", fine="1.4.0"),
        "a/x.js": "gone old fine",
        "b/pyproject.toml": '[project]\nname = "b"\ndependencies = ["xlib"]\n',
        "b/x.py": "import xlib",
        "c/package.json": manifest(),
        "d/requirements.txt": "x==1\ny>=2\n",
    }
    _, report = audit(files)
    assert rows(report) == [
        ("stale-lock", "low", "a/package.json", 4),
        ("missing-lock", "low", "b/pyproject.toml", 3),
        ("missing-lock", "low", "d/requirements.txt", 2),
    ]
    assert "it lacks `gone`; it has `old` 1.0.0 instead of ^2.0.0" in found(report)[0]["message"]


def test_a_workspaces_lock_holds_its_members(audit):
    files = {
        "package.json": '{"name": "root", "workspaces": ["packages/*"]}',
        "package-lock.json": lock(a="1.0.0"),
        "packages/p/package.json": manifest(a="^1"),
        "packages/p/x.js": "require('a')",
    }
    assert rows(audit(files)[1]) == []


def test_profile_marketplace_raises_locks(audit):
    policy = '[policy]\nprofile = "marketplace"\n'
    _, report = audit({"package.json": manifest(a="^1"), "x.js": "a", ".plugin-policy.toml": policy})
    assert rows(report) == [("missing-lock", "medium", "package.json", 4)]


def test_a_lock_that_cannot_be_read_and_unused_dependencies(audit):
    _, report = audit(
        {"package-lock.json": "<<<<<<< HEAD\n{}", "sub/package.json": manifest(left="1.0.0"), "sub/x.js": "1"}
    )
    assert [row[:3] for row in rows(report)] == [
        ("unreadable", "medium", "package-lock.json"),
        ("missing-lock", "low", "sub/package.json"),
        ("unused", "note", "sub/package.json"),
    ]


def test_unused_dependencies_of_python(audit):
    declared = ["requests", "PyYAML", "python-dateutil", "scikit-learn", "left-over", "typing_extensions"]
    files = {
        "pyproject.toml": "[project]\nname = 'x'\ndependencies = [\n"
        + "".join(f'  "{name}>=1",\n' for name in declared)
        + "]\n[dependency-groups]\ndev = ['pytest']\n",
        "uv.lock": "version = 1\n",
        "src/x.py": "import requests, yaml, sklearn.svm\nfrom dateutil import tz\nfrom typing_extensions import Self\n",
    }
    assert [row for row in rows(audit(files)[1]) if row[0] == "unused"] == [("unused", "note", "pyproject.toml", 8)]


def test_deprecated_releases_of_one_lock_are_one_note(audit):
    entries = {"node_modules/a": {"version": "1.0.0", "deprecated": "use b"},
               "node_modules/c": {"version": "2.0.0", "deprecated": "gone"}}  # fmt: skip
    composer = {"packages": [{"name": "o/p", "version": "1.0.0", "abandoned": "o/q"}], "packages-dev": []}
    _, report = audit({
        "package-lock.json": json.dumps({"lockfileVersion": 3, "packages": {"": {}, **entries}}),
        "b/composer.lock": json.dumps(composer),
        "c/pnpm-lock.yaml": "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    deprecated: old\n",
    })  # fmt: skip
    assert [(row["path"], row["message"]) for row in found(report) if row["severity"] == "note"] == [
        ("b/composer.lock", "its authors have deprecated `o/p`: abandoned, use o/q instead"),
        ("c/pnpm-lock.yaml", "its authors have deprecated `a`: old"),
        ("package-lock.json", "its authors have deprecated `a`, `c`: use b"),
    ]


def uploaded(name, version, hours):
    import datetime

    when = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=hours)
    return (
        f'[[package]]\nname = "{name}"\nversion = "{version}"\nsource = {{ registry = "https://r.example/simple" }}\n'
        f'wheels = [\n  {{ url = "https://r.example/a.whl", hash = "sha256:aa", size = 1, '
        f'upload-time = "{when.isoformat(timespec="seconds").replace("+00:00", "Z")}" }},\n]\n'
    )


def test_minimum_release_age_by_the_times_of_the_lock(audit):
    text = "version = 1\n" + uploaded("new", "2.0", 30) + uploaded("old", "1.0", 24 * 30)
    policy = '[dependencies]\nminimum-release-age = "7 days"\n'
    _, report = audit({"uv.lock": text, ".plugin-policy.toml": policy})
    assert [(row["rule"], row["line"], row["message"]) for row in found(report)] == [
        ("dependency-audit/too-young", 3, "`new` 2.0 came out 30 hours ago, and the policy asks for 7 days"),
    ]
    assert rows(audit({"uv.lock": text, ".plugin-policy.toml": ""})[1]) == []


def test_releases_whose_age_nothing_tells_are_said(audit):
    policy = '[dependencies]\nminimum-release-age = "7 days"\n'
    _, report = audit({"package-lock.json": lock(a="1.0.0"), ".plugin-policy.toml": policy})
    assert "nothing tells the age of 1 releases" in [row["cause"] for row in report["not_run"]]


def test_given_files_are_judged_as_in_the_whole(audit):
    files = {"package.json": manifest(vuln="^1.0.0"), "package-lock.json": lock(vuln="1.2.0"), "a.js": "vuln",
             "b/package-lock.json": lock(evil="1.0.0")}  # fmt: skip
    _, whole = audit(files)
    _, one = audit(files, named=["package-lock.json"])
    assert found(one) == [row for row in found(whole) if row["path"] == "package-lock.json"]


def test_another_engine_that_is_missing_or_breaks_is_not_run(audit):
    code, report = audit({"requirements.txt": "some-name==3.0\n"}, "--engine", "other")
    assert (code, report["not_run"][0]["cause"]) == (2, "there is no engine `other`")
