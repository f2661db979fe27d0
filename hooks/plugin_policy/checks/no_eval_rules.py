"""The rules of no-eval, and what makes the difference between them."""

from __future__ import annotations

from plugin_policy.finding import Rule

_DATA = "hand over data and parse it (JSON, a schema), or call the function by its name"
_HELP = (
    "Text that is run as code can do everything the plugin can do, and no reviewer sees it. Severity follows the "
    "origin of the text: downloaded or decoded is critical; input, environment, a model's output or unknown is high; "
    "a constant is medium and is read as code by every other check."
)


def _rule(name: str, message: str, fix: str = _DATA) -> Rule:
    return Rule("no-eval/" + name, "high", message, fix, justifiable=True, help=_HELP)


RULES = (
    _rule("python-eval", "`{via}` runs {text} as Python"),
    _rule("code-object", "`{via}` makes a function of {text}"),
    _rule(
        "deserialise",
        "`{via}` runs what {text} tells it to run while it is loaded",
        "load data only: JSON, `yaml.safe_load`, `weights_only=True`, safetensors",
    ),
    _rule(
        "dynamic-import",
        "`{via}` imports a module whose name is {text}",
        "import modules by constant names; map allowed names to modules in a table",
    ),
    _rule("load-file", "`{via}` runs {text} as a program", "ship the file in the plugin and import it by its name"),
    _rule(
        "native", "`{via}` loads {text} as native code", "load libraries by constant names that the plugin documents"
    ),
    _rule("template", "`{via}` compiles {text} as a template", "keep templates constant and pass values to them"),
    _rule("expression", "`{via}` evaluates {text} as an expression", "use a table of allowed operations"),
    _rule(
        "js-eval", "`{via}` runs {text} as JavaScript", "parse the value with JSON.parse, or call the function by name"
    ),
    _rule("js-function", "`{via}` makes a function of {text}", "write the function in the source"),
    _rule("timer-string", "`{via}` runs {text} when the time has come", "pass a function, not text"),
    _rule("vm", "`{via}` runs {text}; `vm` is no sandbox", "call code by name; run foreign code in a real sandbox"),
    _rule("wasm", "`{via}` runs {text} as WebAssembly", "ship the module as a file with its source"),
    _rule("shell-eval", "`{via}` runs {text} as shell", "write the command in the script; use arrays for arguments"),
    _rule("powershell-iex", "`{via}` runs {text} as PowerShell", "call the command by its name with parameters"),
    _rule(
        "program-text",
        "`{via}` gets {text} as its whole program",
        "start a program by its name with a list of arguments",
    ),
    _rule(
        "agent-instruction",
        "tells an agent to run code that it is given",
        "tell the agent which command to run, and with which arguments",
    ),
)
RULE = {rule.id.partition("/")[2]: rule for rule in RULES}

# Note of a table row -> rule
BY_NOTE = {
    "deserialise": "deserialise",
    "import": "dynamic-import",
    "script": "load-file",
    "file": "load-file",
    "loader": "js-eval",
    "native": "native",
    "template": "template",
    "expression": "expression",
    "function": "js-function",
    "timer": "timer-string",
    "vm": "vm",
    "wasm": "wasm",
    "worker": "js-eval",
    "markup": "js-eval",
    "code object": "code-object",
    "compile": "code-object",
}
# Language of the text -> rule
BY_LANGUAGE = {
    "python": "python-eval",
    "javascript": "js-eval",
    "typescript": "js-eval",
    "shell": "shell-eval",
    "powershell": "powershell-iex",
}

# Programs whose output is meant for eval: they set up the shell (each one's own documentation says so), and the words
# by which others are asked for such output.
SET_UP_PROGRAMS = frozenset(
    (
        b"ssh-agent", b"gpg-agent", b"keychain", b"dircolors", b"gdircolors", b"resize", b"getopt", b"direnv",
        b"lesspipe", b"lesspipe.sh", b"thefuck", b"register-python-argcomplete", b"docker-machine", b"tset",
        b"path_helper", b"vivid",
    )
)  # fmt: skip
SET_UP_WORDS = frozenset(
    (
        b"init", b"hook", b"env", b"shellenv", b"activate", b"completion", b"completions", b"docker-env",
        b"generate-shell-completion", b"podman-env", b"shell.bash", b"shell.zsh", b"shell.posix", b"shell-init",
        b"--alias", b"--bash", b"--zsh", b"--fish", b"--init", b"-Mlocal::lib", b"signin", b"print-env", b"export-env",
        b"path", b"init-shell", b"--completion", b"--completions", b"alias", b"--shell-init", b"shellinit",
        b"virtualenv-init",
    )
)  # fmt: skip
