"""What least-privilege can say. BROAD: rules whose severity the policy gives (`[least-privilege] broad-scope`)."""

from plugin_policy.finding import Rule

RULES = (
    Rule(
        "least-privilege/broad-tools",
        "note",
        "pre-approves {what}",
        "name the commands it needs, such as `Bash(git log:*)`",
        justifiable=True,
    ),
    Rule(
        "least-privilege/spare-tools",
        "note",
        "asks for `{what}`, which its text never uses",
        "take the tool out of the list",
        justifiable=True,
    ),
    Rule(
        "least-privilege/match-all",
        "note",
        "a plugin hook on {what} that matches everything and does not look at the project first",
        "give it a `matcher` for the tools it is about, or let it end where the project does not concern it",
        justifiable=True,
    ),
    Rule(
        "least-privilege/broad-mode",
        "note",
        "settings with the mode `{what}`: edits need no question",
        "leave `defaultMode` to the user",
        justifiable=True,
    ),
    Rule(
        "least-privilege/spare-permission",
        "note",
        "asks for the permission `{what}`, which nothing in the plugin uses",
        "take the permission out of the manifest",
        justifiable=True,
    ),
    Rule(
        "least-privilege/unknown-permission",
        "note",
        "asks for the permission `{what}`, of which the policy does not say what it grants",
        "name it under `permissions` of the `[[plugin-format]]`, or take it out",
    ),
    Rule(
        "least-privilege/undeclared-permission",
        "medium",
        "{what}",
        "ask for the permission in the manifest, or take the use out",
        justifiable=True,
    ),
    Rule(
        "least-privilege/spare-environment",
        "low",
        "gives a server `{what}`, which nothing in the plugin reads",
        "take the variable out of `env`",
        justifiable=True,
    ),
    Rule(
        "least-privilege/broad-server",
        "high",
        "gives a server {what}",
        "give it the one folder or right it needs",
    ),
    Rule(
        "least-privilege/broad-folders",
        "medium",
        "opens all files below `{what}` to the agent",
        "name the folders it needs",
    ),
    Rule(
        "least-privilege/permissions-off",
        "high",
        "switches the agent's permission questions or sandbox off: {what}",
        "leave the decision to the user",
    ),
    Rule(
        "least-privilege/answers-allow",
        "high",
        "a plugin hook on {what} answers every permission question with allow",
        "answer only for the calls it has checked, or leave the decision to the user",
    ),
    Rule(
        "least-privilege/allows-by-default",
        "medium",
        "a plugin hook on {what} answers with allow whatever it has not refused",
        "print no decision for calls it does not know: then the user is asked",
    ),
    Rule(
        "least-privilege/answers-some",
        "note",
        "a plugin hook on {what} answers some permission questions with allow",
        "say in the README which calls it allows",
        justifiable=True,
    ),
    Rule(
        "least-privilege/redirected-service",
        "high",
        "sends the agent's own traffic elsewhere: `{what}`",
        "leave the agent's address, proxy and credentials alone",
    ),
    Rule(
        "least-privilege/agent-override",
        "high",
        "tells the agent to {what}",
        "take the sentence out",
    ),
)  # fmt: skip
BROAD = frozenset(("broad-tools", "spare-tools", "match-all", "broad-mode", "spare-permission"))
