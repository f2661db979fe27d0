"""Publishing to package registries: whose second factor it hangs on.

Registries show nobody's two-factor authentication. What can be seen is how workflows publish: by the workflow's own
identity (OIDC, "trusted publishing", which leaves provenance), or with a long-lived token of somebody's account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.organisation.subject import Subject, evidence, unknown
from plugin_policy.verdict import PASS, UNKNOWN, Promise, Verdict

PUBLISHERS = Promise(
    "maintainers-2fa/publishers",
    "medium",
    "packages are published by trusted publishing, not with a token of an account",
    "packages are published with a token of an account: {reason}",
    "set up trusted publishing for the package and remove the token from the workflow",
    "registries do not show two-factor authentication: publish by OIDC (trusted publishing)"
    ", or accept it with a reason",
)

_WORKFLOWS = ".github/workflows"
# What publishes, and by what the step shows that it does so with a token.
_PUBLISHES = re.compile(
    r"\b(?:npm|pnpm|yarn(?: npm)?|bun|lerna)\s+publish\b|\bchangeset publish\b|"
    r"\btwine upload\b|\b(?:uv|poetry|flit|hatch|pdm)\s+publish\b"
    r"|uses:\s*['\"]?(?:pypa/gh-action-pypi-publish|JS-DevTools/npm-publish)@"
)
_TOKEN = re.compile(
    r"NODE_AUTH_TOKEN|NPM_TOKEN|NPM_AUTH_TOKEN|TWINE_PASSWORD|UV_PUBLISH_TOKEN|"
    r"POETRY_PYPI_TOKEN|FLIT_PASSWORD|HATCH_INDEX_AUTH"
    r"|PYPI_(?:API_)?TOKEN|_authToken"
)
_OIDC = re.compile(r"id-token:\s*['\"]?write")


def verdicts(subject: Subject) -> Iterator[Verdict]:
    """One verdict per workflow that publishes; none where nothing is published from here."""
    paths, answer = subject.folder(_WORKFLOWS)
    if paths is None:
        assert answer is not None
        yield unknown(PUBLISHERS, answer)
        return
    for path in paths:
        if not path.endswith((".yml", ".yaml")):
            continue
        text, asked = subject.file(path)
        if text is None:
            if asked is not None:
                yield unknown(PUBLISHERS, asked, subject=path)
            continue
        code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
        match = _PUBLISHES.search(code)
        if match:
            line = 1 + next((n for n, row in enumerate(text.splitlines()) if match.group() in row), 0)
            yield _judged(code, path, line, evidence(asked))


def _judged(code: str, path: str, line: int, asked: list[dict[str, object]]) -> Verdict:
    if _TOKEN.search(code):
        reason = f"`{path}` publishes with a token, and whether its owner has two factors no registry shows"
        return Verdict(PUBLISHERS, UNKNOWN, reason, evidence=asked, subject=path, path=path, line=line)
    if _OIDC.search(code):
        reason = f"`{path}` publishes with the workflow's own identity"
        return Verdict(PUBLISHERS, PASS, reason, evidence=asked, subject=path, path=path, line=line)
    reason = f"`{path}` publishes, and how it proves who it is does not stand there"
    return Verdict(PUBLISHERS, UNKNOWN, reason, evidence=asked, subject=path, path=path, line=line)
