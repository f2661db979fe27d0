"""What a value looks like: random, or a word, a placeholder, a digest, a template.

Every function takes the value's bytes and looks at nothing else. Providers draw their secrets at random; names,
prose and identifiers consist of pairs of letters that follow each other in words.
"""

from __future__ import annotations

import re

# The pairs of letters that make up 93% of all pairs in Python's standard library; 31% of random pairs are among them.
_PAIRS = frozenset(
    b"ab ac ad ag ai al am an ap ar as at au ba be bj bl bo bu ca ce ch ci ck cl co cr ct cu da dd de di do ds du ea "
    b"ec ed ee ef eg el em en ep eq er es et ev ex ey fa fe ff fi fo fr fu ge gi gn gr gs ha he hi ho ht ia ib ic id "
    b"ie if ig il im in io ip ir is it iv iz ke la ld le lf li ll lo ls lt lu ly ma mb me mi mm mo mp ms na nc nd ne "
    b"nf ng ni nn no ns nt nu nv ob oc od ok ol om on oo op or os ot ou ov ow pa pe pi pl po pp pr pt pu py qu ra rc "
    b"rd re rg ri rl rm rn ro rr rs rt ru ry sa sc se sh si so sp ss st su sy ta tc te th ti to tp tr ts tt tu ty ub "
    b"ue ui ul um un up ur us ut va ve vi wa wh wi wo xc xe xp xt yp ys yt ze".split()
)
_PLACEHOLDERS = (
    rb"example|sample|placeholder|change_?-?me|changeit|dummy|redacted|x{4}|insert|replace|your[_-]|yours|my[_-]|"
    rb"todo|fixme|foobar|foo_?bar|some[_-]|not[_-]?a[_-]?real|notreal|not-?secret|fake|hunter2|lorem|\.\.\.|"
    rb"abc123|deadbeef|cafebabe|badcafe|0123456789|1234567890|123456789|abcdefgh|qwerty|asdf|(.)\1{7}|"
    rb"[_-](?:key|token|secret|value|password)\d*$|enter[_-]|goes[_-]?here|here$|^<|<[a-z_ -]+>|"
    rb"test_?-?(?:key|token|secret|password)|mock|stub|undefined|deprecated"
)
_ALGORITHM = rb"(?i)sha-?\d{3}|hmac|pbkdf|25519|aes-?\d{3}|secp\d{3}|utf-?8|base64|withrsa"
_WORDS = (
    rb"pass|secret|test|admin|user|welcome|letmein|login|root|default|token|hello|world|demo|temp|value|string|example|"
    rb"sample|foo|bar|public|private|data|name|abc|qwe|xyz|new|old|wrong|correct|valid|word|key|spring|jwt|api"
)
_BASE64 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/="
_PRINTABLE = bytes(range(32, 127)) + b"\t\r\n"
_CLAIMS = (
    rb"john doe|jane doe|1234567890|example|\btest|\banon\b|\"(?:sub|data|iss|user|username|name|some)\":\s?"
    rb"\"(?:\w+:)?(?:foo|bar|user|bob|alice|payload|subject|joe|me|mock-\w+)\"|johndoe|supabase-demo"
)
_OPEN_KEYS = (
    b"secret", b"your-256-bit-secret", b"a-string-secret-at-least-256-bits-long", b"your-secret-key", b"secretkey",
    b"secret-key", b"secret_key", b"shhhhh", b"shhh", b"test", b"testing", b"key", b"password", b"changeme",
    b"mysecret", b"my-secret", b"supersecret", b"super-secret", b"jwt-secret", b"jwtsecret",
    b"qwertyuiopasdfghjklzxcvbnm123456",
    b"your-super-secret-jwt-token-with-at-least-32-characters-long", b"example", b"foo", b"bar", b"",
    b"hello", b"demo",
)  # fmt: skip
_HASHED = rb"\{\w*\}|\$[\w-]{1,12}\$|\w*(?:sha|md5|pbkdf2|bcrypt|argon2|scrypt)[\w-]*[:$]|\d{4}-\d\d-\d\dT?"
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_LEET = bytes.maketrans(b"013457@$", b"oieastas")
_SEQUENCES = (
    b"01234567890123456789abcdefghijklmnopqrstuvwxyz\0ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\0abcdef0123456789abcdef"
    b"\0zyxwvutsrqponmlkjihgfedcba9876543210\0ABCDEF0123456789ABCDEF\0qwertyuiopasdfghjklzxcvbnm\0ABCDEFG1234567"
    b"1234567890abcdef1234567890ABCDEF1234\0abcd1234efgh5678\0zyxwvuts\0A1B2C3D4E5F6G7H8I9J0\0ZYXWVUTSRQPONMLKJIHGFEDCBA\0a1b2c3d4e5f6g7h8i9j0"
    b"\0" + b"0" * 7
)
DIGITS = b"0123456789"
_UUID = rb"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_HEX = rb"(?:0x)?(?:[0-9a-f]+|[0-9A-F]+)"
_HEX_DIGITS = rb"(?=[a-fA-F]*\d)[0-9a-fA-F]{24,}(?:[-_.:][\w-]{0,12})?$"
# A part of a name: a number or a word, or both, one behind the other.
_PART = (
    rb"(?:\d{1,8}(?:[a-z]{0,6}|[A-Z]{0,8})|(?:[A-Z]{1,5}[a-z]{0,15}|[a-z]{1,16}){1,3}\d{0,4}|"
    rb"[A-Za-z]{1,4}\d[A-Za-z]{1,6})"
)
_SLUG = rb"(?:" + _PART + rb"(?:[-_./:]|\Z)){2,13}"
_LABEL = rb"(?:[A-Za-z]{2,14}[-_.:/]){1,6}[0-9a-f]{7,64}"
_EXPRESSION = (
    rb"(?:\|[\w\[\]]{1,8}){3}|"
    rb"\(\?|\[[^\]]*-[^\]]*\]|%[sdr(\[]|\\[wdsb]|\{\d+,?\d*\}|\)[|*+?]|\|\(|^[\w.]+\([\w.,-]*\)?$|\bvar\(--"
)
_SPELLED = rb"[A-Z]?[a-z]{4,}|[A-Z]{4,}"


