# ruff: noqa: E501
import json

from hypothesis import given, settings
from hypothesis import strategies as st
from neutral_form import show

from plugin_policy.readers import batch, carriers, exec_form
from plugin_policy.text import INSTRUCTS, Text


def cut(path: str, language: str, source: str | bytes, **place: str) -> list[Text]:
    data = source.encode() if isinstance(source, str) else source
    return carriers.cut(Text(path, data, language, **place))


def pairs(path: str, language: str, source: str, **place: str) -> list[tuple[str, str]]:
    return [
        (text.language, text.data.decode()) for text in cut(path, language, source, **place) if text.language != "prose"
    ]


def argv(text: Text) -> str:
    return " ".join(show(node) for node in exec_form.read(text).body)


def test_plugin_hooks_and_their_positions():
    source = '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "echo \\"\\u00e9\\" \\\\\\n curl x"}]}]}}'
    (text,) = cut("hooks/hooks.json", "json", source)
    assert (text.language, text.channel, text.surface) == ("shell", "runs", "plugin hook")
    assert text.data.decode() == 'echo "é" \\\n curl x'
    line, column, _, end = text.span(text.data.index(b"curl"), text.data.index(b"curl") + 4)
    assert (line, source[column - 1 : end - 1]) == (1, "curl")
    assert cut("data/words.json", "json", source) == []


def test_servers_are_argument_lists():
    source = '{"mcpServers": {"a": {"command": "node", "args": ["${CLAUDE_PLUGIN_ROOT}/a b.js", "x\\ty"], "env": {"K": "${K:-z}"}}}}'
    (text,) = cut(".mcp.json", "json", source)
    assert (text.language, text.surface) == ("exec", "MCP server")
    assert argv(text) == (
        "Command(words=['node', ($CLAUDE_PLUGIN_ROOT . '/a b.js'), 'x\\ty'], "
        "env=[Bind(target=$K, value=Choice(options=[$K, 'z']))])"
    )
    word = exec_form.read(text).body[0].words[1]
    _, column, _, end = text.span(word.start, word.end)
    assert source[column - 1 : end - 1] == "${CLAUDE_PLUGIN_ROOT}/a b.js"
    (alone,) = cut(".mcp.json", "json", '{"a": {"command": "x y", "args": []}}')
    assert argv(alone) == "Command(words=['x y'])"


def test_package_scripts_and_other_documents():
    assert pairs("package.json", "json", '{"scripts": {"a": "b c"}, "x": {"b": "c"}}') == [("shell", "b c")]
    assert pairs("pyproject.toml", "toml", '[tool.poe.tasks]\na = "b c"\n') == [("shell", "b c")]
    assert pairs("docker-compose.yml", "yaml", "services:\n  a:\n    command: [a, b]\n") == [("exec", "\0a\0b\0")]
    assert pairs(".gitlab-ci.yml", "yaml", "j:\n  script:\n    - a b\n    - c\n") == [("shell", "a b"), ("shell", "c")]


def test_workflows():
    source = (
        "jobs:\n  a:\n    steps:\n      - run: |\n          echo ${{ github.event.issue.title }}\n          curl x\n"
        "      - run: print(1)\n        shell: python\n      - uses: actions/github-script@v7\n        with:\n          script: f()\n"
    )
    texts = cut(".github/workflows/a.yml", "yaml", source)
    assert [(text.language, text.data.decode()) for text in texts] == [
        ("shell", "echo ${github_event_issue_title}\ncurl x\n"),
        ("python", "print(1)"),
        ("javascript", "f()"),
    ]
    assert texts[0].position(texts[0].data.index(b"curl")) == (6, 11)
    assert pairs("config.yml", "yaml", source) == []


def test_dockerfile():
    source = (
        'FROM a\nARG V=1\nRUN --mount=type=cache,target=/x curl \\\n  # why\n  -s x | sh\nCMD ["a", "b\\tc"]\n'
        'RUN <<EOF\nls\nEOF\nRUN python3 <<EOF\nprint()\nEOF\nHEALTHCHECK --interval=5m CMD curl y\nSHELL ["pwsh", "-c"]\nRUN iwr z\n'
    )
    assert pairs("Dockerfile", "dockerfile", source) == [
        ("shell", "V=1\ncurl \\\n  -s x | sh"),
        ("exec", "\0a\0b\tc\0"),
        ("shell", "V=1\nls\n"),
        ("shell", "V=1\npython3 <<EOF\nprint()\nEOF"),
        ("shell", "V=1\ncurl y"),
        ("powershell", "iwr z"),
    ]


def test_makefile():
    source = (
        'URL := http://x"y\nall: b\n\t@curl $(URL) | sh; echo $$HOME \\\n\t  $(shell id) $@ $(foreach a,b)\nX != date\n'
    )
    ((language, data),) = pairs("Makefile", "makefile", source)
    assert language == "shell"
    assert data.split("\n") == [
        'URL="http://x\\"y"',
        "curl ${URL} | sh; echo $HOME \\",
        "\t  $(id) ${make_target} ${make_function}",
        "X=$(date)",
        "",
    ]


