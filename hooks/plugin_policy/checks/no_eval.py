"""Text run as code: `eval`, `exec`, `Function`, `vm`, unpickling, shell `eval`, `iex`, computed imports.

**What it does.** Finds every place where a plugin turns text or data into running code, in Python, JavaScript,
TypeScript, shell, PowerShell and the Markdown that runs or instructs, by whatever name it gets there: aliases,
attributes, subscripts, `getattr`, `globals()`, `constructor.constructor`, wrappers, higher-order calls, files that
import each other.

**Why it is bad.** A reviewer approves what stands in the files. Code that arrives at run time was never reviewed, and
it may do everything the plugin may do.

**Severity** follows the origin of the text. Downloaded or decoded: critical. Input, environment, output of a model, or
unknown: high. A constant: medium, and the constant is read as code by every check. Fetching the global object with
`Function("return this")()` is a note, and so is `eval "$(tool init bash)"`: what an installed program prints to set up
the shell.

**Not it**: a method that happens to be called eval (`model.eval()`, `redis.eval`), `RegExp.exec`, `cursor.execute`,
`ast.literal_eval`, `JSON.parse`, importing a module by a constant name, `source` of a file of the plugin, a constant
program for `bash -c` or `node -e` (it is read as code instead).

**Use instead**: JSON and a schema for data, a table of functions by name for choices, an argument list for programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.check import FILE, Check, at
from plugin_policy.checks.no_eval_rules import BY_LANGUAGE, BY_NOTE, RULE, RULES, SET_UP_PROGRAMS, SET_UP_WORDS
from plugin_policy.entry import run_check
from plugin_policy.finding import SEVERITIES, Finding

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.scan import Scan
    from plugin_policy.text import Text

__all__ = ["CHECK", "RULES", "main", "prefilter", "run"]

CHECK = Check("no-eval", FILE, "text run as code", 2)

# Rows where it matters who chooses what is loaded, not that something is.
LOADED = frozenset(
    ("import", "script", "native", "template", "expression", "wasm", "file", "worker", "computed", "text")
)
REMOTE = frozenset({"network", "decoded"})
# Built-ins of the shell that keep text and run it later.
CALLBACKS = frozenset({"trap", "mapfile", "readarray", "complete", "compgen", "bind"})
POWERSHELL = ("iex", "invoke-expression")
GIVEN = frozenset({"input", "environment", "model"})
ORIGINS = (
    ("network", "text that came over the network"),
    ("decoded", "decoded text"),
    ("model", "a model's output"),
    ("input", "input"),
    ("environment", "the environment"),
    ("file", "a file's content"),
    ("unknown", "text that nobody can see here"),
    ("parameter", "text that nobody can see here"),
)


def prefilter(data: bytes, path: str) -> bool:
    """Whether a file may hold a use of this check at all; False spares the parsers."""
    from plugin_policy.capabilities.prefilter import may_evaluate

    return may_evaluate(data, path)


def run(scan: Scan) -> Iterator[Finding]:
    paths = {file.path for file in scan.files}
    for plugin in scan.plugins:
        found = [use for use in scan.uses(plugin) if use.text.path in paths]
        yield from (each for use in found if use.capability == "command" for each in arguments_alone(use))
        uses = [use for use in found if use.capability == "evaluate"]
        for use in uses:
            if use.detail.get("note") != "compile" or not inside(use, uses):
                yield from judge(use)
    yield from instructions(scan)


def arguments_alone(use: Use) -> Iterator[Finding]:
    """A command of a page that is nothing but what the user typed: the client puts that in as it is."""
    page = use.text.channel == "runs" and use.text.root.language == "markdown"
    if page and use.subject is None and use.text.data.strip(b" \"'{}\n") in (b"$ARGUMENTS", b"${ARGUMENTS", b"$1"):
        message = RULE["program-text"].message.format(via="!", text="input")
        yield at(RULE["program-text"], use.text, use.start, use.end, message=message)


def inside(use: Use, uses: list[Use]) -> bool:
    """exec(compile(…)) is one finding."""
    return any(
        other is not use and other.text is use.text and other.start <= use.start and use.end <= other.end
        for other in uses
    )


def judge(use: Use) -> Iterator[Finding]:
    """The finding of one use, if it is one."""
    severity = severity_of(use)
    if not severity or use.text.channel not in ("runs", "instructs"):
        return
    if use.text.channel == "instructs" and use.via.endswith(" <") and use.detail.get("flows") == ["input:stdin"]:
        return  # `python -` in a sentence: nothing is piped to it there
    if use.text.channel == "instructs" and "network" in use.origins and head(use) in POWERSHELL:
        return  # `irm … | iex` is PowerShell's `curl … | sh`: download-and-run, which another check has
    if use.text.channel == "instructs" and severity != "note":
        severity = SEVERITIES[max(SEVERITIES.index(severity) - 1, 1)]
    rule = RULE[rule_of(use)]
    message = rule.message.format(via=shown(use.via), text=source(use))
    yield at(rule, use.text, use.start, use.end, message=message, severity=severity, capability=use.capability,
             subject=use.subject or "")  # fmt: skip


def rule_of(use: Use) -> str:
    note = str(use.detail.get("note", ""))
    if note in BY_NOTE:
        return BY_NOTE[note]
    language = str(use.detail.get("language") or use.text.language)
    if use.detail.get("started") in ("program", "shell") and not is_shell_eval(use) and head(use) not in CALLBACKS:
        return "program-text"
    return BY_LANGUAGE.get(language, "python-eval")


def is_shell_eval(use: Use) -> bool:
    """The shell's own evaluation, as against a program that is started with text."""
    return head(use) in ("eval", "source", ".", *POWERSHELL)


