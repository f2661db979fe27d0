"""Synthetic secrets, drawn at run time so that none is ever written whole in this repository."""

from __future__ import annotations

import random
import string

HEX = "0123456789abcdef"
ALNUM = string.ascii_letters + string.digits
BASE32 = string.ascii_uppercase + "234567"


def draw(length: int, alphabet: str = ALNUM, seed: object = 0) -> str:
    """A random string; the same seed and length give the same one. Holds a digit whenever the alphabet has one."""
    source = random.Random(f"{seed}-{length}-{alphabet}")
    while True:
        text = "".join(source.choice(alphabet) for _ in range(length))
        if length < 8 or not set(alphabet) & set(string.digits) or set(text) & set(string.digits):
            return text


def uuid(seed: object = 0) -> str:
    return "-".join(draw(length, HEX, f"{seed}-{at}") for at, length in enumerate((8, 4, 4, 4, 12)))
