"""Fixtures of the fake GitHub, for every folder of tests that wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import fake as fakes
import pytest
import state as states

from plugin_policy.github.client import Client


@pytest.fixture
def github() -> Iterator[fakes.FakeGitHub]:
    """An organisation that keeps its promises; every answer must fit GitHub's description."""
    with fakes.FakeGitHub(states.good()) as server:
        yield server
    assert server.violations == []


@pytest.fixture
def client(github: fakes.FakeGitHub) -> Iterator[Callable[..., Client]]:
    """A client with one viewer's token; waiting is recorded in `slept`, not done."""
    made: list[Client] = []

    def make(viewer: str = fakes.OWNER, **options: Any) -> Client:
        slept: list[float] = []
        client = Client(fakes.token(viewer), github.url, sleep=slept.append, **options)
        client.slept = slept  # type: ignore[attr-defined]
        made.append(client)
        return client

    yield make
    for one in made:
        one.close()
