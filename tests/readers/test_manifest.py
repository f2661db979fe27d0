"""Values, positions and problems of JSON, YAML, TOML and front matter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import growth
from plugin_policy.readers.json_scan import Scanner
from plugin_policy.readers.manifest import Document, front_matter, parse
from plugin_policy.text import Text

KEYS = st.text(max_size=6)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def read(data: str | bytes, language: str = "json") -> Document:
    return parse(Text("f", data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, language))


def pointers(value: object, at: tuple = ()) -> list[tuple]:
    found = [at]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += pointers(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += pointers(inner, (*at, index))
    return found


def clean(text: str) -> bool:
    return text == text.encode("utf-8", "replace").decode()


@given(JSON, st.sampled_from([None, 2]), st.booleans())
def test_every_json_value_has_its_span(value: object, indent: int | None, ascii_only: bool) -> None:
    document = read(json.dumps(value, indent=indent, ensure_ascii=ascii_only))
    assert document.value == value
    assert not document.problems
    for pointer in pointers(value):
        start, end = document.locate(pointer)
        assert json.loads(document.text.data[start:end]) == document.get(*pointer)
        if pointer and isinstance(pointer[-1], str):
            start, end = document.locate(pointer, key=True)
            assert json.loads(document.text.data[start:end]) == pointer[-1]


@given(JSON)
def test_our_scanner_agrees_with_the_standard_library(value: object) -> None:
    scanner = Scanner(json.dumps(value).encode()).run()
    assert scanner.value == value
    assert not scanner.problems


@given(st.binary(max_size=200) | st.text(alphabet="{}[]\",:\\/*ntu0123 -.eN'a\n", max_size=120).map(str.encode))
@settings(max_examples=500)
def test_any_bytes_are_read_and_refused_exactly_when_json_refuses_them(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    try:
        json.loads(text, parse_constant=lambda name: 1 / 0)
        refused = False
    except (ValueError, ZeroDivisionError):
        refused = True
    document = read(text.encode())
    assert document.failed == refused or text.startswith("\ufeff")
    assert read(data).problems is not None


@given(st.text(), st.booleans())
def test_a_decoded_string_maps_back_to_its_source(value: str, ascii_only: bool) -> None:
    source = json.dumps({"k": value}, ensure_ascii=ascii_only).encode("utf-8", "replace")
    document = parse(Text("f", source, "json"))
    child = document.child(("k",), "shell")
    assert child is not None
    assert child.data == value.encode("utf-8", "replace")
    for index, byte in enumerate(child.data):
        start, end = child.to_root(index, index + 1)
        assert 0 < start <= end < len(source)
        if 32 <= byte < 127 and byte not in b'"\\':
            assert source[start : start + 1] == bytes([byte])


ERRORS = [
    ('{"a": 1,}', [("trailing-comma", 1, 8)]),
    ("[1, 2,]", [("trailing-comma", 1, 6)]),
    ('{"a": NaN, "b": -Infinity}', [("constant", 1, 7), ("constant", 1, 17)]),
    ('// note\n{"a": /* b */ 1}', [("comment", 1, 1), ("comment", 2, 7)]),
    ('{"a": 1,\n "a": 2}', [("duplicate-key", 2, 2)]),
    ('{"a": "\\x41"}', [("escape", 1, 8)]),
    ('{"a": "b\\ud800c"}', [("surrogate", 1, 9)]),
    ('{"a": "b\tc"}', [("control-character", 1, 9)]),
    ("{'a': 1}", [("syntax", 1, 2)]),
    ("{a: 1}", [("syntax", 1, 2)]),
    ('{"a" 1}', [("syntax", 1, 6)]),
    ('{"a": 1 "b": 2}', [("syntax", 1, 9)]),
    ('{"a": }', [("syntax", 1, 2)]),
    ('{"a": [1, 2}', [("syntax", 1, 7)]),
    ("{", [("syntax", 1, 1)]),
    ("", [("syntax", 1, 1)]),
    ("{} x", [("syntax", 1, 4)]),
    ("]", [("syntax", 1, 1), ("syntax", 1, 1)]),
    ('{"é": 1, "é": 01}', [("duplicate-key", 1, 10), ("syntax", 1, 15)]),
]


@pytest.mark.parametrize(("source", "expected"), ERRORS)
def test_every_error_is_told_with_its_place(source: str, expected: list[tuple[str, int, int]]) -> None:
    document = read(source)
    assert [(p.kind, *document.text.position(p.start)) for p in document.problems] == expected


def test_what_can_be_read_is_read_in_spite_of_errors() -> None:
    document = read('{"name": "x",, "list": [1 2, ], \'k\': tru, "last": {"a": "b"}')
    assert document.get("name") == "x"
    assert document.get("list") == [1, 2]
    assert document.get("last", "a") == "b"
    assert len(document.problems) >= 5


@pytest.mark.parametrize("depth", [201, 900, 3_000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_is_one_problem(depth: int, opening: str, closing: str) -> None:
    document = read('{"name": "x", "deep": ' + opening * depth + "1" + closing * depth + ', "last": 1}')
    assert [problem.kind for problem in document.problems] == ["depth"]
    assert document.get("last") == 1


def entries(many: int) -> bytes:
    return json.dumps(
        {"plugins": [{"name": f"plugin-{i}", "description": "d" * 50, "tags": ["a", "b"]} for i in range(many)]}
    ).encode()


def test_large_files_keep_their_positions() -> None:
    source = entries(90_000)
    assert len(source) > 9_000_000
    document = parse(Text("f", source, "json"))
    assert document.locate(("plugins", 89_999, "name"))[0] > 9_000_000


def test_cost_grows_with_the_number_of_entries() -> None:
    sources = {many: entries(many) for many in (1_000, 10_000)}
    assert growth(lambda many: parse(Text("f", sources[many], "json")), 1_000) < 40


@pytest.mark.parametrize("piece", [b"/*", b'"', b"'", b"\\", b"[/*", b'{"a":/*', b"#", b",", b"-", b"\xff"])
def test_repetition_does_not_slow_it_down(piece: bytes) -> None:
    assert growth(lambda many: parse(Text("f", piece * many, "json")), 20_000) < 40


def test_numbers_of_any_length() -> None:
    assert read("[" + "9" * 5000 + "]").value == [float("inf")]
    assert read("[1e999]").value == [float("inf")]


YAML = """\
name: ä: b
list:
  - one
  - {k: "v", w: yes}
