"""Evaluating commands: a shell's own, and argument lists that other languages start."""

from __future__ import annotations

from typing import Any

from plugin_policy.readers import ir
from plugin_policy.readers.argv import Parsed, arguments, parse, spaced
from plugin_policy.readers.filter_programs import action, runs, setting
from plugin_policy.readers.folding import decoded
from plugin_policy.readers.machine import Machine
from plugin_policy.readers.powershell_evaluation import apply_block, call_block, run_blocks, started, words_of
from plugin_policy.readers.program import Command
from plugin_policy.readers.rows import Arg, Program
from plugin_policy.readers.scopes import Scope
from plugin_policy.readers.shell_evaluation import (
    change_folder,
    folder_of,
    home_of,
    keep_file,
    kept_file,
    shift_arguments,
    split_word,
)
from plugin_policy.readers.shell_filters import FILTERS
from plugin_policy.readers.texts import run_text, run_variable
from plugin_policy.readers.values import (
    ENV,
    FILE,
    INPUT,
    NETWORK,
    NONE,
    Closure,
    Instance,
    Known,
    Named,
    Parts,
    Value,
    constant,
    flows_of,
    join_pieces,
    mixed,
    origins_of,
    union,
    unknown,
)
from plugin_policy.readers.where import subjects

READ, WRITE = "read", "write"  # capabilities (capabilities/use.py)
STDIN_FILES = ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")
MAX_NESTED = 8  # sudo env timeout … cmd
Redirects = list[tuple[str, Value]]


def command(machine: Machine, node: Any) -> Value:
    """A simple command of a shell."""
    env: dict[str, Value] = {}
    for bind in node.env:
        value = machine.value(bind.value)
        if isinstance(bind.target, ir.Name):
            env[bind.target.id] = value
            run_variable(machine, node, bind.target.id, value)
    words: list[Value] = []
    split = split_word if machine.family == "shell" else words_of
    for word in node.words:
        words += split(machine, word)
    redirects: Redirects = [(redirect.op, machine.value(redirect.target)) for redirect in node.redirects]
    stdin = stdin_of(machine, redirects, machine.frame.stdin)
    count = len(machine.program.commands)
    if words:
        output = run_command(machine, node, words, stdin, redirects, "", env)
    else:
        output = stdin if stdin is not None else unknown(frozenset({INPUT}), frozenset({"input:stdin"}))
        record(machine, node, "", [], None, Parsed(), stdin, redirects, "", env)
    for recorded in machine.program.commands[count:] if redirects else ():
        recorded.output = output
    for op, target in redirects:
        if ">" in op and not op.endswith("&"):
            keep_file(machine, target, output, op == ">>")
            output = constant("") if op.lstrip("&") in (">", ">>", ">|") else output
    if output.text() != "":
        machine.frame.outputs.append(output)
    return output


def stdin_of(machine: Machine, redirects: Redirects, piped: Value | None) -> Value | None:
    """What a command reads: its last input redirection, else what is piped to it."""
    found = piped
    for op, target in redirects:
        if op.startswith("<<"):
            found = target
        elif op in ("<", "<>"):
            found = content_of(machine, target)
    return found


def content_of(machine: Machine, path: Value) -> Value:
    """What a file holds, as far as the code shows."""
    kept = kept_file(machine, path)
    if kept is not None:
        return kept
    paths = frozenset(f"read:{found}" for found in subjects("path", path) if found)
    remote = any("/dev/tcp/" in found or "/dev/udp/" in found for found in paths)
    return unknown(frozenset({NETWORK if remote else FILE}), path.flows | paths)


def pipe(machine: Machine, node: Any) -> Value:
    """Each stage reads what the one before writes."""
    frame = machine.frame
    outer, outputs = frame.stdin, frame.outputs
    value = unknown()
    for stage in node.stages:
        frame.outputs = []
        machine.value(stage)
        value = outputs_of(frame.outputs)
        frame.stdin = value
    frame.stdin, frame.outputs = outer, outputs
    outputs.append(value)
    return value


def outputs_of(outputs: list[Value]) -> Value:
    if len(outputs) == 1:
        return outputs[0]
    return mixed(outputs) if outputs else constant("")


