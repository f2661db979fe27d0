"""The index: built once, never trusted blindly, bounded on hostile archives."""

import os
import zipfile

import pytest
from osv import archive, introduced_fixed, record

from plugin_policy.advisories import index as index_module
from plugin_policy.advisories.database import Database
from plugin_policy.advisories.index import CorruptError, build_index, open_index

RECORD = record("GHSA-1", "PyPI", "Some_Name", introduced_fixed("0", "2.0"), versions=["1.0", "1.1", "3.0rc1"])


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    return tmp_path / "cache"


def database(folder, **more):
    return Database(str(folder), **({"build": True, "max_age": 30.0} | more))


def test_names_are_normalised_and_covered_versions_left_out(tmp_path):
    archive(tmp_path / "db/PyPI/all.zip", [RECORD])
    (found,) = database(tmp_path / "db").get("PyPI", "some.name")
    assert (found.id, found.versions) == ("GHSA-1", ["3.0rc1"])


def test_a_new_archive_gets_a_new_index(tmp_path):
    path = archive(tmp_path / "db/PyPI/all.zip", [RECORD])
    assert database(tmp_path / "db").get("PyPI", "some-name")
    archive(path, [record("GHSA-2", "PyPI", "other", [{"introduced": "0"}])])
    assert database(tmp_path / "db").get("PyPI", "some-name") == []


@pytest.mark.parametrize("junk", [b"", b"SQLite format 3\0" + b"\xff" * 5000, b"not an index" * 1000])
def test_a_foreign_or_damaged_index_is_made_anew(tmp_path, cache, junk):
    archive(tmp_path / "db/PyPI/all.zip", [RECORD])
    database(tmp_path / "db").get("PyPI", "x")
    (path,) = (cache / "plugin-policy/indexes").iterdir()
    path.write_bytes(junk)
    assert len(database(tmp_path / "db").get("PyPI", "some-name")) == 1


def test_a_touched_archive_keeps_its_index(tmp_path):
    path = archive(tmp_path / "db/PyPI/all.zip", [RECORD])
    build_index(str(path), "PyPI", str(tmp_path / "i")).close()
    os.utime(path, (1, 1))
    assert open_index(str(tmp_path / "i"), str(path)) is not None


@pytest.mark.parametrize(
    ("prepare", "cause"),
    [
        (lambda path: None, "no advisory database"),
        (lambda path: archive(path, []), "is empty"),
        (lambda path: path.write_bytes(b"PK not a zip"), "cannot be used: not a zip archive"),
        (lambda path: archive(path, [RECORD]) and path.write_bytes(path.read_bytes()[:-30]), "not a zip archive"),
        (lambda path: archive(path, [RECORD]) and os.utime(path, (0, 0)), "days old"),
    ],
)
def test_what_cannot_be_used_is_said_and_never_clean(tmp_path, prepare, cause):
    path = tmp_path / "db/npm/all.zip"
    path.parent.mkdir(parents=True)
    prepare(path)
    found = database(tmp_path / "db")
    assert found.get("npm", "x") is None
    ((said, cure),) = found.problems(["npm"])
    assert cause in said
    assert "--advisories" in cure


def test_a_hook_never_builds(tmp_path):
    archive(tmp_path / "db/npm/all.zip", [RECORD])
    found = database(tmp_path / "db", build=False)
    assert found.get("npm", "x") is None
    assert "no index" in found.problems(["npm"])[0][0]


def test_bombs_are_bounded(tmp_path, monkeypatch):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.json", b" " * 3_000_000)
    monkeypatch.setattr(index_module, "MIN_TOTAL", 1_000_000)
    with pytest.raises(CorruptError, match="bomb"):
        build_index(str(path), "npm", str(tmp_path / "i"))
    assert sorted(os.listdir(tmp_path)) == ["all.zip"]


def test_names_that_leave_the_folder_and_odd_records_write_nothing(tmp_path):
    path = tmp_path / "db/npm/all.zip"
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(
            "../../../evil.json", '{"id": "A", "affected": [{"package": 3}, "x", {"package": {"ecosystem": 5}}]}'
        )
        out.writestr("/etc/evil.json", '{"id": 5, "affected": 7}')
        out.writestr("notes.txt", "no record")
    before = sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*") if "cache" not in str(one))
    assert database(tmp_path / "db").get("npm", "x") == []
    assert before == sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*") if "cache" not in str(one))


@pytest.mark.parametrize("data", [b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_record_that_is_none_spoils_the_archive(tmp_path, data):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a.json", data)
    with pytest.raises(CorruptError):
        build_index(str(path), "npm", str(tmp_path / "i"))
