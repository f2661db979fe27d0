"""The hooks through real pre-commit and real prek, in real repositories."""

from __future__ import annotations

import pathlib

from helpers import PLUGIN, git, repository, write
from hook_runner import Runner

EVAL = "import sys\n\nprint(eval(sys.argv[1]))\n"


def test_all_files(runner: Runner, tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "repo", {**PLUGIN, "run.py": EVAL, "fine.py": "print(1)\n"})
    runner.configure(repo, "no-eval", "no-secrets", "manifest-schema", "plugin-policy")
    done = runner.run(repo, "run", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "run.py:3:7: high no-eval/python-eval" in done.stdout
    assert "fine.py" not in done.stdout


def test_a_commit_is_refused(runner: Runner, tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "repo", PLUGIN)
    runner.configure(repo, "no-eval")
    write(repo, {"run.py": EVAL})
    git(repo, "add", "-A")
    refused = runner.run(repo, "run")
    assert refused.returncode == 1, refused.stdout + refused.stderr
    write(repo, {"run.py": "print(1)\n"})
    git(repo, "add", "-A")
    assert runner.run(repo, "run").returncode == 0


def test_between_two_revisions(runner: Runner, tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "repo", {**PLUGIN, "old.py": EVAL})
    runner.configure(repo, "no-eval")
    git(repo, "commit", "-q", "-m", "hooks")
    first = git(repo, "rev-parse", "HEAD").strip()
    git(repo, "rm", "-q", "old.py")
    write(repo, {"new.py": EVAL})
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "second")
    done = runner.run(repo, "run", "--from-ref", first, "--to-ref", "HEAD")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "new.py:3:7" in done.stdout
    assert "old.py" not in done.stdout


def test_modules_of_the_scanned_repository_do_not_run(runner: Runner, tmp_path: pathlib.Path) -> None:
    trap = "open('trapped', 'w').write('x')\n"
    files = dict.fromkeys(("plugin_policy/__init__.py", "hooks/__init__.py", "argparse.py", "re.py", "json.py"), trap)
    repo = repository(tmp_path / "repo", {**PLUGIN, **files, "sitecustomize.py": trap, "run.py": EVAL})
    runner.configure(repo, "no-eval", "plugin-policy")
    done = runner.run(repo, "run", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "run.py:3:7" in done.stdout
    assert not (repo / "trapped").exists()


def test_try_repo(runner: Runner, tmp_path: pathlib.Path) -> None:
    repo = repository(tmp_path / "repo", {**PLUGIN, "run.py": EVAL})
    done = runner.run(repo, "try-repo", str(runner.hooks), "no-eval", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "run.py:3:7" in done.stdout


def test_the_table_of_a_disclosure_is_kept_current(runner: Runner, tmp_path: pathlib.Path) -> None:
    marks = "<!-- plugin-policy: disclosure -->\n<!-- /plugin-policy: disclosure -->\n"
    disclosure = '{"version": 1, "network": [{"host": "a.acme.dev", "why": "shows the weather of today"}]}\n'
    files = {f"plugins/demo/{name}": text for name, text in PLUGIN.items()}
    files |= {"plugins/demo/README.md": marks, "plugins/demo/.claude-plugin/disclosure.json": disclosure}
    repo = repository(tmp_path / "repo", files)
    runner.configure(repo, "disclosure-table")
    first = runner.run(repo, "run", "--all-files")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "| `a.acme.dev` | shows the weather of today |" in (repo / "plugins/demo/README.md").read_text()
    assert runner.run(repo, "run", "--all-files").returncode == 0
