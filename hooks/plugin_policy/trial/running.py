"""One run after the other: what was seen of each, and once more where a port was missing."""

from __future__ import annotations

import os
import re
import secrets
import signal
import time

from plugin_policy.trial.box import Box
from plugin_policy.trial.child import Child, Order
from plugin_policy.trial.recorder import Recorder

MAX_LEARNED = 50  # ports
_WANTED = re.compile(rb'connect\([^{]{0,80}\{sa_family=AF_INET6?, sin6?_port=htons\((\d+)\)[^"]{0,60}"([^"]{1,60})"')
_TAKEN = re.compile(rb"bind\(.{0,60}htons\((\d+)\).{0,200}= -1 EADDRINUSE")


class Runner:
    def __init__(self, box: Box) -> None:
        self.box = box
        self.proof = "fetched-" + secrets.token_hex(8)
        self.recorder = Recorder(box.certificates, self.proof)
        self.recorder.start()

    def run(self, order: Order) -> dict[str, object]:
        """Run it, and once more when it wanted a port that nobody listened on, or one that we had taken."""
        message = self._once(order)
        trace = str(message["trace"]).encode("latin-1")
        taken = {int(port) for port in _TAKEN.findall(trace)}
        wanted = {int(port) for port, address in _WANTED.findall(trace) if not address.startswith(b"127.")}
        wanted -= taken | self.recorder.ports | {0}
        self.recorder.leave(taken)
        self.recorder.listen(tuple(sorted(wanted)[:MAX_LEARNED]))
        if wanted or taken:
            first = message
            message = self._once(order)
            heard, again = first["network"], message["network"]
            assert isinstance(heard, list)
            assert isinstance(again, list)
            message["network"] = heard + again
        return message

    def _once(self, order: Order) -> dict[str, object]:
        self.box.restore()
        self.recorder.take()
        started = time.monotonic()
        child = Child(order, self.box)
        ended = child.watch(started + order.limit)
        os.kill(-1, signal.SIGKILL)  # everything there is but this process
        child.close()
        if self.box.full():
            ended = "disk"
            self.box.renew()
        time.sleep(0.02)
        rows, lost = self.recorder.take()
        client = child.client
        return {
            "ended": "flood" if lost else ended,
            "exit": child.exit_code,
            "seconds": time.monotonic() - started,
            "stdout": bytes(child.out[:4096]).decode("latin-1"),
            "stderr": bytes(child.err[-4096:]).decode("latin-1"),
            "spoken": bytes(child.out + child.err).decode("latin-1"),
            "trace": child.trace().decode("latin-1"),
            "network": [
                {key: value.decode("latin-1") if isinstance(value, bytes) else value for key, value in row.items()}
                for row in rows
            ],
            "proof": self.proof,
            "answered": client is not None and client.answered,
            "finished": client is not None and client.done,
            "tools": client.tools if client is not None else [],
        }
