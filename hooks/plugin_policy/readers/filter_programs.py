"""What the little programs of awk, sed, tar and git run: text for a shell inside text of another language.

Sources: POSIX awk, GNU sed manual 3.8 (`e`), GNU tar manual 3.10 (checkpoint actions), git-config(1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.pattern import later
from plugin_policy.readers.values import INPUT, NONE, Value, constant, join_pieces, unknown

MAX_PROGRAM = 100_000  # characters
_AWK = later(
    r"""\bsystem\s*\((?P<call>(?:[^()"]|"(?:[^"\\]|\\.)*"|\([^()]*\)){1,500})\)"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.){1,500}")\s*\|&?\s*getline"""
    r"""|\bprintf?\b(?P<piped>(?:[^|;"{}\n]|"(?:[^"\\\n]|\\.)*"){0,300})\|&?\s*(?P<to>"(?:[^"\\\n]|\\.){1,500}")"""
)
_PIECE = later(r'"((?:[^"\\]|\\.)*)"|([^"]+)')
_SHELLS = later(r"\s*(?:/usr)?(?:/bin/)?(?:ba|z|da|k)?sh\b\s*(?:-\s*)?\Z")
_SED = later(
    r"(?:^|[;{}\n])\s*(?:\d+(?:~\d+)?|\$|/(?:[^/\\\n]|\\.)*/)?(?:,(?:\d+|\$))?\s*"
    r"e(?:[ \t]+([^\n]+)|[ \t]*(?=$|[;}\n]))"
)
_SUBSTITUTED = later(
    r"(?:^|[;{}\n\d/$])\s*s([^\w\s\\])((?:\\.|(?!\1)[^\\\n])*)\1((?:\\.|(?!\1)[^\\\n])*)\1"
    r"([0-9gpiIm]*e[0-9gpiIme]*)\s*(?:[;}\n]|$)"
)
_GIT_RUNS = later(
    r"(?i)(?:core\.(?:pager|editor|sshcommand|fsmonitor|askpass|gitproxy)|sequence\.editor|diff\.external|pager\..+"
    r"|(?:diff|merge|filter|difftool|mergetool|browser|man|credential|gpg|uploadpack|submodule)\b.*"
    r"\.(?:command|driver|textconv|clean|smudge|process|cmd|helper|program|packobjectshook|update)|credential\.helper"
    r"|alias\..+)"
)


_PLAIN = frozenset(("", "true", "false", "cat", "less", "more", "/dev/null"))


def runs(language: str, value: Value, stdin: Value | None) -> Iterator[Value]:
    """The shell texts that a program of one of these languages runs. stdin: what it works on, None for its files."""
    text = value.text()
    if text is None or len(text) > MAX_PROGRAM:
        return
    given = unknown(frozenset({INPUT}), NONE) if stdin is None else unknown(stdin.origins | {INPUT}, stdin.flows)
    if language == "awk":
        yield from _awk(text, given)
    elif language == "sed":
        yield from _sed(text, given)


def _awk(text: str, given: Value) -> Iterator[Value]:
    for match in _AWK.finditer(text):
        if match["call"] is not None:
            yield _spelled(match["call"], given)
        elif match["text"]:
            yield _spelled(match["text"], given)
        elif _SHELLS.match(match["to"].strip('"')):
            yield _spelled(match["piped"], given)
        else:
            yield _spelled(match["to"], given)


def _spelled(expression: str, given: Value) -> Value:
    """Strings beside fields and variables: `"ls " $1`."""
    pieces: list[str | Value] = []
    for string, other in _PIECE.findall(expression):
        if other.strip(" \t,()"):
            pieces.append(given)
        elif string:
            pieces.append(re.sub(r"\\(.)", r"\1", string))
    return join_pieces(pieces) if pieces else constant("")


def _sed(text: str, given: Value) -> Iterator[Value]:
    for match in _SED.finditer(text):
        yield constant(match[1]) if match[1] else given
    for match in _SUBSTITUTED.finditer(text):
        whole = match[2] in (".*", "^.*$", "^.*")
        kept = re.search(r"(?<!\\)&|\\\d", match[3])
        yield constant(match[3]) if whole and not kept else join_pieces([match[3], given])


def setting(value: Value) -> Value | None:
    """`-c core.pager=TEXT`: the text, when git runs the value of that setting; an alias runs what follows its `!`."""
    alt = value.alts[0] if len(value.alts) == 1 else None
    parts = list(getattr(alt, "parts", [])) or [value.text() or ""]
    head = parts[0] if isinstance(parts[0], str) else ""
    name, found, text = head.partition("=")
    if not found or not _GIT_RUNS.fullmatch(name):
        return None
    if len(parts) == 1 and text in _PLAIN:
        return None
    shell = text.startswith("!")
    if name.lower().startswith(("alias.", "credential.")) and not shell:
        return None
    pieces = [piece for piece in (text.removeprefix("!"), *parts[1:]) if piece != ""]
    return join_pieces(pieces).tainted(value.origins, value.flows) if pieces else None


def action(value: Value) -> Value | None:
    """`--checkpoint-action=exec=TEXT` of tar; None for one that runs nothing."""
    alt = value.alts[0] if len(value.alts) == 1 else None
    parts = list(getattr(alt, "parts", [])) or [value.text() or ""]
    head = parts[0] if isinstance(parts[0], str) else ""
    if not head.startswith("exec="):
        return None
    pieces = [piece for piece in (head.removeprefix("exec="), *parts[1:]) if piece != ""]
    return join_pieces(pieces).tainted(value.origins, value.flows) if pieces else None
