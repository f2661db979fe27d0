"""Commands that no plugin may run, and programs that nothing discloses.

Violations, which no disclosure excuses:

- input (a plugin hook's stdin, tool input, arguments, a model's output, the network, a file, the environment) that
  becomes part of a shell's text. An argument list is never this: nothing in it can end a word or start a command;
- a program that is downloaded and run unseen;
- more rights (sudo and its kind), staying behind (cron, launch agents, services, shell start-up files, git hooks, an
  agent's settings), destroying (deleting home or root, wiping disks);
- switching protections off: certificate checks, git's checks, an agent's questions, libraries preloaded into other
  programs, code compiled at run time;
- programs at a path in a temporary folder that anyone can replace.

What a skill, command or agent tells the agent to run counts one severity lower. Other programs that the plugin itself
starts are undisclosed uses, low: the disclosure names them and says why. A list of harmless programs needs no word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.check import PLUGIN, Check, at
from plugin_policy.entry import run_check
from plugin_policy.finding import RANK, SEVERITIES, UNDISCLOSED, Finding, Rule

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.misuse.misuse import Misuse
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan

CHECK = Check("no-unjustified-commands", PLUGIN, "commands no plugin may run; programs that nothing discloses", 6)

RULES = (
    Rule(
        "no-unjustified-commands/untrusted-input",
        "high",
        "input becomes part of a shell's text",
        "start the program with an argument list, without a shell",
    ),
    Rule(
        "no-unjustified-commands/download-and-run",
        "high",
        "a program is downloaded and run unseen",
        "ship the program, or pin it by its digest and check that before it runs",
    ),
    Rule(
        "no-unjustified-commands/elevation",
        "high",
        "takes the rights of another user",
        "do without, and let the user run by hand what needs more rights",
    ),
    Rule(
        "no-unjustified-commands/persistence",
        "high",
        "makes something run after the plugin is gone",
        "use plugin hooks, which go with the plugin",
    ),
    Rule(
        "no-unjustified-commands/destruction",
        "high",
        "destroys what is not the plugin's",
        "delete only what the plugin made",
    ),
    Rule("no-unjustified-commands/protection-off", "medium", "switches a protection off", "leave the protection on"),
    Rule(
        "no-unjustified-commands/preload",
        "high",
        "loads a library into every program that is started",
        "do without the library, or start one program through its own interface",
    ),
    Rule(
        "no-unjustified-commands/runtime-compile",
        "medium",
        "compiles code at run time",
        "ship the source and build it where the plugin is reviewed",
    ),
    Rule(
        "no-unjustified-commands/temporary-program",
        "high",
        "runs a file of a shared temporary folder",
        "keep it in the plugin, or in a folder that `mktemp -d` makes",
    ),
    Rule(
        "no-unjustified-commands/undisclosed-program",
        "low",
        "starts `{program}`, which nothing discloses",
        "disclose it under `commands` in .claude-plugin/disclosure.json and say why",
        kind=UNDISCLOSED,
        justifiable=True,
    ),
    Rule(
        "no-unjustified-commands/unknown-program",
        "low",
        "starts a program that cannot be known from the files",
        "write its name as a constant, or disclose it under `commands` with `where`",
        kind=UNDISCLOSED,
        justifiable=True,
    ),
)
_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}


def run(scan: Scan) -> Iterator[Finding]:
    for plugin in scan.plugins:
        uses = [use for use in scan.uses(plugin) if use.text.channel in ("runs", "instructs")]
        seen: set[tuple[str, str, int]] = set()
        told: dict[tuple[str, str, str], Finding] = {}
        for found in _misuses(scan, plugin, uses):
            finding = _violation(found)
            if found.rule == "elevation" and found.text.channel == "instructs":  # a page repeats itself: said once
                key = (finding.path, found.subject, finding.severity)
                if key in told:
                    place = (finding.path, finding.line, finding.column)
                    told[key].related = (*told[key].related, place)
                    continue
                told[key] = finding
            at_line = (finding.rule, finding.path, finding.line)
            if at_line not in seen:  # `sudo bash` in a pipeline is one place, however many commands it holds
                seen.add(at_line)
                yield finding
        if not plugin.is_repository:
            lines = {(path, line) for _, path, line in seen}
            yield from (found for found in _programs(scan, uses) if (found.path, found.line) not in lines)


def _misuses(scan: Scan, plugin: Plugin, uses: list[Use]) -> Iterator[Misuse]:
    from plugin_policy.languages import CODE
    from plugin_policy.misuse import dangerous, settings, untrusted

    yield from untrusted.find(uses, [file.path for file in plugin.files])
    yield from dangerous.find(uses)
    yield from dangerous.find_bomb(uses)
    for file in plugin.files:
        texts = scan.texts(file)
        yield from untrusted.find_arguments(texts)
        for text in texts:
            if text.language in CODE and text.channel in ("runs", "instructs"):
                yield from settings.find(text)


def _violation(found: Misuse) -> Finding:
    rule = _RULES[found.rule]
    severity = found.severity or rule.severity
    if found.text.channel == "instructs" or _on_a_runner(found):
        severity = SEVERITIES[max(RANK[severity] - 1, RANK["low"])]
    return at(rule, found.text, found.start, found.end, severity=severity, message=found.message, subject=found.subject)


def _on_a_runner(found: Misuse) -> bool:
    """A workflow or the build of an image runs on a machine that is thrown away, not on a user's."""
    thrown_away = found.text.path.startswith((".github/workflows/", ".gitlab-ci", ".circleci/"))
    return thrown_away or found.text.root.language == "dockerfile"


def _programs(scan: Scan, uses: list[Use]) -> Iterator[Finding]:
    from plugin_policy.capabilities.harmless import HARMLESS

    severity = "medium" if scan.policy.disclosure.required else "low"
    first: set[str] = set()
    for use in uses:
        if use.capability != "command" or use.text.channel != "runs":
            continue
        program = (use.subject or "").removesuffix(".exe")
        if (
            program in HARMLESS
            or (use.text.language == "powershell" and "-" in program)
            or program in first
            or _own(use)
            or use.detail.get("shell")
        ):
            continue
        first.add(program)
        rule = _RULES["undisclosed-program" if program else "unknown-program"]
        message = rule.message.format(program=program)
        yield at(
            rule,
            use.text,
            use.start,
            use.end,
            severity=severity,
            message=message,
            subject=program,
            capability="command",
        )


def _own(use: Use) -> bool:
    """A script of the plugin itself, by its path: it is read like everything else."""
    words = use.detail.get("argv")
    head = str(words[0]) if isinstance(words, list) and words else ""
    return head.startswith(("${CLAUDE_PLUGIN_ROOT}", "./", "../", "scripts/", "*/")) or head.endswith(
        (".sh", ".py", ".js")
    )


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
