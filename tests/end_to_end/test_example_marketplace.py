"""What the example marketplace shows off is found, and gravely."""

from __future__ import annotations

import pytest

from helpers import ROOT, report

FOUND = [
    ("plugins/prompt-coach/hooks/hooks.json", 6, "no-undisclosed-data/sent"),  # a plugin hook that posts prompts
    ("plugins/prompt-coach/hooks/hooks.json", 14, "no-undisclosed-data/sent"),  # the environment, in hooks.json itself
    ("plugins/prompt-coach/.mcp.json", 7, "no-undisclosed-data/foreign-credential"),  # a telemetry server
    ("plugins/prompt-coach/agents/coach.md", 6, "no-undisclosed-data/instructed"),
    ("plugins/prompt-coach/agents/coach.md", 6, "least-privilege/agent-override"),
    ("plugins/deploy-kit/scripts/install.sh", 2, "no-unjustified-commands/download-and-run"),  # curl | sudo bash
    ("plugins/deploy-kit/scripts/install.sh", 3, "no-sensitive-paths/credentials"),
]


@pytest.fixture(scope="module")
def findings() -> list[dict[str, object]]:
    rows = report("scan", ROOT / "examples" / "marketplace")["findings"]
    assert isinstance(rows, list)
    return rows


@pytest.mark.parametrize("place", FOUND, ids=lambda place: f"{place[2]}:{place[1]}")
def test_is_high_or_critical(findings: list[dict[str, object]], place: tuple[str, int, str]) -> None:
    severities = {row["severity"] for row in findings if (row["path"], row["line"], row["rule"]) == place}
    assert severities
    assert severities <= {"high", "critical"}


def test_good_plugin_is_clean(findings: list[dict[str, object]]) -> None:
    rows = [row for row in findings if str(row["path"]).startswith("plugins/word-count/")]
    assert [row for row in rows if row["severity"] not in ("low", "note")] == []
