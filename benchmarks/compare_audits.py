"""Known vulnerabilities that dependency-audit, pip-audit and `uv audit` find in the same locks, from the same records.

`compare_audits.py DATABASE LOCK...`: DATABASE holds `PyPI/all.zip` in OSV's layout. A server on loopback answers as
OSV's service does, with `packaging` alone deciding what is affected; nothing leaves the machine. Prints one row for a
lock, and each package where the ids differ. LOCK may be `sample:N`: N affected versions drawn from the database itself.
"""

from __future__ import annotations

import http.server
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from plugin_policy.advisories.audit import audit
from plugin_policy.advisories.database import Database
from plugin_policy.dependencies.collect import collect

INDEX = "https://index.invalid/simple"
Found = dict[tuple[str, str], set[str]]  # (package, version) -> ids


class Records:
    """Records by package, and OSV's own evaluation over them."""

    def __init__(self, archive: pathlib.Path) -> None:
        self.by_id: dict[str, dict] = {}
        self.by_name: dict[str, list[str]] = {}
        with zipfile.ZipFile(archive) as members:
            for name in members.namelist():
                record = json.loads(members.read(name))
                if record.get("withdrawn"):
                    continue
                self.by_id[record["id"]] = record
                for affected in record["affected"]:
                    self.by_name.setdefault(canonicalize_name(affected["package"]["name"]), []).append(record["id"])

    def affecting(self, name: str, version: str) -> list[str]:
        found = [one for one in self.by_name.get(canonicalize_name(name), []) if self._affects(one, name, version)]
        return list(dict.fromkeys(found))

    def _affects(self, record: str, name: str, version: str) -> bool:
        for affected in self.by_id[record]["affected"]:
            if canonicalize_name(affected["package"]["name"]) != canonicalize_name(name):
                continue
            if version in affected.get("versions", []):
                return True
            for one in affected.get("ranges", []):
                if one["type"] == "ECOSYSTEM" and _in_range(version, one["events"]):
                    return True
        return False


def _in_range(version: str, events: list[dict]) -> bool:
    try:
        at = Version(version)
        steps = [
            (Version(value) if value != "0" else Version("0.dev0"), kind)
            for one in events
            for kind, value in one.items()
        ]
    except InvalidVersion:
        return False
    affected = False
    for bound, kind in sorted(steps, key=lambda step: step[0]):
        if kind == "introduced" and at >= bound:
            affected = True
        elif (kind == "fixed" and at >= bound) or (kind == "last_affected" and at > bound):
            affected = False
    return affected


def _short(records: Records, record: str) -> dict:
    return {"id": record, "modified": records.by_id[record]["modified"]}


def serve(records: Records) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self._answer(records.by_id[self.path.rpartition("/")[2]])

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.endswith("querybatch"):
                rows = [records.affecting(q["package"]["name"], q["version"]) for q in body["queries"]]
                results = [{"vulns": [_short(records, one) for one in ids]} if ids else {} for ids in rows]
                self._answer({"results": results})
            else:
                ids = records.affecting(body["package"]["name"], body["version"])
                self._answer({"vulns": [records.by_id[one] for one in ids]} if ids else {})

        def _answer(self, value: object) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class File:
    def __init__(self, path: pathlib.Path) -> None:
        self.path = path.name
        self.data = path.read_bytes()


def ours(dependencies: list, database: pathlib.Path) -> Found:
    found: Found = {}
    for hit in audit(dependencies, Database(str(database), build=True, max_age=1e9), set()):
        if hit.dependency.state == "exact":
            key = (hit.dependency.name, str(Version(hit.dependency.version)))
            found.setdefault(key, set()).update(hit.match.names)
    return found


