"""What the environment says: the token, its kind, and the address of the API."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from plugin_policy.check import NotRunError

DEFAULT_API = "https://api.github.com"

# Documented prefixes of GitHub's tokens ("About authentication to GitHub").
_KINDS = (
    ("github_pat_", "fine-grained personal access token"),
    ("ghp_", "classic personal access token"),
    ("gho_", "OAuth access token"),
    ("ghu_", "GitHub App user access token"),
    ("ghs_", "GitHub App installation token (GITHUB_TOKEN is one)"),
)


def token_kind(token: str) -> str:
    """What kind of token this is, by its documented prefix; never any part of it."""
    if not token:
        return "none"
    return next((kind for prefix, kind in _KINDS if token.startswith(prefix)), "unknown kind")


def settings(environ: Mapping[str, str] | None = None, *, offline: bool = False) -> tuple[str, str, str]:
    """Token (GH_TOKEN, else GITHUB_TOKEN), API (GITHUB_API_URL) and GraphQL address ("" for the API's own).

    Raises NotRunError without the extra `[network]`, or for an API address that would show the token to anyone.
    """
    env = os.environ if environ is None else environ
    api = env.get("GITHUB_API_URL") or DEFAULT_API
    graphql = env.get("GITHUB_GRAPHQL_URL") or ""
    for name, url in (("GITHUB_API_URL", api), ("GITHUB_GRAPHQL_URL", graphql)):
        parts = urlsplit(url)
        if url and parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
            raise NotRunError(f"`{name}` is `{url}`, not https", "set it to the https address of the API")
    if not offline:
        from importlib.util import find_spec

        if find_spec("httpx") is None:
            raise NotRunError("the extra `network` is not installed", "pip install 'plugin-policy[network]'")
    return (env.get("GH_TOKEN") or env.get("GITHUB_TOKEN") or "").strip(), api, graphql