def capture(machine: Machine, node: Any) -> Value:
    frame = machine.frame
    outer, outputs, folders = frame.scope, frame.outputs, list(frame.folders)
    frame.scope, frame.outputs = Scope("block", outer, frame), []
    machine.run(node.body)
    value = outputs_of(frame.outputs)
    frame.scope, frame.outputs, frame.folders = outer, outputs, folders
    if node.kind == "file":
        return Value((Instance("=file", value),), value.origins, value.flows)
    text = value.text()
    return constant(text.rstrip("\n")).tainted(value.origins, value.flows) if text is not None else value


def program_names(machine: Machine, word: Value) -> list[str]:
    """Names of the programs a first word may mean: without folder, `.exe` and case; "" when unknown."""
    found: list[str] = []
    for alt in word.alts:
        text = alt.value if type(alt) is Known and isinstance(alt.value, str) else ""
        if type(alt) is Named:
            text = machine.tables.constant(machine.family, alt.dotted) or ""
        if type(alt) is Instance and alt.value is not None:
            text = alt.value.text() or ""
        if type(alt) is Parts:
            text = known_program(machine, alt)
        name = text.replace("\\", "/").rpartition("/")[2]
        if machine.family == "powershell":
            name = name.lower()
        if name == "type" and (machine.family == "powershell" or machine.frame.text.language == "batch"):
            name = text = "gc"  # prints a file there, describes a command elsewhere
        if set("*?[") & set(name) and machine.family in ("shell", "powershell"):
            found += machine.tables.matching(name)
            continue
        if name.lower().endswith((".exe", ".cmd", ".bat")) and "/" not in name:
            name = name[:-4].lower()
        row = machine.tables.program(name)
        folder = text[: len(text) - len(name)]
        placed = "/" in folder or folder[:1] == "." or ":" in folder
        if placed and row is not None and "evaluator" in row.note.split():
            name = text  # a file of this name is no built-in
        found.append(name)
    return list(dict.fromkeys(found))


def spelled_program(machine: Machine, node: ir.Node, word: Value) -> None:
    for alt in word.alts:
        name = known_program(machine, alt) if type(alt) is Parts else ""
        machine.spelled(node, constant(name) if name and "/" not in name else word)


def known_program(machine: Machine, alt: Parts) -> str:
    """`e$@val`, `"$BIN/python3"`: what the known parts spell, if that is a program of the tables."""
    text = "".join([part for part in alt.parts if isinstance(part, str)])
    return text if machine.tables.program(text.rpartition("/")[2]) is not None else ""


def run_command(
    machine: Machine,
    node: ir.Node,
    argv: list[Value],
    stdin: Value | None,
    redirects: Redirects,
    by: str,
    env: dict[str, Value] | None = None,
    depth: int = 0,
) -> Value:
    """Record the command, evaluate what it runs, give back what it writes."""
    if not argv:
        return constant("")
    found: list[Value] = []
    if machine.family == "powershell":
        called = call_block(machine, node, argv)
        if called is not None:
            return called
    spelled_program(machine, node, argv[0])
    for name in program_names(machine, argv[0]):
        if not by and name:
            binding = machine.lookup(name) if is_function(machine, name) else None
            if binding is not None and machine.family == "shell":
                found.append(machine.apply(node, binding, argv[1:]))
                continue
            if binding is not None and machine.family == "powershell":
                blocks = [alt for alt in binding.alts if type(alt) is Closure]
                found.append(apply_block(machine, node, blocks, argv[1:]))
                continue
        row, words = row_of(machine, name, argv[1:])
        run_settings(machine, node, name, argv[1 : len(argv) - len(words)] or words)
        parsed = parse(row, words) if row is not None else Parsed()
        if row is None:
            parsed.rest = list(argv[1:])
        fed = stdin
        if fed is None and row is not None and takes_input(row, parsed):
            fed = unknown(frozenset({INPUT}), frozenset({"input:stdin"}))
        record(machine, node, name, argv, row, parsed, fed, redirects, by, env or {})
        written_by_blocks = run_blocks(machine, node, argv[1:], stdin) if machine.family == "powershell" else None
        if written_by_blocks is not None and (row is None or "block" in row.note.split()):
            found.append(written_by_blocks)
        elif row is None:
            flows = flows_of(argv[1:]) | (stdin.flows if stdin is not None else NONE)
            found.append(unknown(frozenset({"unknown"}) | (origins_of(argv[1:]) - {"constant"}), flows))
        else:
            found.append(run_row(machine, node, name, row, parsed, fed, depth))
    return union(found)


