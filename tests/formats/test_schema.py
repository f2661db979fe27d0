"""The small evaluator and jsonschema give the same answer, and nothing a manifest holds makes us fail."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin_policy.formats.explain import violations
from plugin_policy.formats.regex import problem
from plugin_policy.formats.schema import holds, load
from plugin_policy.formats.urls import is_url

FILES = ("plugin", "marketplace", "hooks", "mcp", "lsp", "monitors")


def words(schema: Any, found: set[str]) -> set[str]:
    """Field names and constants of a schema: values made of them come near to what it wants."""
    if isinstance(schema, dict):
        found |= set(schema.get("properties", {})) | {item for item in schema.get("enum", ()) if isinstance(item, str)}
        for value in schema.values():
            words(value, found)
    elif isinstance(schema, list):
        for value in schema:
            words(value, found)
    return found


def values(file: str) -> st.SearchStrategy[Any]:
    known = sorted(words(load(file), {"name", "command", "description", "when"}))
    text = st.sampled_from([*known, "", " ", "./x", "./x.json", "./x.md", ".py", "https://e.com/x.mcpb", "a" * 40])
    scalar = st.none() | st.booleans() | st.integers(-1, 700) | st.floats(allow_nan=False) | text
    keys = st.sampled_from(known) | text
    return st.recursive(scalar, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4))


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_agrees_with_jsonschema(name: str, data: st.DataObject) -> None:
    file = f"{name}.schema.json"
    value = data.draw(values(file))
    assert holds(value, load(file), file) == (not list(violations(value, file)))


@given(st.text(max_size=40))
def test_any_text_is_judged(text: str) -> None:
    assert isinstance(problem(text), str)
    assert is_url(text) in (True, False)


@pytest.mark.parametrize("source", ["a|b", "(?<n>a)\\k<n>", "[\\w-]+", "x{2,3}?", "^a$", "]", "{", "a{,3}", "(?=a)*"])
def test_expressions_of_javascript(source: str) -> None:
    assert problem(source) == ""


@pytest.mark.parametrize("source", ["(", ")", "[", "*a", "a{3,2}", "[b-a]", "\\", "(?<n>a)(?<n>b)", "a**", "(?x"])
def test_no_expressions_of_javascript(source: str) -> None:
    assert problem(source)
