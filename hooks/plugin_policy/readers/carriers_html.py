"""Scripts of HTML, SVG, Vue and Svelte: elements, event attributes, `javascript:` addresses.

Source: HTML Living Standard, 4.12.1 (script), 8.1.8 (event handler content attributes).
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.text import Text

_SCRIPT = later(rb"<script\b([^<>]{0,2000})>(.*?)(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = later(rb"<[A-Za-z][\w:-]{0,60}(?=[\s/])([^<>]{0,4000})>")
_ATTRIBUTE = later(
    rb"(?<![\w-])(on[a-z]{3,25}|v-on:[\w.]+|@[a-z][\w.]*|href|src|action|formaction|srcdoc|xlink:href)\s*=\s*"
    rb"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>`]+))",
    re.IGNORECASE,
)
_TYPE = later(rb"\b(?:type|lang)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_JAVASCRIPT = later(rb"\s*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t)\s*:", re.IGNORECASE)
_LANGUAGES = {
    b"": "javascript", b"module": "javascript", b"text/javascript": "javascript", b"js": "javascript",
    b"application/javascript": "javascript", b"text/ecmascript": "javascript", b"application/ecmascript": "javascript",
    b"text/babel": "javascript", b"text/jsx": "javascript", b"jsx": "javascript", b"ts": "typescript",
    b"text/typescript": "typescript", b"tsx": "tsx", b"text/python": "python", b"py": "python", b"pyscript": "python",
}  # fmt: skip


def cut(text: Text) -> list[Text]:
    data = text.data
    found: list[Text] = []
    if b"<" not in data:
        return found
    for match in _SCRIPT.finditer(data):
        kind = _TYPE.search(match.group(1))
        language = _LANGUAGES.get(kind.group(1).lower() if kind else b"", "")
        if language and match.group(2).strip():
            found.append(text.slice(*match.span(2), language))
    for tag in _TAG.finditer(data):
        if b"=" in tag.group(1):
            for attribute in _ATTRIBUTE.finditer(data, *tag.span(1)):
                found += _attribute(text, attribute)
    found.sort(key=lambda child: child.to_root(0, 0))
    return found


def _attribute(text: Text, match: re.Match[bytes]) -> list[Text]:
    group = next(index for index in (2, 3, 4) if match.group(index) is not None)
    start, end = match.span(group)
    raw = match.group(group)
    name = match.group(1).lower()
    value = _unescaped(raw)
    if name == b"srcdoc":
        return [_piece(text, raw, value, start, end, "html")]
    if name in (b"href", b"src", b"action", b"formaction", b"xlink:href"):
        scheme = _JAVASCRIPT.match(value)
        if scheme is None:
            return []
        if value == raw:
            return [text.slice(start + scheme.end(), end, "javascript")]
        return [text.whole(value[scheme.end() :], start, end, "javascript")]
    return [_piece(text, raw, value, start, end, "javascript")] if value.strip() else []


def _piece(text: Text, raw: bytes, value: bytes, start: int, end: int, language: str) -> Text:
    return text.slice(start, end, language) if value == raw else text.whole(value, start, end, language)


def _unescaped(raw: bytes) -> bytes:
    if b"&" not in raw:
        return raw
    import html

    return html.unescape(raw.decode("utf-8", "replace")).encode("utf-8", "replace")