def kept_flows(machine: Machine, row: Program, parsed: Parsed) -> frozenset[str]:
    """What the files it reads hold, where the code wrote them before."""
    found = NONE
    for arg in row.args if machine.written else ():
        if arg.capability == READ and applies(arg, parsed):
            for value in arguments(arg.at, parsed.options, parsed.rest):
                for path in subjects(arg.kind, value):
                    content = kept_file(machine, constant(path)) if path else None
                    found |= content.flows if content is not None else NONE
    return found


def takes_input(row: Program, parsed: Parsed) -> bool:
    """Whether a program that nothing is piped to reads the standard input of the script: a filter without files,
    `curl -d @-`, `nc host port`."""
    note = row.note.split()
    if "pipes" in note:
        return not ("words" in note and parsed.rest) and not any(name in parsed.options for name in ("-z", "-l", "-h"))
    given = [value.text() or "" for value in (*parsed.rest, *parsed.options.values())]
    if any(text in ("-", "/dev/stdin") or text.endswith("@-") for text in given):
        return True
    if row.output not in ("files", "through", "jq", "sed", "cut", "tr"):
        return False
    files = [arg for arg in row.args if arg.capability == READ and applies(arg, parsed)]
    return not any(arguments(arg.at, parsed.options, parsed.rest) for arg in files)


def is_function(machine: Machine, name: str) -> bool:
    scope: Scope | None = machine.frame.scope
    while scope is not None:
        binding = scope.vars.get(name)
        if binding is not None:
            return any(type(alt) is Closure for alt in binding.ever.alts)
        scope = scope.parent
    return False


def row_of(machine: Machine, name: str, words: list[Value]) -> tuple[Program | None, list[Value]]:
    """The row of a program, or of its subcommand with the words after it."""
    row = machine.tables.program(name)
    for _ in range(3):
        if row is None or not row.subcommands:
            break
        first, values = 0, frozenset(row.values.split())
        while first < len(words) and (words[first].text() or "").startswith("-"):
            first += 2 if words[first].text() in values else 1
        text = words[first].text() if first < len(words) else None
        inner = next((sub for sub in row.subcommands if text in sub.names.split()), None)
        if inner is None:
            break
        row, words = inner, words[first + 1 :]
    return row, words


def record(
    machine: Machine,
    node: ir.Node,
    name: str,
    argv: list[Value],
    row: Program | None,
    parsed: Parsed,
    stdin: Value | None,
    redirects: Redirects,
    by: str,
    env: dict[str, Value],
) -> None:
    text, function, conditional = machine.here()
    key = (id(text), node.start, name, tuple([value.signature() for value in argv]), by)
    if key in machine.places:
        return
    machine.places.add(key)
    machine.program.commands.append(
        Command(
            text,
            node.start,
            node.end,
            function,
            conditional,
            name=name,
            argv=argv,
            row=row,
            options=parsed.options,
            rest=parsed.rest,
            stdin=stdin,
            redirects=redirects,
            by=by,
            env=env,
            folder=folder_of(machine),
            home=home_of(machine, env),
            kept=kept_flows(machine, row, parsed) if row is not None else NONE,
        )
    )


def run_row(
    machine: Machine, node: ir.Node, name: str, row: Program, parsed: Parsed, stdin: Value | None, depth: int
) -> Value:
    output: Value | None = None
    if "start" in row.note.split() and (words := started(parsed.options, parsed.rest)):
        parsed.nested.append(words)
    looks = name == "command" and ("-v" in parsed.options or "-V" in parsed.options)  # where it is: runs nothing
    if depth < MAX_NESTED and not looks:
        for words in parsed.nested:
            output = run_nested(machine, node, name, row, parsed, words, stdin, depth)
    has_text = False
    for arg in row.args:
        if arg.program and arg.note != "setting" and applies(arg, parsed):
            values = arguments(arg.at, parsed.options, parsed.rest)
            for value in [spaced(values)] if values else []:
                has_text = True
                if value.text() == "-" and stdin is not None and row.stdin:  # pwsh -Command -
                    value = stdin
                if "encoded" in arg.note.split():
                    value = decoded("powershell", value, as_text=True)
                output = run_argument(machine, node, program_text(value), arg, name, stdin) or output
    if row.script and not has_text:
        has_text = run_script(machine, node, name, row, parsed, stdin) or has_text
    reads_stdin = not parsed.rest or parsed.rest[0].text() in ("-", *STDIN_FILES) or "-s" in parsed.options
    reads_stdin = (reads_stdin or "input" in row.note.split()) and "-m" not in parsed.options  # python -m: a module
    if row.stdin and not has_text and stdin is not None and reads_stdin:
        output = run_text(machine, node, stdin, row.stdin, f"{name} <")
    if output is None:
        output = written(machine, node, row, parsed, stdin)
    keep_written(machine, row, parsed, output)
    return output