def entropy(value: bytes) -> float:
    """Shannon entropy in bits a byte."""
    from math import log2  # an extension module: not loaded for files without a candidate

    length = len(value)
    counts = [value.count(byte) for byte in set(value)]
    return -sum(count / length * log2(count / length) for count in counts)


def is_hex(value: bytes) -> bool:
    return re.fullmatch(_HEX, value) is not None


def is_uuid(value: bytes) -> bool:
    return re.fullmatch(_UUID, value) is not None


def is_sequence(value: bytes) -> bool:
    """Whether seven bytes in a row are neighbours in an alphabet or on a keyboard."""
    plain = value.lower().translate(None, b"._-")  # `AbCdEf.GhIjKl`
    runs = {form[at : at + 7] for form in (value, value.lower(), plain) for at in range(len(value) - 6)}
    return any(run in _SEQUENCES for run in runs)


def is_dull(value: bytes) -> bool:
    """Whether nobody drew this at random: one block again and again, nearly one character, or a sequence.

    Holds for every rule.
    """
    length = len(value)
    period = (value + value).find(value, 1)
    return period <= length // 2 or len(set(value)) < min(6, 2 + length // 6) or is_sequence(value)


def is_placeholder(value: bytes) -> bool:
    """Whether the value says of itself that it is none, or is dull."""
    return re.search(_PLACEHOLDERS, value.lower()) is not None or is_dull(value)


