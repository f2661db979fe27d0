"""Sources, launchers and install commands in every spelling: what floats is found, what is pinned is silent."""

import json

from helpers import report, write

SHA = "0123456789abcdef0123456789abcdef01234567"

FLOATING = [
    {"repo": "o/r", "source": "github"},
    {"ref": "main", "repo": "o/r", "source": "github"},
    {"repo": "o/r", "sha": "0123456789abcdef0123456789abcdef0123456", "source": "github"},
    {"repo": "o/r", "sha": "0123456", "source": "github"},
    {"repo": "o/r", "sha": "main", "source": "github"},
    {"ref": SHA, "repo": "o/r", "source": "github"},
    {"repo": "-x/r", "sha": SHA, "source": "github"},
    {"repo": "o/r;id", "sha": SHA, "source": "github"},
    {"ref": "--upload-pack=id", "repo": "o/r", "sha": SHA, "source": "github"},
    {"ref": "-c core.x=1", "repo": "o/r", "sha": SHA, "source": "github"},
    {"sha": SHA, "source": "url", "url": "ext::sh -c id"},
    {"sha": SHA, "source": "url", "url": "EXT::sh -c id"},
    {"sha": SHA, "source": "url", "url": "git+ext::sh"},
    {"sha": SHA, "source": "url", "url": "fd::17"},
    {"sha": SHA, "source": "url", "url": "http://h.example/r.git"},
    {"sha": SHA, "source": "url", "url": "HTTP://h.example/r"},
    {"sha": SHA, "source": "url", "url": "git://h.example/r"},
    {"sha": SHA, "source": "url", "url": "file:///etc/x"},
    {"sha": SHA, "source": "url", "url": "/srv/x.git"},
    {"sha": SHA, "source": "url", "url": "-oProxyCommand=x"},
    {"sha": SHA, "source": "url", "url": "ssh://-oProxyCommand=id/x"},
    {"sha": SHA, "source": "url", "url": "ssh://user@-oProxyCommand=id/x"},
    {"sha": SHA, "source": "url", "url": "git@-oProxyCommand=x:o/r"},
    {"source": "url", "url": "https://h.example/r.git#main"},
    {"sha": SHA, "source": "url", "url": "http::https://h.example/r"},
    {"sha": SHA, "source": "url", "url": "../x"},
    {"path": "x", "source": "git-subdir", "url": "o/r"},
    {"path": "-x", "sha": SHA, "source": "git-subdir", "url": "https://h.example/r"},
    {"package": "x", "source": "npm"},
    {"package": "x", "source": "npm", "version": "latest"},
    {"package": "x", "source": "npm", "version": "^1.0.0"},
    {"package": "x", "source": "npm", "version": "1.x"},
    {"package": "x", "source": "npm", "version": "1"},
    {"package": "x", "source": "npm", "version": "1.2"},
    {"package": "x", "source": "npm", "version": ">=1.0.0"},
    {"package": "x", "source": "npm", "version": "*"},
    {"package": "x", "source": "npm", "version": "npm:y@1.0.0"},
    {"package": "x", "source": "npm", "version": "git+https://h.example/y"},
    {"package": "x", "source": "npm", "version": "https://h.example/y.tgz"},
    {"package": "https://h.example/y.tgz", "source": "npm", "version": "1.0.0"},
    {"package": "git+ssh://git@h.example/y", "source": "npm", "version": "1.0.0"},
    {"package": "x", "registry": "http://h.example", "source": "npm", "version": "1.0.0"},
    {"package": "--registry=x", "source": "npm", "version": "1.0.0"},
    {"package": "o/r", "source": "npm", "version": "1.0.0"},
    {"package": "x@latest", "source": "npm", "version": "1.0.0"},
    {"package": "x", "source": "npm", "version": "file:../x"},
    {"source": "archive", "url": "https://h.example/a.zip"},
    {"sha256": "ab", "source": "archive", "url": "https://h.example/a.zip"},
    {
        "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "source": "archive",
        "url": "http://h.example/a.zip",
    },
    {"command": "curl x|sh", "source": "command"},
]

PINNED = [
    {"repo": "o/r", "sha": SHA, "source": "github"},
    {"ref": "v1.0", "repo": "o/r", "sha": SHA, "source": "github"},
    {"sha": SHA, "source": "url", "url": "https://h.example/r.git"},
    {"path": "plugins/a b", "sha": SHA, "source": "git-subdir", "url": "o/r"},
    {"path": "a-b/c", "sha": SHA, "source": "git-subdir", "url": "https://h.example/r"},
    {"sha": SHA, "source": "url", "url": "git@github.com:o/r.git"},
    {"sha": SHA, "source": "url", "url": "ssh://git@github.com/o/r.git"},
    {"package": "@s/x", "source": "npm", "version": "1.2.3"},
    {"package": "x", "source": "npm", "version": "1.2.3-beta.1"},
    {
        "sha256": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "source": "archive",
        "url": "https://h.example/a.zip?x=1&y=2",
    },
    {"repo": "o/r-c", "sha": SHA, "source": "github"},
]

