"""Names written with letters that look like others: mixed scripts, and forms that an interpreter folds.

The letters are the Cyrillic, Greek and Armenian ones of Unicode's confusables.txt (UTS 39) whose skeleton is one ASCII
letter. Python folds every identifier with NFKC (PEP 3131), so that `𝐞𝐯𝐚𝐥` and `ｅｖａｌ` are `eval` there.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.obfuscation.signs import Sign
from plugin_policy.pattern import later

LOOKS = dict(
    zip(
        "асԁеһіјӏոорԛѕυνѵԝхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧοАВЅЕНІЈКМОРТСХУԌɡ",
        "acdehijlnopqsuvvwxyABEZHIKMNOPTYXoABSEHIJKMOPTCXYGg",
        strict=True,
    )
)

_NAME = later(r"[A-Za-z0-9_$]*[^\x00-\x7f\s][\w$]*")
_FOLDED = later("[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u2100-\u214f\u24b6-\u24e9]")
LEADS = later(
    rb"\xc9|\xd0|\xd1|\xce|\xcf|\xd4|\xd5|\xd6|\xf0\x9d|\xef\xbc|\xef\xbd|\xe2\x84|\xe2\x85|\xe2\x92|\xe2\x93"
)


def find(data: bytes, inside: list[tuple[int, int]]) -> Iterator[Sign]:
    """Confusable names. inside: spans of comments and strings, where words are prose."""
    text = data.decode("utf-8", "replace")
    byte, at = 0, 0
    for match in _NAME.finditer(text):
        byte += len(text[at : match.start()].encode("utf-8", "surrogatepass"))
        at = match.start()
        name = match[0]
        message = judge(name)
        if message and not any(start <= byte < end for start, end in inside):
            yield Sign("confusable-name", byte, byte + len(name.encode()), message)


def judge(name: str) -> str:
    """What is wrong with a name, "" when nothing is."""
    plain = "".join(LOOKS.get(char, char) for char in name)
    if plain != name and any(char.isascii() and char.isalpha() for char in name):
        return f"`{name}` mixes look-alike letters of other alphabets into `{plain}`"
    if plain != name and plain.isascii() and len(name) > 1:
        return f"`{name}` looks like `{plain}` and is another name"
    if _FOLDED.search(name):
        import unicodedata

        folded = unicodedata.normalize("NFKC", name)
        if folded.isascii() and folded.isidentifier():
            return f"`{name}` is `{folded}` to an interpreter that folds names"
    return ""
