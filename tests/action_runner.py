"""A small runner of composite actions: steps with inputs, expressions in `env`, and the GITHUB_* files.

It stands for GitHub's runner, which cannot be had here. It knows what our action uses and nothing else.
"""

from __future__ import annotations

import json
import os
import pathlib
import re
import subprocess
from typing import Any

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*([a-z._-]+)\s*\}\}")


class Outcome:
    def __init__(self, code: int, log: str, outputs: dict[str, str], summary: str) -> None:
        self.code = code
        self.log = log
        self.outputs = outputs
        self.summary = summary


class ActionRunner:
    """temp: RUNNER_TEMP, kept between runs so that the installation is made once."""

    def __init__(self, action: pathlib.Path, temp: pathlib.Path) -> None:
        self.action = action
        self.temp = temp
        self.steps: list[dict[str, Any]] = yaml.safe_load((action / "action.yml").read_text())["runs"]["steps"]
        self.declared: dict[str, Any] = yaml.safe_load((action / "action.yml").read_text())["inputs"]
        self.installed = False
        self.locked = False
        self.install_log = ""

    def run(
        self,
        workspace: pathlib.Path,
        *,
        event: str = "push",
        payload: dict[str, Any] | None = None,
        server: str = "https://github.invalid",
        repository: str = "owner/repository",
        env: dict[str, str] | None = None,
        **inputs: str,
    ) -> Outcome:
        files = {name: self.temp / name for name in ("event.json", "output", "summary")}
        files["event.json"].write_text(json.dumps(payload or {}))
        for name in ("output", "summary"):
            files[name].write_text("")
        base = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "INPUT_", "GIT_"))}
        base |= {
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(files["event.json"]),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_SERVER_URL": server,
            "GITHUB_REPOSITORY": repository,
            "GITHUB_ACTIONS": "true",
            **(env or {}),
        }
        values = {
            f"inputs.{name}": inputs.get(name.replace("-", "_"), row.get("default", ""))
            for name, row in self.declared.items()
        }
        values |= {"github.action_path": str(self.action), "runner.temp": str(self.temp), "github.token": "t0ken"}
        code, log = 0, ""
        for step in self.steps:
            installs = step["name"] == "Install plugin-policy"
            if "uses" in step or (installs and self.installed):  # other actions are not run
                continue
            files["output"].write_text("")
            assert "${{" not in step["run"], "expressions belong in env"
            extra = {key: self._expand(str(value), values) for key, value in step.get("env", {}).items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=workspace, env=base | extra, capture_output=True, text=True, errors="surrogateescape", check=False,
            )  # fmt: skip
            code, log = done.returncode, log + done.stdout + done.stderr
            if installs:
                code = self._installed(code, log)
            if code:
                break
        outputs = dict(line.split("=", 1) for line in files["output"].read_text().splitlines() if "=" in line)
        return Outcome(code, log, outputs, files["summary"].read_text())

    def _installed(self, code: int, log: str) -> int:
        """The locked installation; where the index has other releases than the lock, one without it."""
        self.locked = code == 0
        if not self.locked:
            pip = self.temp / "plugin-policy" / "bin" / "pip"
            again = subprocess.run(
                [str(pip), "install", "--quiet", f"{self.action}[all]"], capture_output=True, check=False
            )
            code = again.returncode
        self.installed = code == 0
        self.install_log = log
        return code

    def _expand(self, text: str, values: dict[str, str]) -> str:
        def value(match: re.Match[str]) -> str:
            found = values[match[1]]
            return self._expand(found, values) if "${{" in found else found

        return EXPRESSION.sub(value, text)
