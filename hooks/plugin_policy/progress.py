"""A progress bar: one line that is written over and over, on a terminal only."""

from __future__ import annotations

import sys

WIDTH = 30


def wanted(quiet: bool = False) -> bool:
    return sys.stderr.isatty() and not quiet


def bar(what: str, done: int, total: int) -> None:
    """total 0: unknown. Numbers over a million are bytes."""
    filled = min(WIDTH * done // total, WIDTH) if total else 0
    amount = f"{done >> 20} MB" if total > 1 << 20 else f"{done:,}"
    sys.stderr.write(f"\r{what:<18} [{'#' * filled}{' ' * (WIDTH - filled)}] {amount}")
    sys.stderr.flush()


def clear() -> None:
    sys.stderr.write("\r\033[K")
    sys.stderr.flush()
