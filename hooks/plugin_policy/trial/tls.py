"""Certificates for whatever name a client asks for, signed by an authority that only the sandbox trusts.

Without the program `openssl` there are none: then the name a client asks for is recorded, and what it says is not.
"""

from __future__ import annotations

import os
import re
import shutil
import ssl
import struct
import subprocess
import threading

MAX_NAMES = 64


class Certificates:
    """folder: a private one, for keys and certificates of this trial."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.authority = os.path.join(folder, "authority.pem")
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()
        made = self._openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
            "-subj", "/CN=Trial", "-keyout", "authority.key", "-out", "authority.pem",
        )  # fmt: skip
        made = made and self._openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=Trial",
            "-keyout", "server.key", "-out", "server.csr",
        )  # fmt: skip
        if not made:
            raise OSError("openssl makes no certificates")

    def context(self, name: str) -> ssl.SSLContext:
        """A server context for a host's name or address. OSError when there can be none."""
        name = name if re.fullmatch(r"[A-Za-z0-9._:*-]{1,250}", name) else "unnamed.invalid"
        with self._lock:
            found = self._contexts.get(name)
            if found is None:
                if len(self._contexts) >= MAX_NAMES:
                    raise OSError("too many names")
                found = self._contexts[name] = self._made(name)
            return found

    def _made(self, name: str) -> ssl.SSLContext:
        kind = "IP" if re.fullmatch(r"[0-9.]+|[0-9a-f:]+", name) else "DNS"
        stem = f"host{len(self._contexts)}"
        with open(os.path.join(self.folder, stem + ".ext"), "w", encoding="ascii") as stream:
            stream.write(f"subjectAltName={kind}:{name}\nextendedKeyUsage=serverAuth\n")
        done = self._openssl(
            "x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-set_serial",
            str(len(self._contexts) + 2), "-days", "30", "-extfile", stem + ".ext", "-out", stem + ".pem",
        )  # fmt: skip
        if not done:
            raise OSError("openssl makes no certificate")
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(os.path.join(self.folder, stem + ".pem"), os.path.join(self.folder, "server.key"))
        return made

    def _openssl(self, *args: str) -> bool:
        done = subprocess.run(
            ["openssl", *args], cwd=self.folder, capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL
        )
        return done.returncode == 0


def certificates(folder: str) -> Certificates | None:
    if shutil.which("openssl") is None:
        return None
    try:
        return Certificates(folder)
    except (OSError, subprocess.TimeoutExpired):
        return None


def server_name(hello: bytes) -> str:
    """The name in a ClientHello (RFC 8446, 4.1.2; RFC 6066, 3), "" when there is none or the record is cut off."""
    try:
        at = 5 + 4 + 2 + 32
        at += 1 + hello[at]
        at += 2 + struct.unpack("!H", hello[at : at + 2])[0]
        at += 1 + hello[at]
        end = at + 2 + struct.unpack("!H", hello[at : at + 2])[0]
        at += 2
        while at + 4 <= min(end, len(hello)):
            kind, size = struct.unpack("!HH", hello[at : at + 4])
            if kind == 0:
                length = struct.unpack("!H", hello[at + 7 : at + 9])[0]
                return hello[at + 9 : at + 9 + length].decode("ascii", "replace").lower()
            at += 4 + size
    except (IndexError, struct.error):
        pass
    return ""
