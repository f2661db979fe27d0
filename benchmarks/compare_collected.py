"""What is collected from repositories beside what npm and pip-audit see of them: `compare_collected.py FOLDER...`.

npm reads a copy of each lock with `npm ls --package-lock-only` in a folder of its own, without the network. pip-audit
is given each requirements file with `--no-deps --disable-pip`, against a port that nobody listens on: what it refuses
before it asks is what it cannot audit. Prints one row for a repository in Markdown.
"""

from __future__ import annotations

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ENV = {**os.environ, "NO_COLOR": "1", "npm_config_offline": "true", "npm_config_update_notifier": "false"}

PROGRAM = """
import sys
from plugin_policy.cli import main
from plugin_policy.dependencies.dependency import Dependency
plain = Dependency.as_json
Dependency.as_json = lambda self: {**plain(self), "origin": self.origin}
sys.exit(main())
"""


def collected(folder: pathlib.Path) -> list[dict]:
    """`dependencies` of the check's own JSON report, with their origin; advisories are not needed for it."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "dependency-audit", "--advisories", os.devnull, "--format", "json"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(done.stdout)["dependencies"]


def npm(lock: pathlib.Path) -> set[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        for name in (lock.name, "package.json"):
            if (lock.parent / name).is_file():
                shutil.copy(lock.parent / name, folder)
        done = subprocess.run(
            ["npm", "ls", "--all", "--package-lock-only", "--json"],
            cwd=folder, capture_output=True, text=True, check=False, env=ENV,
        )  # fmt: skip
    found: set[tuple[str, str]] = set()
    stack = [json.loads(done.stdout or "{}")]
    while stack:
        for name, entry in stack.pop().get("dependencies", {}).items():
            if "version" in entry:
                found.add((entry.get("name", name), entry["version"]))
            stack.append(entry)
    return found


def pip_audit_refuses(file: pathlib.Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "-r", str(file), "-s", "osv",
         "--osv-url", "http://127.0.0.1:9/v1/query", "--progress-spinner", "off"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "Connection" not in done.stderr and "connect" not in done.stderr.lower()


def main(argv: list[str]) -> int:
    print("| repository | locked | in manifests | launchers, exact | installs, exact | images, actions, servers "
          "| npm sees | pip-audit can audit |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|")
    for name in argv:
        folder = pathlib.Path(name)
        rows = collected(folder)
        kinds = collections.Counter(row["origin"] for row in rows)
        exact = collections.Counter(row["origin"] for row in rows if row["state"] in ("exact", "git-sha"))
        other = sum(kinds[origin] for origin in ("image", "action", "server", "source"))
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, capture_output=True, text=True, check=True)
        files = [folder / one for one in listed.stdout.split("\0") if one]
        locks = [one for one in files if one.name in ("package-lock.json", "npm-shrinkwrap.json")]
        ours = {(row["name"], row["version"]) for row in rows if pathlib.Path(row["path"]).name == "package-lock.json"
                and row["state"] == "exact"}  # fmt: skip
        theirs = set[tuple[str, str]]().union(*(npm(one) for one in locks))
        needs = [one for one in files if one.name.startswith("requirements") and one.suffix == ".txt"]
        refused = [one for one in needs if pip_audit_refuses(one)]
        print(
            f"| {folder.name.replace('+', '/')} | {kinds['lock']} | {kinds['manifest']} "
            f"| {kinds['launcher']}, {exact['launcher']} | {kinds['install']}, {exact['install']} | {other} "
            f"| {len(theirs)} packages of {len(locks)} locks, {len(theirs - ours)} of them not ours, "
            f"{len(ours - theirs)} more ours | {len(needs) - len(refused)} of {len(needs)} files |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
