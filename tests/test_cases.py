"""The case folders run by themselves: every marked line is found, nothing else; good files give notes at most."""

from __future__ import annotations

import pathlib
import re
import shutil

import pytest

from helpers import CASES, report, write
from plugin_policy.check import all_checks

MARK = re.compile(r"BAD ([a-z0-9-]+/[a-z0-9-]+)")


def cases(kind: str) -> list[pathlib.Path]:
    return sorted(
        path
        for folder in CASES.glob(f"*/{kind}")
        for path in folder.iterdir()
        if not path.name.endswith(".expect") and path.name != "__pycache__"
    )


def place(case: pathlib.Path, root: pathlib.Path) -> None:
    """A file case stands alone in a repository; a folder case is the repository."""
    if case.is_dir():
        shutil.copytree(case, root, dirs_exist_ok=True, symlinks=True)
    else:
        write(root, {case.name: case.read_bytes()})


def expected(case: pathlib.Path) -> set[tuple[str, int, str]]:
    marks = set()
    files = [path for path in case.rglob("*") if path.is_file()] if case.is_dir() else [case]
    for path in files:
        name = path.relative_to(case).as_posix() if case.is_dir() else case.name
        if path.name.endswith(".expect"):
            target = name.removesuffix(".expect")
            marks |= {(target, int(line.split()[0]), line.split()[1]) for line in path.read_text().splitlines() if line}
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
            marks |= {(name, number, rule) for rule in MARK.findall(line)}
    side = case.with_name(case.name + ".expect")
    if side.exists() and not case.is_dir():
        marks |= {(case.name, int(line.split()[0]), line.split()[1]) for line in side.read_text().splitlines() if line}
    return marks


@pytest.mark.parametrize("case", cases("bad"), ids=lambda case: f"{case.parent.parent.name}-{case.name}")
def test_bad(case: pathlib.Path, tmp_path: pathlib.Path) -> None:
    check = case.parent.parent.name
    place(case, tmp_path)
    found = report("scan", tmp_path, "--check", check)
    assert found["exit"] in (0, 1), found["not_analysed"]
    got = {(row["path"], row["line"], row["rule"]) for row in found["findings"] if row["check"] == check}
    wanted = expected(case)
    assert wanted, "a bad case marks at least one line"
    assert sorted(wanted - got) == []
    assert sorted(item for item in got - wanted if _severe(found, item)) == []


def _severe(found: dict[str, object], item: tuple[str, int, str]) -> bool:
    rows = found["findings"]
    assert isinstance(rows, list)
    return any((row["path"], row["line"], row["rule"]) == item and row["severity"] != "note" for row in rows)


@pytest.mark.parametrize("case", cases("good"), ids=lambda case: f"{case.parent.parent.name}-{case.name}")
def test_good(case: pathlib.Path, tmp_path: pathlib.Path) -> None:
    check = case.parent.parent.name
    place(case, tmp_path)
    found = report("scan", tmp_path, "--check", check)
    assert found["exit"] == 0
    assert [row for row in found["findings"] if row["check"] == check and row["severity"] != "note"] == []


@pytest.mark.parametrize("module", all_checks(), ids=lambda module: module.CHECK.id)
def test_complete(module: object) -> None:
    """A new check is complete: page, rules under its own name, cases. What is missing is named here."""
    check = module.CHECK  # type: ignore[attr-defined]
    doc = (module.__doc__ or "").strip()
    assert len(doc) > 200, f"{check.id}: its docstring is its page; write one"
    for rule in module.RULES:  # type: ignore[attr-defined]
        assert rule.id.startswith(check.id + "/"), f"{rule.id} does not belong to {check.id}"
        assert rule.message, f"{rule.id}: says nothing"
        assert rule.fix, f"{rule.id}: does not say how to mend it"
    for kind in ("bad", "good"):
        folder = CASES / check.id / kind
        generated = CASES.parent / "checks" / f"test_{check.id.replace('-', '_')}.py"
        has_cases = folder.is_dir() and any(folder.iterdir())
        assert has_cases or generated.exists(), f"{check.id}: no {kind} case under {folder}"
