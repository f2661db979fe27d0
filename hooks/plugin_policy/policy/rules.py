"""What the policy itself has to say: about exceptions, allow comments and the baseline."""

from __future__ import annotations

from plugin_policy.finding import Finding, Rule

RULES = (
    Rule(
        "policy/exception-expired",
        "low",
        "the exception for `{rule}` expired on {expires}: its findings are back",
        "mend what it covered, or renew `expires` with a reason that still holds",
        help="An exception counts up to and including the day in `expires`. After it the findings that it covered are "
        "reported again with their own severity, and this finding says why.",
    ),
    Rule(
        "policy/exception-expiring",
        "note",
        "the exception for `{rule}` expires on {expires}, {days}",
        "mend what it covers, or renew `expires` with a reason that still holds",
        help="Said from 14 days before the day in `expires`, so that nobody is surprised by a failing check.",
    ),
    Rule(
        "policy/exception-unused",
        "low",
        "the exception for `{rule}` matches no finding",
        "remove it from the policy",
        help="Judged in scans of the whole repository only. An exception that nothing needs may one day cover what "
        "nobody meant it to cover.",
    ),
    Rule(
        "policy/allow-comment-reason",
        "low",
        "this allow comment gives no reason of at least 10 characters, so it allows nothing",
        "say behind the bracket why this is needed",
        help="`plugin-policy: allow[RULE] reason`: a reviewer reads the reason in place of the finding.",
    ),
    Rule(
        "policy/allow-comment-form",
        "low",
        "this allow comment cannot be read: {problem}",
        "write `plugin-policy: allow[RULE] reason`, optionally ending in `until YYYY-MM-DD`",
        help="The list in brackets holds ids of rules or checks, separated by commas.",
    ),
    Rule(
        "policy/allow-comment-expired",
        "low",
        "this allow comment was good until {until}: its findings are back",
        "mend what it covered, or give it a new day and a reason that still holds",
        help="An allow comment may end in `until YYYY-MM-DD`, the last day on which it counts.",
    ),
    Rule(
        "policy/allow-comment-refused",
        "note",
        "this allow comment does not clear `{rule}`: {problem}",
        "mend the finding, or ask the owners of the policy for an exception",
        help="Comments clear findings of justifiable rules only, and what `allow-comments` of the policy lists. They "
        "never clear provider secrets, hidden Unicode or anything critical.",
    ),
    Rule(
        "policy/allow-comment-unused",
        "note",
        "this allow comment clears nothing: no finding of {rules} on its line",
        "remove it, or put it on the line of the finding or alone on the line above",
        help="Judged in scans of the whole repository only.",
    ),
    Rule(
        "policy/baseline-critical",
        "low",
        "the baseline lists a critical finding of `{rule}`, which no baseline covers",
        "mend the finding, or accept it by an exception with a reason and a date; then run `plugin-policy baseline`",
        help="A baseline lets a repository adopt the checks while old findings wait. Critical ones may not wait.",
    ),
)  # fmt: skip

_BY_ID = {rule.id: rule for rule in RULES}


Place = tuple[str, int, int]  # path, line, column


def say(id: str, place: Place, evidence: str, **fields: object) -> Finding:
    """A finding of one of the rules above; `fields` fill its message."""
    rule = _BY_ID[id]
    path, line, column = place
    message = rule.message.format(**fields)
    return Finding(
        id, rule.severity, message, path=path, line=line, column=column, fix=rule.fix, plugin=".", evidence=evidence
    )
