"""What a caller can do wrong."""

from __future__ import annotations


class UsageError(Exception):
    """Bad input of the caller: one line, exit 2."""
