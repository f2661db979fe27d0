"""Compare the code checks with bandit, ruff, semgrep, guarddog, skill-scanner and eslint-plugin-security on public
annotated suites. Run by hand:

    python benchmarks/compare_code.py SET SUITES [PEERS] [--misses]

SET receives the labelled files (nothing of it is committed). SUITES is a folder with checkouts named bandit, ruff,
semgrep-rules, guarddog, eslint, eslint-plugin-security, skill-scanner (missing ones are left out). PEERS is a folder
with the peers' commands (`bin/` of an environment); eslint is taken from SUITES/eslintenv/node_modules. `--misses`
prints every label that this project missed or wrongly flagged, `--all` keeps the labels of code_suites.DISPUTED.
"""

from __future__ import annotations

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "benchmarks")]

import code_suites as suites  # noqa: E402
from code_suites import COMMANDS, EVAL, OBF, PATHS, Label  # noqa: E402

Found = list[tuple[str, int, int, str]]  # path, first line, last line, check

SEMGREP = {rule: check for check, rules in suites.SEMGREP.items() for rule in rules}
BANDIT = {**suites.BANDIT, "B602": COMMANDS, "B605": COMMANDS, "B604": COMMANDS, "B601": COMMANDS}
RUFF = {**suites.RUFF, "S602": COMMANDS, "S605": COMMANDS, "S604": COMMANDS, "PLE2502": OBF}
ESLINT = {"security/" + rule: check for rule, check in suites.ESLINT.items() if rule.startswith("detect")}
ESLINT |= {rule: check for rule, check in suites.ESLINT.items() if not rule.startswith("detect")}
# Peers whose rules do not say which line of ours they mean: by the words of their names.
WORDS = (
    (EVAL, r"exec|eval|dynamic|deserial|pickle|command_injection|code[-_ ]execution|base64"),
    (OBF, r"obfusc|unicode|steg|homoglyph|encoded|base64|pyarmor|bidi|mangl|hidden"),
    (PATHS, r"credential|sensitive|filesystem|exfil|secret|autostart|passwd"),
    (COMMANDS, r"command|process|shell|exec|spawn|tainted"),
)


def run(command: list[str], folder: pathlib.Path, **extra: str) -> str:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=1800, env={**os.environ, **extra}
    ).stdout


def ours(folder: pathlib.Path, peers: pathlib.Path) -> Found:
    """Each suite is scanned as one plugin. Low and above counts, but for programs that only lack a disclosure."""
    found: Found = []
    start = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); from plugin_policy.cli import main; sys.exit(main())"
    )
    for suite in sorted(folder.iterdir()):
        out = run([sys.executable, "-I", "-c", start, "scan", ".", "--format", "json"], suite)
        for row in json.loads(out)["findings"]:
            if row["severity"] == "note" or row["rule"].endswith("-program"):
                continue
            place = (f"{suite.name}/{row['path']}", row["line"], row["end_line"])
            found.append((*place, row["check"]))
            if row["rule"] == "no-eval/program-text":  # a whole command line from outside
                found.append((*place, COMMANDS))
    return found


def bandit(folder: pathlib.Path, peers: pathlib.Path) -> Found:
    rows = json.loads(run([str(peers / "bandit"), "-r", ".", "-q", "-f", "json"], folder))["results"]
    return [
        (os.path.normpath(row["filename"]), row["line_number"], max(row["line_range"]), BANDIT[row["test_id"]])
        for row in rows
        if row["test_id"] in BANDIT
    ]


def ruff(folder: pathlib.Path, peers: pathlib.Path) -> Found:
    command = [str(peers / "ruff"), "check", "--isolated", "--preview", "--select", "S,PLE2502", "--output-format"]
    rows = json.loads(run([*command, "json", "--no-cache", "."], folder))
    return [
        (
            os.path.relpath(row["filename"], folder),
            row["location"]["row"],
            row["end_location"]["row"],
            RUFF[row["code"]],
        )
        for row in rows
        if row["code"] in RUFF
    ]


