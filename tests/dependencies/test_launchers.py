"""What a command line pulls in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import collected

from plugin_policy.dependencies.launch import from_argv, from_command_line

SHA = "0123456789abcdef0123456789abcdef01234567"

LAUNCHERS = (
    ("npx -y foo@1.2.3", [("npm", "foo", "1.2.3", "exact")]),
    ("npx foo", [("npm", "foo", "", "none")]),
    ("npx -y @scope/pkg@latest arg", [("npm", "@scope/pkg", "latest", "tag")]),
    ("npx @scope/pkg --yes", [("npm", "@scope/pkg", "", "none")]),
    ("npx --yes --package=a@1 --package b cmd", [("npm", "a", "1", "range"), ("npm", "b", "", "none")]),
    ("npx -p typescript@5.4.2 -- tsc", [("npm", "typescript", "5.4.2", "exact")]),
    ("npx --registry https://r.example foo@^2", [("npm", "foo", "^2", "range")]),
    ("npx -c 'npx bar@1.0.0 x'", [("npm", "bar", "1.0.0", "exact")]),
    ("npm exec --package=foo@1.0.0 -- foo", [("npm", "foo", "1.0.0", "exact")]),
    ("npm exec -- bar@next", [("npm", "bar", "next", "tag")]),
    ("npm --yes x qux@2", [("npm", "qux", "2", "range")]),
    ("npx github:owner/repo", [("npm", "owner/repo", "", "git-floating")]),
    (f"npx git+https://git.example/o/r.git#{SHA}", [("npm", "https://git.example/o/r", SHA, "git-sha")]),
    ("npx https://example.com/p.tgz", [("npm", "https://example.com/p.tgz", "", "url")]),
    ("npx ./local", [("npm", "./local", "", "local")]),
    ("npx --no-install eslint .", []),
    ("npx alias@npm:real@3.0.0", [("npm", "real", "3.0.0", "exact")]),
    ("bunx --bun vite@5", [("npm", "vite", "5", "range")]),
    ("bun x cowsay@1.5.0", [("npm", "cowsay", "1.5.0", "exact")]),
    ("pnpm dlx a@latest", [("npm", "a", "latest", "tag")]),
    ("pnpm --package=foo dlx bar", [("npm", "foo", "", "none")]),
    ("yarn dlx -p ts@1.0.0 -q ts-node x", [("npm", "ts", "1.0.0", "exact")]),
    ("uvx ruff", [("PyPI", "ruff", "", "none")]),
    ("uvx ruff@0.5.0 check", [("PyPI", "ruff", "0.5.0", "exact")]),
    ("uvx ruff@latest", [("PyPI", "ruff", "latest", "tag")]),
    ("uvx --from 'My_Server[x]==1.2' my-server", [("PyPI", "my-server", "1.2", "exact")]),
    ("uvx --from git+https://github.com/o/r cmd", [("PyPI", "o/r", "", "git-floating")]),
    (f"uvx --from git+https://github.com/o/r@{SHA} cmd", [("PyPI", "o/r", SHA, "git-sha")]),
    (
        "uvx --python 3.12 --with a,b==1 c",
        [("PyPI", "a", "", "none"), ("PyPI", "b", "1", "exact"), ("PyPI", "c", "", "none")],
    ),
    ("uv tool run --from=pkg==1 cmd", [("PyPI", "pkg", "1", "exact")]),
    ("uv run --with 'rich>12' script.py", [("PyPI", "rich", ">12", "range")]),
    ("uv --directory /x run server.py", []),
    ("pipx run --spec pkg==1.0 cmd", [("PyPI", "pkg", "1.0", "exact")]),
    ("docker run -i --rm -e TOKEN mcp/x", [("Docker", "mcp/x", "", "none")]),
    ("docker run -it -p 80:80 -v /a:/b ghcr.io/o/i:1.2", [("Docker", "ghcr.io/o/i", "1.2", "image-tag")]),
    (
        "docker run --mount type=bind,src=/a,dst=/b h:5000/i@sha256:ab",
        [("Docker", "h:5000/i", "sha256:ab", "image-digest")],
    ),
    ("docker --context c container run -eA=b img cmd", [("Docker", "img", "", "none")]),
    ("docker build -t mine .", []),
    ("go run github.com/x/y/cmd@v1.2.3 -a", [("Go", "github.com/x/y/cmd", "v1.2.3", "exact")]),
    ("go run ./cmd", []),
    ("deno run -A npm:@scope/pkg@1.2.3/sub", [("npm", "@scope/pkg", "1.2.3", "exact")]),
    ("deno run --allow-net jsr:@std/http", [("JSR", "@std/http", "", "none")]),
    ("deno run https://deno.example/x@v1.2/mod.ts", [("Deno", "https://deno.example/x@v1.2/mod.ts", "", "url")]),
    ("cmd /c npx -y foo", [("npm", "foo", "", "none")]),
    ('cmd.exe /d /s /c "npx -y foo@1.0.0"', [("npm", "foo", "1.0.0", "exact")]),
    ('bash -lc "cd x && exec npx -y foo@1.0.0"', [("npm", "foo", "1.0.0", "exact")]),
    ("env -u A FOO=1 npx foo", [("npm", "foo", "", "none")]),
    ("/usr/bin/env -S npx -y foo", [("npm", "foo", "", "none")]),
    ("sudo -E -u bob npx foo", [("npm", "foo", "", "none")]),
    ("A=1 timeout -k 5 30 npx foo", [("npm", "foo", "", "none")]),
    ('powershell -Command "npx foo"', [("npm", "foo", "", "none")]),
    ('npx -y gate@1.0.0 --stdio "uvx inner"', [("npm", "gate", "1.0.0", "exact"), ("PyPI", "inner", "", "none")]),
    ("uvx mcpo==1 --port 80 -- npx inner", [("PyPI", "mcpo", "1", "exact"), ("npm", "inner", "", "none")]),
    ("doppler run -- npx foo", [("npm", "foo", "", "none")]),
    ("gem exec rails new x", [("RubyGems", "rails", "", "none")]),
    ("gem exec -v 7.1.0 rails", [("RubyGems", "rails", "7.1.0", "exact")]),
    ("gem exec rails:7.1.0 new", [("RubyGems", "rails", "7.1.0", "exact")]),
    ("gem exec -g rake -- rake", [("RubyGems", "rake", "", "none")]),
    ("nix run nixpkgs#hello", [("nix", "nixpkgs#hello", "", "git-floating")]),
    (
        "nix --extra-experimental-features 'nix-command flakes' run github:o/r/main -- x",
        [("nix", "github:o/r", "main", "git-floating")],
    ),
    (f"nix run github:o/r/{SHA}#a", [("nix", "github:o/r#a", SHA, "git-sha")]),
    (
        f"nix run 'git+https://git.example/r?rev={SHA}'",
        [("nix", f"git+https://git.example/r?rev={SHA}", SHA, "git-sha")],
    ),
    ("nix run .#x", []),
    ("nix run", []),
    ("nix build ./here#x", []),
    ("nix shell nixpkgs#a -c npx foo", [("nix", "nixpkgs#a", "", "git-floating"), ("npm", "foo", "", "none")]),
    ("nix-shell -p jq --run 'npx y'", [("nix", "jq", "", "none"), ("npm", "y", "", "none")]),
    ("nix-shell --run make", []),
    ("nix profile install nixpkgs#x", [("nix", "nixpkgs#x", "", "git-floating")]),
    ("jbang hello@jbangdev/catalog", [("JBang", "hello@jbangdev/catalog", "", "git-floating")]),
    ("jbang --java 21 org.x:y:1.2 arg", [("Maven", "org.x:y", "1.2", "exact")]),
    ("jbang org.x:y:RELEASE", [("Maven", "org.x:y", "RELEASE", "tag")]),
    ("jbang https://jbang.example/a.java", [("JBang", "https://jbang.example/a.java", "", "url")]),
    ("jbang app.java", []),
    ("volta install typescript node@20", [("npm", "typescript", "", "none"), ("npm", "node", "20", "range")]),
    ("deno install -g -A -n x npm:cowsay@1.5.0", [("npm", "cowsay", "1.5.0", "exact")]),
    ("deno install --global jsr:@std/http", [("JSR", "@std/http", "", "none")]),
    ("deno install", []),
    ("docker compose -p x run --rm server", [("Docker", "compose.yaml", "", "local")]),
    ("docker compose -f https://c.example/c.yml up -d", [("Docker", "https://c.example/c.yml", "", "url")]),
    (
        f"docker compose -f https://git.example/r.git#{SHA} up",
        [("Docker", "https://git.example/r.git", SHA, "git-sha")],
    ),
    ("docker-compose -f dev.yml up", [("Docker", "dev.yml", "", "local")]),
    ("docker compose down", []),
    ("node ${CLAUDE_PLUGIN_ROOT}/server.js", []),
    ("python -m server", []),
    ("echo npx-like", []),
    ("npm run build", []),
    ("bun run --cwd x start", []),
)

INSTALLS = (
    (
        "pip install -U requests==2.31.0 -r req.txt 'x>=1'",
        [("PyPI", "requests", "2.31.0", "exact"), ("PyPI", "x", ">=1", "range")],
    ),
    ("python3 -m pip install --user foo", [("PyPI", "foo", "", "none")]),
    ("pip3.11 install -e .", []),
    ("uv pip install --system a b==1", [("PyPI", "a", "", "none"), ("PyPI", "b", "1", "exact")]),
    ("npm i -g foo@1", [("npm", "foo", "1", "range")]),
    ("npm install", []),
    ("npm ci", []),
    ("npm create vite@latest app -- --template react", [("npm", "create-vite", "latest", "tag")]),
    ("yarn global add foo", [("npm", "foo", "", "none")]),
    ("gem install rails -v 7.0.0", [("RubyGems", "rails", "7.0.0", "exact")]),
    ("cargo install --locked rg@14.0.0", [("crates.io", "rg", "14.0.0", "exact")]),
    (f"cargo install --git https://github.com/x/y --rev {SHA}", [("crates.io", "x/y", SHA, "git-sha")]),
    ("go install github.com/x/y@latest", [("Go", "github.com/x/y", "latest", "tag")]),
    ("sudo apt-get install -y curl=7.1 git", [("apt", "curl", "7.1", "exact"), ("apt", "git", "", "none")]),
    ("brew install node@20", [("Homebrew", "node", "20", "tag")]),
    ("composer require a/b:^1", [("Packagist", "a/b", "^1", "range")]),
)


@pytest.mark.parametrize(("line", "expected"), LAUNCHERS + INSTALLS)
def test_command_line(line, expected):
    found = [(one.ecosystem, one.name, one.version, one.state) for one, _ in from_command_line(line)]
    assert found == expected


def test_commands_inside_a_script_keep_their_offset():
    text = (
        "#!/bin/sh\nif ! command -v jq; then\n  npx foo  # not npx bar\nfi\ncat <<EOF\nnpx baz\nEOF\nX=$(uvx inner)\n"
    )
    found = [(one.name, text.count("\n", 0, offset) + 1) for one, offset in from_command_line(text)]
    assert found == [("foo", 3), ("inner", 8)]


@given(st.text(alphabet="npxuvd '\"$()`;&|<>\\\n-=@#{}/.cE", max_size=80))
def test_no_text_breaks_the_splitter(text):
    for one, offset in from_command_line(text):
        assert one.name
        assert 0 <= offset < len(text)


@given(
    st.lists(st.sampled_from(["npx", "-p", "--package", "bash", "-c", "--", "uvx", "docker", "run", "env", "-S", "x"]))
)
def test_no_argument_vector_breaks_it(argv):
    found = list(from_argv(argv))
    assert all(one.name and one.state and one.via for one in found)
    assert len(found) <= len(argv)
    assert [one.key() for one in found] == [one.key() for one in from_argv(argv)]


def test_servers_hooks_and_remote_servers_of_a_manifest():
    manifest = {
        "mcpServers": {
            "a": {"command": "npx", "args": ["-y", "a-mcp@1.0.0"]},
            "b": {"type": "http", "url": "https://mcp.example.com/mcp"},
        },
        "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "npx prettier && uvx ruff==1"}]}]},
        "lspServers": {"l": {"command": "bunx", "args": ["lsp"]}},
        "monitors": [{"name": "m", "command": "docker run img:1", "description": "d"}],
    }
    found = collected("p/.claude-plugin/plugin.json", json.dumps(manifest, indent=1))
    assert [(one.name, one.state, one.surface, one.line) for one in found] == [
        ("a-mcp", "exact", "MCP server", 7),
        ("https://mcp.example.com/mcp", "remote", "MCP server", 12),
        ("prettier", "none", "plugin hook", 21),
        ("ruff", "exact", "plugin hook", 21),
        ("lsp", "none", "LSP server", 31),
        ("img", "image-tag", "monitor", 38),
    ]


def test_a_bare_map_of_servers():
    found = collected(".mcp.json", '{"x": {"command": "cmd", "args": ["/c", "npx", "y"]}}')
    assert [(one.name, one.surface) for one in found] == [("y", "MCP server")]


def test_a_bare_map_under_any_name():
    found = collected("examples/stdio.json", '{"x": {"command": "npx", "args": ["y"]}, "z": 1}')
    assert [(one.name, one.surface) for one in found] == [("y", "MCP server")]
    assert collected("tasks.json", '{"tasks": [{"command": "npx", "args": ["y"]}]}') == []


def test_an_ordinary_file_with_a_command_key_declares_nothing():
    assert collected("tests/data.json", '{"command": "npx foo"}') == []


def test_sources_of_a_marketplace():
    entries = [
        {"name": "a", "source": {"source": "github", "repo": "o/a", "sha": SHA}},
        {"name": "b", "source": {"source": "github", "repo": "o/b", "ref": "main"}},
        {"name": "c", "source": {"source": "url", "url": "https://git.example/c.git"}},
        {"name": "d", "source": {"source": "npm", "package": "@s/d", "version": "^1"}},
        {"name": "e", "source": {"source": "archive", "url": "https://x.example/e.zip", "sha256": "ab" * 32}},
        {"name": "f", "source": "./f"},
        {"name": "g", "source": {"source": "url", "url": "https://github.com/o/g.git", "sha": SHA}},
    ]
    found = collected(".claude-plugin/marketplace.json", json.dumps({"name": "m", "plugins": entries}))
    assert [(one.ecosystem, one.name, one.version, one.state) for one in found] == [
        ("GitHub", "o/a", SHA, "git-sha"),
        ("GitHub", "o/b", "main", "git-floating"),
        ("git", "https://git.example/c.git", "", "git-floating"),
        ("npm", "@s/d", "^1", "range"),
        ("archive", "https://x.example/e.zip", "ab" * 32, "url"),
        ("GitHub", "o/g", SHA, "git-sha"),
    ]


def test_markdown_that_instructs():
    text = (
        "---\nname: x\nmcpServers:\n  s:\n    command: npx\n    args: [-y, s-mcp]\n---\n"
        "Run `npx one@1.0.0 now`, never `foo`.\n\n```bash\n$ uvx two\n```\n\n```python\nnpx = 3\n```\n"
    )
    found = collected("agents/x.md", text)
    assert [(one.name, one.line) for one in found] == [("s-mcp", 6), ("two", 11), ("one", 8)]
    assert collected("README.md", text) == []
