"""`plugin-policy incident` from open to close, with real git, and what goes wrong on the way."""

from __future__ import annotations

import email
import email.policy
import json
import os
import pathlib
import subprocess
import sys
import tomllib

import pytest

from helpers import git, repository, run, write

MARKET = ".claude-plugin/marketplace.json"
LESSONS = "Text from the web never reaches a shell again: a check of ours looks for it from now on.\n"
REASON = "a web page can run commands through the hook"


def plugin(name: str, version: str, code: str = "print(1)\n") -> dict[str, str]:
    manifest = {"name": name, "version": version, "description": "A demo plugin", "author": {"name": "A"}}
    return {
        f"plugins/{name}/.claude-plugin/plugin.json": json.dumps(manifest, indent=2) + "\n",
        f"plugins/{name}/run.py": code,
    }


class Shop:
    """A marketplace of three plugins, the first of which has a hole since its version 1.1.0."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.private = folder / "private"
        entries = [
            {"name": name, "source": f"./plugins/{name}", "version": "1.0.0", "description": f"The {name} plugin"}
            for name in ("alpha", "beta", "gamma")
        ]
        market = {"name": "shop", "owner": {"name": "o", "email": "sec@shop.example"}, "plugins": entries}
        files: dict[str, str | bytes] = {MARKET: json.dumps(market, indent=2) + "\n"}
        for name in ("alpha", "beta", "gamma"):
            files |= plugin(name, "1.0.0")
        self.root = repository(folder / "shop", files)
        git(self.root, "remote", "add", "origin", "https://github.com/shop/market.git")
        self.good = git(self.root, "rev-parse", "HEAD").strip()
        self.bad = self.commit("hole", {**plugin("alpha", "1.1.0", "print(2)\n")}, version="1.1.0")

    def commit(self, message: str, files: dict[str, str], *, version: str = "") -> str:
        write(self.root, {**files})
        if version and "alpha" in self.names():
            path = self.root / MARKET
            old = next(one["version"] for one in json.loads(path.read_text())["plugins"] if one["name"] == "alpha")
            path.write_text(path.read_text().replace(f'"{old}"', f'"{version}"', 1))
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "-m", message)
        return git(self.root, "rev-parse", "HEAD").strip()

    def names(self) -> list[str]:
        return [entry["name"] for entry in self.market()["plugins"]]

    def market(self) -> dict[str, object]:
        value = json.loads((self.root / MARKET).read_text())
        assert isinstance(value, dict)
        return value

    def do(self, *args: str | pathlib.Path, **env: str) -> subprocess.CompletedProcess[str]:
        private = () if "XDG_DATA_HOME" in env else ("--private", self.private)
        return run("incident", *args, *private, cwd=self.root, **env)

    def open(self, name: str = "alpha", *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        return self.do("open", name, "--severity", "high", "--reason", REASON, *args, **env)

    def close(self, *args: str | pathlib.Path, id: str = "2026-1", version: str = "1.1.1"):  # type: ignore[no-untyped-def]
        lessons = self.root.parent / "lessons.md"
        lessons.write_text(LESSONS)
        return self.do(
            "close", id, "--fixed-version", version, "--advisory", "GHSA-aaaa-bbbb-cccc", "--lessons", lessons, *args
        )

    def incident(self, id: str = "2026-1") -> dict[str, object]:
        return tomllib.loads((self.root / f"incidents/{id}.toml").read_text())

    def state(self) -> str:
        return git(self.root, "status", "--porcelain") + git(self.root, "diff")

    def refused(self, done: subprocess.CompletedProcess[str], says: str) -> None:
        assert (done.returncode, done.stdout) == (2, ""), done.stdout
        assert says in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.fixture
def shop(tmp_path):
    return Shop(tmp_path)


AT = ("--at", "2026-03-02T09:00:00Z")


def test_from_open_to_close(shop):
    before = (shop.root / MARKET).read_bytes()
    done = shop.open("alpha", "--bad", shop.bad, "--to", "users@shop.example", "--reporter", "Mallory Smith", *AT)
    assert done.returncode == 0, done.stderr
    assert "affected versions: 1.1.0" in done.stdout
    assert shop.names() == ["beta", "gamma"]
    assert shop.market()["renames"] == {"alpha": None}
    public = (shop.root / "incidents/2026-1.toml").read_text()
    assert public == (
        'id = "2026-1"\nplugin = "alpha"\nseverity = "high"\nstate = "open"\nopened = 2026-03-02T09:00:00Z\n'
    )
    assert "Mallory" not in shop.state()
    assert REASON not in shop.state()
    git(shop.root, "add", "-A")
    git(shop.root, "commit", "-q", "-m", "Incident 2026-1")

    assert shop.do("status", "--at", "2026-03-02T10:00:00Z").returncode == 0
    late = shop.do("status", "--at", "2026-03-04T10:00:00Z")
    assert (late.returncode, "missed   assess" in late.stdout) == (1, True)

    shop.refused(shop.close(), "plugin.json at")
    shop.commit("fix", plugin("alpha", "1.1.1", "print(3)\n"))
    done = shop.close("--at", "2026-03-03T09:00:00Z")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "clean" in done.stdout
    assert "trial: " in done.stdout
    # From before the incident to its end, nothing but the version has changed.
    assert (shop.root / MARKET).read_bytes() == before.replace(b'"1.1.0"', b'"1.1.1"')
    closed = shop.incident()
    assert (closed["state"], closed["reason"], closed["lessons"]) == ("closed", REASON, LESSONS.strip())
    assert (closed["affected-versions"], closed["introduced"]) == (["1.1.0"], [shop.bad])
    assert "Mallory" not in str(closed)
    mail = email.message_from_bytes(
        (shop.private / "2026-1/notice-fixed.eml").read_bytes(), policy=email.policy.default
    )
    assert mail["Subject"] == "Security notice: plugin alpha (fixed)"
    assert "GHSA-aaaa-bbbb-cccc" in mail.get_content()
    advisory = json.loads((shop.private / "2026-1/advisory.json").read_text())
    assert advisory["vulnerabilities"][0]["patched_versions"] == "1.1.1"
    fixed = git(shop.root, "rev-parse", "HEAD").strip()
    record = json.loads((shop.private / "2026-1/osv.json").read_text())
    assert record["affected"][0]["ranges"][0]["events"] == [{"introduced": shop.bad}, {"fixed": fixed}]
    assert shop.close().stdout == "incident 2026-1 is closed, nothing to do\n"
    assert shop.do("status").stdout == "no incident is open in incidents/\n"


def test_drafts(shop):
    vector = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N"
    done = shop.open("alpha", "--bad", shop.bad, "--to", "users@shop.example", "--cvss", vector, "--cwe", "CWE-78", *AT)
    assert done.returncode == 0, done.stderr
    drafts = shop.private / "2026-1"
    assert {path.name for path in drafts.iterdir()} == {
        "incident.json", "notice.txt", "notice.eml", "advisory.json", "osv.json",
    }  # fmt: skip
    assert {oct(path.stat().st_mode & 0o777) for path in drafts.iterdir()} == {"0o600"}
    mail = email.message_from_bytes((drafts / "notice.eml").read_bytes(), policy=email.policy.default)
    assert (mail["From"], mail["To"], mail["X-Unsent"]) == ("sec@shop.example", "users@shop.example", "1")
    text = mail.get_content().replace("\r\n", "\n")
    assert text == (drafts / "notice.txt").read_text()
    assert "claude plugin uninstall alpha@shop" in text
    assert REASON not in text
    advisory = json.loads((drafts / "advisory.json").read_text())
    assert (advisory["cvss_vector_string"], "severity" in advisory) == (vector, False)
    assert advisory["vulnerabilities"][0]["package"] == {"ecosystem": "other", "name": "alpha@shop"}
    record = json.loads((drafts / "osv.json").read_text())
    affected = record["affected"][0]
    assert affected["ranges"] == [
        {"type": "GIT", "repo": "https://github.com/shop/market.git", "events": [{"introduced": shop.bad}]}
    ]
    assert (record["id"], record["severity"][0]["type"], affected["versions"]) == (
        "x_shop-2026-1",
        "CVSS_V4",
        ["1.1.0"],
    )


def test_a_wrong_rating(shop):
    done = shop.open("alpha", "--cvss", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
    shop.refused(done, "scores 9.8, which is critical, not high")
    shop.refused(shop.open("alpha", "--cvss", "CVSS:3.1/AV:N"), "is no CVSS vector")


def test_pinned_back_and_listed_again(shop):
    before = (shop.root / MARKET).read_bytes()
    done = shop.open("alpha", "--bad", shop.bad, "--pin-back", shop.good)
    assert done.returncode == 0, done.stderr
    entry = shop.market()["plugins"][0]
    assert entry["source"] == {
        "source": "git-subdir", "url": "https://github.com/shop/market.git", "path": "plugins/alpha", "sha": shop.good,
    }  # fmt: skip
    assert entry["version"] == "1.0.0"  # what plugin.json says there: clients take any other version as new
    assert shop.incident()["state"] == "pinned-back"
    assert git(shop.root, "diff", "--numstat", "--", MARKET).split()[:2] == ["2", "2"]
    assert run("pinned-sources", cwd=shop.root).returncode == 0
    assert shop.open("alpha").stdout.endswith("nothing to do\n")
    git(shop.root, "add", "-A")
    shop.commit("fix", plugin("alpha", "1.1.1", "print(3)\n"))
    assert shop.close().returncode == 0
    assert (shop.root / MARKET).read_bytes() == before.replace(b'"1.1.0"', b'"1.1.1"')


def test_pins_that_do_not_help(shop):
    shop.refused(shop.open("alpha", "--bad", shop.bad, "--pin-back", shop.bad), "is affected itself")
    same = shop.commit("same version", {"plugins/alpha/run.py": "print(4)\n"})
    shop.refused(shop.open("alpha", "--pin-back", shop.bad), "has the version 1.1.0 too")
    assert same
    assert not shop.state()


def test_a_plugin_from_elsewhere(shop, tmp_path):
    other = repository(tmp_path / "other", {"a.md": "x\n", **plugin("ext", "1.0.0")})
    good = git(other, "rev-parse", "HEAD").strip()
    write(other, {**plugin("ext", "1.1.0")})
    git(other, "commit", "-q", "-a", "-m", "hole")
    bad = git(other, "rev-parse", "HEAD").strip()
    path = shop.root / MARKET
    value = json.loads(path.read_text())
    source = {
        "source": "git-subdir",
        "url": "https://github.com/o/other.git",
        "path": "plugins/ext",
        "ref": "v2",
        "sha": bad,
    }
    value["plugins"].append({"name": "ext", "source": source})
    path.write_text(json.dumps(value, indent=2) + "\n")
    git(shop.root, "commit", "-q", "-a", "-m", "ext")
    before = path.read_bytes()
    shop.refused(shop.open("ext", "--bad", bad), "name a clone of its own with --history DIR")
    done = shop.open("ext", "--history", str(other), "--bad", bad, "--pin-back", good)
    assert done.returncode == 0, done.stderr
    assert shop.market()["plugins"][3]["source"] == {k: v for k, v in source.items() if k != "ref"} | {"sha": good}
    write(other, {**plugin("ext", "1.2.0", "print(5)\n")})
    git(other, "commit", "-q", "-a", "-m", "fix")
    git(other, "tag", "v1.2.0")
    fixed = git(other, "rev-parse", "HEAD").strip()
    done = shop.close("--history", other, "--sha", "v1.2.0", "--ref", "v1.2.0", version="1.2.0")
    assert done.returncode == 0, done.stderr + done.stdout
    assert path.read_bytes() == before.replace(bad.encode(), fixed.encode()).replace(b'"v2"', b'"v1.2.0"')


def test_an_unclean_fix_stays_out(shop):
    shop.open()
    git(shop.root, "add", "-A")
    shop.commit("fix", plugin("alpha", "1.1.1", "import sys\neval(sys.stdin.read())\n"))
    state = shop.state()
    done = shop.close()
    assert done.returncode == 1
    assert "no-eval/python-eval" in done.stdout
    assert "stays open" in done.stdout
    assert shop.state() == state


@pytest.mark.parametrize(("args", "says"), [
    (("--advisory", "soon"), "is no advisory"), (("--lessons", os.devnull), "teach nobody"),
    (("--sha", "f" * 40), "knows no commit"), (("--fixed-version", "1.1.0"), "plugin.json at"),
])  # fmt: skip
def test_what_closing_demands(shop, args, says):
    shop.open("alpha", "--bad", shop.bad)
    git(shop.root, "add", "-A")
    shop.commit("fix", plugin("alpha", "1.1.1", "print(3)\n"))
    shop.refused(shop.close(*args), says)
    assert shop.names() == ["beta", "gamma"]


def test_nothing_is_fixed(shop):
    shop.open("alpha", "--bad", shop.bad)
    git(shop.root, "add", "-A")
    shop.commit("other work", {"README.md": "x\n"})
    shop.refused(shop.close(version="1.1.0"), "is one of the affected ones")


def test_two_incidents_at_once(shop):
    before = (shop.root / MARKET).read_bytes()
    assert shop.open("alpha", "--bad", shop.bad).returncode == 0
    assert shop.open("gamma").returncode == 0  # before anything is committed
    assert shop.names() == ["beta"]
    assert (shop.incident("2026-1")["plugin"], shop.incident("2026-2")["plugin"]) == ("alpha", "gamma")
    git(shop.root, "add", "-A")
    shop.commit("fix", {**plugin("alpha", "1.1.1", "print(3)\n"), **plugin("gamma", "1.0.1", "print(3)\n")})
    assert shop.close().returncode == 0
    assert shop.names() == ["alpha", "beta"]
    assert shop.market()["renames"] == {"gamma": None}
    assert shop.market()["forceRemoveDeletedPlugins"] is True
    assert shop.close(id="2026-2", version="1.0.1").returncode == 0
    wanted = before.replace(b'"1.1.0"', b'"1.1.1"')
    at = wanted.rindex(b'"1.0.0"')
    assert (shop.root / MARKET).read_bytes() == wanted[:at] + b'"1.0.1"' + wanted[at + 7 :]


def test_two_processes_at_the_same_time(shop):
    launch = str(pathlib.Path(__file__).resolve().parent.parent / "launch.py")
    running = [
        subprocess.Popen(
            [sys.executable, "-I", launch, "incident", "open", name, "--severity", "low", "--reason", REASON,
             "--private", str(shop.private)],
            cwd=shop.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in ("alpha", "beta", "gamma")
    ]  # fmt: skip
    for process in running:
        _, error = process.communicate()
        assert process.returncode == 0, error
    assert shop.names() == []
    assert {shop.incident(f"2026-{number}")["plugin"] for number in (1, 2, 3)} == {"alpha", "beta", "gamma"}


@pytest.mark.parametrize("step", ["record", "register", "marketplace", "drafts"])
def test_a_crash_between_steps(shop, step):
    """Whatever a crash leaves behind, the same command ends in the same state."""
    patch = {
        "record": "plugin_policy.incident.register.add",
        "register": "plugin_policy.incident.place.Place.write",
        "marketplace": "plugin_policy.incident.drafts.drafts",
        "drafts": "plugin_policy.incident.opening._affected_lines",
    }[step]
    module, _, name = patch.rpartition(".")
    owner, _, inner = module.rpartition(".")
    target = f"import {module} as there" if inner.islower() else f"from {owner} import {inner} as there"
    hooks = str(pathlib.Path(__file__).resolve().parents[2] / "hooks")
    code = (
        f"import os, sys\nsys.path.insert(0, {hooks!r})\n{target}\nthere.{name} = lambda *a, **k: os._exit(9)\n"
        "from plugin_policy.cli import main\nsys.exit(main(sys.argv[1:]))\n"
    )
    args = ["incident", "open", "alpha", "--severity", "high", "--reason", REASON, "--private", str(shop.private)]
    done = subprocess.run([sys.executable, "-I", "-c", code, *args], cwd=shop.root, check=False, capture_output=True)
    assert done.returncode == 9, done.stderr
    done = shop.open()
    assert done.returncode == 0, done.stderr
    assert shop.names() == ["beta", "gamma"]
    assert shop.market()["renames"] == {"alpha": None}
    assert os.listdir(shop.root / "incidents") == ["2026-1.toml"]
    assert "alpha" in json.loads((shop.private / "2026-1/incident.json").read_text())["undo"]["entry"]
    assert (shop.private / "2026-1/notice.eml").exists()
    assert shop.open().stdout.endswith("nothing to do\n")


def test_a_dirty_work_tree(shop):
    path = shop.root / MARKET
    path.write_text(path.read_text().replace("The beta plugin", "The new beta plugin"))
    state = shop.state()
    shop.refused(shop.open(), "has changes that are not committed")
    assert shop.state() == state
    assert not (shop.root / "incidents").exists()


def test_what_is_not_there(shop, tmp_path):
    shop.refused(shop.open("alhpa"), "did you mean `alpha`?")
    shop.refused(shop.open("alpha", "--bad", "f" * 40), "git knows no commit")
    shop.refused(shop.open("alpha", "--evidence", "missing.txt"), "missing.txt: No such file")
    shop.refused(shop.open("alpha", "--at", "yesterday"), "is no time")
    shop.refused(shop.close(id="2026-7"), "there is no incident `2026-7`")
    shop.refused(shop.open("alpha", "--path", str(tmp_path / "nowhere")), "no such folder")
    assert not shop.state()


def test_records_never_lie_in_a_work_tree(shop):
    shop.private = shop.root / "secret"
    shop.refused(shop.open(), "lies in the work tree")
    assert not shop.state()
    done = shop.open(XDG_DATA_HOME=str(shop.root.parent / "data"))
    assert done.returncode == 0, done.stderr
    record = shop.root.parent / "data/plugin-policy/incidents/shop/2026-1/incident.json"
    assert json.loads(record.read_text())["reason"] == REASON


def test_a_lost_record(shop, tmp_path):
    shop.open()
    git(shop.root, "add", "-A")
    shop.commit("fix", plugin("alpha", "1.1.1", "print(3)\n"))
    shop.private = tmp_path / "elsewhere"
    shop.refused(shop.close(), "name its folder with --private")


def test_drafts_anew_when_more_is_known(shop):
    shop.open()
    done = shop.open("alpha", "--bad", shop.bad)
    assert "drafts made anew" in done.stdout
    record = json.loads((shop.private / "2026-1/osv.json").read_text())
    assert record["affected"][0]["ranges"][0]["events"] == [{"introduced": shop.bad}]
