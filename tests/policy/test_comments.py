import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin_policy.policy.comments import MAX_COMMENTS, MAX_LINE, find_comments, mark_new, may_hold_comments
from plugin_policy.text import Text

MARK = "plugin-policy: allow[no-eval]"
WHY = "the template is ours"


def find(source: str, language: str = "python", **options):
    return find_comments(Text("a", source.encode(), language), **options)


def test_the_whole_form():
    [one] = find(f"x = 1\neval(x)  # plugin-policy: allow[no-eval/python-eval, no-secrets] {WHY} until 2026-12-31\n")
    assert (one.line, one.column, one.target) == (2, 10, 2)
    assert one.rules == ("no-eval/python-eval", "no-secrets")
    assert (one.reason, one.until, one.problem, one.tool) == (WHY, "2026-12-31", "", "")


FORMS = [
    ("python", "x  # {}", True),
    ("python", "x  # type: ignore  # {}", True),
    ("python", "x  #{}", True),
    ("python", "x  // {}", False),
    ("python", "x = '{}'", False),
    ("javascript", "x  // {}", True),
    ("javascript", "x  /* {} */", True),
    ("javascript", "x  /* {} */ y()", True),
    ("javascript", "x  # {}", False),
    ("shell", "x # {}", True),
    ("powershell", "x # {}", True),
    ("yaml", "x: 1 # {}", True),
    ("toml", "x = 1 # {}", True),
    ("dockerfile", "# {}", True),
    ("sql", "select 1 -- {}", True),
    ("lua", "x() -- {}", True),
    ("batch", "REM {}", True),
    ("batch", ":: {}", True),
    ("html", "<b> <!-- {} -->", True),
    ("markdown", "text <!-- {} -->", True),
    ("markdown", "text # {}", False),
    ("markdown", "write `<!-- {} -->` there", False),
    ("json", '"x": 1 // {}', False),
    ("json", '"# {}"', False),
    ("notebook", '"# {}"', False),
    ("", "x=1 # {}", True),
    ("text", "x ; {}", True),
    ("text", "see {}", False),
]


@pytest.mark.parametrize(("language", "line", "counts"), FORMS)
def test_forms_of_the_languages(language, line, counts):
    found = find(line.replace("{}", f"{MARK} {WHY}"), language)
    assert bool(found) is counts
    if counts:
        assert found[0].reason == WHY


def test_alone_on_the_line_above():
    [one] = find(f"\n    # {MARK} {WHY}\n    eval(x)\n")
    assert (one.line, one.target) == (2, 3)
    [one] = find(f"/* {MARK} {WHY} */\neval(x)\n", "javascript")
    assert one.target == 2
    [one] = find(f"/* {MARK} {WHY} */ eval(x)\n", "javascript")
    assert one.target == 1


def test_several_alone_speak_of_the_line_below_the_last():
    found = find(f"# {MARK} {WHY}\n# {MARK} {WHY}\neval(x)\n# {MARK} {WHY}\n\n# {MARK} {WHY}\nx")
    assert [one.target for one in found] == [3, 3, 5, 7]


def test_line_ends_of_every_kind():
    for end in ("\n", "\r\n", "\r"):
        [one] = find(f"é = 1{end}é(x) # {MARK} {WHY}{end}y")
        assert (one.line, one.column, one.target, one.reason) == (2, 6, 2, WHY)


def test_markdown_fences_have_the_comments_of_their_language():
    source = f"---\nname: x # {MARK} {WHY}\n---\n# {MARK} {WHY}\n```bash\nx # {MARK} {WHY}\n```\n# {MARK} no\n"
    assert [one.line for one in find(source, "markdown")] == [2, 6]
    assert not find(f"```html\n<!-- {MARK} {WHY} -->\n```\n", "markdown")
    nested = f"````md\n```\n# {MARK} {WHY}\n```\n````\n<!-- {MARK} {WHY} -->\n"
    assert [one.line for one in find(nested, "markdown")] == [3, 6]


