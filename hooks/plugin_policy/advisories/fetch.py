"""HTTP for advisories: bounded in time and size, tried again when the server is busy, through the user's proxy."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

CURE = "pip install 'plugin-policy[network]'"
TIMEOUT = 30.0  # seconds to connect, and between two pieces of an answer
MAX_SECONDS = 120.0  # for one JSON answer in all, however slowly it trickles
MAX_ANSWER = 64 << 20  # bytes of one JSON answer
TRIES = 4
PAUSE = 1.0  # seconds before the second try; doubled for each further one
BUSY = frozenset((408, 429, 500, 502, 503, 504))


class FetchError(Exception):
    """The server did not give what was asked for. `cure`: what the user can do."""

    def __init__(
        self, reason: str, cure: str = "try again later, or use a database: plugin-policy advisories update"
    ) -> None:
        super().__init__(reason)
        self.cure = cure


class Client:
    """Requests below one address. Use as a context manager."""

    def __init__(self, address: str, http: httpx.Client, pause: float = PAUSE) -> None:
        self.address = address.rstrip("/")
        self._http = http
        self._pause = pause

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def error(self, reason: str) -> FetchError:
        return FetchError(reason)

    def get_json(self, path: str) -> dict[str, object]:
        return self._json("GET", path, None)

    def post_json(self, path: str, body: dict[str, object]) -> dict[str, object]:
        return self._json("POST", path, body)

    def _json(self, method: str, path: str, body: dict[str, object] | None) -> dict[str, object]:
        import json

        content = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} if body is not None else {}
        data = b"".join(self.pieces(method, path, headers=headers, content=content, limit=MAX_ANSWER))
        try:
            answer = json.loads(data)
        except (ValueError, RecursionError):
            raise FetchError("its answer is not JSON") from None
        if not isinstance(answer, dict):
            raise FetchError("its answer is not an object")
        return answer

    def pieces(
        self,
        method: str,
        path: str,
        *,
        limit: int,
        seconds: float = MAX_SECONDS,
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
        seen: dict[str, str] | None = None,
    ) -> Iterator[bytes]:
        """The body of a successful answer, piece by piece: at most `limit` bytes, in at most `seconds`.

        seen: gets status and headers.
        """
        import httpx

        end = time.monotonic() + seconds
        for attempt in range(1, TRIES + 1):
            size, started = 0, False
            try:
                with self._http.stream(method, self.address + path, headers=headers, content=content) as answer:
                    if answer.status_code in BUSY and attempt < TRIES:
                        self._wait(attempt, answer.headers.get("retry-after", ""))
                        continue
                    self._accept(answer)
                    if seen is not None:
                        seen.update({"status": str(answer.status_code), **answer.headers})
                    for piece in answer.iter_bytes():
                        size += len(piece)
                        if size > limit:
                            raise FetchError(f"its answer is longer than {limit >> 20} MB")
                        if time.monotonic() > end:
                            raise FetchError(f"its answer takes longer than {seconds:.0f} seconds")
                        started = True
                        yield piece
                    return
            except httpx.HTTPError as error:
                if started or attempt == TRIES:
                    raise FetchError(f"{type(error).__name__} at {self.address}{path}: {error}"[:300]) from None
                self._wait(attempt, "")
            except httpx.InvalidURL as error:
                raise FetchError(f"{self.address}{path} is no address: {error}") from None

    def _accept(self, answer: Any) -> None:
        if answer.status_code >= 300 and answer.status_code != 304:
            raise FetchError(f"it answered {answer.status_code} for {answer.request.url.path}")

    def _wait(self, attempt: int, asked: str) -> None:
        pause = self._pause * 2 ** (attempt - 1)
        time.sleep(min(float(asked), 30.0) if asked.isdigit() else pause)


def open_client(address: str, pause: float = PAUSE) -> Client:
    """FetchError without the HTTP library."""
    try:
        import httpx
    except ImportError:
        raise FetchError("the HTTP library is not installed", CURE) from None
    from plugin_policy import __version__

    http = httpx.Client(
        timeout=TIMEOUT, follow_redirects=True, max_redirects=5, headers={"User-Agent": f"plugin-policy/{__version__}"}
    )
    return Client(address, http, pause)
