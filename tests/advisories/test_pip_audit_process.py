"""The real pip-audit, asked through the adapter, and our own look-up find the same in the same records."""

import http.server
import json
import sys
import threading

import pytest
from osv import archive, introduced_fixed, record
from packaging.version import Version

from plugin_policy.advisories.audit import audit
from plugin_policy.advisories.database import Database
from plugin_policy.advisories.pip_audit import run_pip_audit
from plugin_policy.dependencies.dependency import Dependency

pytest.importorskip("pip_audit")

SPANS = {"GHSA-1": ("foo", "0", "1.5"), "PYSEC-2": ("foo", "2.0rc1", "2.1"), "GHSA-3": ("bar-baz", "1.0", "1.0.post1")}
RECORDS = {id: record(id, "PyPI", name, introduced_fixed(low, high)) for id, (name, low, high) in SPANS.items()}
VERSIONS = [
    ("foo", "1.4"), ("foo", "1.5"), ("foo", "2.0rc1"), ("foo", "2.0.dev1"), ("foo", "2.1"), ("bar-baz", "1.0"),
    ("bar-baz", "1.0.post1"), ("unknown", "1"),
]  # fmt: skip


class Service(http.server.BaseHTTPRequestHandler):
    """OSV's service for these records, with `packaging` alone deciding what is affected."""

    def log_message(self, *args):
        pass

    def do_POST(self):
        query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name, version = query["package"]["name"], Version(query["version"])
        ids = [id for id, (of, low, high) in SPANS.items() if of == name and Version(low) <= version < Version(high)]
        data = json.dumps({"vulns": [RECORDS[id] for id in ids]} if ids else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1/query"
    server.shutdown()
    server.server_close()


def test_the_same_ids_at_the_same_versions(service, tmp_path):
    locked = [Dependency("PyPI", name, version, "exact", path="uv.lock", line=line, origin="lock")
              for line, (name, version) in enumerate(VERSIONS, 1)]  # fmt: skip
    run = "import sys; from pip_audit._cli import audit; sys.exit(audit())"
    command = [sys.executable, "-I", "-c", run, "--osv-url", service, "--cache-dir", str(tmp_path / "cache")]
    theirs = {(hit.dependency.line, hit.match.id) for hit in run_pip_audit(locked, command)}
    archive(tmp_path / "db" / "PyPI" / "all.zip", RECORDS.values())
    ours = {
        (hit.dependency.line, hit.match.id)
        for hit in audit(locked, Database(str(tmp_path / "db"), build=True, max_age=1e9), set())
    }
    assert theirs == {(1, "GHSA-1"), (3, "PYSEC-2"), (6, "GHSA-3")}
    assert ours == theirs
