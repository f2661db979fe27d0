"""A hook repository made of this checkout, installed once by real pre-commit and once by real prek."""

from __future__ import annotations

import pathlib
import shutil

import pytest

from helpers import ROOT, git, repository
from hook_runner import Runner


@pytest.fixture(scope="session")
def hook_repository(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The checkout as it is now, uncommitted changes included, as a repository of its own."""
    target = tmp_path_factory.mktemp("hooks") / "plugin-policy"
    names = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, names):
        if name.startswith(("tests/", "benchmarks/")) or not (ROOT / name).is_file():
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    return repository(target, {})


@pytest.fixture(scope="session", params=["pre-commit", "prek"])
def runner(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, hook_repository: pathlib.Path
) -> Runner:
    return Runner(request.param, tmp_path_factory.mktemp("cache"), hook_repository)
