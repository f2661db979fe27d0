"""A host whose last two parts are not known is nobody's in particular."""

from __future__ import annotations

import pytest

from plugin_policy.network.hosts import computed


@pytest.mark.parametrize("host", ["api.*", "*", "api.*.com", "x*.com"])
def test_computed(host: str) -> None:
    assert computed(host)


@pytest.mark.parametrize("host", ["*.example.com", "example.com*", "localhost", "api.example.com"])
def test_known(host: str) -> None:
    assert not computed(host)
