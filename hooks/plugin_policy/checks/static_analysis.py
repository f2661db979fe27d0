"""Bandit's findings on every Python file of a plugin, under the same policy, exceptions and reports.

Bandit (https://bandit.readthedocs.io) is the security linter of the Python community. It runs here with no
configuration but ours: no `.bandit`, no `pyproject.toml` and no `nosec` comment of the scanned tree changes what it
says, unless the policy lists bandit under `foreign-comments`. It sees copies of the files in a folder of its own, at
medium severity and confidence and above.

What our other checks say with more knowledge (eval, pickle, subprocess, passwords, connections, certificates) is left
to them; the table below names the check for each of bandit's tests. What remains is medium where bandit's test looks
at a misuse, and low where it only counts a call that may be fine (parsing XML, MD5, a name in /tmp).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import FILE, Check, NotRunError, at
from plugin_policy.entry import run_check
from plugin_policy.finding import Finding, Rule

if TYPE_CHECKING:
    from plugin_policy.repository import File
    from plugin_policy.scan import Scan

CHECK = Check(
    "static-analysis",
    FILE,
    "bandit's findings on Python",
    11,
    extra="bandit",
    files=r"(\.pyw?$|(^|/)[^.]+$)",
)

# bandit's test -> the check that says it better (https://bandit.readthedocs.io/en/latest/plugins/index.html)
ELSEWHERE = {
    "B102": "no-eval", "B301": "no-eval", "B302": "no-eval", "B307": "no-eval", "B403": "no-eval", "B506": "no-eval",
    "B614": "no-eval",
    "B105": "no-secrets", "B106": "no-secrets", "B107": "no-secrets",
    "B309": "no-undocumented-network", "B310": "no-undocumented-network", "B312": "no-undocumented-network",
    "B321": "no-undocumented-network", "B401": "no-undocumented-network", "B402": "no-undocumented-network",
    "B404": "no-unjustified-commands", "B601": "no-unjustified-commands", "B602": "no-unjustified-commands",
    "B603": "no-unjustified-commands", "B604": "no-unjustified-commands", "B605": "no-unjustified-commands",
    "B606": "no-unjustified-commands", "B607": "no-unjustified-commands", "B609": "no-unjustified-commands",
    "B501": "no-unjustified-commands", "B323": "no-unjustified-commands",
    "B615": "pinned-sources",
}  # fmt: skip

# Tests that count a call which is fine in most places.
AUDITS = frozenset(
    ("B108", "B113", "B303", "B304", "B305", "B308", "B311", "B313", "B314", "B315", "B316", "B317", "B318", "B319",
     "B320", "B324", "B405", "B406", "B407", "B408", "B409", "B410", "B411", "B413")
)  # fmt: skip

ISSUE = Rule(
    "static-analysis/bandit",
    "medium",
    "bandit: what it says, with its test's id",
    "follow the page of the test that the message names, or justify the place with an allow comment",
    justifiable=True,
)
NOT_PARSED = Rule(
    "static-analysis/not-parsed",
    "note",
    "bandit cannot parse this file",
    "correct the syntax; the other checks read the file all the same",
)
RULES = (ISSUE, NOT_PARSED)

_RUN = "import sys; from bandit.cli.main import main; sys.exit(main())"


def prefilter(data: bytes, path: str) -> bool:
    """Only Python is bandit's."""
    from plugin_policy.languages import language_of

    return language_of(path, data[:512]) == "python"


def run(scan: Scan) -> Iterator[Finding]:
    from importlib.util import find_spec

    from plugin_policy.checks._bandit_literals import LITERALS, spoken_of
    from plugin_policy.checks.static_analysis_rules import may_find

    files = [file for file in scan.files if file.language == "python" and file.text.data.strip()]
    if files and find_spec("bandit") is None:
        raise NotRunError("bandit is not installed", "pip install 'plugin-policy[bandit]'")
    files = [file for file in files if may_find(file.text.data)]
    if not files:
        return
    report = _bandit(files, nosec="bandit" in scan.policy.foreign_comments)
    for issue in report["results"]:
        file = files[_number(issue["filename"])]
        finding = _finding(file, issue)
        if finding is not None and not (issue["test_id"] in LITERALS and spoken_of(file.text.data, issue)):
            yield finding
    for error in report["errors"]:
        file = files[_number(error["filename"])]
        yield at(NOT_PARSED, file.text, 0, 0, evidence="not parsed")


def _number(path: object) -> int:
    return int(str(path).rpartition("/")[2].removesuffix(".py"))


def _bandit(files: Sequence[File], *, nosec: bool) -> dict[str, list[dict[str, object]]]:
    """bandit's JSON report about copies of the files, named by their number. NotRunError without bandit."""
    import json
    import os
    import subprocess
    import sys
    import tempfile

    with tempfile.TemporaryDirectory(prefix="plugin-policy-") as folder:
        for number, file in enumerate(files):
            with open(os.path.join(folder, f"{number}.py"), "wb") as stream:
                stream.write(file.text.data)
        with open(os.path.join(folder, "empty.yaml"), "w", encoding="ascii") as stream:
            stream.write("skips: []\n")
        command = [sys.executable, "-I", "-c", _RUN, "-q", "-r", "-f", "json", "-ll", "-ii", "--exit-zero"]
        command += ["-s", ",".join(sorted(ELSEWHERE)), "-c", os.path.join(folder, "empty.yaml"), "-x", ""]
        if not nosec:
            command.append("--ignore-nosec")
        done = subprocess.run(
            [*command, folder], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=False
        )
        try:
            report = json.loads(done.stdout)
        except ValueError:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NotRunError(
                f"bandit failed: {said[-1] if said else done.returncode}", "run `bandit --version`"
            ) from None
    assert isinstance(report, dict)
    return report


def _finding(file: File, issue: dict[str, object]) -> Finding | None:
    test = str(issue["test_id"])
    text = file.text
    starts = text.line_starts()
    line = int(str(issue["line_number"]))
    if line > len(starts):
        return None
    begin = starts[line - 1]
    end = starts[line] - 1 if line < len(starts) else len(text.data)
    start = min(begin + max(int(str(issue["col_offset"])), 0), end)
    severity = "low" if test in AUDITS else "medium"
    message = str(issue["issue_text"]).split("\n")[0].rstrip(". ")
    message = f"bandit {test}: {message[:1].lower()}{message[1:160]}"
    return at(
        ISSUE, text, start, end, severity=severity, message=message, subject=test, fix=f"see {issue['more_info']}"
    )


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
