"""What an author feels: wall time of the hooks as a ratio to bare Python, interleaved medians, and a peer beside it.

    python benchmarks/startup.py ENV [--marketplace PATH] [--peer ENV2] [--rounds 15]

ENV: a virtual environment where the wheel of plugin-policy is installed (with byte-code). ENV2: one where the peer
`plugin-scanner` (PyPI) is installed. Run by hand; nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile
import time

BUDGETS = {
    "hook, small file, prefilter says no": 3.0,
    "the same with a policy file": 4.0,
    "no-eval, parses one file": 6.0,
    "no-secrets, 23 KB, policy file": 3.5,
    "manifest-schema, one plugin.json": 15.0,
}


def prepare(root: pathlib.Path) -> None:
    (root / "plain").mkdir()
    (root / "policy").mkdir()
    for folder in (root / "plain", root / "policy"):
        (folder / ".claude-plugin").mkdir()
        manifest = '{"name": "demo", "version": "1.0.0", "description": "A demo", "author": {"name": "A"}}\n'
        (folder / ".claude-plugin" / "plugin.json").write_text(manifest)
        (folder / "small.py").write_text("import sys\n\nprint(len(sys.argv))\n")
        (folder / "code.py").write_text("def run(text):\n    return eval(text)\n" + "x = [1, 2, 3]\n" * 20)
        lines = [f"value_{number} = compute({number}, 'some text of line {number}')" for number in range(450)]
        (folder / "large.py").write_text("\n".join(lines) + "\n")
    (root / "policy" / ".plugin-policy.toml").write_text('[policy]\nfail-on = "medium"\n')


def once(command: list[str], cwd: pathlib.Path) -> tuple[float, float]:
    """(wall, CPU) seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("env", type=pathlib.Path)
    parser.add_argument("--marketplace", type=pathlib.Path)
    parser.add_argument("--peer", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=15)
    args = parser.parse_args()
    scripts = args.env.absolute() / "bin"
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        prepare(root)
        plain, policy = root / "plain", root / "policy"
        runs: dict[str, tuple[list[str], pathlib.Path]] = {
            "bare Python": ([str(scripts / "python"), "-I", "-c", "pass"], plain),
            "hook, small file, prefilter says no": ([str(scripts / "plugin-policy-no-eval"), "small.py"], plain),
            "the same with a policy file": ([str(scripts / "plugin-policy-no-eval"), "small.py"], policy),
            "no-eval, parses one file": ([str(scripts / "plugin-policy-no-eval"), "code.py"], plain),
            "no-secrets, 23 KB, policy file": ([str(scripts / "plugin-policy-no-secrets"), "large.py"], policy),
            "manifest-schema, one plugin.json": (
                [str(scripts / "plugin-policy-manifest-schema"), ".claude-plugin/plugin.json"],
                plain,
            ),
        }
        if args.marketplace:
            runs["scan of the marketplace"] = (
                [str(scripts / "plugin-policy"), "scan", "."],
                args.marketplace.absolute(),
            )
        if args.peer and args.marketplace:
            peer = str(args.peer.absolute() / "bin" / "plugin-scanner")
            runs["plugin-scanner, the same marketplace"] = ([peer, "scan", "."], args.marketplace.absolute())
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for _ in range(args.rounds):
            for name, (command, cwd) in runs.items():
                times[name].append(once(command, cwd))
    bare = statistics.median(wall for wall, _ in times["bare Python"])
    print(f"{'what':<40}{'wall':>9}{'CPU':>9}{'x bare':>9}{'budget':>9}")
    for name, measured in times.items():
        wall = statistics.median(one for one, _ in measured)
        cpu = statistics.median(one for _, one in measured)
        budget = f"{BUDGETS[name]:.1f}" if name in BUDGETS else ""
        print(f"{name:<40}{wall:>8.3f}s{cpu:>8.3f}s{wall / bare:>9.1f}{budget:>9}")
    print(f"rounds: {args.rounds}, cores: {os.cpu_count()}")


if __name__ == "__main__":
    main()
