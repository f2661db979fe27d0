import html.parser
import pathlib
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE, hostile_result, make_result, undisclosed

from plugin_policy.finding import Finding
from plugin_policy.report.escape import plain
from plugin_policy.report.markdown import CELL, code, inline, prose, render
from plugin_policy.report.result import Allowed, NotAnalysed, NotRun

TAGS = {
    "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "span", "br", "strong", "ul", "li",
    "details", "summary",
}  # fmt: skip


class Page(html.parser.HTMLParser):
    """Tags with their attributes, and the text nodes, of a page as GitHub's parser renders it."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.html = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def assert_inert(self) -> None:
        for tag, attributes in self.tags:
            assert tag in TAGS, tag
            assert not attributes, (tag, attributes)
        # GitHub links these in each text node after parsing.
        for text in self.texts:
            assert not re.search(r"@\w|#\w|https?://|\$\S", text), text


def test_a_page(result):
    result.findings.append(Finding("a/b", "note", "only a note", path="p"))
    result.allowed = [
        Allowed(undisclosed("jq", 3), "comment", "the template is ours", new=True),
        Allowed(undisclosed("make", 4), "exception", "seen by the owners", expires="2026-12-31"),
    ]
    result.not_run = [
        NotRun("dependency-audit", "no advisory database", "run `plugin-policy advisories update`", asked=False)
    ]
    result.notes = ["one anonymous plugin"]
    result.plugins = 2
    assert render(result) == (pathlib.Path(__file__).parent / "page.md").read_text()


def test_verdicts(result):
    def title() -> str:
        return render(result).splitlines()[0]

    assert title() == "## plugin-policy: 1 finding to mend"
    result.fail_on = "critical"
    assert title() == "## plugin-policy: passed"
    result.bytes = 0
    assert title() == "## plugin-policy: nothing was read"
    result.not_analysed = [NotAnalysed("a", "gone")]
    assert title() == "## plugin-policy: not everything could be judged"


def test_gravest_first():
    found = [Finding("a/b", severity, severity, path="p", line=2) for severity in ("low", "critical", "medium")]
    for line, finding in enumerate(found, 2):
        finding.line = finding.end_line = line
    rows = [line for line in render(make_result(findings=found)).splitlines() if "<code>p:" in line]
    assert [row.split()[2] for row in rows] == ["critical", "medium", "low"]


def test_subjects_are_one_row_and_a_place_is_one_row(result):
    found = [undisclosed(name, line) for line, name in enumerate(["jq", "make"], 1)]
    lesser = Finding("a/b", "low", "worse", path=result.findings[0].path, line=14, column=9, end_line=14, end_column=20)
    text = render(make_result(findings=[*found, *result.findings, lesser]))
    assert "(and <code>make</code>)" in text
    assert "<br>also low: worse <code>a/b</code>" in text


def test_a_page_of_hostile_text_is_inert():
    text = render(hostile_result())
    page = Page(text)
    page.assert_inert()
    assert "<script>alert(1)</script>" in page.text
    # Every row has as many cells as its head.
    for table in re.findall(r"<table>.*?</table>", page.html, re.DOTALL):
        widths = {len(re.findall(r"<t[hd]>", row)) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)}
        assert len(widths) == 1
    text.encode()


HARMFUL = st.lists(
    st.sampled_from(
        ["<", ">", "&", "[", "]", "(", ")", "!", "*", "_", "`", "~", "|", "#", "@", "\\", "://", "http",
         "www.", "$", "\n",
         "\r", "-", "=", "+", ":", "a", "1", " ", "me@x.io", "<!--", "-->", "<script>", "&lt;", "</td>", "mailto:", "^",
         "ftp", "javascript:", "\t", "'", '"', "%", "xmpp:", "http://x.io", "https://x.io/a_b"]
    ), max_size=12,
).map("".join)  # fmt: skip


@given(HARMFUL)
def test_escaped_text_says_just_that_text(text):
    for escape in (inline, code):
        page = Page(f"| a | b |\n| --- | --- |\n| {escape(text)} | x |\n")
        page.assert_inert()
        assert page.html.count("<td>") == 2
        cell = re.search(r"<td>(.*?)</td>\n<td>x</td>", page.html, re.DOTALL)
        assert cell
        said = "".join(texts_of(cell[1]))
        assert said.strip() == plain(text).strip()


def texts_of(fragment: str) -> list[str]:
    texts: list[str] = []

    class Reader(html.parser.HTMLParser):
        def handle_data(self, data):
            texts.append(data)

    reader = Reader()
    reader.feed(fragment)
    reader.close()
    return texts


@given(HARMFUL)
def test_a_paragraph_of_escaped_text_is_inert(text):
    Page(f"x {inline(text)} y\n").assert_inert()
    Page(f"- note: {prose(text)}\n").assert_inert()
    Page(f"x {prose(f'`{text}` is {text}')} y\n").assert_inert()


def test_code_in_messages():
    assert prose("`a|b` runs") == "<code>a&#124;b</code> runs"
    assert prose("an odd ` one") == "an odd &#96; one"


def test_long_text_is_cut():
    assert len(inline("x" * 10_000)) == CELL


@pytest.mark.parametrize("many", [100, 40_000])
def test_a_page_stays_below_githubs_limit(many):
    result = make_result()
    result.findings = [
        Finding("a/b", "low", f"{HOSTILE}{line}", path=HOSTILE, line=line, fix=HOSTILE) for line in range(2, many)
    ]
    result.findings += [Finding("a/n", "note", HOSTILE, path=HOSTILE, plugin=str(line)) for line in range(many)]
    result.findings.append(Finding("a/c", "critical", "the worst of all", path="z"))
    result.allowed = [Allowed(finding, "comment", HOSTILE) for finding in result.findings[: many // 2]]
    result.not_analysed = [NotAnalysed(HOSTILE, HOSTILE, HOSTILE)] * many
    result.notes = ["@" * 5000] * many
    result.checks = ["no-eval"] * many
    result.opaque = {"@" * 5000: 1}
    result.counts["opaque"] = 1
    row = dict.fromkeys(
        ("promise", "says", "subject", "verdict", "reason", "permission", "severity", "check"), "@" * 5000
    )
    result.promises = [{**row, "verdict": "fail", "evidence": []} for _ in range(many)]
    text = render(result)
    assert len(text.encode()) < 1 << 20
    assert "the worst of all" in text
    assert "more** in the JSON and SARIF reports" in text
