"""security-policy on repositories: tags, remotes, profiles, and the file that --init writes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from helpers import ROOT, git, report, repository, run, write

POLICY = '[policy]\nprofile = "marketplace"\n'


def found(root):
    result = report("security-policy", cwd=root)
    return {(row["rule"].partition("/")[2], row["severity"]) for row in result["findings"] if row["severity"] != "note"}


def initial(root, *arguments):
    return run("security-policy", "--init", *arguments, cwd=root)


@pytest.mark.parametrize(("known", "missing"), [({"known_marketplaces.json": "{}"}, False), ({}, True)])
def test_folder_of_installed_plugins_needs_no_policy(tmp_path, known, missing):
    write(tmp_path, {"installed_plugins.json": '{"version": 2, "plugins": {}}', **known})
    assert (("missing", "low") in found(tmp_path)) == missing


def test_init_writes_what_the_check_accepts(tmp_path):
    root = repository(tmp_path / "r", {"README.md": "x"})
    git(root, "remote", "add", "origin", "git@github.com:market/place.git")
    done = initial(root, "--contact", "security@market.test", "--acknowledge", "48 hours")
    assert done.returncode == 0, done.stderr
    text = (root / "SECURITY.md").read_text()
    assert "https://github.com/market/place/security/advisories/new" in text
    assert "within 48 hours" in text
    write(root, {".plugin-policy.toml": POLICY})
    result = report("security-policy", cwd=root)
    assert [row for row in result["findings"] if row["check"] == "security-policy"] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [(b"security@market.test\nsoon\n48 hours\n\n\n\n\n", 0), (b"security@market.test\n\x04", 2)],
)
def test_init_asks_on_a_terminal(tmp_path, typed, code):
    """A time that cannot be read is asked for again; without an answer nothing is written."""
    leader, follower = os.openpty()
    arguments = [sys.executable, "-I", str(ROOT / "tests" / "launch.py"), "security-policy", "--init"]
    with subprocess.Popen(
        arguments, stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=tmp_path, text=True
    ) as process:
        os.write(leader, typed)
        said, _ = process.communicate(timeout=60)
    os.close(leader)
    os.close(follower)
    assert process.returncode == code, said
    if code:
        assert "nothing was written" in said
        assert not (tmp_path / "SECURITY.md").exists()
    else:
        assert "not a time" in said
        assert "within 48 hours" in (tmp_path / "SECURITY.md").read_text()


def test_init_overwrites_nothing(tmp_path):
    write(tmp_path, {".github/SECURITY.md": "mine"})
    done = initial(tmp_path)
    assert done.returncode == 2
    assert "exists" in done.stderr
    assert not (tmp_path / "SECURITY.md").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--acknowledge", "soon"),
        ("--fix-critical", "60 days", "--fix-high", "30 days"),
        ("--acknowledge", "2 weeks", "--assess", "1 day"),
        ("--contact", "nobody"),
    ],
)
def test_init_refuses_what_cannot_be_kept(tmp_path, arguments):
    assert initial(tmp_path, *arguments).returncode == 2
    assert not (tmp_path / "SECURITY.md").exists()


def test_missing_is_low_and_medium_in_a_marketplace(tmp_path):
    root = repository(tmp_path, {"README.md": "x"})
    assert found(root) == {("missing", "low")}
    write(root, {".plugin-policy.toml": POLICY})
    assert found(root) == {("missing", "medium")}


TEXT = """\
Report to security@market.test or https://github.com/{form}/security/advisories/new with steps to reproduce.
We respond within 2 days.

| Version | Supported |
|---|---|
| 2.x | yes |
"""


def test_tags_are_held_against_the_table(tmp_path):
    root = repository(tmp_path, {"SECURITY.md": TEXT.format(form="market/place")})
    assert found(root) == set()  # no tags: they may not be fetched
    git(root, "tag", "v1.0.0")
    assert found(root) == {("version-without-tag", "low"), ("newest-unsupported", "low")}
    git(root, "tag", "v2.1.0")
    assert found(root) == set()
    git(root, "tag", "v3.0.0")
    assert found(root) == {("newest-unsupported", "low")}


def test_form_of_another_repository(tmp_path):
    text = TEXT.format(form="someone/else").replace("security@market.test or ", "")
    root = repository(tmp_path, {"SECURITY.md": text})
    assert found(root) == set()
    git(root, "remote", "add", "origin", "https://github.com/market/place")
    assert found(root) == {("foreign-channel", "low")}


def test_other_language_is_said_not_to_be_read(tmp_path):
    root = repository(tmp_path, {"SECURITY.md": "# Richtlinie\n\nBitte schreiben Sie an x@market.test.\n"})
    result = report("security-policy", cwd=root)
    rows = [row["rule"] for row in result["findings"] if row["check"] == "security-policy"]
    assert rows == ["security-policy/not-read"]


def test_a_document_that_is_too_long_is_said_to_be_cut(tmp_path):
    root = repository(tmp_path, {"SECURITY.md": "Report to security@market.test.\n" + "word\n\n" * 40_000})
    result = report("security-policy", cwd=root)
    rows = [row["message"] for row in result["findings"] if row["rule"] == "security-policy/not-read"]
    assert rows == ["is not read: longer than what is read of it"]
