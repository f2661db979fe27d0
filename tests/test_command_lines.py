"""Mistakes on the command line are one line each, and say what was meant."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugin_policy.cli import main
from plugin_policy.commands.explain import explain


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["scan", "--quite"], "did you mean `--quiet`"),
        (["scan", "--fail-on=hgih"], "invalid choice: 'hgih'"),
        (["no-eval", "--stagd"], "did you mean `--staged`"),
        (["diff"], "required: BASE"),
        (["incident", "close", "2026-1"], "--lessons"),
    ],
)
def test_wrong_option_is_one_line(argv: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    error = capsys.readouterr().err
    assert stop.value.code == 2
    assert error.startswith("plugin-policy: ")
    assert error.count("\n") == 1
    assert said in error
    assert "--help` tells more" in error


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no-eval/pyton-eval", "did you mean 'no-eval/python-eval'"),
        ("no-evil", "did you mean 'no-eval'"),
    ],
)
def test_explain_names_what_was_meant(name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("rule", ["disclosure/why", "disclosure/unused", "disclosure/invalid", "disclosure/missing"])
def test_rules_of_the_disclosure_are_explained(rule: str) -> None:
    page = explain(rule)
    assert page is not None
    assert page.startswith(rule)


def test_usage_keeps_names_and_their_help_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "  advisories update [ECOSYSTEM...]  " in capsys.readouterr().out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("argv", [["explain", "no-eval"], ["manifest-schema"]])
def test_full_disk_is_exit_code_2_and_one_line(argv: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from plugin_policy.cli import main; sys.exit(main())", *argv]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, text=True)
    assert done.returncode == 2
    assert done.stderr == "plugin-policy: standard output cannot be written: No space left on device\n"


def test_reader_that_went_away_is_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from plugin_policy.cli import main; sys.exit(main())"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*command, "explain", "no-eval"], stdout=write, stderr=subprocess.PIPE, cwd=tmp_path, text=True
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (2, "")
