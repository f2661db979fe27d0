"""Values that look drawn at random, judged by the key they are given to: a provider's name, or a secret-like word."""

from __future__ import annotations

from plugin_policy.secrets.context import Key, key_of, strength
from plugin_policy.secrets.hit import Hit
from plugin_policy.secrets.named_rules import NAMED
from plugin_policy.secrets.providers import is_weak, matches, providers_in
from plugin_policy.secrets.shape import entropy, is_hex, is_placeholder, is_random, is_uuid

_TAIL = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-+/=.~"
_HEAD = _TAIL.replace(b"=", b"")
_CODE = (
    ".py", ".js", ".ts", ".tsx", ".jsx", ".mjs", ".cjs", ".go", ".java", ".rb", ".php", ".cs", ".c", ".cc", ".cpp",
    ".h", ".hpp", ".rs", ".swift", ".kt", ".scala", ".m", ".pl", ".lua", ".dart", ".ex", ".exs", ".vue", ".svelte",
)  # fmt: skip
_DIGITS = b"0123456789"


def find(text: bytes, tokens: list[bytes], path: str) -> list[Hit]:
    hits: list[Hit] = []
    in_code = path.lower().endswith(_CODE)
    verdicts: dict[bytes, bool] = {}
    at = 0
    for token in tokens:
        good = verdicts.get(token)
        if good is None:
            good = verdicts[token] = _is_candidate(token)
        if not good:
            continue
        start = text.find(token, at)
        if start < 0:
            continue
        at = start + len(token)
        hit = _judge(text, start, at, in_code)
        if hit:
            hits.append(hit)
            at = max(at, hit.end)
    return hits


def _is_candidate(token: bytes) -> bool:
    """A cheap first look: it holds a digit and is neither a number nor spelled in words."""
    if token.translate(None, _DIGITS) in (token, b""):
        return False
    return is_random(token.strip(b"-_")) and not is_placeholder(token)


def _widen(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The whole value around a token."""
    before = text[max(0, start - 200) : start]
    start -= len(before) - len(before.rstrip(_HEAD))
    after = text[end : end + 400]
    end += len(after) - len(after.lstrip(_TAIL))
    while end > start and text[end - 1] in b".":
        end -= 1
    while start < end and text[start] in b"-.~":
        start += 1
    return start, end


def _judge(text: bytes, start: int, end: int, in_code: bool) -> Hit | None:
    start, end = _widen(text, start, end)
    value = text[start:end]
    if len(value) > 400 or value[:1] == b"/" or text[end : end + 1] in (b"(", b"["):
        return None
    if text[start - 1 : start] in (b"$", b"@", b"#", b"%"):
        return None
    key = key_of(text, start)
    if in_code and not any(quote in key.before for quote in b"\"'`#") and b"//" not in key.before:
        return None
    level = strength(key.words)
    return _provider(text, start, end, key, level) or _generic(start, value, key, level)


def _provider(text: bytes, start: int, end: int, key: Key, level: int) -> Hit | None:
    value = text[start:end]
    near = text[max(0, start - 80) : start].lower()
    line = len(key.before)
    for number in providers_in(near if level else near[-line:] if line else b"", key.words):
        code = matches(number, value)
        if not code or is_placeholder(value):
            continue
        rule = NAMED[number]
        direct = key.separated and key.name.lower().replace(b"_", b"").endswith(tuple(rule[2].encode().split()))
        if level == 0 and (is_weak(code) and not direct):
            continue
        if level == 0 and not direct:
            continue
        return Hit(rule[0], start, end, value, "critical", rule[1], strong=len(value) >= 24)
    return None


def _generic(start: int, value: bytes, key: Key, level: int) -> Hit | None:
    if not level or is_placeholder(value) or not (key.separated or level > 1):
        return None
    if is_uuid(value) and level < 2:
        return None
    if level < 2 and is_hex(value):
        return None
    bits = entropy(value) * len(value)
    if bits < 50 or not is_random(value):
        return None
    return Hit("generic-secret", start, start + len(value), value, "high" if level > 1 else "medium", strong=False)
