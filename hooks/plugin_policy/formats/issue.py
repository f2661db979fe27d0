"""Issue: something a manifest says that does not hold, at a pointer of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document, Pointer
    from plugin_policy.text import Text


class Issue:
    """rule: name of the rule, without its check. fields: what the rule's message asks for. key: point at the key
    that names the value. severity: "" for the rule's own. span: bytes of the document's Text, instead of a pointer."""

    __slots__ = ("document", "fields", "key", "pointer", "rule", "severity", "span")

    def __init__(
        self,
        rule: str,
        document: Document,
        pointer: Pointer = (),
        *,
        key: bool = False,
        severity: str = "",
        span: tuple[int, int] | None = None,
        **fields: object,
    ) -> None:
        self.rule = rule
        self.document = document
        self.pointer = pointer
        self.key = key
        self.severity = severity
        self.span = span
        self.fields = fields

    @property
    def text(self) -> Text:
        return self.document.text

    def place(self) -> tuple[int, int]:
        return self.span or self.document.locate(self.pointer, key=self.key)

    def __repr__(self) -> str:
        return f"Issue({self.rule!r}, {self.pointer!r}, {self.fields!r})"


def shown(value: object, limit: int = 60) -> str:
    """A value as a message shows it: JSON, cut; containers by kind."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    if isinstance(value, str):
        return f"`{value if len(value) <= limit else value[: limit - 1] + '…'}`"
    if value is None:
        return "`null`"
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value}`"
