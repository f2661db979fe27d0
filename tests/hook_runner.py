"""Runs hooks through real pre-commit or real prek."""

from __future__ import annotations

import os
import pathlib
import subprocess

from helpers import SCRIPTS, git

CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


class Runner:
    """One of the two programs that run hooks, with a cache of its own."""

    def __init__(self, name: str, home: pathlib.Path, hooks: pathlib.Path) -> None:
        self.name = name
        self.hooks = hooks
        self.env = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
        self.env |= {"PRE_COMMIT_HOME": str(home), "PREK_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
        if os.path.exists(CERTIFICATES):
            self.env.setdefault("SSL_CERT_FILE", CERTIFICATES)

    def configure(self, repo: pathlib.Path, *hooks: str) -> None:
        lines = [
            "repos:",
            f"  - repo: {self.hooks}",
            f"    rev: {git(self.hooks, 'rev-parse', 'HEAD').strip()}",
            "    hooks:",
        ]
        (repo / ".pre-commit-config.yaml").write_text(
            "\n".join([*lines, *(f"      - id: {hook}" for hook in hooks)]) + "\n"
        )
        git(repo, "add", ".pre-commit-config.yaml")

    def run(self, repo: pathlib.Path, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(SCRIPTS / self.name), *args], cwd=repo, env=self.env, capture_output=True, text=True, check=False
        )
