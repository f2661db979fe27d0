"""Plugin hooks: what of them does not load, and what they refer to (code.claude.com/docs/en/hooks)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from plugin_policy.formats.issue import Issue, shown
from plugin_policy.formats.nearest import nearest
from plugin_policy.formats.paths import MISSING, what_is
from plugin_policy.formats.servers import VARIABLE, undeclared
from plugin_policy.formats.urls import is_url
from plugin_policy.repository import Plugin
from plugin_policy.surface import HOOK, MONITOR, Surface

# A hook of these events may be what guards a permission: the client refuses a file in which one cannot be loaded.
# Of any other event it drops the entry with a warning.
GUARDS = ("PreToolUse", "PermissionRequest")

VARIABLES = ("CLAUDE_PLUGIN_ROOT", "CLAUDE_PLUGIN_DATA", "CLAUDE_PROJECT_DIR")
_ENVIRONMENT = (
    "CLAUDE_ENV_FILE", "CLAUDE_CODE_REMOTE", "CLAUDE_CONFIG_DIR", "CLAUDE_CODE_ENTRYPOINT", "CLAUDE_SESSION_ID",
    "CLAUDE_SKILL_DIR", "CLAUDE_EFFORT", "CLAUDE_MODEL", "CLAUDE_HOOKS_DIR", "CLAUDE_FILE_PATHS", "CLAUDE_FILE_PATH",
    "CLAUDE_TOOL_INPUT", "CLAUDE_TOOL_NAME", "CLAUDE_USER_PROMPT", "CLAUDE_PLUGIN_NAME", "CLAUDE_WORKING_DIR",
)  # fmt: skip

_LITERAL = re.compile(r"[A-Za-z0-9_ \-,|]*")  # an exact name or a list of them, never an expression
_ROOTED = re.compile(r"""\$\{?CLAUDE_PLUGIN_ROOT\}?["']?(?P<path>/[^\s"'`;|&<>()$*?\[{]*)(?P<more>[$*?\[{]?)""")
_VARIABLE = re.compile(r"\$\{?(CLAUDE_[A-Z_]+)\}?")


def judge_hook(surface: Surface, plugin: Plugin, options: set[str]) -> Iterator[Issue]:
    """One handler, plugin hook or not: matcher, script, variables."""
    document = surface.document
    if document is None or surface.kind not in (HOOK, MONITOR):
        return
    if surface.kind == HOOK:
        yield from _matcher(surface)
        url = surface.value.get("url")
        if surface.value.get("type") == "http" and isinstance(url, str) and not is_url(url):
            severity = "" if surface.event in GUARDS else "low"
            yield Issue("bad-url", document, (*surface.pointer, "url"), value=shown(url), severity=severity)
    if surface.command:
        yield from judge_command(surface, plugin, options)


def _matcher(surface: Surface) -> Iterator[Issue]:
    from plugin_policy.formats.regex import problem

    matcher, document = surface.matcher, surface.document
    if matcher in (None, "", "*") or document is None:
        return
    assert matcher is not None
    if _LITERAL.fullmatch(matcher):
        return
    said = problem(matcher)
    if said:
        pointer = (*surface.pointer[:-2], "matcher")
        yield Issue("bad-matcher", document, pointer, value=shown(matcher), why=said)


def judge_command(surface: Surface, plugin: Plugin, options: set[str]) -> Iterator[Issue]:
    """Scripts that are named exist, are quoted and can be executed; variables are known."""
    document = surface.document
    assert document is not None
    pointer = (*surface.pointer, surface.key)
    places = [(pointer, surface.command)]
    places += [((*surface.pointer, "args", index), text) for index, text in enumerate(surface.argv or ())]
    for place, text in places:
        for name in sorted(set(_VARIABLE.findall(text))):
            guess = "" if name in VARIABLES or name in _ENVIRONMENT else nearest(name, VARIABLES)
            if guess:
                yield Issue("misspelt-variable", document, place, name=name, guess=guess)
        for match in _ROOTED.finditer(text):
            yield from _script(surface, plugin, place, text, match)
    if surface.argv is None and surface.kind in (HOOK, MONITOR):
        yield from _shell_form(surface, options)
    elif surface.kind == HOOK:
        from plugin_policy.surface import Declared

        item = Declared(surface.file, document, surface.pointer, surface.value)
        yield from undeclared(item.at("args"), options)


def _shell_form(surface: Surface, options: set[str]) -> Iterator[Issue]:
    document = surface.document
    assert document is not None
    pointer = (*surface.pointer, "command")
    for match in VARIABLE.finditer(surface.command):
        yield Issue("option-in-shell", document, pointer, name=match[1], kind=surface.kind)


def _script(
    surface: Surface, plugin: Plugin, pointer: tuple[str | int, ...], text: str, match: re.Match[str]
) -> Iterator[Issue]:
    document = surface.document
    assert document is not None
    relative = "." + match["path"].rstrip("/.,")
    if surface.argv is None and pointer[-1] == "command" and _bare(text, match.start()):
        at = len(text[: match.start()].encode("utf-8", "replace"))
        yield Issue("unquoted-root", document, pointer, path=match["path"], at=at)
    if match["more"] or relative == ".":
        return  # a variable or a wildcard: the name is not known
    if ".." in relative.split("/"):
        yield Issue("path-outside", document, pointer, path=match[0])
    elif what_is(plugin, relative) == MISSING:
        if not _guarded(text, match):
            yield Issue("missing-script", document, pointer, path=relative, kind=surface.kind)
    elif pointer[-1] == surface.key and _is_program(text, match):
        file = plugin.repository.by_path.get(posixpath.normpath(plugin.inside(relative)))
        if file is not None and not file.executable:
            yield Issue("not-executable", document, pointer, path=relative)


def _bare(text: str, at: int) -> bool:
    """Is the variable outside of quotes? Counts the quotes before it that are not escaped."""
    quote = ""
    escaped = False
    for char in text[:at]:
        if escaped:
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif char in "\"'" and quote in ("", char):
            quote = "" if quote else char
    return quote == ""


def _guarded(text: str, match: re.Match[str]) -> bool:
    """Written, made or tested by the command itself (`>`, `mkdir`, `[ -f … ]`): it need not exist beforehand."""
    before = text[: match.start()].rstrip("\"' ")
    return (
        re.search(r"(?:>|\bmkdir(?: -\S+)*|\b(?:test|touch|rm|tee|ln|cp|mv)\b[^;|&]*| -[a-zA-Z])$", before) is not None
    )


def _is_program(text: str, match: re.Match[str]) -> bool:
    """Does the path stand where the shell expects a program?"""
    before = text[: match.start()].rstrip("\"' ")
    return before == "" or before.endswith(("&&", "||", ";", "|", "exec", "then"))