def semgrep(folder: pathlib.Path, peers: pathlib.Path) -> Found:
    rules = folder.parent / "semgrep-config"
    source = pathlib.Path(sys.argv[2]) / "semgrep-rules"
    for top in ("python", "javascript", "typescript", "generic/unicode"):
        for path in (source / top).rglob("*.yaml"):
            target = rules / path.relative_to(source)
            if not path.name.endswith(".test.yaml") and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    command = [str(peers / "semgrep"), "scan", "--config", str(rules), "--json", "--metrics", "off", "--quiet"]
    path = f"{peers}{os.pathsep}{os.environ['PATH']}"
    rows = json.loads(run([*command, "--disable-version-check", "--no-git-ignore", "."], folder, PATH=path))["results"]
    return [
        (os.path.normpath(row["path"]), row["start"]["line"], row["end"]["line"], SEMGREP[rule])
        for row in rows
        if (rule := row["check_id"].rpartition(".")[2]) in SEMGREP
    ]


def by_words(path: str, line: int, words: str) -> Found:
    return [(path, line, line, check) for check, pattern in WORDS if re.search(pattern, words, re.IGNORECASE)]


def guarddog(folder: pathlib.Path, peers: pathlib.Path) -> Found:
    found: Found = []
    path = f"{peers}{os.pathsep}{os.environ['PATH']}"
    for suite in sorted(folder.iterdir()):
        for ecosystem in ("pypi", "npm"):
            out = run([str(peers / "guarddog"), ecosystem, "scan", ".", "--output-format", "json"], suite, PATH=path)
            for rule, rows in json.loads(out[out.index('{"package"') :])["results"].items():
                for row in rows if isinstance(rows, list) else []:
                    file, _, line = row["location"].rpartition(":")
                    if not rule.startswith("capability"):  # these name what a package can do, without judging it
                        found += by_words(f"{suite.name}/{file}", int(line), rule)
    return found


def skill_scanner(folder: pathlib.Path, peers: pathlib.Path) -> Found:
    found: Found = []
    for suite in sorted(folder.iterdir()):
        roots = [path.parent for path in suite.rglob("SKILL.md")] if suite.name == "skills" else [suite]
        for root in roots:
            made = root / "SKILL.md"
            fresh = not made.exists()
            if fresh:
                made.write_text("---\nname: set\ndescription: Labelled files\n---\n# Set\n")
            out = run([str(peers / "skill-scanner"), "scan", ".", "--use-behavioral", "--format", "json"], root)
            if fresh:
                made.unlink()
            for row in json.loads(out[out.index("{") :])["findings"]:
                name = str((root / (row["file_path"] or "SKILL.md")).relative_to(folder))
                words = f"{row['rule_id']} {row['category']} {row['title']}"
                found += by_words(name, row["line_number"] or 1, words)
    return found


def eslint(folder: pathlib.Path, peers: pathlib.Path) -> Found:
    modules = pathlib.Path(sys.argv[2]).resolve() / "eslintenv/node_modules"
    config = folder.parent / "eslint.config.mjs"
    rules = {rule: "error" for rule in ESLINT}
    browser = "{window:'readonly',global:'readonly',globalThis:'readonly',self:'readonly',setTimeout:'readonly'}"
    config.write_text(
        f"import security from {str(modules / 'eslint-plugin-security/index.js')!r};\n"
        f"export default [{{files: ['**/*.js', '**/*.jsx'], plugins: {{security}}, rules: {json.dumps(rules)}, "
        f"languageOptions: {{globals: {browser}, parserOptions: {{ecmaFeatures: {{jsx: true}}}}}}}}];\n"
    )
    command = ["node", str(modules / "eslint/bin/eslint.js"), "--no-config-lookup", "-c", str(config), "-f", "json"]
    out = run([*command, "--no-inline-config", str(folder)], folder.parent)
    return [
        (os.path.relpath(file["filePath"], folder), row["line"], row.get("endLine", row["line"]), ESLINT[row["ruleId"]])
        for file in json.loads(out)
        for row in file["messages"]
        if row["ruleId"] in ESLINT
    ]


