"""signed-releases with real keys: SSH and OpenPGP, allowed, foreign, revoked and expired."""

from __future__ import annotations

import os
import pathlib
import subprocess
import tempfile
import time

import pytest

from helpers import git, needs, report, repository, write

SIGNERS = ".github/allowed_signers"
PGP = ".github/maintainers.asc"


def ssh_key(folder: pathlib.Path, name: str) -> tuple[pathlib.Path, str]:
    """A private key file and its public key."""
    path = folder / name
    command = [needs("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path, path.with_suffix(".pub").read_text().strip()


def ssh_tag(root: pathlib.Path, key: pathlib.Path, name: str, commit: str = "HEAD") -> None:
    git(root, "-c", "gpg.format=ssh", "-c", f"user.signingkey={key}", "tag", "-s", "-m", name, name, commit)


def commit(root: pathlib.Path, files: dict[str, str]) -> None:
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "change")


@pytest.fixture
def keys(tmp_path):
    folder = tmp_path / "keys"
    folder.mkdir()
    return folder


@pytest.fixture
def signed(tmp_path, keys):
    """A repository whose main branch allows one SSH key, with one tag signed by it."""
    key, public = ssh_key(keys, "maintainer")
    files = {"README.md": "x", SIGNERS: f'm@market.test namespaces="git" {public}\n'}
    root = repository(tmp_path / "repo", files)
    ssh_tag(root, key, "v1.0.0")
    return root, key


def judged(root, *arguments):
    result = report("signed-releases", *arguments, cwd=root)
    rows = [row for row in result["findings"] if row["check"] == "signed-releases"]
    found = {(row["rule"].partition("/")[2], row["subject"]) for row in rows}
    return result, found


def test_a_signed_tag(signed):
    result, found = judged(signed[0])
    assert found == set()
    assert result["exit"] == 0
    assert result["not_run"] == []


def test_lightweight_and_unsigned_tags(signed):
    root, _ = signed
    git(root, "tag", "v1.1.0")
    git(root, "tag", "-a", "-m", "no signature", "v1.2.0")
    git(root, "tag", "v1")
    git(root, "tag", "nightly")
    result, found = judged(root)
    assert found == {("unsigned-tag", "v1.1.0"), ("unsigned-tag", "v1.2.0")}
    assert result["exit"] == 1


def test_a_message_that_looks_like_a_signature(signed):
    root, _ = signed
    message = "x\n-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
    git(root, "tag", "-a", "-m", message, "v1.3.0")
    assert judged(root)[1] == {("signer", "v1.3.0")}


def test_a_strangers_key(signed, keys):
    """git says `Good "git" signature` for it, too."""
    root, _ = signed
    key, public = ssh_key(keys, "stranger")
    ssh_tag(root, key, "v2.0.0")
    allowed = keys / "mine"
    allowed.write_text(f"x@stranger.test {public}\n")
    done = subprocess.run(
        ["git", "-C", str(root), "-c", f"gpg.ssh.allowedSignersFile={root / SIGNERS}", "verify-tag", "v2.0.0"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Good" in done.stderr
    assert judged(root)[1] == {("signer", "v2.0.0")}


def test_keys_that_come_with_the_tag_do_not_count(signed, keys):
    """Neither the tagged commit nor the clone's own configuration says who may sign."""
    root, _ = signed
    key, public = ssh_key(keys, "stranger")
    git(root, "switch", "-q", "-c", "evil")
    commit(root, {SIGNERS: f"x@stranger.test {public}\n"})
    ssh_tag(root, key, "v2.0.0")
    git(root, "config", "gpg.ssh.allowedSignersFile", str(root / SIGNERS))
    git(root, "config", "gpg.ssh.program", "true")
    assert judged(root)[1] == {("signer", "v2.0.0")}


def test_a_revoked_key(signed):
    root, key = signed
    commit(root, {".github/revoked_signers": key.with_suffix(".pub").read_text()})
    assert judged(root)[1] == {("signer", "v1.0.0")}


def test_a_key_that_was_not_valid(signed):
    root, key = signed
    public = key.with_suffix(".pub").read_text()
    commit(root, {SIGNERS: f'm@market.test valid-before="20200101" {public}'})
    assert judged(root)[1] == {("signer", "v1.0.0")}
    commit(root, {SIGNERS: f'm@market.test valid-after="20200101" {public}'})
    assert judged(root)[1] == set()


def test_a_signed_tag_under_another_name(signed):
    root, _ = signed
    git(root, "update-ref", "refs/tags/v9.0.0", git(root, "rev-parse", "refs/tags/v1.0.0").strip())
    assert judged(root)[1] == {("renamed-tag", "v9.0.0")}


def test_nobody_is_allowed(tmp_path, keys):
    root = repository(tmp_path / "repo", {"README.md": "x"})
    key, _ = ssh_key(keys, "somebody")
    ssh_tag(root, key, "v1.0.0")
    result, found = judged(root)
    assert found == set()
    assert result["exit"] == 2
    assert [row["promise"] for row in result["not_run"]] == ["signed-releases/signer"]


def test_an_unknown_does_not_hide_a_fail(tmp_path, keys):
    root = repository(tmp_path / "repo", {"README.md": "x"})
    key, _ = ssh_key(keys, "somebody")
    ssh_tag(root, key, "v1.0.0")
    git(root, "tag", "v1.1.0")
    result, found = judged(root)
    assert found == {("unsigned-tag", "v1.1.0")}
    assert result["exit"] == 2


def test_without_tags_nothing_is_said_to_be_fine(tmp_path):
    root = repository(tmp_path / "repo", {"README.md": "x"})
    assert judged(root)[0]["exit"] == 2
    plain = write(tmp_path / "plain", {"README.md": "x"})
    assert judged(plain)[0]["exit"] == 2


def test_since(signed, monkeypatch):
    root, _ = signed
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2001-01-01T00:00:00Z")
    tag = ["git", "-C", str(root), "-c", "user.name=T", "-c", "user.email=t@e.test", "tag", "-am", "x", "v0.1.0"]
    subprocess.run(tag, check=True)
    assert judged(root)[1] == {("unsigned-tag", "v0.1.0")}
    assert judged(root, "--since", "v1.0.0")[1] == set()
    assert judged(root, "--since", "v7.0.0")[0]["exit"] == 2


def test_commits(signed):
    root, key = signed
    sign = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}")
    git(root, *sign, "commit", "-q", "--allow-empty", "-S", "-m", "signed")
    assert judged(root, "--commits", "v1.0.0")[1] == set()
    commit(root, {})
    bad = git(root, "rev-parse", "HEAD").strip()
    assert judged(root, "--commits", "v1.0.0")[1] == {("commit", bad)}


# -- OpenPGP ----------------------------------------------------------------------------------------------------


@pytest.fixture
def gnupg(monkeypatch):
    """A GnuPG home with a short path: its agent's socket allows no long one."""
    needs("gpg")
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="g") as home:
        os.chmod(home, 0o700)
        monkeypatch.setenv("GNUPGHOME", home)
        yield pathlib.Path(home)
        subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)