def run_argument(
    machine: Machine, node: ir.Node, value: Value, arg: Arg, name: str, stdin: Value | None
) -> Value | None:
    """An argument that is text of a language, or a setting that holds such text."""
    via = f"{name} {arg.at.split()[0]}"
    if arg.note == "action":
        text = action(value)
        return run_text(machine, node, text, arg.program, via) if text is not None else None
    output = run_text(machine, node, value, arg.program, via) if arg.program != "sed" else None
    for inner in runs(arg.program, value, stdin):
        run_text(machine, node, inner, "shell", f"{name} system" if arg.program == "awk" else f"{name} e")
    return output


def run_settings(machine: Machine, node: ir.Node, name: str, words: list[Value]) -> None:
    """Options before a subcommand that hold text to run: `git -c core.pager=TEXT log`."""
    row = machine.tables.program(name) if words else None
    for arg in row.args if row is not None and row.subcommands else ():
        if arg.note == "setting":
            for value in arguments(arg.at, parse(row, words).options, []) if row is not None else ():
                for alt in value.alts:
                    text = setting(Value((alt,), value.origins, value.flows))
                    if text is not None:
                        run_text(machine, node, text, arg.program, f"{name} {arg.at}")


def run_nested(
    machine: Machine,
    node: ir.Node,
    name: str,
    row: Program,
    parsed: Parsed,
    words: list[Value],
    stdin: Value | None,
    depth: int,
) -> Value:
    """The command that a program starts from its own arguments."""
    if name == "find":
        words = [found_file(word, parsed) for word in words]
    if "lines" in row.note.split() and (
        not words or words[0].text() in (":::", "::::", ":::+")
    ):  # the input is commands
        return run_text(machine, node, spaced(words[1:]) if words[1:] else given_input(stdin), "shell", name)
    if "stdin-args" in row.note:
        words = with_input(parsed, words, stdin)
    if len(words) > 1 and words[0].text() == "-c":  # flock FILE -c TEXT
        return run_text(machine, node, words[1], "shell", f"{name} -c")
    return run_command(machine, node, words, stdin, [], name, None, depth + 1)


def given_input(stdin: Value | None) -> Value:
    return mixed([stdin]) if stdin is not None else unknown(frozenset({INPUT}), frozenset({"input:stdin"}))


def with_input(parsed: Parsed, words: list[Value], stdin: Value | None) -> list[Value]:
    """The command that xargs starts: what it reads comes last, or where `-I` says."""
    given = given_input(stdin)
    mark = next((parsed.options[name].text() for name in ("-I", "-J", "--replace") if name in parsed.options), None)
    if not mark:
        text = stdin.text() if stdin is not None else None
        return [*words, *([constant(word) for word in text.split()[:64]] if text else [given])]
    found: list[Value] = []
    for word in words:
        text = word.text()
        if text is None or mark not in text:
            found.append(word)
            continue
        pieces: list[str | Value] = []
        for piece in text.split(mark):
            pieces += [given, piece]
        found.append(join_pieces(pieces[1:]))
    return found


def found_file(word: Value, parsed: Parsed) -> Value:
    """`{}` of `find FOLDER -exec cmd {} ;`: a file of that folder."""
    text = word.text()
    if text is None or "{}" not in text:
        return word
    folders = subjects("path", parsed.rest[0]) if parsed.rest else ["."]
    hole = unknown(frozenset({FILE}), frozenset([f"list:{folder}" for folder in folders if folder]))
    before, _, after = text.partition("{}")
    return join_pieces([piece for piece in (before, hole, after) if piece])


def keep_written(machine: Machine, row: Program, parsed: Parsed, output: Value) -> None:
    """Files that a program writes besides its output: `curl -o`, `tee`, `cp`."""
    for arg in row.args:
        if arg.capability == WRITE and applies(arg, parsed):
            for path in arguments(arg.at, parsed.options, parsed.rest):
                keep_file(machine, path, output, append=False)
    if "directory" in row.note.split():
        change_folder(machine, parsed)
    if "shift" in row.note.split():
        shift_arguments(machine, parsed)


