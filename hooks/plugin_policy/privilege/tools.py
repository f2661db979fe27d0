"""Tools that skills, commands, agents and settings pre-approve: what a word of such a list allows.

Forms: code.claude.com/docs/en/permissions (`Tool`, `Tool(specifier)`), skills and sub-agents (front matter).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TOOL_KEYS = ("allowed-tools", "allowed_tools", "allowedTools", "tools")
_WORD = re.compile(r"[^\s,(]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\)?)?")
_ANY_ARGUMENT = re.compile(r"\S*?(?:[\s:]+-\w+)*[\s:]*\*+")  # `sh:*`, `bash -c *`, not `bash x.sh *`
_SHELLS = frozenset(("bash", "powershell", "shell"))
# Programs whose arguments are any command at all.
_RUNNERS = frozenset(
    ("bash", "sh", "zsh", "dash", "ksh", "fish", "pwsh", "powershell", "cmd", "eval", "sudo", "env", "xargs", "exec")
)


class Grant:
    """name: the tool's ("Bash", "mcp__x__y"). scope: what stands in its brackets, "" for all of it."""

    __slots__ = ("name", "scope", "word")

    def __init__(self, word: str) -> None:
        self.word = word.strip()
        name, _, rest = self.word.partition("(")
        self.name = name.strip()
        self.scope = rest.rstrip().removesuffix(")").strip()

    @property
    def program(self) -> str:
        """The program that a `Bash(git log:*)` is about."""
        words = [word for word in self.scope.split() if "=" not in word] or [""]
        return words[0].partition(":")[0].rpartition("/")[2]

    @property
    def every_tool(self) -> bool:
        return bool(re.fullmatch(r"\*+|mcp__\*+(?:__\*+)?|\*__\*", self.name))

    @property
    def every_command(self) -> bool:
        if self.name.lower() not in _SHELLS:
            return False
        plain = self.scope.replace(" ", "")
        return not plain.strip("*:") or (self.program in _RUNNERS and bool(_ANY_ARGUMENT.fullmatch(self.scope)))

    @property
    def described(self) -> str:
        """The word, with what it allows when it is broad."""
        return f"`{self.word}`, which is every {'tool' if self.every_tool else 'command'}"

    @property
    def broad(self) -> bool:
        return self.every_tool or self.every_command


def grants(value: object) -> Iterator[tuple[tuple[int, ...], Grant]]:
    """(place in the list, grant) of each word of a list of tools, or of a string of them."""
    items = value if isinstance(value, list) else [value]
    for index, item in enumerate(items):
        place = (index,) if isinstance(value, list) else ()
        if isinstance(item, str):
            for match in _WORD.finditer(item):
                yield place, Grant(match[0])


def covers(wide: str, narrow: str) -> bool:
    """Whether a rule allows all that another one does; only where that is sure."""
    if wide in (narrow, "*"):
        return True
    base, _, inside = wide.partition("(")
    other, _, deeper = narrow.partition("(")
    if base != other:
        return base.endswith("*") and other.startswith(base[:-1])
    inside, deeper = inside.removesuffix(")"), deeper.removesuffix(")")
    if inside in ("", "*", "**", ":*"):
        return True
    prefix = inside.removesuffix("*").removesuffix(":")
    return inside != prefix and deeper.startswith(prefix)


# tool -> words, one of which stands in every text that uses it
_USES = {
    "WebFetch": r"fetch|url|https?:|web|online|internet|docs?\b|documentation|download|brows|site|page|link|api|remote",
    "WebSearch": r"search|web|online|internet|latest|current|research|look(?:ing)? up|find|news|trend|best practice",
    "NotebookEdit": r"notebook|jupyter|ipynb|cell",
    "Write": r"writ|creat|generat|sav|output|produc|report|file|document|implement|build|add|scaffold|draft|record"
    r"|store",
    "Edit": r"edit|writ|updat|modif|chang|fix|refactor|implement|add|remov|replac|improv|correct|appl|creat|insert"
    r"|renam|migrat|clean",
    "Bash": r"bash|shell|command|run|execut|script|test|build|install|git|lint|cli\b|terminal|npm|pip|python|docker"
    r"|deploy|check|compil|start|`[a-z][\w-]+ ",
}
_USES["MultiEdit"] = _USES["Edit"]
_PATTERNS = {name: re.compile(words, re.IGNORECASE) for name, words in _USES.items()}


def spare(grant: Grant, body: str) -> bool:
    """Does nothing in the text around it use this tool? Tools that only read, ask or plan are never spare."""
    if grant.broad:
        return False
    if grant.name.startswith("mcp__"):
        words = [word for word in grant.name.split("__")[1:] if word.strip("*")]
        return not any(_mentions(word, body) for word in words)
    if grant.name == "Bash" and grant.scope:
        words = [grant.program, *re.findall(r"[\w-]+(?=\.(?:py|js|mjs|sh|ts|rb|ps1)\b)", grant.scope)]
        return grant.program.isidentifier() and not any(_mentions(word, body) for word in words)
    pattern = _PATTERNS.get(grant.name)
    return pattern is not None and pattern.search(body) is None


def _mentions(word: str, body: str) -> bool:
    """The word, or all of its parts (`list_issues`: list … issues), whatever separates them."""
    folded = body.lower()
    parts = [part for part in re.split(r"[^a-z0-9]+", word.lower()) if part]
    return all(part.rstrip("s") in folded for part in parts)
