"""`plugin-policy explain RULE|CHECK`: what it says, why, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from plugin_policy.errors import UsageError
from plugin_policy.finding import Rule

HELP = "what it says, why, and how to mend it"
ARGUMENTS = "RULE|CHECK"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.arguments import Parser
    from plugin_policy.entry import guarded

    parser = Parser(prog="plugin-policy explain", description="Explain a check or a rule.")
    parser.add_argument("name", metavar="RULE|CHECK", help="for example no-eval or no-eval/python-eval")
    name = parser.parse_args(argv).name
    return guarded(lambda: _print(name))


def _print(name: str) -> int:
    from plugin_policy.report.output import write_text

    text = explain(name)
    if text is None:
        raise UsageError(f"no check or rule {name!r}{_nearest(name)}")
    write_text(text + "\n", "")
    return 0


def _nearest(name: str) -> str:
    """The rule of a check that was meant, or else the check."""
    from difflib import get_close_matches

    from plugin_policy.check import check_names, load_check
    from plugin_policy.cli import suggestion

    check = name.partition("/")[0].replace("-", "_")
    if check not in check_names():
        return suggestion(name)
    close = get_close_matches(name, [rule.id for rule in load_check(check).RULES], 1)
    return f"; did you mean {close[0]!r}" if close else suggestion(name)


def explain(name: str) -> str | None:
    """The page of a check or of a rule, None when there is none of that name."""
    from plugin_policy.check import check_names, find_rule, load_check
    from plugin_policy.installed.rules import RULES as installed_rules
    from plugin_policy.policy.disclosure import RULES as disclosure_rules
    from plugin_policy.policy.rules import RULES as policy_rules
    from plugin_policy.reading import RULES as reading_rules
    from plugin_policy.trial.rules import RULES as trial_rules

    for rule in (*policy_rules, *disclosure_rules, *reading_rules.values(), *trial_rules, *installed_rules.values()):
        if rule.id == name:
            return rule_page(rule)
    if "/" in name:
        found = find_rule(name)
        return rule_page(found) if found is not None else None
    if name.replace("-", "_") not in check_names() or "_" in name:
        return None
    module = load_check(name)
    lines = [name, "", (module.__doc__ or "").strip(), "", "rules:"]
    lines += [f"  {rule.id:<40} {rule.severity:<9}{rule.message}" for rule in module.RULES]
    return "\n".join(lines)


def rule_page(rule: Rule) -> str:
    allow = (
        f"an allow comment with a reason clears it: plugin-policy: allow[{rule.id}] why"
        if rule.justifiable
        else "no allow comment clears it; an exception in the policy does"
    )
    lines = [rule.id, "", f"severity: {rule.severity} ({rule.kind})"]
    if rule.message:
        lines.append(f"says: {rule.message}")
    lines += [f"fix: {rule.fix}", allow]
    if rule.help:
        lines += ["", rule.help]
    return "\n".join(lines)