def word_share(value: bytes) -> float:
    """Share of pairs of neighbouring letters that are usual in words: about .3 if random, above .8 in names."""
    lower = value.lower()
    pairs = [lower[at : at + 2] for at in range(len(lower) - 1)]
    letters = [pair for pair in pairs if pair.isalpha()]
    if len(letters) < 3:
        return 0.0
    # Two pairs of chance on top, so that few letters do not decide.
    return (sum(pair in _PAIRS for pair in letters) + 0.6) / (len(letters) + 2)


def spelled(value: bytes) -> int:
    """How many bytes belong to runs of one case of at least four letters that read like words."""
    return sum(len(run) for run in re.findall(_SPELLED, value) if word_share(run) > 0.58)


def classes(value: bytes) -> int:
    """How many of lower case, upper case, digits and others occur."""
    return (
        (value.upper() != value)
        + (value.lower() != value)
        + any(digit in value for digit in b"0123456789")
        + (not value.isalnum())
    )


def names_algorithm(value: bytes) -> bool:
    """Whether the value is the name of an algorithm, an encoding or a curve."""
    return re.search(_ALGORITHM, value) is not None


def is_random(value: bytes) -> bool:
    """Whether a value of 16 bytes or more looks drawn at random rather than named by somebody."""
    length = len(value)
    if not value.translate(None, b"0123456789_-./+=~:"):  # numbers, dates, object identifiers
        return False
    if is_uuid(value):
        return len(set(value)) >= 9
    if is_hex(value):
        return len(set(value)) >= (9 if length >= 24 else 8) and not value.isalpha()
    if length >= 24 and re.match(_HEX_DIGITS, value):  # both cases, or with a short suffix: `…-us12`
        return len(set(value)) >= 9
    if (
        spelled(value) * 2 > length
        or names_algorithm(value)
        or is_slug(value)
        or (_is_composed(value) or says_text(value))
    ):
        return False
    if length >= 20 and len(re.findall(rb"\d+", value)) * 6 >= length:  # no name has so many numbers in it
        return len(set(value)) >= 9
    limit = 0.68 if value.translate(None, DIGITS) != value else 0.5
    return word_share(value) < limit and len(set(value)) >= (7 if length < 24 else 9)


def is_short_secret(value: bytes) -> bool:
    """Whether a value of fewer than 16 bytes looks drawn: its letters and digits mix as in no word."""
    letters = value.translate(None, DIGITS)
    if not letters:
        return True
    if spelled(value) or (letters == value and (value.islower() or value.isupper())) or says_words(value):
        return False
    kinds = [(byte > 64) + (byte > 96) for byte in value]
    changes = sum(kinds[at] != kinds[at - 1] for at in range(1, len(kinds)))
    return changes > 2 or (changes == 2 and (value.isupper() or not value[:1].isupper())) or word_share(letters) < 0.4


def is_slug(value: bytes) -> bool:
    """Whether words, numbers and versions make up the value, as in `bsd-3-clause-lbnl` or `my-app-7f9c`."""
    if value.translate(None, b"-_./:") == value or not re.fullmatch(_SLUG, value):
        return False
    return len(set(map(len, re.split(rb"[-_./:]", value)))) > 1


def is_label(value: bytes) -> bool:
    """Whether words stand before a digest, as in `Linux-node-958aff96…` or `github:branch-0f4c…`."""
    return re.fullmatch(_LABEL, value) is not None


def is_expression(value: bytes) -> bool:
    """Whether the value is a regular expression, a format or a call."""
    return re.search(_EXPRESSION, value) is not None


def _is_composed(value: bytes) -> bool:
    """Whether short parts make up the value, as in `eu-central-1-vpc`; licence keys have parts of one length."""
    parts = re.split(rb"[-_.:/]", value)
    if len(parts) < 3 or any(len(part) > 7 for part in parts if not part.isdigit()):
        return False
    return len(set(map(len, parts))) > 1 and value == value.lower()