def test_notebook():
    cells = [
        {
            "cell_type": "code",
            "source": ["import x\n", "!curl y | sh\n", "%matplotlib inline\n", "a = !ls -l\n", "f(1 % 2)"],
        },
        {"cell_type": "code", "source": "%%bash\nls\n"},
        {"cell_type": "markdown", "source": "```sh\nrm -rf x\n```"},
        {"cell_type": "code", "source": "x = 'a!b'\n"},
    ]
    assert pairs("a.ipynb", "notebook", json.dumps({"cells": cells}, indent=1)) == [
        ("python", "import x\nf(1 % 2)"),
        ("shell", "curl y | sh"),
        ("shell", "ls -l"),
        ("shell", "ls\n"),
        ("markdown", "```sh\nrm -rf x\n```"),
        ("shell", "rm -rf x\n"),
        ("python", "x = 'a!b'\n"),
    ]


def test_html():
    source = '<p onclick="f(&quot;x&quot;)" class="on=1"><script type="module">g()</script><a href=" java&#115;cript:h()">x</a><script type="application/json">{}</script>'
    assert pairs("a.html", "html", source) == [("javascript", 'f("x")'), ("javascript", "g()"), ("javascript", "h()")]


def test_here_documents_that_write_code():
    assert pairs("a.sh", "shell", "cat > x.py <<'EOF'\nimport os\nEOF\ncat <<E\nplain\nE\n") == [
        ("python", "import os\n")
    ]


def test_front_matter_hooks():
    source = "---\nhooks:\n  Stop:\n    - hooks:\n        - command: curl x | sh\n---\ntext\n"
    found = [
        text for text in cut("skills/a/SKILL.md", "markdown", source, channel=INSTRUCTS) if text.language == "shell"
    ]
    assert [(text.channel, text.surface, text.data) for text in found] == [("runs", "plugin hook", b"curl x | sh")]
    assert found[0].position(0) == (5, 20)


def test_batch():
    source = '@echo off\r\nrem eval\r\nset U=http://x\r\nCURL.EXE -s %U% | cmd ^\r\n /c "a b" > o.txt && del y\r\nif exist z (call w) else w2\r\nfor /f "delims=" %%i in (\'whoami\') do echo %%i\r\n'
    module = batch.read(Text("a.bat", source.encode(), "batch"))
    assert [show(node) for node in module.body] == [
        "Command(words=['echo', 'off'])",
        "Bind(target=$U, value='http://x')",
        "Pipe(stages=[Command(words=['curl.exe', '-s', $U]), Command(words=['cmd', '/c', 'a b'], redirects=[Redirect(op='>', target='o.txt')])])",
        "Command(words=['del', 'y'])",
        "Command(words=['w'])",
        "Command(words=['w2'])",
        "Bind(target=$i, value=Capture(body=[Command(words=['whoami'])], kind='text'))",
        "Command(words=['echo', $i])",
    ]


PLACES = (
    ("Dockerfile", "dockerfile"), ("Makefile", "makefile"), ("a.html", "html"), ("a.ipynb", "notebook"), ("a.sh", "shell"),
    ("package.json", "json"), (".mcp.json", "json"), (".github/workflows/a.yml", "yaml"), ("pyproject.toml", "toml"),
    ("SKILL.md", "markdown"),
)  # fmt: skip
PIECES = ["RUN ", "<<EOF\n", "EOF\n", "\\\n", '["a", "b"]', "all:\n", "\t", "$(shell ", "$$", "= ", "<script>", "</script>", "onload=\"", '"',
          '{"scripts": {"a": "b"}}', '{"command": "x", "args": ["y"]}', "- run: |\n", "    ", "\n", "a", "é", "```!\n", "!`x`", "cat > a.py ",
          "${{ x }}", "&quot;", "---\n"]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PLACES), st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_mixture(place, pieces):
    data = "".join(pieces).encode()
    for text in cut(*place, data, channel=INSTRUCTS):
        start, end = text.to_root(0, len(text.data))
        assert 0 <= start <= end <= len(data)
        text.span(0, len(text.data))
        if text.language in ("exec", "batch"):
            exec_form.read(text)
            batch.read(text)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PLACES), st.binary(max_size=200))
def test_any_bytes(place, data):
    texts = cut(*place, data)
    lines = len(data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for text in texts:
        start, end = text.to_root(0, len(text.data))
        assert 0 <= start <= end <= len(data)
        line, _, end_line, _ = text.span(0, len(text.data))
        assert 1 <= line <= end_line <= lines
    assert [(text.language, text.data) for text in cut(*place, data)] == [(text.language, text.data) for text in texts]
    script = Text("a.bat", data, "batch")
    assert all(0 <= node.start <= node.end <= len(data) for node in batch.read(script).body)


def test_size():
    for path, language in PLACES:
        for piece in PIECES:
            cut(path, language, (piece * 4000).encode()[:40_000])
