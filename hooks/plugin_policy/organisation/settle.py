"""From verdicts to a scan: a fail is a finding at the line that makes the promise, an unknown is not run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.finding import Finding
from plugin_policy.report.result import NotRun
from plugin_policy.verdict import FAIL, UNKNOWN, Verdict

if TYPE_CHECKING:
    from plugin_policy.scan import Scan

# Where a SECURITY.md makes the promises of a check.
SENTENCES = {
    "maintainers-2fa": r"two.factor|2fa|multi.factor|mfa\b",
    "review-required": r"pull request review|code review|require\w* (?:a )?(?:pull request|review)|authori[sz]"
    r"ed .{0,40}publish",
    "signed-releases": r"cod(?:e|ing) sign|signed (?:release|tag|commit)",
    "response-times": r"acknowledg|within \d|working days|business days|security audits?",
}


def settle(scan: Scan, verdicts: Iterable[Verdict]) -> Iterator[Finding]:
    """Findings of the broken promises; what cannot be answered lands in `scan.not_run`, one row per promise."""
    for verdict in verdicts:
        scan.verdicts.append(verdict)
        check = verdict.promise.id.partition("/")[0]
        if verdict.state == FAIL:
            if not verdict.path:
                verdict.path, verdict.line = place(scan, check)
            yield verdict.finding()
        elif verdict.state == UNKNOWN:
            cure = f"to answer it: {verdict.permission}" if verdict.permission else "see the reason"
            row = NotRun(check, verdict.reason, cure, promise=verdict.promise.id, subject=verdict.subject)
            scan.not_run.append(row)


def place(scan: Scan, check: str) -> tuple[str, int]:
    """The line that makes the promise: of SECURITY.md, else line 1 of the manifest, else of the policy."""
    by_path = scan.repository.by_path
    pattern = re.compile(SENTENCES.get(check, r"(?!)"), re.IGNORECASE)
    for path in (".github/SECURITY.md", "SECURITY.md", "docs/SECURITY.md"):
        if path in by_path:
            lines = by_path[path].data[: 1 << 20].decode("utf-8", "replace").splitlines()
            return path, next((n for n, line in enumerate(lines, 1) if pattern.search(line)), 1)
    for path in (".claude-plugin/marketplace.json", ".claude-plugin/plugin.json", "package.json", "README.md"):
        if path in by_path:
            return path, 1
    return min(by_path, default="SECURITY.md"), 1
