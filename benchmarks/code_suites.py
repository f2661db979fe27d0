"""Labels of public annotated suites, read where their authors wrote them. Used by compare_code.py.

A label is (file, first line, last line, check, bad, language). What a suite's rule has to do with a check of ours is
the data below; annotated lines of rules that are not listed are out of scope.
"""

from __future__ import annotations

import ast
import json
import pathlib
import re
import shutil
from collections.abc import Iterator

EVAL, OBF, PATHS, COMMANDS = "no-eval", "no-obfuscation", "no-sensitive-paths", "no-unjustified-commands"
Label = tuple[str, int, int, str, bool, str]


def words(text: str) -> list[str]:
    return text.split()


# Rules whose `ok:` lines say "does not run text", not merely "runs text that is constant or not tainted".
PRESENCE = ["avoid-pyyaml-load", "avoid-unsafe-ruamel", "marshal-usage", "non-literal-import"]
# Rules that match from where the input comes in to where it is run: the label reaches to the end of the function.
REACHING = words("""user-eval user-exec user-eval-format-string user-exec-format-string vm2-context-injection
 command-injection-os-system subprocess-injection os-system-injection eval-injection exec-injection
 dangerous-interactive-code-run-tainted-env-args""")
SEMGREP = {
    EVAL: words("""eval-detected exec-detected marshal-usage avoid-pickle avoid-cPickle avoid-dill avoid-shelve
 avoid-jsonpickle
 avoid-pyyaml-load avoid-unsafe-ruamel avoid-insecure-deserialization insecure-deserialization
 tainted-pickle-deserialization listen-eval non-literal-import dangerous-interactive-code-run
 dangerous-interactive-code-run-audit dangerous-interactive-code-run-tainted-env-args
 dangerous-subinterpreters-run-string dangerous-subinterpreters-run-string-audit
 dangerous-subinterpreters-run-string-tainted-env-args dangerous-testcapi-run-in-subinterp
 dangerous-testcapi-run-in-subinterp-audit dangerous-testcapi-run-in-subinterp-tainted-env-args eval-injection
 exec-injection user-eval user-exec user-eval-format-string user-exec-format-string tainted-code-exec
 detect-eval-with-expression code-string-concat vm2-code-injection vm2-context-injection
 vm-runincontext-injection express-vm-injection express-vm2-injection express-sandbox-code-injection
 sandbox-code-injection tainted-eval express-third-party-object-deserialization detect-non-literal-require
 playwright-addinitscript-code-injection playwright-evaluate-code-injection puppeteer-evaluate-code-injection
 chrome-remote-interface-compilescript-injection"""),
    COMMANDS: words("""dangerous-subprocess-use dangerous-subprocess-use-tainted-env-args dangerous-system-call
 dangerous-system-call-tainted-env-args os-system-injection subprocess-injection command-injection-os-system
 dangerous-asyncio-exec dangerous-asyncio-shell dangerous-asyncio-shell-tainted-env-args
 dangerous-spawn-process dangerous-spawn-process-tainted-env-args detect-child-process shelljs-exec-injection
 python-reverse-shell"""),
    OBF: ["contains-bidirectional-characters"],
}
GUARDDOG = {
    EVAL: ["exec-base64", "npm-exec-base64"],
    OBF: words("""api-obfuscation npm-api-obfuscation obfuscation npm-obfuscation exec-base64 npm-exec-base64 unicode
 steganography npm-steganography"""),
    PATHS: [],
    COMMANDS: [],
}
# Whole files: (file, check, bad). The suite says so of the file as a whole.
_G = "threat-runtime-obfuscation"
FILES = (
    *((f"{_G}{name}", OBF, True) for name in (".py", "-base64exec.py", "-pyarmor.py", "-steganography.py",
                                             "-dynamic-eval.js", "-hidden-code.js", "-js-mangling.js")),
    (f"{_G}-base64exec.py", EVAL, True),
    (f"{_G}-dynamic-eval.js", EVAL, True),
    ("threat-filesystem-read.py", PATHS, True),
    ("threat-filesystem-autostart.py", PATHS, True),
)  # fmt: skip
SKILLS = {
    "command-injection/eval-execution": [EVAL],
    "obfuscation/base64-payload": [EVAL, OBF],
    "backdoor/magic-string-trigger": [EVAL, OBF],
    "behavioral-analysis/multi-file-exfiltration": [PATHS],
}
BANDIT = {"B102": EVAL, "B301": EVAL, "B302": EVAL, "B307": EVAL, "B506": EVAL, "B612": EVAL, "B614": EVAL, "B613": OBF}
RUFF = {"S102": EVAL, "S301": EVAL, "S302": EVAL, "S307": EVAL, "S506": EVAL, "S612": EVAL}
ESLINT = {"no-eval": EVAL, "no-implied-eval": EVAL, "no-new-func": EVAL, "detect-eval-with-expression": EVAL,
          "detect-non-literal-require": EVAL, "detect-bidi-characters": OBF,
          "detect-child-process": COMMANDS}  # fmt: skip
