"""What is said of installed plugins: the `installed/…` rules, which belong to no check."""

from __future__ import annotations

from plugin_policy.finding import Rule

UNINSTALL = "uninstall it: `claude plugin uninstall {id}`"
UPDATE = "update it: `claude plugin marketplace update {marketplace}`, then `claude plugin update {id}`"

RULES = {
    rule.id: rule
    for rule in (
        Rule(
            "installed/removed", "high", "`{id}` is installed, and its marketplace lists it no more{more}", UNINSTALL,
            help="Medium where the marketplace only dropped the entry; high where it says that the plugin is removed "
            "(`renames` to null).",
        ),
        Rule("installed/renamed", "low", "`{id}` is called `{name}` now", "install it under its new name"),
        Rule(
            "installed/incident", "high", "`{id}` has an open incident in its marketplace: {incident}, {grade}",
            UNINSTALL,
            help="With the severity of the incident, at least medium.",
        ),
        Rule(
            "installed/affected", "high", "version {version} of `{id}` is affected by {advisory}{more}", UPDATE,
            help="From the closed incidents of the marketplace, and the OSV records in the folder of `--advisories`; "
            "with the severity that they give.",
        ),
        Rule(
            "installed/advisory", "medium", "`{id}` has the advisory {advisory}; whether {version} is affected cannot "
            "be told", UPDATE,
            help="The record names commits only, and the history of the plugin is not here.",
        ),
        Rule(
            "installed/changed", "high", "`{id}` is not what its marketplace has at {commit}: {what}",
            "install it anew: `claude plugin uninstall {id}`, then `claude plugin install {id}`",
            help="Every installed file is compared with the commit that the client recorded. What the client itself "
            "adds (`node_modules` from a lock, its own marks) does not count.",
        ),
        Rule(
            "installed/behind-pin", "low", "`{id}` is installed at {commit}, and its marketplace pins {pin}", UPDATE,
        ),
        Rule(
            "installed/unknown-marketplace", "low", "the marketplace of `{id}` is not known any more: nobody tells "
            "when it is removed or unsafe", UNINSTALL,
        ),
        Rule(
            "installed/unreadable", "medium", "this list of installed plugins cannot be read: nothing in it was judged",
            "start Claude Code, which mends it, or install the plugins anew",
        ),
        Rule(
            "installed/unverified", "note", "`{id}` could not be compared with its marketplace: {what}",
            "update the marketplace: `claude plugin marketplace update {marketplace}`",
        ),
    )
}  # fmt: skip