def pip_audit(dependencies: list, url: str) -> Found:
    found: Found = {}
    versions: dict[str, set[str]] = {}
    for one in dependencies:
        versions.setdefault(one.name, set()).add(one.version)
    while versions:
        lines = [f"{name}=={sorted(several)[0]}" for name, several in versions.items()]
        versions = {name: several - {sorted(several)[0]} for name, several in versions.items() if len(several) > 1}
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write("\n".join(lines))
            file.flush()
            done = subprocess.run(
                [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "-r", file.name, "-s", "osv",
                 "--osv-url", url + "/v1/query", "-f", "json", "--progress-spinner", "off"],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
        for item in json.loads(done.stdout)["dependencies"]:
            for one in item.get("vulns", []):
                key = (canonicalize_name(item["name"]), str(Version(item["version"])))
                found.setdefault(key, set()).update([one["id"], *one["aliases"]])
    return found


def uv_audit(lock: pathlib.Path, url: str) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("uv.lock", "pyproject.toml"):
            shutil.copy(lock.parent / name, folder)
        done = subprocess.run(
            ["uv", "audit", "--frozen", "--service-url", url + "/", "--output-format", "json"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
    try:
        report = json.loads(done.stdout)
    except ValueError:
        print(f"uv audit: {done.stderr.strip()[-300:]}")
        return {}
    found: Found = {}
    for one in report.get("vulnerabilities", []):
        package = one["dependency"]
        key = (canonicalize_name(package["name"]), package["version"])
        found.setdefault(key, set()).update([one["id"], *one.get("aliases", [])])
    return found


def sample(records: Records, count: int, folder: str) -> pathlib.Path:
    draw = random.Random(1)
    lines = {}
    for name in draw.sample(sorted(records.by_name), min(count, len(records.by_name))):
        record = records.by_id[draw.choice(records.by_name[name])]
        versions = [one for affected in record["affected"] for one in affected.get("versions", [])
                    if canonicalize_name(affected["package"]["name"]) == name]  # fmt: skip
        usable = [one for one in versions if _valid(one)]
        if usable:
            lines[name] = draw.choice(usable)
    project = {"name": "sample", "version": "0", "requires-python": ">=3.11", "dependencies": sorted(lines)}
    (pathlib.Path(folder) / "pyproject.toml").write_text(
        "[project]\n" + "".join(f"{k} = {v!r}\n" for k, v in project.items())
    )
    needs = ", ".join('{ name = "' + name + '" }' for name in lines)
    lock = ["version = 1", 'requires-python = ">=3.11"', "[[package]]", 'name = "sample"', 'version = "0"',
            'source = { virtual = "." }', f"dependencies = [{needs}]"]  # fmt: skip
    for name, version in lines.items():
        lock += ["[[package]]", f'name = "{name}"', f'version = "{version}"', f"source = {{ registry = {INDEX!r} }}"]
    path = pathlib.Path(folder) / "uv.lock"
    path.write_text("\n".join(lock) + "\n")
    return path


def _valid(version: str) -> bool:
    try:
        return bool(Version(version))
    except InvalidVersion:
        return False


def main(argv: list[str]) -> int:
    database = pathlib.Path(argv[0])
    records = Records(database / "PyPI" / "all.zip")
    server = serve(records)
    url = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        for name in argv[1:]:
            lock = sample(records, int(name[7:]), folder) if name.startswith("sample:") else pathlib.Path(name)
            exact = [one for one in collect([File(lock)]) if one.ecosystem == "PyPI" and one.state == "exact"]
            results = {"ours": ours(exact, database), "pip-audit": pip_audit(exact, url)}
            if lock.name == "uv.lock":
                results["uv audit"] = uv_audit(lock, url)
            row = ", ".join(
                f"{tool} {sum(map(len, found.values()))} ids of {len(found)} packages"
                for tool, found in results.items()
            )
            print(f"{name}: {len(exact)} locked: {row}")
            for other in list(results)[1:]:
                for key in sorted(results["ours"].keys() | results[other].keys()):
                    mine, theirs = results["ours"].get(key, set()), results[other].get(key, set())
                    if mine != theirs:
                        only = f"only ours {sorted(mine - theirs)}, only {other} {sorted(theirs - mine)}"
                        print(f"  {'=='.join(key)}: {only}")
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
