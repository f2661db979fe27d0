"""The process that runs everything: between us and the sandbox, in namespaces of its own.

    we -> A (another user, new namespaces) -> B (process 1 of them: recorder, limits) -> strace -> bubblewrap -> plugin

B kills whatever it started by killing every process there is but itself. It reads nothing from disk once it has
entered: everything it needs was loaded before. Results come as messages, a length and JSON, one for each order.
"""

from __future__ import annotations

import codecs
import json
import os
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator

from plugin_policy.check import BROKEN
from plugin_policy.scan import broken
from plugin_policy.trial import namespaces
from plugin_policy.trial.box import Box
from plugin_policy.trial.child import LIMITS, Order
from plugin_policy.trial.running import Runner

DESCRIPTORS = 4096


class SupervisorError(Exception):
    """The sandbox cannot be made here; says which step was refused."""


def carry_out(orders: list[Order], box: Box, deadline: float) -> Iterator[dict[str, object]]:
    """What became of each order, in order. deadline: seconds for all of them; what is left then is not done.

    Raises SupervisorError when the sandbox cannot be made.
    """
    for codec in ("ascii", "latin-1", "utf-8", "idna"):
        codecs.lookup(codec)  # they are loaded when first used, which is too late below
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    libc = namespaces.library()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _outer(libc, orders, box, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as stream:
            yield from _messages(stream.fileno(), deadline)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _messages(stream: int, deadline: float) -> Iterator[dict[str, object]]:
    until = time.monotonic() + deadline
    buffer = bytearray()
    while True:
        ready, _, _ = select.select([stream], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return
        data = os.read(stream, 1 << 20)
        if not data:
            return
        buffer += data
        while len(buffer) >= 8 and len(buffer) >= 8 + struct.unpack("!Q", buffer[:8])[0]:
            size = struct.unpack("!Q", buffer[:8])[0]
            message = json.loads(bytes(buffer[8 : 8 + size]))
            del buffer[: 8 + size]
            if "refused" in message:
                raise SupervisorError(message["refused"])
            yield message


def _send(writing: int, message: dict[str, object]) -> None:
    data = json.dumps(message).encode()
    data = struct.pack("!Q", len(data)) + data
    while data:
        data = data[os.write(writing, data) :]


def _outer(libc: object, orders: list[Order], box: Box, writing: int) -> None:
    """Process A: becomes nobody, leaves, and waits for B."""
    import ctypes

    assert isinstance(libc, ctypes.CDLL)
    status = 1
    try:
        namespaces.die_with_parent(libc)
        namespaces.enter(libc)
        namespaces.die_with_parent(libc)  # a change of user takes it back
        inner = os.fork()
        if inner == 0:
            _inner(libc, orders, box, writing)
        os.close(writing)
        os.waitpid(inner, 0)
        status = 0
    except OSError as error:
        _send(writing, {"refused": str(error.strerror or error)})
    except BROKEN as error:
        _send(writing, {"refused": broken(error)})
    finally:
        os._exit(status)


def _inner(libc: object, orders: list[Order], box: Box, writing: int) -> None:
    """Process B."""
    import ctypes

    assert isinstance(libc, ctypes.CDLL)
    try:
        namespaces.die_with_parent(libc)
        os.setsid()
        namespaces.mount_proc(libc)
        _network()
        box.make(libc)
        _limit()
        runner = Runner(box)
        for order in orders:
            _send(writing, runner.run(order))
    except OSError as error:
        _send(writing, {"refused": f"{error.strerror or error}"})
    except subprocess.SubprocessError as error:
        _send(writing, {"refused": str(error)})
    except (*BROKEN, ImportError, RuntimeError) as error:
        _send(writing, {"refused": broken(error)})
    finally:
        os._exit(0)


def _network() -> None:
    """Every address is this machine."""
    for words in (
        ["ip", "link", "set", "lo", "up"],
        ["ip", "route", "add", "local", "0.0.0.0/0", "dev", "lo"],
    ):
        done = subprocess.run(words, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise OSError(f"`{' '.join(words)}`: {done.stderr.decode(errors='replace').strip()[:200]}")
    subprocess.run(["ip", "-6", "route", "add", "local", "::/0", "dev", "lo"], capture_output=True, check=False)


def _limit() -> None:
    """Limits that hold for everything B starts. The recorder listens on more ports than a process may by default."""
    for kind, most in LIMITS.items():
        resource.setrlimit(kind, (most, most))
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, DESCRIPTORS), min(hard, DESCRIPTORS)))
