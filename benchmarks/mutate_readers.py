"""Mutate real files and read them: nothing may crash, hang or take longer than its bound. Run by hand:

    python benchmarks/mutate_readers.py MINUTES FOLDER [FOLDER ...]

Every mutant goes through its reader, the evaluation and the capability tables, as a scan does. A failure prints the
file, the seed and the error; the exit code is 1 when there was one.
"""

from __future__ import annotations

import pathlib
import random
import signal
import sys
import time
import traceback
from types import FrameType

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

SECONDS = 10.0  # of CPU that a mutant may take
SIZE = 60_000
ENDINGS = (
    ".py", ".js", ".ts", ".tsx", ".mjs", ".cjs", ".sh", ".ps1", ".md", ".json", ".yml", ".yaml", ".toml", ".ipynb",
    ".html", ".bat", "Dockerfile", "Makefile",
)  # fmt: skip
PIECES = (
    b"(", b")", b"[", b"]", b"{", b"}", b'"', b"'", b"`", b"'''", b'"""', b"${", b"$(", b"<<EOF\n", b"\\", b"\x00",
    b"\xff", b"\xef\xbb\xbf", b"eval(", b"exec(", b"lambda x: ", b"=> ", b"function f(){", b"async ", b"yield ", b"...",
    b"**",
    b"\r", b"\t", b"| base64 -d | sh", b"import ", b"from a import *", b"class A(A):", b"# ", b"/*", b"//", b"@a\n",
    b"```sh\n", b"---\n", b"f'{x!r:{y}}'", b"x = x + x\n", b"self.f = self.f(self.f)\n", b"0x", b"\\u{", b"%s" * 50,
    b"if [ ; then",
)  # fmt: skip


class TookTooLong(Exception):
    pass


def ring(number: int, frame: FrameType | None) -> None:
    raise TookTooLong


def mutate(data: bytes, source: random.Random, other: bytes) -> bytes:
    """One to eight small accidents."""
    for _ in range(source.randint(1, 8)):
        at = source.randrange(len(data) + 1)
        to = min(len(data), at + source.choice((1, 1, 4, 40, 400)))
        kind = source.randrange(7)
        if kind == 0:
            data = data[:at] + data[to:]
        elif kind == 1:
            data = data[:at] + source.choice(PIECES) + data[at:]
        elif kind == 2:
            data = data[:at] + data[at:to] * source.choice((2, 3, 200)) + data[to:]
        elif kind == 3:
            begin = source.randrange(len(other) + 1)
            data = data[:at] + other[begin : begin + source.choice((10, 200, 2000))] + data[at:]
        elif kind == 4:
            data = data[:at] + bytes([source.randrange(256)]) + data[at + 1 :]
        elif kind == 5:
            data = data[:at] + source.choice(PIECES) * source.choice((10, 1000, 5000)) + data[at:]
        else:
            data = data[:at]
    return data[: SIZE * 4]


def read(path: str, data: bytes) -> None:
    from plugin_policy.capabilities.tables import Tables
    from plugin_policy.capabilities.uses import uses
    from plugin_policy.languages import language_of
    from plugin_policy.obfuscation import packed
    from plugin_policy.readers.names import evaluate
    from plugin_policy.text import Text

    text = Text(path, data.decode("utf-8", "replace").encode(), language_of(path, data[:512]))
    uses(evaluate([text], Tables()))
    list(packed.find(text.data, text.language))
    list(packed.find_layout(text.data))


def main(argv: list[str]) -> int:
    until = time.monotonic() + 60 * float(argv[0])
    files = [
        path
        for folder in argv[1:]
        for path in sorted(pathlib.Path(folder).rglob("*"))
        if path.is_file()
        and path.name.endswith(ENDINGS)
        and 0 < path.stat().st_size < SIZE
        and ".git" not in path.parts
    ]
    signal.signal(signal.SIGVTALRM, ring)
    number, failures, slowest = 0, 0, (0.0, "")
    while time.monotonic() < until:
        number += 1
        source = random.Random(number)
        path = source.choice(files)
        data = mutate(path.read_bytes(), source, source.choice(files).read_bytes())
        began = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            read(path.name, data)
        except TookTooLong:
            failures += 1
            print(f"seed {number} {path}: more than {SECONDS} s for {len(data)} bytes", flush=True)
            traceback.print_exc(limit=-4)
        except (Exception, RecursionError):
            failures += 1
            print(f"seed {number} {path}", flush=True)
            traceback.print_exc(limit=-3)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        slowest = max(slowest, (time.process_time() - began, f"seed {number} {path}"))
    print(f"{number} mutants of {len(files)} files, {failures} failures, slowest {slowest[0]:.1f} s ({slowest[1]})")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