when: 2024-01-01
none:
n: 12
f: 1.5
t: true
h: >-
  folded
  text
block: |
  echo é
  curl x
"""


def test_yaml_values_follow_the_core_schema() -> None:
    document = read(YAML.replace("ä: b", "äb"), "yaml")
    assert not document.problems
    assert document.value == {
        "name": "äb", "list": ["one", {"k": "v", "w": "yes"}], "when": "2024-01-01", "none": None, "n": 12, "f": 1.5,
        "t": True, "h": "folded text", "block": "echo é\ncurl x\n",
    }  # fmt: skip
    start, end = document.locate(("list", 1, "k"))
    assert document.text.data[start:end] == b'"v"'
    assert document.position(("list", 1, "w"), key=True)[:2] == (4, 14)
    assert document.position(("t",))[:2] == (9, 4)
    block = document.child(("block",), "shell")
    assert block is not None
    assert block.position(block.data.index(b"curl")) == (15, 3)


def test_yaml_errors_have_a_place() -> None:
    document = read(YAML, "yaml")
    assert document.problems[0].kind == "syntax"
    assert document.text.position(document.problems[0].start)[0] == 1


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a: 1\na: 2\n", "duplicate-key"),
        ("a: *none\n", "syntax"),
        ("a: &x [*x]\n", "syntax"),
        ("a: 1\n---\nb: 2\n", "syntax"),
        ("a: [\n", "syntax"),
        ("a: \x01\n", "control-character"),
        ("[" * 100_000, "depth"),
        ("- " * 900 + "a", "depth"),
    ],
)
def test_yaml_problems(source: str, kind: str) -> None:
    assert [problem.kind for problem in read(source, "yaml").problems] == [kind]


def test_yaml_aliases_are_bounded_and_tags_build_nothing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    assert [problem.kind for problem in read("\n".join(lines), "yaml").problems] == ["alias"]
    assert read("a: !!python/object/apply:os.system [id]", "yaml").value == {"a": ["id"]}
    assert read("a: !!python/name:os.system x", "yaml").value == {"a": "x"}
    assert read("base: &b {k: 1, l: 2}\nmade:\n  <<: *b\n  l: 3\n", "yaml").get("made") == {"k": 1, "l": 3}


@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>\"'\n #?,%@`", max_size=60).map(str.encode))
@settings(max_examples=500)
def test_any_bytes_are_read_as_yaml_and_toml(data: bytes) -> None:
    for language in ("yaml", "toml"):
        document = parse(Text("f", data, language))
        assert all(0 <= problem.start <= len(data) * 3 for problem in document.problems)
        document.locate(("a", 0))
    front_matter(Text("f", b"---\n" + data + b"\n---\n", "markdown"))


TOML = """\
title = "x" # note
a.b = [1, {k = 'v', "q r" = 1.5}, [2]]
[policy]
when = 2024-01-01 10:00:00
text = \"\"\"
one [not a table]
\"\"\"
[[exception]]
rule = "a"
[[exception]]
rule = "b"
[exception.more]
x = true
"""


def test_toml_positions() -> None:
    document = read(TOML, "toml")
    for pointer, expected in [
        (("title",), '"x"'),
        (("a", "b", 1, "k"), "'v'"),
        (("a", "b", 1, "q r"), "1.5"),
        (("a", "b", 2), "[2]"),
        (("policy", "when"), "2024-01-01 10:00:00"),
        (("exception", 1, "rule"), '"b"'),
        (("exception", 1, "more", "x"), "true"),
    ]:
        start, end = document.locate(pointer)
        assert document.text.data[start:end].decode() == expected
    assert document.position(("exception", 1, "rule"), key=True)[:2] == (11, 1)
    assert document.position(("policy",))[:2] == (3, 1)


def test_toml_errors_have_a_place() -> None:
    document = read('a = 1\nb = "é" x\n', "toml")
    assert document.text.position(document.problems[0].start) == (2, 9)
    assert read("a = " + "[" * 5000, "toml").problems[0].kind == "depth"
    assert read(".".join("a" * 20_000) + " = 1", "toml").problems[0].kind == "depth"


def test_front_matter_is_a_text_of_its_own() -> None:
    source = "---\r\nname: x\r\ndescription: é\r\nhooks:\r\n  Stop: [{hooks: [{command: ls}]}]\r\n---\r\nbody: 1\r\n"
    document = front_matter(Text("SKILL.md", source.encode(), "markdown"))
    assert document is not None
    assert document.get("description") == "é"
    assert document.position(("hooks", "Stop", 0, "hooks", 0, "command"))[:2] == (5, 29)
    assert front_matter(Text("SKILL.md", b"# title\n---\na: 1\n---\n", "markdown")) is None
    assert front_matter(Text("SKILL.md", b"---\nname: x\n", "markdown")) is None


def test_front_matter_with_plain_values_that_yaml_does_not_take() -> None:
    """As the client reads it: such values are put in quotes, and their positions stay true."""
    source = b'---\nname: x\ndescription: Use when: "a\\b"\npaths: **/*.ts\n---\n'
    document = front_matter(Text("SKILL.md", source, "markdown"))
    assert document is not None
    assert not document.failed
    assert [problem.kind for problem in document.problems] == ["unquoted"]
    assert document.value == {"name": "x", "description": 'Use when: "a\\b"', "paths": "**/*.ts"}
    assert document.position(("paths",))[:2] == (4, 8)
    child = document.child(("description",), "text")
    assert child is not None
    assert child.position(child.data.index(b'b"')) == (3, 27)
    broken = front_matter(Text("SKILL.md", b"---\nname: 'a'b\n---\n", "markdown"))
    assert broken is not None
    assert broken.failed


def test_millions_of_values_beside_an_error_are_not_kept() -> None:
    from plugin_policy.readers.json_scan import MAX_TOKENS, Scanner

    scanner = Scanner(b"[" + b"1," * MAX_TOKENS + b"]").run()
    assert "size" in {problem.kind for problem in scanner.problems}
