"""Hostile documents cost little more than their length."""

from __future__ import annotations

import time
from datetime import date

import pytest

from plugin_policy.security_policy.content import read_content
from plugin_policy.security_policy.judge import Facts, judge

PIECES = (
    "a ", "not ", "[", "](", "|", "1-", "a@", "a.", "security at a dot ", "<!--", "`", "_", "not public ", "within 1 ",
    "day 1-", "acknowledge ", "if you have not ", "![", "[x](", "\\", "> ", "# ", "- ", "http://", "disclose ", "v1.",
)  # fmt: skip


def seconds(text):
    started = time.process_time()
    content = read_content(text, "SECURITY.md", "own/name")
    list(judge(content, [], Facts(date(2026, 1, 1))))
    return time.process_time() - started


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
@pytest.mark.parametrize("piece", PIECES)
def test_cost_grows_with_the_length_at_most(piece, between):
    """Ten times the text: far from a hundred times the cost."""
    line = piece * (80 // len(piece))
    small, large = (between.join([line] * count) for count in (100, 1000))
    assert seconds(large) <= 30 * max(seconds(small), 0.01)
