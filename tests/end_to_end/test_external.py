"""Plugins that a marketplace only names, brought from servers of our own: files, http, and hostile ones."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pathlib
import subprocess
import tarfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from helpers import git, repository, run, write

EVAL = "import sys\n\nprint(eval(sys.argv[1]))\n"
MANIFEST = '{"name": "far", "version": "1.0.0", "description": "Far", "author": {"name": "A"}}\n'
FAR = {".claude-plugin/plugin.json": MANIFEST, "scripts/run.py": EVAL}


@pytest.fixture
def cache(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "cache"


def far(path: pathlib.Path, files: dict[str, str | bytes] = FAR) -> tuple[str, str]:
    """(address, sha) of a repository that gives any commit, as GitHub does."""
    root = repository(path, files)
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    return f"file://{root}", git(root, "rev-parse", "HEAD").strip()


def market(root: pathlib.Path, *sources: dict[str, str], **files: str) -> pathlib.Path:
    entries = [{"name": f"far{at}", "source": source, "description": "Far"} for at, source in enumerate(sources)]
    manifest = {"name": "acme", "owner": {"name": "A"}, "plugins": entries}
    return repository(root, {".claude-plugin/marketplace.json": json.dumps(manifest, indent=1), **files})


def scan(root: pathlib.Path, cache: pathlib.Path, *args: str) -> dict[str, Any]:
    done = run(
        "scan", root, "--external", "--external-over", "file", "--external-over", "http", "--format", "json", *args,
        XDG_CACHE_HOME=str(cache), PLUGIN_POLICY_NO_CACHE="",
    )  # fmt: skip
    assert done.stdout.startswith("{"), done.stderr
    found = json.loads(done.stdout)
    found["exit"] = done.returncode
    return found


def places(found: dict[str, Any]) -> set[tuple[str, str]]:
    return {(row["path"], row["rule"]) for row in found["findings"]}


def test_judged_like_its_own(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    address, sha = far(tmp_path / "far")
    found = scan(market(tmp_path / "market", {"source": "url", "url": address, "sha": sha}), cache)
    assert ("external/far0/scripts/run.py", "no-eval/python-eval") in places(found)
    row = next(row for row in found["findings"] if row["path"].startswith("external/"))
    assert row["plugin"] == "external/far0"
    assert found["exit"] == 1
    assert found["summary"]["plugins"] == 1


def test_a_folder_of_a_repository(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    address, sha = far(tmp_path / "far", {f"packs/one/{name}": text for name, text in FAR.items()} | {"other.py": EVAL})
    source = {"source": "git-subdir", "url": address, "path": "packs/one", "sha": sha}
    found = scan(market(tmp_path / "market", source, {**source, "path": "packs/two"}), cache)
    assert ("external/far0/scripts/run.py", "no-eval/python-eval") in places(found)
    assert not any(path.endswith("other.py") for path, _ in places(found))
    assert ("external/far1", "reading/external") in places(found)


def test_what_was_judged_costs_nothing_again(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    address, sha = far(tmp_path / "far")
    root = market(tmp_path / "market", {"source": "url", "url": address, "sha": sha})
    first = scan(root, cache)
    os.rename(tmp_path / "far", tmp_path / "gone")
    assert places(scan(root, cache)) == places(first)
    for content in (cache / "plugin-policy" / "external").iterdir():
        subprocess.run(["rm", "-rf", str(content)], check=True)
    assert places(scan(root, cache)) == places(first)  # the verdict is enough
    policy = tmp_path / "policy.toml"
    policy.write_text('[policy]\nfail-on = "critical"\n')
    assert scan(root, cache, "--policy", str(policy))["exit"] == 2  # another policy: judged anew, and nothing is there


def test_a_moved_sha_gets_a_permission_difference(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    address, old = far(tmp_path / "far")
    write(tmp_path / "far", {"scripts/more.py": "import requests\n\nrequests.get('https://new.acme.dev/')\n"})
    git(tmp_path / "far", "add", "-A")
    git(tmp_path / "far", "commit", "-q", "-m", "more")
    new = git(tmp_path / "far", "rev-parse", "HEAD").strip()
    still, same = far(tmp_path / "still")
    root = market(tmp_path / "market", {"source": "url", "url": address, "sha": old},
                  {"source": "url", "url": still, "sha": same})  # fmt: skip
    text = (root / ".claude-plugin/marketplace.json").read_text()
    write(root, {".claude-plugin/marketplace.json": text.replace(old, new)})
    git(root, "commit", "-q", "-a", "-m", "move")
    found = scan(root, cache, "--changed-since", "HEAD~1")
    difference = {row["plugin"]: row["changes"] for row in found["difference"]}
    assert [(one["change"], one["subject"]) for one in difference["external/far0"]] == [("added", "new.acme.dev")]
    assert "external/far1" not in difference
    assert not any(path.startswith("external/far1/") for path, _ in places(found))


def test_exceptions_for_external_plugins(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    address, sha = far(tmp_path / "far")
    root = market(tmp_path / "market", {"source": "url", "url": address, "sha": sha})
    policy = tmp_path / "policy.toml"
    policy.write_text(
        '[[exception]]\nrule = "no-eval"\npath = "external/far0/**"\nreason = "seen and accepted by the owners"\n'
        "expires = 2027-06-30\n"
    )
    found = scan(root, cache, "--policy", str(policy))
    assert not any(rule.startswith(("no-eval", "policy/")) for _, rule in places(found))
    assert found["summary"]["allowed"] >= 1


def test_what_is_not_pinned_is_said(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    address, sha = far(tmp_path / "far")
    sources = [
        {"source": "url", "url": address},
        {"source": "url", "url": address, "sha": sha[:12]},
        {"source": "npm", "package": "left-pad", "version": "^1"},
        {"source": "url", "url": "--upload-pack=touch pwned", "sha": sha},
        {"source": "url", "url": "ext::sh -c 'touch pwned'", "sha": sha},
        {"source": "git-subdir", "url": address, "path": "../..", "sha": sha},
        {"source": "npm", "package": "../../etc", "version": "1.0.0"},
    ]
    found = scan(market(tmp_path / "market", *sources), cache)
    notes = " ".join(found["summary"]["notes"])
    for at in range(len(sources)):
        assert f"external plugin `far{at}` was not judged" in notes
    assert not (tmp_path / "pwned").exists()
    assert not pathlib.Path("pwned").exists()


def test_only_https_unless_asked(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    address, sha = far(tmp_path / "far")
    root = market(tmp_path / "market", {"source": "url", "url": address, "sha": sha})
    done = run("scan", root, "--external", "--format", "json", XDG_CACHE_HOME=str(cache))
    assert "its address is not https" in done.stdout
    assert "external/far0/" not in done.stdout


def test_nothing_of_the_content_runs(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    files = {
        **FAR,
        ".gitattributes": "* filter=evil\n",
        ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ../../pwned\n',
        "package.json": '{"scripts": {"preinstall": "touch pwned"}}',
        ".plugin-policy.toml": '[[exception]]\nrule = "*"\npath = "**"\nreason = "trust me"\nexpires = 2027-01-01\n',
    }
    address, _ = far(tmp_path / "far", files)
    git(tmp_path / "far", "-c", "protocol.file.allow=always", "submodule", "add", "-q", "--force", address, "x")
    git(tmp_path / "far", "commit", "-q", "-m", "submodule")
    sha = git(tmp_path / "far", "rev-parse", "HEAD").strip()
    found = scan(market(tmp_path / "market", {"source": "url", "url": address, "sha": sha}), cache)
    assert ("external/far0/scripts/run.py", "no-eval/python-eval") in places(found)
    assert ("external/far0/x", "reading/submodule") in places(found)
    assert not list(tmp_path.rglob("pwned"))


def test_a_commit_that_is_not_there_is_our_failure(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    address, _ = far(tmp_path / "far")
    found = scan(market(tmp_path / "market", {"source": "url", "url": address, "sha": "0" * 40}), cache)
    assert found["exit"] == 2
    assert found["not_analysed"][0]["path"] == "external/far0"
    assert "does not give commit" in found["not_analysed"][0]["reason"]


class Server(BaseHTTPRequestHandler):
    """Archives, and answers that no honest server gives."""

    content = b""
    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/plugin.tgz")
            self.end_headers()
        elif self.path.startswith("/endless"):
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(4000):
                    self.wfile.write(b"\0" * (1 << 20))
            except OSError:
                return
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Server.seen = []
    started = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=started.serve_forever, daemon=True).start()
    yield started
    started.shutdown()


def packed(files: dict[str, str], *, link: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
        if link:
            member = tarfile.TarInfo("link")
            member.type, member.linkname = tarfile.SYMTYPE, link
            tar.addfile(member)
    return out.getvalue()


def archive(server: ThreadingHTTPServer, path: str, content: bytes) -> dict[str, str]:
    Server.content = content
    address = f"http://127.0.0.1:{server.server_address[1]}{path}"
    return {"source": "archive", "url": address, "sha256": hashlib.sha256(content).hexdigest()}


def test_archives_by_their_hash(tmp_path: pathlib.Path, cache: pathlib.Path, server: ThreadingHTTPServer) -> None:
    source = archive(server, "/plugin.tgz", packed(dict(FAR), link="/etc/passwd"))
    found = scan(market(tmp_path / "market", source, {**source, "sha256": "0" * 64}), cache)
    assert ("external/far0/scripts/run.py", "no-eval/python-eval") in places(found)
    assert ("external/far1", "reading/external") in places(found)
    assert not any(path.startswith("external/far0/link") for path, _ in places(found))


@pytest.mark.parametrize("name", ["../../evil.py", "/etc/evil.py", "a/../../../evil.py"])
def test_an_archive_that_leaves_its_folder(
    tmp_path: pathlib.Path, cache: pathlib.Path, server: ThreadingHTTPServer, name: str
) -> None:
    found = scan(market(tmp_path / "market", archive(server, "/plugin.tgz", packed({name: EVAL}))), cache)
    assert ("external/far0", "reading/external") in places(found)


def test_redirects_are_not_followed(tmp_path: pathlib.Path, cache: pathlib.Path, server: ThreadingHTTPServer) -> None:
    source = archive(server, "/moved.tgz", packed(dict(FAR)))
    address = source["url"].replace("moved.tgz", "moved.git")
    found = scan(market(tmp_path / "market", source, {"source": "url", "url": address, "sha": "1" * 40}), cache)
    assert found["exit"] == 2
    assert {row["path"] for row in found["not_analysed"]} == {"external/far0", "external/far1"}
    assert "/plugin.tgz" not in Server.seen


def test_an_endless_answer_ends(tmp_path: pathlib.Path, cache: pathlib.Path, server: ThreadingHTTPServer) -> None:
    found = scan(market(tmp_path / "market", archive(server, "/endless.tgz", b"")), cache)
    assert ("external/far0", "reading/external") in places(found)
    assert "more than 256 MB" in next(row["message"] for row in found["findings"] if row["rule"] == "reading/external")


def test_bounds_end_the_whole_process_group(tmp_path: pathlib.Path) -> None:
    from plugin_policy.external.bring import Bounds, BringError, run_bounded

    endless = "while :; do head -c 1000000 /dev/zero >> grow; sleep 0.01; done"
    with pytest.raises(BringError, match="more than 1 MB") as found:
        run_bounded(["sh", "-c", endless], dict(os.environ), str(tmp_path), Bounds(size=1 << 20))
    assert found.value.theirs
    size = (tmp_path / "grow").stat().st_size
    time.sleep(0.5)
    assert (tmp_path / "grow").stat().st_size == size
    with pytest.raises(BringError, match="not here after") as found:
        run_bounded(["sh", "-c", "sleep 60 & sleep 60"], dict(os.environ), str(tmp_path), Bounds(seconds=0.5))
    assert not found.value.theirs
