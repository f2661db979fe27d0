"""A GitHub on loopback: one organisation, one marketplace, tokens that see more or less of them.

Every answer with a body is held against GitHub's OpenAPI description; `violations` must stay empty. What it denies
and omits follows GitHub's REST documentation: 422 for the owner-only member filters, public members only for who is
not a member, null or absent settings for who may not see them, 404 for what must not be known to exist.
"""

from __future__ import annotations

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openapi

OWNER, ADMIN, MEMBER, OUTSIDER, APP, BLIND, SAML, ACTIONS, NONE = (
    "owner", "administrator", "member", "outsider", "app", "fine-grained without permission", "saml-blocked",
    "GITHUB_TOKEN", "none",
)  # fmt: skip
# The token each viewer sends: documented prefixes, never a real shape.
TOKENS = {
    "ghp_" + "owner": OWNER,
    "ghp_" + "admin": ADMIN,
    "ghp_" + "member": MEMBER,
    "ghp_" + "outsider": OUTSIDER,
    "ghs_" + "app": APP,
    "github_pat_" + "blind": BLIND,
    "ghp_" + "saml": SAML,
    "ghs_" + "actions": ACTIONS,
}


def token(viewer: str) -> str:
    return next((text for text, who in TOKENS.items() if who == viewer), "")


class Fault:
    """`times` answers to endpoints that match: a status, a body, headers; `drop` closes the connection."""

    def __init__(
        self, pattern: str, status: int, message: str = "", headers: dict[str, str] | None = None, times: int = 1
    ) -> None:
        self.pattern = re.compile(pattern)
        self.status = status
        self.message = message
        self.headers = headers or {}
        self.times = times


class Answered(Exception):
    """An answer that is not 200."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


class FakeGitHub:
    """`state` is what a test changes: see `STATE` in state.py. `log`: (method, target) of each request, in order."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.state = state
        self.log: list[tuple[str, str]] = []
        self.bodies: list[str] = []
        self.faults: list[Fault] = []
        self.violations: list[str] = []
        self.tokens_seen: set[str] = set()
        self.dies_after = 0  # requests after which the token is expired
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FakeGitHub:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                fake.serve(self, "")

            def do_POST(self) -> None:
                fake.serve(self, self.rfile.read(int(self.headers.get("content-length") or 0)).decode())

        return Handler

    # -- one request --------------------------------------------------------------------------------------------

    def serve(self, request: BaseHTTPRequestHandler, body: str) -> None:
        self.log.append((request.command, request.path))
        self.bodies.append(body)
        secret = (request.headers.get("authorization") or "").removeprefix("Bearer ")
        self.tokens_seen.add(secret)
        viewer = TOKENS.get(secret, NONE)
        headers: dict[str, str] = {}
        try:
            status, content = self._answer(request, body, viewer, headers)
        except Answered as answered:
            status = answered.status
            content = (
                json.loads(answered.message)
                if status == 200
                else {"message": answered.message, "documentation_url": "https://docs.github.com/rest"}
            )
            headers.update(answered.headers)
        if status == 200 and not body:
            etag = f'W/"{hash(json.dumps(content, sort_keys=True)) & 0xFFFFFFFF:x}"'
            headers["ETag"] = etag
            if request.headers.get("if-none-match") == etag:
                status, content = 304, None
        payload = b"" if content is None else json.dumps(content).encode()
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Type", "application/json; charset=utf-8")
        request.send_header("Content-Length", str(len(payload)))
        request.end_headers()
        request.wfile.write(payload)

    def _answer(self, request: Any, body: str, viewer: str, headers: dict[str, str]) -> tuple[int, Any]:
        target = urlsplit(request.path)
        for fault in self.faults:
            if fault.times and fault.pattern.search(request.path + " " + body):
                fault.times -= 1
                raise Answered(fault.status, fault.message, fault.headers)
        if (self.dies_after and len(self.log) > self.dies_after) or (viewer == NONE and self._sent(request)):
            raise Answered(401, "Bad credentials")
        if target.path == "/graphql":
            import graph

            return 200, graph.answer(self.state, json.loads(body), viewer)
        query = {name: values[0] for name, values in parse_qs(target.query).items()}
        import routes

        template, content, inner = routes.find(self.state, target.path, query, viewer, headers)
        content = self._paged(content, query, headers, inner, target.path)
        # Contents are one of four shapes; the fake gives each in full.
        whole = content if template.endswith("/{path}") else openapi.complete(template, 200, content, inner)
        whole = routes.omit(whole, viewer, template)
        self.violations += openapi.violations(template, 200, whole)
        return 200, whole

    @staticmethod
    def _sent(request: Any) -> bool:
        return bool(request.headers.get("authorization"))

    def _paged(self, content: Any, query: dict[str, str], headers: dict[str, str], inner: str, path: str) -> Any:
        items = content[inner] if inner else content
        if not isinstance(items, list):
            return content
        size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
        part = items[(page - 1) * size : page * size]
        if page * size < len(items):
            rest = "&".join(f"{name}={value}" for name, value in query.items() if name != "page")
            headers["Link"] = f'<{self.url}{path}?{rest}&page={page + 1}>; rel="next"'
        return {**content, inner: part} if inner else part


def later(seconds: int) -> str:
    return str(int(time.time()) + seconds)