def program_text(value: Value) -> Value:
    """`source <(cmd)`: what runs is what the command writes."""
    inner = [alt.value for alt in value.alts if type(alt) is Instance and alt.of == "=file" and alt.value is not None]
    return union(inner) if inner else value


def run_script(machine: Machine, node: ir.Node, name: str, row: Program, parsed: Parsed, stdin: Value | None) -> bool:
    """bash <(curl …): the script is what a command writes; or a file that the code wrote before."""
    ran = False
    for value in arguments(row.script, parsed.options, parsed.rest)[:1]:
        kept = kept_file(machine, value)
        if kept is None and stdin is not None and value.text() in STDIN_FILES:
            kept = stdin
        if kept is not None:
            run_text(machine, node, kept, row.stdin or "shell", f"{name} <()")
            ran = True
        elif "source" in row.note.split() and not sourced(machine, value) and _given(value):
            machine.record_text(node, "shell", value, name, None)
    return ran


def _given(path: Value) -> bool:
    """A whole path that somebody else decides."""
    return path.origins <= {INPUT, NETWORK, "decoded", "model"} and bool(path.origins)


def sourced(machine: Machine, path: Value) -> bool:
    """`. ./lib.sh`: the names that a script of the plugin binds are bound here too."""
    scope = machine.modules.sourced(machine, path.text() or "")
    if scope is None:
        return False
    for name, binding in list(scope.vars.items()):
        machine.bind(name, binding.ever)
    return True


def applies(arg: Arg, parsed: Parsed) -> bool:
    if arg.when and not any(option in parsed.options for option in arg.when.split()):
        return False
    return not (arg.unless and any(option in parsed.options for option in arg.unless.split()))


def written(machine: Machine, node: ir.Node, row: Program, parsed: Parsed, stdin: Value | None) -> Value:
    """What a program writes to its standard output."""
    flows = flows_of_row(row, parsed)
    if stdin is None and not paths_of(row, parsed):
        stdin = unknown(frozenset({INPUT}), frozenset({"input:stdin"}))
    if row.decode and (not row.decode_when or any(o in parsed.options for o in row.decode_when.split())):
        source = stdin if stdin is not None else files_of(machine, row, parsed)
        return decoded(row.decode, source, as_text=True).tainted(NONE, flows)
    if row.output == "files":
        source = files_of(machine, row, parsed) if parsed.rest or stdin is None else stdin
        return source.tainted(NONE, flows)
    if row.output == "temporary":
        return constant(f"/tmp/tmp.{node.start}")
    if row.output == "folder":
        return machine.frame.folders[-1] if machine.frame.folders else constant(".")
    if row.output in FILTERS:
        return FILTERS[row.output](parsed, stdin).tainted(NONE, flows)
    if row.output:
        return unknown(frozenset({row.output}), flows)
    passed = stdin.flows if stdin is not None else NONE
    given = [*parsed.rest, *parsed.options.values()]
    return unknown(frozenset({"unknown"}), flows_of(given) | flows | passed)


def flows_of_row(row: Program, parsed: Parsed) -> frozenset[str]:
    flows = NONE
    if row.flow:
        for arg in row.args:
            if arg.capability == row.flow and applies(arg, parsed):
                for value in arguments(arg.at, parsed.options, parsed.rest):
                    flows |= {f"{row.flow}:{found}" for found in subjects(arg.kind, value) if found}
        if row.collect:
            flows |= {f"{row.flow}:{row.collect}"}
        if row.flow == ENV and not flows and row.output not in FILTERS and not parsed.nested and not parsed.rest:
            flows = frozenset({"environment:*"})
    return flows


def files_of(machine: Machine, row: Program, parsed: Parsed) -> Value:
    """The content of the files a program reads."""
    paths = paths_of(row, parsed)
    found = [content_of(machine, path) for path in paths[:8]]
    if len(found) == 1:
        return found[0]
    return mixed(found) if found else unknown(frozenset({FILE}))


def paths_of(row: Program, parsed: Parsed) -> list[Value]:
    """The files that a program is given to read."""
    return [
        value
        for arg in row.args
        if arg.capability == READ and arg.kind in ("path", "if", "upload") and applies(arg, parsed)
        for value in arguments(arg.at, parsed.options, parsed.rest)
    ]
