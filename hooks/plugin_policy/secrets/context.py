"""What stands before a value: the key it is given to, how, and whether the key's name speaks of a secret."""

from __future__ import annotations

import re

_IDENTIFIER = bytes.maketrans(
    bytes(byte for byte in range(256) if not (chr(byte).isalnum() and byte < 128) and byte not in b"_.-$"),
    b" " * (256 - 62 - 4),
)
_OPENERS = b"\"'`([{<\\ \t"
_SEPARATORS = b"=:>|,~?+ \t\\\r\n"
_CLOSERS = b"\"'`)]}\\ \t*|"
_CAMEL = re.compile(rb"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])")
_SPLIT = re.compile(rb"[a-z]+|\d+")
_VALUE_KEYS = frozenset(
    b"value val default content string text data stringdata is as be was the with using to of".split()
)
_TYPES = frozenset(
    b"string str char std const final var let static byte bytes any object text varchar securestring optional "
    b"new tostring from from_utf8 bytes.fromhex buffer.from std.string strptr aws.string pointer to_string".split()
)

_INFIX = (b"password", b"passwd", b"apikey", b"secretkey", b"accesskey")
# Words of a key that make its value a secret by themselves.
STRONG = frozenset(
    b"password passwd passwort passphrase pwd pswd secret secrets apikey apikeys token tokens accesstoken authtoken "
    b"accesskey secretkey privatekey credential credentials bearer apitoken apisecret clientsecret authkey pat "
    b"licensekey encryptionkey signingkey webhooksecret appsecret appkey masterkey userkey passkey servicekey".split()
)
# Words that make one together with `key`, and weakly alone.
_KEY_PARTNERS = frozenset(
    b"api access auth private secret encryption encrypt signing sign master service account storage license app "
    b"application client admin subscription integration write read live prod production server rest shared user "
    b"session crypto aes hmac jwt consumer developer dev project ingest ingestion bot team org customer partner "
    b"merchant x rapidapi webhook rw instance personal security publish deploy sdk".split()
)
_WEAK = frozenset(
    b"auth authorization authentication api credential cred creds jwt pass otp totp sas sig dsn cookie session".split()
)
# A key that ends in one of these names something about the secret, not the secret.
_ABOUT = frozenset(
    b"id ids name names file files path paths url uri urls length len size count index hash digest checksum sha "
    b"sha1 sha256 sha512 md5 fingerprint thumbprint version type types ttl expires expiry expiration date time "
    b"prefix suffix label title description desc field column header param regex pattern format endpoint host "
    b"region arn ref selector class policy algorithm alg hint placeholder env var variable issuer audience scope "
    b"scopes provider status state kind mode address email user username message error test example".split()
)
# A key that holds one of these anywhere is no secret's.
_HARMLESS = frozenset(
    b"public pub pubkey cache primary foreign sort partition idempotency integrity etag commit revision nonce sitekey "
    b"site checksum fingerprint thumbprint hash hashes sha md5 sha1 sha256 sha512 digest author keyboard keyword "
    b"keywords csrf uuid guid contract mint gist page next pagination continuation cursor resolved locked "
    b"lock tokenizer tokenize vocab translation i18n l10n msgid expected actual ciphertext plaintext tweak "
    b"vector iv tag aad signature".split()
)


class Key:
    """name: the identifier as written. words: its words, lower case. separated: an assignment sign stands between it
    and the value. before: the rest of the line before the value."""

    __slots__ = ("before", "name", "separated", "words")

    def __init__(self, name: bytes, words: tuple[bytes, ...], separated: bool, before: bytes) -> None:
        self.name = name
        self.words = words
        self.separated = separated
        self.before = before


def words_of(name: bytes) -> tuple[bytes, ...]:
    """`x-Api_KEY2` -> x, api, key, 2."""
    return tuple(_SPLIT.findall(_CAMEL.sub(rb"\1\3_\2\4", name).lower()))


def _last_identifier(text: bytes) -> tuple[bytes, bytes]:
    """The identifier at the end, and what stands before it."""
    parts = text.translate(_IDENTIFIER).rsplit(None, 1)
    if not parts:
        return b"", b""
    name = parts[-1]
    return name, text[: text.rfind(name)]


def key_of(text: bytes, start: int) -> Key:
    """The key to which the value at `start` belongs, looked for on its line and, for `value:` lines, the one before."""
    line = text.rfind(b"\n", max(0, start - 300), start) + 1
    if not line:
        line = max(0, start - 300)
    before = text[line:start]
    if not before.strip(_OPENERS + b"-"):  # the value stands alone on its line
        line = max(0, text.rfind(b"\n", max(0, line - 160), max(0, line - 1)) + 1)
        before = text[line:start]
    rest, separated = before, False
    name = b""
    for _ in range(3):
        opened = rest.rstrip(_OPENERS)
        if rest[-1:] in (b'"', b"'") and opened[-1:].lower() in (b"b", b"r", b"f", b"u", b"l", b"@"):
            trimmed = opened[:-1].rstrip(_OPENERS)
            if trimmed[-1:] in (b"=", b":", b",") or len(trimmed) < len(opened) - 1:
                opened = trimmed
        bare = opened.rstrip(_SEPARATORS)
        separated = separated or any(sign in opened[len(bare) :] for sign in b"=:>|,")
        separated = separated or b"(" in rest[len(opened) :]
        name, rest = _last_identifier(bare.rstrip(_CLOSERS))
        low = name.lower().strip(b"-.$_")
        if low in _VALUE_KEYS:
            if not rest.strip(b" \t-\"'<{,") and line:
                line = max(0, text.rfind(b"\n", max(0, line - 160), line - 1) + 1)
                rest = text[line : start - len(before) - 1] if line < start - len(before) else rest
            continue
        if low in _TYPES:
            continue
        break
    words = words_of(name[-64:])
    if words and len(words) == 1 and words[0] in (b"key", b"token", b"secret", b"code", b"id"):
        earlier, _ = _last_identifier(rest[-24:].rstrip(b" \t"))
        if rest[-1:] in (b" ", b"-", b"_"):
            words = words_of(earlier) + words
    return Key(name, words, separated, before)


def strength(words: tuple[bytes, ...]) -> int:
    """0: the name speaks of no secret. 1: weakly. 2: it names a secret."""
    while words and words[-1].isdigit():
        words = words[:-1]
    if not words or not _HARMLESS.isdisjoint(words) or words[-1] in _ABOUT:
        return 0
    joined = b"".join(words)
    if not STRONG.isdisjoint(words) or any(word in joined for word in _INFIX):
        return 2
    if b"key" in words and not _KEY_PARTNERS.isdisjoint(words):
        return 2
    if words[-1].endswith((b"token", b"secret", b"apikey", b"passphrase")):
        return 2
    if not _WEAK.isdisjoint(words):
        return 1
    return 1 if words[-1].endswith(b"key") and len(joined) > 3 else 0