TOOLS: dict[str, Callable[[pathlib.Path, pathlib.Path], Found]] = {
    "plugin-policy": ours,
    "bandit": bandit,
    "ruff": ruff,
    "semgrep": semgrep,
    "guarddog": guarddog,
    "skill-scanner": skill_scanner,
    "eslint": eslint,
}


def labels(target: pathlib.Path, root: pathlib.Path, peers: pathlib.Path | None) -> list[Label]:
    found: list[Label] = []
    makers: dict[str, Callable[[], object]] = {
        "semgrep-rules": lambda: suites.semgrep(root / "semgrep-rules", target),
        "guarddog": lambda: suites.guarddog(root / "guarddog", target),
        "skill-scanner": lambda: suites.skills(root / "skill-scanner", target),
        "ruff": lambda: suites.ruff(root / "ruff", target),
        "eslint": lambda: suites.eslint([root / "eslint", root / "eslint-plugin-security/test"], target),
    }
    if peers is not None:
        labeller = [str(peers / "bandit"), "-r", ".", "-q", "-f", "json"]
        makers["bandit"] = lambda: suites.bandit(root / "bandit", target, lambda folder: run(labeller, folder))
    for name, make in makers.items():
        if (root / name).is_dir():
            found += make()  # type: ignore[arg-type]
    return sorted(set(found))


def hit(label: Label, found: dict[tuple[str, str], list[tuple[int, int]]]) -> bool:
    path, first, last, check, _, _ = label
    if path.endswith("/"):
        return any(name.startswith(path) for name, kind in found if kind == check)
    return any(start <= last and first <= end for start, end in found.get((path, check), ()))


def main(argv: list[str]) -> int:
    words = [word for word in argv if not word.startswith("--")]
    target, root = pathlib.Path(words[0]).resolve(), pathlib.Path(words[1]).resolve()
    peers = pathlib.Path(words[2]).resolve() if len(words) > 2 else None
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    wanted = labels(target, root, peers)
    keys = sorted({(check, language) for *_, check, _, language in wanted})
    for check, language in keys:
        rows = [label for label in wanted if label[3] == check and label[5] == language]
        bad = sum(label[4] for label in rows)
        apart = sum(suites.disputed(label, line_of(target, label)) for label in rows)
        print(f"{check} {language}: {bad} lines to find, {len(rows) - bad} to pass; {apart} of them disputed")
    if "--all" not in argv:
        wanted = [label for label in wanted if not suites.disputed(label, line_of(target, label))]
    print("| tool | seconds |" + "".join(f" {check} {language} |" for check, language in keys))
    for name, tool in TOOLS.items():
        if name != "plugin-policy" and peers is None:
            continue
        started = time.perf_counter()
        found: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for path, first, last, check in tool(target, peers or target):
            found.setdefault((path, check), []).append((first, last))
        line = f"| {name} | {time.perf_counter() - started:.1f} |"
        for key in keys:
            rows = [label for label in wanted if (label[3], label[5]) == key]
            right = [label for label in rows if label[4] and hit(label, found)]
            wrong = [label for label in rows if not label[4] and hit(label, found)]
            total = sum(label[4] for label in rows)
            precision = f"{len(right) / (len(right) + len(wrong)):.2f}" if right or wrong else "-"
            line += f" {len(right) / max(total, 1):.2f} / {precision} |"
            if "--misses" in argv and name == "plugin-policy":
                for label in rows:
                    if hit(label, found) != label[4]:
                        show(target, label)
        print(line, flush=True)
    return 0


def line_of(target: pathlib.Path, label: Label) -> str:
    path, first, *_ = label
    lines = (target / path).read_text(errors="replace").split("\n") if (target / path).is_file() else [""]
    return lines[first - 1].strip() if first <= len(lines) else ""


def show(target: pathlib.Path, label: Label) -> None:
    path, first, _, check, bad, _ = label
    print(f"{'MISS' if bad else 'FALSE'} {check} {path}:{first}: {line_of(target, label)[:150]}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
