"""Commands of Dockerfiles and Makefiles.

Sources: Dockerfile reference (docs.docker.com/reference/dockerfile); GNU make manual 5 (recipes), 6 (variables),
8.13 (shell); just manual (recipes).
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers.carriers_build import Builder
from plugin_policy.text import Text

_INSTRUCTION = later(
    rb"^[ \t]*(?:ONBUILD[ \t]+|HEALTHCHECK[ \t]+(?:--\w+=\S+[ \t]+)*)?(RUN|CMD|ENTRYPOINT|SHELL|ENV|ARG|WORKDIR|FROM)"
    rb"[ \t]+((?:[^\\\n]|\\(?:\r?\n(?:[ \t]*#[^\n]*\n)*|.))*)",
    re.IGNORECASE | re.MULTILINE,
)
_OPTION = later(rb"(?:--[\w-]+(?:=\S+)?(?:[ \t]|\\\r?\n)+)*")
_WORD = later(rb'"((?:[^"\\]|\\.)*)"[ \t\r\n]*(?:,|\])')
_HEREDOC = later(rb"<<-?[ \t]*['\"]?(\w{1,60})['\"]?")
_ASSIGN = later(rb"([A-Za-z_]\w*)=(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[^\s\"']*)")


def dockerfile(text: Text) -> list[Text]:
    """RUN, CMD, ENTRYPOINT and HEALTHCHECK in shell form as "shell", in exec form as "exec"; ENV and ARG become
    assignments in front of the shell text that follows them."""
    from plugin_policy.readers.exec_form import pack

    found: list[Text] = []
    language, at = "shell", 0
    variables: list[tuple[int, int]] = []
    while True:
        match = _INSTRUCTION.search(text.data, at)
        if match is None:
            return found
        at = match.end()
        word = match.group(1).upper()
        begin, end = match.span(2)
        if word in (b"ENV", b"ARG"):
            variables += [each.span() for each in _ASSIGN.finditer(text.data, begin, end)]
            continue
        if word in (b"FROM", b"WORKDIR"):
            continue
        options = _OPTION.match(text.data, begin, end)
        begin = options.end() if options else begin
        heredoc = _HEREDOC.search(text.data, begin, end) if word == b"RUN" else None
        if heredoc:
            end = at = _heredoc_end(text.data, heredoc, end)
        if text.data[begin : begin + 1] == b"[":
            spans = [each.span(1) for each in _WORD.finditer(text.data, begin, end)]
            if word == b"SHELL":
                language = (
                    "powershell" if b"pwsh" in match.group(2).lower() or b"powershell" in match.group(2) else "shell"
                )
            elif spans:
                found.append(pack(Builder(text), [], [_json(text, *span) for span in spans]))
            continue
        builder = Builder(text)
        for start, stop in variables if language == "shell" else ():
            builder.take(start, stop)
            builder.put(b"\n", stop, stop)
        _run_text(builder, begin, end, heredoc)
        found.append(builder.text(language))


def _heredoc_end(data: bytes, heredoc: re.Match[bytes], start: int) -> int:
    ending = re.compile(rb"^[ \t]*" + heredoc.group(1) + rb"[ \t]*\r?$", re.MULTILINE).search(data, start)
    return ending.end() if ending else len(data)


def _run_text(builder: Builder, begin: int, end: int, heredoc: re.Match[bytes] | None) -> None:
    """`RUN <<EOF` runs the document itself; `RUN python3 <<EOF` is a command with a here-document."""
    data = builder.parent.data
    if heredoc and not data[begin : heredoc.start()].strip():
        body = data.find(b"\n", heredoc.end()) + 1
        last = data.rfind(b"\n", body, end) + 1
        builder.take(body, max(body, last))
        return
    at = begin
    for comment in re.finditer(rb"(?<=\n)[ \t]*#[^\n]*\n", data[begin:end]):  # comments inside continued lines
        if not heredoc:
            builder.take(at, begin + comment.start())
            at = begin + comment.end()
    builder.take(at, end)


def _json(text: Text, start: int, end: int) -> Text:
    raw = text.data[start:end]
    if b"\\" not in raw:
        return text.slice(start, end, "exec")
    import json

    try:
        value = str(json.loads(b'"' + raw + b'"'))
    except ValueError:
        return text.slice(start, end, "exec")
    return text.whole(value.encode("utf-8", "replace"), start, end, "exec")


_RULE = later(rb"^[^\s#:=][^\n#=]{0,500}?::?(?!=)[^\n]*", re.MULTILINE)
_VARIABLE = later(rb"(?:(?:export|override|set)[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(\?|:{1,3}|\+|!)?=[ \t]*")
_REFERENCE = later(
    rb"\$(?:(\$)|\((shell[ \t]+)|[({]([A-Za-z_][\w.-]*)[)}]|([({])|([@<^*?%+|]))|\{\{[ \t]*([A-Za-z_]\w*)[ \t]*\}\}"
)


def makefile(text: Text) -> list[Text]:
    """One shell Text of all recipes (of make and just), with the variables that stand before them as assignments;
    `$$` is `$`, `$(X)` is `${X}`, `$(shell …)` is `$(…)`."""
    builder = Builder(text)
    data, at, recipe = text.data, 0, False
    while at < len(data):
        end = _line_end(data, at)
        line = data[at:end]
        if line.startswith(b"\t") or (recipe and line[:1] == b" "):
            stripped = line.lstrip(b"\t @+-")
            _expand(builder, end - len(stripped), end)
            recipe = True
        elif line.strip():
            recipe = _top_level(builder, at, end)
        at = end
    return [builder.text("shell")] if builder.data.strip() else []


def _line_end(data: bytes, at: int) -> int:
    """Behind the line and those that continue it."""
    while True:
        newline = data.find(b"\n", at)
        if newline < 0:
            return len(data)
        if data[max(newline - 2, at) : newline].rstrip(b"\r")[-1:] != b"\\":
            return newline + 1
        at = newline + 1


def _top_level(builder: Builder, at: int, end: int) -> bool:
    """A variable or a rule; True for a rule, whose recipe may follow."""
    data = builder.parent.data
    match = _VARIABLE.match(data, at, end)
    if match is None:
        rule = _RULE.match(data, at, end)
        if rule is None:
            if b"$(shell" in data[at:end]:
                _expand(builder, data.find(b"$(shell", at, end), end)
            return False
        semicolon = data.find(b";", at, end)
        if semicolon >= 0:
            _expand(builder, semicolon + 1, end)
        return True
    name = match.group(1).replace(b".", b"_").replace(b"-", b"_")
    value_end = at + len(data[at:end].rstrip())
    shell = match.group(2) == b"!"
    builder.put(name + (b"=$(" if shell else b'="'), match.start(1), match.end(1))
    _expand(builder, match.end(), value_end, in_quotes=not shell)
    builder.put(b")\n" if shell else b'"\n', value_end, value_end)
    return False


def _expand(builder: Builder, start: int, end: int, in_quotes: bool = False) -> None:
    data, at = builder.parent.data, start
    for match in _REFERENCE.finditer(data, start, end):
        _plain(builder, at, match.start(), in_quotes)
        at = match.end()
        dollar, shell, name, function, automatic, just = match.groups()
        if dollar:
            builder.put(b"\\$" if in_quotes else b"$", *match.span())
        elif shell:
            builder.put(b"$(", *match.span())
        elif name or just:
            plain = (name or just).replace(b".", b"_").replace(b"-", b"_")
            builder.put(b"${" + plain + b"}", *match.span())
        elif function:
            close = data.find(b")" if function == b"(" else b"}", at, end)
            at = close + 1 if close >= 0 else end
            builder.put(b"${make_function}", match.start(), at)
        elif automatic:
            builder.put(b"${make_target}", *match.span())
    _plain(builder, at, end, in_quotes)


def _plain(builder: Builder, start: int, end: int, in_quotes: bool) -> None:
    at = start
    while in_quotes:
        quote = builder.parent.data.find(b'"', at, end)
        if quote < 0:
            break
        builder.take(at, quote)
        builder.put(b'\\"', quote, quote + 1)
        at = quote + 1
    builder.take(at, end)
