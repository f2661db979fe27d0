"""Every budget of speed and memory in one run: what an author feels, and what a scan costs, with a peer beside it.

    python benchmarks/scan.py ENV MARKETPLACE [--peer ENV2] [--rounds 5]

ENV: a virtual environment where the wheel of plugin-policy is installed (with byte-code, extra `bandit`). MARKETPLACE:
a checked-out marketplace. ENV2: an environment where `plugin-scanner` (PyPI) is installed. Times are medians; hooks are
compared with bare Python of ENV, started in turn with them. Run by hand; nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

from startup import BUDGETS, prepare

CODE_HOOKS = ("no-eval", "no-obfuscation", "no-sensitive-paths", "no-undocumented-network", "no-unjustified-commands")
FUNCTION = (
    "function a%d(t,n){var r=t.length,e=-1,i;for(;++e<r;)if((i=t[e])!=null&&n(i,e,t)===!1)break;"
    "return e.b%d?e:{x:i,y:function(u){return a%d(u,t)}}};"
)


def measure(command: list[str], cwd: pathlib.Path, cache: str = "") -> tuple[float, float, float]:
    """(wall seconds, CPU seconds, peak MB) of one run. cache: the user's cache folder, "" for none."""
    extra = {"XDG_CACHE_HOME": cache} if cache else {"PLUGIN_POLICY_NO_CACHE": "1"}
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, env=os.environ | extra, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(runs: list[tuple[float, float, float]], part: int) -> float:
    return statistics.median(run[part] for run in runs)


def show(what: str, value: str, budget: str = "") -> None:
    print(f"{what:<58}{value:>14}{budget:>12}")


def hooks(scripts: pathlib.Path, root: pathlib.Path, rounds: int) -> None:
    prepare(root)
    plain, policy = root / "plain", root / "policy"
    runs = {
        "bare Python": (["python", "-I", "-c", "pass"], plain),
        "hook, small file, prefilter says no": (["plugin-policy-no-eval", "small.py"], plain),
        "the same with a policy file": (["plugin-policy-no-eval", "small.py"], policy),
        "no-eval, parses one file": (["plugin-policy-no-eval", "code.py"], plain),
        "no-secrets, 23 KB, policy file": (["plugin-policy-no-secrets", "large.py"], policy),
        "manifest-schema, one plugin.json": (["plugin-policy-manifest-schema", ".claude-plugin/plugin.json"], plain),
    }
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in runs}
    for _ in range(3 * rounds):
        for name, (command, cwd) in runs.items():
            found[name].append(measure([str(scripts / command[0]), *command[1:]], cwd))
    bare = median(found["bare Python"], 0)
    for name, measured in found.items():
        value = f"{median(measured, 0) / bare:.1f} x, {median(measured, 2):.0f} MB"
        memory = "35 MB" if name.startswith("manifest") else "25 MB"
        show(name, value, f"{BUDGETS[name]:g} x, {memory}" if name in BUDGETS else "")


def staged(scripts: pathlib.Path, root: pathlib.Path) -> None:
    """50 files of code, all code checks in one process."""
    body = "\n\ndef run(path):\n    with open(path) as stream:\n        return json.load(stream)[{}]\n"
    for number in range(50):
        (root / f"f{number}.py").write_text("import json\nimport sys\n" + body.format(number) * 4)
    checks = [option for name in CODE_HOOKS for option in ("--check", name)]
    _, cpu, _ = measure([str(scripts / "plugin-policy"), "scan", ".", *checks], root)
    show("50 files, all code checks in one process", f"{cpu:.2f} s CPU", "0.5 s CPU")


def minified(scripts: pathlib.Path, root: pathlib.Path) -> None:
    source = "".join(FUNCTION % (number, number % 97, max(0, number - 1)) for number in range(13_000))
    (root / "app.min.js").write_text(source[: 2 << 20])
    _, cpu, memory = measure([str(scripts / "plugin-policy"), "scan", "."], root)
    show("2 MB of minified code in one line", f"{cpu:.1f} s, {memory:.0f} MB", "4 s, 250 MB")


def long_line(scripts: pathlib.Path, root: pathlib.Path) -> None:
    with open(root / "text.txt", "w", encoding="ascii") as stream:
        for _ in range(2_000):  # in pieces: a child's peak counts what its parent held when it was started
            stream.write("lorem ipsum dolor sit amet " * 926)
    _, cpu, memory = measure([str(scripts / "plugin-policy"), "scan", "."], root)
    show("50 MB of text in one line", f"{cpu:.1f} s, {memory:.0f} MB")


def marketplace(scripts: pathlib.Path, tree: pathlib.Path, rounds: int, cache: str, peer: pathlib.Path | None) -> None:
    scan = [str(scripts / "plugin-policy"), "scan", "."]
    first = [measure(scan, tree) for _ in range(rounds)]
    show("scan of the marketplace", f"{median(first, 1):.2f} s, {median(first, 2):.0f} MB", "1.0 s, 60 MB")
    measure(scan, tree, cache)
    again = [measure(scan, tree, cache) for _ in range(rounds)]
    show("the same again, unchanged", f"{median(again, 1):.2f} s CPU", "0.3 s")
    secrets = [measure([*scan, "--check", "no-secrets"], tree) for _ in range(rounds)]
    names = subprocess.run(["git", "ls-files", "-z"], cwd=tree, capture_output=True, check=True).stdout.split(b"\0")
    paths = [tree / os.fsdecode(name) for name in names if name]
    size = sum(path.stat().st_size for path in paths if path.is_file() and not path.is_symlink())
    show("no-secrets on it, with start and listing", f"{size / 1e6 / median(secrets, 1):.0f} MB/s", "20 MB/s")
    if peer is not None:
        other = [measure([str(peer / "bin" / "plugin-scanner"), "scan", "."], tree) for _ in range(rounds)]
        show("plugin-scanner on it", f"{median(other, 1):.2f} s, {median(other, 2):.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("env", type=pathlib.Path)
    parser.add_argument("marketplace", type=pathlib.Path)
    parser.add_argument("--peer", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    scripts = args.env.absolute() / "bin"
    peer = args.peer.absolute() if args.peer else None
    show("what", "measured", "budget")
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name in ("hooks", "staged", "minified", "line", "cache"):
            (root / name).mkdir()
        hooks(scripts, root / "hooks", args.rounds)
        staged(scripts, root / "staged")
        minified(scripts, root / "minified")
        long_line(scripts, root / "line")
        marketplace(scripts, args.marketplace.absolute(), args.rounds, str(root / "cache"), peer)
    print(f"rounds: {args.rounds}, cores: {os.cpu_count()}, load: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
