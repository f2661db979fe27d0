"""Front matter of skills, commands and agents (code.claude.com/docs/en/skills, /sub-agents)."""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.formats.issue import Issue, shown
from plugin_policy.formats.nearest import nearest
from plugin_policy.formats.schema import holds, load
from plugin_policy.readers.manifest import Document, front_matter
from plugin_policy.surface import AGENT, COMMAND, SKILL, STYLE

KNOWN = {
    SKILL: (
        "name", "description", "when_to_use", "argument-hint", "arguments", "disable-model-invocation",
        "user-invocable", "allowed-tools", "disallowed-tools", "model", "effort", "context", "agent", "background",
        "hooks", "paths", "shell", "metadata", "license", "compatibility", "version",
    ),
    AGENT: (
        "name", "description", "tools", "disallowedTools", "model", "permissionMode", "maxTurns", "skills",
        "mcpServers", "hooks", "memory", "background", "effort", "isolation", "color", "initialPrompt", "version",
    ),
    STYLE: ("name", "description", "keep-coding-instructions", "force-for-plugin"),
}  # fmt: skip
KNOWN[COMMAND] = KNOWN[SKILL]

_DESCRIPTION = 1536  # characters of description and when_to_use together that the client shows to the model
_COMPATIBILITY = 500


def judge_markdown(kind: str, text_document: Document) -> Iterator[Issue]:
    """A Markdown file of a kind. `text_document`: a Document over the whole file, for what front matter lacks."""
    document = front_matter(text_document.text)
    if document is None:
        if kind != STYLE:
            yield Issue("no-front-matter", text_document, span=(0, 0), kind=kind)
        return
    if kind == STYLE and document.failed:
        return
    yield from _problems(document)
    if document.failed:
        return
    value = document.value
    if value is None:
        value = {}
    if not isinstance(value, dict):
        message = f"must be a mapping of keys and values, not {shown(value)}"
        yield Issue("front-matter-shape", document, message=message, severity="low" if kind == STYLE else "")
        return
    said: set[str] = set()
    for issue in _fields(kind, document, value) if kind != STYLE else ():
        said.update(str(part) for part in issue.pointer[:1])
        yield issue
    yield from _shape(kind, document, value, said)
    for key in value:
        if key not in KNOWN[kind]:
            guess = nearest(key, [name for name in KNOWN[kind] if name not in value])
            hint = f"; did you mean `{guess}`" if guess else ""
            yield Issue("unknown-front-matter", document, (key,), key=True, name=key, kind=kind + "s", hint=hint)


_SCHEMAS = {
    SKILL: "skill.schema.json", COMMAND: "command.schema.json", AGENT: "agent.schema.json",
    STYLE: "output-style.schema.json",
}  # fmt: skip


def _shape(kind: str, document: Document, value: dict[str, object], said: set[str]) -> Iterator[Issue]:
    """Values of another type than the documentation says, which the client drops or turns into text: notes."""
    file = _SCHEMAS[kind]
    rest = {key: item for key, item in value.items() if item is not None and key not in said}
    if holds(rest, load(file), file):
        return
    from plugin_policy.formats.explain import violations

    for found in violations(rest, file):
        name = ".".join(map(str, found.pointer))
        message = f"`{name}`: {found.message}"
        yield Issue("front-matter-shape", document, found.pointer, key=found.key, message=message, severity="note")


def _problems(document: Document) -> Iterator[Issue]:
    for problem in document.problems:
        span = (problem.start, problem.end)
        if problem.kind == "unquoted":
            yield Issue("unquoted-value", document, span=span, message=problem.message)
        elif problem.kind == "duplicate-key":
            # YAML forbids it; the client takes the last one without a word.
            yield Issue("duplicate-key", document, span=span, message=problem.message, severity="low")
        elif problem.kind in ("depth", "size", "alias"):
            yield Issue("not-read", document, span=span, message=problem.message)
        else:
            yield Issue("front-matter-syntax", document, span=span, message=problem.message)


def _fields(kind: str, document: Document, value: dict[str, object]) -> Iterator[Issue]:
    def wrong(name: str, message: str, severity: str = "") -> Issue:
        return Issue("front-matter-shape", document, (name,), message=f"`{name}` {message}", severity=severity)

    name = value.get("name")
    if name is not None and not isinstance(name, str):
        yield wrong("name", f"must be a string, not {shown(name)}")
    description = value.get("description")
    if isinstance(description, (list, dict)):
        yield wrong("description", f"must be a string, not {shown(description)}")
    elif description is None and "description" not in value:
        yield Issue("no-description", document, kind=kind)
    elif description is None or not str(description).strip():
        yield Issue("no-description", document, ("description",), kind=kind)
    elif kind == SKILL and len(str(description)) + len(str(value.get("when_to_use") or "")) > _DESCRIPTION:
        yield wrong("description", f"is cut at {_DESCRIPTION:,} characters together with `when_to_use`", "note")
    if kind in (SKILL, COMMAND):
        yield from _skill_fields(value, wrong)


def _skill_fields(value: dict[str, object], wrong: object) -> Iterator[Issue]:
    assert callable(wrong)
    tools = value.get("allowed-tools")
    if isinstance(tools, list) and not all(isinstance(item, str) for item in tools):
        yield wrong("allowed-tools", "must hold strings only")
    elif tools is not None and not isinstance(tools, (str, list)):
        yield wrong("allowed-tools", f"must be a string or a list of strings, not {shown(tools)}")
    shell = value.get("shell")
    if shell is not None and shell not in ("bash", "powershell"):
        yield wrong("shell", f"must be `bash` or `powershell`, not {shown(shell)}")
    metadata = value.get("metadata")
    if metadata is not None and not isinstance(metadata, dict):
        yield wrong("metadata", f"must be a mapping, not {shown(metadata)}: it is dropped", "note")
    compatibility = value.get("compatibility")
    if isinstance(compatibility, str) and len(compatibility) > _COMPATIBILITY:
        yield wrong("compatibility", f"has more than {_COMPATIBILITY} characters", "note")
