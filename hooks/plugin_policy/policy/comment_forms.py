"""How comments look: by language, in the zones of Markdown, and those of other tools. Data and what reads it."""

from __future__ import annotations

from plugin_policy.text import Text

# Languages by how a comment may begin. What is not listed may use any of them; JSON has none.
HASH, SLASH, DASH = ("#",), ("//", "/*", "*"), ("--",)
MARKUP = ("<!--",)
OPENERS: dict[str, tuple[str, ...]] = {
    "json": (), "notebook": (), "csv": (),
    "markdown": MARKUP, "html": (*MARKUP, *SLASH),
    "php": (*HASH, *SLASH), "sql": (*DASH, "/*"), "lua": DASH, "haskell": DASH, "batch": ("rem", "::"),
    "clojure": (";",), "ini": (*HASH, ";"), "erlang": ("%",), "applescript": (*HASH, *DASH), "vbscript": ("'", "rem"),
    **dict.fromkeys(("python", "shell", "powershell", "yaml", "toml", "makefile", "dockerfile", "ruby", "perl", "r",
                     "julia", "elixir", "fish", "nushell", "tcl", "awk", "coffeescript"), HASH),
    **dict.fromkeys(("javascript", "typescript", "tsx", "go", "rust", "java", "kotlin", "swift", "c", "cpp", "csharp",
                     "scala", "groovy"), SLASH),
}  # fmt: skip
ANY = (*HASH, *SLASH[:2], *DASH, *MARKUP, ";")

# Other tools: name in the policy -> (bytes to look for, checks their comments speak of).
FOREIGN = {
    "detect-secrets": (b"pragma:", ("no-secrets",)),
    "gitleaks": (b"gitleaks:allow", ("no-secrets",)),
    "bandit": (b"nosec", ("static-analysis",)),
}
FOREIGN_FORMS = {
    "detect-secrets": r"pragma:\s?(?:allow|white)list(?P<next>[ -]nextline)?[ -]secret\b",
    "gitleaks": r"gitleaks:allow\b",
    "bandit": r"#\s*nosec\b",
}


def opener_before(before: str) -> tuple[str, int]:
    """What opens a comment right before the marker ("" if nothing does), and where it begins."""
    text = before.rstrip(" \t")
    last = text[-1:]
    rest = text.rstrip(last) if last and last in "#;%*-/" else text
    run = len(text) - len(rest)
    if last == "*":
        return ("/*", len(rest) - 1) if rest.endswith("/") else ("*", len(rest))
    if last == "-" and run > 1:
        return ("<!--", len(rest) - 2) if rest.endswith("<!") else ("--", len(rest))
    if last == "/" and run > 1:
        return "//", len(rest)
    if run and last in "#;%":
        return last, len(rest)
    for word in ("'", "::", "rem"):
        if text.lower().endswith(word):
            return word, len(text) - len(word)
    return "", 0


def behind(opener: str, after: str) -> str:
    """What stands on the line behind a comment that ends on it."""
    close = {"<!--": "-->", "/*": "*/"}.get(opener)
    return after.partition(close)[2].strip() if close else ""


def markdown_zones(text: Text) -> list[bool]:
    """For each line: does it stand in a fence or in the front matter, whose languages have `#` or `//` comments?"""
    zones: list[bool] = []
    fence = ""
    for number, raw in enumerate(text.data.split(b"\n") if b"\r" not in text.data else _lines(text)):
        line = raw.strip().decode("utf-8", "replace")
        if fence:
            zones.append(True)
            if line.startswith(fence) and not line.strip(fence[0]):
                fence = ""
        elif line.startswith(("```", "~~~")):
            fence = line[: len(line) - len(line.lstrip(line[0]))]
            zones.append(False)
        else:
            if number == 0 and line == "---":
                fence = "---"
            zones.append(False)
    return zones


def _lines(text: Text) -> list[bytes]:
    starts = text.line_starts()
    return [text.data[start:end] for start, end in zip(starts, [*starts[1:], len(text.data)], strict=True)]
