"""Compare manifest-schema with the public client, tree by tree, and print where they part, by the client's version.

    python benchmarks/client_drift.py --client PATH/TO/claude [VERDICTS.jsonl …]

A verdict file holds one tree a line: {"name", "files": {path: text}, "verdict": accept|warn|reject}. The client runs
without network (`unshare -rn`, where the system has it) and with an empty home. A drift is a verdict of the client that
differs from the recorded one; a disagreement is one of ours that does not fit the client's.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
GRAVE = ("medium", "high", "critical")


def place(root: pathlib.Path, files: dict) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            path.symlink_to(content["symlink"])
        else:
            path.write_bytes(content.encode("utf-8", "surrogatepass"))


def client_verdict(client: str, root: pathlib.Path, home: str) -> str:
    isolate = ["unshare", "-rn"] if shutil.which("unshare") else []
    command = [
        *isolate,
        "env",
        "-i",
        f"HOME={home}",
        "PATH=/usr/bin:/bin",
        client,
        "plugin",
        "validate",
        "--json",
        str(root),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    result = json.loads(done.stdout)
    if not result["success"]:
        return "reject"
    blocks = [result["manifest"], *result["contents"]]
    return "warn" if any(block and block.get("warnings") for block in blocks) else "accept"


def our_verdict(root: pathlib.Path) -> str:
    launch = [sys.executable, "-I", str(ROOT / "tests" / "launch.py")]
    command = [*launch, "manifest-schema", "--format", "json"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    rows = [row for row in json.loads(done.stdout)["findings"] if row["check"] == "manifest-schema"]
    if any(row["severity"] in GRAVE for row in rows):
        return "reject"
    return "warn" if rows else "accept"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--client", required=True, help="the client's executable")
    parser.add_argument(
        "verdicts",
        nargs="*",
        default=[str(ROOT / "tests" / "data" / name) for name in ("verdicts.jsonl", "measured.jsonl")],
    )
    args = parser.parse_args()
    version = subprocess.run([args.client, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    cases = [json.loads(line) for name in args.verdicts for line in pathlib.Path(name).read_text().splitlines()]
    drift = apart = 0
    with tempfile.TemporaryDirectory() as home:
        for case in cases:
            with tempfile.TemporaryDirectory() as folder:
                root = pathlib.Path(folder)
                place(root, case["files"])
                theirs, ours = client_verdict(args.client, root, home), our_verdict(root)
            if theirs != case["verdict"]:
                drift += 1
                print(f"drift        {case['name']}: recorded {case['verdict']}, now {theirs}")
            if (theirs, ours) in (("reject", "accept"), ("reject", "warn"), ("warn", "accept"), ("accept", "reject")):
                apart += 1
                print(f"disagreement {case['name']}: client {theirs}, ours {ours}")
    print(f"client {version}: {len(cases)} trees, {drift} drifted, {apart} disagreements")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
