"""Whether a credential goes to the service it belongs to, by the name of its variable."""

from __future__ import annotations

import re

_SECRET = frozenset(
    ("KEY", "KEYS", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PAT", "CREDENTIALS", "APIKEY", "BEARER", "PASSPHRASE")
)
# Words of names that say nothing about a service.
_COMMON = frozenset((
    "API", "APP", "ACCESS", "AUTH", "AUTHORIZATION", "BOT", "CLIENT", "DEV", "PERSONAL", "USER", "USERNAME",
    "SERVICE", "SERVER", "SERVICES", "PROJECT", "PROD", "TEST", "MY", "THE", "PRIVATE", "PUBLIC", "MASTER",
    "ADMIN", "ROOT", "DEFAULT", "WEB", "HTTP", "HTTPS", "REST", "HOOK", "WEBHOOK", "ID", "URL", "HOST", "PORT",
    "BASE", "PROXY", "REFRESH", "SESSION", "SIGNING", "ENCRYPTION", "ROLE", "ACCOUNT", "MCP", "PLUGIN", "TOOL",
    "AGENT", "LLM", "MODEL", "AI", "REMOTE", "LOCAL", "NEXT", "VITE", "REACT", "INTERNAL", "SHARED", "READ",
    "WRITE", "ONLY", "SA", "DB", "DATABASE", "BACKEND", "PLATFORM", "CLOUD",
))  # fmt: skip
_VARIABLE = re.compile(r"\$\{?(?:env:|user_config\.)?([A-Za-z][A-Za-z0-9_]+)")


def variables(text: str) -> list[str]:
    """Names of the variables that a text of a manifest takes, in order, each once."""
    return list(dict.fromkeys(_VARIABLE.findall(text)))


def owners(name: str) -> tuple[str, list[str]]:
    """(hosts of the provider that the name tells, "" for none; words of the name that may tell a service)."""
    from plugin_policy.privacy.tables import PROVIDERS

    words = name.upper().split("_")
    if not any(word in _SECRET for word in words):
        return "", []
    telling = [word for word in words if word not in _SECRET and word not in _COMMON and len(word) > 1]
    return next((PROVIDERS[word] for word in words if word in PROVIDERS), ""), telling


def at_home(name: str, host: str) -> bool:
    """Whether a host belongs to the provider that the name of a credential tells."""
    known, _ = owners(name)
    return any(host == owner or host.endswith("." + owner) for owner in known.split())


def foreign(name: str, host: str) -> str:
    """How foreign a host is to the credential in a variable: "known" (it belongs to another service), "unknown"
    (nothing in its name says that it belongs there), "" when it does or when there is nothing to hold it against."""
    from plugin_policy.network.hosts import computed

    known, telling = owners(name)
    if not host or computed(host) or not (known or telling):
        return ""
    if any(host == owner or host.endswith("." + owner) for owner in known.split()):
        return ""
    plain = host.replace("-", "").replace("_", "")
    names = [word.lower() for word in telling if len(word) > 2]
    labels = [label for label in host.split(".")[:-1] if len(label) > 3]
    if any(name in plain or any(label in name for label in labels) for name in names):
        return ""
    return "known" if known else "unknown"


def strange(name: str, server: str) -> bool:
    """Whether a server's name and package say nothing about the service whose credential it is given."""
    known, telling = owners(name)
    if not known:
        return False
    lower = server.lower()
    labels = [owner.split(".")[0] for owner in known.split()]
    return not any(word in lower for word in (*labels, *[word.lower() for word in telling]))
