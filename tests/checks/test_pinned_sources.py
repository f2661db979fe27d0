"""pinned-sources: policy knobs, what is silent, what one finding says."""

import json

from helpers import report, repository, write

SHA = "0123456789abcdef0123456789abcdef01234567"


def marketplace(*sources):
    entries = [{"name": f"p{number}", "source": source} for number, source in enumerate(sources)]
    return json.dumps({"name": "m", "owner": {"name": "o"}, "plugins": entries}, indent=1)


def found(root, files):
    write(root, files)
    rows = report("pinned-sources", cwd=root)["findings"]
    return [(row["rule"].partition("/")[2], row["severity"], row["message"]) for row in rows if "pinned" in row["rule"]]


def test_exempt_owners_and_allowed_hosts(tmp_path):
    files = {
        ".claude-plugin/marketplace.json": marketplace(
            {"source": "github", "repo": "Trusted/a"},
            {"source": "github", "repo": "other/a"},
            {"source": "url", "url": "https://evil.example/b.git", "sha": SHA},
            {"source": "url", "url": "https://git.good.example/b.git", "sha": SHA},
        ),
        ".plugin-policy.toml": '[sources]\nexempt-owners = ["trusted"]\n'
        'allowed-hosts = ["github.com", "*.good.example"]\n',
    }
    assert [row[:2] for row in found(tmp_path, files)] == [
        ("unpinned-source", "medium"),
        ("host-not-allowed", "medium"),
    ]


def test_what_git_takes_as_a_command_is_critical(tmp_path):
    files = {
        ".claude-plugin/marketplace.json": marketplace(
            {"source": "url", "url": "ext::sh -c id", "sha": SHA},
            {"source": "url", "url": "https://git.example/b.git", "ref": "--upload-pack=id", "sha": SHA},
            {"source": "github", "repo": "o/a$(id)", "sha": SHA},
        )
    }
    assert [row[:2] for row in found(tmp_path, files)] == [("source-injection", "critical")] * 3


def test_one_install_command_is_one_finding(tmp_path):
    rows = found(tmp_path, {"setup.sh": "#!/bin/sh\nnpm i -g a b@1.0.0 c d e f\n"})
    assert len(rows) == 1
    assert "`a`, `c`, `d` and 2 more" in rows[0][2]


def test_what_an_agent_is_told_to_run_is_one_lower(tmp_path):
    text = "---\nname: a\ndescription: b\n---\nRun `npx -y tool` and then wait.\n"
    assert [row[:2] for row in found(tmp_path, {"skills/a/SKILL.md": text})] == [("unpinned-launcher", "low")]


def test_a_folder_that_git_does_not_track(tmp_path):
    root = repository(tmp_path, {".claude-plugin/marketplace.json": marketplace("./p")})
    write(root, {"p/.claude-plugin/plugin.json": '{"name": "p0"}'})
    assert [row[0] for row in found(root, {})] == ["untracked-source"]


def test_dependencies_are_listed(tmp_path):
    write(tmp_path, {".mcp.json": '{"mcpServers": {"a": {"command": "npx", "args": ["a@1.0.0"]}}}'})
    assert report("scan", tmp_path, "--check", "pinned-sources")["dependencies"] == [
        {
            "ecosystem": "npm", "name": "a", "version": "1.0.0", "state": "exact", "group": "", "path": ".mcp.json",
            "line": 1, "surface": "MCP server", "plugin": ".",
        }
    ]  # fmt: skip


def test_changed_only(tmp_path):
    policy = {".plugin-policy.toml": "[sources]\nchanged-only = true\n"}
    old = [{"source": "github", "repo": "o/a"}, {"source": "github", "repo": "o/b"}]
    root = repository(tmp_path, {".claude-plugin/marketplace.json": marketplace(*old), **policy})
    assert [row[1] for row in found(root, {})] == ["note", "note"]
    entries = json.loads(marketplace(*old, {"source": "github", "repo": "o/c"}))
    entries["plugins"][1]["description"] = "touched"
    write(root, {".claude-plugin/marketplace.json": json.dumps(entries)})
    rows = report("pinned-sources", "--changed-since", "HEAD", cwd=root)["findings"]
    assert [(row["severity"], row["message"].partition(":")[0]) for row in rows] == [
        ("medium", "entry `p1`"), ("medium", "entry `p2`"),
    ]  # fmt: skip


def test_skills_agents_and_commands_that_wait_to_be_copied(tmp_path):
    fence = '```json\n{"mcpServers": {"s": {"command": "npx", "args": ["-y", "server@latest"]}}}\n```\n'
    files = {
        "kit/skills/x/SKILL.md": "---\nname: x\ndescription: y\n---\nRun `npx tool` first.\n\n" + fence,
        "kit/skills/x/references/more.md": "```bash\nuvx other\n```\n",
        "kit/agents/a.md": "---\nname: a\n---\n```sh\npip install thing\n```\n",
        "kit/agents/README.md": "```sh\nnpx shown-only\n```\n",
        "notes/plain.md": "```sh\nnpx shown-too\n```\n",
    }
    done = report("pinned-sources", cwd=write(tmp_path / "repo", files))
    assert sorted((row["path"], row["line"], row["severity"]) for row in done["findings"]
                  if row["check"] == "pinned-sources") == [
        ("kit/agents/a.md", 5, "low"), ("kit/skills/x/SKILL.md", 5, "low"), ("kit/skills/x/SKILL.md", 8, "low"),
        ("kit/skills/x/references/more.md", 2, "low"),
    ]  # fmt: skip
    assert [row["name"] for row in done["dependencies"]] == ["thing", "tool", "server", "other"]


