"""Every place where one language carries another: `cut(text)` gives the Texts inside a file's own Text.

Markdown, notebooks, Dockerfiles, Makefiles, HTML, scripts and commands in JSON, YAML and TOML, and here-documents
that write code to a file. Code handed to an interpreter (`bash -c`, `python3 - <<EOF`) is the evaluator's.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plugin_policy.pattern import later
from plugin_policy.text import MAX_DEPTH, Text

MAX_TEXTS = 5000  # Texts cut from one file

_HEREDOC = later(rb"<<-?[ \t]*(['\"]?)([A-Za-z_]\w{0,60})\1([^\n]{0,300})\r?\n")
_TARGET = later(rb">>?[ \t]*['\"]?[^\s'\";|&<>]{0,300}\.(\w{1,5})\b|\btee\b[^\n|;]{0,200}?[\w./-]\.(\w{1,5})\b")
_WRITTEN = {
    b"py": "python", b"js": "javascript", b"mjs": "javascript", b"cjs": "javascript", b"ts": "typescript",
    b"sh": "shell", b"bash": "shell", b"zsh": "shell", b"ps1": "powershell", b"bat": "batch", b"cmd": "batch",
    b"md": "markdown", b"html": "html", b"yml": "yaml", b"yaml": "yaml",
}  # fmt: skip


def cut(text: Text) -> list[Text]:
    """All Texts inside, also those inside one another (at most MAX_DEPTH deep), in reading order."""
    found: list[Text] = []
    waiting = _inside(text)[::-1]
    while waiting and len(found) < MAX_TEXTS:
        child = waiting.pop()
        found.append(child)
        if child.depth < MAX_DEPTH:
            waiting += _inside(child)[::-1]
    return found


def _inside(text: Text) -> list[Text]:
    cutter = _CUTTERS.get(text.language)
    return cutter(text) if cutter else []


def _markdown(text: Text) -> list[Text]:
    from plugin_policy.readers import markdown

    return markdown.cut(text)


def _documents(text: Text) -> list[Text]:
    from plugin_policy.readers import carriers_documents

    return carriers_documents.cut(text)


def _notebook(text: Text) -> list[Text]:
    from plugin_policy.readers import carriers_notebook

    return carriers_notebook.cut(text)


def _dockerfile(text: Text) -> list[Text]:
    from plugin_policy.readers import carriers_build_files

    return carriers_build_files.dockerfile(text)


def _makefile(text: Text) -> list[Text]:
    from plugin_policy.readers import carriers_build_files

    return carriers_build_files.makefile(text)


def _html(text: Text) -> list[Text]:
    from plugin_policy.readers import carriers_html

    return carriers_html.cut(text)


def _shell(text: Text) -> list[Text]:
    """Here-documents that write a file of code: `cat > x.py <<EOF`."""
    found: list[Text] = []
    data, at = text.data, 0
    while b"<<" in data:
        match = _HEREDOC.search(data, at)
        if match is None:
            break
        begin = data.rfind(b"\n", 0, match.start()) + 1
        target = _TARGET.search(data[begin : match.start()] + b" " + match.group(3))
        language = _WRITTEN.get(((target.group(1) or target.group(2)) if target else b"").lower(), "")
        ending = re.compile(rb"^[ \t]*" + match.group(2) + rb"[ \t]*\r?$", re.MULTILINE).search(data, match.end())
        end = ending.start() if ending else len(data)
        if language:
            found.append(text.slice(match.end(), end, language))
        at = max(end, match.end())
    return found


_CUTTERS: dict[str, Callable[[Text], list[Text]]] = {
    "markdown": _markdown,
    "json": _documents,
    "yaml": _documents,
    "toml": _documents,
    "notebook": _notebook,
    "dockerfile": _dockerfile,
    "makefile": _makefile,
    "html": _html,
    "shell": _shell,
}