# Labels that the language's or library's documentation contradicts, or that ask something else: (in the path, in the
# line, why). They are counted apart.
DISPUTED = (
    (
        "aws-lambda/security/dangerous-subprocess-use.py",
        "\"grep -R {} .\".format(event['id']))",
        "bad in two suites of theirs",
    ),
    (
        "aws-lambda/security/dangerous-subprocess-use.py",
        '[cmd[0], cmd[1], "some", "args"])',
        "bad in three suites of theirs",
    ),
    ("S506", "BaseLoader", "PyYAML's BaseLoader makes strings only"),
    ("avoid-unsafe-ruamel", "typ='base'", "the base loader makes strings only"),
    ("ruff/S30", "foo = ", "a name is taken, nothing runs"),
    ("ruff/S30", "map(", "a map object over an empty list that nobody iterates runs nothing"),
    ("no-eval/invalid", "function foo(eval)", "the parameter hides the evaluator"),
    ("no-eval/invalid", "this.eval;", "a name is taken, nothing runs"),
    ("no-eval/invalid", "this.eval.includes", "a method of another object"),
    ("no-new-func/invalid", "Function.bind", "a name is taken, nothing runs"),
    ("eval-detected.py", "something", "the file binds `eval` to an import of another module"),
    ("eval-detected.py", "user_input", "the file binds `eval` to an import of another module"),
    ("compilescript", "Page.", "a page is shown, no text is run as code by the program"),
    ("vm2", "new NodeVM", "a sandbox is made, nothing runs yet"),
    ("non-literal", "require(", "no-eval leaves names that nobody outside chooses"),
    ("non-literal", "import_module(", "no-eval leaves names that nobody outside chooses"),
    ("detect-child-process/invalid-", "require(", "a module is named, nothing is started"),
)
LANGUAGE = {".py": "Python", ".js": "JavaScript", ".ts": "JavaScript", ".jsx": "JavaScript", ".tsx": "JavaScript"}

_MARK = re.compile(r"(?:#|//|/\*|<!--)\s*(ruleid|ok)\s*:\s*([\w.\-, ]+)")


def disputed(label: Label, line: str) -> bool:
    return any(path in label[0] and text in line for path, text, _ in DISPUTED)


