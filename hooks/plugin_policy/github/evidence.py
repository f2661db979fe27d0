"""Answers of GitHub, kept as evidence: what was asked, when, and what came back; never a token.

The file that `save` writes is judged again by `load` without network: the same answers give the same verdicts.
"""

from __future__ import annotations

from typing import Any

# Response headers that say what a token may see, and what it lacks (REST API: "Permissions required", SAML SSO).
KEPT_HEADERS = (
    "x-accepted-github-permissions",
    "x-accepted-oauth-scopes",
    "x-oauth-scopes",
    "x-github-sso",
    "x-github-request-id",
    "github-authentication-token-expiration",
    "etag",
    "link",
)
FORMAT = 1
# A status of ours: the request was not answered at all (no network, wait longer than allowed, no record).
NOT_ANSWERED = 0


class Answer:
    """One answer. endpoint: `GET /orgs/x?per_page=100`. data: parsed JSON, None when there is none."""

    __slots__ = ("data", "endpoint", "headers", "problem", "status", "time")

    def __init__(
        self, endpoint: str, status: int, data: Any, headers: dict[str, str], time: str, problem: str = ""
    ) -> None:
        self.endpoint = endpoint
        self.status = status
        self.data = data
        self.headers = headers
        self.time = time
        self.problem = problem  # why there is no answer, in our words

    @property
    def ok(self) -> bool:
        return self.status == 200

    @property
    def message(self) -> str:
        """GitHub's own words on an error, or ours."""
        if self.problem:
            return self.problem
        if isinstance(self.data, dict) and isinstance(self.data.get("message"), str):
            return str(self.data["message"])
        return f"status {self.status}"

    @property
    def why(self) -> str:
        """One line on why this does not answer the question."""
        if self.status == NOT_ANSWERED:
            return f"{self.endpoint} was not answered: {self.message}"
        reason = f"{self.endpoint} answered {self.status} ({self.message})"
        if self.sso:
            reason += "; the organisation's SAML single sign-on has not authorised this token"
        return reason

    @property
    def sso(self) -> bool:
        return self.headers.get("x-github-sso", "").startswith("required")

    @property
    def partial(self) -> bool:
        """Did single sign-on leave out what this token is not authorised for? A list then proves nothing."""
        return self.headers.get("x-github-sso", "").startswith("partial-results")

    @property
    def permission(self) -> str:
        """What GitHub says the endpoint would accept, "" when it does not say."""
        if self.sso or self.partial:
            return "authorise the token for the organisation's SAML single sign-on"
        return self.headers.get("x-accepted-github-permissions", "")

    def record(self) -> dict[str, Any]:
        """The row of evidence for reports: no body, no token."""
        row: dict[str, Any] = {"endpoint": self.endpoint, "time": self.time, "status": self.status}
        headers = {name: value for name, value in self.headers.items() if name.startswith("x-") or "expiration" in name}
        if headers:
            row["headers"] = headers
        if not self.ok:
            row["message"] = self.message
        return row


def save(path: str, answers: dict[str, Answer], about: dict[str, Any]) -> None:
    """Write all answers, readable by the owner only: they may hold what is not public."""
    import json
    import os

    rows = [
        {
            "endpoint": answer.endpoint,
            "status": answer.status,
            "time": answer.time,
            "headers": answer.headers,
            "problem": answer.problem,
            "data": answer.data,
        }
        for answer in answers.values()
    ]
    part = f"{path}.{os.getpid()}.part"
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump({"format": FORMAT, "about": about, "answers": rows}, out, ensure_ascii=False, indent=1)
        out.write("\n")
    os.replace(part, path)


class EvidenceError(Exception):
    """The evidence file cannot be read; the text says why and what to do."""


def load(path: str) -> tuple[dict[str, Answer], dict[str, Any]]:
    """Answers by endpoint, and what the file says about itself. Raises EvidenceError."""
    import json

    try:
        with open(path, encoding="utf-8") as source:
            content = json.load(source)
    except OSError as error:
        raise EvidenceError(f"cannot read `{path}`: {error.strerror}") from error
    except ValueError as error:
        raise EvidenceError(f"`{path}` is not JSON: {error}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise EvidenceError(f"`{path}` is not evidence of format {FORMAT}; record it again with --record")
    answers: dict[str, Answer] = {}
    for row in content.get("answers", ()):
        try:
            answer = Answer(
                str(row["endpoint"]), int(row["status"]), row["data"], dict(row["headers"]), str(row["time"]),
                str(row.get("problem", "")),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise EvidenceError(f"`{path}` holds a row that is not an answer: {error}") from error
        answers[answer.endpoint] = answer
    return answers, dict(content.get("about") or {})
