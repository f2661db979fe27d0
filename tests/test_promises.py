"""Every promise of docs/promises.md is kept by something that exists."""

from __future__ import annotations

import re

import pytest

from helpers import ROOT
from plugin_policy.check import check_names
from plugin_policy.cli import verbs

PAGE = (ROOT / "docs" / "promises.md").read_text()
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(r"\| [AB]\d", line)]


def anchors(text: str) -> set[str]:
    """Of headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_no_promise_is_left_out() -> None:
    named = {name for row in ROWS for name in row[0].split()}
    assert named == {f"A{number}" for number in range(1, 23)} | {f"B{number}" for number in range(1, 64)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_keeps_it_exists(row: list[str]) -> None:
    promise, kept_by = row[1], row[2]
    assert "“" in promise or promise.startswith("links of")
    checks = {name.replace("_", "-") for name in check_names()}
    links = re.findall(r"\[(`?)([^\]`]+)\1\]\(([\w./-]+)(?:#([\w-]+))?\)", kept_by)
    assert links
    for quoted, label, path, anchor in links:
        page = ROOT / "docs" / path
        assert page.exists(), path
        assert not anchor or anchor in anchors(page.read_text()), (path, anchor)
        if quoted and label.startswith("plugin-policy "):
            assert label.split()[1] in verbs(), label
        elif quoted:
            assert label in checks, label