def copy(source: pathlib.Path, target: pathlib.Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target.suffix


def block(lines: list[str], first: int) -> int:
    """The last line of the statement that begins on a line: until its brackets close."""
    depth = 0
    for number in range(first, min(first + 30, len(lines) + 1)):
        line = lines[number - 1]
        depth += sum(line.count(c) for c in "([{") - sum(line.count(c) for c in ")]}")
        if depth <= 0 or line.rstrip().endswith(("{", ":")):
            return number
    return first


def function_end(lines: list[str], first: int) -> int:
    """The last line before the next function or annotation."""
    for number in range(first + 1, len(lines) + 1):
        if re.match(r"(?:async )?(?:def|function) |@|module\.exports|exports\.", lines[number - 1]) or _MARK.search(
            lines[number - 1]
        ):
            return number - 1
    return len(lines)


def annotated(path: str, text: str, rules: dict[str, list[str]], language: str) -> Iterator[Label]:
    """`ruleid: X` and `ok: X` speak of the next line that is no annotation."""
    by_rule: dict[str, list[str]] = {}
    for check, names in rules.items():
        for name in names:
            by_rule.setdefault(name, []).append(check)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        for kind, names in _MARK.findall(line):
            first = number + 1
            while first <= len(lines) and (_MARK.search(lines[first - 1]) or not lines[first - 1].strip()):
                first += 1
            for name in re.split(r"[,\s]+", names.strip()):
                for check in by_rule.get(name, []):
                    last = function_end(lines, first) if name in REACHING else block(lines, first)
                    written = re.search(r"\.dumps?\(", lines[first - 1])  # writing a pickle runs nothing
                    if (kind == "ruleid" or check != EVAL or name in PRESENCE) and not written:
                        yield path, first, last, check, kind == "ruleid", language


def semgrep(root: pathlib.Path, target: pathlib.Path) -> Iterator[Label]:
    for top in ("python", "javascript", "typescript", "generic/unicode"):
        for source in sorted((root / top).rglob("*")):
            if source.suffix not in LANGUAGE or ".fixed." in source.name:
                continue
            name = str(source.relative_to(root))
            labels = list(annotated(f"semgrep/{name}", source.read_text(), SEMGREP, LANGUAGE[source.suffix]))
            if labels:
                copy(source, target / "semgrep" / name)
                yield from labels


def guarddog(root: pathlib.Path, target: pathlib.Path) -> Iterator[Label]:
    folder = root / "tests/analyzer/sourcecode"
    for source in sorted(folder.iterdir()):
        if source.suffix in LANGUAGE and not source.name.startswith("test_"):
            name = f"guarddog/{source.name}"
            labels = list(annotated(name, source.read_text(), GUARDDOG, LANGUAGE[source.suffix]))
            if not source.name.startswith("threat") and labels:
                copy(source, target / name)
                yield from labels
    for name, check, bad in FILES:
        copy(folder / name, target / "guarddog" / name)
        yield f"guarddog/{name}", 1, 10**6, check, bad, LANGUAGE[pathlib.Path(name).suffix]
    for source in sorted((folder / "benign").iterdir()):
        if source.suffix in LANGUAGE:
            copy(source, target / "guarddog/benign" / source.name)
            for check in (OBF, PATHS) if "obfuscation" in source.name else (PATHS,):
                yield f"guarddog/benign/{source.name}", 1, 10**6, check, False, LANGUAGE[source.suffix]


def skills(root: pathlib.Path, target: pathlib.Path) -> Iterator[Label]:
    for name, checks in SKILLS.items():
        shutil.copytree(root / "evals/skills" / name, target / "skills" / name, dirs_exist_ok=True)
        for check in checks:
            yield f"skills/{name}/", 1, 10**6, check, True, "Python"
    for name in ("safe-skills/simple-math", "safe-skills-2/file-validator"):
        shutil.copytree(root / "evals/skills" / name, target / "skills" / name, dirs_exist_ok=True)
        for check in (EVAL, OBF, PATHS):
            yield f"skills/{name}/", 1, 10**6, check, False, "Python"


def whole(name: str, text: str, bad: dict[int, str], checks: set[str]) -> Iterator[Label]:
    """A Python fixture of which every line is labelled: what is not named bad is good."""
    lines = text.split("\n")
    spans = {first: block(lines, first) for first in bad}
    for first, check in bad.items():
        yield name, first, spans[first], check, True, "Python"
    inside = {line for first, last in spans.items() for line in range(first, last + 1)}
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Expr | ast.Assign | ast.Return | ast.Import | ast.ImportFrom):
            continue
        last = node.end_lineno or node.lineno
        if not inside & set(range(node.lineno, last + 1)):
            for check in sorted(checks):
                yield name, node.lineno, last, check, False, "Python"


