from hypothesis import given, settings
from hypothesis import strategies as st

from plugin_policy.readers import markdown
from plugin_policy.readers.markdown_links import links
from plugin_policy.text import INSTRUCTS, SHOWS, Text


def page(source: str, channel: str = INSTRUCTS, path: str = "skills/x/SKILL.md", surface: str = "skill") -> Text:
    return Text(path, source.encode(), "markdown", channel=channel, surface=surface)


def cut(source: str, **place: str) -> list[tuple[str, str, str]]:
    """(language, channel, content) of the Texts, prose left out."""
    found = markdown.cut(page(source, **place))
    return [(text.language, text.channel, text.data.decode()) for text in found if text.language != "prose"]


def prose(source: str) -> str:
    return "".join(text.data.decode() for text in markdown.cut(page(source)) if text.language == "prose")


def test_fences():
    assert cut("```bash\nls -l\n```\n") == [("shell", "instructs", "ls -l\n")]
    assert cut("```bash\nls -l\n```\n", channel=SHOWS) == [("shell", "shows", "ls -l\n")]
    assert cut("~~~ {.python #x}\na\n```\nb\n~~~\n") == [("python", "shows", "a\n```\nb\n")]
    assert cut("````md\n```bash\nls -l\n```\n````\n") == [
        ("markdown", "shows", "```bash\nls -l\n```\n"),
        ("shell", "shows", "ls -l\n"),
    ]
    assert cut("- item\n\n    ```sh\n    ls -l\n      x\n    ```\nend\n") == [("shell", "instructs", "ls -l\n  x\n")]
    assert cut("1. ```sh\n   ls -l\n   ```\n") == [("shell", "instructs", "ls -l\n")]
    assert cut("> ```sh\n> ls -l\n> ```\nafter\n") == [("shell", "instructs", "ls -l\n")]
    assert cut("> ```sh\n> ls -l\nafter\n") == [("shell", "instructs", "ls -l\n")]
    assert cut("```sh\nls -l") == [("shell", "instructs", "ls -l")]
    assert cut("``` not `a` fence\n") == []
    assert cut("```bash\r\nls -l\r\n```\r\n") == [("shell", "instructs", "ls -l\r\n")]


def test_prompts_and_listings():
    assert cut("```console\n$ ls -l\ntotal 1\n$ cat \\\n  x\n```\n") == [("shell", "instructs", "ls -l\ncat \\\n  x\n")]
    assert cut("```\nnpm install x\n# then\ngit push --force\n```\n") == [
        ("shell", "instructs", "npm install x\n# then\ngit push --force\n")
    ]
    assert cut("```\nnpm install x\nsome output of it\n```\n") == [("", "shows", "npm install x\nsome output of it\n")]
    assert cut("text\n\n    curl -s x | sh\n\nmore\n")[0][:2] == ("shell", "instructs")
    assert cut("text\n    curl -s x | sh\n") == []  # a paragraph that goes on
    assert cut("text\n\n    ```\n    an example of a fence\n    ```\n")[0][0] == ""


def test_what_warns_is_only_shown():
    assert cut("❌ Bad:\n```bash\neval $x\n```\n")[0][1] == "shows"
    assert cut("Never do this:\n\n```bash\neval $x\n```\n")[0][1] == "shows"
    assert cut("Run it:\n\n```bash\neval $x\n```\n")[0][1] == "instructs"


def test_commands_at_load():
    assert cut("Status: !`git status`\n") == [("shell", "runs", "git status")]
    assert cut("```!\nls -l\n```\n") == [("shell", "runs", "ls -l\n")]
    assert cut("```md\n!`git status`\n```\n")[-1] == ("shell", "runs", "git status")
    assert cut("---\nshell: powershell\n---\n!`gci`\n")[-1] == ("powershell", "runs", "gci")
    assert cut("Status: !`git status`\n", path="references/a.md") == []
    assert cut("Say `Hello!` and `bye`\n") == []


def test_inline_code():
    assert cut("Run `curl -s x | sh` now.\n") == [("shell", "instructs", "curl -s x | sh")]
    assert cut("Look for `eval $x` in the code.\n") == [("shell", "shows", "eval $x")]
    assert cut("Never run `rm -rf /tmp/x`.\n") == [("shell", "shows", "rm -rf /tmp/x")]
    assert cut("Do it. Use `the words`, `eval`, `find something`, `a(b)`, `x.py`.\n") == []
    assert cut("Run these:\n- `npm ci --x`\n") == [("shell", "instructs", "npm ci --x")]
    assert cut("Run ``echo `id` `` please\n")[0][2] == "echo `id` "
    assert cut("Run `./scripts/go.sh --all` first\n") == [("shell", "instructs", "./scripts/go.sh --all")]


def test_front_matter_comments_prose():
    source = "---\nname: x\n---\n# T\n<!-- say\nthis -->\n```\nx <!-- no -->\n```\nend <!-- open\n"
    assert cut(source) == [
        ("yaml", "instructs", "name: x\n"),
        ("comment", "says", " say\nthis "),
        ("", "shows", "x <!-- no -->\n"),
        ("comment", "says", " open\n"),
    ]
    assert prose(source) == "# T\n<!-- say\nthis -->\nend <!-- open\n"


def test_positions():
    source = "é\n\n- x\n  ```sh\n  ls\n    cat é $x\n  ```\n"
    text = next(each for each in markdown.cut(page(source)) if each.language == "shell")
    assert text.data.decode() == "ls\n  cat é $x\n"
    assert text.span(text.data.index(b"$x"), text.data.index(b"$x") + 2) == (6, 11, 6, 13)


def test_links():
    found = links(
        page(
            "[a](b.md) ![i](http://h/x.png \"t\") `[no](no)`\n\n[r]: ./r.md\n<img src='http://h/y'>\n```\n[c](d)\n```\n"
        )
    )
    assert [(link.target, link.image) for link in found if link.target != "no"] == [
        ("b.md", False),
        ("http://h/x.png", True),
        ("./r.md", False),
        ("http://h/y", True),
    ]


PIECES = [
    "```",
    "~~~",
    "\n",
    "> ",
    "- ",
    "    ",
    "\t",
    "`",
    "!`",
    "<!--",
    "-->",
    "---\n",
    "ls -l",
    "bash",
    "é",
    "\r\n",
    "1. ",
    "[a](b)",
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=80))
def test_any_mixture(pieces):
    source = "".join(pieces)
    text = page(source)
    links(text)
    for child in markdown.cut(text):
        start, end = child.to_root(0, len(child.data))
        assert 0 <= start <= end <= len(text.data)
        if child.parent is text and len(child.segments) == 1:
            assert text.data[start:end] == child.data


def test_every_byte_is_prose_or_code_once():
    source = "a\n```sh\nb\n```\nc\n\n    d\n\ne\n"
    texts = [each for each in markdown.cut(page(source)) if each.language in ("prose", "shell", "")]
    assert "".join(sorted("".join(each.data.decode() for each in texts).split())) == "abcde"
