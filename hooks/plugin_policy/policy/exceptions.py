"""Exceptions of the policy: which finding they cover, and what is to be said about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from plugin_policy.finding import Finding
from plugin_policy.globs import host_matches, matches
from plugin_policy.policy.rules import say
from plugin_policy.policy.settings import SELECTORS, Policy, PolicyException

EXTERNAL = "external"  # folder that paths of external plugins begin with
WARNING_DAYS = 14


class Exceptions:
    """The exceptions of one policy on one day (ISO date); remembers which were used."""

    def __init__(self, policy: Policy, today: str) -> None:
        self.policy = policy
        self.today = today
        self.used: set[int] = set()

    def cover(self, finding: Finding) -> PolicyException | None:
        """The first exception that covers the finding today."""
        for index, one in enumerate(self.policy.exceptions):
            if one.expires >= self.today and _names_rule(one.rule, finding.rule) and _selects(one, finding):
                self.used.add(index)
                return one
        return None

    def accepts_unknown(self, rule: str, subject: str = "") -> PolicyException | None:
        """The exception that accepts that a promise about the organisation cannot be answered.

        rule: id of the promise's rule. subject: whom or what the answer is about (a login, a tag, a workflow), ""
        for the promise as a whole. Every selector must match: who excuses one person excuses nobody else.
        """
        for index, one in enumerate(self.policy.exceptions):
            if (
                one.expires >= self.today
                and one.rule != "*"
                and _names_rule(one.rule, rule)
                and _is_about(one, subject)
            ):
                self.used.add(index)
                return one
        return None

    def findings(self, *, whole: bool, ran: Collection[str]) -> Iterator[Finding]:
        """What is to be said about the exceptions themselves, once all findings have been held against them.

        whole: the whole repository was judged. ran: ids of the checks that ran.
        """
        for index, one in enumerate(self.policy.exceptions):
            about = ((self.policy.path, self.policy.line_of("exception", "", index), 1), _identity(one))
            left = _days_between(self.today, one.expires)
            if left < 0:
                yield say("policy/exception-expired", *about, rule=one.rule, expires=one.expires)
                continue
            if left < WARNING_DAYS:
                days = "today" if not left else "in 1 day" if left == 1 else f"in {left} days"
                yield say("policy/exception-expiring", *about, rule=one.rule, expires=one.expires, days=days)
            elsewhere = one.path.startswith(EXTERNAL + "/")  # external plugins are not judged with the rest
            if whole and index not in self.used and _was_judged(one.rule, ran) and not elsewhere:
                yield say("policy/exception-unused", *about, rule=one.rule)


def _names_rule(name: str, rule: str) -> bool:
    return name in ("*", rule, rule.partition("/")[0])


def _was_judged(name: str, ran: Collection[str]) -> bool:
    check = name.partition("/")[0]
    return check in ran or check in ("*", "reading", "policy")


def _selects(one: PolicyException, finding: Finding) -> bool:
    plugin = (finding.plugin, finding.plugin.rpartition("/")[2])
    names = (finding.subject, *finding.names)
    return (
        (not one.path or matches(one.path, finding.path))
        and one.fingerprint in ("", finding.fingerprint)
        and one.pointer in ("", finding.pointer)
        and one.plugin in ("", *plugin)
        and (not one.host or any(host_matches(one.host, name) for name in names))
        and all(_is_named(name, names) for name in (one.package, one.advisory, one.person) if name)
    )


def _is_about(one: PolicyException, subject: str) -> bool:
    """Do all selectors name the subject? An unknown has no fingerprint, pointer or plugin."""
    if one.fingerprint or one.pointer or one.plugin or (one.path and not matches(one.path, subject)):
        return False
    return all(_same(name, subject) for name in (one.person, one.package, one.advisory, one.host) if name)


def _is_named(name: str, names: tuple[str, ...]) -> bool:
    return any(_same(name, other) for other in names)


def _same(name: str, other: str) -> bool:
    return name.removeprefix("@").casefold() == other.removeprefix("@").casefold()


def _identity(one: PolicyException) -> str:
    return " ".join((one.rule, *(f"{key}={getattr(one, key)}" for key in SELECTORS if one.given(key))))


def _days_between(first: str, second: str) -> int:
    from datetime import date

    return (date.fromisoformat(second) - date.fromisoformat(first)).days
