"""A small GitHub client: REST and GraphQL, pages, conditional requests, rate limits, retries, Enterprise, proxies.

Needs the extra `[network]` (httpx; proxies and certificates come from the environment as everywhere). The token
comes from the environment only, is sent to the one API host only, and is kept in no answer. No request is made
twice: answers are remembered by endpoint. Waiting is bounded; what is over the bound is an answer that says so.
Sources: GitHub REST API documentation, "Best practices for using the REST API", "Rate limits for the REST API",
"Using pagination in the REST API".
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from plugin_policy.github.environment import DEFAULT_API, settings, token_kind
from plugin_policy.github.evidence import KEPT_HEADERS, NOT_ANSWERED, Answer

if TYPE_CHECKING:
    import httpx

API_VERSION = "2022-11-28"
MAX_WAIT = 900.0  # seconds of waiting in all, for one run
MAX_PAGES = 100
MAX_REQUESTS = 2000
MAX_BYTES = 32 << 20  # of one answer
RETRIES = 3
RETRIED = (500, 502, 503, 504)
REDIRECTS = (301, 302, 307, 308)


class Pages:
    """Items of all pages. `complete` is false when any page is missing; `last` is the answer that decided."""

    __slots__ = ("answers", "complete", "items")

    def __init__(self, items: list[Any], complete: bool, answers: list[Answer]) -> None:
        self.items = items
        self.complete = complete
        self.answers = answers

    @property
    def last(self) -> Answer:
        return self.answers[-1]


class Client:
    """One run's conversation with one GitHub.

    known: answers of an earlier run, sent back as `If-None-Match` (a 304 costs nothing of the rate limit).
    offline: judge `known` alone and ask nothing. clock and sleep are replaced by tests.
    """

    def __init__(
        self,
        token: str = "",
        api: str = DEFAULT_API,
        *,
        graphql: str = "",
        known: Mapping[str, Answer] | None = None,
        offline: bool = False,
        max_wait: float = MAX_WAIT,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.api = api.rstrip("/")
        self.graphql_url = graphql or graphql_url(self.api)
        self.offline = offline
        self.answers: dict[str, Answer] = {}
        self.requests = 0
        self.waited = 0.0
        self.max_wait = max_wait
        self._known = dict(known or {})
        self._token = token
        self._sleep = sleep
        self._clock = clock
        self._http: httpx.Client | None = None
        self._refused: Answer | None = None  # the token is no good (any more): GitHub locks out who goes on asking

    # -- questions ----------------------------------------------------------------------------------------------

    def get(self, path: str, **params: str | int) -> Answer:
        """One REST answer. path: `/orgs/x`, its parts already quoted; params go into the query, sorted."""
        query = urlencode(sorted((name, str(value)) for name, value in params.items()))
        return self._ask("GET", path + ("?" + query if query else ""))

    def pages(self, path: str, key: str = "", **params: str | int) -> Pages:
        """All items of a listing, 100 a page, by the `Link` header. key: where the list stands when in an object."""
        answers: list[Answer] = []
        items: list[Any] = []
        partial = False
        target: str | None = path + "?" + urlencode(sorted({"per_page": "100", **_strings(params)}.items()))
        for _ in range(MAX_PAGES):
            assert target is not None
            answer = self._ask("GET", target)
            answers.append(answer)
            found = answer.data.get(key) if key and isinstance(answer.data, dict) else answer.data
            if not answer.ok or not isinstance(found, list):
                return Pages(items, False, answers)
            items += found
            partial |= answer.partial
            target = self._next(answer.headers.get("link", ""))
            if target is None:
                return Pages(items, not partial, answers)
        return Pages(items, False, answers)

    def graphql(self, query: str, variables: Mapping[str, Any]) -> Answer:
        """One GraphQL answer; `data` is the whole body, with `data` and `errors`."""
        import json

        body = json.dumps({"query": " ".join(query.split()), "variables": dict(variables)}, sort_keys=True)
        return self._ask("POST", "/graphql", body)

    def about(self) -> dict[str, Any]:
        """What evidence says of itself: the API and the kind of token, never the token."""
        return {"api": self.api, "token": token_kind(self._token)}

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
            self._http = None

    # -- answers ------------------------------------------------------------------------------------------------

    def _ask(self, method: str, target: str, body: str = "") -> Answer:
        endpoint = f"{method} {target}" + (f" {body}" if body else "")
        if endpoint in self.answers:
            return self.answers[endpoint]
        if self.offline:
            answer = self._known.get(endpoint) or self._missing(endpoint, "the evidence holds no answer to it")
        else:
            answer = self._refuse(endpoint) or self._fetch(endpoint, method, target, body)
            if answer.status == 401:
                self._refused = self._refused or answer
        self.answers[endpoint] = answer
        return answer

    def _refuse(self, endpoint: str) -> Answer | None:
        if self._refused is None:
            return None
        return self._missing(endpoint, f"not asked: the token was refused before ({self._refused.message})")

    def _missing(self, endpoint: str, problem: str) -> Answer:
        return Answer(endpoint, NOT_ANSWERED, None, {}, self._now(), problem)

    def _now(self) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self._clock()))

    def _fetch(self, endpoint: str, method: str, target: str, body: str) -> Answer:
        import httpx

        known = self._known.get(endpoint)
        headers = {"if-none-match": known.headers["etag"]} if known and known.headers.get("etag") else {}
        url = self.graphql_url if body else self.api + target
        problem = ""
        hops = attempt = 0
        while attempt <= RETRIES and hops <= RETRIES:
            if self.requests >= MAX_REQUESTS:
                return self._missing(endpoint, f"more than {MAX_REQUESTS} requests in one run")
            self.requests += 1
            try:
                response, content = self._send(method, url, body, headers)
            except httpx.HTTPError as error:
                problem = str(error) or type(error).__name__
                wait = 2.0**attempt
            else:
                moved = self._redirect(response)
                if moved:
                    url, hops = moved, hops + 1
                    continue
                if response.status_code == 304 and known:
                    return Answer(endpoint, known.status, known.data, {**known.headers}, self._now())
                wait = self._wait(response, content, attempt)
                if not wait:
                    return self._answer(endpoint, response, content)
                problem = self._limited(response)
            attempt += 1
            if attempt > RETRIES or not self._pause(wait):
                return self._missing(endpoint, f"{problem}; waited {self.waited:.0f} s")
        return self._missing(endpoint, problem or "redirected too often")

    def _send(self, method: str, url: str, body: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
        http = self._connection()
        with http.stream(method, url, headers=headers, content=body or None) as response:
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > MAX_BYTES:
                    break
        return response, bytes(content)

    def _connection(self) -> httpx.Client:
        if self._http is None:
            import httpx

            headers = {
                "accept": "application/vnd.github+json",
                "user-agent": "plugin-policy",
                "x-github-api-version": API_VERSION,
            }
            if self._token:
                headers["authorization"] = "Bearer " + self._token
            self._http = httpx.Client(headers=headers, timeout=30.0, follow_redirects=False)
        return self._http

    def _redirect(self, response: httpx.Response) -> str:
        """Where a renamed repository went, when that is on the same host; the token goes nowhere else."""
        if response.status_code not in REDIRECTS:
            return ""
        target = str(response.url.join(response.headers.get("location", "")))
        return target if _origin(target) == _origin(self.api) else ""

    def _wait(self, response: httpx.Response, content: bytes, attempt: int) -> float:
        """Seconds to wait before asking again, 0 when the answer stands."""
        status, headers = response.status_code, response.headers
        if status in RETRIED:
            return float(2.0**attempt)
        limited = status == 200 and response.request.method == "POST" and b'"RATE_LIMITED"' in content[:2000]
        if status not in (403, 429) and not limited:
            return 0.0
        if headers.get("retry-after", "").isdigit():
            return max(1.0, float(headers["retry-after"]))
        if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-reset", "").isdigit():
            return max(1.0, float(headers["x-ratelimit-reset"]) - self._clock() + 1.0)
        if limited or status == 429 or b"secondary rate limit" in content.lower():
            return float(60.0 * 2**attempt)
        return 0.0

    @staticmethod
    def _limited(response: httpx.Response) -> str:
        if response.status_code in RETRIED:
            return f"GitHub answered {response.status_code} {RETRIES + 1} times"
        return f"rate limit (status {response.status_code})"

    def _pause(self, seconds: float) -> bool:
        if self.waited + seconds > self.max_wait:
            return False
        self.waited += seconds
        self._sleep(seconds)
        return True

    def _answer(self, endpoint: str, response: httpx.Response, content: bytes) -> Answer:
        import json

        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        problem = ""
        data = None
        if len(content) > MAX_BYTES:
            problem = f"the answer is larger than {MAX_BYTES >> 20} MB"
        elif content:
            try:
                data = json.loads(content)
            except ValueError:
                problem = f"status {response.status_code} without JSON"
        status = response.status_code
        if problem and status == 200:
            status = NOT_ANSWERED
        return Answer(endpoint, status, data, headers, self._now(), problem)

    def _next(self, link: str) -> str | None:
        """The path and query of `rel="next"`, only within this API."""
        for part in link.split(","):
            target, _, rest = part.strip().partition(">")
            if 'rel="next"' in rest and target.startswith("<" + self.api + "/"):
                path, _, query = target[1 + len(self.api) :].partition("?")
                return path + "?" + urlencode(sorted(parse_qsl(query, keep_blank_values=True)))
        return None


def _strings(params: Mapping[str, str | int]) -> dict[str, str]:
    return {name: str(value) for name, value in params.items()}


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port


def graphql_url(api: str) -> str:
    """`https://api.github.com/graphql`; on GitHub Enterprise Server `https://HOST/api/graphql`."""
    return api[: -len("/v3")] + "/graphql" if api.endswith("/api/v3") else api + "/graphql"


def part(text: str) -> str:
    """One part of a path, quoted: names of others never reach another endpoint."""
    return quote(text, safe="") if text not in (".", "..") else quote(text, safe="").replace(".", "%2E")


def from_environment(
    *, known: Mapping[str, Answer] | None = None, offline: bool = False, environ: Mapping[str, str] | None = None
) -> Client:
    """A client as the environment says (`environment.settings`). Raises NotRunError."""
    token, api, graphql = settings(environ, offline=offline)
    return Client(token, api, graphql=graphql, known=known, offline=offline)
