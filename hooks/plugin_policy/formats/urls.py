"""URLs as the client reads them: validity by the URL standard (https://url.spec.whatwg.org)."""

from __future__ import annotations

import ipaddress
import re

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
SPECIAL = ("http", "https", "ws", "wss", "ftp")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f#/:<>?@\[\\\]^|%]")
_METADATA = ("metadata.google.internal", "metadata", "instance-data", "instance-data.ec2.internal")


def _cleaned(text: str) -> str:
    return re.sub(r"[\t\n\r]", "", text.strip("".join(map(chr, range(33)))))


def is_url(text: str) -> bool:
    """Whether `new URL(text)` succeeds."""
    match = _SCHEME.fullmatch(_cleaned(text))
    if match is None:
        return False
    if match[1].lower() not in SPECIAL:
        return True if not match[2].startswith("//") else _opaque_host(match[2][2:])
    return bool(host_of(text))


def _opaque_host(rest: str) -> bool:
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    host = authority if authority.startswith("[") else authority.partition(":")[0]
    if host.startswith("["):
        return _ipv6(host.partition("]")[0][1:])
    return re.search(r"[\x00\t\n\r #/<>?@\[\\\]^|]", host) is None


def scheme_of(text: str) -> str:
    match = _SCHEME.fullmatch(_cleaned(text))
    return match[1].lower() if match else ""


def host_of(text: str) -> str:
    """The host of a URL with a special scheme, lower case; "" when the URL is not valid."""
    match = _SCHEME.fullmatch(_cleaned(text))
    if match is None:
        return ""
    rest = re.sub(r"^[/\\]*", "", match[2])
    authority = re.split(r"[/\\?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    if authority.startswith("["):
        host, closed, port = authority[1:].partition("]")
        if not closed or not _ipv6(host) or not _port(port.removeprefix(":")):
            return ""
        return f"[{host.lower()}]"
    host, _, port = authority.partition(":")
    from urllib.parse import unquote

    host = unquote(host).lower()
    if not host or not _port(port) or _FORBIDDEN.search(host):
        return ""
    if _numeric(host):
        return _ipv4(host)
    return host if _domain(host) else ""


def _domain(host: str) -> bool:
    if host.isascii():
        return True
    try:
        return bool(host.encode("idna"))
    except UnicodeError:
        return False


def _port(port: str) -> bool:
    return port == "" or (port.isascii() and port.isdigit() and len(port) < 20 and int(port) < 65536)


def _ipv6(host: str) -> bool:
    try:
        return bool(ipaddress.IPv6Address(host)) and "%" not in host
    except ValueError:
        return False


def _numeric(host: str) -> bool:
    """Does the host end in a number? Then it is an IPv4 address or nothing."""
    last = host.rstrip(".").rpartition(".")[2] if host.endswith(".") else host.rpartition(".")[2]
    return re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last) is not None


def _ipv4(host: str) -> str:
    """Dotted form of an address written with one to four decimal, octal or hexadecimal numbers; "" for none."""
    parts = host.removesuffix(".").split(".")
    if len(parts) > 4:
        return ""
    numbers = []
    for part in parts:
        if not re.fullmatch(r"0x[0-9a-f]*|[0-9]+", part) or len(part) > 20:
            return ""
        try:
            numbers.append(
                int(part[2:] or "0", 16) if part.startswith("0x") else int(part, 8 if part[0] == "0" else 10)
            )
        except ValueError:
            return ""
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        return ""
    value = numbers[-1] + sum(number << (8 * (3 - index)) for index, number in enumerate(numbers[:-1]))
    return str(ipaddress.IPv4Address(value))


def is_loopback(text: str) -> bool:
    host = host_of(text).rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def is_local_target(text: str) -> bool:
    """Loopback, link-local or cloud metadata: what an archive must not be fetched from."""
    host = host_of(text).rstrip(".")
    if not host or is_loopback(text) or host in _METADATA:
        return True
    address = _address(host)
    return address is not None and (address.is_link_local or address.is_unspecified or str(address) in _METADATA_IPS)


_METADATA_IPS = ("100.100.100.200", "fd00:ec2::254", "168.63.129.16")


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address