def head(use: Use) -> str:
    return use.via.split()[0]


def severity_of(use: Use) -> str:
    """ "" when the use is none of this check's."""
    note = str(use.detail.get("note", ""))
    started = use.detail.get("started")
    if started in ("program", "shell") and not is_shell_eval(use):
        return whole_program(use)
    if note in LOADED:
        return loaded(use, note)
    if note == "timer" and not use.origins & (REMOTE | GIVEN | {"constant"}):
        return ""  # most likely a function
    if note == "markup":  # what a page shows is only sometimes a script
        return by_origin(use) if use.origins & (REMOTE | GIVEN) else ""
    if note == "page":  # it runs in a browser's page; a name without more is most likely a function
        outside = use.origins & (REMOTE | GIVEN) or use.detail.get("known") == "parts"
        return "high" if use.origins & REMOTE else "medium" if outside else ""
    if note in ("remote", "annotations", "descriptor"):
        return ""
    if note == "escape":
        return "note"
    if note == "compile":  # code is made, nothing runs yet
        return "high" if use.origins & REMOTE else "note" if use.origins <= {"constant"} else "medium"
    return by_origin(use)


def by_origin(use: Use) -> str:
    if use.origins & REMOTE and not from_program(use):
        return "critical"
    if use.origins <= {"constant"} and not (is_shell_eval(use) and use.detail.get("known") == "none"):
        code = str(use.detail.get("code", "?"))
        if code.strip(" ;()") in ("return this", "this", "return globalThis"):
            return "note"
        return "medium"
    if use.origins <= {"constant", "file"} and own_file(use):
        return "medium"
    if is_shell_eval(use):
        return output_of_program(use, REMOTE if from_program(use) else frozenset())
    return "high"


def from_program(use: Use) -> bool:
    """`source <(gh completion bash)`: a program that connects for other tasks prints set-up code."""
    return is_shell_eval(use) and "decoded" not in use.origins and output_of_program(use, REMOTE) == "note"


def own_file(use: Use) -> bool:
    flows = use.detail.get("flows")
    paths = [flow.partition(":")[2] for flow in flows if flow.startswith("read:")] if isinstance(flows, list) else []
    return bool(paths) and all(path.startswith("${CLAUDE_PLUGIN_ROOT}") for path in paths)


