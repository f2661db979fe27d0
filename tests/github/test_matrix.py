"""docs/organisation-checks.md says what the tests find, and no token ever gets a wrong answer."""

from __future__ import annotations

import matrix
import openapi
import pytest

# Comments on advisories: only where GitHub has the preview.
LAST_UPDATE = {"response-times/update"}


@pytest.fixture(scope="module")
def table():
    return matrix.table()


def test_no_token_gets_a_wrong_answer(table):
    _, cells = table
    for promise, row in cells.items():
        for viewer, (kept, broken) in row.items():
            assert kept != "fail", f"{promise} for {viewer}: fails although it is kept"
            assert broken != "pass", f"{promise} for {viewer}: passes although it is broken"


def test_an_owner_gets_an_answer_to_everything(table):
    _, cells = table
    unanswered = {promise for promise, row in cells.items() if row["owner"][0] == "unknown"}
    assert unanswered <= LAST_UPDATE


def test_page_is_current(table):
    if openapi.description() is None:
        pytest.skip("needs npm")
    assert matrix.page(table) == matrix.PAGE.read_text(encoding="utf-8"), "write it: python tests/github/matrix.py"


def test_an_administrator_gets_an_answer_to_all_but_the_second_factor(table):
    _, cells = table
    unanswered = {promise for promise, row in cells.items() if row["administrator"][0] == "unknown"}
    assert {promise.partition("/")[0] for promise in unanswered - LAST_UPDATE} == {"maintainers-2fa"}
