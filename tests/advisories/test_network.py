"""Update and the online service, against a server on loopback that also breaks, lies and hangs up."""

import base64
import hashlib
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from osv import archive, introduced_fixed, record

pytest.importorskip("httpx")

from plugin_policy.advisories import update as update_module
from plugin_policy.advisories.database import Database
from plugin_policy.advisories.fetch import FetchError, open_client
from plugin_policy.advisories.index import CorruptError
from plugin_policy.advisories.online import Online
from plugin_policy.advisories.releases import ask
from plugin_policy.advisories.update import read_details, update
from plugin_policy.dependencies.dependency import Dependency

OLD = record("GHSA-1", "npm", "x", introduced_fixed("0", "1.5.0"))
NEW = {**record("GHSA-2", "npm", "y", [{"introduced": "0"}]), "modified": "2026-11-20T00:00:00Z"}


class Server(ThreadingHTTPServer):
    """files: path -> bytes. broken: answers of 500 still to give. cut: stop after so many bytes, once."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = {}
        self.broken = 0
        self.cut = 0
        self.checksum = None
        self.requests = []
        self.posts = []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        server = self.server
        server.requests.append((self.path, dict(self.headers)))
        data = server.files.get(self.path)
        if server.broken or data is None:
            self.answer(500 if server.broken else 404, b"")
            server.broken = max(server.broken - 1, 0)
            return
        etag = '"' + hashlib.md5(data).hexdigest() + '"'
        if self.headers.get("If-None-Match") == etag:
            self.answer(304, b"")
            return
        status = 200
        if self.headers.get("Range") and self.headers.get("If-Range") == etag:
            data, status = data[int(self.headers["Range"].removeprefix("bytes=").rstrip("-")) :], 206
        digest = server.checksum or base64.b64encode(hashlib.md5(server.files[self.path]).digest()).decode()
        self.answer(status, data, {"ETag": etag, "x-goog-hash": f"md5={digest}"})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.posts.append(body)
        self.answer(200, json.dumps(self.server.files["POST"].pop(0)).encode())

    def answer(self, status, data, headers=()):
        self.send_response(status)
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.server.cut and data:
            self.wfile.write(data[: self.server.cut])
            self.server.cut = 0
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.wfile.write(data)


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = Server()
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def serve(server, tmp_path, *records):
    server.files["/npm/all.zip"] = archive(tmp_path / "source.zip", records).read_bytes()
    rows = sorted(((one["modified"], one["id"]) for one in records), reverse=True)
    server.files["/npm/modified_id.csv"] = "".join(f"{when},{id}\n" for when, id in rows).encode()
    for one in records:
        server.files[f"/npm/{one['id']}.json"] = json.dumps(one).encode()


def fetch(server, tmp_path, **more):
    with open_client(server.address, pause=0.0) as client:
        update(client, str(tmp_path / "db"), "npm", **more).close()


def known(tmp_path, name):
    return [one.id for one in Database(str(tmp_path / "db"), build=False, max_age=30.0).get("npm", name) or []]


def test_whole_then_only_what_changed(server, tmp_path):
    serve(server, tmp_path, OLD)
    fetch(server, tmp_path)
    assert known(tmp_path, "x") == ["GHSA-1"]
    assert read_details(str(tmp_path / "db/npm"))["records"] == 1
    serve(server, tmp_path, OLD, NEW)
    server.requests.clear()
    fetch(server, tmp_path)
    assert [path for path, _ in server.requests] == ["/npm/modified_id.csv", "/npm/GHSA-2.json"]
    assert (known(tmp_path, "x"), known(tmp_path, "y")) == (["GHSA-1"], ["GHSA-2"])


def test_a_busy_server_is_tried_again_and_an_unchanged_archive_not_fetched(server, tmp_path):
    serve(server, tmp_path, OLD)
    server.broken = 2
    fetch(server, tmp_path)
    del server.files["/npm/modified_id.csv"]
    fetch(server, tmp_path)
    assert known(tmp_path, "x") == ["GHSA-1"]
    assert "If-None-Match" in {name.title() for name in server.requests[-1][1]}


def test_a_broken_transfer_goes_on_where_it_broke_off(server, tmp_path):
    serve(server, tmp_path, *(record(f"GHSA-{number}", "npm", "x", [{"introduced": "0"}]) for number in range(50)))
    server.cut = 500
    with pytest.raises(FetchError):
        fetch(server, tmp_path)
    fetch(server, tmp_path)
    assert server.requests[-1][1].get("range", server.requests[-1][1].get("Range")) == "bytes=500-"
    assert len(known(tmp_path, "x")) == 50


@pytest.mark.parametrize("lie", ["checksum", "content", "500", "404"])
def test_what_goes_wrong_leaves_the_old_database(server, tmp_path, lie):
    serve(server, tmp_path, OLD)
    fetch(server, tmp_path)
    serve(server, tmp_path, NEW)
    if lie == "checksum":
        server.checksum = "A" * 22 + "=="
    elif lie == "content":
        server.files["/npm/all.zip"] = b"<html>sign in</html>"
    elif lie == "500":
        server.broken = 100
    else:
        del server.files["/npm/all.zip"]
    with pytest.raises((FetchError, CorruptError)):
        fetch(server, tmp_path, whole=True)
    assert known(tmp_path, "x") == ["GHSA-1"]


def test_an_answer_without_end_is_bounded(server, tmp_path, monkeypatch):
    serve(server, tmp_path, OLD)
    monkeypatch.setattr(update_module, "MAX_ARCHIVE", 100)
    with pytest.raises(FetchError, match="longer"):
        fetch(server, tmp_path)


def dependency(name, version, state="exact"):
    return Dependency("npm", name, version, state)


def online(server, *dependencies):
    return Online(dependencies, open_client(server.address, pause=0.0))


def test_online_asks_once_and_follows_pages(server):
    server.files["POST"] = [
        {"results": [{"vulns": [{"id": "GHSA-1", "modified": "m"}], "next_page_token": "t"}, {}]},
        {"results": [{"vulns": [{"id": "GHSA-3"}]}]},
    ]
    server.files["/v1/vulns/GHSA-1"] = json.dumps({**OLD, "modified": "m"}).encode()
    server.files["/v1/vulns/GHSA-3"] = json.dumps({**OLD, "id": "GHSA-3"}).encode()
    lookup = online(server, dependency("x", "1.0.0"), dependency("y", "2.0.0"))
    assert [one.id for one in lookup.get("npm", "x")] == ["GHSA-1", "GHSA-3"]
    assert lookup.get("npm", "y") == []
    assert lookup.problems(["npm"]) == []
    assert server.posts[1]["queries"][0]["page_token"] == "t"
    server.files["POST"] = [{"results": [{"vulns": [{"id": "GHSA-1", "modified": "m"}]}]}]
    del server.files["/v1/vulns/GHSA-1"]  # in the cache by now
    assert [one.id for one in online(server, dependency("x", "1.0.0")).get("npm", "x")] == ["GHSA-1"]


@pytest.mark.parametrize("answer", [{}, {"results": []}, {"results": [{"vulns": [{"id": "../../x"}]}]}, []])
def test_an_answer_to_something_else_is_not_run(server, answer):
    server.files["POST"] = [answer]
    lookup = online(server, dependency("x", "1.0.0"))
    assert lookup.get("npm", "x") is None
    assert "cannot be asked" in lookup.problems(["npm"])[0][0]


def test_no_server_is_not_run(server):
    address = server.address
    server.shutdown()
    server.server_close()
    lookup = Online([dependency("x", "1.0.0")], open_client(address, pause=0.0))
    assert lookup.get("npm", "x") is None
    assert lookup.problems(["npm"])


def test_the_command_updates_and_says_what_failed(server, tmp_path):
    from helpers import run

    serve(server, tmp_path, OLD)
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "NO_PROXY": "127.0.0.1"}
    done = run("advisories", "update", "npm", "--source", server.address, **env)
    assert (done.returncode, done.stdout, done.stderr) == (0, "npm: 1 records, the newest of 2026-11-01\n", "")
    done = run("advisories", "update", "PyPI", "--source", server.address, **env)
    assert (done.returncode, "PyPI: it answered 404" in done.stderr) == (2, True)
    done = run("advisories", "update", "nmp", **env)
    assert (done.returncode, "no ecosystem 'nmp'" in done.stderr) == (2, True)


def released(name, published, deprecated=False):
    key = {"system": "NPM", "name": name, "version": "1.0.0"}
    return {"request": {"versionKey": key}, "version": {"publishedAt": published, "isDeprecated": deprecated}}


def test_ages_of_releases_page_after_page(server):
    server.files["POST"] = [
        {"responses": [released("x", "2026-11-24T10:00:00Z")], "nextPageToken": "more"},
        {"responses": [released("y", "2020-01-01T00:00:00Z", True), {"request": {}}, released("foreign", "")]},
    ]
    known = ask([dependency(name, "1.0.0") for name in "xyz"], open_client(server.address, pause=0.0))
    assert known == {("npm", "x", "1.0.0"): ("2026-11-24T10:00:00Z", False),
                     ("npm", "y", "1.0.0"): ("2020-01-01T00:00:00Z", True)}  # fmt: skip
    assert server.posts[0]["requests"][0] == {"versionKey": {"system": "NPM", "name": "x", "version": "1.0.0"}}
    assert server.posts[1]["pageToken"] == "more"


@pytest.mark.parametrize("answer", [{}, {"responses": "x"}, {"responses": [], "nextPageToken": "again"}])
def test_ages_that_are_not_answered_are_an_error(server, answer):
    server.files["POST"] = [answer] * 30
    with pytest.raises(FetchError):
        ask([dependency("x", "1.0.0")], open_client(server.address, pause=0.0))
