"""What a host is: its name cut out of whatever a call was given, loopback, raw address, collector, registry."""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = re.compile(r"(?:[a-z0-9_*](?:[a-z0-9_*-]{0,62}[a-z0-9_*])?\.)+[a-z*][a-z0-9*-]{0,62}\.?", re.IGNORECASE)
_V4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_NUMBERS = re.compile(r"(?:0x[0-9a-f]{1,8}|\d{1,11})(?:\.(?:0x[0-9a-f]{0,8}|\d{1,11})){0,3}")
_ODD = re.compile(r"(?:^|\.)0(?:x|\d)|^\d{8,11}$")  # a hexadecimal or octal part, or one big number
_PORT = re.compile(r":(?:\d{1,5}|\*)$")


def host_of(subject: str) -> str:
    """The bare host in lower case, without scheme, user, path or port; "" for what is no host."""
    text = subject.strip().strip("'\"").lower()
    if "://" in text:
        text = text.partition("://")[2]
    text = re.split(r"[/?#\\\s]", text, maxsplit=1)[0].rpartition("@")[2]
    if text.startswith("["):
        return _mapped(text[1 : text.index("]")]) if "]" in text else ""
    if text.count(":") > 1:
        return _mapped(text) if re.fullmatch(r"[0-9a-f:.]+", text) else ""
    text = _PORT.sub("", text).rstrip(".")
    if _NUMBERS.fullmatch(text) and _ODD.search(text):
        return _dotted(text)
    if _NAME.fullmatch(text) or _V4.fullmatch(text) or text == "localhost":
        return text
    return ""


def _dotted(text: str) -> str:
    """An IPv4 address in any spelling (decimal, hexadecimal, octal, fewer parts) with four decimal parts, "" for no
    address: https://url.spec.whatwg.org/#concept-ipv4-parser"""
    values = []
    for part in text.split("."):
        try:
            if part.startswith("0x"):
                values.append(int(part[2:] or "0", 16))
            else:
                values.append(int(part, 8 if part.startswith("0") else 10))
        except ValueError:
            return ""
    *first, last = values
    if any(value > 255 for value in first) or last >= 256 ** (4 - len(first)):
        return ""
    number = sum(value << (24 - 8 * index) for index, value in enumerate(first)) + last
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def _mapped(text: str) -> str:
    """An IPv6 address; one that stands for an IPv4 address is that address."""
    tail = text.removeprefix("::ffff:")
    return tail if tail != text and _V4.fullmatch(tail) else text


def computed(host: str) -> bool:
    """Whether nobody can say whose host it is: its last two parts are not both known (`api.*`)."""
    labels = host.split(".")[-2:]
    return not labels[-1].rstrip("*") or "*" in ".".join(labels).rstrip("*")  # `example.com*`: what follows is a path


def loopback(host: str) -> bool:
    """The machine itself, and addresses that mean "any of mine" when listening."""
    return (
        host in ("localhost", "::1", "::", "0.0.0.0", "host.docker.internal", "0:0:0:0:0:0:0:1")
        or host.endswith((".localhost", ".local"))
        or (host.startswith("127.") and _V4.fullmatch(host) is not None)
    )


def private(host: str) -> bool:
    """An address of a private network (RFC 1918, RFC 4193, link-local)."""
    if _V4.fullmatch(host):
        first, second = (int(part) for part in host.split(".")[:2])
        return first == 10 or (first, second) in ((192, 168), (169, 254)) or (first == 172 and 16 <= second < 32)
    return host.startswith(("fd", "fc", "fe80:")) and ":" in host


def raw(host: str) -> bool:
    """A public address in place of a name, in whatever spelling."""
    if ":" in host:
        return not loopback(host) and not private(host)
    if _V4.fullmatch(host):
        return all(int(part) < 256 for part in host.split(".")) and not loopback(host) and not private(host)
    return False


@lru_cache(maxsize=1)
def _collectors() -> dict[str, str]:
    from plugin_policy.capabilities.known_hosts import COLLECTORS

    return {host: kind for kind, hosts in COLLECTORS.items() for host in hosts.split()}


def collector(host: str) -> str:
    """What kind of collector or tunnel a host belongs to, "" for none."""
    known = _collectors()
    labels = host.split(".")
    for at in range(len(labels) - 1):
        kind = known.get(".".join(labels[at:]))
        if kind:
            return kind
    return ""


def metadata(host: str) -> bool:
    from plugin_policy.capabilities.known_hosts import METADATA

    return host in METADATA.split()
