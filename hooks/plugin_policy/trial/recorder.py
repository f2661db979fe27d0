"""The only network there is: every name has an address, every address answers, and what was said is written down.

Runs in the network namespace of the sandbox but outside its process namespace. One thread accepts, one more for each
connection; both end with the process. Names get addresses of 198.18.0.0/15 (RFC 2544), each its own, so that a
connection by address is known by name.
"""

from __future__ import annotations

import contextlib
import re
import selectors
import socket
import ssl
import struct
import subprocess
import threading
import time

from plugin_policy.trial.tls import Certificates, server_name

MAX_HEARD = 256 << 10  # bytes kept of one connection
MAX_ROWS = 2000
MAX_BYTES = 8 << 20  # of one run
MAX_NAMES = 0xFFFF
MAX_OPEN = 200
SILENCE = 2.0  # seconds without a byte before a connection is closed
COMMON = (
    *range(20, 1025), 1080, 1194, 1337, 1433, 1521, 1883, 2222, 2375, 2376, 3128, 3306, 3389, 4443, 4444, 5000, 5222,
    5432, 5555, 5601, 5672, 5900, 6379, 6443, 6667, 6697, 7000, 7777, 8000, 8008, 8080, 8081, 8086, 8088, 8123, 8443,
    8888, 9000, 9001, 9042, 9090, 9091, 9092, 9200, 9418, 9999, 11211, 11434, 25565, 27017, 31337,
)  # fmt: skip
DATAGRAMS = (53, 69, 123, 161, 443, 500, 514, 1194, 1900, 4500, 5353, 8125)
_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"


