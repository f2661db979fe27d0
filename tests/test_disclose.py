"""`plugin-policy disclose`: from code to statements, and to the table of a README."""

from __future__ import annotations

import json
import pathlib

from helpers import PLUGIN, report, run, write

FILE = ".claude-plugin/disclosure.json"
MARKS = "# Demo\n\n<!-- plugin-policy: disclosure -->\n<!-- /plugin-policy: disclosure -->\n\nMore.\n"
CODE = {
    "run.py": "import os\nimport subprocess\nimport urllib.request\n\n"
    "urllib.request.urlopen('https://b.acme.dev/x', os.environ['ACME_TOKEN'].encode())\n"
    "urllib.request.urlopen('https://a.acme.dev/x')\nsubprocess.run(['osascript', '-e', '1'])\n"
    "open('/srv/data/x').read()\nopen('/srv/data/x', 'w').write('1')\n"
}


def disclosed(root: pathlib.Path) -> dict[str, list[dict[str, str]]]:
    value: dict[str, list[dict[str, str]]] = json.loads((root / FILE).read_text())
    return value


def test_writes_what_the_code_does(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {**PLUGIN, **CODE})
    done = run("disclose", tmp_path)
    assert done.returncode == 0, done.stderr
    document = disclosed(tmp_path)
    assert [row["host"] for row in document["network"]] == ["a.acme.dev", "b.acme.dev"]
    assert document["network"][0]["when"] == "when run.py runs"
    assert [row["program"] for row in document["commands"]] == ["osascript"]
    assert document["files"] == [{"path": "/srv/data/x", "access": "read-write", "why": ""}]
    assert document["environment"] == [{"name": "ACME_TOKEN", "secret": True, "why": ""}]
    assert all(row["why"] == "" for rows in document.values() if isinstance(rows, list) for row in rows)


def test_twice_is_once(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {**PLUGIN, **CODE})
    run("disclose", tmp_path)
    before = (tmp_path / FILE).read_bytes()
    assert "up to date" in run("disclose", tmp_path).stdout
    assert (tmp_path / FILE).read_bytes() == before


def test_words_order_and_layout_of_the_author_stay(tmp_path: pathlib.Path) -> None:
    own = (
        '{"$schema": "x", "version": 1, "network": [{"why": "uploads what the user picked", "host": "z.acme.dev"},\n'
        '  {"host": "b.acme.dev", "why": "the user asked for it, see README"}], "files": []}\n'
    )
    write(tmp_path, {**PLUGIN, **CODE, FILE: own})
    run("disclose", tmp_path)
    document = disclosed(tmp_path)
    assert [row["host"] for row in document["network"]] == ["z.acme.dev", "b.acme.dev", "a.acme.dev"]
    assert document["network"][0] == {"why": "uploads what the user picked", "host": "z.acme.dev"}
    assert list(document)[:3] == ["$schema", "version", "network"]

    complete = {**document, "files": [{"path": "/srv", "access": "read-write", "why": "x"}]}
    written = json.dumps(complete)
    write(tmp_path, {FILE: written})
    run("disclose", tmp_path)
    assert (tmp_path / FILE).read_text() == written


def test_a_new_access_is_a_new_statement(tmp_path: pathlib.Path) -> None:
    files = [{"path": "/srv/data/x", "access": "read", "why": "reads the shared list of stations"}]
    write(tmp_path, {**PLUGIN, **CODE, FILE: json.dumps({"version": 1, "files": files})})
    run("disclose", tmp_path)
    assert [row["access"] for row in disclosed(tmp_path)["files"]] == ["read", "read-write"]


def test_scan_afterwards_speaks_of_reasons_only(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {**PLUGIN, **CODE})
    run("disclose", tmp_path)
    found = report("scan", tmp_path)
    rules = {row["rule"] for row in found["findings"] if row["kind"] == "undisclosed" or row["check"] == "disclosure"}
    assert rules == {"disclosure/why"}
    document = disclosed(tmp_path)
    for rows in document.values():
        for row in rows if isinstance(rows, list) else ():
            row["why"] = "the demo shows what every plugin does"
    write(tmp_path, {FILE: json.dumps(document)})
    found = report("scan", tmp_path)
    assert [row for row in found["findings"] if row["kind"] == "undisclosed" or row["check"] == "disclosure"] == []
    assert run("disclose", tmp_path, "--check").returncode == 0


def test_check_changes_nothing(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {**PLUGIN, **CODE})
    assert run("disclose", tmp_path, "--check").returncode == 1
    assert not (tmp_path / FILE).exists()
    run("disclose", tmp_path)
    assert run("disclose", tmp_path, "--check").returncode == 1, "an empty why"


def test_table_of_a_readme(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {**PLUGIN, **CODE, "README.md": MARKS})
    run("disclose", tmp_path, "--readme")
    page = (tmp_path / "README.md").read_text()
    assert "| `a.acme.dev` | when run.py runs |" in page
    assert page.startswith("# Demo\n")
    assert page.endswith("<!-- /plugin-policy: disclosure -->\n\nMore.\n")
    assert run("disclose", tmp_path / "README.md", "--table").returncode == 0, "current"


def test_table_alone(tmp_path: pathlib.Path) -> None:
    rows = [{"host": "x|`y`<b>\n.dev", "why": "a | b <i>"}]
    write(tmp_path, {**PLUGIN, FILE: json.dumps({"version": 1, "network": rows}), "README.md": MARKS})
    done = run("disclose", "--table", FILE, "README.md", cwd=tmp_path)
    assert done.returncode == 1
    page = (tmp_path / "README.md").read_text()
    assert "| `x\\|'y'<b> .dev` | a \\| b &lt;i> |" in page
    assert run("disclose", "--table", "README.md", cwd=tmp_path).returncode == 0
    write(tmp_path, {FILE: "[]"})
    assert run("disclose", "--table", "README.md", cwd=tmp_path).returncode == 1
    write(tmp_path, {"README.md": "# no markers\n"})
    assert run("disclose", "--table", "README.md", cwd=tmp_path).returncode == 0


def test_a_link_is_not_written_through(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"out.md": MARKS, **{f"p/{name}": text for name, text in PLUGIN.items()}})
    write(tmp_path, {"p/" + FILE: '{"version": 1, "network": []}'})
    (tmp_path / "p/README.md").symlink_to("../out.md")
    run("disclose", "--table", "p", cwd=tmp_path)
    assert (tmp_path / "out.md").read_text() == MARKS