def says_text(value: bytes) -> bool:
    """Whether the value is base64 of plain text that is no secret itself, as the nonce of a manual's WebSocket key."""
    if len(value) % 4 or value.translate(None, _BASE64):
        return False
    from binascii import Error, a2b_base64

    try:
        text = a2b_base64(value)
    except Error:
        return False
    if text.translate(None, _PRINTABLE) or len(text) < 8:
        return False
    return b" " in text.strip() or not (is_password(text) or (len(text) > 15 and is_random(text)))


def is_public(value: bytes) -> bool:
    """Whether the value is the base64 of a public key or a certificate (DER and OpenSSH forms), or a digest (SRI)."""
    if value.startswith((b"AAAAB3NzaC1", b"AAAAC3NzaC1", b"AAAAE2VjZHNh", b"sha256-", b"sha384-", b"sha512-", b"ssh-")):
        return True
    if re.match(rb"M(?:E[UQY]C|G[UQYN]C)[A-Z]", value):  # a signature: two integers
        return True
    if not value.startswith((b"MII", b"MIG", b"MFk", b"MFw", b"MCo", b"MHY", b"MDY", b"MDk")):
        return False
    return b"IBA" not in value[3:10]  # a private key begins with a version number, INTEGER 0 or 1


def is_example_jwt(value: bytes) -> bool:
    """Whether a JSON Web Token is cut short, unsigned, signed with a key that everybody knows, or carries the claims
    of manuals and tests."""
    if not value.startswith(b"eyJ"):
        return False
    parts = value.split(b".")
    if len(parts) < 3 or len(parts[2]) < 20:
        return True
    claims = _url_decoded(parts[1])
    if claims[:1] != b"{" or not claims.isascii():  # encrypted, or no claims
        return False
    if re.search(_CLAIMS, claims.lower()) or len(claims) < 20:
        return True
    return _is_signed_openly(parts)


def _url_decoded(part: bytes) -> bytes:
    from binascii import Error, a2b_base64

    try:
        return a2b_base64(part.translate(_URL_SAFE) + b"=" * (-len(part) % 4))
    except Error:
        return b""


def _is_signed_openly(parts: list[bytes]) -> bool:
    """Whether the signature of a token holds for a key that stands in manuals."""
    from hashlib import sha256
    from hmac import digest

    if b"HS256" not in _url_decoded(parts[0]):
        return False
    signature = _url_decoded(parts[2])
    return any(digest(key, parts[0] + b"." + parts[1], sha256) == signature for key in _OPEN_KEYS)


def is_hashed(value: bytes) -> bool:
    """Whether a value is a password's hash in one of the usual notations."""
    return re.match(_HASHED, value) is not None


def _core(value: bytes) -> bytes:
    return value.strip(b"0123456789!@#$%^&*?._-+=~").translate(_LEET)


def says_words(value: bytes) -> bool:
    """Whether one of the words of test passwords stands in it, also with digits for letters."""
    return re.search(_WORDS, _core(value).lower()) is not None


def is_password(value: bytes) -> bool:
    """Whether a value of any length, given to a password's name, looks like one that is in use.

    Words, also with a digit or two behind them or with letters written as digits, are what tests and manuals use.
    """
    if len(value) < 8 or len(value) > 128 or value.isalpha() or value.isdigit() or is_placeholder(value):
        return False
    if is_slug(value) or re.match(rb"[\w.-]+\.[a-z]{2,10}/", value):
        return False
    if classes(value) < 3 and (len(value) < 10 or value.translate(None, DIGITS) == value):
        return False
    core = _core(value)
    if b"12345" in value or b"54321" in value or len(core) < 3 or says_text(value):
        return False
    if len(core) < 5:
        return len(set(value)) > 6 and classes(value) > 2 and not says_words(value)
    return not says_words(value) and word_share(value) < 0.72 and spelled(core) * 2 <= len(core)