def gpg(*arguments: str, stdin: str = "") -> str:
    command = ["gpg", "--batch", "--quiet", "--passphrase", "", "--pinentry-mode", "loopback", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, input=stdin).stdout


def pgp_key(name: str, expires: str = "never") -> None:
    gpg("--quick-generate-key", name, "ed25519", "sign", expires)


def pgp_tag(root: pathlib.Path, who: str, name: str) -> None:
    git(root, "-c", f"user.signingkey={who}", "-c", "gpg.program=gpg", "tag", "-s", "-m", name, name)


def test_openpgp(tmp_path, gnupg):
    pgp_key("m@market.test")
    pgp_key("x@stranger.test")
    root = repository(tmp_path / "repo", {PGP: gpg("--armor", "--export", "m@market.test")})
    pgp_tag(root, "m@market.test", "v1.0.0")
    assert judged(root)[0]["exit"] == 0
    pgp_tag(root, "x@stranger.test", "v1.1.0")
    assert judged(root)[1] == {("signer", "v1.1.0")}


def test_openpgp_revoked(tmp_path, gnupg):
    pgp_key("m@market.test")
    root = repository(tmp_path / "repo", {"README.md": "x"})
    pgp_tag(root, "m@market.test", "v1.0.0")
    revocation = next((gnupg / "openpgp-revocs.d").glob("*.rev")).read_text().replace(":-----BEGIN", "-----BEGIN")
    gpg("--import", stdin=revocation)
    commit(root, {PGP: gpg("--armor", "--export", "m@market.test")})
    assert judged(root)[1] == {("signer", "v1.0.0")}


def test_openpgp_expired(tmp_path, gnupg):
    pgp_key("m@market.test", "seconds=2")
    root = repository(tmp_path / "repo", {PGP: gpg("--armor", "--export", "m@market.test")})
    pgp_tag(root, "m@market.test", "v1.0.0")
    time.sleep(3)
    assert judged(root)[1] == {("signer", "v1.0.0")}
