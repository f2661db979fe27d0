"""Manifest, scripts, tables and pages agree with the checks."""

from __future__ import annotations

import tomllib

import yaml

from helpers import ROOT
from plugin_policy.check import all_checks
from plugin_policy.cli import verbs
from plugin_policy.docs import generated


def test_generated_files_are_current() -> None:
    stale = [path for path, wanted in generated(str(ROOT)).items() if (ROOT / path).read_text() != wanted]
    assert stale == [], "write them with: python -I -c 'from plugin_policy.docs import main; main([])'"


def test_every_check_has_hook_and_script() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    for module in all_checks():
        check = module.CHECK
        assert hooks[check.id]["entry"].split()[0] in scripts
        assert scripts[f"plugin-policy-{check.id}"] == f"{module.__name__}:main"
        assert check.id not in {"scan", *verbs()}, "verbs are reserved"


def test_no_entry_runs_a_module() -> None:
    """`python -m` would import a module of the scanned repository."""
    for name in (".pre-commit-hooks.yaml", "action.yml"):
        assert "python -m" not in (ROOT / name).read_text().replace("python3 -I -m venv", "")
