"""What `security-policy` says of real SECURITY.md files: one line per repository, for a person to judge.

    python benchmarks/security_policies.py FOLDER…            a table in Markdown
    python benchmarks/security_policies.py --full FOLDER…     every message, with its line

FOLDER: a clone, or a bare mirror (its newest commit is checked out into a temporary folder, with its tags). Nothing of
the repositories is run. The table in docs/organisation-checks.md was made with it; the verdict beside each row is a
person's.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOL = "import sys; sys.path.insert(0, {!r}); from plugin_policy.cli import main; sys.exit(main())"


def checkout(folder: Path, target: Path) -> None:
    """The newest commit, with its tags, in a work tree of its own; large files may be absent from a mirror."""
    clone = ["git", "clone", "--quiet", "--shared", "--no-checkout", str(folder), str(target)]
    subprocess.run(clone, check=True, capture_output=True)
    git = ["git", "-C", str(target), "-c", "filter.lfs.smudge=", "-c", "filter.lfs.required=false"]
    subprocess.run([*git, "read-tree", "HEAD"], check=True, capture_output=True)
    subprocess.run([*git, "checkout-index", "--all", "--quiet"], check=False, capture_output=True)


def findings(root: Path, name: str) -> list[dict[str, object]]:
    """Findings of the check on the repository, as JSON has them."""
    if name:
        address = f"https://github.com/{name}.git"
        subprocess.run(["git", "-C", str(root), "remote", "set-url", "origin", address], check=True)
    command = [sys.executable, "-I", "-c", TOOL.format(str(ROOT / "hooks")), "security-policy", "--format", "json"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        raise SystemExit(f"{root}: {done.stdout[:2000]}{done.stderr}")
    return [row for row in json.loads(done.stdout)["findings"] if row["check"] == "security-policy"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--full", action="store_true", help="every message, with its line")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    args = parser.parse_args()
    if not args.full:
        print("| repository | low | note |\n|---|---|---|")
    for folder in args.folders:
        # Mirrors are named owner+name, with the git directory inside.
        name = next((part.replace("+", "/") for part in folder.parts[::-1] if "+" in part), "")
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch) / "tree"
            checkout(folder, root)
            rows = findings(root, name)
        if args.full:
            print(f"== {name or folder}")
            for row in rows:
                print(f"{row['path']}:{row['line']}: {row['severity']} {row['rule']} {row['message']}")
            continue
        cells = {level: [] for level in ("low", "note")}
        for row in rows:
            cells[str(row["severity"])].append("`" + str(row["rule"]).partition("/")[2] + "`")
        shown = [", ".join(sorted(set(cells[level]))) or "none" for level in ("low", "note")]
        print(f"| {name or folder} | {shown[0]} | {shown[1]} |")


if __name__ == "__main__":
    main()