def bandit(root: pathlib.Path, target: pathlib.Path, run: object) -> Iterator[Label]:
    """bandit's examples have no marks: what bandit reports in them is the label, so its own row says nothing."""
    found: dict[str, dict[int, str]] = {}
    for row in json.loads(run(root / "examples"))["results"]:  # type: ignore[operator]
        if row["test_id"] in BANDIT:
            found.setdefault(pathlib.Path(row["filename"]).name, {})[row["line_number"]] = BANDIT[row["test_id"]]
    for name, bad in sorted(found.items()):
        source = root / "examples" / name
        copy(source, target / "bandit" / name)
        try:
            yield from whole(f"bandit/{name}", source.read_text(), bad, set(bad.values()))
        except (SyntaxError, UnicodeDecodeError):
            for first, check in bad.items():
                yield f"bandit/{name}", first, first, check, True, "Python"


def ruff(root: pathlib.Path, target: pathlib.Path) -> Iterator[Label]:
    """The snapshots, those of preview included, name the lines of the fixtures."""
    base = root / "crates/ruff_linter"
    for source in sorted((base / "resources/test/fixtures/flake8_bandit").glob("*.py")):
        rule = source.stem
        if rule not in RUFF:
            continue
        bad: dict[int, str] = {}
        for snapshot in (base / "src/rules/flake8_bandit/snapshots").glob(f"*{rule}_{rule}.py.snap"):
            for line in re.findall(rf"--> {rule}\.py:(\d+):", snapshot.read_text()):
                bad[int(line)] = RUFF[rule]
        copy(source, target / "ruff" / source.name)
        yield from whole(f"ruff/{source.name}", source.read_text(), bad, {RUFF[rule]})


def eslint(roots: list[pathlib.Path], target: pathlib.Path) -> Iterator[Label]:
    """The `valid` and `invalid` snippets of RuleTester, read as syntax and never run. One file each."""
    from plugin_policy.readers import ir
    from plugin_policy.readers.javascript import read
    from plugin_policy.text import Text

    for source in [path for root in roots for path in sorted(root.rglob("*.js")) if path.stem in ESLINT]:
        number = 0
        for node in ir.walk(read(Text(source.name, source.read_bytes(), "javascript")).body):
            if not isinstance(node, ir.Mapping):
                continue
            for key, value in node.pairs:
                if isinstance(key, ir.Const) and key.value in ("valid", "invalid") and isinstance(value, ir.Sequence):
                    for item in value.items:
                        code, options = snippet(item, source.read_bytes())
                        if code and wanted(source.stem, str(key.value), code, options):
                            number += 1
                            name = f"eslint/{source.stem}/{key.value}-{number:03}.js"
                            (target / name).parent.mkdir(parents=True, exist_ok=True)
                            (target / name).write_text(code)
                            yield name, 1, 10**6, ESLINT[source.stem], key.value == "invalid", "JavaScript"


def snippet(item: object, data: bytes) -> tuple[str, str]:
    from plugin_policy.readers import ir

    options = data[item.start : item.end].decode() if isinstance(item, ir.Node) else ""
    if isinstance(item, ir.Mapping):
        for key, value in item.pairs:
            if isinstance(key, ir.Const) and key.value == "code":
                item = value
    return (item.value, options) if isinstance(item, ir.Const) and isinstance(item.value, str) else ("", "")


def wanted(rule: str, kind: str, code: str, options: str) -> bool:
    """Whether a snippet asks what we answer: eslint passes a name that its configuration does not define as a global
    (`window.eval` without `globals: browser`), constant text for one rule, and one form of `eval` by option."""
    if kind == "invalid":
        return True
    if rule == "detect-eval-with-expression" or "allowIndirect" in options:
        return False
    if rule in ("no-implied-eval", "no-eval") and re.match(r"(?:setTimeout|setInterval|execScript)\('", code):
        return False
    return not re.search(r"\b(?:window|global|globalThis|self|this)\b|setTimeout\('foo'\)|setInterval\('foo'\)", code)
