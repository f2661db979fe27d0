"""One strace with a sandbox below it: starting it, its pipes, and the limits it is held to."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import selectors
import subprocess
import time
from collections.abc import Iterator

from plugin_policy.trial import sandbox, seccomp
from plugin_policy.trial.box import ROOT, WORK, Box
from plugin_policy.trial.mcp import Client

ONCE, SERVER, STAYS = "once", "server", "stays"  # ends by itself; an MCP server; runs until it is stopped

PROCESSES = 256
MEMORY = 1536 << 20  # resident bytes of everything together
OUTPUT = 1 << 20
TRACE = 32 << 20
MORE = 4  # times its limit, for what is at work all the time
LINGER = 2.5  # seconds for what a program leaves running
# Limits of each process. Address space is no measure: node reserves gigabytes that it never uses.
LIMITS = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 128 << 20, resource.RLIMIT_DATA: 3 << 30}
_TICK = 0.05


class Order:
    """What to run: argv inside the sandbox, bytes for standard input, variables besides the common ones."""

    def __init__(self, argv: list[str], stdin: bytes, kind: str, variables: dict[str, str], limit: float) -> None:
        self.argv = argv
        self.stdin = stdin
        self.kind = kind
        self.variables = variables
        self.limit = limit


class Child:
    """One strace with a sandbox below it, and its pipes."""

    def __init__(self, order: Order, box: Box) -> None:
        self.order = order
        self.client = Client() if order.kind == SERVER else None
        self.out, self.err = bytearray(), bytearray()
        self.exit_code: int | None = None
        self.exited_at = 0.0
        self._grown, self._grew_at = 0, 0.0
        self._line = bytearray()
        self._status = bytearray()
        self._output = f"{WORK}/trace"
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._output)
        self._selector = selectors.DefaultSelector()
        self._start(box)
        self._feed = bytearray(self.client.opening() if self.client else order.stdin)
        self._watch_pipes()

    def _start(self, box: Box) -> None:
        reading, writing = os.pipe()
        variables = {**box.decoys.variables, **sandbox.environment(box.plugin, box.data), **self.order.variables}
        filter = seccomp.program()
        calls = _memory(filter) if filter else -1
        words = sandbox.bubblewrap(ROOT, box.plugin, variables, writing, calls, box.newer)
        args = _memory(b"".join(word.encode() + b"\0" for word in words))
        given = [number for number in (writing, args, calls) if number >= 0]
        argv = [*sandbox.strace(self._output), "bwrap", "--args", str(args), "--", *self.order.argv]
        with _few():
            self.process = subprocess.Popen(
                argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env={"PATH": os.environ.get("PATH", os.defpath)}, pass_fds=given, cwd="/",
            )  # fmt: skip
        for number in given:
            os.close(number)
        self._status_pipe = reading

    def _watch_pipes(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        pipes = (self.process.stdout.fileno(), self._heard), (self.process.stderr.fileno(), self._warned)
        for number, take in (*pipes, (self._status_pipe, self._told)):
            os.set_blocking(number, False)
            self._selector.register(number, selectors.EVENT_READ, take)
        self._input = self.process.stdin.fileno()
        os.set_blocking(self._input, False)
        self._writing = False
        self._more()

    def _more(self) -> None:
        """Write when there is something to say; close the input of a program that was told everything."""
        assert self.process.stdin is not None
        if self.process.stdin.closed:
            return
        if self._feed and not self._writing:
            self._selector.register(self._input, selectors.EVENT_WRITE, self._say)
            self._writing = True
        elif not self._feed:
            if self._writing:
                self._selector.unregister(self._input)
                self._writing = False
            if self.order.kind == ONCE or (self.client is not None and self.client.done):
                self._shut()

    def _shut(self) -> None:
        assert self.process.stdin is not None
        if self._writing:
            self._selector.unregister(self._input)
            self._writing = False
        with contextlib.suppress(OSError):
            self.process.stdin.close()

    def _say(self, number: int) -> None:
        try:
            done = os.write(number, self._feed)
        except BlockingIOError:
            return
        except OSError:
            self._feed.clear()
            self._shut()
            return
        del self._feed[:done]
        self._more()

    def _read(self, number: int) -> bytes:
        try:
            data = os.read(number, 65536)
        except BlockingIOError:
            return b""
        if not data:
            self._selector.unregister(number)
        return data

    def _heard(self, number: int) -> None:
        data = self._read(number)
        self.out += data
        if self.client is None:
            return
        *lines, rest = (bytes(self._line) + data).split(b"\n")
        self._line = bytearray(rest)
        for line in lines:
            self._feed += self.client.take(line)
        self._more()

    def _warned(self, number: int) -> None:
        self.err += self._read(number)

    def _told(self, number: int) -> None:
        self._status += self._read(number)
        found = re.search(rb'"exit-code":\s*(\d+)', self._status)
        if found and self.exit_code is None:
            self.exit_code = int(found.group(1))
            self.exited_at = time.monotonic()

    def watch(self, until: float) -> str:
        """How it ended: "exited", "left" (something still runs), "limit", "flood", "memory", "answered"."""
        ticked = 0.0
        while True:
            for key, _ in self._selector.select(_TICK):
                key.data(key.fd)
            now = time.monotonic()
            if len(self.out) + len(self.err) > OUTPUT:
                return "flood"
            if self.process.poll() is not None:
                self._drain()
                return "exited"
            if now - ticked > 2 * _TICK:
                ticked = now
                size = self._traced()
                if size > TRACE:
                    return "flood"
                if size > self._grown:
                    self._grown, self._grew_at = size, now
                if _resident() > MEMORY:
                    return "memory"
            if self.client is not None and self.client.done and not self.exited_at:
                self.exited_at = now
            if self.exited_at and now - self.exited_at > LINGER:
                return "answered" if self.client is not None else "left"
            if now > until and not self._busy(now, until):
                return "limit"

    def _busy(self, now: float, until: float) -> bool:
        """Still at work when its time is up: it gets more, as a slow machine is no fault of its."""
        longest = until + (MORE - 1) * self.order.limit
        return self.order.kind == ONCE and now < longest and now - self._grew_at < 1.0 and self._grown < TRACE // 4

    def _drain(self) -> None:
        for _ in range(64):
            ready = self._selector.select(0)
            if not ready:
                return
            for key, _ in ready:
                key.data(key.fd)

    def _traced(self) -> int:
        try:
            return os.stat(self._output).st_size
        except FileNotFoundError:
            return 0

    def trace(self) -> bytes:
        try:
            with open(self._output, "rb") as stream:
                return stream.read(TRACE)
        except FileNotFoundError:
            return b""

    def close(self) -> None:
        self.process.wait()
        self._selector.close()
        os.close(self._status_pipe)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


@contextlib.contextmanager
def _few() -> Iterator[None]:
    """A limit on processes that the namespace of the program is made with, and that is not ours."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NPROC)
    most = PROCESSES if hard == resource.RLIM_INFINITY else min(PROCESSES, hard)
    resource.setrlimit(resource.RLIMIT_NPROC, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NPROC, (soft, hard))


def _memory(data: bytes) -> int:
    """A descriptor to read the bytes from."""
    number = os.memfd_create("plugin-policy", 0)
    with os.fdopen(os.dup(number), "wb") as stream:
        stream.write(data)
    os.lseek(number, 0, os.SEEK_SET)
    return number


def _resident() -> int:
    """Bytes in memory of every process but this one (our /proc shows no others)."""
    total = 0
    for name in os.listdir("/proc"):
        if name.isdigit() and name != "1":
            with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{name}/statm") as stream:
                total += int(stream.read().split()[1])
    return total * os.sysconf("SC_PAGE_SIZE")
