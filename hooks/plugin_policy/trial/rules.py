"""What a trial can say."""

from __future__ import annotations

from plugin_policy.finding import UNDISCLOSED, Rule

_DISCLOSE = "leave it out, or disclose it in .claude-plugin/disclosure.json and say why"

RULES = (
    Rule(
        "trial/decoy-sent",
        "critical",
        "sends {what} to {host}",
        "take the code out that reads and sends it",
        help="Every decoy of the made-up home carries a random word of its own. It was found in what left the sandbox, "
        "plainly, compressed, or as base64, base32, hexadecimal or reversed text. A credential that goes to the "
        "service it belongs to is no finding.",
    ),
    Rule(
        "trial/decoy-read",
        "high",
        "reads {what}",
        "leave the file alone; ask the user for what you need, or take it from `userConfig`",
        help="What a program of the system reads of its own (git its ~/.gitconfig) is not counted.",
    ),
    Rule("trial/data-sent", "high", "sends {what} to {host}", _DISCLOSE, kind=UNDISCLOSED),
    Rule("trial/persistence", "high", "{does} `{what}`, which runs after the plugin is gone",
         "use plugin hooks, which go with the plugin"),
    Rule("trial/destroyed", "high", "deletes `{what}`, which is the user's", "delete only what the plugin made"),
    Rule("trial/download-and-run", "critical", "runs what it downloaded from {host}",
         "ship the program, or pin it by its digest and check that before it runs"),
    Rule("trial/elevation", "high", "starts `{what}`, which takes the rights of another user",
         "do without, and let the user run by hand what needs more rights"),
    Rule(
        "trial/inconclusive",
        "high",
        "{what}: what it does otherwise is not known",
        "make it end in time, and behave the same wherever it runs",
        help="A trial is bounded in time, memory, processes and output, and it sees signals and searches for the "
        "sandbox. A plugin that runs into such a bound, or looks for it, has not been seen "
        "whole and is never called clean.",
    ),
    Rule("trial/left-running", "medium", "leaves something running after the {surface} has ended",
         "end what you start, or run it as a monitor or a server that the client stops"),
    Rule("trial/undisclosed-host", "medium", "connects to `{what}`, which nothing discloses", _DISCLOSE,
         kind=UNDISCLOSED),
    Rule("trial/registry", "low", "fetches packages from `{what}`, which nothing discloses", _DISCLOSE,
         kind=UNDISCLOSED),
    Rule("trial/undisclosed-program", "low", "starts `{what}`, which nothing discloses", _DISCLOSE, kind=UNDISCLOSED),
    Rule("trial/tool-config", "medium", "{does} another tool's configuration: `{what}`", _DISCLOSE, kind=UNDISCLOSED),
    Rule("trial/wrote-outside", "low", "{does} outside the workspace: `{what}`", _DISCLOSE, kind=UNDISCLOSED),
    Rule("trial/read-outside", "low", "{does} outside the workspace: `{what}`", _DISCLOSE, kind=UNDISCLOSED),
    Rule("trial/unread-connection", "low", "what it says to `{what}` cannot be read: it trusts no certificate of ours",
         "use the system's certificates, so that a trial can see what is sent"),
    Rule("trial/not-predicted", "note", "{does} `{what}`, which reading the files did not show",
         "write it as a constant, so that a reviewer can see it"),
)  # fmt: skip
RULE = {rule.id.partition("/")[2]: rule for rule in RULES}
