"""Findings on real marketplaces: per check and severity, and per plugin, as Markdown tables.

    python benchmarks/marketplaces.py FOLDER... [--read high] [--sample 50]

FOLDER is a checkout of a marketplace (or of any repository with plugins). `--read SEVERITY` lists every finding from
that severity on, for people to judge; `--sample N` lists N of the medium and low ones, the same ones on every run.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random
import statistics
import subprocess
import sys
from collections import Counter

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEVERITIES = ("critical", "high", "medium", "low", "note")
RUN = "import sys; sys.path.insert(0, {!r}); from plugin_policy.cli import main; sys.exit(main())"


def scan(folder: str) -> dict:
    command = [sys.executable, "-I", "-c", RUN.format(str(ROOT / "hooks")), "scan", folder, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        sys.exit(f"{folder}: {done.stderr}")
    return json.loads(done.stdout)


def table(heads: list[str], rows: list[list[object]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)]) + "\n"


def per_plugin(report: dict, severity: str) -> list[int]:
    """Findings of a severity for each plugin; plugins without any count as 0."""
    counts = Counter(row["plugin"] for row in report["findings"] if row["severity"] == severity)
    counts.pop(".", None) if report["summary"]["plugins"] > 1 else None
    found = list(counts.values())
    return found + [0] * max(report["summary"]["plugins"] - len(found), 0)


def show(row: dict, folder: str) -> str:
    return f"{row['severity']} {row['rule']} {folder}/{row['path']}:{row['line']} {row['message'][:160]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--read", choices=SEVERITIES[:4], help="list every finding from this severity on")
    parser.add_argument("--sample", type=int, default=0, help="list so many of the medium and low findings")
    args = parser.parse_args()
    reports = {pathlib.Path(folder).name: scan(folder) for folder in args.folders}

    rows = []
    for name, report in reports.items():
        counts = Counter(row["severity"] for row in report["findings"])
        medians = [statistics.median(per_plugin(report, severity)) for severity in ("medium", "low")]
        rows.append([name, report["summary"]["plugins"], *(counts[severity] for severity in SEVERITIES), *medians])
    print(table(["marketplace", "plugins", *SEVERITIES, "median medium", "median low"], rows))

    findings = [(row, name) for name, report in reports.items() for row in report["findings"]]
    checks = sorted({row["check"] for row, _ in findings})
    counts = Counter((row["check"], row["severity"]) for row, _ in findings)
    print(table(["check", *SEVERITIES], [[check, *(counts[check, one] for one in SEVERITIES)] for check in checks]))

    if args.read:
        wanted = SEVERITIES[: SEVERITIES.index(args.read) + 1]
        print("\n".join(show(row, name) for row, name in findings if row["severity"] in wanted), "\n")
    if args.sample:
        minor = [(row, name) for row, name in findings if row["severity"] in ("medium", "low")]
        picked = random.Random(1).sample(minor, min(args.sample, len(minor)))
        print("\n".join(show(row, name) for row, name in picked))


if __name__ == "__main__":
    main()
