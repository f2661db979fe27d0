"""`plugin-policy scan` on the folder of installed plugins, as the client lays it out."""

from __future__ import annotations

import json
import pathlib
import shutil

import pytest

from helpers import git, report, repository, run, write


def manifest(version: str) -> str:
    return json.dumps({"name": "a", "version": version, "description": "d", "author": {"name": "A"}})


class Home:
    """A marketplace with a clone of it in a folder of installed plugins, and its plugin `a` installed from there."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.entries = [{"name": "a", "source": "./plugins/a"}]
        files: dict[str, str | bytes] = {
            ".claude-plugin/marketplace.json": self.market(),
            "plugins/a/.claude-plugin/plugin.json": manifest("1.0.0"),
            "plugins/a/run.py": "print(1)\n",
            "plugins/a/docs/x.md": "text\n",
        }
        self.upstream = repository(folder / "upstream", files)
        self.root = folder / "plugins"
        self.clone = self.root / "marketplaces/shop"
        self.clone.parent.mkdir(parents=True)
        self.update()
        self.rows: dict[str, dict[str, str]] = {}
        self.install("a", "1.0.0", "plugins/a")

    def market(self, **more: object) -> str:
        return json.dumps({"name": "shop", "owner": {"name": "o"}, **more, "plugins": self.entries}, indent=1)

    def update(self) -> None:
        """As the client does: a shallow clone."""
        shutil.rmtree(self.clone, ignore_errors=True)
        git(self.root.parent, "clone", "-q", "--depth=1", f"file://{self.upstream}", str(self.clone))

    def publish(self, files: dict[str, str], **market: object) -> str:
        write(self.upstream, {**files, ".claude-plugin/marketplace.json": self.market(**market)})
        git(self.upstream, "add", "-A")
        git(self.upstream, "commit", "-q", "--allow-empty", "-m", "next")
        self.update()
        return self.head()

    def head(self) -> str:
        return git(self.clone, "rev-parse", "HEAD").strip()

    def install(self, name: str, version: str, source: str, commit: str = "", market: str = "shop") -> pathlib.Path:
        folder = self.root / "cache" / market / name / version
        if (self.clone / source).is_dir():
            shutil.copytree(self.clone / source, folder, ignore=shutil.ignore_patterns(".git"))
        (folder / ".in_use").mkdir(parents=True, exist_ok=True)
        (folder / ".in_use/123").write_text("1")
        # The client writes absolute paths, here those of another machine.
        path = f"/home/somebody/.claude/plugins/cache/{market}/{name}/{version}"
        self.rows[f"{name}@{market}"] = {
            "scope": "user", "installPath": path, "version": version, "gitCommitSha": commit or self.head(),
        }  # fmt: skip
        self.save()
        return folder

    def save(self) -> None:
        rows = {id: [row] for id, row in self.rows.items()}
        write(self.root, {
            "installed_plugins.json": json.dumps({"version": 2, "plugins": rows}, indent=2),
            "known_marketplaces.json": json.dumps({"shop": {"source": {"source": "github", "repo": "o/shop"}}}),
        })  # fmt: skip

    def found(self, *args: str | pathlib.Path) -> list[tuple[str, str, str]]:
        self.result = report("scan", self.root, "--advisories", self.root.parent / "osv", *args)
        rows = [row for row in self.result["findings"] if row["rule"].startswith("installed/")]
        return [(row["rule"].partition("/")[2], row["severity"], row["message"]) for row in rows]


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def test_everything_is_as_it_should_be(home):
    assert home.found() == []
    assert home.result["exit"] == 0


BAD = "import sys\neval(sys.stdin.read())\n"


def test_in_the_users_own_folder_what_is_not_used_is_not_judged(home, tmp_path):
    write(home.root, {"marketplaces/shop/plugins/z/run.py": BAD, "cache/shop/a/0.9.0/run.py": BAD})
    args = ("scan", home.root, "--check", "no-eval")
    done = run(*args)
    assert (done.returncode, done.stdout.count("no-eval/python-eval")) == (1, 2)
    (tmp_path / "config").mkdir()
    (tmp_path / "config/plugins").symlink_to(home.root)
    done = run(*args, CLAUDE_CONFIG_DIR=str(tmp_path / "config"))
    assert done.returncode == 0
    assert "files of marketplaces and of versions that are not used were not judged" in done.stdout
    write(home.root, {"cache/shop/a/1.0.0/run.py": BAD})
    assert run(*args, CLAUDE_CONFIG_DIR=str(tmp_path / "config")).returncode == 1


def test_a_made_up_list_in_a_repository_hides_nothing(home, tmp_path):
    write(home.root, {"cache/x.py": BAD})
    shutil.rmtree(home.root / "marketplaces")
    repository(home.root, {})
    result = report("scan", home.root, "--check", "no-eval")
    assert [row["rule"] for row in result["findings"] if "/" in row["path"]] == ["no-eval/python-eval"]
    assert not [row for row in result["findings"] if row["rule"].startswith("installed/")]


@pytest.mark.parametrize(("renames", "wanted"), [
    ({}, ("removed", "medium", "lists it no more")), ({"a": None}, ("removed", "high", "no more, for good")),
    ({"a": "b", "b": None}, ("removed", "high", "for good")), ({"a": "b"}, ("renamed", "low", "is called `b` now")),
    ({"a": "b", "b": "a"}, ("removed", "medium", "no more")),
])  # fmt: skip
def test_removed_by_its_marketplace(home, renames, wanted):
    home.entries = [{"name": "other", "source": "./plugins/a"}]
    home.publish({}, renames=renames)
    ((rule, severity, message),) = home.found()
    assert (rule, severity) == wanted[:2]
    assert wanted[2] in message


def test_changed_after_it_was_installed(home):
    folder = home.root / "cache/shop/a/1.0.0"
    (folder / "run.py").write_text("print(2)\n")
    (folder / "more.py").write_text("print(3)\n")
    (folder / "docs/x.md").unlink()
    ((rule, severity, message),) = home.found()
    assert (rule, severity) == ("changed", "high")
    assert message.endswith(": `more.py` added, `run.py` changed, `docs/x.md` missing")
    row = next(row for row in home.result["findings"] if row["rule"] == "installed/changed")
    assert (row["path"], row["line"], row["plugin"]) == ("installed_plugins.json", 5, "cache/shop/a/1.0.0")


def test_what_the_client_adds_is_no_change(home):
    files = {"plugins/a/package.json": "{}", "plugins/a/package-lock.json": "{}",
             "plugins/a/.claude-plugin/plugin.json": manifest("1.1.0")}  # fmt: skip
    home.publish(files)
    folder = home.install("a", "1.1.0", "plugins/a")
    write(folder, {"node_modules/x/index.js": "1\n", ".orphaned_at": "1", "run.py": "print(1)\r\n"})
    assert home.found() == []


def test_a_newer_marketplace_is_no_change(home):
    """The clone is shallow: the commit of the installation is gone, and HEAD has another version."""
    home.publish({"plugins/a/run.py": "print(9)\n", "plugins/a/.claude-plugin/plugin.json": manifest("1.1.0")})
    ((rule, severity, _),) = home.found()
    assert (rule, severity) == ("unverified", "note")


def test_a_stale_commit_of_the_client(home):
    """Some versions leave the commit of the first installation behind; the files are those of HEAD."""
    old = home.rows["a@shop"]["gitCommitSha"]
    home.publish({"plugins/a/run.py": "print(9)\n", "plugins/a/.claude-plugin/plugin.json": manifest("1.1.0")})
    home.install("a", "1.1.0", "plugins/a", commit=old)
    assert home.found() == []


def test_a_silent_change_under_one_version(home):
    """The marketplace changed the files and not the version: what is installed is not what it has."""
    home.publish({"plugins/a/run.py": "print(9)\n"})
    assert [row[:2] for row in home.found()] == [("changed", "high")]


def test_a_plugin_without_a_manifest(home):
    home.entries.append({"name": "b", "source": "./plugins/b"})
    home.publish({"plugins/b/hook.py": "import sys\neval(sys.stdin.read())\n"})
    home.install("b", "0123456789ab", "plugins/b")
    assert home.found() == []
    assert "no-eval/python-eval" in {row["rule"] for row in home.result["findings"]}
    row = next(row for row in home.result["findings"] if row["rule"] == "no-eval/python-eval")
    assert row["plugin"] == "cache/shop/b/0123456789ab"


def test_from_elsewhere(home):
    pin, other = "a" * 40, "b" * 40
    home.entries.append({"name": "e", "source": {"source": "github", "repo": "o/e", "sha": pin}})
    home.publish({})
    home.install("e", "1.0.0", "plugins/a", commit=other)
    assert [row[:2] for row in home.found()] == [("behind-pin", "low"), ("unverified", "note")]
    home.rows["e@shop"]["gitCommitSha"] = pin
    home.save()
    assert [row[:2] for row in home.found()] == [("unverified", "note")]


INCIDENT = (
    'id = "2026-1"\nplugin = "{plugin}"\nseverity = "critical"\nstate = "{state}"\nopened = 2026-03-02T09:00:00Z\n'
)


def test_an_open_incident(home):
    home.publish({"incidents/2026-1.toml": INCIDENT.format(plugin="a", state="open")})
    assert [row[:2] for row in home.found()] == [("incident", "critical")]
    home.publish({"incidents/2026-1.toml": INCIDENT.format(plugin="other", state="open")})
    assert home.found() == []


def test_a_closed_incident(home):
    closed = INCIDENT.format(plugin="a", state="closed") + 'fixed-version = "1.1.0"\nadvisory = "GHSA-aaaa-bbbb-cccc"\n'
    home.publish({"incidents/2026-1.toml": closed + 'affected-versions = ["0.9.0", "1.0.0"]\n'})
    ((rule, severity, message),) = home.found()
    assert (rule, severity) == ("affected", "critical")
    assert message == "version 1.0.0 of `a@shop` is affected by GHSA-aaaa-bbbb-cccc; fixed in 1.1.0"
    home.publish({"incidents/2026-1.toml": closed + 'affected-versions = ["0.9.0"]\n'})
    assert home.found() == []


def osv(**affected):
    record = {"id": "x_shop-2026-1", "modified": "2026-03-02T09:00:00Z", "affected": [affected]}
    return json.dumps(record | {"database_specific": {"severity": "HIGH"}})


def git_range(*events):
    return [{"type": "GIT", "events": list(events)}]


NAMED = {"plugin": "a", "marketplace": "shop"}


@pytest.mark.parametrize(("affected", "wanted"), [
    ({"versions": ["1.0.0"], "database_specific": NAMED}, [("affected", "high")]),
    ({"versions": ["v1.0.0"], "database_specific": NAMED}, [("affected", "high")]),
    ({"versions": ["1.0.1"], "database_specific": NAMED}, []),
    ({"versions": ["1.0.0"], "database_specific": {"plugin": "z", "marketplace": "shop"}}, []),
    ({"versions": ["1.0.0"], "database_specific": {"plugin": "a", "marketplace": "mall"}}, []),
    ({"ranges": git_range({"introduced": "0"}), "database_specific": NAMED}, [("affected", "high")]),
    ({"ranges": git_range({"introduced": "0"}, {"fixed": "f" * 40}), "database_specific": NAMED},
     [("advisory", "medium")]),
    ({"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}, []),
])  # fmt: skip
def test_advisories(home, affected, wanted):
    write(home.root.parent, {"osv/a.json": osv(**affected), "osv/broken.json": "{", "osv/list.json": "[]"})
    assert [row[:2] for row in home.found()] == wanted


def test_advisories_of_a_repository(home):
    home.entries.append({"name": "e", "source": {"source": "github", "repo": "O/E", "sha": "a" * 40}})
    home.publish({})
    home.install("e", "1.0.0", "plugins/a", commit="a" * 40)
    part = {"ranges": [{"type": "GIT", "repo": "https://github.com/o/e.git", "events": [{"introduced": "a" * 40}]}]}
    write(home.root.parent, {"osv/a.json": osv(**part)})
    assert [row[:2] for row in home.found()] == [("affected", "high"), ("unverified", "note")]


def test_what_is_not_here(home):
    home.install("x", "1", "none", market="mall")
    home.rows["gone@shop"] = {"scope": "user", "installPath": "/x/cache/shop/gone/1", "version": "1"}
    home.entries.append({"name": "gone", "source": "./plugins/gone"})
    home.publish({})
    home.save()
    assert [row[:2] for row in home.found()] == [("unknown-marketplace", "low"), ("unverified", "note")]


@pytest.mark.parametrize("text", ["{", "[]", '{"plugins": []}'])
def test_a_list_that_cannot_be_read_is_never_clean(home, text):
    (home.root / "installed_plugins.json").write_text(text)
    assert [row[:2] for row in home.found()] == [("unreadable", "medium")]


@pytest.mark.parametrize("rows", [
    {"a@shop": {"version": "1.0.0"}}, {"a@shop": [None, 3]}, {"a": []}, {"a@shop": [{"installPath": "../../etc"}]},
    {"a@../..": [{"installPath": "/x/cache/../../y"}]},
])  # fmt: skip
def test_odd_rows(home, rows):
    (home.root / "installed_plugins.json").write_text(json.dumps({"version": 2, "plugins": rows}))
    home.found()
    assert home.result["exit"] == 0


def test_the_folder_above(home):
    home.entries = []
    home.publish({}, renames={"a": None})
    done = run("scan", home.root.parent, "--check", "no-eval")
    assert "plugins/installed_plugins.json" in done.stdout
    assert "installed/removed" in done.stdout
