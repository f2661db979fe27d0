"""What each of bandit's tests needs to find in a file, so that bandit is started for those files only that hold it.

From the tests of bandit 1.7 to 1.9 (https://bandit.readthedocs.io/en/latest/plugins/index.html). Bandit compares
identifiers, and strings as Python reads them; `may_find` undoes what can make either look different in the bytes.
"""

from __future__ import annotations

import re

# bandit's test -> words that its finding cannot do without, in small letters. Tests of severity or confidence low
# (asserts, imports, random) are never asked for; those another check says better stand in static_analysis.ELSEWHERE.
NEEDS: dict[str, tuple[tuple[bytes, ...], ...]] = {
    "B103": ((b"chmod",),),
    "B104": ((b"0.0.0.0",),),
    "B108": ((b"/tmp",), (b"/var/tmp",), (b"/dev/shm",)),
    "B201": ((b"flask", b"debug"),),
    "B202": ((b"tarfile", b"extractall"),),
    "B303": ((b"crypto",), (b"cryptography",)),
    "B304": ((b"crypto",), (b"cryptography",)),
    "B305": ((b"cryptography",),),
    "B306": ((b"mktemp",),),
    "B308": ((b"mark_safe",),),
    "B313": ((b"celementtree",),),
    "B314": ((b"elementtree", b"parse"), (b"elementtree", b"fromstring"), (b"elementtree", b"xmlparser")),
    "B315": ((b"expatreader",),),
    "B316": ((b"expatbuilder",),),
    "B317": ((b"xml", b"sax"),),
    "B318": ((b"minidom", b"parse"),),
    "B319": ((b"pulldom", b"parse"),),
    "B324": ((b"hashlib", b"md4"), (b"hashlib", b"md5"), (b"hashlib", b"sha"), (b"hashlib", b"sha1"),
             (b"crypt", b"method_")),
    "B411": ((b"xmlrpc",),),
    "B412": ((b"cgihandler",), (b"twcgi",)),
    "B413": ((b"crypto",),),
    "B415": ((b"pyghmi",),),
    "B502": ((b"sslv",), (b"tlsv1",)),
    "B503": ((b"sslv",), (b"tlsv1",)),
    "B505": ((b"cryptography",), (b"crypto",)),
    "B507": ((b"paramiko", b"set_missing_host_key_policy"),),
    "B508": ((b"pysnmp",),),
    "B509": ((b"pysnmp",),),
    "B608": ((b"execute",),),
    "B610": ((b"extra",),),
    "B611": ((b"rawsql",),),
    "B612": ((b"logging", b"listen"),),
    "B613": (("\u202a".encode(),), ("\u202b".encode(),), ("\u202c".encode(),), ("\u202d".encode(),),
             ("\u202e".encode(),), ("\u2066".encode(),), ("\u2067".encode(),), ("\u2068".encode(),),
             ("\u2069".encode(),), ("\u200f".encode(),)),
    "B701": ((b"jinja2", b"environment"),),
    "B702": ((b"mako", b"template"),),
    "B703": ((b"safestring",),),
    "B704": ((b"markup",),),
}  # fmt: skip
# Words of the tests above that many files hold for other reasons, and how they must stand.
_CALL = rb"[\s\\]*(?:#[^\n]*\n\s*)*\("
CLOSER = {
    b"execute": re.compile(rb"execute(?:many)?" + _CALL),
    b"extra": re.compile(rb"\bextra" + _CALL),
    b"markup": re.compile(rb"\bmarkup\b"),
    b"crypto": re.compile(rb"\bcrypto(?:dome)?\b"),
    b"/tmp": re.compile(rb"[\"'}]/tmp"),
    b"/var/tmp": re.compile(rb"[\"'}]/var/tmp"),
    b"sha": re.compile(rb"\bsha\b"),
    b"sax": re.compile(rb"\bsax\b"),
    b"parse": re.compile(rb"\b(?:iter)?parse(?:string)?\b"),
}
LOW = frozenset(
    ("B101", "B110", "B112", "B113", "B311", "B405", "B406", "B407", "B408", "B409", "B504")
)  # never at medium severity and confidence

_GROUPS = sorted({words for groups in NEEDS.values() for words in groups})
_ESCAPES = re.compile(rb"\\(?:x[2-7]|u00[2-7]|U000000[2-7]|N\{|0?[4-7][0-7]|1[0-7][0-7])")
# Where one literal ends and the next begins: Python puts neighbours together. The second also steps over prefixes.
_JUNCTIONS = (
    re.compile(rb"""["'](?:[\s\\"']|#[^\n]*\n)*["']"""),
    re.compile(rb"""["'](?:[\s\\"']|#[^\n]*\n|[bBfFrRuU]{1,2}(?=["']))*["']"""),
)
_SEAM = re.compile(rb"[^\0]{0,20}\0(?:[^\0]{0,40}\0)*[^\0]{0,20}")
_ENCODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*(?!utf-?8|ascii)[-\w.]", re.MULTILINE | re.IGNORECASE)


def may_find(data: bytes) -> bool:
    """Whether bandit could find anything in this source; when in doubt, yes."""
    if _ESCAPES.search(data) or _ENCODING.search(b"\n".join(data.split(b"\n", 2)[:2])):
        return True
    plain = data.lower()
    if not data.isascii():
        import unicodedata

        folded = unicodedata.normalize("NFKC", data.decode("utf-8", "replace")).encode("utf-8", "replace")
        plain += b"\n" + folded.lower()
    apart = b"\n".join(seam for junction in _JUNCTIONS for seam in _SEAM.findall(junction.sub(b"\0", plain)))
    joined = apart.replace(b"\0", b"")
    return any(all(_stands(word, plain, apart, joined) for word in words) for words in _GROUPS)


def _stands(word: bytes, plain: bytes, apart: bytes, joined: bytes) -> bool:
    """Whether a word stands there as its test wants it, or comes about where literals are put together."""
    if word in plain and (word not in CLOSER or CLOSER[word].search(plain)):
        return True
    return joined.count(word) > apart.count(word)
