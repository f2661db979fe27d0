"""The adapter of pip-audit: its report is mapped to our places, and whatever fails is not run."""

import json
import sys

import pytest

from plugin_policy.advisories.pip_audit import run_pip_audit
from plugin_policy.check import NotRunError
from plugin_policy.dependencies.dependency import Dependency

FOUND = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"], "description": "bad\nmore"}


def locked(name, version, path="requirements.txt", line=1):
    return Dependency("PyPI", name, version, "exact", path=path, line=line, origin="lock")


def tool(report, code=1):
    """A command that prints a report and ends with a code, as pip-audit would."""
    text = report if isinstance(report, str) else json.dumps(report)
    return [sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})"]


def run(dependencies, command):
    return [(hit.dependency.path, hit.dependency.version, hit.match.id, hit.match.names, hit.match.fixed)
            for hit in run_pip_audit(dependencies, command)]  # fmt: skip


def report(*items):
    return {"dependencies": [{"name": name, "version": version, "vulns": vulns} for name, version, vulns in items]}


def test_hits_stand_at_every_place_of_the_version_however_it_is_spelled():
    places = [locked("foo", "1.0-beta1", "a/uv.lock"), locked("foo", "1.0b1", "b/requirements.txt")]
    assert run(places, tool(report(("Foo", "1.0b1", [FOUND])))) == [
        ("a/uv.lock", "1.0-beta1", "PYSEC-1", ("PYSEC-1", "CVE-1"), ["1.1"]),
        ("b/requirements.txt", "1.0b1", "PYSEC-1", ("PYSEC-1", "CVE-1"), ["1.1"]),
    ]


def test_nothing_found_is_nothing():
    assert run([locked("foo", "1.0")], tool(report(("foo", "1.0", [])), code=0)) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Traceback (most recent call last): boom", 1),
        ("", 1),
        ('{"dependencies": []}', 0),
        (report(("foo", "1.0", [FOUND])), 2),
        ({"dependencies": [{"name": "foo", "skip_reason": "not on PyPI"}]}, 0),
        (report(("other", "1.0", [FOUND])), 1),
        (report(("foo", "1.0", "x")), 1),
    ],
)
def test_a_failure_of_any_kind_is_not_run_never_clean(said, code):
    with pytest.raises(NotRunError):
        run([locked("foo", "1.0")], tool(said, code))


def test_a_version_that_is_none_is_not_run():
    with pytest.raises(NotRunError, match="cannot take the version"):
        run([locked("foo", "${VERSION}")], tool(report()))