def output_of_program(use: Use, allowed: frozenset[str] = frozenset()) -> str:
    """eval "$(program …)": what an installed program with constant arguments writes, `ssh-agent` the best known."""
    code = use.text.data[use.start : use.end]
    at = max(code.find(b"$("), code.find(b"`"), code.find(b"<("))
    if at < 0 or not use.origins <= {"unknown", "constant"} | allowed:
        return "high"
    words = code[at:].lstrip(b"$<(`").rstrip(b"\n)`\"'").split()
    return "note" if sets_up(words) or use.text.channel == "instructs" else "medium"


def sets_up(words: list[bytes]) -> bool:
    """Whether a command line is one whose output is meant for the shell that asks for it."""
    while words and b"=" in words[0]:
        words = words[1:]
    name = words[0].strip(b"\"'").rpartition(b"/")[2] if words else b""
    return name in SET_UP_PROGRAMS or any(word.strip(b"\"'") in SET_UP_WORDS for word in words[1:])


def whole_program(use: Use) -> str:
    """`bash -c "$x"`, `node -e`, a shell that another language starts: only if the whole program is one value that
    somebody else decides. What came over the network is download-and-run, which another check has."""
    if use.detail.get("known") == "whole":
        decoded = "decoded" in use.origins and "network" not in use.origins
        return "critical" if decoded else ""
    if use.detail.get("known") != "none" or ("network" in use.origins and head(use) not in CALLBACKS):
        return ""
    if use.origins & REMOTE:
        return "critical"
    if use.origins & GIVEN:
        return "" if use.detail.get("started") == "shell" and from_caller(use) else "high"
    explicit = use.detail.get("started") == "program" and " -" in use.via and head(use) != "awk"
    return "high" if explicit and "unknown" in use.origins and "constant" not in use.origins else ""


def from_caller(use: Use) -> bool:
    """A command line that the caller gives as an argument: a tool like `time`, which no-unjustified-commands judges."""
    flows = use.detail.get("flows")
    return isinstance(flows, list) and set(flows) == {"input:argv"}


def loaded(use: Use, note: str) -> str:
    """Modules, files and the like: by whose choice it is what is loaded."""
    subject = use.subject or ""
    if note in ("import", "worker") and subject.startswith(("data:", "http:", "https:", "blob:")):
        return "critical"
    if subject.startswith(("/tmp/", "/var/tmp/", "/dev/shm/")) and note in ("script", "native", "file"):
        return "high"
    if use.origins & REMOTE:
        return "medium" if note == "wasm" and use.subject else "high"
    if use.detail.get("known") == "parts":
        return ""  # a constant prefix or file name limits the choice
    if use.origins & GIVEN:
        return "medium" if note in ("expression", "native") else "high"
    if note == "import" and use.subject is None and use.origins <= {"file"}:
        return "medium"
    return ""


def source(use: Use) -> str:
    """What the text is, in words."""
    for origin, words in ORIGINS:
        if origin in use.origins:
            return words
    return "constant text"


def shown(via: str) -> str:
    """The name as people write it."""
    if via == "builtins.*":
        return "getattr(builtins, …)"
    name = via.removeprefix("builtins.").removeprefix("global.").rstrip(" <")
    return name.replace("()", "").removesuffix(" 0").removesuffix(" 0:")


def instructions(scan: Scan) -> Iterator[Finding]:
    """Prose that tells an agent to run what it is given."""
    files = [file for file in scan.files if file.language == "markdown"]
    if not files:
        return
    from plugin_policy.checks.no_eval_prose_rules import orders

    for file in files:
        for text in scan.texts(file):
            if text.channel == "says" and instructing(text):
                for start, end in orders(text.data):
                    yield at(RULE["agent-instruction"], text, start, end)


def instructing(text: Text) -> bool:
    """Whether the file the prose stands in instructs an agent."""
    return text.root.channel in ("instructs", "runs")


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
