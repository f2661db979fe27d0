"""Surface: a place in a plugin that executes or instructs; Declared: a value in a document that declares some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.text import INSTRUCTS, RUNS, Text

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document, Pointer
    from plugin_policy.repository import File, Plugin

HOOK, MCP, LSP, MONITOR, BIN = "plugin hook", "MCP server", "LSP server", "monitor", "bin"
COMMAND, AGENT, SKILL, MOD = "command", "agent", "skill", "mod"
STYLE, WORKFLOW, THEME, STATUS = "output style", "workflow", "theme", "status line"
HELPER, INSTALL, SCRIPT = "headers helper", "install command", "script"


class Surface:
    """One place that executes or instructs.

    kind: a word above. name: server, command, skill … as the user sees it. file: the file that holds it. document and
    pointer: where in the file it is declared (document None: the whole file is the surface). value: what stands at
    the pointer. command: the shell text or program, which stands under `key`; argv: its arguments where no shell
    reads them (None: a shell does). inert: why the client ignores it, "" when it does not.
    """

    __slots__ = (
        "argv", "command", "document", "env", "event", "file", "headers", "inert", "key", "kind", "matcher", "name",
        "plugin", "pointer", "url", "value",
    )  # fmt: skip

    def __init__(
        self, kind: str, name: str, plugin: Plugin, file: File, document: Document | None = None, pointer: Pointer = ()
    ) -> None:
        self.kind = kind
        self.name = name
        self.plugin = plugin
        self.file = file
        self.document = document
        self.pointer = pointer
        self.value: dict[str, object] = {}
        self.event = ""
        self.matcher: str | None = None
        self.command = ""
        self.key = "command"
        self.argv: list[str] | None = None
        self.env: dict[str, str] = {}
        self.url = ""
        self.headers: dict[str, str] = {}
        self.inert = ""

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def channel(self) -> str:
        return INSTRUCTS if self.kind in (COMMAND, AGENT, SKILL, STYLE) else RUNS

    @property
    def span(self) -> tuple[int, int]:
        """Byte offsets in the file's own Text."""
        if self.document is None:
            return 0, 0
        return self.document.text.to_root(*self.document.locate(self.pointer))

    def text(self, key: str = "", language: str = "shell") -> Text | None:
        """The command (or the string under `key`) as a child Text; None where the whole file is the surface."""
        if self.document is None:
            return None
        return self.document.child((*self.pointer, key or self.key), language, channel=RUNS, surface=self.kind)

    def __repr__(self) -> str:
        return f"Surface({self.kind!r}, {self.name!r}, {self.path!r}, {self.pointer!r})"


class Declared:
    """One document that declares components: the manifest, an entry, or a file one of these names."""

    __slots__ = ("document", "file", "pointer", "value")

    def __init__(self, file: File, document: Document, pointer: Pointer, value: object) -> None:
        self.file = file
        self.document = document
        self.pointer = pointer
        self.value = value

    def at(self, *parts: str | int) -> Declared:
        pointer = (*self.pointer, *parts)
        return Declared(self.file, self.document, pointer, self.document.get(*pointer))
