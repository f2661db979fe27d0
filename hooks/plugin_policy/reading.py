"""What reading itself has to say: the `reading/…` rules, which belong to no check."""

from __future__ import annotations

from plugin_policy.finding import Finding, Rule

_SEEN = "make it a regular file inside the repository, or leave it out"

RULES = {
    rule.id: rule
    for rule in (
        Rule(
            "reading/anonymous-plugin",
            "note",
            "",
            "add `.claude-plugin/plugin.json` or `.claude-plugin/marketplace.json`",
        ),
        Rule("reading/bound", "high", "", "split the file, or write the part plainly, so that it can be read"),
        Rule(
            "reading/external", "high", "", "make the pin name content that can be brought, or list the plugin no more"
        ),
        Rule("reading/huge", "note", "", "files over 64 MB are searched for secrets only"),
        Rule("reading/language", "note", "", "a reviewer has to read this file: no reader of ours parses its language"),
        Rule("reading/not-checked-out", "note", "", "scan a full checkout (`git sparse-checkout disable`)"),
        Rule("reading/policy-in-plugin", "note", "", "put the policy in the root of the repository"),
        Rule("reading/special-file", "note", "", _SEEN),
        Rule("reading/submodule", "note", "", "scan the submodule's own repository"),
        Rule("reading/symlink-dangling", "note", "", _SEEN),
        Rule("reading/symlink-loop", "note", "", _SEEN),
        Rule("reading/symlink-outside", "note", "", _SEEN),
        Rule("reading/syntax-error", "note", "", "correct the syntax, so that the whole file can be read"),
    )
}


def say(
    rule: str, message: str, path: str, *, severity: str = "", line: int = 1, column: int = 1, plugin: str = "."
) -> Finding:
    """A finding of a reading rule. The path is its evidence: there is one of a kind for a file."""
    found = RULES["reading/" + rule]
    return Finding(
        found.id, severity or found.severity, message, path=path, line=line, column=column, fix=found.fix,
        plugin=plugin, evidence=message,
    )  # fmt: skip
