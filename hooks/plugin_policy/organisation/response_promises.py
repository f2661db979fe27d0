"""The promises of response-times, as rows."""

from __future__ import annotations

from plugin_policy.verdict import Promise

READ = (
    "a token with repository security advisories: read (`repository_advisories`)"
    ", of an administrator or security manager"
)


def _row(name: str, severity: str, says: str, message: str, fix: str, permission: str = READ) -> Promise:
    return Promise("response-times/" + name, severity, says, message, fix, permission)


ACKNOWLEDGE = _row(
    "acknowledge",
    "medium",
    "reports are acknowledged in the promised time",
    "a report was not acknowledged in the promised time: {reason}",
    "answer the reporter now",
    "GitHub does not show when a report was answered: keep the time in `incidents/`, or accept it with a reason",
)
ASSESS = _row(
    "assess",
    "medium",
    "reports are assessed in the promised time",
    "a report was not assessed in the promised time: {reason}",
    "accept or close the report, and tell the reporter",
    "GitHub does not show when a report was assessed: keep the time in `incidents/`, or accept it with a reason",
)
UPDATE = _row(
    "update",
    "medium",
    "reporters are kept informed",
    "a reporter has not heard in the promised time: {reason}",
    "tell the reporter how it stands",
    "GitHub does not show comments on advisories: keep the times in `incidents/`, or accept it with a reason",
)
FIX = _row(
    "fix",
    "high",
    "vulnerabilities are fixed in the promised time",
    "a vulnerability was not fixed in the promised time: {reason}",
    "release the fix and publish the advisory",
)
DISCLOSE = _row(
    "disclose",
    "medium",
    "vulnerabilities are disclosed in the promised time",
    "a vulnerability was not disclosed in the promised time: {reason}",
    "publish the advisory",
)
DUE = _row(
    "due-soon",
    "low",
    "nothing promised is due within days",
    "a promised time ends soon: {reason}",
    "do it before it is due",
)
CONFIDENTIAL = _row(
    "confidential",
    "high",
    "reports are confidential until they are disclosed",
    "a file names an advisory that is not published: {reason}",
    "remove it, and publish the advisory soon",
)
AUDIT = _row(
    "audit",
    "medium",
    "security audits are regular",
    "no scheduled run in the promised time: {reason}",
    "schedule a workflow that runs the checks, and turn it on again if GitHub disabled it",
    "Actions: read of the repository",
)
PRIVATE = _row(
    "private-reporting",
    "medium",
    "the report form that SECURITY.md links is open",
    "SECURITY.md links the private report form, but private vulnerability reporting is off",
    "settings, Security: turn on private vulnerability reporting",
    "Metadata: read of the repository",
)
TIMES = _row(
    "times",
    "low",
    "times are promised",
    "no times are promised: {reason}",
    "promise times in `[responses]`",
    "write the promised times into `[responses]` of the policy",
)
REGISTERED = _row(
    "register",
    "medium",
    "the register of incidents can be read",
    "an entry of the register of incidents cannot be read: {reason}",
    "mend the file, see docs/organisation-checks.md",
)

PROMISES = (ACKNOWLEDGE, ASSESS, UPDATE, FIX, DISCLOSE, DUE, CONFIDENTIAL, AUDIT, PRIVATE, TIMES, REGISTERED)
