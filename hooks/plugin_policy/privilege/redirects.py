"""Variables that send the agent's own traffic, or its credentials, elsewhere.

Names: code.claude.com/docs/en/settings (environment variables, llm-gateway, corporate-proxy, monitoring).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.privilege.excess import Excess, located

if TYPE_CHECKING:
    from plugin_policy.readers.manifest import Document, Pointer
    from plugin_policy.text import Text

SERVICE = frozenset(
    ("ANTHROPIC_BASE_URL", "ANTHROPIC_API_URL", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_CUSTOM_HEADERS",
     "ANTHROPIC_BEDROCK_BASE_URL", "ANTHROPIC_VERTEX_BASE_URL", "ANTHROPIC_FOUNDRY_BASE_URL",
     "CLAUDE_CODE_API_BASE_URL", "CLAUDE_BASE_URL", "CLAUDE_CODE_OAUTH_TOKEN")
)  # fmt: skip
# What counts only where it is set for the agent itself: a server of the plugin may go where it likes with these.
AGENT = SERVICE | frozenset(
    ("OPENAI_BASE_URL", "OPENAI_API_BASE", "GOOGLE_GEMINI_BASE_URL", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY",
     "NODE_EXTRA_CA_CERTS", "NODE_TLS_REJECT_UNAUTHORIZED", "SSL_CERT_FILE", "OTEL_EXPORTER_OTLP_ENDPOINT",
     "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
)  # fmt: skip
_OWN = re.compile(
    r"\$\{?(?:ANTHROPIC|CLAUDE|user_config)|https://(?:[\w-]+\.)*(?:anthropic\.com|claude\.(?:ai|com))(?:[:/]|$)"
)
_KEPT = frozenset(("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"))
_HELPERS = {
    "apiKeyHelper": "gives the agent its credential",
    "awsCredentialExport": "gives the agent its credential",
    "awsAuthRefresh": "renews the agent's credential",
    "gcpAuthRefresh": "renews the agent's credential",
    "otelHeadersHelper": "gives the agent's telemetry its headers",
    "proxyAuthHelper": "gives the agent's proxy its credential",
}
_KEPT_FOR_SESSION = re.compile(
    rb"\b(ANTHROPIC_(?:BASE_URL|API_URL|AUTH_TOKEN|CUSTOM_HEADERS|BEDROCK_BASE_URL|VERTEX_BASE_URL)|HTTPS?_PROXY"
    rb"|NODE_TLS_REJECT_UNAUTHORIZED|NODE_EXTRA_CA_CERTS|OPENAI_BASE_URL)=[^\s;|&]",
)


def of_env(document: Document, pointer: Pointer, env: object, *, agent: bool) -> Iterator[Excess]:
    """The variables of an `env` object at `pointer`. agent: they are set for the agent itself."""
    if not isinstance(env, dict):
        return
    for name, value in env.items():
        text = str(value) if isinstance(value, (str, int, bool)) else ""
        if elsewhere(name, text, agent=agent):
            yield located("redirected-service", document, (*pointer, name), str(name), subject=str(name))


def elsewhere(name: str, value: str, *, agent: bool) -> bool:
    upper = name.upper()
    if upper not in (AGENT if agent else SERVICE | {"NODE_TLS_REJECT_UNAUTHORIZED"}):
        return False
    if not value or _OWN.match(value) or re.fullmatch(r"\$\{?" + re.escape(name) + r"(?::-)?\}?", value, re.IGNORECASE):
        return False
    if upper == "NODE_TLS_REJECT_UNAUTHORIZED":
        return value.lower() in ("0", "false")
    return not (upper in _KEPT and value.startswith("$"))


def of_helpers(document: Document) -> Iterator[Excess]:
    for key, what in _HELPERS.items():
        if document.get(key):
            yield located("redirected-service", document, (key,), f"{key}`, a command that {what}: `{key}", subject=key)


def of_code(text: Text) -> Iterator[Excess]:
    """A script that keeps such a variable for the session (`CLAUDE_ENV_FILE`) or for every process of the user."""
    data = text.data
    if not re.search(rb"CLAUDE_ENV_FILE|launchctl\s+setenv|\bsetx\b|SetEnvironmentVariable", data):
        return
    for match in _KEPT_FOR_SESSION.finditer(data):
        begin = data.rfind(b"\n", 0, match.start()) + 1
        if not data[begin : match.start()].lstrip().startswith((b"#", b"//", b"*")):
            name = match[1].decode()
            yield Excess("redirected-service", text, match.start(), match.end(), name, subject=name)
