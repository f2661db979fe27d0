"""XML as the manifests that use it need it: elements with attributes, text and line, read without an XML parser.

No entities are expanded but the five of the language, no document type is obeyed, nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.dependencies.source import MAX_DEPTH, MalformedError, Source

MAX_ELEMENTS = 200_000

# A tag is bounded, so that one that never ends costs little; what opens a comment and never closes is malformed.
_TOKEN = re.compile(
    r"<(?:(?P<open>!--|!\[CDATA\[|\?|!)"
    r"|(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]{0,100})(?P<rest>(?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'){0,2000}?)(?P<empty>/?)>)"
)
_CLOSE = {"!--": "-->", "![CDATA[": "]]>", "?": "?>", "!": ">"}
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


class Element:
    """name: without its prefix. text: of the element itself, stripped. line: of its start tag."""

    __slots__ = ("attributes", "children", "line", "name", "parent", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int, parent: Element | None) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.parent = parent
        self.children: list[Element] = []
        self.text = ""

    def child(self, name: str) -> Element | None:
        return next((one for one in self.children if one.name == name), None)

    def value(self, name: str) -> str:
        """Text of a child, "" without one."""
        found = self.child(name)
        return found.text if found else ""

    def path(self) -> str:
        """Names from the root, joined with `/`."""
        names, one = [self.name], self.parent
        while one is not None:
            names.append(one.name)
            one = one.parent
        return "/".join(reversed(names))


def elements(source: Source) -> Iterator[Element]:
    """Every element when it is closed, children first. MalformedError when tags do not nest."""
    stack: list[Element] = []
    count, at = 0, 0
    while token := _TOKEN.search(source.text, at):
        if stack:
            stack[-1].text += _plain(source.text[at : token.start()])
        at, line = token.end(), source.line(token.start())
        opened = token.group("open")
        if opened:
            end = source.text.find(_CLOSE[opened], at)
            if end < 0:
                raise MalformedError("not XML: a comment or declaration is not closed", line)
            if opened == "![CDATA[" and stack:
                stack[-1].text += source.text[at:end]
            at = end + len(_CLOSE[opened])
            continue
        name = token.group("name").rpartition(":")[2]
        if token.group("end"):
            yield _close(stack, name, line)
            continue
        attributes = {key: _plain(one or other) for key, one, other in _ATTRIBUTE.findall(token.group("rest"))}
        element = Element(name, attributes, line, stack[-1] if stack else None)
        if stack:
            stack[-1].children.append(element)
        count += 1
        if count > MAX_ELEMENTS or len(stack) > MAX_DEPTH:
            raise MalformedError("more or deeper elements than any real file has", line)
        if token.group("empty"):
            yield element
        else:
            stack.append(element)
    if stack or not count:
        raise MalformedError(f"not XML: `<{stack[-1].name[:40]}>` is not closed" if stack else "not XML", 1)


def _close(stack: list[Element], name: str, line: int) -> Element:
    if not stack or stack[-1].name != name:
        raise MalformedError(f"not XML: `</{name[:40]}>` closes nothing", line)
    closed = stack.pop()
    closed.text = closed.text.strip()
    return closed


def _plain(text: str) -> str:
    return re.sub(r"&(lt|gt|quot|apos|amp);", lambda found: _ENTITIES[found.group(1)], text)
