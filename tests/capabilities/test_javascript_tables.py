"""The JavaScript tables hold together: known columns, one meaning per name, no name twice in one row."""

from __future__ import annotations

import pytest

from plugin_policy.capabilities import javascript, use
from plugin_policy.readers.rows import Api

CAPABILITIES = {
    use.EVALUATE, use.COMMAND, use.CONNECT, use.READ, use.WRITE, use.DELETE, use.LIST, use.ENVIRONMENT, use.COLLECT,
    use.DECODE, use.KEEP, "",
}  # fmt: skip
ORIGINS = {"", use.FILE, use.ENV, use.INPUT, use.MODEL, use.NETWORK, use.DECODED}


@pytest.mark.parametrize("row", javascript.ROWS, ids=lambda row: row.names.split()[0])
def test_row_is_well_formed(row: Api) -> None:
    names = row.names.split()
    assert names
    assert len(names) == len(set(names))
    assert row.capability in CAPABILITIES
    assert row.origin in ORIGINS
    assert row.kind in ("", "text", "url", "host", "path", "paths", "program")


def test_no_capability_twice_for_one_name() -> None:
    seen: set[tuple[str, str]] = set()
    for row in javascript.ROWS:
        for name in row.names.split():
            assert not row.capability or (name, row.capability) not in seen, name
            seen.add((name, row.capability))


def test_aliases_end_at_a_name_that_is_no_alias() -> None:
    for name, target in javascript.ALIASES.items():
        assert target not in javascript.ALIASES, name


def test_names_without_import_are_reached_by_aliases_of_the_global_object() -> None:
    assert javascript.FREE["window"] == javascript.FREE["globalThis"] == "global"
    assert javascript.FREE["eval"] == "global.eval"