class Recorder:
    """rows: {"kind": "dns" | "tcp" | "udp", "name", "address", "port", "tls", "server_name", "data"} in order.

    proof: a word that text served to a shell or an interpreter runs, so that running it is seen.
    """

    def __init__(self, certificates: Certificates | None, proof: str) -> None:
        self.certificates = certificates
        self.proof = proof
        self.rows: list[dict[str, object]] = []
        self.lost = 0
        self._heard = 0
        self._names: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        self._lock = threading.Lock()
        self._open = 0
        self._selector = selectors.DefaultSelector()
        self._listening: dict[int, socket.socket] = {}

    def start(self) -> None:
        self.listen(COMMON)
        for port in DATAGRAMS:
            self.hear(port)
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def ports(self) -> set[int]:
        return set(self._listening)

    def listen(self, ports: tuple[int, ...]) -> None:
        """Answer on these TCP ports, on every address of both families."""
        for port in ports:
            if port in self._listening:
                continue
            made = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
            try:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
                made.bind(("::", port))
                made.listen(32)
                made.setblocking(False)
            except OSError:
                made.close()
                continue
            self._listening[port] = made
            self._selector.register(made, selectors.EVENT_READ, self._connected)

    def leave(self, ports: set[int]) -> None:
        """Ports that the plugin wants for itself."""
        for port in ports & set(self._listening):
            made = self._listening.pop(port)
            self._selector.unregister(made)
            made.close()

    def hear(self, port: int) -> None:
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            made.setsockopt(socket.IPPROTO_IP, 8, 1)  # IP_PKTINFO: the address that was asked
            made.bind(("0.0.0.0", port))
            made.setblocking(False)
        except OSError:
            made.close()
            return
        self._selector.register(made, selectors.EVENT_READ, self._datagram)

    def take(self) -> tuple[list[dict[str, object]], int]:
        """What was heard since the last time, and how many rows were too many."""
        with self._lock:
            rows, lost = self.rows, self.lost
            self.rows, self.lost, self._heard = [], 0, 0
        return rows, lost

    def _accept(self) -> None:
        while True:
            for key, _ in self._selector.select(0.2):
                with contextlib.suppress(OSError, RuntimeError):  # RuntimeError: no thread is left to be had
                    key.data(key.fileobj)

    def _note(self, **row: object) -> None:
        with self._lock:
            data = row.get("data", b"")
            assert isinstance(data, bytes)
            if len(self.rows) < MAX_ROWS and self._heard < MAX_BYTES:
                self.rows.append(row)
                self._heard += len(data)
            else:
                self.lost += 1

    # Datagrams: names, and whatever else

    def _datagram(self, made: socket.socket) -> None:
        data, ancillary, _, sender = made.recvmsg(4096, 64)
        port = made.getsockname()[1]
        address = socket.inet_ntoa(ancillary[0][2][8:12]) if ancillary else ""
        answer = self._answer(data) if port in (53, 5353) else None
        if answer is None:
            self._note(kind="udp", name=self._by_address.get(address, ""), address=address, port=port, data=data)
            return
        made.sendto(answer, sender)

    def _answer(self, query: bytes) -> bytes | None:
        """The answer to a DNS query (RFC 1035, 4.1): an address of its own for every name; None for no query."""
        asked = _question(query)
        if asked is None:
            return None
        name, kind, end = asked
        self._note(kind="dns", name=name, address="", port=53, data=name.encode("latin-1", "replace"))
        head = query[:2] + b"\x81\x80" + b"\0\1" + (b"\0\1" if kind == 1 else b"\0\0") + b"\0\0\0\0"
        record = b""
        if kind == 1:
            record = b"\xc0\x0c\0\1\0\1" + struct.pack("!IH", 60, 4) + socket.inet_aton(self._address(name))
        return head + query[12:end] + record

    def _address(self, name: str) -> str:
        with self._lock:
            found = self._names.get(name)
            if found is None:
                number = len(self._names) % MAX_NAMES + 1
                found = socket.inet_ntoa(struct.pack("!I", 0xC6120000 + number))
                if len(self._names) < MAX_NAMES:
                    self._names[name] = found
                self._by_address[found] = name
            return found

    # Connections

    def _connected(self, listening: socket.socket) -> None:
        made, _ = listening.accept()
        with self._lock:
            full = self._open >= MAX_OPEN
            self._open += 0 if full else 1
        if full:
            self.lost += 1
            made.close()
            return
        threading.Thread(target=self._serve, args=(made,), daemon=True).start()

    def _serve(self, made: socket.socket) -> None:
        address, port = made.getsockname()[:2]
        address = address.removeprefix("::ffff:")
        row: dict[str, object] = {"kind": "tcp", "name": self._by_address.get(address, ""), "address": address,
                                  "port": port, "tls": False, "server_name": "", "data": b""}  # fmt: skip
        try:
            made.settimeout(SILENCE)
            self._talk(made, row)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            pass  # they hung up, or spoke no TLS: what was heard until then counts
        finally:
            with self._lock:
                self._open -= 1
            self._note(**row)
            with contextlib.suppress(OSError):
                made.close()

    def _talk(self, made: socket.socket, row: dict[str, object]) -> None:
        first = made.recv(4096, socket.MSG_PEEK)
        if first[:2] == b"\x16\x03":
            row["tls"], row["server_name"], row["data"] = True, server_name(first), b""
            row["hidden"] = True
            if self.certificates is None:
                return
            name = str(row["server_name"] or row["name"] or row["address"])
            wrapped = self.certificates.context(name).wrap_socket(made, server_side=True)
            row["hidden"] = False
            self._hear(wrapped, row)
            with contextlib.suppress(OSError, ssl.SSLError):
                wrapped.close()
            return
        self._hear(made, row)

    def _hear(self, made: socket.socket, row: dict[str, object]) -> None:
        """Everything they say; requests of HTTP are answered as they come."""
        heard, answered = b"", 0
        until = time.monotonic() + 30
        while len(heard) < MAX_HEARD and time.monotonic() < until:
            data = made.recv(65536)
            if not data:
                break
            heard += data
            row["data"] = heard[:MAX_HEARD]
            end = _end_of_request(heard, answered)
            if end > answered:
                made.sendall(self._page(heard[answered:end]))
                answered = end
                if b"connection: keep-alive" not in heard.lower():
                    break

    def _page(self, request: bytes) -> bytes:
        head = request.partition(b"\r\n\r\n")[0].lower()
        path = head.split(b"\r\n")[0].split(b" ")[1:2]
        where = path[0].partition(b"?")[0] if path else b""
        shell = f"#!/bin/sh\nexec /bin/true {self.proof}\n".encode()
        if where.endswith(b".py"):
            body = f"import subprocess\nsubprocess.run(['/bin/true', '{self.proof}'])\n".encode()
        elif where.endswith((b".js", b".mjs")):
            body = f"require('child_process').spawnSync('/bin/true', ['{self.proof}'])\n".encode()
        elif b"json" in head or where.startswith((b"/api", b"/v1", b"/repos")) or head.startswith(b"post"):
            return _PAGE % (b"application/json", 2, b"{}")
        else:
            body = shell
        return _PAGE % (b"text/plain", len(body), body)


def _question(query: bytes) -> tuple[str, int, int] | None:
    """(name in lower case, type, where the question ends)"""
    if len(query) < 17 or query[2] & 0xF8 or query[4:6] != b"\0\1":
        return None
    labels, at = [], 12
    while at < len(query) and query[at]:
        size = query[at]
        if size > 63 or at + size + 1 > len(query):
            return None
        labels.append(query[at + 1 : at + 1 + size].decode("latin-1").lower())
        at += size + 1
    if at + 5 > len(query):
        return None
    return ".".join(labels), struct.unpack("!H", query[at + 1 : at + 3])[0], at + 5


def _end_of_request(heard: bytes, start: int) -> int:
    """Where the request that begins at `start` ends; `start` itself when it is no request or not all of it came."""
    if not re.match(rb"[A-Z]{3,10} \S+ HTTP/1", heard[start : start + 8300]):
        return start
    head, found, _ = heard[start:].partition(b"\r\n\r\n")
    if not found:
        return start
    body = start + len(head) + 4
    length = re.search(rb"(?i)\r\ncontent-length:\s*(\d{1,9})", head)
    if length:
        end = body + int(length.group(1))
        return end if len(heard) >= min(end, MAX_HEARD) else start
    if re.search(rb"(?i)\r\ntransfer-encoding:\s*chunked", head):
        last = heard.find(b"0\r\n\r\n", body)
        return last + 5 if last >= 0 else start
    return body