def test_the_login_of_an_address_is_said_and_not_shown(tmp_path):
    password = "hunter" + "22"
    files = {
        ".claude-plugin/marketplace.json": marketplace(
            {"source": "url", "url": f"https://bot:{password}@git.example/b.git", "sha": SHA},
            {"source": "url", "url": f"http://bot:{password}@git.example/b.git"},
            {"source": "npm", "package": "a", "version": "1.0.0", "registry": f"https://{password}@npm.example"},
            {"source": "url", "url": "https://github.com@git.example/b.git", "sha": SHA},
            {"source": "url", "url": "git@git.example:o/b.git", "sha": SHA},
            {"source": "url", "url": "https://git.example/@scope/b.git", "sha": SHA},
        )
    }
    write(tmp_path, files)
    done = report("pinned-sources", cwd=tmp_path)
    rows = [(row["rule"].partition("/")[2], row["pointer"].split("/")[2]) for row in done["findings"]]
    assert [row for row in rows if row[0] == "source-login"] == [("source-login", number) for number in "0123"]
    assert {"insecure-source", "unpinned-source"} <= {row[0] for row in rows if row[1] == "1"}
    assert not [row for row in rows if row[1] in "45"]
    assert password not in json.dumps(done)


def test_a_path_that_leaves_the_repository(tmp_path):
    source = {"source": "git-subdir", "url": "https://git.example/b.git", "sha": SHA}
    paths = ["plugins/a", "../a", "plugins/../../a", "/etc", "C:\\a", "a/..b"]
    files = {".claude-plugin/marketplace.json": marketplace(*({**source, "path": path} for path in paths))}
    assert [row[2].split("`")[1] for row in found(tmp_path, files) if row[0] == "source-outside"] == [
        "p1",
        "p2",
        "p3",
        "p4",
    ]


def test_parentheses_are_characters_of_an_address(tmp_path):
    address = "https://git.example/wiki/tool_(cli).git"
    files = {
        ".claude-plugin/marketplace.json": marketplace(
            {"source": "url", "url": address, "sha": SHA}, {"source": "url", "url": address + "$(id)", "sha": SHA}
        )
    }
    assert [row[2].split("`")[1] for row in found(tmp_path, files)] == ["p1"]


LOCK = {
    "name": "p", "lockfileVersion": 3,
    "packages": {"": {}, "node_modules/some-builder": {"version": "5.0.0", "bin": {"odd-name": "bin/x"}}},
}  # fmt: skip
BUN = '{"lockfileVersion": 1, "packages": {"b": ["b@1.0.0", "", {"bin": {"odd-name": "x.js"}}, "sha512-x"]}}'


def test_npx_runs_what_is_installed_whatever_its_program_is_called(tmp_path):
    script = {"scripts/build.sh": "#!/bin/sh\nnpx tsc -p .\nnpx odd-name\nnpx other\n"}
    declared = {"package.json": json.dumps({"name": "p", "devDependencies": {"typescript": "^5"}})}
    locked = {"package-lock.json": json.dumps(LOCK)}
    bun = {"bun.lock": BUN}

    def named(name, files):
        return [row[2].split("`")[3] for row in found(tmp_path / name, files)]

    assert named("none", script) == ["tsc", "odd-name", "other"]
    assert named("declared", script | declared) == ["odd-name", "other"]
    assert named("locked", script | declared | locked) == ["other"]
    assert named("bun", script | bun) == ["tsc", "other"]


def test_images_of_a_compose_file_count_when_something_starts_it(tmp_path):
    compose = {"compose.yaml": "services:\n  db:\n    image: redis:7\n"}
    server = {".mcp.json": json.dumps({"mcpServers": {"a": {"command": "docker", "args": ["compose", "run", "db"]}}})}
    assert [row[:2] for row in found(tmp_path / "a", compose)] == [("unpinned-image", "low")]
    assert [row[:2] for row in found(tmp_path / "b", compose | server)] == [("unpinned-image", "medium")]


def test_a_page_that_says_the_same_thing_often_gets_one_finding(tmp_path):
    head = "---\nname: a\ndescription: b\n---\n"
    page = head + "".join(f"Run `npx tool step{number}`.\n\n" for number in range(6)) + "Run `npx tool@latest`.\n"
    files = {
        "skills/a/SKILL.md": page,
        "skills/b/SKILL.md": head + "Run `npx tool`.\n",
        "run.sh": "#!/bin/sh\nnpx tool a\nnpx tool b\n",
    }
    write(tmp_path, files)
    rows = report("pinned-sources", cwd=tmp_path)["findings"]
    rows = [row for row in rows if row["check"] == "pinned-sources"]
    assert [(row["path"], row["line"], len(row.get("related", []))) for row in rows] == [
        ("run.sh", 2, 0), ("run.sh", 3, 0), ("skills/a/SKILL.md", 5, 5), ("skills/a/SKILL.md", 17, 0),
        ("skills/b/SKILL.md", 5, 0),
    ]  # fmt: skip
    assert rows[2]["message"].endswith("(also line 7, 9, 11 and 2 more)")
    assert len(report("pinned-sources", cwd=tmp_path)["dependencies"]) == 10
