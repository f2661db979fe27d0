"""Marks: random words that stand in every decoy, and finding them again in whatever left the sandbox.

A mark is of lower-case letters and the digits 2 to 7, so that it survives a change of case, DNS labels and base32.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
import zlib
from functools import lru_cache

LENGTH = 20
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_MAX_INFLATED = 4 << 20
_COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{40,}")


def new_mark() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))


@lru_cache(maxsize=256)
def forms(mark: str) -> tuple[list[bytes], list[bytes]]:
    """(spellings that are looked for in lower-cased bytes, those whose case counts)"""
    plain = mark.encode()
    folded = [plain, plain[::-1], binascii.hexlify(plain), *_cores(plain, base64.b32encode, 5, 8)]
    folded.append(b",".join(str(byte).encode() for byte in plain))
    exact: list[bytes] = []
    for spelled in (plain, plain.upper()):
        exact += _cores(spelled, base64.b64encode, 3, 4)
    folded.append(binascii.hexlify(plain.upper()))
    return [one.lower() for one in folded], exact


def _cores(plain: bytes, encode: object, group: int, letters: int) -> list[bytes]:
    """What a block encoding makes of the mark wherever in a longer text it begins: the whole groups inside."""
    assert callable(encode)
    found = []
    for before in range(group):
        coded = encode(b"\0" * before + plain)
        whole = (before + len(plain)) // group * letters
        found.append(bytes(coded[letters if before else 0 : whole]))
    return found


def found_in(data: bytes, marks: dict[str, str]) -> set[str]:
    """Names of the decoys whose mark stands in the bytes. marks: name -> mark."""
    texts = [data, *_opened(data)]
    names = set()
    for text in texts:
        lower = text.lower()
        tight = re.sub(rb"[\s.\"'\\-]|%0[ad]|%2[ef]", b"", lower)
        for name, mark in marks.items():
            folded, exact = forms(mark)
            if any(form in lower or form in tight for form in folded) or any(form in text for form in exact):
                names.add(name)
    return names


def _opened(data: bytes) -> list[bytes]:
    """Compressed parts, also such that were written as base64; bounded."""
    found = [*_inflated(data)]
    for match in _BASE64.finditer(data):
        text = match.group().translate(bytes.maketrans(b"-_", b"+/"))
        try:
            raw = base64.b64decode(text + b"=" * (-len(text) % 4))
        except ValueError:
            continue
        found += [raw, *_inflated(raw)]
        if len(found) > 64:
            break
    return found


def _inflated(data: bytes) -> list[bytes]:
    found = []
    for match in list(_COMPRESSED.finditer(data))[:16]:
        window = 31 if data[match.start()] == 0x1F else 15
        try:
            found.append(zlib.decompressobj(window).decompress(data[match.start() :], _MAX_INFLATED))
        except zlib.error:
            continue
    return found
