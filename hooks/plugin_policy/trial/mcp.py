"""A small client of the Model Context Protocol over standard input and output: each tool is called once.

https://modelcontextprotocol.io/specification/2025-06-18/basic/lifecycle
"""

from __future__ import annotations

import json

from plugin_policy.trial.decoys import PROJECT

MAX_TOOLS = 40
MAX_DEPTH = 5
INPUT_HOST = "docs.trial.example"  # hosts that we made up ourselves are no hosts of the plugin
_WORDS = (
    (("url", "uri", "link", "endpoint", "website"), f"https://{INPUT_HOST}/guide"),
    (("path", "file", "filename"), f"{PROJECT}/src/cart.js"),
    (("dir", "folder", "root", "cwd"), PROJECT),
    (("email",), "dana@webshop.example"),
    (("date", "day", "since", "until"), "2025-06-01"),
    (("code", "script", "source"), "1 + 1"),
    (("command", "cmd"), "ls"),
)


class Client:
    """One dialogue. done: everything that was asked is answered. tools: names, as the server lists them.

    answered: the server answered at least `initialize`. failed: tools that answered with an error, for nothing but
    to be counted.
    """

    def __init__(self) -> None:
        self.done = False
        self.answered = False
        self.tools: list[str] = []
        self.called = 0
        self._calls: list[dict[str, object]] = []
        self._number = 0
        self._waits_for = ""

    def opening(self) -> bytes:
        return self._request("initialize", {
            "protocolVersion": "2025-06-18", "capabilities": {"roots": {"listChanged": True}},
            "clientInfo": {"name": "claude-code", "version": "2.0.0"},
        })  # fmt: skip

    def take(self, line: bytes) -> bytes:
        """What to send after this line of the server."""
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            return b""
        if not isinstance(message, dict):
            return b""
        if "method" in message:
            return self._asked(message) if "id" in message else b""
        if message.get("id") != self._number:
            return b""
        result = message.get("result")
        return self._answered(result if isinstance(result, dict) else {})

    def _asked(self, message: dict[str, object]) -> bytes:
        answer: dict[str, object] = {"jsonrpc": "2.0", "id": message["id"]}
        if message["method"] == "ping":
            answer["result"] = {}
        elif message["method"] == "roots/list":
            answer["result"] = {"roots": [{"uri": "file://" + PROJECT, "name": "webshop"}]}
        else:
            answer["error"] = {"code": -32601, "message": "not supported"}
        return json.dumps(answer).encode() + b"\n"

    def _answered(self, result: dict[str, object]) -> bytes:
        if self._waits_for == "initialize":
            self.answered = True
            note = {"jsonrpc": "2.0", "method": "notifications/initialized"}
            return json.dumps(note).encode() + b"\n" + self._request("tools/list", {})
        if self._waits_for == "tools/list":
            tools = result.get("tools")
            for tool in (tools if isinstance(tools, list) else [])[:MAX_TOOLS]:
                if isinstance(tool, dict) and isinstance(tool.get("name"), str):
                    self.tools.append(tool["name"])
                    self._calls.append({"name": tool["name"], "arguments": made_up(tool.get("inputSchema"))})
        if not self._calls:
            self.done = True
            return b""
        self.called += 1
        return self._request("tools/call", self._calls.pop(0))

    def _request(self, method: str, parameters: dict[str, object]) -> bytes:
        self._number += 1
        self._waits_for = method
        message = {"jsonrpc": "2.0", "id": self._number, "method": method, "params": parameters}
        return json.dumps(message).encode() + b"\n"


def made_up(schema: object, name: str = "", depth: int = 0) -> object:
    """A value that fits a JSON Schema of the common kind: required members, first of an enumeration, limits."""
    if not isinstance(schema, dict) or depth > MAX_DEPTH:
        return {} if depth == 0 else "books"
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    options = schema.get("enum")
    if isinstance(options, list) and options:
        return options[0]
    for key in ("anyOf", "oneOf", "allOf"):
        choices = schema.get(key)
        if isinstance(choices, list) and choices:
            return made_up(choices[0], name, depth + 1)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    if kind == "object" or depth == 0:
        return _members(schema, depth)
    if kind == "array":
        return [made_up(schema.get("items"), name, depth + 1)]
    if kind in ("integer", "number"):
        least = schema.get("minimum")
        return least if isinstance(least, (int, float)) else 1
    if kind == "boolean":
        return False
    return _text(schema, name)


def _members(schema: dict[str, object], depth: int) -> dict[str, object]:
    members, required = schema.get("properties"), schema.get("required")
    if not isinstance(members, dict):
        return {}
    names = [one for one in required if isinstance(one, str)] if isinstance(required, list) else []
    return {one: made_up(members.get(one), one, depth + 1) for one in names[:30]}


def _text(schema: dict[str, object], name: str) -> str:
    lower = name.lower()
    if schema.get("format") == "uri":
        lower = "url"
    for words, value in _WORDS:
        if any(word in lower for word in words):
            return value
    return "books"