def test_a_parsers_comments_decide_where_there_are_any():
    source = f'x = """\n# {MARK} {WHY}\n"""\ny = "# {MARK} {WHY}"\nz # {MARK} {WHY}\n'
    start = source.rindex("#")
    assert len(find(source)) == 3
    assert [one.line for one in find(source, spans=lambda: [(start, len(source))])] == [5]
    assert find(source, spans=list) == []
    assert len(find(source, spans=lambda: None)) == 3


def test_a_block_comment_ends_on_its_last_line():
    source = f"/*\n * {MARK} {WHY}\n */\neval(x)\n"
    [one] = find(source, "javascript", spans=lambda: [(0, source.index("*/") + 2)])
    assert (one.target, one.reason) == (4, WHY)


def test_the_parser_is_not_asked_without_a_marker():
    def fail():
        raise AssertionError

    assert find("x = 1", spans=fail) == []


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ("allow no-eval because", "it needs a list in brackets"),
        ("allow[] because", "its brackets are empty"),
        ("allow[ , ] because", "its brackets are empty"),
        ("allow[no-eval] some reason until 2026-02-30", "there is no day 2026-02-30"),
    ],
)
def test_what_cannot_be_read_is_said(form, problem):
    [one] = find(f"x # plugin-policy: {form}")
    assert one.problem == problem


def test_other_words_behind_the_marker_are_no_comment():
    assert find("x # plugin-policy: see the docs\n") == []


def test_other_tools_only_when_listed():
    source = "a # pragma: allowlist secret\nb # pragma: allowlist nextline secret\nc # gitleaks:allow\nd # nosec B602\n"
    assert find(source) == []
    assert not may_hold_comments(source.encode())
    tools = ("detect-secrets", "gitleaks", "bandit")
    assert may_hold_comments(source.encode(), tools)
    found = find(source, foreign=tools)
    assert [(one.tool, one.target, one.rules) for one in found] == [
        ("detect-secrets", 1, ("no-secrets",)),
        ("detect-secrets", 3, ("no-secrets",)),
        ("gitleaks", 3, ("no-secrets",)),
        ("bandit", 4, ("static-analysis",)),
    ]
    assert [one.tool for one in find(source, foreign=("gitleaks",))] == ["gitleaks"]


def test_many_are_bounded():
    assert len(find(f"x # {MARK} {WHY}\n" * (MAX_COMMENTS * 3))) == MAX_COMMENTS


@given(
    st.text(st.sampled_from("ab#/*<!->`~ \n\r'\"[],:-"), max_size=80),
    st.sampled_from(["python", "markdown", "html", ""]),
)
def test_any_surroundings(text, language):
    source = text + "plugin-policy: allow[no-eval] x" + text
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in find(source, language):
        assert "plugin-policy:" in lines[one.line - 1]
        assert one.target >= one.line


def test_hostile_lines_end():
    # Any of these would take minutes if openers were searched along the line for each marker.
    for filler in ("#", "# ", "/*", "<!--", " ", "--"):
        line = filler * (MAX_LINE // len(filler) // 2)
        find((line + f"# {MARK} {WHY} until \n") * 500)
        find((line + " pragma: allowlist secret # nosec\n") * 500, foreign=("detect-secrets", "bandit"))
    find(f"# {MARK} {WHY} " * 300_000)


def test_a_line_too_long_to_review_allows_nothing():
    assert find("x" * MAX_LINE + f" # {MARK} {WHY}") == []


def test_new_comments_are_those_that_say_something_new_about_a_line():
    before = f"eval(a) # {MARK} {WHY}\nf()\n# {MARK} {WHY}\neval(b)\n"

    def new(source: str) -> list[int]:
        found = find(source)
        mark_new(found, find(before))
        return [one.line for one in found if one.new]

    assert new(before) == []
    assert new("\n\n" + before) == []
    assert new(before.replace("f()", f"eval(c) # {MARK} {WHY}")) == [2]
    assert new(before + before) == [5, 7]
    assert new(before.replace("eval(b)", "eval(c)")) == [3]
    assert new(before.replace(WHY, WHY + " now")) == [1, 3]
    assert new(f"g() # {MARK} {WHY}\n") == [1]