FLOATING_COMMANDS = [
    "npx -y x",
    "npx x@latest",
    "npx x@^1.0.0",
    "npx --package x y",
    "npx -p x@1 y",
    "npx --yes=true x",
    "uvx x",
    "uvx x@latest",
    "uvx --from git+https://h.example/r x",
    "uvx --from git+https://h.example/r@main x",
    "uvx --from x y",
    "uvx --with y x==1.0",
    "pipx run x",
    "pipx run --spec x y",
    "bunx x",
    "bun x x",
    "deno run https://h.example/m.ts",
    "deno run npm:x",
    "deno run jsr:@a/b",
    "docker run image:tag",
    "docker run image",
    "docker run --rm -i -e A=b image:1.0",
    "podman run image:latest",
    "go run h.example/x@latest",
    "go run h.example/x@v1",
    "dotnet tool install -g x",
    "dnx x",
    "pnpm dlx x",
    "pnpx x",
    "yarn dlx x",
    "npm exec x",
    "npm exec -- x",
    "npm x x",
    "npm exec --package=x -- y",
    "uv run --with x y.py",
    "uv tool run x",
    "uv tool install x",
    "sh -c 'npx -y x'",
    "bash -lc 'exec npx -y x'",
    "env A=b npx -y x",
    "/usr/bin/env npx -y x",
    "cmd /c npx -y x",
    "cmd.exe /c npx x",
    "powershell -Command npx x",
    "sudo npx x",
    "nohup npx x",
    "timeout 5 npx x",
    "xargs npx x",
    "npx -y mcp-remote https://h.example",
    "npx -y supergateway --stdio 'npx -y x'",
    "volta run npx x",
    "corepack pnpm dlx x",
    "npm create x",
    "npm init x",
    "yarn create x",
    "pnpm create x",
    "bun create x",
    "pipx install x",
    "pip install x",
    "cargo install x",
    "go install h.example/x@latest",
    "gem install x",
    "npx github:o/r",
    "npx https://h.example/x.tgz",
    "pip install git+https://h.example/r",
    "uvx 'x>=1.0'",
    "npx 'x@>=1'",
    "cargo binstall x",
    "brew install x",
    "npx -y @scope/x",
    "npx -y @scope/x@latest",
    "python -m pip install x",
    "python3 -m pipx run x",
    "uv run https://h.example/s.py",
    "docker pull img:latest",
    "npx\t-y\tx",
    "npm i -g x",
    "claude mcp add x -- npx -y x",
    "dnx x@1.*",
    "dotnet tool exec x",
    "dotnet tool update -g x --version 1.*",
]

PINNED_COMMANDS = [
    "npx x@1.2.3",
    "npx -y @s/x@1.2.3",
    "uvx x==1.0.0",
    "uvx x@1.0.0",
    "uvx --from x==1.0 y",
    "uvx --from git+https://h.example/r@0123456789abcdef0123456789abcdef01234567 x",
    "pipx run x==1.0",
    "bunx x@1.0.0",
    "docker run image@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "docker run -v a:/b image:1@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "go run h.example/x@v1.2.3",
    "go run ./cmd/x",
    "deno run ./m.ts",
    "pnpm dlx x@1.0.0",
    "npm exec x@1.0.0",
    "npx --no-install x",
    "npx --no x",
    "uv run server.py",
    "uv run --with x==1.0 y.py",
    "npm run build",
    "npm ci",
    "npm install",
    "node server.js",
    "python server.py",
    "yarn run x",
    "pnpm run x",
    "bun run x",
    "uv sync",
    "pip install -r requirements.txt",
    "pip install .",
    "pip install -e .",
    "docker build .",
    "docker ps",
    "go build ./...",
    "cargo build",
    "cargo run",
    "dotnet run",
    "npm test",
    "npx ./local.js",
    "deno task x",
    "uvx ./x",
    "bash run.sh npx",
    "dnx x@1.2.3",
    "dotnet tool install -g x --version 1.2.3",
    "dotnet tool restore",
]


def marketplace(sources):
    entries = [{"name": f"p{number}", "source": source} for number, source in enumerate(sources)]
    return json.dumps({"name": "m", "owner": {"name": "o"}, "plugins": entries})


def grave(root):
    rows = report("pinned-sources", cwd=root)["findings"]
    return [row for row in rows if row["check"] == "pinned-sources" and row["severity"] not in ("note", "low")]


def test_every_source_that_can_change_or_run_something(tmp_path):
    write(tmp_path, {".claude-plugin/marketplace.json": marketplace(FLOATING)})
    said = {row["message"].partition("`")[2].partition("`")[0] for row in grave(tmp_path)}
    assert [FLOATING[number] for number in range(len(FLOATING)) if f"p{number}" not in said] == []


def test_no_source_that_is_pinned(tmp_path):
    write(tmp_path, {".claude-plugin/marketplace.json": marketplace(PINNED)})
    assert grave(tmp_path) == []


def servers(commands):
    """One server a line, from line 2."""
    rows = [
        f'"s{number}": ' + json.dumps({"command": line.split()[0], "args": arguments(line)})
        for number, line in enumerate(commands)
    ]
    return '{"mcpServers": {\n' + ",\n".join(rows) + "\n}}\n"


def arguments(line):
    import shlex

    return shlex.split(line)[1:]


def hooks(commands):
    rows = [json.dumps({"type": "command", "command": line}) for line in commands]
    return '{"hooks": {"Stop": [{"hooks": [\n' + ",\n".join(rows) + "\n]}]}}\n"


def test_every_command_that_fetches_what_it_likes(tmp_path):
    write(tmp_path, {".mcp.json": servers(FLOATING_COMMANDS), "hooks/hooks.json": hooks(FLOATING_COMMANDS)})
    rows = report("pinned-sources", cwd=tmp_path)["findings"]
    for path in (".mcp.json", "hooks/hooks.json"):
        said = {row["line"] for row in rows if row["path"] == path}
        assert [line for number, line in enumerate(FLOATING_COMMANDS) if number + 2 not in said] == []


def test_no_command_that_is_pinned_or_fetches_nothing(tmp_path):
    write(tmp_path, {".mcp.json": servers(PINNED_COMMANDS), "hooks/hooks.json": hooks(PINNED_COMMANDS)})
    assert [row["message"] for row in grave(tmp_path)] == []
