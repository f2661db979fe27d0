"""Rendering the page from sheets (`reviewing.sheets`) and the finished Result."""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from typing import TYPE_CHECKING

from plugin_policy.report import difference
from plugin_policy.report.escape import plain
from plugin_policy.report.html.picture import Picture, talk
from plugin_policy.report.result import FAILED, FOUND, Result
from plugin_policy.report.text import number, size

if TYPE_CHECKING:
    from jinja2 import Environment

Row = dict[str, object]

SHOWN = 200  # findings of one plugin on the page; the JSON report has all
LIMIT = 600  # code points of one foreign text
SEARCHED = 20_000  # of the words that a plugin is found by
SEVERITIES = ("critical", "high", "medium", "low", "note")
# Kinds of abilities, as a reviewer asks for them.
SECTIONS = (
    ("host", "Talks to"),
    ("program", "Starts"),
    ("file", "Touches outside the workspace"),
    ("dynamic code", "Runs text as code"),
    ("data", "Collects"),
    ("environment", "Reads from the environment"),
    ("tool", "Tools it may use unasked"),
    ("dependency", "Pulls in"),
)
UNKNOWN = "cannot be known from the files"


def render(result: Result, sheets: list[Row], *, title: str, made: str) -> str:
    """The page. title: what was scanned. made: day and commit, for people."""
    template = environment().get_template("review.html")
    plugins = [prepared(sheet, number) for number, sheet in enumerate(sheets) if _shown(sheet)]
    return template.render(
        result=result, title=title, made=made, verdict=_verdict(result), plugins=plugins, severities=SEVERITIES,
        counts=result.by_severity(), checks=sorted({finding.check for finding in result.findings}),
        difference=result.difference, more=difference_rows(result.difference),
        picture=picture_of_all(sheets), **assets(),
    )  # fmt: skip


def render_difference(rows: list[Row], *, title: str) -> str:
    """The permission difference alone, as a page."""
    template = environment().get_template("difference.html")
    return template.render(
        title=title, summary=difference.summary(rows), more=difference_rows(rows), rows=rows, **assets()
    )


def difference_rows(rows: list[Row]) -> list[Row]:
    """One row a change, with everything in words."""
    return [
        {
            "plugin": difference.title(row),
            "change": change["change"],
            "what": difference.sentence(change),
            "facts": difference.facts(change),
            "place": f"{change['path']}:{change['line']}",
        }
        for row in rows
        for change in difference.changes_of(row)
    ]


def assets() -> dict[str, str]:
    """Style and script, and the policy that allows these two and nothing else."""
    folder = os.path.join(os.path.dirname(__file__), "templates")
    texts = {}
    for name in ("style.css", "script.js"):
        with open(os.path.join(folder, name), encoding="utf-8") as stream:
            texts[name] = stream.read()
    style, script = texts["style.css"], texts["script.js"]
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    return {"style": style, "script": script, "policy": policy}


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(os.path.join(os.path.dirname(__file__), "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Every value on the page is made visible before it is escaped; what templates write themselves is not a value.
        finalize=lambda value: plain(value, LIMIT) if type(value) is str else value,
    )
    made.filters["size"] = size
    made.filters["many"] = number
    return made


def _shown(sheet: Row) -> bool:
    """The repository itself only when there is something to say about it."""
    return not sheet["repository"] or bool(sheet["findings"] or sheet["allowed"] or sheet["abilities"])


def _verdict(result: Result) -> str:
    outcome = result.exit_code()
    if outcome == FAILED:
        return "not everything could be judged"
    return "findings to decide" if outcome == FOUND else "nothing at or above the limit"


def prepared(sheet: Row, index: int) -> dict[str, object]:
    """A sheet with what the template needs ready made."""
    from markupsafe import escape

    abilities = _rows(sheet["abilities"])
    findings, allowed = _rows(sheet["findings"]), _rows(sheet["allowed"])
    counts = Counter(str(row["severity"]) for row in findings)
    return {
        **sheet,
        "id": f"p{index}",
        "title": sheet["name"] or ("the repository itself" if sheet["repository"] else sheet["path"]),
        "counts": [(name, counts[name]) for name in SEVERITIES if counts[name]],
        "findings": findings[:SHOWN],
        "left": max(len(findings) - SHOWN, 0),
        "can": [(heading, _of_kind(abilities, kind)) for kind, heading in SECTIONS if _of_kind(abilities, kind)],
        "undisclosed": sum(_needs_word(row) for row in abilities),
        "to_decide": len(findings) + len(allowed),
        "picture": picture_of(sheet),
        "search": escape(plain(" ".join(_words(sheet, abilities, findings)).lower(), SEARCHED)),
    }


def _of_kind(abilities: list[Row], kind: str) -> list[Row]:
    return [row | {"named": row["subject"] or UNKNOWN} for row in abilities if row["kind"] == kind]


def _needs_word(row: Row) -> bool:
    return row["kind"] in difference.DISCLOSED[:5] and row["channel"] == "runs" and not row["disclosed"]


def _words(sheet: Row, abilities: list[Row], findings: list[Row]) -> list[str]:
    words = [str(sheet["name"]), str(sheet["path"])]
    words += [str(row["subject"]) for row in abilities if row["kind"] in ("host", "program", "file", "data", "server")]
    return words + sorted({str(row["rule"]) for row in findings})


def picture_of(sheet: Row) -> Picture | None:
    """Who talks to whom in one plugin: its surfaces on the left, what they reach on the right, hosts first."""
    order = ("host", "data", "file", "program")
    rows = [row for row in _rows(sheet["abilities"]) if row["kind"] in order]
    rows.sort(key=lambda row: (order.index(str(row["kind"])), str(row["subject"])))
    folder = f"{sheet['path']}/"
    return talk([(_who(row, folder), _whom(row), bool(row["disclosed"])) for row in rows])


def _who(row: Row, folder: str) -> str:
    place = str(_rows(row["places"])[0]["path"]).removeprefix(folder)
    return f"{row['surface']}: {place}" if row["surface"] else place


def _whom(row: Row) -> str:
    return str(row["subject"] or f"unknown {row['kind']}")


def picture_of_all(sheets: list[Row]) -> Picture | None:
    """Which plugins talk to which hosts; the hosts that most plugins talk to first."""
    pairs = [
        (str(sheet["name"] or sheet["path"]), _whom(row), bool(row["disclosed"]))
        for sheet in sheets
        for row in _rows(sheet["abilities"])
        if row["kind"] == "host" and not sheet["repository"]
    ]
    talkers = Counter(host for _, host, _ in pairs)
    return talk(sorted(pairs, key=lambda pair: (-talkers[pair[1]], pair[1], pair[0])))


def _rows(value: object) -> list[Row]:
    return value if isinstance(value, list) else []
