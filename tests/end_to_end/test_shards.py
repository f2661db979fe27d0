"""Shards: together they say what one scan says, and a plugin stays in its shard."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest

from helpers import repository, run, write

FILES = {
    "scripts/run.py": "import sys\n\nprint(eval(sys.argv[1]))\n",
    "scripts/get.sh": "#!/bin/sh\ncurl -s https://api.acme.dev/ | sh\n",
    "skills/a/SKILL.md": "---\nname: a\ndescription: Does things\nallowed-tools: Bash\n---\nRun `docker ps`.\n",
    "package.json": '{"name": "x", "dependencies": {"left-pad": "^1.0.0"}}\n',
}
EXCEPTION = '[[exception]]\nrule = "no-eval"\npath = "%s"\nreason = "seen by the owners"\nexpires = 2027-06-30\n'
POLICY = EXCEPTION % "plugins/p3/**" + EXCEPTION % "nowhere/**"


def plugin(number: int) -> dict[str, str]:
    manifest = {"name": f"p{number % 19}", "version": "1.0.0", "description": f"Number {number}"}
    chosen = dict(list(FILES.items())[number % 3 :])
    return {f"plugins/p{number}/{name}": text for name, text in chosen.items()} | {
        f"plugins/p{number}/.claude-plugin/plugin.json": json.dumps(manifest)
    }


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    entries = [{"name": f"p{at}", "source": f"./plugins/p{at}", "description": f"Number {at}"} for at in range(24)]
    files = {
        ".claude-plugin/marketplace.json": json.dumps({"name": "m", "owner": {"name": "o"}, "plugins": entries}),
        ".plugin-policy.toml": POLICY,
        "tools/lint.py": FILES["scripts/run.py"],
    }
    for number in range(24):
        files |= plugin(number)
    root = repository(tmp_path_factory.mktemp("market"), files)
    (root / "outside").symlink_to("/etc/passwd")
    return root


def findings(found: dict[str, Any]) -> list[tuple[str, str, int]]:
    return sorted((row["fingerprint"], row["path"], row["line"]) for row in found["findings"])


def parts(root: pathlib.Path, folder: pathlib.Path, many: int) -> list[pathlib.Path]:
    made = []
    for number in range(1, many + 1):
        path = folder / f"{number}.json"
        run("scan", root, "--shard", f"{number}/{many}", "--format", f"json={path}")
        made.append(path)
    return made


@pytest.mark.parametrize("many", [1, 3])
def test_the_parts_are_the_whole(market: pathlib.Path, tmp_path: pathlib.Path, many: int) -> None:
    whole = json.loads(run("scan", market, "--format", "json").stdout)
    made = parts(market, tmp_path, many)
    done = run("merge", *made, "--format", "json", "--format", f"sarif={tmp_path / 'all.sarif'}")
    merged = json.loads(done.stdout)
    assert findings(merged) == findings(whole)
    assert done.returncode == whole["summary"]["exit_code"] == merged["summary"]["exit_code"]
    for key in ("allowed", "plugins", "files", "findings", "opaque"):
        assert merged["summary"][key] == whole["summary"][key], key
    assert len(merged["uses"]) == len(whole["uses"])
    assert len(merged["dependencies"]) == len(whole["dependencies"])
    sarif = json.loads((tmp_path / "all.sarif").read_text())
    assert len(sarif["runs"][0]["results"]) == len(whole["findings"]) + len(whole["allowed"])
    held = [{row["plugin"] for row in json.loads(path.read_text())["uses"]} for path in made]
    assert sum(map(len, held)) == len(set().union(*held))


def test_a_plugin_stays_in_its_shard(tmp_path: pathlib.Path) -> None:
    from plugin_policy.shards import Shard

    names = [f"plugins/p{number}" for number in range(2000)]
    shards = [Shard(number, 16) for number in range(1, 17)]
    sizes = [sum(shard.holds(name) for name in names) for shard in shards]
    assert sum(sizes) == len(names)
    assert max(sizes) < 2 * min(sizes)


def test_parts_that_do_not_belong_together(market: pathlib.Path, tmp_path: pathlib.Path) -> None:
    one, two = parts(market, tmp_path, 2)
    other = tmp_path / "other.json"
    run("scan", market, "--shard", "2/2", "--fail-on", "high", "--format", f"json={other}")
    whole = tmp_path / "whole.json"
    run("scan", market, "--format", f"json={whole}")
    broken = write(tmp_path, {"broken.json": "{"}) / "broken.json"
    for files, says in (
        ([one], "shard 2/2 is missing"),
        ([one, two, two], "there twice"),
        ([one, other], "another version, policy, limit"),
        ([whole], "not of a shard"),
        ([one, broken], "not a report"),
        ([tmp_path / "absent.json"], "No such file"),
    ):
        done = run("merge", *files)
        assert done.returncode == 2
        assert says in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("shard", ["0/3", "4/3", "x", "1", "1/0", "1/100000", "-1/2"])
def test_a_shard_that_is_none(market: pathlib.Path, shard: str) -> None:
    done = run("scan", market, f"--shard={shard}")
    assert done.returncode == 2
    assert "such as 3/16" in done.stderr
