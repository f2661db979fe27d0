"""The disclosure as a Markdown table between two markers of a plugin's README, for people.

<!-- plugin-policy: disclosure -->
<!-- /plugin-policy: disclosure -->
"""

from __future__ import annotations

import os

from plugin_policy.policy.disclosure import OTHER_PATH, PATH, SECTIONS

Document = dict[str, object]

BEGIN = "<!-- plugin-policy: disclosure -->"
END = "<!-- /plugin-policy: disclosure -->"


# section -> (heading, columns: key and heading)
TABLES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "network": ("Network", (("host", "host"), ("when", "when"), ("opt-out", "switched off by"), ("why", "why"))),
    "commands": ("Programs", (("program", "program"), ("where", "where"), ("why", "why"))),
    "files": ("Files outside the workspace", (("path", "path"), ("access", "access"), ("why", "why"))),
    "environment": ("Environment", (("name", "variable"), ("sent-to", "sent to"), ("why", "why"))),
    "data": ("Data", (("category", "data"), ("purpose", "purpose"), ("recipients", "recipients"), ("why", "why"))),
    "dynamic-code": ("Code made at run time", (("kind", "by"), ("where", "where"), ("why", "why"))),
}


def render_table(document: Document) -> str:
    """The disclosure as Markdown, for a README."""
    out = []
    for section, (heading, columns) in TABLES.items():
        given = document.get(section)
        rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
        if not rows:
            continue
        used = [column for column in columns if column[0] == "why" or any(row.get(column[0]) for row in rows)]
        out.append(f"**{heading}**\n")
        out.append("| " + " | ".join(head for _, head in used) + " |")
        out.append("|" + "---|" * len(used))
        out += ["| " + " | ".join(_cell(row.get(key), key) for key, _ in used) + " |" for row in rows]
        out.append("")
    if not out:
        out = [
            "This plugin connects to nothing, starts no programs worth naming and reads nothing outside its folders.",
            "",
        ]
    return "\n".join(out) + "\n"


_NAMES = frozenset(("host", "program", "path", "name", "category", "kind", "where", "sent-to"))


def _cell(value: object, key: str) -> str:
    """Names as code, so that nothing in them is Markdown; sentences as they are."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    text = " ".join(text.replace("|", "\\|").split())
    if text == "*" and key != "where":
        return "not known before it runs"
    return f"`{text.replace('`', chr(39))}`" if text and key in _NAMES else text.replace("<", "&lt;")


def table_in(page: str, table: str) -> str:
    """The page with the table between its markers, "" when it has no markers."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table}{END}{tail}" if begin and end else ""


def refresh(folder: str, *, check: bool = False) -> int:
    """Bring the table of one plugin up to date with its disclosure. 0: nothing to do; 1: changed, or cannot be."""
    page = os.path.join(folder, "README.md")
    source = next((path for path in (os.path.join(folder, name) for name in (PATH, OTHER_PATH)) if _plain(path)), "")
    if not source or not _plain(page):
        return 0
    with open(page, encoding="utf-8", errors="surrogateescape", newline="") as stream:
        old = stream.read()
    if BEGIN not in old:
        return 0
    document = _read(source)
    if document is None:
        print(f"{source}: is no disclosure that can be read; `plugin-policy scan` says why")
        return 1
    new = table_in(old, render_table(document))
    if not new:
        print(f"{page}: `{BEGIN}` without `{END}` behind it")
        return 1
    if new == old:
        return 0
    print(f"{page}: {'stale' if check else 'written'}")
    if not check:
        with open(page, "w", encoding="utf-8", errors="surrogateescape", newline="") as stream:
            stream.write(new)
    return 1


def _plain(path: str) -> bool:
    """A file of this place: a link could lead the writing elsewhere."""
    return os.path.isfile(path) and not os.path.islink(path)


def _read(path: str) -> Document | None:
    import json

    try:
        with open(path, encoding="utf-8") as stream:
            value = json.load(stream)
    except (OSError, ValueError, RecursionError):
        return None
    valid = isinstance(value, dict) and all(isinstance(value.get(section, []), list) for section in SECTIONS)
    return value if valid else None
