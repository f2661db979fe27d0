"""The rules of security-policy: (name, severity, severity in profile "marketplace", message, fix)."""

from __future__ import annotations

from plugin_policy.finding import Rule

ROWS = (
    ("missing", "low", "medium", "no `SECURITY.md` in this repository, its `.github` or `docs` folder",
     "write one with `plugin-policy security-policy --init`, or link your organisation's"),
    ("no-private-channel", "low", "medium", "names no private way to report a vulnerability",
     "name an e-mail address, or link this repository's `security/advisories/new`"),
    ("public-channel", "low", "medium", "sends vulnerability reports to public issues",
     "name a private way: an e-mail address or this repository's `security/advisories/new`"),
    ("foreign-channel", "low", "medium", "the report form is that of {detail}",
     "link this repository's own `security/advisories/new`"),
    ("placeholder", "low", "medium", "holds a placeholder nobody filled in: {detail}", "write what holds here"),
    ("contradicting-times", "low", "medium", "the promised times contradict each other: {detail}",
     "promise what you can keep: change one of the two"),
    ("version-without-tag", "low", "medium", "`{detail}` is called supported, but no tag or manifest has it",
     "correct the table of supported versions, or tag the release"),
    ("newest-unsupported", "low", "medium", "the newest release `{detail}` is in no supported range",
     "bring the table of supported versions up to date"),
    ("broken-link", "low", "medium", "the link `{detail}` leads nowhere in this repository",
     "correct the link, or write the document"),
    ("stale-date", "low", "medium", "{detail}", "check that all of it still holds, then set the date"),
    ("contact-differs", "low", "medium", "the contact differs: {detail}",
     "name the same contact in all places that reporters may find"),
    ("expired", "low", "medium", "`security.txt` expired on {detail}",
     "check its contact, then set `Expires` anew (RFC 9116)"),
    ("public-template", "low", "medium", "the issue template `{detail}` invites vulnerability reports in public",
     "remove it, or send reporters to the private way"),
    ("no-report-content", "low", "low", "does not say what a report should hold",
     "ask for a description, the steps to reproduce and the impact"),
    ("no-response-times", "low", "low", "promises no time within which reporters hear something",
     "say within which time reports are acknowledged and assessed"),
    ("no-supported-versions", "low", "low", "does not say which versions get security fixes",
     "add a table of supported versions"),
    ("no-severity-levels", "note", "low", "does not say how severity is rated",
     "name the levels, and what falls under each"),
    ("no-disclosure-timeline", "note", "low", "does not say when and how a vulnerability is disclosed",
     "say when details are published after a fix"),
    ("no-safe-harbour", "note", "low", "does not say that research in good faith is welcome and safe",
     "say that you take no legal action against research in good faith"),
    ("no-bounty-statement", "note", "low", "does not say whether there is a bounty", "say that there is one, or none"),
    ("no-hall-of-fame", "note", "low", "does not say whether reporters are credited",
     "say how reporters are credited, with their consent"),
    ("no-date", "note", "note", "does not say when it was last updated", "add `Last updated: YYYY-MM-DD`"),
    ("owner-differs", "note", "low", "the contact is {detail}",
     "name the same contact in both places"),
    ("elsewhere", "note", "low", "the security policy stands elsewhere and was not read: {detail}",
     "copy what reporters need into this repository"),
    ("not-read", "note", "low", "is not read: {detail}",
     "write what reporters need in short and in English as well, or check it by hand"),
)  # fmt: skip

HELP = (
    'What reporters need is listed in GitHub\'s "Adding a security policy to your repository", the OpenSSF guide to '
    "coordinated vulnerability disclosure for open source projects, and RFC 9116 for security.txt."
)

RULES = tuple(Rule("security-policy/" + name, low, message, fix, help=HELP) for name, low, _, message, fix in ROWS)
SEVERITY = {name: (low, marketplace) for name, low, marketplace, _, _ in ROWS}
