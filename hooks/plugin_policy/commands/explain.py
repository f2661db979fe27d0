"""`plugin-policy explain RULE|CHECK`: what it says, why, and how to mend it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from plugin_policy.finding import Rule

HELP = "what it says, why, and how to mend it"
ARGUMENTS = "RULE|CHECK"


def main(argv: Sequence[str] | None = None) -> int:
    import argparse

    parser = argparse.ArgumentParser(prog="plugin-policy explain", description="Explain a check or a rule.")
    parser.add_argument("name", metavar="RULE|CHECK", help="for example no-eval or no-eval/python-eval")
    name = parser.parse_args(argv).name
    text = explain(name)
    if text is None:
        from plugin_policy.cli import suggestion

        print(f"plugin-policy: no check or rule {name!r}{suggestion(name)}", file=sys.stderr)
        return 2
    print(text)
    return 0


def explain(name: str) -> str | None:
    """The page of a check or of a rule, None when there is none of that name."""
    from plugin_policy.check import check_names, find_rule, load_check
    from plugin_policy.installed.rules import RULES as installed_rules
    from plugin_policy.policy.rules import RULES as policy_rules
    from plugin_policy.reading import RULES as reading_rules
    from plugin_policy.trial.rules import RULES as trial_rules

    for rule in (*policy_rules, *reading_rules.values(), *trial_rules, *installed_rules.values()):
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
