"""Rules of dependency-audit."""

from __future__ import annotations

from plugin_policy.finding import Rule


def _rule(name: str, severity: str, message: str, fix: str, help: str = "") -> Rule:
    return Rule("dependency-audit/" + name, severity, message, fix, help=help)


VULNERABLE = _rule(
    "vulnerable", "medium", "`{name}` {version} has {ids}{summary}; {fixed}",
    "{remedy} ({address})",
    "The severity is the advisory's own rating, else the base score of its CVSS vector; the policy says what an "
    "unknown one counts as.",
)  # fmt: skip
MALWARE = _rule(
    "malware", "critical", "`{name}`{version} is malware: {ids}{summary}",
    "remove it, and treat every machine that installed it as taken over ({address})",
)  # fmt: skip
RANGE_VULNERABLE = _rule(
    "vulnerable-range", "medium", "every release of `{name}`{taken} has {ids}{summary}; {fixed}",
    "{remedy} ({address})",
)  # fmt: skip
RANGE_REACHES = _rule(
    "range-reaches-vulnerable", "low", "`{name}` {version} can take a release that has {ids}{summary}; {fixed}",
    "raise the lower bound to the fixed version, or keep a lock ({address})",
)  # fmt: skip
MISSING_LOCK = _rule(
    "missing-lock", "low", "no lock holds the versions of {names}: what is installed changes from day to day",
    "commit the lock that the package manager writes, or name exact versions",
)  # fmt: skip
STALE_LOCK = _rule(
    "stale-lock",
    "low",
    "`{lock}` is out of step with `{manifest}`: {what}",
    "write the lock anew with the package manager, and commit it",
)
UNREADABLE = _rule(
    "unreadable", "medium", "{what}: its dependencies are unknown", "write the file anew with its package manager"
)
UNUSED = _rule(
    "unused", "note", "nothing in the folder names the declared dependency `{name}`", "remove it from the manifest"
)
DEPRECATED = _rule(
    "deprecated", "note", "its authors have deprecated {names}: {why}",
    "move to what the authors recommend; a deprecated release gets no fixes",
)  # fmt: skip
TOO_YOUNG = _rule(
    "too-young", "medium", "`{name}` {version} came out {age} ago, and the policy asks for {minimum}",
    "lock an older release, or wait: most malware is found within days",
)  # fmt: skip
OLD_DATABASE = _rule(
    "old-database", "note", "the advisory database for {ecosystem} {what}", "plugin-policy advisories update"
)

RULES = (
    VULNERABLE, MALWARE, RANGE_VULNERABLE, RANGE_REACHES, MISSING_LOCK, STALE_LOCK, UNREADABLE, UNUSED, DEPRECATED,
    TOO_YOUNG, OLD_DATABASE,
)  # fmt: skip
