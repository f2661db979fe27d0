"""The table of promises: each verdict with its reason, what would answer it, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.report.escape import plain
from plugin_policy.report.result import Result

Row = dict[str, object]


def ordered(result: Result) -> list[Row]:
    """Passed promises too; broken ones first within a check, as it asked them otherwise."""
    rank = {"fail": 0, "unknown": 1, "pass": 2}
    checks = {str(row["promise"]).partition("/")[0]: at for at, row in reversed(list(enumerate(result.promises)))}
    return sorted(
        result.promises,
        key=lambda row: (checks[str(row["promise"]).partition("/")[0]], rank[str(row["verdict"])]),
    )


def evidence(row: Row) -> list[str]:
    """`GET /orgs/x 200 2026-06-01T12:00:00Z`, one for each answer."""
    found = row["evidence"]
    assert isinstance(found, list)
    return [f"{_asked(str(one.get('endpoint', '')))} {one.get('status', '')} {one.get('time', '')}" for one in found]


def _asked(endpoint: str) -> str:
    """The endpoint; of GraphQL without the query, which the JSON report has."""
    return "POST /graphql" if endpoint.startswith("POST /graphql ") else endpoint[:160]


def lines(result: Result) -> Iterator[str]:
    """The table as plain text."""
    for row in ordered(result):
        about = f" [{row['subject']}]" if row["subject"] else ""
        yield f"{row['verdict']:<8}{row['promise']}{plain(about)}: {plain(str(row['says']))}"
        yield f"        {plain(str(row['reason']))}"
        if row["permission"]:
            yield f"        to answer it: {plain(str(row['permission']))}"
        for one in evidence(row)[:3]:
            yield f"        evidence: {plain(one)}"
