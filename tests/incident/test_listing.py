"""Edits of marketplace.json: an entry out and back in, every other byte as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin_policy.errors import UsageError
from plugin_policy.incident.listing import Listing, change, disable, relist

NAMES = ["alpha", "beta", "gamma", "delta"]


def market(names=NAMES, indent=2, **more):
    value = {"name": "m", "owner": {"name": "o"}, **more}
    value["plugins"] = [{"name": name, "source": f"./plugins/{name}", "version": "1.0.0"} for name in names]
    return json.dumps(value, indent=indent).encode() + b"\n"


def out(data, name):
    return disable(Listing(data, "marketplace.json"), name)


def back(data, name, undo, *, last=True):
    return relist(Listing(data, "marketplace.json"), name, undo["entry"], undo, last=last)


def lines(before, after):
    return [line for line in after.splitlines() if line not in before.splitlines()]


@pytest.mark.parametrize("name", NAMES)
def test_disabled(name):
    data = market()
    after, _ = out(data, name)
    value = json.loads(after)
    assert [entry["name"] for entry in value["plugins"]] == [one for one in NAMES if one != name]
    assert value["renames"] == {name: None}
    assert value["forceRemoveDeletedPlugins"] is True
    added = [b'  "forceRemoveDeletedPlugins": true,', b'  "renames": {', f'    "{name}": null'.encode()]
    assert lines(data, after) == added  # the rest of the diff are lines that go


def test_one_line_more_where_renames_are_there():
    data = market(renames={"old": "beta"}, forceRemoveDeletedPlugins=True)
    after, _ = out(data, "alpha")
    assert lines(data, after) == [b'    "alpha": null,']
    assert json.loads(after)["renames"] == {"alpha": None, "old": "beta"}


@pytest.mark.parametrize("more", [
    {}, {"renames": {}}, {"renames": {"x": "beta"}}, {"renames": {"alpha": "beta"}},
    {"forceRemoveDeletedPlugins": False},
    {"forceRemoveDeletedPlugins": True, "renames": {"x": None}},
])  # fmt: skip
@pytest.mark.parametrize("indent", [None, 0, 2, 4, "\t"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_there_and_back(more, indent, ends):
    data = market(indent=indent, **more).replace(b"\n", ends)
    for mark in (b"", b"\xef\xbb\xbf"):
        for name in NAMES:
            after, undo = out(mark + data, name)
            json.loads(after.decode("utf-8-sig"))
            assert back(after, name, undo) == mark + data


@given(st.permutations(NAMES), st.permutations(NAMES), st.integers(1, 4), st.sampled_from([None, 2]))
def test_several_at_once(leave, come, number, indent):
    data = now = market(indent=indent)
    undo = {}
    gone = leave[:number]
    for name in gone:
        now, undo[name] = out(now, name)
    assert set(json.loads(now)["renames"]) == set(gone)
    first = undo[gone[0]]
    order = [name for name in come if name in gone]
    for name in order:
        # What the first one added, the last one takes away.
        mine = {**undo[name], **{key: first[key] for key in ("force", "renames")}}
        now = back(now, name, mine, last=name == order[-1])
        json.loads(now)
    assert json.loads(now) == json.loads(data) or sorted(map(str, json.loads(now)["plugins"])) == sorted(
        map(str, json.loads(data)["plugins"])
    )
    assert "renames" not in json.loads(now)
    assert "forceRemoveDeletedPlugins" not in json.loads(now)


def test_the_only_one():
    data = market(["alpha"])
    after, undo = out(data, "alpha")
    assert json.loads(after)["plugins"] == []
    assert json.loads(back(after, "alpha", undo)) == json.loads(data)


def test_neighbours_that_went_away():
    _, undo = out(market(), "beta")
    other = market(["new", "alpha"], renames={"beta": None}, forceRemoveDeletedPlugins=True)
    value = json.loads(back(other, "beta", undo))
    assert [entry["name"] for entry in value["plugins"]] == ["new", "alpha", "beta"]
    assert value == {key: value[key] for key in ("name", "owner", "plugins")}


@pytest.mark.parametrize(("data", "says"), [
    (b"{", "is not valid JSON"), (b"[]", "has no list `plugins`"), (b'{"plugins": {}}', "has no list `plugins`"),
    (b'{"plugins": [] /* x */}', "is not valid JSON"),
])  # fmt: skip
def test_what_is_no_marketplace_is_not_touched(data, says):
    with pytest.raises(UsageError, match=says):
        Listing(data, "marketplace.json")


def test_two_of_one_name():
    with pytest.raises(UsageError, match="2 entries are named"):
        out(market(["alpha", "alpha"]), "alpha")


def test_values_of_an_entry():
    text = '{\n  "name": "a",\n  "source": {"source": "github", "repo": "o/r", "ref": "v1"}\n}'
    new = change(text, {("source", "sha"): "f" * 40, ("source", "ref"): None, ("version",): "2"})
    assert new == text.replace(', "ref": "v1"', ', "sha": "' + "f" * 40 + '"').replace(
        "}\n}", '},\n  "version": "2"\n}'
    )
