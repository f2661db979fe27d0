"""Pure decoders, within bounds. Each takes bytes and gives bytes, or None when the input is not of its form."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable

from plugin_policy.text import MAX_DECODED


def decode(name: str, data: bytes) -> bytes | None:
    """The decoded bytes; None for wrong input or more than MAX_DECODED bytes."""
    if len(data) > 2 * MAX_DECODED:
        return None
    try:
        decoded = DECODERS[name](data)
    except (ValueError, binascii.Error, OverflowError, EOFError, OSError, IndexError):
        return None
    return decoded if decoded is not None and len(decoded) <= MAX_DECODED else None


def _base64(data: bytes) -> bytes:
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", data.replace(b"-", b"+").replace(b"_", b"/"))
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def _base32(data: bytes) -> bytes:
    import base64

    return base64.b32decode(data, casefold=True)


def _base85(data: bytes) -> bytes:
    import base64

    return base64.b85decode(data)


def _ascii85(data: bytes) -> bytes:
    import base64

    return base64.a85decode(data, adobe=data.startswith(b"<~"))


def _hex(data: bytes) -> bytes:
    return binascii.unhexlify(re.sub(rb"[\s:]", b"", data))


def _percent(data: bytes) -> bytes:
    return re.sub(rb"%([0-9a-fA-F]{2})", lambda match: bytes([int(match[1], 16)]), data)


def _unescape(data: bytes) -> bytes:
    """JavaScript's unescape: %uXXXX and %XX, as Latin-1 characters."""
    text = data.decode("utf-8", "replace")
    text = re.sub(r"%u([0-9a-fA-F]{4})|%([0-9a-fA-F]{2})", lambda match: chr(int(match[1] or match[2], 16)), text)
    return text.encode("utf-8", "replace")


def _rot13(data: bytes) -> bytes:
    upper, lower = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz"
    return data.translate(bytes.maketrans(upper + lower, upper[13:] + upper[:13] + lower[13:] + lower[:13]))


def _inflate(bits: int) -> Callable[[bytes], bytes | None]:
    def inflate(data: bytes) -> bytes | None:
        import zlib

        engine = zlib.decompressobj(bits)
        try:
            result = engine.decompress(data, MAX_DECODED)
        except zlib.error:
            return None
        return None if engine.unconsumed_tail else result

    return inflate


def _bz2(data: bytes) -> bytes | None:
    import bz2

    engine = bz2.BZ2Decompressor()
    result = engine.decompress(data, MAX_DECODED)
    return result if engine.eof else None


def _lzma(data: bytes) -> bytes | None:
    import lzma

    engine = lzma.LZMADecompressor(memlimit=1 << 26)
    try:
        result = engine.decompress(data, MAX_DECODED)
    except lzma.LZMAError:
        return None
    return result if engine.eof else None


def _quoted(data: bytes) -> bytes:
    return binascii.a2b_qp(data)


def _uu(data: bytes) -> bytes:
    lines = data.splitlines()
    body = [line for line in lines if line and not line.startswith((b"begin ", b"end"))]
    return b"".join([binascii.a2b_uu(line) for line in body])


def _html(data: bytes) -> bytes:
    import html

    return html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")


def _reverse(data: bytes) -> bytes:
    return data.decode("utf-8", "replace")[::-1].encode("utf-8", "replace")


def _escapes(data: bytes) -> bytes:
    """printf and echo -e: \\x41, \\101, \\n."""
    simple = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"\\": b"\\", b"e": b"\x1b", b"a": b"\a", b"b": b"\b"}

    def replace(match: re.Match[bytes]) -> bytes:
        code = match[1]
        if code[:1] == b"x":
            return bytes([int(code[1:], 16)])
        if code[:1] in b"01234567" and code[:1]:
            return bytes([int(code, 8) & 0xFF])
        return simple.get(code, match[0])

    return re.sub(rb"\\(x[0-9a-fA-F]{1,2}|0?[0-7]{1,3}|.)", replace, data, flags=re.DOTALL)


def _utf16(data: bytes) -> bytes:
    return data.decode("utf-16-le", "replace").encode("utf-8", "replace")


def _powershell(data: bytes) -> bytes:
    return _utf16(_base64(data))


DECODERS: dict[str, Callable[[bytes], bytes | None]] = {
    "cipher": lambda data: None,  # its key decides
    "base64": _base64,
    "base32": _base32,
    "base85": _base85,
    "ascii85": _ascii85,
    "hex": _hex,
    "percent": _percent,
    "unescape": _unescape,
    "rot13": _rot13,
    "zlib": _inflate(15),
    "gzip": _inflate(47),  # any header
    "deflate": _inflate(-15),
    "bz2": _bz2,
    "lzma": _lzma,
    "quoted-printable": _quoted,
    "uu": _uu,
    "html": _html,
    "reverse": _reverse,
    "escapes": _escapes,
    "utf-16": _utf16,
    "powershell": _powershell,
}
